"""Disclosing about a casus: what, to whom, on which basis and for what, frozen as it was given (C12)."""

from django.db import transaction
from django.utils import timezone

from logboek.services import record
from regels.begrippen import eis
from regels.partner import hoort_bij_team
from regels.rapportage import mag_standaard_terug, mag_verstrekken
from regels.tijd import dag_in_woorden

from .. import rapport
from ..models import Sjabloon, Verstrekking
from ..queries import stand_of
from .basis import happened, lock_at


@transaction.atomic
def disclose(*, casus, by, organisatie, ontvanger, grondslag, doel, onderdelen, maatregelen="", moment=None):
    """Register a disclosure and freeze its content: only the chosen parts, as they are now. Returns the Verstrekking."""
    casus, moment = lock_at(casus, moment)
    eis(
        hoort_bij_team(
            zelfde_team=organisatie.team_id == casus.team_id,
            samengevoegd=organisatie.opgegaan_in_id is not None,
        )
    )
    chosen = [name for name in rapport.VELDEN if name in onderdelen]
    eis(mag_verstrekken(ontvanger=ontvanger, grondslag=grondslag, doel=doel, onderdelen=len(chosen)))
    row = Verstrekking(
        casus=casus,
        organisatie=organisatie,
        ontvanger=ontvanger.strip(),
        grondslag=grondslag,
        doel=doel.strip(),
        onderdelen=chosen,
        sjabloon=sjabloon_of(casus.team_id),
        door=by,
        op=moment,
    )
    day = timezone.localdate(moment)
    row.inhoud = {
        "team": f"Basisteam {casus.team.naam}",
        "datum": f"{dag_in_woorden(day)} {day.year}",
        "organisatie": organisatie.naam,
        "ontvanger": row.ontvanger,
        "grondslag": row.get_grondslag_display(),
        "doel": row.doel,
        "delen": rapport.delen_of(casus, stand_of(casus, moment), chosen, maatregelen),
    }
    row.save()
    tekst = f"Bestuurlijke rapportage gemaakt voor {organisatie.naam} ({len(chosen)} onderdelen)."
    naar = f"organisatie {organisatie.pk}"  # the logboek holds no names: nothing in it can be erased
    happened(casus, "partner", tekst, moment=moment, by=by, event="casus.disclosed", ontvanger=naar)
    return row


@transaction.atomic
def place_sjabloon(*, team, by, naam, bestand):
    """The team's own template from now on. A file that does not work is refused, and the old one stays."""
    rapport.check_sjabloon(bestand)
    now = timezone.now()
    Sjabloon.objects.filter(team=team, vervallen_op=None).update(vervallen_op=now)
    row = Sjabloon.objects.create(
        team=team, naam=naam[:120], bestand=bestand, geplaatst_door=by, geplaatst_op=now
    )
    record(event="sjabloon.placed", by=by, subject=row)
    return row


@transaction.atomic
def reset_sjabloon(*, team, by):
    """Back to the template of the product."""
    gone = Sjabloon.objects.filter(team=team, vervallen_op=None).update(vervallen_op=timezone.now())
    eis(mag_standaard_terug(heeft_eigen=bool(gone)))
    record(event="sjabloon.removed", by=by, team=team.pk)


def sjabloon_of(team_id):
    """The team's own template that holds now, or None for that of the product."""
    return Sjabloon.objects.filter(team=team_id, vervallen_op=None).first()


def sjabloon_bytes(sjabloon):
    """The file of a template; of the product's own when it is None."""
    return bytes(sjabloon.bestand) if sjabloon is not None else rapport.standaard_sjabloon()
