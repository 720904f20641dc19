"""Reading and checking the files. Nothing is written here."""

import csv
import io
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import openpyxl

from .tabellen import TABELLEN, Onjuist


@dataclass(frozen=True)
class Fout:
    """One thing wrong: where, and what."""

    bestand: str
    rij: int
    kolom: str
    wat: str

    def __str__(self):
        plek = f", rij {self.rij}" if self.rij else ""
        kolom = f", kolom {self.kolom}" if self.kolom else ""
        return f"{self.bestand}{plek}{kolom}: {self.wat}"


class ImportFout(Exception):
    """The files cannot be taken; `fouten` says all that is wrong."""

    def __init__(self, fouten):
        super().__init__(f"{len(fouten)} fouten")
        self.fouten = fouten


@dataclass
class Rij:
    """A row that was read: its number in the file, and its values by column."""

    nummer: int
    waarden: dict = field(default_factory=dict)

    def __getitem__(self, kolom):
        return self.waarden.get(kolom)


def lees(pad):
    """All tables of a folder or an XLSX, as lists of `Rij` by name. Raises ImportFout with everything wrong."""
    pad = Path(pad)
    fouten = []
    if pad.is_dir():
        bron = {tabel.naam: _csv(pad / f"{tabel.naam}.csv", fouten) for tabel in TABELLEN}
        naam_van = "{}.csv".format
    elif pad.suffix.lower() == ".xlsx" and pad.exists():
        bron = _xlsx(pad, fouten)
        naam_van = f"{pad.name}, blad {{}}".format
    else:
        raise ImportFout([Fout(str(pad), 0, "", "dit is geen map en geen XLSX-bestand")])
    data = {}
    for tabel in TABELLEN:
        data[tabel.naam] = _tabel(tabel, bron.get(tabel.naam), naam_van(tabel.naam), fouten)
    if not fouten:
        _verwijzingen(data, naam_van, fouten)
    if fouten:
        raise ImportFout(fouten)
    return data


def _csv(pad, fouten):
    if not pad.exists():
        return None
    try:
        text = pad.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        fouten.append(Fout(pad.name, 0, "", "bewaar het bestand als UTF-8"))
        return []
    kop = text.split("\n", 1)[0]
    return list(csv.reader(io.StringIO(text), delimiter=";" if kop.count(";") >= kop.count(",") else ","))


def _xlsx(pad, fouten):
    try:
        book = openpyxl.load_workbook(pad, read_only=True, data_only=True)
    except Exception:  # openpyxl raises many kinds for a file that is no workbook
        fouten.append(Fout(pad.name, 0, "", "dit XLSX-bestand kan niet worden gelezen"))
        return {}
    sheets = {}
    for sheet in book.worksheets:
        sheets[sheet.title.lower()] = [
            [_cel(cel) for cel in rij] for rij in sheet.iter_rows(values_only=True)
        ]
    return sheets


def _cel(waarde):
    if waarde is None:
        return ""
    if isinstance(waarde, (datetime, date)):
        return f"{waarde:%Y-%m-%d}"
    if isinstance(waarde, float) and waarde.is_integer():
        return str(int(waarde))
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    return str(waarde)


def _tabel(tabel, regels, bestand, fouten):
    if regels is None or not any(any(cel.strip() for cel in regel) for regel in regels):
        if tabel.verplicht:
            fouten.append(Fout(bestand, 0, "", "dit bestand ontbreekt of is leeg"))
        return []
    kop = [cel.strip().lower() for cel in regels[0]]
    bekend = {kolom.naam: kolom for kolom in tabel.kolommen}
    for naam in kop:
        if naam and naam not in bekend:
            fouten.append(Fout(bestand, 1, naam, f"deze kolom kennen we niet; wel: {', '.join(bekend)}"))
    for kolom in tabel.kolommen:
        if kolom.verplicht and kolom.naam not in kop:
            fouten.append(Fout(bestand, 1, kolom.naam, "deze kolom ontbreekt"))
    rijen, gezien = [], {}
    for nummer, regel in enumerate(regels[1:], 2):
        if not any(cel.strip() for cel in regel):
            continue
        cellen = dict(zip(kop, (cel.strip() for cel in regel), strict=False))
        rij, klopt = Rij(nummer), True
        for kolom in tabel.kolommen:
            waarde = cellen.get(kolom.naam, "")
            if not waarde:
                if kolom.verplicht:
                    fouten.append(Fout(bestand, nummer, kolom.naam, "mag niet leeg zijn"))
                    klopt = False
                rij.waarden[kolom.naam] = kolom.anders
                continue
            try:
                rij.waarden[kolom.naam] = kolom.lees(waarde)
            except Onjuist as onjuist:
                fouten.append(Fout(bestand, nummer, kolom.naam, str(onjuist)))
                klopt = False
        if not klopt:
            continue
        sleutel = tuple(str(rij[kolom]).lower() for kolom in tabel.sleutel)
        if sleutel in gezien:
            kolom = ", ".join(tabel.sleutel)
            fouten.append(Fout(bestand, nummer, kolom, f"staat al op rij {gezien[sleutel]}"))
            continue
        gezien[sleutel] = nummer
        if rij["van"] and rij["tot_en_met"] and rij["tot_en_met"] < rij["van"]:
            fouten.append(Fout(bestand, nummer, "tot_en_met", "ligt voor het begin"))
            continue
        rijen.append(rij)
    return rijen


