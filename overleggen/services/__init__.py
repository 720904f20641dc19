"""Everything that changes a meeting, an agenda or an actiepunt. Each service locks, asks the rules, changes and logs."""

from .actiepunten import add_actiepunt, update_actiepunt
from .agenda import about, add_punt, fill_agenda, move_punt, op_volgorde
from .houden import close_overleg, end_punt, start_overleg, start_punt
from .reeksen import cancel_overleg, deelnemers, make_overleggen, ritme, save_reeks
from .tick import tick

__all__ = [
    "about",
    "add_actiepunt",
    "add_punt",
    "cancel_overleg",
    "close_overleg",
    "deelnemers",
    "end_punt",
    "fill_agenda",
    "make_overleggen",
    "move_punt",
    "op_volgorde",
    "ritme",
    "save_reeks",
    "start_overleg",
    "start_punt",
    "tick",
    "update_actiepunt",
]
