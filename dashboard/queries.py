"""Reading across apps, for more than one page. Constant numbers of queries; no rules."""

from organisatie.models import Medewerker, Plaatsing


def woes_of(team):
    """Everybody placed as WOE in this team, by name."""
    placed = Plaatsing.objects.op().filter(team=team, functie="woe").values("medewerker")
    return Medewerker.objects.filter(pk__in=placed).order_by("naam")


def open_per_woe(woes, standen):
    """Open casussen per person: as regisseur, and as waarnemer. Also who has none."""
    rows = {woe.pk: {"medewerker": woe, "regie": 0, "waarnemend": 0, "totaal": 0} for woe in woes}
    for stand in standen:
        formeel, nu = stand.feiten.regisseur, stand.aan_zet
        if formeel in rows:
            rows[formeel]["regie"] += 1
        if nu.is_waarnemer and nu.medewerker in rows:
            rows[nu.medewerker]["waarnemend"] += 1
    for row in rows.values():
        row["totaal"] = row["regie"] + row["waarnemend"]
    return sorted(rows.values(), key=lambda row: (-row["totaal"], row["medewerker"].naam))
