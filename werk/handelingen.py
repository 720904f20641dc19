"""What one can do with a line of logged work: see organisatie/handelingen.py."""

from organisatie.handelingen import Handeling as H
from organisatie.handelingen import Tabel, bij_team, extend, register
from organisatie.models import Team

from .models import Favoriet, Werkregel

TABELLEN = (
    Tabel("werkregel", Werkregel, "", (
        H("wijzigen", "Wijzigen", "werk:werk-change", "werk.change_werkregel"),
        H("herhalen", "Zoals vorige keer", "werk:werk-repeat", "werk.change_werkregel", knop=True),
        H("weg", "Verwijderen", "werk:werk-remove", "werk.change_werkregel", knop=True),
        H("favoriet", "Bewaar als favoriet", "werk:favoriet-add", "werk.change_werkregel", knop=True), H("terug", "Terugdraaien", "werk:werk-restore", "werk.change_werkregel", knop=True),
    )),
    Tabel("favoriet", Favoriet, "", (H("loggen", "Loggen", "werk:favoriet-log", "werk.change_werkregel", knop=True), H("weg", "Verwijderen", "werk:favoriet-remove", "werk.change_werkregel", knop=True))),
)  # fmt: skip


def register_all():
    register(*TABELLEN)
    extend(
        Team,
        bij_team("werk_loggen", "Werk loggen", "werk:werk", "werk.log_work"),
        bij_team("tijd", "Het team samen", "werk:team-tijd", "werk.view_team_time"),
    )
