"""What the BMO page counts of networks (V8)."""

from organisatie.cijfers import Cijferbron, Telling, cijferbronnen

from .queries import netwerken_op_bmo


def register_all():
    cijferbronnen["netwerken"] = Cijferbron("bondgenoten:netwerk-list", _networks)


def _networks(kader):
    rijen = netwerken_op_bmo(kader.team, kader.instelling)
    return Telling(sum(1 for _, nu in rijen if nu) if rijen else None, rijen)
