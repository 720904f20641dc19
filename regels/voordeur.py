"""De voordeur: is dit complex, en hoort het bij een gebied of een portefeuille? Een hulp, geen poort (C19)."""

from enum import StrEnum


class Teken(StrEnum):
    """Wanneer een casus complex is (domein.md paragraaf 3)."""

    MEER_GEBIEDEN = "meer_gebieden"
    LANG = "lang"
    VEEL = "veel"
    IMPACT = "impact"


TEKENS = {
    Teken.MEER_GEBIEDEN: "Gaat over meer dan één gebied",
    Teken.LANG: "Gaat lang duren",
    Teken.VEEL: "Vraagt veel van één gebied",
    Teken.IMPACT: "Grote impact, of er komen media op af",
}


def advies(tekens: list[str], *, gebieden: int, portefeuilles: int) -> str:
    """Wat de hulp zegt, in een of twee zinnen."""
    if not tekens:
        complex_ = "Je vinkte niets aan: misschien is dit niet complex. De OpCo beslist."
    else:
        complex_ = "Dit lijkt complex: iemand moet de regie krijgen."
    if gebieden > 1 and portefeuilles > 1:
        waar = "Het raakt meer gebieden en meer portefeuilles: het overleg beslist waar het thuishoort."
    elif gebieden > 1 and portefeuilles == 1:
        waar = "Het raakt meer gebieden: de houder van de portefeuille wordt het eerst gevraagd."
    elif gebieden:
        waar = "Het hoort bij één gebied: daar wordt het eerst gevraagd."
    elif portefeuilles:
        waar = "Zonder gebied wordt de houder van de portefeuille het eerst gevraagd."
    else:
        waar = "Zonder gebied en portefeuille gaat de vraag naar de escalatieketen."
    return f"{complex_} {waar}"
