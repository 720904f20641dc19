"""Real input: one format, all or nothing, every fault named, twice changes nothing."""

import csv
import shutil
from io import StringIO
from pathlib import Path

import openpyxl
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from casuistiek import services
from casuistiek.queries import stand_of
from logboek.models import Logregel
from organisatie.models import Gebied, Koppeling, Medewerker, Plaatsing, Team, Wijk
from organisatie.queries import instelling_van
from overleggen.models import Overleg
from portefeuilles.importeer import TABELLEN, ImportFout, lees, voer_in
from portefeuilles.models import Houderschap, Portefeuille, Taakaccent
from regels.begrippen import Functie

pytestmark = pytest.mark.django_db
DEMO = Path(settings.BASE_DIR) / "demo" / "teams"


@pytest.fixture
def folder(tmp_path):
    """A copy of the Amersfoort files, to break."""
    return Path(shutil.copytree(DEMO / "amersfoort", tmp_path / "team"))


def edit(folder, table, change):
    """Let `change` work on the rows (lists of cells) of a table."""
    path = folder / f"{table}.csv"
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file, delimiter=";"))
    change(rows)
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, delimiter=";").writerows(rows)


def run(*args):
    out, err = StringIO(), StringIO()
    call_command("importeer_team", *map(str, args), stdout=out, stderr=err)
    return out.getvalue()


def test_the_three_models_fit_as_they_are():
    for name in ("amersfoort", "utrecht-zuid", "almere-stad-haven"):
        run(DEMO / name)

    facts = {}
    for team in Team.objects.all():
        afspraak = instelling_van(team.pk)
        woe = Plaatsing.objects.op().filter(team=team, functie="woe")
        ties = Koppeling.objects.op().filter(gebied__team=team, rol="woe").count()
        facts[team.code] = (
            afspraak.woord_gebied,
            afspraak.woord_woe,
            Functie.WOE in afspraak.mt_functies,
            woe.count(),
            ties,
        )
    assert facts == {
        "amersfoort": ("GGG", "WOE", False, 6, 6),
        "utrecht-zuid": ("cluster", "OEWA", True, 3, 3),
        "almere-stad-haven": ("cluster", "WOE", True, 3, 0),
    }


def test_in_each_model_a_casus_finds_its_regisseur():
    """Gebied and thema; thema only; and a portefeuille held by an OSA: without a branch on a team."""
    found = {}
    for name in ("amersfoort", "utrecht-zuid", "almere-stad-haven"):
        run(DEMO / name)
        team = Team.objects.get(code=name)
        opco = Medewerker.objects.filter(plaatsingen__team=team, plaatsingen__functie="ggp").first()
        gebied = Gebied.objects.filter(team=team, wijken__isnull=False).first()
        casus = services.open_by_opco(
            team=team,
            by=opco,
            gebieden=[gebied],
            portefeuilles=[team.portefeuilles.first()],
            titel="x",
            wat_gebeurd="x",
        )
        found[name] = casus.rondes.get().overdrachten.get().reden
        assert stand_of(casus).aan_zet.is_gat  # no OpCo is on duty in these files
    assert found == {
        "amersfoort": "WOE van Noord",
        "utrecht-zuid": "OEWA van West",
        "almere-stad-haven": "houder van Zorg en Veiligheid",
    }


def test_twice_changes_nothing(folder):
    run(folder)
    counts = [
        model.objects.count()
        for model in (Team, Gebied, Wijk, Medewerker, Plaatsing, Koppeling, Houderschap, Overleg, Logregel)
    ]

    assert run(folder) == "Er verandert niets.\n"
    assert counts == [
        model.objects.count()
        for model in (Team, Gebied, Wijk, Medewerker, Plaatsing, Koppeling, Houderschap, Overleg, Logregel)
    ]


