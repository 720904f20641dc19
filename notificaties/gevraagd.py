"""A notificatie that asks something ends with the question: the source of aandacht says what is still asked, and of whom.

Looked at after everything somebody does, and before a mail leaves: no service has to think of it.
"""

from django.db import transaction
from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from organisatie.aandacht import Kader, bronnen, read
from organisatie.invallen import facts_of_team
from organisatie.models import Plaatsing
from regels.aandacht import neemt_waar_voor

from .models import Notificatie
from .storingen import log_fault

AF = ":af:"  # in the key of what ended: asked no more


def known_question(vraagt):
    """The same, when a bron asks it; else ValueError: a notificatie with a question that nobody asks would end unheard."""
    if vraagt and vraagt.rpartition(":")[0] not in {bron.soort for bron in bronnen}:
        raise ValueError(f"no bron of aandacht asks {vraagt!r}")
    return vraagt


def _asking(rows):
    return rows.filter(gelezen_op=None, vervallen_op=None).exclude(vraagt="").order_by()


def end_in_teams(team_ids, moment=None):
    """End what is asked no more of the people of these teams. Returns how many. One query when nothing asks anything."""
    people = Plaatsing.objects.filter(team__in=team_ids).values("medewerker")
    rows = Notificatie.objects.filter(ontvanger__in=people)
    return _end(_asking(rows), moment or timezone.now())


def end_before_mail(rows, moment):
    """The same, for these notificaties, which would be mailed now.

    Asked of the rows themselves: the table joined to itself cost half a minute with four thousand that wait.
    """
    return _end(_asking(rows), moment)


def _end(asking, moment):
    rows = list(asking.values_list("pk", "ontvanger", "vraagt"))
    if not rows:
        return 0
    who = frozenset(ontvanger for _, ontvanger, _ in rows)
    # Also the teams they left: what is still on their name there asks them until somebody takes it over.
    teams = set(Plaatsing.objects.filter(medewerker__in=who).values_list("team", flat=True))
    soorten = {vraagt.rpartition(":")[0] for _, _, vraagt in rows}
    asked = set()
    for team_id in teams:
        try:
            with transaction.atomic():
                asked |= _asked_in(team_id, who, soorten, moment)
        except Exception as error:
            # A team that cannot be read holds up nobody's mail: all of it may still be asked.
            log_fault(f"what is asked in team {team_id}", error)
            asked |= {(ontvanger, vraagt) for _, ontvanger, vraagt in rows}
    ended = [pk for pk, ontvanger, vraagt in rows if (ontvanger, vraagt) not in asked]
    if ended:
        # Its key is free again: who is asked anew for the same thing, hears it anew.
        used = Concat("sleutel", Value(AF), Cast("pk", CharField()))
        Notificatie.objects.filter(pk__in=ended).update(vervallen_op=moment, sleutel=used)
    return len(ended)


def _asked_in(team_id, who, soorten, moment):
    feiten = facts_of_team(team_id, moment)
    absent = frozenset().union(*(neemt_waar_voor(wie, moment, feiten) for wie in who))
    kader = Kader(team_id, feiten, moment, timezone.localdate(moment), who, absent)
    return {(item.wie, f"{item.soort}:{item.pk}") for item in read(kader, soorten=soorten)}
