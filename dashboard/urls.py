from django.urls import path

from .views import agenda, besluiten, bmo, contacten, mijn_werk, portefeuille, takenpakketten

app_name = "dashboard"

urlpatterns = [
    path("", mijn_werk.mijn_werk, name="mijn-werk"),
    path("bmo/", bmo.bmo, name="bmo"),
    path("besluiten/", besluiten.besluiten, name="besluiten"),
    path("agenda/", agenda.agenda, name="agenda"),
    path("agenda/maken/", agenda.agenda_make, name="agenda-make"),
    path("agenda/intrekken/", agenda.agenda_revoke, name="agenda-revoke"),
    path("agenda/<str:geheim>/basisteam.ics", agenda.agenda_ics, name="agenda-ics"),
    path("portefeuilles/<int:pk>/", portefeuille.portefeuille, name="portefeuille"),
    path("portefeuilles/takenpakketten/", takenpakketten.takenpakketten, name="takenpakketten"),
    path("contacten/", contacten.contacten, name="contacten"),
    path("contacten/pdf/", contacten.contacten_pdf, name="contacten-pdf"),
    path("contacten/delen/", contacten.deellink_add, name="deellink-add"),
    path("contacten/links/<int:pk>/intrekken/", contacten.deellink_revoke, name="deellink-revoke"),
    path("overzicht/<str:geheim>/", contacten.overzicht, name="overzicht"),
    path("overzicht/<str:geheim>/pdf/", contacten.overzicht_pdf, name="overzicht-pdf"),
]
