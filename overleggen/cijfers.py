"""What the BMO page counts of actiepunten and presentations (V8)."""

from organisatie.cijfers import Cijferbron, Telling, cijferbronnen

from .agendabronnen import readable_ids
from .models import Actiepunt
from .services import turns_of, without_turn_for_long

VELDEN = ("pk", "onderwerp_type_id", "onderwerp_id", "tekst", "deadline", "eigenaar__naam")
HOOGSTENS = 500


def register_all():
    cijferbronnen["actiepunten"] = Cijferbron("overleggen:actiepunt-list", _late, "toon=te-laat")
    cijferbronnen["presentaties"] = Cijferbron("overleggen:presentatie-list", _turns)


def _late(kader):
    """Past their day, and readable: what is about a vertrouwelijke casus counts for who may read that."""
    open_rows = list(
        Actiepunt.objects.open()
        .uit_open_reeksen()
        .filter(team=kader.team)
        .order_by("deadline", "pk")
        .values_list(*VELDEN, named=True)[:HOOGSTENS]
    )
    late = [row for row in open_rows if row.deadline < kader.vandaag]
    allowed = readable_ids(late, kader.wie)
    rijen = [row for row in late if row.pk in allowed]
    return Telling(len(rijen) if open_rows else None, rijen)


def _turns(kader):
    """Whose turn comes, and how many wait for one too long."""
    turns = turns_of(kader.team.pk, kader.vandaag)
    rijen = [row for row in turns if row.gehouden_op is None and row.overleg__status in ("gepland", "bezig")]
    if not kader.woes:
        return Telling(None, rijen)
    return Telling(len(without_turn_for_long(turns, kader.woes, kader.vandaag)), rijen)
