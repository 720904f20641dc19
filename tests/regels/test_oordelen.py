"""Elke regel die ja of nee zegt, met een voorbeeld van elk antwoord: lees de tabel als de afspraken zelf.

Per regel: de gegevens waarbij het mag, en per bezwaar wat daaraan anders is en hoe het bezwaar begint.
"""

import ast
import inspect
import typing
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path

import pytest

import regels
from regels import (
    aanpak,
    actiepunt,
    bellen,
    bondgenoten,
    briefing,
    herinnering,
    leren,
    organisatie,
    overdracht,
    overdrachtsdossier,
    overleg,
    partner,
    plan,
    portefeuille,
    presentaties,
    rapportage,
    regie,
    signaal,
    sleutelfiguur,
    taakaccent,
    werktijd,
)
from regels.begrippen import Fase, Grond, Oordeel
from regels.rapportage import Sjabloonfout

from .voorbeelden import MOMENT

VANDAAG = date(2026, 11, 23)
GISTEREN, MORGEN = VANDAAG - timedelta(days=1), VANDAAG + timedelta(days=1)
STRAKS = MOMENT + timedelta(hours=1)

TABEL: list[tuple[typing.Callable, dict, list[tuple[dict, str]]]] = [
    # --- overleg
    (
        overleg.mag_starten,
        {"status": "gepland"},
        [
            ({"status": "vervallen"}, "Dit overleg gaat niet door"),
            ({"status": "bezig"}, "Dit overleg is al begonnen"),
            ({"status": "gesloten"}, "Dit overleg is al gesloten"),
        ],
    ),
    (overleg.mag_notuleren, {"status": "bezig"}, [({"status": "gesloten"}, "Dit overleg is al gesloten")]),
    (
        overleg.mag_punt_doen,
        {"status": "bezig"},
        [({"status": "gesloten"}, "Dit overleg is al gesloten"), ({"status": "gepland"}, "Start eerst")],
    ),
    (
        overleg.mag_aantekenen,
        {"status": "bezig", "lengte": 10, "langste": 10},
        [
            ({"status": "gesloten"}, "Dit overleg is gesloten"),
            ({"lengte": 11}, "Je schreef in twee vensters"),
        ],
    ),
    (
        overleg.mag_dicht,
        {"status": "bezig"},
        [({"status": "gesloten"}, "Dit overleg is al"), ({"status": "gepland"}, "Dit overleg is niet bezig")],
    ),
    (
        overleg.mag_corrigeren,
        {"status": "gesloten", "afgerond": True, "tekst": "zo", "reden": "typefout", "stond_er": "zus"},
        [
            ({"status": "bezig"}, "Een correctie kan"),
            ({"afgerond": False}, "Een correctie kan"),
            ({"reden": " "}, "Schrijf op wat er moet staan"),
            ({"tekst": "zus"}, "Dit staat er al"),
        ],
    ),
    (
        overleg.mag_vervallen,
        {"status": "gepland", "reden": "vakantie"},
        [
            ({"status": "bezig"}, "Alleen een gepland overleg"),
            ({"status": "bezig", "alles_erna": True}, "Alleen wat nog gepland is"),
            ({"reden": ""}, "Schrijf op waarom het overleg"),
            ({"reden": "", "alles_erna": True}, "Schrijf op waarom de reeks"),
        ],
    ),
    (overleg.mag_openstellen, {"al_gehouden": False}, [({"al_gehouden": True}, "Er is al besloten")]),
    (
        overleg.mag_punt_inbrengen,
        {"status": "gepland", "staat_er_al": False},
        [
            ({"status": "gesloten"}, "Dit overleg is al gesloten. Kies"),
            ({"staat_er_al": True}, "Dit staat al op de agenda"),
            ({"status": None, "staat_er_al": True}, "Dit staat al in de voorraad"),
        ],
    ),
    (
        overleg.mag_ordenen,
        {"status": "gepland", "op_agenda": True},
        [({"status": "gesloten"}, "Dit overleg is al"), ({"op_agenda": False}, "Dit punt staat niet meer")],
    ),
    (overleg.mag_punt_wijzigen, {"uitkomst": ""}, [({"uitkomst": "besluit"}, "Dit punt is al afgerond")]),
    (
        overleg.mag_punt_aanpassen,
        {"status": "gepland", "uitkomst": ""},
        [
            ({"status": "gesloten"}, "Dit overleg is gesloten"),
            ({"uitkomst": "besluit"}, "Dit punt is al afgerond"),
        ],
    ),
    (
        overleg.mag_start_terugdraaien,
        {"status": "bezig", "afgerond": 0, "begin": STRAKS, "nu": MOMENT},
        [
            ({"status": "gepland"}, "Dit overleg is niet bezig"),
            ({"afgerond": 1}, "Er zijn al punten afgerond"),
            ({"begin": MOMENT}, "Dit overleg is nu"),
        ],
    ),
    (
        overleg.is_zeker,
        {"dag": VANDAAG, "vandaag": VANDAAG, "zeker": False},
        [({"dag": MORGEN}, "Dit overleg staat op")],
    ),
    (
        overleg.mag_parkeren,
        {"status": "gepland", "vanzelf": True, "volgend_overleg": True},
        [
            ({"status": "bezig"}, "Het overleg is al begonnen"),
            ({"volgend_overleg": False}, "Dit punt kwam vanzelf"),
        ],
    ),
    (
        overleg.mag_inplannen,
        {"zelfde_reeks": True, "status": "gepland", "op_agenda": False, "staat_er_al": False},
        [
            ({"zelfde_reeks": False}, "Kies een overleg van deze reeks"),
            ({"status": "gesloten"}, "Kies een overleg van deze reeks"),
            ({"op_agenda": True}, "Dit punt staat al op een agenda"),
            ({"staat_er_al": True}, "Dit staat al op de agenda"),
        ],
    ),
    (overleg.mag_laten_vallen, {"op_agenda": False}, [({"op_agenda": True}, "Dit punt staat op een agenda")]),
    (
        overleg.mag_gast_uitnodigen,
        {"status": "gepland"},
        [({"status": "vervallen"}, "Dit overleg is al geweest")],
    ),
    (
        overleg.mag_gast_antwoorden,
        {"status": "gepland"},
        [({"status": "bezig"}, "Dit overleg is al begonnen")],
    ),
    (
        overleg.mag_kennissessie_plannen,
        {"status": "gepland", "is_kennissessie": True},
        [({"status": "gesloten"}, "Dit overleg is al geweest"), ({"is_kennissessie": False}, "Dit is geen")],
    ),
    (
        overleg.mag_vragen,
        {"opties": 2, "is_er_een_overleg": True},
        [({"opties": 1}, "Geef het BMO"), ({"is_er_een_overleg": False}, "Er is nog geen overleg")],
    ),
    (
        overleg.mag_terugkijken_op,
        {"op": MORGEN, "vandaag": VANDAAG},
        [({"op": VANDAAG}, "Terugkijken doe je later")],
    ),
    (overleg.mag_ritme, {"leesbaar": True}, [({"leesbaar": False}, "Dit ritme is niet te lezen")]),
    # --- actiepunten en presentaties
    (
        actiepunt.mag_maken,
        {"deadline": VANDAAG, "vandaag": VANDAAG, "geplaatst": True},
        [
            ({"deadline": GISTEREN}, "De datum van het actiepunt"),
            ({"geplaatst": False}, "Deze collega werkt"),
        ],
    ),
    (actiepunt.mag_bijwerken, {"klaar": False}, [({"klaar": True}, "Dit actiepunt is al klaar")]),
    (
        actiepunt.mag_naar_dag,
        {"deadline": VANDAAG, "vandaag": VANDAAG},
        [({"deadline": GISTEREN}, "Deze datum is al geweest")],
    ),
    (
        actiepunt.mag_weer_open,
        {"klaar": True, "geheel_klaar": False},
        [({"klaar": False}, "Dit actiepunt staat open"), ({"geheel_klaar": True}, "Het actiepunt erboven")],
    ),
    (
        actiepunt.mag_overdragen,
        {"klaar": False, "heeft_het_al": False, "geplaatst": True},
        [
            ({"klaar": True}, "Dit actiepunt is al klaar"),
            ({"heeft_het_al": True}, "Deze collega heeft het"),
            ({"geplaatst": False}, "Deze collega werkt"),
        ],
    ),
    (presentaties.mag_voorbereiden, {"gehouden": False}, [({"gehouden": True}, "Deze presentatie is al")]),
    (
        presentaties.mag_ruilen,
        {"geweest": False, "heeft_deze_beurt": False, "afwezig": False, "presenteert_al": False},
        [
            ({"geweest": True}, "Deze presentatie is al geweest"),
            ({"heeft_deze_beurt": True}, "Deze collega heeft deze beurt"),
            ({"afwezig": True}, "Deze collega is er dan niet"),
            ({"presenteert_al": True}, "Deze collega presenteert al"),
        ],
    ),
    (
        actiepunt.mag_deeltaak,
        {"is_deeltaak": False, "klaar": False},
        [({"is_deeltaak": True}, "Dit is al een deeltaak"), ({"klaar": True}, "Dit actiepunt is al klaar")],
    ),
    (
        actiepunt.mag_afronden,
        {"open_deeltaken": 0},
        [({"open_deeltaken": 1}, "Nog 1 deeltaak staat"), ({"open_deeltaken": 2}, "Nog 2 deeltaken staan")],
    ),
    (
        herinnering.mag_uitstellen,
        {"dringend": False, "tot": MORGEN, "vandaag": VANDAAG},
        [
            ({"dringend": True}, "Dit is dringend"),
            ({"tot": VANDAAG}, "Kies een dag die nog komt"),
            ({"tot": VANDAAG + timedelta(days=32)}, "Uitstellen kan hoogstens"),
        ],
    ),
    # --- organisatie en partners
    (
        organisatie.mag_dienst_overnemen,
        {"is_al_opco": False, "teruglezing": "Eén casus.", "iets_openstaand": True},
        [
            ({"ander": "Pien"}, "Intussen heeft Pien de dienst"),
            ({"is_al_opco": True}, "Je bent al OpCo"),
            ({"teruglezing": " "}, "Lees kort terug"),
        ],
    ),
    (
        overdracht.mag_dienst_doorgeven,
        {"volgende": 2, "zelf": 1},
        [({"volgende": 1}, "Je kunt de dienst niet")],
    ),
    (organisatie.werkt_hier, {"geplaatst": True}, [({"geplaatst": False}, "Deze collega werkt niet in")]),
    (
        organisatie.mag_voor_ander,
        {"medewerker": 1, "door": 2},
        [({"door": 1}, "Dit kun je niet voor jezelf doen")],
    ),
    (
        organisatie.mag_afwezigheid_wijzigen,
        {"tot": STRAKS, "nu": MOMENT},
        [({"tot": MOMENT}, "Dit einde is al geweest")],
    ),
    (
        organisatie.mag_afwezigheid_beeindigen,
        {"ingetrokken": False, "tot": STRAKS, "nu": MOMENT},
        [
            ({"ingetrokken": True}, "Deze afwezigheid is al inget"),
            ({"tot": MOMENT}, "Deze afwezigheid is al voor"),
        ],
    ),
    (
        organisatie.mag_vrijstelling_beeindigen,
        {"tot": MORGEN, "vandaag": VANDAAG},
        [({"tot": VANDAAG}, "Deze vrijstelling is al voorbij")],
    ),
    (
        organisatie.mag_vrijstelling_wijzigen,
        {
            "was_van": GISTEREN,
            "was_tot": None,
            "van": GISTEREN,
            "tot": MORGEN,
            "zelfde_soort": True,
            "vandaag": VANDAAG,
        },
        [
            ({"was_tot": VANDAAG}, "Deze vrijstelling is al voorbij"),
            ({"van": VANDAAG}, "Deze vrijstelling loopt al"),
            ({"zelfde_soort": False}, "Deze vrijstelling loopt al"),
            ({"tot": GISTEREN}, "Dit einde is al geweest"),
            ({"was_van": MORGEN}, "Deze dag is al geweest"),
        ],
    ),
    (
        organisatie.mag_terugnemen,
        {"van": VANDAAG, "vandaag": VANDAAG},
        [({"van": GISTEREN}, "Dit liep al voor vandaag")],
    ),
    (
        organisatie.mag_weghalen,
        {"is_er_nog": True, "in_gebruik": False},
        [({"is_er_nog": False}, "Een collega haalde"), ({"in_gebruik": True}, "Dit is al gebruikt")],
    ),
    (
        organisatie.mag_naar_voren,
        {"voorbij": False, "is_eerste": False},
        [({"voorbij": True}, "Dit is al geëindigd"), ({"is_eerste": True}, "Deze collega is al de eerste")],
    ),
    (organisatie.mag_volgende_noemen, {"voorbij": False}, [({"voorbij": True}, "Deze dienst is al")]),
    (
        organisatie.mag_plaatsen,
        {"van": VANDAAG, "huidige_van": VANDAAG, "vandaag": VANDAAG},
        [({"vandaag": MORGEN}, "De nieuwe plaatsing moet"), ({"van": GISTEREN}, "De nieuwe plaatsing moet")],
    ),
    (
        organisatie.mag_nieuwe_collega,
        {"nummer_bestaat": False},
        [({"nummer_bestaat": True}, "Dit personeelsnummer bestaat al")],
    ),
    (
        organisatie.mag_eindigen,
        {"van": GISTEREN, "tot": MORGEN, "eindigt_al": None, "vandaag": VANDAAG},
        [
            ({"tot": GISTEREN}, "De laatste dag kan niet"),
            ({"eindigt_al": VANDAAG}, "Dit is al geëindigd"),
            ({"eindigt_al": VANDAAG, "wat": "Deze plaatsing"}, "Deze plaatsing is al geëindigd"),
        ],
    ),
    (
        bondgenoten.mag_resultaat_weghalen,
        {"verteld": False},
        [({"verteld": True}, "Dit is al aan het netwerk verteld")],
    ),
    (
        bondgenoten.mag_afspraak_wijzigen,
        {"nagekomen": False, "heeft_actiepunt": False},
        [({"nagekomen": True}, "Deze afspraak is al"), ({"heeft_actiepunt": True}, "Dit is een actiepunt")],
    ),
    (bondgenoten.mag_vraag_wijzigen, {"afgerond": False}, [({"afgerond": True}, "Deze vraag is al")]),
    (
        sleutelfiguur.mag_contact_wijzigen,
        {"uit_belronde": False},
        [({"uit_belronde": True}, "Dit komt uit een belronde")],
    ),
    (
        regie.mag_betrokkene_weghalen,
        {"fase": Fase.REGIE, "genoemd": True, "wordt_gehoord": False},
        [
            ({"genoemd": False}, "Deze collega hoort erbij"),
            ({"wordt_gehoord": True}, "Er ligt een vraag bij de teamchef"),
            ({"fase": Fase.AFGESLOTEN}, "Deze casus is afgesloten"),
        ],
    ),
    (
        regie.mag_scenario_weghalen,
        {"fase": Fase.REGIE, "gedeeld": False},
        [
            ({"gedeeld": True}, "Dit scenario is gedeeld"),
            ({"fase": Fase.AFGESLOTEN}, "Deze casus is afgesloten"),
        ],
    ),
    (
        briefing.mag_opdracht_wijzigen,
        {"tot_en_met": VANDAAG, "vandaag": VANDAAG, "ingetrokken": False},
        [({"ingetrokken": True}, "Deze opdracht is van"), ({"tot_en_met": GISTEREN}, "Deze opdracht is al")],
    ),
    (taakaccent.mag_taakaccent_weghalen, {"iemand": False}, [({"iemand": True}, "Iemand heeft of had")]),
    (
        portefeuille.mag_voorbeeld_weghalen,
        {"gevolgd": False},
        [({"gevolgd": True}, "Een ander team doet dit ook")],
    ),
    (
        portefeuille.mag_themamaand_weghalen,
        {"maand": VANDAAG.replace(day=1), "vandaag": VANDAAG, "opbrengst": ""},
        [({"opbrengst": "x"}, "Hier staat al"), ({"maand": date(2026, 10, 1)}, "Deze maand is al geweest")],
    ),
    (organisatie.mag_koppelen, {"is_er_al": False}, [({"is_er_al": True}, "Deze koppeling is er al")]),
    (
        organisatie.mag_ophouden,
        {
            "wat": "Dit gebied",
            "eindigt_al": False,
            "van": GISTEREN,
            "tot": MORGEN,
            "vandaag": VANDAAG,
            "opvolger_blijft": True,
            "zelf_bij_opvolger": False,
        },
        [
            ({"eindigt_al": True}, "Dit gebied houdt al op"),
            ({"tot": GISTEREN}, "De laatste dag kan niet"),
            ({"vandaag": MORGEN}, "Deze dag is al geweest"),
            ({"opvolger_blijft": False}, "Kies als opvolger iets anders"),
            ({"zelf_bij_opvolger": True}, "Je hoort zelf bij de opvolger"),
        ],
    ),
    (
        organisatie.mag_doorgaan,
        {"tot": MORGEN, "vandaag": VANDAAG},
        [({"tot": None}, "Dit houdt niet op"), ({"tot": VANDAAG}, "Dit is al opgehouden")],
    ),
    (
        organisatie.mag_afspraak_wijzigen,
        {"vanaf": VANDAAG, "vandaag": VANDAAG, "zelf_meer_rechten": False},
        [({"vanaf": GISTEREN}, "Een afspraak kan niet"), ({"zelf_meer_rechten": True}, "Hiermee krijg je")],
    ),
    (organisatie.mag_feestdag_toevoegen, {"staat_er_al": False}, [({"staat_er_al": True}, "Deze dag staat")]),
    (partner.mag_partner_bewaren, {"staat_er_al": False}, [({"staat_er_al": True}, "Deze partner staat al")]),
    (
        partner.mag_vervanger,
        {"zelfde_partner": True, "is_zelf": False},
        [({"zelfde_partner": False}, "De vervanger werkt bij"), ({"is_zelf": True}, "Iemand kan niet")],
    ),
    (partner.mag_contactpersoon_stoppen, {"gestopt": False}, [({"gestopt": True}, "Deze contactpersoon is")]),
    (
        partner.mag_samenvoegen,
        {"dezelfde": False, "zelfde_team": True, "al_samengevoegd": False},
        [
            ({"dezelfde": True}, "Kies twee verschillende"),
            ({"zelfde_team": False}, "Deze partners horen"),
            ({"al_samengevoegd": True}, "Deze partner is intussen"),
        ],
    ),
    (
        partner.mag_link_maken,
        {"verloopt": MORGEN, "vandaag": VANDAAG},
        [
            ({"verloopt": GISTEREN}, "Deze dag is al geweest"),
            ({"verloopt": VANDAAG + timedelta(days=367)}, "Een link is hoogstens"),
        ],
    ),
    (partner.mag_link_intrekken, {"ingetrokken": False}, [({"ingetrokken": True}, "Deze link is al")]),
    (
        partner.hoort_bij_team,
        {"zelfde_team": True, "samengevoegd": False},
        [({"zelfde_team": False}, "Deze partner staat niet"), ({"samengevoegd": True}, "Deze partner staat")],
    ),
    (
        partner.werkt_bij,
        {"zelfde_partner": True, "naam": "Carla", "partner": "Gemeente"},
        [({"zelfde_partner": False}, "Carla werkt niet bij Gemeente")],
    ),
    # --- portefeuilles
    (aanpak.mag_wijzigen, {"open": True}, [({"open": False}, "Deze aanpak is afgesloten")]),
    (
        aanpak.mag_stoppen,
        {"reden": "geen capaciteit"},
        [({"reden": " "}, "Schrijf op waarom jullie stoppen")],
    ),
    (aanpak.mag_interventie, {"wie": True}, [({"wie": False}, "Wie doet dit?")]),
    (
        aanpak.mag_interventie_afronden,
        {"stond_er": "", "afloop": "Licht hangt."},
        [
            ({"stond_er": "Klaar."}, "Dit stond er al: Klaar."),
            ({"afloop": ""}, "Schrijf op hoe het liep"),
        ],
    ),
    (
        aanpak.mag_interventie_weghalen,
        {"gedaan": False},
        [({"gedaan": True}, "Deze interventie is al gedaan")],
    ),
    (
        portefeuille.mag_houder_worden,
        {"is_al_houder": False, "van": VANDAAG, "huidige_van": VANDAAG, "vandaag": VANDAAG},
        [
            ({"is_al_houder": True}, "Deze collega is al"),
            ({"vandaag": MORGEN}, "De nieuwe houder moet"),
            ({"van": GISTEREN}, "De nieuwe houder moet"),
        ],
    ),
    (
        portefeuille.mag_vervanger_worden,
        {"is_er_al": False},
        [({"is_er_al": True}, "Deze collega is al houder of")],
    ),
    (portefeuille.mag_label, {"is_er_al": False}, [({"is_er_al": True}, "Dit label is er al")]),
    (portefeuille.mag_betrekken, {"manieren": 1}, [({"manieren": 0}, "Kies minstens één manier")]),
    (portefeuille.mag_inwerkplan, {"is_er_al": False}, [({"is_er_al": True}, "Er is al een inwerkplan")]),
    (portefeuille.mag_navolgen, {"eigen": False}, [({"eigen": True}, "Dit is je eigen voorbeeld")]),
    (portefeuille.mag_vacature_wijzigen, {"gesloten": False}, [({"gesloten": True}, "Deze vacature is al")]),
    (portefeuille.mag_trend_wijzigen, {"gesloten": False}, [({"gesloten": True}, "Deze trend is gesloten")]),
    (
        portefeuille.mag_trend_sluiten,
        {"gesloten": False, "reden": "voorbij"},
        [({"gesloten": True}, "Deze trend is gesloten"), ({"reden": ""}, "Schrijf op waarom deze trend")],
    ),
    (briefing.mag_intrekken, {"ingetrokken": False}, [({"ingetrokken": True}, "Deze opdracht is al")]),
    (overdrachtsdossier.mag_opvolger, {"is_zelf": False}, [({"is_zelf": True}, "Kies een ander als")]),
    (overdrachtsdossier.mag_afvinken, {"afgerond": False}, [({"afgerond": True}, "Dit dossier is afgerond")]),
    (taakaccent.mag_taakaccent, {"is_er_al": False}, [({"is_er_al": True}, "Dit taakaccent is er al")]),
    (taakaccent.mag_uren, {"vraagbaak": True, "uren": False}, [({"uren": True}, "Een vraagbaak heeft geen")]),
    (
        taakaccent.mag_taakaccent_krijgen,
        {"vraagbaak": False, "uren": True, "heeft_het_al": False},
        [({"vraagbaak": True}, "Een vraagbaak heeft geen"), ({"heeft_het_al": True}, "Deze collega heeft")],
    ),
    (
        taakaccent.mag_cursus,
        {"gevolgd_op": VANDAAG, "vandaag": VANDAAG},
        [({"gevolgd_op": MORGEN}, "Deze dag is nog niet geweest")],
    ),
    (taakaccent.mag_zelfstandig_team, {"is_er_al": False}, [({"is_er_al": True}, "Dit team is er al")]),
    (taakaccent.mag_teamlid, {"zit_er_al_in": False}, [({"zit_er_al_in": True}, "Deze collega zit al")]),
    (
        taakaccent.mag_actie_afronden,
        {"afgerond": False, "dag": VANDAAG, "vandaag": VANDAAG, "resultaat": "Twee boxen."},
        [
            ({"afgerond": True}, "Deze actie is al"),
            ({"dag": MORGEN}, "Deze actie is nog niet"),
            ({"resultaat": ""}, "Schrijf op wat het opleverde"),
        ],
    ),
    (
        aanpak.mag_voormeting,
        {"dag": VANDAAG, "vandaag": VANDAAG},
        [({"dag": MORGEN}, "De meting vooraf kan niet")],
    ),
    (
        plan.mag_meten,
        {"dag": VANDAAG, "vandaag": VANDAAG, "begin": GISTEREN},
        [
            ({"dag": MORGEN}, "Deze dag is nog niet geweest"),
            ({"begin": MORGEN}, "Deze dag ligt voor"),
            ({"begin": VANDAAG}, "Op deze dag is de nulmeting"),
        ],
    ),
    (plan.mag_indicator_weghalen, {"metingen": 0}, [({"metingen": 1}, "Hier is al gemeten")]),
    (
        plan.mag_nulmeting_verzetten,
        {"nul_op": GISTEREN, "eerste_meting": VANDAAG},
        [({"nul_op": VANDAAG}, "De nulmeting ligt voor")],
    ),
    (
        plan.mag_meting_weghalen,
        {"dag": VANDAAG, "begin": GISTEREN, "is_er_nog": True},
        [({"begin": VANDAAG}, "De nulmeting verbeter je"), ({"is_er_nog": False}, "Een collega was eerder")],
    ),
    (plan.mag_beginnen, {"effect": "Minder overlast"}, [({"effect": " "}, "Een plan begint met")]),
    (
        plan.mag_effect_weghalen,
        {"hangt_er_iets_aan": False},
        [({"hangt_er_iets_aan": True}, "Aan dit effect")],
    ),
    (
        plan.mag_indicator,
        {"doel_op": MORGEN, "nul_op": VANDAAG, "vandaag": VANDAAG},
        [
            ({"doel_op": VANDAAG}, "De streefdatum"),
            ({"nul_op": MORGEN, "doel_op": date(2027, 1, 1)}, "De nulmeting"),
        ],
    ),
    (plan.mag_onder, {"zichzelf": False}, [({"zichzelf": True}, "Een activiteit kan niet")]),
    (plan.mag_activiteit_wijzigen, {"open": True}, [({"open": False}, "Deze activiteit is al klaar")]),
    (plan.mag_weer_lopen, {"open": False}, [({"open": True}, "Deze activiteit loopt al")]),
    # --- werk
    (
        werktijd.mag_dag_loggen,
        {"dag": VANDAAG, "vandaag": VANDAAG},
        [({"dag": MORGEN}, "Deze dag is nog niet")],
    ),
    (werktijd.mag_herhalen, {"is_er_nog": True}, [({"is_er_nog": False}, "Waar dit over ging")]),
    (
        werktijd.mag_terughalen,
        {"weg_sinds": MOMENT - timedelta(days=1), "nu": MOMENT},
        [({"weg_sinds": MOMENT - timedelta(days=1, seconds=1)}, "Dit kan niet meer")],
    ),
    # --- Bondgenoten
    (
        bondgenoten.mag_gemeenschap,
        {"is_er_al": False},
        [({"is_er_al": True}, "Deze gemeenschap staat er al")],
    ),
    (
        bondgenoten.mag_bewaren,
        {"gestopt": False, "naam_bestaat": False, "trekker_is_vervanger": False},
        [
            ({"gestopt": True}, "Dit netwerk is gestopt"),
            ({"naam_bestaat": True}, "Er is al een netwerk"),
            ({"trekker_is_vervanger": True}, "De vervanger is een ander"),
        ],
    ),
    (
        bondgenoten.mag_stoppen,
        {"gestopt": False, "reden": "klaar"},
        [({"gestopt": True}, "Dit netwerk is al gestopt"), ({"reden": ""}, "Schrijf op waarom dit netwerk")],
    ),
    (bondgenoten.mag_plannen, {"gestopt": False}, [({"gestopt": True}, "Dit netwerk is gestopt")]),
    (
        bondgenoten.mag_inbrengen,
        {"gewist": False, "houdt_contact": True, "houder": "Noor"},
        [
            ({"gewist": True}, "Deze persoon is gewist"),
            ({"houdt_contact": False}, "Vraag Noor om"),
            ({"houdt_contact": False, "houder": ""}, "Vraag de trekker"),
        ],
    ),
    (bondgenoten.mag_rol, {"past": True}, [({"past": False}, "Deze rol past niet")]),
    (bondgenoten.mag_lid_eindigen, {"trekt": False}, [({"trekt": True}, "Deze collega is trekker")]),
    (
        bondgenoten.mag_opkomst_schrijven,
        {"vervallen": False},
        [({"vervallen": True}, "Deze bijeenkomst ging")],
    ),
    (
        bondgenoten.mag_afspraak,
        {"collega": True, "ander": False},
        [({"ander": True}, "Kies wie het doet"), ({"collega": False}, "Kies wie het doet")],
    ),
    (
        bondgenoten.mag_nakomen,
        {"eigenaar": "Noor", "zelf": True},
        [({"zelf": False}, "Noor rondt dit zelf af")],
    ),
    (
        bondgenoten.mag_terugkoppelen,
        {"terugkoppeling": "Licht."},
        [({"terugkoppeling": " "}, "Schrijf op wat")],
    ),
    (
        bondgenoten.mag_advies,
        {"spiegel": True, "effect": "rust", "gevraagd": True, "vraag": "Hoe?"},
        [({"effect": ""}, "Kies wat het effect"), ({"vraag": ""}, "Schrijf op wat we vroegen")],
    ),
    (bondgenoten.mag_advies_beantwoorden, {"uitleg": "Omdat."}, [({"uitleg": ""}, "Leg uit waarom")]),
    (bondgenoten.mag_vertellen, {"nieuw": 1}, [({"nieuw": 0}, "Er is nog niets nieuws")]),
    (bondgenoten.mag_kennis_aanbieden, {"staat_er_al": False}, [({"staat_er_al": True}, "Dit staat er al")]),
    (bondgenoten.mag_helpen, {"iemand_helpt": False}, [({"iemand_helpt": True}, "Een ander helpt al")]),
    (
        bondgenoten.mag_inzet,
        {"dag": VANDAAG, "vandaag": VANDAAG, "inzet": "Gesprek"},
        [({"dag": MORGEN}, "Deze dag moet nog komen"), ({"inzet": ""}, "Schrijf op wat er is gedaan")],
    ),
    (sleutelfiguur.mag_wijzigen, {"gewist": False}, [({"gewist": True}, "Deze persoon is gewist")]),
    (sleutelfiguur.mag_toevoegen, {"naam_bestaat": False}, [({"naam_bestaat": True}, "Er staat al iemand")]),
    (
        sleutelfiguur.mag_verlengen,
        {"grondslag": "toestemming"},
        [({"grondslag": "taak"}, "Deze persoon staat")],
    ),
    (
        sleutelfiguur.mag_intrekken,
        {"grondslag": "toestemming"},
        [({"grondslag": "taak"}, "Deze persoon staat")],
    ),
    (sleutelfiguur.mag_wissen, {"gewist": False}, [({"gewist": True}, "Deze persoon is al gewist")]),
    (sleutelfiguur.mag_gegevens_zien, {"reden": "bellen"}, [({"reden": ""}, "Kies waarvoor")]),
    (
        sleutelfiguur.mag_contact,
        {"dag": VANDAAG, "vandaag": VANDAAG},
        [({"dag": MORGEN}, "Deze dag moet nog")],
    ),
    (
        sleutelfiguur.mag_relatie,
        {"geplaatst": True, "is_al": "", "is_houder_en_wordt_vervanger": False},
        [
            ({"geplaatst": False}, "Deze collega werkt niet"),
            ({"is_al": "vervanger"}, "Deze collega is al vervanger"),
            ({"is_houder_en_wordt_vervanger": True}, "Deze collega is de relatiehouder"),
        ],
    ),
    (
        sleutelfiguur.mag_overdragen,
        {"aan_zichzelf": False, "gekozen": 1},
        [({"aan_zichzelf": True}, "Kies een andere collega"), ({"gekozen": 0}, "Kies minstens één persoon")],
    ),
    (
        signaal.mag_sluiten,
        {"gesloten": False, "reden": "rustig"},
        [({"gesloten": True}, "Dit signaal is gesloten"), ({"reden": ""}, "Schrijf op waarom dit niet")],
    ),
    (signaal.mag_wijzigen, {"gesloten": False}, [({"gesloten": True}, "Dit signaal is gesloten")]),
    (
        signaal.mag_bijeenroepen,
        {"gestopt": False, "heeft_ritme": True, "dag_gekozen": False, "gepland": True},
        [
            ({"gestopt": True}, "Dit netwerk is gestopt"),
            ({"heeft_ritme": False}, "Dit netwerk heeft nog geen"),
            ({"gepland": False}, "Er staat geen bijeenkomst"),
        ],
    ),
    (
        signaal.mag_vragen_bijeen_te_roepen,
        {"heeft_trekker": True},
        [({"heeft_trekker": False}, "Dit netwerk")],
    ),
    (bellen.mag_vrijgeven, {"van_ander": False}, [({"van_ander": True}, "Een collega belt nu")]),
    (
        bellen.mag_opschrijven,
        {"klaar": False, "eigen_gesprek": False, "belt_zelf": True},
        [({"klaar": True}, "Een collega heeft deze regel"), ({"belt_zelf": False}, "Deze regel is intussen")],
    ),
    (
        bellen.mag_sluiten,
        {"gesloten": False, "verslag": "Rustig."},
        [({"gesloten": True}, "Deze belronde is al"), ({"verslag": ""}, "Schrijf kort op")],
    ),
    (
        signaal.mag_signaal,
        {"gebied": True, "tot": MORGEN, "vandaag": VANDAAG},
        [
            ({"gebied": False}, "Kies waar het speelt"),
            ({"tot": GISTEREN}, "Deze dag is al geweest"),
            ({"tot": date(2028, 1, 1)}, "Een signaal telt hoogstens"),
        ],
    ),
    # --- een casus
    (
        regie.mag_ronde_openen,
        {"fase": Fase.ACUUT, "open_ronde": False},
        [({"fase": Fase.AFGESLOTEN}, "Deze casus is afgesloten"), ({"open_ronde": True}, "Er loopt al een")],
    ),
    (
        regie.mag_afsluiten,
        {"fase": Fase.REGIE, "reden": "klaar"},
        [({"fase": Fase.AFGESLOTEN}, "Deze casus is al"), ({"reden": ""}, "Schrijf op waarom de casus kan")],
    ),
    (
        regie.mag_heropenen,
        {"fase": Fase.AFGESLOTEN, "reden": "speelt weer"},
        [({"fase": Fase.REGIE}, "Deze casus is niet"), ({"reden": ""}, "Schrijf op waarom de casus weer")],
    ),
    (
        regie.mag_geen_regie_terugdraaien,
        {
            "fase": Fase.AFGESLOTEN,
            "zonder_regie": True,
            "afgesloten_op": MOMENT - timedelta(days=7, seconds=-1),
            "moment": MOMENT,
        },
        [
            ({"zonder_regie": False}, "Deze casus is niet afgesloten als"),
            ({"afgesloten_op": MOMENT - timedelta(days=7)}, "Terugdraaien kan tot 7 dagen"),
        ],
    ),
    (regie.mag_ander_kiezen, {"reden": "kent het"}, [({"reden": ""}, "Je kiest een ander")]),
    (
        regie.mag_overdragen,
        {"fase": Fase.ACUUT},
        [
            ({"fase": Fase.REGIE}, "Deze casus heeft al"),
            ({"fase": Fase.AFGESLOTEN}, "Deze casus is afgesloten"),
        ],
    ),
    (regie.mag_aanvaarden, {"teruglezing": "Ik bel."}, [({"teruglezing": " "}, "Lees in één zin")]),
    (regie.mag_weigeren, {"reden": "vol"}, [({"reden": ""}, "Schrijf kort op")]),
    (
        regie.mag_ronde_intrekken,
        {"open_ronde": True},
        [({"open_ronde": False}, "Er loopt geen overdracht"), ({"reden": ""}, "Schrijf op waarom je de")],
    ),
    (
        regie.mag_uitsluiting_omdraaien,
        {"is_zelf": True, "is_uitgesloten": False},
        [({"is_uitgesloten": True}, "Je bent uitgesloten van deze casus")],
    ),
    (
        regie.mag_regisseur_aanwijzen,
        {"fase": Fase.REGIE},
        [
            ({"fase": Fase.AFGESLOTEN}, "Deze casus is afgesloten"),
            ({"reden": ""}, "Schrijf op waarom je deze"),
            ({"heeft_de_regie": True}, "Deze collega heeft de regie al"),
        ],
    ),
    (
        regie.mag_waarnemer_aanwijzen,
        {"fase": Fase.REGIE},
        [
            ({"fase": Fase.ACUUT}, "Een waarnemer aanwijzen kan"),
            ({"reden": " "}, "Schrijf op waarom je deze"),
            ({"kan": "afwezig"}, "Deze medewerker kan nu niet: afwezig"),
            ({"is_regisseur": True}, "Dit is de regisseur zelf"),
        ],
    ),
    (
        regie.mag_regie_aanbieden,
        {"fase": Fase.REGIE, "open_ronde": False, "is_regisseur": True},
        [
            ({"fase": Fase.ACUUT}, "Deze casus heeft nog geen"),
            ({"fase": Fase.AFGESLOTEN}, "Deze casus is afgesloten"),
            ({"open_ronde": True}, "Er loopt al een overdracht"),
            ({"is_regisseur": False}, "Alleen de regisseur"),
        ],
    ),
    (
        regie.mag_waarneming_beantwoorden,
        {"neemt_waar": True},
        [({"neemt_waar": False}, "Je neemt op dit moment")],
    ),
    (
        regie.mag_grond,
        {"grond": Grond.GEBIED, "gebied": True, "portefeuille": False},
        [
            ({"gebied": False}, "Kies eerst een gebied"),
            ({"grond": Grond.PORTEFEUILLE}, "Kies eerst een port"),
        ],
    ),
    (regie.mag_zelf_beginnen, {"functie_mag": True}, [({"functie_mag": False}, "Alleen een WOE, OE of OS")]),
    (
        regie.is_geweest,
        {"wanneer": MOMENT, "moment": MOMENT},
        [({"wanneer": STRAKS}, "Dit moment is nog niet geweest")],
    ),
    (regie.mag_afdoen, {"afgedaan": False}, [({"afgedaan": True}, "Dit is al afgedaan")]),
    (
        regie.mag_opschalen_naar,
        {"reden": "groot", "besloten_door": "teamchef"},
        [({"reden": ""}, "Schrijf op wie besloot"), ({"besloten_door": ""}, "Schrijf op wie besloot")],
    ),
    (regie.mag_afschalen_om, {"reden": "rustig"}, [({"reden": ""}, "Schrijf op waarom")]),
    (regie.mag_standpunt, {"besloten": False}, [({"besloten": True}, "Hierover is al besloten")]),
    (
        regie.mag_opsporing_vragen,
        {"collega": True, "naam": ""},
        [({"naam": "Jan van de DR"}, "Kies een collega, of schrijf")],
    ),
    (regie.mag_opsporing_stoppen, {"gestopt": False}, [({"gestopt": True}, "Dit opsporingsdeel is al")]),
    (
        regie.mag_terug_lezen,
        {"is_regisseur": True, "gelezen": False},
        [({"is_regisseur": False}, "Alleen de regisseur leest"), ({"gelezen": True}, "Je hebt dit al")],
    ),
    (regie.mag_noodtoegang, {"reden": "partner bel"}, [({"reden": "kort"}, "Schrijf op waarom je nu")]),
    (regie.noodtoegang_gevonden, {"gevonden": True}, [({"gevonden": False}, "Je vraag is vastgelegd")]),
    (regie.mag_partner_weghalen, {"gestopt": False}, [({"gestopt": True}, "Deze partner was al")]),
    (regie.mag_partners_vertellen, {"partners": 1}, [({"partners": 0}, "Er staan nog geen partners")]),
    (rapportage.mag_standaard_terug, {"heeft_eigen": True}, [({"heeft_eigen": False}, "Het team gebruikt")]),
    (
        rapportage.mag_sjabloon,
        {"fout": None},
        [
            (
                {"fout": Sjabloonfout.MACRO},
                "Dit bestand kunnen we niet gebruiken als sjabloon: er zit een macro in.",
            ),
            (
                {"fout": Sjabloonfout.INVULVELD, "uitleg": "x"},
                "Dit bestand kunnen we niet gebruiken als sjabloon: een invulveld klopt niet (x).",
            ),
        ],
    ),
    (
        rapportage.mag_verstrekken,
        {"ontvanger": "burgemeester", "grondslag": "wpg16", "doel": "besluit", "onderdelen": 1},
        [({"doel": ""}, "Vul in aan wie"), ({"onderdelen": 0}, "Kies minstens één onderdeel")],
    ),
    (
        leren.mag_plannen,
        {"geweest": False, "goed": 1, "minder_goed": 0, "dubbel": False, "vertrouwelijk": False},
        [
            ({"geweest": True}, "Deze dag is al geweest"),
            ({"goed": 0}, "Kies minstens één casus"),
            ({"dubbel": True}, "Een casus ging goed of"),
            ({"vertrouwelijk": True}, "Een vertrouwelijke casus"),
        ],
    ),
    (leren.mag_bewerken, {"afgerond": False}, [({"afgerond": True}, "Deze bijeenkomst is al")]),
    (
        leren.mag_uitnodigen,
        {"collega": True, "naam": "", "al_uitgenodigd": False},
        [({"naam": "Wijkteam"}, "Kies een collega"), ({"al_uitgenodigd": True}, "Deze collega is al")],
    ),
    (leren.mag_link_vernieuwen, {"collega": False}, [({"collega": True}, "Een collega geeft inbreng")]),
    (
        leren.mag_inbreng,
        {"hielp": "", "hinderde": "te laat", "nieuwere_link": False},
        [({"hinderde": ""}, "Schrijf op wat hielp"), ({"nieuwere_link": True}, "Er is intussen")],
    ),
    (leren.mag_leermoment, {"hoort_erbij": True}, [({"hoort_erbij": False}, "Dit moment hoort niet")]),
    (
        leren.mag_les,
        {"werkafspraak": "", "actie": "Bel", "eigenaar_en_datum": True},
        [({"actie": ""}, "Wat doen we voortaan"), ({"eigenaar_en_datum": False}, "Een actiepunt heeft")],
    ),
]
GEVALLEN = [
    pytest.param(regel, {**ja, **anders}, begin, id=f"{regel.__name__}-{begin or 'ja'}")
    for regel, ja, nee in TABEL
    for anders, begin in [({}, ""), *nee]
]


