"""Reading across apps, for more than one page. Constant numbers of queries; no rules."""


def open_per_woe(namen, standen):
    """Open casussen per person (id -> naam): as regisseur, and as waarnemer. Also who has none."""
    rows = {
        pk: {"medewerker": pk, "naam": naam, "regie": 0, "waarnemend": 0, "totaal": 0}
        for pk, naam in namen.items()
    }
    for stand in standen:
        formeel, nu = stand.feiten.regisseur, stand.aan_zet
        if formeel in rows:
            rows[formeel]["regie"] += 1
        if nu.is_waarnemer and nu.medewerker in rows:
            rows[nu.medewerker]["waarnemend"] += 1
    for row in rows.values():
        row["totaal"] = row["regie"] + row["waarnemend"]
    return sorted(rows.values(), key=lambda row: (-row["totaal"], row["naam"]))
