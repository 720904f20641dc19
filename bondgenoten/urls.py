from django.urls import path

from .views import beeld, bellen, bijeenkomsten, gemeenschappen, mensen, ndv, netwerken, signalen

app_name = "bondgenoten"

urlpatterns = [
    path("", netwerken.netwerk_list, name="netwerk-list"),
    path("nieuw/", netwerken.netwerk_add, name="netwerk-add"),
    path("beeld/", beeld.teambeeld, name="teambeeld"),
    path("<int:pk>/", netwerken.netwerk, name="netwerk"),
    path("<int:pk>/wijzigen/", netwerken.netwerk_change, name="netwerk-change"),
    path("<int:pk>/stoppen/", netwerken.netwerk_stop, name="netwerk-stop"),
    path("<int:pk>/plannen/", netwerken.netwerk_plan, name="netwerk-plan"),
    path("<int:pk>/beeld/", beeld.netwerkbeeld, name="netwerkbeeld"),
    path("<int:pk>/lid/", netwerken.lid_add, name="lid-add"),
    path("leden/<int:pk>/einde/", netwerken.lid_end, name="lid-end"),
    path("<int:pk>/voorwaarden/", netwerken.voorwaarden, name="voorwaarden"),
    path("<int:pk>/resultaat/", netwerken.resultaat_add, name="resultaat-add"),
    path("gemeenschappen/", gemeenschappen.gemeenschap_list, name="gemeenschap-list"),
    path("gemeenschappen/nieuw/", gemeenschappen.gemeenschap_add, name="gemeenschap-add"),
    path("gemeenschappen/<int:pk>/", gemeenschappen.gemeenschap_change, name="gemeenschap-change"),
    # bijeenkomsten: the pk is that of the overleg
    path("bijeenkomsten/<int:pk>/", bijeenkomsten.bijeenkomst, name="bijeenkomst"),
    path("bijeenkomsten/<int:pk>/opkomst/", bijeenkomsten.attendance, name="attendance"),
    path("<int:pk>/afspraak/", bijeenkomsten.afspraak_add, name="afspraak-add"),
    path("afspraken/<int:pk>/", bijeenkomsten.afspraak, name="afspraak"),
    path("<int:pk>/advies/", bijeenkomsten.advies_add, name="advies-add"),
    path("adviezen/<int:pk>/", bijeenkomsten.advies_answer, name="advies-answer"),
    path("<int:pk>/terugkoppeling/", bijeenkomsten.terugkoppeling, name="terugkoppeling"),
    path("<int:pk>/verteld/", netwerken.told_back, name="told-back"),
    # sleutelfiguren
    path("sleutelfiguren/", mensen.sleutelfiguur_list, name="sleutelfiguur-list"),
    path("sleutelfiguren/nieuw/", mensen.sleutelfiguur_add, name="sleutelfiguur-add"),
    path("sleutelfiguren/<int:pk>/", mensen.sleutelfiguur, name="sleutelfiguur"),
    path("sleutelfiguren/<int:pk>/verbeteren/", mensen.sleutelfiguur_change, name="sleutelfiguur-change"),
    path("sleutelfiguren/<int:pk>/contact/", mensen.contact_add, name="contact-add"),
    path("sleutelfiguren/<int:pk>/relatie/", mensen.relatie_set, name="relatie-set"),
    path("sleutelfiguren/<int:pk>/verlengen/", mensen.consent_extend, name="consent-extend"),
    path("sleutelfiguren/<int:pk>/intrekken/", mensen.consent_withdraw, name="consent-withdraw"),
    path("sleutelfiguren/<int:pk>/wissen/", mensen.erase_page, name="erase"),
    path("sleutelfiguren/<int:pk>/inzage/", mensen.inzage, name="inzage"),
    path("relaties/<int:pk>/overdragen/", mensen.relaties_hand_over, name="relaties-hand-over"),
    path("gewist/", mensen.wissing_list, name="wissing-list"),
    # signalen
    path("signalen/", signalen.signaal_list, name="signaal-list"),
    path("signalen/nieuw/", signalen.signaal_add, name="signaal-add"),
    path("signalen/<int:pk>/", signalen.signaal, name="signaal"),
    path("signalen/<int:pk>/bevestigen/", signalen.signaal_confirm, name="signaal-confirm"),
    path("signalen/<int:pk>/sluiten/", signalen.signaal_close, name="signaal-close"),
    path("signalen/<int:pk>/bijeenroepen/", signalen.convene, name="convene"),
    # calling at an event
    path("bellen/", bellen.belronde_list, name="belronde-list"),
    path("bellen/nieuw/", bellen.belronde_add, name="belronde-add"),
    path("bellen/<int:pk>/", bellen.belronde, name="belronde"),
    path("bellen/<int:pk>/overzicht/", bellen.belronde_overview, name="belronde-overview"),
    path("bellen/<int:pk>/sluiten/", bellen.belronde_close, name="belronde-close"),
    path("belregels/<int:pk>/", bellen.line, name="line"),
    path("belregels/<int:pk>/bellen/", bellen.line_claim, name="line-claim"),
    path("belregels/<int:pk>/vrijgeven/", bellen.line_release, name="line-release"),
    # Netwerk Divers Vakmanschap
    path("ndv/", ndv.ndv_list, name="ndv-list"),
    path("ndv/vragen/", ndv.ndv_ask, name="ndv-ask"),
    path("ndv/vragen/<int:pk>/", ndv.ndv_vraag, name="ndv-vraag"),
    path("ndv/vragen/<int:pk>/inzet/", ndv.ndv_result, name="ndv-result"),
    path("ndv/kennis/", ndv.kennis_add, name="kennis-add"),
    path("ndv/kennis/buiten/", ndv.kennis_outside, name="kennis-outside"),
    path("ndv/kennis/<int:pk>/weg/", ndv.kennis_remove, name="kennis-remove"),
]
