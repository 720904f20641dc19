"""What happened earlier: what was refused, withdrawn, ended, looked back on, and what came back. So every state is there to see.

All through the services a person would use; only the moment of some rows is put back afterwards.
"""

from types import SimpleNamespace

from django.utils import timezone

from .casussen import fill_cases
from .mensen import fill_people, fill_work
from .netwerken import fill_networks
from .overleggen import fill_meetings
from .plannen import fill_handing_on, fill_plans
from .samen import fill_learning, fill_together


def fill_earlier(team, people, now):
    wereld = SimpleNamespace(
        team=team,
        people=people,
        now=now,
        today=timezone.localdate(now),
        gebied=team.gebieden.filter(wijken__isnull=False).order_by("volgorde", "pk").first(),
    )
    for step in (
        fill_people,
        fill_cases,
        fill_together,
        fill_learning,
        fill_meetings,
        fill_plans,
        fill_handing_on,
        fill_networks,
        fill_work,
    ):
        step(wereld)
