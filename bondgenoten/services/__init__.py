"""Everything that changes a network, the people in it, a signal or a call round. Erasing has a module of its own."""

from .bellen import claim_line, close_belronde, release_line, result_line, start_belronde
from .bijeenkomsten import (
    add_advies,
    add_afspraak,
    answer_advies,
    follow_up,
    members_at,
    tell_back,
    write_attendance,
)
from .mensen import (
    add_contact,
    add_sleutelfiguur,
    change_sleutelfiguur,
    hand_over_relaties,
    see_contact,
    see_names,
    set_relatie,
)
from .ndv import ask_ndv, offer_kennis, result_ndv, withdraw_kennis
from .netwerken import (
    add_lid,
    add_resultaat,
    end_lid,
    end_ties_of,
    measure_voorwaarden,
    plan_reeks,
    save_gemeenschap,
    save_netwerk,
    stop_netwerk,
)
from .signalen import add_signaal, close_signaal, confirm_signaal, convene
from .tick import check, tick

__all__ = [
    "add_advies",
    "add_afspraak",
    "add_contact",
    "add_lid",
    "add_resultaat",
    "add_signaal",
    "add_sleutelfiguur",
    "answer_advies",
    "ask_ndv",
    "change_sleutelfiguur",
    "check",
    "claim_line",
    "close_belronde",
    "close_signaal",
    "confirm_signaal",
    "convene",
    "end_lid",
    "end_ties_of",
    "follow_up",
    "hand_over_relaties",
    "measure_voorwaarden",
    "members_at",
    "offer_kennis",
    "plan_reeks",
    "release_line",
    "result_line",
    "result_ndv",
    "save_gemeenschap",
    "save_netwerk",
    "see_contact",
    "see_names",
    "set_relatie",
    "start_belronde",
    "stop_netwerk",
    "tell_back",
    "tick",
    "withdraw_kennis",
    "write_attendance",
]
