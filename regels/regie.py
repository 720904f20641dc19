"""Wat mag er met een casus, een ronde, een aanbod of een regie? Steeds een `Oordeel`: ja, of nee met de reden.

Wie het mag staat in `casuistiek/permissions.py`; hier staat of het nu mag.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from .begrippen import JA, MET_REGIE, ZONDER_REGIE, Fase, Grond, Oordeel

BEDENKTIJD_AANWIJZING = timedelta(hours=24)
BEDENKTIJD_GEEN_REGIE = timedelta(days=7)

AFGESLOTEN = Oordeel("Deze casus is afgesloten.")


def mag_ronde_openen(*, fase: Fase, open_ronde: bool) -> Oordeel:
    """Mag er nu een overdrachtronde beginnen?"""
    if fase == Fase.AFGESLOTEN:
        return AFGESLOTEN
    if open_ronde:
        return Oordeel("Er loopt al een overdracht voor deze casus. Wacht op het antwoord, of trek haar in.")
    return JA


def mag_aanbieden(
    *, fase: Fase, door: int | None, aan: int, al_gevraagd: Collection[int], kan: str = ""
) -> Oordeel:
    """Mag deze casus nu aan deze medewerker worden aangeboden? `kan` is het bezwaar tegen de persoon zelf."""
    if fase == Fase.AFGESLOTEN:
        return AFGESLOTEN
    if aan == door:
        return Oordeel("Je kunt een casus niet aan jezelf aanbieden. Neem de regie zelf.")
    if aan in al_gevraagd:
        return Oordeel("Deze medewerker is in deze ronde al gevraagd.")
    if kan:
        return Oordeel(f"Deze medewerker kan nu niet: {kan}.")
    return JA


def mag_antwoorden(*, status: str, aan: int, door: int, uiterlijk: datetime, moment: datetime) -> Oordeel:
    """Mag `door` dit aanbod nu aanvaarden of weigeren?"""
    if aan != door:
        return Oordeel("Alleen wie gevraagd is kan antwoorden.")
    if status == "verlopen" or (status == "aangeboden" and uiterlijk <= moment):
        return Oordeel("De tijd om te antwoorden is voorbij. De volgende in de keten is gevraagd.")
    if status == "ingetrokken":
        return Oordeel("Deze vraag is ingetrokken. Je hoeft niets meer te doen.")
    if status != "aangeboden":
        return Oordeel("Deze vraag is al beantwoord.")
    return JA


def mag_zelf_nemen(*, fase: Fase, door: int, voorgesteld: int | None, open_ronde: bool) -> Oordeel:
    """De OpCo mag de regie zelf nemen als de regels hem of haar voorstellen (Begin)."""
    if fase not in ZONDER_REGIE:
        return Oordeel("Deze casus heeft al een regisseur.")
    if open_ronde:
        return Oordeel("Er is al iemand gevraagd voor deze casus.")
    if door != voorgesteld:
        return Oordeel("De regels stellen een ander voor. Draag de casus aan diegene over.")
    return JA


def mag_overnemen(
    *, fase: Fase, geplaatst: bool, uitgesloten: bool, is_aan_zet: bool, bezwaar: str
) -> Oordeel:
    """Ik neem over: iedereen die in het team is geplaatst en niet is uitgesloten (Aanwijzing; 12)."""
    if fase not in MET_REGIE:
        return Oordeel("Overnemen kan alleen als de casus een regisseur heeft.")
    if not geplaatst:
        return Oordeel("Alleen wie in het team is geplaatst kan overnemen.")
    if uitgesloten:
        return Oordeel("Je bent uitgesloten van deze casus.")
    if is_aan_zet:
        return Oordeel("Je bent al aan zet.")
    if bezwaar:
        return Oordeel(f"Je kunt nu niet overnemen: je bent {bezwaar}.")
    return JA


def mag_ongedaan(*, gemaakt_op: datetime, moment: datetime, ingetrokken: bool) -> Oordeel:
    """Een aanwijzing kan binnen 24 uur ongedaan worden gemaakt."""
    if ingetrokken:
        return Oordeel("Dit is al ongedaan gemaakt.")
    if moment >= gemaakt_op + BEDENKTIJD_AANWIJZING:
        return Oordeel("Ongedaan maken kan tot 24 uur erna.")
    return JA


def mag_afsluiten(*, fase: Fase, reden: str | None = None) -> Oordeel:
    """Afsluiten vraagt een reden. Zonder regisseur heet het 'geen regie nodig' (invariant 2)."""
    if fase == Fase.AFGESLOTEN:
        return Oordeel("Deze casus is al afgesloten.")
    if reden is not None and not reden.strip():
        return Oordeel("Schrijf op waarom de casus kan worden afgesloten.")
    return JA


def mag_heropenen(*, fase: Fase, reden: str | None = None) -> Oordeel:
    if fase != Fase.AFGESLOTEN:
        return Oordeel("Deze casus is niet afgesloten.")
    if reden is not None and not reden.strip():
        return Oordeel("Schrijf op waarom de casus weer opengaat.")
    return JA


def mag_geen_regie_terugdraaien(
    *, fase: Fase, zonder_regie: bool, afgesloten_op: datetime | None, moment: datetime
) -> Oordeel:
    """'Geen regie nodig' kan de escalatiefunctie binnen zeven dagen terugdraaien."""
    if fase != Fase.AFGESLOTEN or not zonder_regie or afgesloten_op is None:
        return Oordeel("Deze casus is niet afgesloten als 'geen regie nodig'.")
    if moment >= afgesloten_op + BEDENKTIJD_GEEN_REGIE:
        return Oordeel("Terugdraaien kan tot 7 dagen erna. Heropen de casus.")
    return JA


def mag_opschalen(*, fase: Fase) -> Oordeel:
    if fase != Fase.REGIE:
        return Oordeel("Opschalen kan als de casus een regisseur heeft: die blijft het contact.")
    return JA


def mag_afschalen(*, fase: Fase) -> Oordeel:
    return JA if fase == Fase.OPGESCHAALD else Oordeel("Deze casus is niet opgeschaald.")


def mag_bewerken(*, fase: Fase) -> Oordeel:
    return AFGESLOTEN if fase == Fase.AFGESLOTEN else JA


def mag_uitsluiting_omdraaien(*, is_zelf: bool, is_uitgesloten: bool) -> Oordeel:
    """Jezelf uitsluiten mag; wie is uitgesloten, laat zichzelf niet weer toe."""
    if is_zelf and is_uitgesloten:
        return Oordeel("Je bent uitgesloten van deze casus. Een andere teamchef kan je weer toelaten.")
    return JA


# --- wie beslist, wie doet opsporing, wie mag er toch bij ------------------------------------------------

BEDENKTIJD_STANDPUNT = timedelta(hours=48)


def mag_arbitrage_vragen(*, fase: Fase, open_arbitrage: bool) -> Oordeel:
    """Een vraag aan de teamchef: één tegelijk per casus (C16)."""
    if fase == Fase.AFGESLOTEN:
        return AFGESLOTEN
    if open_arbitrage:
        return Oordeel("Er ligt al een vraag bij de teamchef. Geef daar jouw kant bij.")
    return JA


def mag_beslissen(
    *, besloten: bool, standpunten: int, gevraagd_op: datetime, moment: datetime, zelf_gevraagd: bool = False
) -> Oordeel:
    """De teamchef beslist als beide kanten er zijn, of als de andere kant twee dagen de tijd had.

    Wie de vraag zelf stelde beslist er niet over.
    """
    if zelf_gevraagd:
        return Oordeel("Je stelde deze vraag zelf. Laat een ander beslissen.")
    if besloten:
        return Oordeel("Hierover is al besloten.")
    if standpunten < 2 and moment < gevraagd_op + BEDENKTIJD_STANDPUNT:
        return Oordeel(
            "Er is nog maar één kant. Vraag eerst de andere kant, of wacht tot twee dagen na de vraag."
        )
    return JA


def mag_opsporing_aanvaarden(*, gevraagd: int | None, door: int, aanvaard: bool, gestopt: bool) -> Oordeel:
    """Het opsporingsdeel krijgt een naam als wie gevraagd is ja zegt (C20)."""
    if gestopt:
        return Oordeel("Dit opsporingsdeel is gestopt.")
    if aanvaard:
        return Oordeel("Dit opsporingsdeel heeft al een naam.")
    if gevraagd != door:
        return Oordeel("Alleen wie gevraagd is kan dit aanvaarden.")
    return JA


def mag_beoordelen(*, door: int, opende: int, beoordeeld: bool) -> Oordeel:
    """Niemand beoordeelt de eigen noodtoegang (C15)."""
    if beoordeeld:
        return Oordeel("Deze noodtoegang is al beoordeeld.")
    if door == opende:
        return Oordeel("Je kunt je eigen noodtoegang niet beoordelen.")
    return JA


# --- wat erbij opgeschreven moet worden -------------------------------------------------------------------


def mag_ander_kiezen(*, reden: str) -> Oordeel:
    """Een ander dan het voorstel kiezen mag, met een reden (C2)."""
    return JA if reden.strip() else Oordeel("Je kiest een ander dan het voorstel. Schrijf op waarom.")


def mag_overdragen(*, fase: Fase) -> Oordeel:
    """Een ronde vanuit de acute of heropende fase; wie de regie heeft biedt haar zelf aan."""
    if fase in MET_REGIE:
        return Oordeel("Deze casus heeft al een regisseur. Die kan de regie aanbieden.")
    return AFGESLOTEN if fase == Fase.AFGESLOTEN else JA


def mag_aanvaarden(*, teruglezing: str) -> Oordeel:
    """Aanvaarden is teruglezen in één zin (C1)."""
    return JA if teruglezing.strip() else Oordeel("Lees in één zin terug wat je overneemt.")


def mag_weigeren(*, reden: str) -> Oordeel:
    return JA if reden.strip() else Oordeel("Schrijf kort op waarom je het niet kunt doen.")


def mag_ronde_intrekken(*, open_ronde: bool, reden: str | None = None) -> Oordeel:
    """Een lopende ronde intrekken, met een reden (None: nog niet gevraagd)."""
    if not open_ronde:
        return Oordeel("Er loopt geen overdracht.")
    if reden is not None and not reden.strip():
        return Oordeel("Schrijf op waarom je de overdracht intrekt.")
    return JA


def mag_regisseur_aanwijzen(*, fase: Fase, heeft_de_regie: bool = False, reden: str | None = None) -> Oordeel:
    """De escalatiefunctie wijst een ander aan dan wie de regie heeft (Overdrachtronde)."""
    if fase == Fase.AFGESLOTEN:
        return AFGESLOTEN
    if reden is not None and not reden.strip():
        return Oordeel("Schrijf op waarom je deze collega aanwijst.")
    if heeft_de_regie:
        return Oordeel("Deze collega heeft de regie al.")
    return JA


def mag_waarnemer_aanwijzen(
    *, fase: Fase, kan: str = "", is_regisseur: bool = False, reden: str | None = None
) -> Oordeel:
    """Een waarnemer is er naast de regisseur, die blijft (Aanwijzing). `kan`: het bezwaar tegen de persoon zelf."""
    if fase not in MET_REGIE:
        return Oordeel("Een waarnemer aanwijzen kan alleen als de casus een regisseur heeft.")
    if reden is not None and not reden.strip():
        return Oordeel("Schrijf op waarom je deze collega aanwijst.")
    if kan:
        return Oordeel(f"Deze medewerker kan nu niet: {kan}.")
    return Oordeel("Dit is de regisseur zelf.") if is_regisseur else JA


def mag_regie_aanbieden(*, fase: Fase, open_ronde: bool, is_regisseur: bool) -> Oordeel:
    """De regisseur biedt de regie aan, en houdt haar tot de ander aanvaardt."""
    if fase in ZONDER_REGIE:
        return Oordeel("Deze casus heeft nog geen regisseur.")
    if bezwaar := mag_ronde_openen(fase=fase, open_ronde=open_ronde).bezwaar:
        return Oordeel(bezwaar)
    return JA if is_regisseur else Oordeel("Alleen de regisseur kan de regie aanbieden.")


def mag_waarneming_beantwoorden(*, neemt_waar: bool) -> Oordeel:
    return JA if neemt_waar else Oordeel("Je neemt op dit moment niet waar voor deze casus.")


def mag_grond(*, grond: Grond, gebied: bool, portefeuille: bool) -> Oordeel:
    """De grond volgt een gebied of een portefeuille die bij de casus staat."""
    if grond == Grond.GEBIED and not gebied:
        return Oordeel("Kies eerst een gebied voor deze casus.")
    if grond == Grond.PORTEFEUILLE and not portefeuille:
        return Oordeel("Kies eerst een portefeuille voor deze casus.")
    return JA


def mag_zelf_beginnen(*, functie_mag: bool) -> Oordeel:
    """Zonder acute fase begint een casus bij wie regie voert (Begin)."""
    return JA if functie_mag else Oordeel("Alleen een WOE, OE of OS begint een casus zonder acute fase.")


def is_geweest(*, wanneer: datetime | None, moment: datetime) -> Oordeel:
    """Wat je opschrijft is gebeurd (C8)."""
    if wanneer is not None and wanneer > moment:
        return Oordeel("Dit moment is nog niet geweest.")
    return JA


def mag_betrokkene_weghalen(*, fase: Fase, genoemd: bool, wordt_gehoord: bool) -> Oordeel:
    """Wie door een collega is genoemd kan er weer af; wie erbij hoort door wat hij deed, blijft."""
    if not genoemd:
        return Oordeel("Deze collega hoort erbij door wat er is gebeurd. Dat blijft staan.")
    if wordt_gehoord:
        return Oordeel(
            "Er ligt een vraag bij de teamchef waarin collega's gehoord worden. Wacht op het besluit."
        )
    return mag_bewerken(fase=fase)


def mag_scenario_weghalen(*, fase: Fase, gedeeld: bool) -> Oordeel:
    """Wat de gemeente heeft, blijft te lezen."""
    if gedeeld:
        return Oordeel("Dit scenario is gedeeld met de gemeente. Je kunt het wel aanpassen.")
    return mag_bewerken(fase=fase)


def mag_afdoen(*, afgedaan: bool) -> Oordeel:
    return Oordeel("Dit is al afgedaan.") if afgedaan else JA


def mag_opschalen_naar(*, reden: str, besloten_door: str) -> Oordeel:
    """Wie besloot tot opschalen, en waarom (C13)."""
    return JA if reden.strip() and besloten_door.strip() else Oordeel("Schrijf op wie besloot en waarom.")


def mag_afschalen_om(*, reden: str) -> Oordeel:
    return JA if reden.strip() else Oordeel("Schrijf op waarom.")


def mag_standpunt(*, besloten: bool) -> Oordeel:
    return Oordeel("Hierover is al besloten.") if besloten else JA


def mag_opsporing_vragen(*, collega: bool, naam: str) -> Oordeel:
    """Een collega, of iemand van buiten; niet allebei (C20)."""
    if collega and naam.strip():
        return Oordeel("Kies een collega, of schrijf de naam van iemand buiten het team. Niet allebei.")
    return JA


def mag_opsporing_stoppen(*, gestopt: bool) -> Oordeel:
    return Oordeel("Dit opsporingsdeel is al gestopt.") if gestopt else JA


def mag_terug_lezen(*, is_regisseur: bool, gelezen: bool) -> Oordeel:
    """De regisseur die terug is leest wat er gebeurde, één keer (C18)."""
    if not is_regisseur:
        return Oordeel("Alleen de regisseur leest de terugoverdracht.")
    return Oordeel("Je hebt dit al gelezen.") if gelezen else JA


KORTSTE_REDEN = 10


def mag_noodtoegang(*, reden: str) -> Oordeel:
    """Noodtoegang vraagt een echte reden (C15)."""
    if len(reden.strip()) < KORTSTE_REDEN:
        return Oordeel("Schrijf op waarom je nu bij deze casus moet, in minstens tien tekens.")
    return JA


def noodtoegang_gevonden(*, gevonden: bool) -> Oordeel:
    """Of er een casus is zegt het antwoord pas als de reden vaststaat."""
    if not gevonden:
        return Oordeel("Je vraag is vastgelegd. Er is geen casus met dit nummer voor jou te openen.")
    return JA


# --- partners van een casus (C9) --------------------------------------------------------------------------


def mag_partner_weghalen(*, gestopt: bool) -> Oordeel:
    return Oordeel("Deze partner was al van de casus af.") if gestopt else JA


def mag_partners_vertellen(*, partners: int) -> Oordeel:
    return JA if partners else Oordeel("Er staan nog geen partners bij deze casus.")
