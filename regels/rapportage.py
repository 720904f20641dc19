"""De bestuurlijke rapportage: wat eruit gaat, aan wie en waarvoor, en met welk sjabloon (C12)."""

from enum import StrEnum

from .begrippen import JA, Oordeel


class Sjabloonfout(StrEnum):
    """Wat er mis kan zijn met een sjabloon dat een team meebrengt."""

    TE_GROOT = "het is groter dan 2 MB."
    UITGEPAKT_TE_GROOT = "het is uitgepakt te groot."
    MACRO = "er zit een macro in."
    GEEN_WORD = "het is geen Word-document (.docx)."
    VAN_BUITEN = "het haalt iets van buiten op."
    VELD_VAN_BUITEN = "er zit een veld in dat iets van buiten ophaalt of uitvoert."
    LUKT_NIET = "het invullen lukt niet."
    INVULVELD = "een invulveld klopt niet"


def mag_sjabloon(fout: Sjabloonfout | None, uitleg: str = "") -> Oordeel:
    """Een sjabloon mag als er niets mis mee is; anders zegt het oordeel wat."""
    if fout is None:
        return JA
    wat = f"{fout} ({uitleg})." if uitleg else str(fout)
    return Oordeel(f"Dit bestand kunnen we niet gebruiken als sjabloon: {wat}")


def mag_standaard_terug(*, heeft_eigen: bool) -> Oordeel:
    return JA if heeft_eigen else Oordeel("Het team gebruikt het standaardsjabloon al.")


def mag_verstrekken(*, ontvanger: str, grondslag: str, doel: str, onderdelen: int) -> Oordeel:
    """Wat het team uitgaat heeft een ontvanger, een grondslag, een doel, en gekozen onderdelen."""
    if not (doel.strip() and ontvanger.strip() and grondslag):
        return Oordeel("Vul in aan wie, op welke grond en waarvoor.")
    return JA if onderdelen else Oordeel("Kies minstens één onderdeel.")
