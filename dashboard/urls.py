from django.urls import path

from . import contacten, portefeuille, takenpakketten, views

app_name = "dashboard"

urlpatterns = [
    path("", views.mijn_werk, name="mijn-werk"),
    path("bmo/", views.bmo, name="bmo"),
    path("portefeuilles/<int:pk>/", portefeuille.portefeuille, name="portefeuille"),
    path("portefeuilles/takenpakketten/", takenpakketten.takenpakketten, name="takenpakketten"),
    path("contacten/", contacten.contacten, name="contacten"),
    path("contacten/pdf/", contacten.contacten_pdf, name="contacten-pdf"),
    path("contacten/delen/", contacten.deellink_add, name="deellink-add"),
    path("contacten/links/<int:pk>/intrekken/", contacten.deellink_revoke, name="deellink-revoke"),
    path("overzicht/<str:geheim>/", contacten.overzicht, name="overzicht"),
    path("overzicht/<str:geheim>/pdf/", contacten.overzicht_pdf, name="overzicht-pdf"),
]