@pytest.mark.parametrize(("regel", "gegevens", "begin"), GEVALLEN)
def test_oordeel(regel, gegevens, begin):
    oordeel = regel(**gegevens)

    assert bool(oordeel) is (begin == "")
    assert oordeel.bezwaar.startswith(begin)


def oordelen():
    """Elke openbare regel die ja of nee zegt, per module."""
    map_ = Path(regels.__file__).parent
    for bestand in sorted(map_.glob("[a-z]*.py")):
        module = import_module(f"regels.{bestand.stem}")
        for naam, regel in inspect.getmembers(module, inspect.isfunction):
            own = regel.__module__ == module.__name__ and not naam.startswith("_")
            if own and typing.get_type_hints(regel).get("return") is Oordeel:
                yield bestand.stem, naam, regel


def test_elke_regel_heeft_een_voorbeeld():
    teksten = "".join(bestand.read_text() for bestand in Path(__file__).parent.glob("test_*.py"))

    assert [
        f"{module}.{naam}"
        for module, naam, _ in oordelen()
        if f".{naam}" not in teksten and f" {naam}" not in teksten
    ] == []


def test_elk_bezwaar_uit_de_tabel_is_een_zin():
    for regel, ja, nee in TABEL:
        for anders, _ in nee:
            bezwaar = regel(**{**ja, **anders}).bezwaar
            assert bezwaar[0].isupper(), bezwaar
            assert bezwaar.endswith((".", "?")), bezwaar


def test_de_tabel_noemt_elk_bezwaar_van_een_regel():
    """Zoveel verschillende bezwaren als de regel kan geven, zoveel staan er in de tabel."""
    for regel, ja, nee in TABEL:
        boom = ast.parse(inspect.getsource(regel))
        gezegd = {node.value for node in ast.walk(boom) if isinstance(node, ast.Constant)}
        zinnen = {
            tekst for tekst in gezegd if isinstance(tekst, str) and tekst.endswith(".") and "\n" not in tekst
        }
        gehoord = {regel(**{**ja, **anders}).bezwaar for anders, _ in nee}
        vast = {zin for zin in zinnen if zin[0].isupper() and zin != inspect.getdoc(regel)}
        assert vast - gehoord - {inspect.getdoc(regel)} == set(), regel.__name__
