"""Een actiepunt: iemand doet iets voor een dag, in delen, en het kan van hand wisselen (V6)."""

from datetime import date

from .begrippen import JA, Oordeel

AL_KLAAR = Oordeel("Dit actiepunt is al klaar.")
NIET_MEER_HIER = Oordeel("Deze collega werkt niet meer in het team. Kies een ander.")


def mag_maken(*, deadline: date, vandaag: date, geplaatst: bool) -> Oordeel:
    """De dag komt nog, en wie het doet werkt in het team."""
    if deadline < vandaag:
        return Oordeel("De datum van het actiepunt is al geweest. Kies een dag die nog komt.")
    return JA if geplaatst else NIET_MEER_HIER


def mag_bijwerken(*, klaar: bool) -> Oordeel:
    return AL_KLAAR if klaar else JA


def mag_naar_dag(*, deadline: date, vandaag: date) -> Oordeel:
    """Een andere dag is een dag die nog komt."""
    if deadline < vandaag:
        return Oordeel("Deze datum is al geweest. Kies een dag die nog komt.")
    return JA


def mag_weer_open(*, klaar: bool, geheel_klaar: bool) -> Oordeel:
    """Wat klaar is gaat weer open; een deeltaak als het actiepunt erboven nog open is."""
    if not klaar:
        return Oordeel("Dit actiepunt staat open.")
    if geheel_klaar:
        return Oordeel("Het actiepunt erboven is klaar. Zet dat eerst weer open.")
    return JA


def mag_overdragen(*, klaar: bool, heeft_het_al: bool, geplaatst: bool) -> Oordeel:
    """Een open actiepunt gaat naar een ander die in het team werkt."""
    if klaar:
        return AL_KLAAR
    if heeft_het_al:
        return Oordeel("Deze collega heeft het actiepunt al.")
    return JA if geplaatst else NIET_MEER_HIER


def mag_deeltaak(*, is_deeltaak: bool, klaar: bool) -> Oordeel:
    """Een deeltaak hangt onder een open actiepunt dat zelf geen deeltaak is: niet dieper dan één (V6)."""
    if is_deeltaak:
        return Oordeel("Dit is al een deeltaak. Hang de nieuwe onder het actiepunt erboven.")
    if klaar:
        return AL_KLAAR
    return JA


def mag_afronden(*, open_deeltaken: int) -> Oordeel:
    """Een actiepunt is klaar als zijn deeltaken klaar zijn."""
    if open_deeltaken:
        taken = "1 deeltaak staat" if open_deeltaken == 1 else f"{open_deeltaken} deeltaken staan"
        return Oordeel(f"Nog {taken} open. Rond die eerst af.")
    return JA