def test_proef_shows_what_would_change_and_changes_nothing(folder):
    run(folder)
    edit(folder, "wijken", lambda rows: rows[1].__setitem__(3, "15000"))
    edit(folder, "medewerkers", lambda rows: rows.append(["demo-a99", "Nieuwe Collega", "", ""]))

    out = run(folder, "--proef")

    assert "wijken: Nieuwland: inwoners: 14440 -> 15000" in out
    assert "medewerkers: Nieuwe Collega: nieuw" in out
    assert out.endswith("2 rijen zouden veranderen.\n")
    assert not Medewerker.objects.filter(naam="Nieuwe Collega").exists()


def test_every_faulty_row_is_named_and_nothing_is_taken(folder):
    edit(folder, "wijken", lambda rows: rows[2].__setitem__(3, "veel"))
    edit(folder, "wijken", lambda rows: rows[3].__setitem__(0, "Atlantis"))
    edit(folder, "plaatsingen", lambda rows: rows[4].__setitem__(1, "commissaris"))
    edit(folder, "plaatsingen", lambda rows: rows[5].__setitem__(4, "31-02-2026"))
    edit(folder, "koppelingen", lambda rows: rows[1].__setitem__(0, ""))

    with pytest.raises(ImportFout) as caught:
        lees(folder)

    assert [str(fout) for fout in caught.value.fouten] == [
        "wijken.csv, rij 3, kolom inwoners: 'veel' is geen heel getal",
        "plaatsingen.csv, rij 5, kolom functie: 'commissaris' kennen we niet; kies uit: teamchef, osa, osb, osc, "
        "ose, oe, woe, wijkagent, ggp, intake, zaco, btr",
        "plaatsingen.csv, rij 6, kolom van: '31-02-2026' is geen datum; schrijf 2026-12-04 of 4-12-2026",
        "koppelingen.csv, rij 2, kolom personeelsnummer: mag niet leeg zijn",
    ]
    assert not Team.objects.exists()


@pytest.mark.parametrize(
    ("table", "change", "says"),
    [
        (
            "wijken",
            lambda r: r[3].__setitem__(0, "Atlantis"),
            "kolom gebied: 'Atlantis' staat niet in gebieden",
        ),
        ("wijken", lambda r: r.append(r[1]), "kolom code: staat al op rij 2"),
        ("gebieden", lambda r: r[0].__setitem__(0, "naampje"), "kolom naampje: deze kolom kennen we niet"),
        ("gebieden", lambda r: r[1].__setitem__(3, "2020-01-01"), "kolom tot_en_met: ligt voor het begin"),
        (
            "koppelingen",
            lambda r: r[-1].__setitem__(1, "Noord"),
            "kolom wijk: deze wijk hoort niet bij dit gebied",
        ),
        (
            "houderschappen",
            lambda r: r.append([r[1][0], "demo-a01", "houder", "", "2023-01-01", ""]),
            "er loopt dan al een houder",
        ),
        (
            "plaatsingen",
            lambda r: r.append(["demo-a01", "oe", "nee", "nee", "2024-01-01", ""]),
            "er loopt dan al een plaatsing",
        ),
        ("medewerkers", lambda r: r.clear(), "dit bestand ontbreekt of is leeg"),
        (
            "team",
            lambda r: r.append(["ander", "Ander", "M", "D", "1", "1"]),
            "er kan maar één team in een bestand",
        ),
        ("overleggen", lambda r: r[1].__setitem__(4, "25.99"), "is geen tijd"),
        (
            "portefeuilles",
            lambda r: (r[0].insert(3, "labels"), [row.insert(3, "koers Jeugd") for row in r[1:]]),
            "'koers Jeugd' is geen label; schrijf bijvoorbeeld koers:Digitale veiligheid",
        ),
        ("taakaccenten", lambda r: r[1].__setitem__(0, "Zeeroof"), "'Zeeroof' staat niet in portefeuilles"),
        ("taakaccenten", lambda r: r[1].__setitem__(2, "veel"), "kolom wens"),
        (
            "taakaccenthouders",
            lambda r: r[1].__setitem__(1, "Zeeroof"),
            "'Zeeroof' staat niet in taakaccenten bij deze portefeuille",
        ),
        ("taakaccenthouders", lambda r: r[1].__setitem__(3, "meester"), "'meester' kennen we niet"),
        (
            "taakaccenthouders",
            lambda r: r[1].__setitem__(5, "ja"),
            "een vraagbaak heeft geen vrijgemaakte uren",
        ),
        (
            "taakaccenthouders",
            lambda r: r.append([*r[1][:6], "2026-01-01", ""]),
            "er loopt dan al een taakaccent",
        ),
    ],
)
def test_each_kind_of_fault(folder, table, change, says):
    edit(folder, table, change)

    with pytest.raises(ImportFout) as caught:
        lees(folder)

    assert says in "\n".join(map(str, caught.value.fouten))


