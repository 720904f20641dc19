from django.urls import path

from .views import acties, begin, casus

app_name = "casuistiek"

urlpatterns = [
    path("", casus.casus_list, name="casus-list"),
    path("overdragen/", begin.casus_open, name="casus-open"),
    path("aanmelden/", begin.casus_meld, name="casus-meld"),
    path("beginnen/", begin.casus_zelf, name="casus-zelf"),
    path("<int:pk>/", casus.casus, name="casus"),
    path("<int:pk>/overgedragen/", begin.casus_done, name="casus-done"),
    path("<int:pk>/wijzigen/", acties.casus_change, name="casus-change"),
    path("<int:pk>/overdragen/", acties.ronde_start, name="ronde-start"),
    path("<int:pk>/zelf-nemen/", acties.regie_take, name="regie-take"),
    path("<int:pk>/intrekken/", acties.ronde_withdraw, name="ronde-withdraw"),
    path("<int:pk>/aanbieden/", acties.regie_offer, name="regie-offer"),
    path("<int:pk>/aanwijzen/", acties.appoint, name="appoint"),
    path("<int:pk>/overnemen/", acties.take_over, name="take-over"),
    path("<int:pk>/waarneming/", acties.answer_waarneming, name="waarneming-answer"),
    path("<int:pk>/uitsluiten/", acties.exclude, name="exclude"),
    path("<int:pk>/afsluiten/", acties.casus_close, name="casus-close"),
    path("<int:pk>/heropenen/", acties.casus_reopen, name="casus-reopen"),
    path("<int:pk>/terugdraaien/", acties.undo_geen_regie, name="geen-regie-undo"),
    path("<int:pk>/ernst/", acties.casus_ernst, name="casus-ernst"),
    path("<int:pk>/schalen/", acties.casus_scale, name="casus-scale"),
    path("<int:pk>/bijschrijven/", acties.gebeurtenis_add, name="gebeurtenis-add"),
    path("<int:pk>/betrekken/", acties.betrokkene_add, name="betrokkene-add"),
    path("<int:pk>/als-dan/", acties.als_dan_add, name="als-dan-add"),
    path("<int:pk>/vertrouwelijk/", acties.set_vertrouwelijk, name="vertrouwelijk"),
    path("<int:pk>/agenda/", acties.bring_to_overleg, name="agenda"),
    path("<int:pk>/actiepunt/", acties.actiepunt_add, name="actiepunt-add"),
    path("overdrachten/<int:pk>/", acties.overdracht_answer, name="overdracht-answer"),
    path("als-dan/<int:pk>/", acties.als_dan_done, name="als-dan-done"),
    path("aanwijzingen/<int:pk>/ongedaan/", acties.undo_aanwijzing, name="aanwijzing-undo"),
]
