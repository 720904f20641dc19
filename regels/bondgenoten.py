"""Wat er mag met een netwerk van Bondgenoten, zijn leden, afspraken en adviezen, en met een vraag om kennis (B1, B3, B4, B9)."""

from datetime import date

from .begrippen import JA, Oordeel


def mag_gemeenschap(*, is_er_al: bool) -> Oordeel:
    return Oordeel("Deze gemeenschap staat er al.") if is_er_al else JA


def mag_bewaren(*, gestopt: bool, naam_bestaat: bool, trekker_is_vervanger: bool) -> Oordeel:
    """Een netwerk dat loopt heeft een eigen naam, en een vervanger die een ander is dan de trekker (B1)."""
    if gestopt:
        return Oordeel("Dit netwerk is gestopt. Begin een nieuw netwerk.")
    if naam_bestaat:
        return Oordeel("Er is al een netwerk met deze naam.")
    if trekker_is_vervanger:
        return Oordeel("De vervanger is een ander dan de trekker.")
    return JA


def mag_stoppen(*, gestopt: bool, reden: str) -> Oordeel:
    if gestopt:
        return Oordeel("Dit netwerk is al gestopt.")
    return JA if reden.strip() else Oordeel("Schrijf op waarom dit netwerk stopt.")


def mag_plannen(*, gestopt: bool) -> Oordeel:
    return Oordeel("Dit netwerk is gestopt.") if gestopt else JA


def mag_inbrengen(*, gewist: bool, houdt_contact: bool, houder: str) -> Oordeel:
    """Wie het contact houdt brengt iemand in een netwerk; of wie een netwerk van die persoon trekt."""
    if gewist:
        return Oordeel("Deze persoon is gewist.")
    if houdt_contact:
        return JA
    if houder:
        return Oordeel(f"Vraag {houder} om deze persoon erbij te zetten: die houdt het contact.")
    return Oordeel("Vraag de trekker van een netwerk waar deze persoon in zit.")


def mag_rol(*, past: bool) -> Oordeel:
    if not past:
        return Oordeel("Deze rol past niet bij deze persoon. Laat de rol leeg: die volgt uit wie het is.")
    return JA


def mag_lid_eindigen(*, trekt: bool) -> Oordeel:
    """Wie trekt of vervangt gaat er pas uit als een ander dat doet."""
    if trekt:
        return Oordeel("Deze collega is trekker of vervanger. Kies daar eerst een ander voor.")
    return JA


# --- bijeenkomsten, afspraken, advies (B3, B4) ------------------------------------------------------------


def mag_opkomst_schrijven(*, vervallen: bool) -> Oordeel:
    return Oordeel("Deze bijeenkomst ging niet door.") if vervallen else JA


def mag_afspraak(*, collega: bool, ander: bool) -> Oordeel:
    """Een afspraak heeft één iemand die haar doet."""
    if collega == ander:
        return Oordeel("Kies wie het doet: een collega, of vul een ander in.")
    return JA


def mag_nakomen(*, eigenaar: str, zelf: bool) -> Oordeel:
    """Wat als actiepunt bij een collega ligt, rondt die collega zelf af."""
    if eigenaar and not zelf:
        return Oordeel(f"{eigenaar} rondt dit zelf af bij de actiepunten; dan telt het hier ook.")
    return JA


def mag_terugkoppelen(*, terugkoppeling: str) -> Oordeel:
    if not terugkoppeling.strip():
        return Oordeel("Schrijf op wat ermee is gedaan: dat is wat het netwerk hoort.")
    return JA


def mag_advies(*, spiegel: bool, effect: str, gevraagd: bool, vraag: str) -> Oordeel:
    """Een spiegel noemt het effect van ons optreden; gevraagd advies noemt de vraag."""
    if spiegel and not effect:
        return Oordeel("Kies wat het effect was van ons optreden.")
    if gevraagd and not vraag.strip():
        return Oordeel("Schrijf op wat we vroegen.")
    return JA


def mag_advies_beantwoorden(*, uitleg: str) -> Oordeel:
    return JA if uitleg.strip() else Oordeel("Leg uit waarom. Dat is wat het netwerk van je wil horen.")


def mag_vertellen(*, nieuw: int) -> Oordeel:
    return JA if nieuw else Oordeel("Er is nog niets nieuws om te vertellen.")


# --- NDV (B9) ---------------------------------------------------------------------------------------------


def mag_kennis_aanbieden(*, staat_er_al: bool) -> Oordeel:
    return Oordeel("Dit staat er al.") if staat_er_al else JA


def mag_helpen(*, iemand_helpt: bool) -> Oordeel:
    return Oordeel("Een ander helpt al met deze vraag.") if iemand_helpt else JA


def mag_inzet(*, dag: date, vandaag: date, inzet: str) -> Oordeel:
    """Een inzet schrijf je op als zij er is geweest."""
    if dag > vandaag:
        return Oordeel("Deze dag moet nog komen. Vul de inzet in als zij er is geweest.")
    return JA if inzet.strip() else Oordeel("Schrijf op wat er is gedaan.")


def mag_resultaat_weghalen(*, verteld: bool) -> Oordeel:
    """Wat het netwerk al heeft gehoord, blijft staan."""
    return Oordeel("Dit is al aan het netwerk verteld. Je kunt het wel wijzigen.") if verteld else JA


def mag_afspraak_wijzigen(*, nagekomen: bool, heeft_actiepunt: bool) -> Oordeel:
    """Een belofte verandert zolang zij open is; die van een collega bij het actiepunt."""
    if nagekomen:
        return Oordeel("Deze afspraak is al nagekomen.")
    return Oordeel("Dit is een actiepunt van een collega. Wijzig het daar.") if heeft_actiepunt else JA


def mag_vraag_wijzigen(*, afgerond: bool) -> Oordeel:
    return Oordeel("Deze vraag is al afgerond.") if afgerond else JA
