"""What the BMO page counts of casussen (V8)."""

from organisatie.cijfers import Cijferbron, Kader, Telling, cijferbronnen
from portefeuilles.afspraken import TAKENPAKKET
from regels.escalatie import Rood

from .models import Arbitrage, Casus
from .queries import open_per_woe, standen_of


def register_all():
    cijferbronnen["rood"] = Cijferbron("casuistiek:casus-list", _red, "toon=rood")
    cijferbronnen["overdracht"] = Cijferbron("casuistiek:casus-list", _handing_over, "toon=rood")
    cijferbronnen["geschil"] = Cijferbron("casuistiek:regie-op-regie", _disputes)
    cijferbronnen["belasting"] = Cijferbron("dashboard:takenpakketten", _load)


def _open(kader):
    rows = (
        Casus.objects.filter(vertrouwelijk=False)
        if kader.wie is None
        else Casus.objects.visible_to(kader.wie)
    )
    return rows.filter(team=kader.team).open()


def standen(kader: Kader):
    """How each open casus stands that may be counted; read once."""
    if "standen" not in kader.bewaard:
        teams = {kader.team.pk: kader.feiten}
        kader.bewaard["standen"] = standen_of(_open(kader).voor_standen(), kader.nu, teams=teams)
    return kader.bewaard["standen"]


def _known(kader, rows):
    """Without one open casus there is nothing to say of casussen."""
    return Telling(len(rows) if standen(kader) else None, rows)


def _red(kader):
    return _known(kader, [stand for stand in standen(kader) if stand.rood])


def _handing_over(kader):
    return _known(kader, [stand for stand in standen(kader) if Rood.OVERDRACHT in stand.rood])


def _disputes(kader):
    return _known(
        kader, list(Arbitrage.objects.filter(casus__in=_open(kader).values("pk"), besloten_op=None))
    )


def _load(kader):
    rijen = open_per_woe({pk: kader.feiten.naam(pk) for pk in kader.woes}, standen(kader))
    grens = TAKENPAKKET.van(kader.instelling).casussen
    many = sum(1 for row in rijen if row["totaal"] > grens)
    return Telling(many if rijen else None, rijen)
