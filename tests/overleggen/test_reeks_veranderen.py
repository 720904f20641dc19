"""A series that changes: its meetings, who hears it, what stays closed (V1)."""

from datetime import time

import pytest
from django.utils import timezone

from overleggen import services
from overleggen.models import Overleg
from regels.begrippen import RegelOvertreden
from tests import factories
from tests.factories import op

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("maandag")]


def values(reeks, **change):
    names = (
        "soort",
        "naam",
        "regel",
        "eerste",
        "laatste",
        "begintijd",
        "duur",
        "plaats",
        "functies",
        "vaste_punten",
    )
    return {name: getattr(reeks, name) for name in names} | change


def test_another_time_leaves_extra_and_moved_meetings_where_they_are(bt):
    reeks = factories.reeks(bt.team)
    services.make_overleggen(reeks)
    extra = services.add_overleg(reeks=reeks, by=bt.osc, begin=op("2026-12-03", 14))
    first = reeks.overleggen.exclude(datum=None).first()
    services.move_overleg(overleg=first, by=bt.osc, begin=op("2026-11-30", 9), reden="Zaal bezet.")
    days = dict(reeks.overleggen.values_list("pk", "datum"))

    services.save_reeks(team=bt.team, reeks=reeks, by=bt.chef, **values(reeks, begintijd=time(13)))

    assert dict(reeks.overleggen.filter(pk__in=days).values_list("pk", "datum")) == days
    assert Overleg.objects.get(pk=extra.pk).begin == op("2026-12-03", 14)
    assert Overleg.objects.get(pk=first.pk).begin == op("2026-11-30", 9)
    others = reeks.overleggen.exclude(pk__in=[extra.pk, first.pk])
    assert {timezone.localtime(row.begin).hour for row in others} == {13}


def test_a_changed_series_is_told_once(bt):
    reeks = factories.reeks(bt.team)
    services.make_overleggen(reeks)

    services.move_rest(
        overleg=reeks.overleggen.first(), by=bt.osc, begin=op("2026-12-03", 10), reden="Andere dag."
    )

    assert bt.woe.notificaties.filter(tekst__contains="andere dagen of tijden").count() == 1


def test_a_closed_series_does_not_open_afterwards(bt):
    reeks = factories.reeks(bt.team, "intervisie", functies=["woe"], alleen_deelnemers=True)
    overleg = factories.overleg(reeks, begin=op("2026-11-24", 9))
    services.start_overleg(overleg=overleg, by=bt.woe)

    with pytest.raises(RegelOvertreden, match="blijft alleen voor deelnemers"):
        services.save_reeks(team=bt.team, reeks=reeks, by=bt.chef, **values(reeks, alleen_deelnemers=False))
    reeks.refresh_from_db()
    assert not bt.chef.has_perm("overleggen.change_reeks", reeks)
