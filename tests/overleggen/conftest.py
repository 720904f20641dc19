"""What the tests of meetings share: a Monday morning, and the WOE/OS-overleg of the next day with one after it."""

import pytest
import time_machine

from tests import factories
from tests.factories import op
from tests.overleggen.punten import MAANDAG


@pytest.fixture
def maandag():
    with time_machine.travel(MAANDAG, tick=False):
        yield


@pytest.fixture
def overleg(bt):
    """The WOE/OS-overleg of tomorrow, with a next one after it."""
    reeks = factories.reeks(bt.team)
    eerste = factories.overleg(reeks, begin=op("2026-11-24", 9))
    factories.overleg(reeks, begin=op("2026-12-22", 9))
    return eerste
