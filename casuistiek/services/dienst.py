"""The OpCo's shift: the next one is told, and a shift nobody takes over is no secret (O6)."""

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone

from notificaties.services import notify, unheard
from notificaties.storingen import each
from organisatie.models import OpCoDienst, Teaminstelling
from portefeuilles.queries import facts_with_houders
from regels.functies import BESLIST
from regels.overdracht import dienst_te_lang
from regels.vervanging import escalatiefunctie

from ..queries import utc
from .basis import placed

UREN = Teaminstelling._meta.get_field("dienst_uren").default  # of a team that agreed nothing yet


def watch_diensten(moment=None):
    """Tick: tell who is next, and when a shift runs too long tell the OpCo and the escalatiefunctie. Once per shift.

    Three queries in all when no shift runs too long and there is nothing new to tell.
    """
    moment = utc(moment or timezone.now())
    agreed = Teaminstelling.objects.filter(team=OuterRef("team"), vanaf__lte=timezone.localdate(moment))
    uren = Subquery(agreed.order_by("-vanaf").values("dienst_uren")[:1])
    running = list(OpCoDienst.objects.filter(tot=None).annotate(uren=uren))
    named = [dienst for dienst in running if dienst.volgende_id is not None]
    each("casuistiek.volgende", unheard(named, _key_next), lambda row: _tell_next(row, moment), moment=moment)
    too_long = [
        row for row in running if dienst_te_lang(van=utc(row.van), moment=moment, uren=row.uren or UREN)
    ]
    # Few, and who hears it changes while it lasts: the escalatiefunctie of that moment, each once.
    each("casuistiek.dienst", too_long, lambda row: _tell_long(row, moment), moment=moment)


def _key_next(dienst):
    return f"dienst:{dienst.pk}:volgende:{dienst.volgende_id}"


def _tell_next(dienst, moment):
    notify(
        ontvangers=[dienst.volgende_id],
        key=_key_next(dienst),
        tekst="Jij bent de volgende OpCo. Neem de dienst over als je begint.",
        direct=True,
        url=reverse("organisatie:dienst"),
        onderwerp=dienst,
        vraagt=f"volgende OpCo:{dienst.pk}",
        moment=moment,
    )


def _tell_long(dienst, moment):
    team = facts_with_houders(dienst.team_id, moment)
    wie = escalatiefunctie(None, moment, team, niet=[dienst.medewerker_id])
    notify(
        ontvangers=[dienst.medewerker_id, *([wie] if wie else placed(dienst.team_id, BESLIST))],
        key=f"dienst:{dienst.pk}:te-lang",
        tekst="De OpCo-dienst is niet overgenomen. Wie neemt het over?",
        url=reverse("organisatie:dienst"),
        onderwerp=dienst,
        dringend=True,
        moment=moment,
    )
