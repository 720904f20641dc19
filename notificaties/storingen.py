"""One fault stops nothing else: what time drives is done object by object, each in a savepoint of its own (H1, R-14).

What fails is written down, put off, and done again; the page of the zelfcontrole says how many there are. No words of the fault are
kept, only its kind: they may hold content.
"""

import logging
import traceback
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from regels.ritme import opnieuw_na

from .models import Storing

logger = logging.getLogger(__name__)


def each(
    taak: str,
    items: Iterable[Any],
    do: Callable[[Any], Any],
    *,
    moment: datetime,
    key: Callable[[Any], Any] = lambda item: item,
    whole: bool = True,
) -> int:
    """Do this for each item, and go on when one fails; returns how many are still to be done.

    `taak` is the name of this loop, and of no other. `key(item)`: the row or function it is about. `whole`: all or nothing
    for one item; without it the work has parts of its own. What failed before is skipped until its time has come. One query
    when all is well.
    """
    before = {row.sleutel: row for row in Storing.objects.filter(taak=taak)}
    left = 0
    for item in items:
        sleutel = _key(key(item))
        known = before.pop(sleutel, None)
        if known is not None and known.opnieuw_op > moment:
            left += 1
            continue
        try:
            with transaction.atomic() if whole else nullcontext():
                do(item)
        except Exception as error:
            left += 1
            _put_off(taak, sleutel, known, error, moment)
        else:
            if known is not None:
                known.delete()
    gone = [row.pk for row in before.values() if row.opnieuw_op <= moment]
    if gone:  # it is not asked for any more: closed, or done by somebody
        Storing.objects.filter(pk__in=gone).delete()
    return left


def _key(over):
    return f"{over._meta.label_lower}:{over.pk}" if isinstance(over, models.Model) else over.__name__


def _put_off(taak, sleutel, known, error, moment):
    keren = known.keren + 1 if known else 1
    found = {
        "keren": keren,
        "fout": type(error).__name__[:80],
        "laatst_op": moment,
        "opnieuw_op": moment + opnieuw_na(keren),
    }
    Storing.objects.update_or_create(
        taak=taak, sleutel=sleutel, defaults=found, create_defaults={**found, "sinds": moment}
    )
    log_fault(f"{taak}: {sleutel}, time {keren}", error)


def log_fault(what: str, error: Exception) -> None:
    """Where it went wrong and with which kind of fault, without its words: they may hold content."""
    where = "".join(traceback.format_tb(error.__traceback__))
    logger.error("%s: %s\n%s", what, type(error).__name__, where)


def failed() -> bool:
    """Whether anything waits to be done again."""
    return Storing.objects.exists()


def try_again(moment=None) -> int:
    """What was put off is done at the next tick; returns how many."""
    return Storing.objects.update(opnieuw_op=moment or timezone.now())


def waits(taak: str, moment: datetime) -> bool:
    """Whether something of this task failed and its time has come again."""
    return Storing.objects.filter(taak__startswith=taak, opnieuw_op__lte=moment).exists()
