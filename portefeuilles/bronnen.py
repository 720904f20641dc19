"""What portefeuilles answer when a lower app asks."""

from organisatie.services import plaatsing_endings
from overleggen.agendabronnen import Voorstel, agendabronnen
from regels.agenda import Soort
from werk.bronnen import Logbaar, onderwerpbronnen

from .models import Houderschap, Trend
from .services import end_houderschappen_of


def register():
    agendabronnen.append(points_for)
    onderwerpbronnen.append(loggable)
    plaatsing_endings.append(end_houderschappen_of)


def points_for(overleg):
    """Trends that play now come first on the WOE/OS-overleg (P11)."""
    if overleg.reeks.soort != "woe_os":
        return
    nearest_first = list(Trend.Horizon)
    trends = Trend.objects.actueel().filter(team=overleg.team_id)
    for trend in sorted(trends, key=lambda trend: (nearest_first.index(trend.horizon), trend.pk)):
        yield Voorstel(
            bron=f"trend:{trend.pk}",
            soort=Soort.TREND,
            titel=trend.titel,
            reden=f"trend: {trend.get_horizon_display()}",
            onderwerp=trend,
            doel="oordeelsvorming",
            gewenst="Wat betekent dit voor ons, en welke actie is nodig?",
            minuten=10,
        )


def loggable(medewerker):
    """One's own portefeuilles, as houder or vervanger."""
    rows = (
        Houderschap.objects.op()
        .filter(medewerker=medewerker, portefeuille__team__in=medewerker.team_ids)
        .select_related("portefeuille")
    )
    for row in rows:
        yield Logbaar("portefeuille", row.portefeuille, row.portefeuille.naam)