def test_a_pijler_and_labels_become_labels_and_taakaccenten_get_their_people(folder):
    def with_labels(rows):
        rows[0].insert(3, "labels")
        for nr, row in enumerate(rows[1:]):
            row.insert(3, "ivp:Ondermijning|koers:Samen" if nr == 0 else "")

    edit(folder, "portefeuilles", with_labels)
    voer_in(lees(folder))

    first = Portefeuille.objects.get(naam="Ondermijning")
    assert {str(row) for row in first.labels.all()} == {
        "Pijler: Ondermijning",
        "IVP: Ondermijning",
        "Koers: Samen",
    }
    accent = Taakaccent.objects.get(portefeuille__naam="Zorg en Veiligheid")
    assert (accent.wens, accent.houders.count() > 1) == (4, True)


def test_a_rhythm_that_cannot_be_read_takes_nothing(folder):
    edit(folder, "overleggen", lambda rows: rows[1].__setitem__(2, "FREQ=SOMS"))

    with pytest.raises(CommandError, match="Er is niets ingelezen"):
        run(folder)

    assert not Team.objects.exists()


def test_the_same_as_sheets_of_one_xlsx(folder, tmp_path):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for tabel in TABELLEN:
        sheet = book.create_sheet(tabel.naam)
        with (folder / f"{tabel.naam}.csv").open(newline="", encoding="utf-8") as file:
            for row in csv.reader(file, delimiter=";"):
                sheet.append([int(cell) if cell.isdigit() else cell for cell in row])
    book.save(tmp_path / "team.xlsx")
    run(folder)

    assert voer_in(lees(tmp_path / "team.xlsx")) == []


@pytest.mark.parametrize("content", [b"", b"geen xlsx", b"\xff\xfe\x00"])
def test_a_file_that_is_no_workbook(tmp_path, content):
    path = tmp_path / "team.xlsx"
    path.write_bytes(content)

    with pytest.raises(ImportFout) as caught:
        lees(path)

    assert "kan niet worden gelezen" in str(caught.value.fouten[0])


def test_not_utf8_and_a_path_that_is_not_there(folder):
    (folder / "gebieden.csv").write_bytes(
        "naam;volgorde;van;tot_en_met\nCafé;1;2022-01-01;".encode("latin-1")
    )
    with pytest.raises(ImportFout) as caught:
        lees(folder)
    assert "bewaar het bestand als UTF-8" in str(caught.value.fouten[0])

    with pytest.raises(ImportFout, match="1 fouten"):
        lees(folder / "bestaat-niet")


def test_somebody_who_leaves_by_file_gets_a_successor_asked(folder):
    """A changed file has the same consequences as a change by hand."""
    run(folder)
    team = Team.objects.get()
    woe = Koppeling.objects.get(gebied__naam="Binnenstad", rol="woe").medewerker
    casus = services.open_by_self(
        team=team,
        by=woe,
        gebieden=[Gebied.objects.get(naam="Binnenstad")],
        portefeuilles=[],
        titel="x",
        wat_gebeurd="x",
    )

    def leaves(rows):
        for row in rows:
            if row[0] == woe.username:
                row[5] = "2027-01-31"

    edit(folder, "plaatsingen", leaves)
    run(folder)

    assert casus.rondes.get().aanleiding == "weg"
