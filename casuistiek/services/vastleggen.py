"""Recording who is aan zet: the past of a casus is read from these gebeurtenissen (invariants 4 and 6)."""

from dataclasses import replace

from django.urls import reverse

from regels.begrippen import MET_REGIE, Fase
from regels.vervanging import aan_zet, wisselmomenten

from ..models import Terugoverdracht
from ..queries import stand_of, utc
from .basis import happened, tell


def record_aan_zet(stand, *, by, since):
    """Write a gebeurtenis for each change of who is aan zet since the record, and tell both (invariant 4).

    What a person changed has the moment of now. What time brought has its own moments, also those that came
    and went while nobody ticked (17). True when something was written.
    """
    casus = stand.casus
    written = False
    for then in _since(stand, since) if since is not None else [stand]:
        if casus.vastgelegd_sinds is not None and casus.vastgelegd_aan_zet_id == then.aan_zet.medewerker:
            continue
        _write_aan_zet(casus, then, vastgelegd_op=stand.moment, by=by)
        written = True
    return written


def _write_aan_zet(casus, stand, *, vastgelegd_op, by):
    gevonden = stand.aan_zet
    row = happened(
        casus,
        "aan_zet",
        sentence(stand),
        moment=stand.moment,
        vastgelegd_op=vastgelegd_op,
        by=by,
        event="aan_zet.changed",
        aan_zet=gevonden.medewerker,
    )
    old = casus.vastgelegd_aan_zet_id
    casus.vastgelegd_aan_zet_id = gevonden.medewerker
    casus.vastgelegd_sinds = stand.moment
    casus.save(update_fields=["vastgelegd_aan_zet", "vastgelegd_sinds"])
    if not casus.is_open:
        return
    actor = by.pk if by is not None else None
    if old is not None and old != actor:
        tekst = "Je bent niet meer aan zet voor een casus."
        tell(casus, [old], f"aan-zet:{row.pk}:oud", tekst, moment=vastgelegd_op)
    if _is_back(casus, stand, old, row):
        return
    if gevonden.medewerker is not None and gevonden.medewerker != actor and casus.fase != Fase.HEROPEND:
        tekst = "Je bent nu aan zet voor een casus. Kijk wat er nodig is."
        tell(casus, [gevonden.medewerker], f"aan-zet:{row.pk}:nieuw", tekst, moment=vastgelegd_op)


def _is_back(casus, stand, old, row):
    """The formal regisseur takes over from a waarnemer: a terugoverdracht says what was done meanwhile (C18)."""
    regisseur, since = stand.feiten.regisseur, stand.feiten.regie_van
    came_back = stand.aan_zet.medewerker == regisseur and old not in (None, regisseur)
    if casus.fase not in MET_REGIE or not came_back or since is None or since >= stand.moment:
        return False
    rows = casus.gebeurtenissen.filter(soort="aan_zet", pk__lt=row.pk, moment__gte=since)
    own = rows.filter(aan_zet=regisseur).order_by("-moment", "-pk").first()
    away = rows.filter(moment__gte=own.moment).exclude(aan_zet=regisseur) if own else rows
    first = away.order_by("moment", "pk").first()
    if first is None:
        return False
    back, _ = Terugoverdracht.objects.get_or_create(
        casus=casus, regisseur_id=regisseur, tot=stand.moment, defaults={"van": first.moment}
    )
    tekst = "Je bent weer aan zet voor een casus. Lees wat er gebeurde terwijl je weg was."
    url = reverse("casuistiek:terugoverdracht", args=[back.pk])
    tell(
        casus,
        [regisseur],
        f"terug:{back.pk}",
        tekst,
        url=url,
        vraagt=f"terug:{back.pk}",
        moment=row.vastgelegd_op,
    )
    return True


def sentence(stand):
    if not stand.casus.is_open:
        return "De casus is afgesloten: niemand is meer aan zet."
    if stand.aan_zet.is_gat:
        return f"Niemand is aan zet: {stand.aan_zet.reden}."
    waarnemer = " als waarnemer" if stand.aan_zet.is_waarnemer else ""
    return f"{stand.naam} is aan zet{waarnemer}: {stand.aan_zet.reden}."


def _since(stand, since):
    """How the casus stood at each moment since then at which the answer may have changed, up to now."""
    last = stand.casus.vastgelegd_sinds
    if last is None or stand.casus.fase not in (Fase.ACUUT, *MET_REGIE):
        return [stand]
    begin = max(utc(last), since, stand.feiten.regie_van or since)
    longer = stand_of(stand.casus, stand.moment, back=begin)
    moments = [m for m in wisselmomenten(longer.feiten, begin, longer.team) if m < stand.moment]
    earlier = [
        replace(longer, moment=moment, aan_zet=aan_zet(longer.feiten, moment, longer.team))
        for moment in moments
    ]
    return [*earlier, stand]
