from django.urls import path

from .afspraken import titels
from .sessie import sessie
from .views import mensen, partners, team

app_name = "organisatie"

urlpatterns = [
    path("sessie/", sessie, name="sessie"),
    path("", team.team, name="team"),
    path("wijzigen/", team.team_change, name="team-change"),
    path("gebieden/nieuw/", team.gebied_add, name="gebied-add"),
    path("gebieden/<int:pk>/", team.gebied, name="gebied"),
    path("gebieden/<int:pk>/wijzigen/", team.gebied_change, name="gebied-change"),
    path("gebieden/<int:pk>/einde/", team.gebied_end, name="gebied-end"),
    path("gebieden/<int:pk>/toch/", team.gebied_continue, name="gebied-continue"),
    path("beslissen/", team.beslistabel, name="beslistabel"),
    path("beslissen/nieuw/", team.beslisregel_add, name="beslisregel-add"),
    path("beslissen/<int:pk>/", team.beslisregel_change, name="beslisregel-change"),
    path("beslissen/<int:pk>/weg/", team.beslisregel_remove, name="beslisregel-remove"),
    path("partners/", partners.partner_list, name="partner-list"),
    path("partners/nieuw/", partners.partner_add, name="partner-add"),
    path("partners/<int:pk>/", partners.partner_change, name="partner-change"),
    path("partners/<int:pk>/samenvoegen/", partners.partner_merge, name="partner-merge"),
    path("partners/<int:pk>/contactpersoon/", partners.contactpersoon_add, name="contactpersoon-add"),
    path("contactpersonen/<int:pk>/", partners.contactpersoon_change, name="contactpersoon-change"),
    path("contactpersonen/<int:pk>/stoppen/", partners.contactpersoon_stop, name="contactpersoon-stop"),
    path("gebieden/<int:pk>/wijk/", team.wijk_add, name="wijk-add"),
    path("wijken/<int:pk>/", team.wijk_change, name="wijk-change"),
    path("wijken/<int:pk>/weg/", team.wijk_remove, name="wijk-remove"),
    path("afspraken/", team.instellingen, name="instellingen"),
    *(
        path(f"afspraken/{sleutel}/", team.afspraken, {"sleutel": sleutel}, name=f"afspraken-{sleutel}")
        for sleutel in titels()
    ),
    path("vrije-dagen/nieuw/", team.feestdag_add, name="feestdag-add"),
    path("vrije-dagen/<int:pk>/weg/", team.feestdag_remove, name="feestdag-remove"),
    path("collegas/", mensen.medewerker_list, name="medewerker-list"),
    path("collegas/nieuw/", mensen.medewerker_add, name="medewerker-add"),
    path("collegas/<int:pk>/", mensen.medewerker, name="medewerker"),
    path("collegas/<int:pk>/afwezig/", mensen.afwezigheid_add, name="afwezigheid-add"),
    path("collegas/<int:pk>/vrijstelling/", mensen.vrijstelling_add, name="vrijstelling-add"),
    path("collegas/<int:pk>/functie/", mensen.plaatsing_change, name="plaatsing-change"),
    path("collegas/<int:pk>/koppeling/", mensen.koppeling_add, name="koppeling-add"),
    path("afwezigheid/<int:pk>/wijzigen/", mensen.afwezigheid_change, name="afwezigheid-change"),
    path("afwezigheid/<int:pk>/beeindigen/", mensen.afwezigheid_withdraw, name="afwezigheid-withdraw"),
    path("vrijstellingen/<int:pk>/", mensen.vrijstelling_change, name="vrijstelling-change"),
    path("vrijstellingen/<int:pk>/beeindigen/", mensen.vrijstelling_end, name="vrijstelling-end"),
    path("plaatsingen/<int:pk>/beeindigen/", mensen.plaatsing_end, name="plaatsing-end"),
    path("plaatsingen/<int:pk>/vergissing/", mensen.plaatsing_take_back, name="plaatsing-take-back"),
    path("koppelingen/<int:pk>/beeindigen/", mensen.koppeling_end, name="koppeling-end"),
    path("koppelingen/<int:pk>/vergissing/", mensen.koppeling_take_back, name="koppeling-take-back"),
    path("koppelingen/<int:pk>/eerder/", mensen.koppeling_forward, name="koppeling-forward"),
    path("dienst/", mensen.dienst, name="dienst"),
    path("dienst/<int:pk>/volgende/", mensen.dienst_volgende, name="dienst-volgende"),
]
