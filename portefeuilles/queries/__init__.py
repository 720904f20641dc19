"""Reading portefeuilles: facts for the rules of vervanging, how far plans are, and portefeuilles side by side."""

from .feiten import facts_with_houders
from .lijsten import (
    accents_of,
    answer_rates,
    lines_about,
    logged_by_enough,
    minutes_of,
    minutes_of_portefeuilles,
    needs_of,
    summaries,
    takenpakket_of,
    takenpakket_voor,
)
from .plan import (
    average,
    effects_of,
    indicator_of,
    open_work_of,
    picture_of,
    rows_of,
    work_per_activiteit,
)

__all__ = [
    "accents_of",
    "answer_rates",
    "average",
    "effects_of",
    "facts_with_houders",
    "indicator_of",
    "lines_about",
    "logged_by_enough",
    "minutes_of",
    "minutes_of_portefeuilles",
    "open_work_of",
    "picture_of",
    "rows_of",
    "needs_of",
    "summaries",
    "takenpakket_of",
    "takenpakket_voor",
    "work_per_activiteit",
]
