"""The OpCo's shift: the next one is told, and a shift nobody takes over is no secret (O6)."""

from django.urls import reverse
from django.utils import timezone

from notificaties.services import notify
from notificaties.storingen import each
from organisatie.models import OpCoDienst
from organisatie.queries import instelling_van
from portefeuilles.queries import facts_with_houders
from regels.functies import BESLIST
from regels.overdracht import dienst_te_lang
from regels.vervanging import escalatiefunctie

from ..queries import utc
from .basis import placed


def watch_diensten(moment=None):
    """Tick: tell who is next, and when a shift runs too long tell the OpCo and the escalatiefunctie. Once per shift."""
    moment = utc(moment or timezone.now())

    def watch(dienst):
        url = reverse("organisatie:dienst")
        if dienst.volgende_id is not None:
            notify(
                ontvangers=[dienst.volgende_id],
                key=f"dienst:{dienst.pk}:volgende:{dienst.volgende_id}",
                tekst="Jij bent de volgende OpCo. Neem de dienst over als je begint.",
                direct=True,
                url=url,
                onderwerp=dienst,
                vraagt=f"volgende OpCo:{dienst.pk}",
                moment=moment,
            )
        uren = instelling_van(dienst.team_id, timezone.localdate(moment)).dienst_uren
        if not dienst_te_lang(van=utc(dienst.van), moment=moment, uren=uren):
            return
        team = facts_with_houders(dienst.team_id, moment)
        wie = escalatiefunctie(None, moment, team, niet=[dienst.medewerker_id])
        notify(
            ontvangers=[
                dienst.medewerker_id,
                *([wie] if wie else placed(dienst.team_id, BESLIST)),
            ],
            key=f"dienst:{dienst.pk}:te-lang",
            tekst="De OpCo-dienst is niet overgenomen. Wie neemt het over?",
            url=url,
            onderwerp=dienst,
            dringend=True,
            moment=moment,
        )

    running = OpCoDienst.objects.filter(tot=None).select_related("team")
    each("casuistiek.dienst", running, watch, moment=moment)