def _verwijzingen(data, naam_van, fouten):
    """Names that point to another table must be there."""
    gebieden = {rij["naam"] for rij in data["gebieden"]}
    wijken = {rij["code"]: rij["gebied"] for rij in data["wijken"]}
    mensen = {rij["personeelsnummer"] for rij in data["medewerkers"]}
    portefeuilles = {rij["naam"] for rij in data["portefeuilles"]}
    if len(data["team"]) > 1:
        fouten.append(
            Fout(naam_van("team"), data["team"][1].nummer, "", "er kan maar één team in een bestand")
        )
    for tabel, kolom, bekend, waar in (
        ("wijken", "gebied", gebieden, "gebieden"),
        ("plaatsingen", "personeelsnummer", mensen, "medewerkers"),
        ("koppelingen", "personeelsnummer", mensen, "medewerkers"),
        ("koppelingen", "gebied", gebieden, "gebieden"),
        ("houderschappen", "personeelsnummer", mensen, "medewerkers"),
        ("houderschappen", "portefeuille", portefeuilles, "portefeuilles"),
        ("taakaccenten", "portefeuille", portefeuilles, "portefeuilles"),
        ("taakaccenthouders", "personeelsnummer", mensen, "medewerkers"),
        ("vrijstellingen", "personeelsnummer", mensen, "medewerkers"),
    ):
        for rij in data[tabel]:
            if rij[kolom] not in bekend:
                fouten.append(
                    Fout(naam_van(tabel), rij.nummer, kolom, f"'{rij[kolom]}' staat niet in {waar}")
                )
    for rij in data["koppelingen"]:
        if rij["wijk"] and wijken.get(rij["wijk"]) != rij["gebied"]:
            fouten.append(
                Fout(naam_van("koppelingen"), rij.nummer, "wijk", "deze wijk hoort niet bij dit gebied")
            )
    accenten = {(rij["portefeuille"], rij["naam"]) for rij in data["taakaccenten"]}
    for rij in data["taakaccenthouders"]:
        bestand = naam_van("taakaccenthouders")
        if (rij["portefeuille"], rij["taakaccent"]) not in accenten:
            wat = f"'{rij['taakaccent']}' staat niet in taakaccenten bij deze portefeuille"
            fouten.append(Fout(bestand, rij.nummer, "taakaccent", wat))
        if rij["vraagbaak"] and rij["uren"]:
            fouten.append(Fout(bestand, rij.nummer, "uren", "een vraagbaak heeft geen vrijgemaakte uren"))
    sleutel = ("portefeuille", "taakaccent", "personeelsnummer")
    _een_tegelijk(data["taakaccenthouders"], sleutel, naam_van("taakaccenthouders"), fouten, "taakaccent")
    _een_tegelijk(data["plaatsingen"], ("personeelsnummer",), naam_van("plaatsingen"), fouten, "plaatsing")
    houders = [rij for rij in data["houderschappen"] if rij["rol"] == "houder"]
    _een_tegelijk(houders, ("portefeuille",), naam_van("houderschappen"), fouten, "houder")


def _een_tegelijk(rijen, sleutel, bestand, fouten, wat):
    """Rows with the same key may not overlap in time."""
    per = {}
    for rij in sorted(rijen, key=lambda rij: rij["van"]):
        vorige = per.get(tuple(rij[kolom] for kolom in sleutel))
        if vorige is not None and (vorige["tot_en_met"] is None or vorige["tot_en_met"] >= rij["van"]):
            fouten.append(
                Fout(bestand, rij.nummer, "van", f"er loopt dan al een {wat} (rij {vorige.nummer})")
            )
        per[tuple(rij[kolom] for kolom in sleutel)] = rij
