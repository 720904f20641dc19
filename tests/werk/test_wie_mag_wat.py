"""Who may what with logged work; `tests/rechten.py` explains the table."""

import pytest

from tests.rechten import check_each_part, check_table, people
from werk.services import log_work

pytestmark = pytest.mark.django_db

MAG = """
log_work         team      | allen
change_werkregel werkregel | schrijver
view_team_time   team      | teamchef osa osc woe oe
"""


@pytest.fixture
def wereld(bt, ander):
    mensen = people(bt, ander)
    mensen["schrijver"] = bt.intake
    regel = log_work(by=bt.intake, team=bt.team, soort="overleg", minuten=60, tekst="Overleg")
    return mensen, {"team": bt.team, "werkregel": regel}


def test_who_may_what(wereld):
    check_table("werk", MAG, *wereld)


def test_each_part_of_a_permission_decides_something(wereld, monkeypatch):
    check_each_part("werk", MAG, *wereld, monkeypatch)
