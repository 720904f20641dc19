"""Applying what was read: all or nothing, and a second time nothing."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import IntegrityError, transaction

from logboek.services import record
from organisatie.bronnen import gevolgen
from organisatie.models import (
    District,
    Eenheid,
    Gebied,
    Koppeling,
    Medewerker,
    Plaatsing,
    Team,
    Teaminstelling,
    Vrijstelling,
    Wijk,
)
from organisatie.services import fill_feestdagen
from overleggen.models import Overlegreeks
from overleggen.services import make_overleggen, ritme
from portefeuilles.models import Houderschap, Label, Portefeuille, Taakaccent, Taakaccenthouder
from regels.begrippen import RegelOvertreden
from regels.functies import STANDAARD_KETEN

from .lezen import Fout, ImportFout


@dataclass(frozen=True)
class Wijziging:
    """What changed, or would: a table, what the row is, and which values."""

    tabel: str
    wat: str
    waarden: str  # "nieuw", or "inwoners: 100 -> 120"


class _Invoer:
    def __init__(self):
        self.wijzigingen = []

    def zet(self, tabel, model, sleutel, waarden, wat):
        """Make the row, or bring it up to date; say what changed."""
        obj = model.objects.filter(**sleutel).first()
        if obj is None:
            obj = model(**sleutel, **waarden)
            if model is Medewerker:
                obj.set_unusable_password()
            obj.save()
            self.wijzigingen.append(Wijziging(tabel, wat, "nieuw"))
            return obj
        anders = {
            naam: (getattr(obj, naam), waarde)
            for naam, waarde in waarden.items()
            if getattr(obj, naam) != waarde
        }
        if anders:
            for naam, (_, nieuw) in anders.items():
                setattr(obj, naam, nieuw)
            obj.save()
            verschil = ", ".join(
                f"{naam}: {_toon(oud)} -> {_toon(nieuw)}" for naam, (oud, nieuw) in anders.items()
            )
            self.wijzigingen.append(Wijziging(tabel, wat, verschil))
        return obj


def _toon(waarde):
    if waarde is None or waarde == "":
        return "leeg"
    return {True: "ja", False: "nee"}.get(waarde, str(waarde)) if isinstance(waarde, bool) else str(waarde)


def _tot(rij):
    return rij["tot_en_met"] + timedelta(days=1) if rij["tot_en_met"] else None


@transaction.atomic
def voer_in(data, *, proef=False):
    """Apply what `lees` gave. Returns the list of `Wijziging`en; with `proef` nothing stays.

    Rows that are in the database but not in the files are left alone. Raises ImportFout, and then nothing stays.
    """
    invoer = _Invoer()
    try:
        with transaction.atomic():
            team = _team(data, invoer)
            with gevolgen(team, by=None):
                _mensen(data, team, invoer)
                _portefeuilles(data, team, invoer)
                _taakaccenten(data, team, invoer)
                _overleggen(data, team, invoer)
    except IntegrityError as error:
        raise ImportFout([Fout("database", 0, "", f"past niet bij wat er al staat: {error}")]) from error
    if invoer.wijzigingen:
        record(event="team.imported", subject=team)
    if proef:
        transaction.set_rollback(True)
    return invoer.wijzigingen


def _team(data, invoer):
    rij = data["team"][0]
    eenheid, _ = Eenheid.objects.get_or_create(naam=rij["eenheid"])
    district, _ = District.objects.get_or_create(eenheid=eenheid, naam=rij["district"])
    waarden = {naam: rij[naam] for naam in ("naam", "formatie", "bezetting")} | {"district": district}
    team = invoer.zet("team", Team, {"code": rij["code"]}, waarden, rij["naam"])
    if not team.feestdagen.exists():
        fill_feestdagen(team)
    for rij in data["afspraken"]:
        waarden = {
            naam: waarde for naam, waarde in rij.waarden.items() if naam != "vanaf" and waarde is not None
        }
        waarden.setdefault("escalatieketen", list(STANDAARD_KETEN))
        invoer.zet(
            "afspraken",
            Teaminstelling,
            {"team": team, "vanaf": rij["vanaf"]},
            waarden,
            f"vanaf {rij['vanaf']}",
        )
    for rij in data["gebieden"]:
        waarden = {"volgorde": rij["volgorde"], "van": rij["van"], "tot": _tot(rij)}
        invoer.zet("gebieden", Gebied, {"team": team, "naam": rij["naam"]}, waarden, rij["naam"])
    gebieden = {gebied.naam: gebied for gebied in team.gebieden.all()}
    for rij in data["wijken"]:
        waarden = {"naam": rij["naam"], "inwoners": rij["inwoners"]}
        sleutel = {"gebied": gebieden[rij["gebied"]], "code": rij["code"]}
        invoer.zet("wijken", Wijk, sleutel, waarden, rij["naam"])
    return team


def _mensen(data, team, invoer):
    for rij in data["medewerkers"]:
        waarden = {naam: rij[naam] for naam in ("naam", "email", "telefoon")}
        invoer.zet("medewerkers", Medewerker, {"username": rij["personeelsnummer"]}, waarden, rij["naam"])
    mensen = _people(data)
    gebieden = {gebied.naam: gebied for gebied in team.gebieden.all()}
    wijken = {(wijk.gebied_id, wijk.code): wijk for wijk in Wijk.objects.filter(gebied__team=team)}
    # What ends first, so that a successor fits in after it.
    for rij in sorted(data["plaatsingen"], key=lambda rij: rij["tot_en_met"] is None):
        persoon = mensen[rij["personeelsnummer"]]
        sleutel = {"medewerker": persoon, "team": team, "van": rij["van"]}
        waarden = {
            "functie": rij["functie"],
            "opco_bevoegd": rij["opco"],
            "beheerder": rij["beheerder"],
            "tot": _tot(rij),
        }
        invoer.zet("plaatsingen", Plaatsing, sleutel, waarden, f"{persoon.naam}, {rij['functie']}")
    for rij in data["koppelingen"]:
        persoon, gebied = mensen[rij["personeelsnummer"]], gebieden[rij["gebied"]]
        sleutel = {
            "medewerker": persoon,
            "gebied": gebied,
            "wijk": wijken.get((gebied.pk, rij["wijk"])),
            "rol": rij["rol"],
            "van": rij["van"],
        }
        waarden = {"volgorde": rij["volgorde"], "tot": _tot(rij)}
        invoer.zet(
            "koppelingen", Koppeling, sleutel, waarden, f"{persoon.naam}, {rij['rol']} van {gebied.naam}"
        )
    for rij in data["vrijstellingen"]:
        persoon = mensen[rij["personeelsnummer"]]
        sleutel = {"medewerker": persoon, "team": team, "soort": rij["soort"], "van": rij["van"]}
        invoer.zet(
            "vrijstellingen", Vrijstelling, sleutel, {"tot": _tot(rij)}, f"{persoon.naam}, {rij['soort']}"
        )


def _people(data):
    nummers = [rij["personeelsnummer"] for rij in data["medewerkers"]]
    return {persoon.username: persoon for persoon in Medewerker.objects.filter(username__in=nummers)}


def _portefeuilles(data, team, invoer):
    for rij in data["portefeuilles"]:
        waarden = {naam: rij[naam] for naam in ("speerpunt", "toelichting", "volgorde", "van")}
        waarden["tot"] = _tot(rij)
        portefeuille = invoer.zet(
            "portefeuilles", Portefeuille, {"team": team, "naam": rij["naam"]}, waarden, rij["naam"]
        )
        nu = set(portefeuille.themas.values_list("naam", flat=True))
        if nu != set(rij["themas"]):
            portefeuille.themas.exclude(naam__in=rij["themas"]).delete()
            for naam in rij["themas"]:
                portefeuille.themas.get_or_create(naam=naam)
            if nu:
                verschil = f"thema's: {', '.join(sorted(nu))} -> {', '.join(rij['themas'])}"
                invoer.wijzigingen.append(Wijziging("portefeuilles", rij["naam"], verschil))
        _labels(rij, team, portefeuille, invoer)
    mensen = _people(data)
    portefeuilles = {portefeuille.naam: portefeuille for portefeuille in team.portefeuilles.all()}
    for rij in sorted(data["houderschappen"], key=lambda rij: rij["tot_en_met"] is None):
        persoon = mensen[rij["personeelsnummer"]]
        sleutel = {
            "portefeuille": portefeuilles[rij["portefeuille"]],
            "medewerker": persoon,
            "rol": rij["rol"],
            "van": rij["van"],
        }
        waarden = {"volgorde": rij["volgorde"], "tot": _tot(rij)}
        wat = f"{persoon.naam}, {rij['rol']} van {rij['portefeuille']}"
        invoer.zet("houderschappen", Houderschap, sleutel, waarden, wat)


def _labels(rij, team, portefeuille, invoer):
    """The labels in the file are put on the portefeuille; what the team put on it itself stays."""
    wanted = [("pijler", rij["pijler"])] if rij["pijler"] else []
    for soort, naam in [*wanted, *rij["labels"]]:
        label = invoer.zet(
            "portefeuilles", Label, {"team": team, "soort": soort, "naam": naam}, {}, f"label {naam}"
        )
        if not portefeuille.labels.filter(pk=label.pk).exists():
            portefeuille.labels.add(label)


def _taakaccenten(data, team, invoer):
    portefeuilles = {portefeuille.naam: portefeuille for portefeuille in team.portefeuilles.all()}
    for rij in data["taakaccenten"]:
        sleutel = {"portefeuille": portefeuilles[rij["portefeuille"]], "naam": rij["naam"]}
        waarden = {naam: rij[naam] for naam in ("wens", "activiteiten", "competenties", "cursussen")}
        invoer.zet("taakaccenten", Taakaccent, sleutel, waarden, rij["naam"])
    mensen = _people(data)
    accenten = {
        (row.portefeuille.naam, row.naam): row
        for row in Taakaccent.objects.filter(portefeuille__team=team).select_related("portefeuille")
    }
    for rij in sorted(data["taakaccenthouders"], key=lambda rij: rij["tot_en_met"] is None):
        persoon = mensen[rij["personeelsnummer"]]
        sleutel = {
            "taakaccent": accenten[rij["portefeuille"], rij["taakaccent"]],
            "medewerker": persoon,
            "van": rij["van"],
        }
        waarden = {"fase": rij["fase"], "uren": rij["uren"], "vraagbaak": rij["vraagbaak"], "tot": _tot(rij)}
        wat = f"{persoon.naam}, {rij['taakaccent']}"
        invoer.zet("taakaccenthouders", Taakaccenthouder, sleutel, waarden, wat)


def _overleggen(data, team, invoer):
    for rij in data["overleggen"]:
        waarden = {"regel": rij["ritme"]} | {
            naam: rij[naam]
            for naam in ("soort", "eerste", "begintijd", "duur", "plaats", "functies", "vaste_punten")
        }
        try:
            ritme(rij["ritme"], rij["eerste"])
        except RegelOvertreden as overtreding:
            raise ImportFout([Fout("overleggen", rij.nummer, "ritme", str(overtreding))]) from overtreding
        reeks = invoer.zet(
            "overleggen", Overlegreeks, {"team": team, "naam": rij["naam"]}, waarden, rij["naam"]
        )
        make_overleggen(reeks)
