"""One change at a time in the portefeuilles of a team."""

from organisatie.models import Team


def lock_team(team_id):
    """The team's row, locked until the end of the transaction: a second tap waits for the first."""
    return Team.objects.select_for_update(no_key=True).get(pk=team_id)
