"""What a team agrees, in groups: each app owns its own terms, and one page gathers them (O3).

A group is a frozen dataclass of `regels`, in which the standard of each term stands, and a form field per term. What the
team chose stands dated in `Teaminstelling.afspraken`, per group; what it never chose is the standard.
"""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Generic, TypeVar

from django import forms
from django.utils import timezone

from ui.forms import CrispyForm, DagField

from .handelingen import Handeling, bij_team, extend
from .models import Team, Teaminstelling

T = TypeVar("T")
TEAM, TEAM_TITEL = "team", "Het team zelf"  # the group of the team itself: its columns in Teaminstelling


@dataclass(frozen=True)
class Groep(Generic[T]):
    """Terms that belong together. `vragen`: the form field of each term, in the order of the page."""

    sleutel: str
    titel: str
    soort: type[T]
    vragen: Mapping[str, forms.Field]

    def van(self, instelling: Teaminstelling) -> T:
        """What the team agreed, as the rules read it."""
        chosen = instelling.afspraken.get(self.sleutel, {})
        known = {term.name for term in fields(self.soort)}  # type: ignore[arg-type]
        return self.soort(
            **{
                naam: tuple(waarde) if isinstance(waarde, list) else waarde
                for naam, waarde in chosen.items()
                if naam in known
            }
        )

    def waarden(self, instelling: Teaminstelling) -> dict[str, Any]:
        return asdict(self.van(instelling))  # type: ignore[call-overload]

    @property
    def form(self) -> type["AfsprakenForm"]:
        return type("GroepForm", (AfsprakenForm,), dict(self.vragen))


class AfsprakenForm(CrispyForm):
    """The terms of one group, from a day on."""

    vanaf = DagField(label="Geldt vanaf", initial=timezone.localdate)


def getal(label: str, *, hoogstens: int = 99, uitleg: str = "") -> forms.IntegerField:
    """A term that is a whole number from 1 on."""
    return forms.IntegerField(label=label, min_value=1, max_value=hoogstens, help_text=uitleg)


groepen: dict[str, Groep[Any]] = {}


def register(*nieuw: Groep[Any]) -> None:
    for groep in nieuw:
        groepen[groep.sleutel] = groep
        extend(Team, as_handeling(groep.sleutel, groep.titel))


def as_handeling(sleutel: str, titel: str) -> Handeling:
    """The row of a group in the table of what one can do with the team."""
    naam = f"afspraken-{sleutel}"
    return bij_team(naam, titel, f"organisatie:{naam}", "organisatie.change_team", elders=True)


def titels(sleutels: Collection[str] | None = None) -> dict[str, str]:
    """The names of these groups (default all), in the order of the page."""
    alle = {TEAM: TEAM_TITEL} | {sleutel: groep.titel for sleutel, groep in groepen.items()}
    return {sleutel: alle[sleutel] for sleutel in alle if sleutels is None or sleutel in sleutels}


def in_woorden(form: forms.Form) -> list[tuple[str, str]]:
    """Label and value of each term of a form that was not sent, as the page shows them."""
    return [
        (str(veld.label), _waarde(veld.field, veld.initial))
        for veld in form
        if veld.name != "vanaf" and veld.initial not in ("", None)
    ]


def _waarde(vraag, waarde):
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if not hasattr(vraag, "choices"):
        return str(waarde)
    chosen = {waarde} if isinstance(waarde, str) else set(waarde)
    return ", ".join(label for keuze, label in vraag.choices if keuze in chosen) or "niets"
