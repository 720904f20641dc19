"""Erasing a sleutelfiguur for real, and once more after an older copy came back (P-08, P-09): on both databases."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings as django_settings
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction
from django.urls import reverse
from django.utils import timezone

from bondgenoten import plaatsen
from bondgenoten.inzage import inzage_of
from bondgenoten.models import Belregel, Contact, Lid, Relatie, Sleutelfiguur, Wissing
from bondgenoten.services.wissen import erase, replay
from logboek.services import first_broken_row
from notificaties.models import Notificatie
from notificaties.services import send_due
from regels.begrippen import RegelOvertreden
from tests import factories
from tests.bondgenoten.iemand import EMAIL, HAARDEN, NAAM, TELEFOON, correct, iemand, left_in_the_database
from tests.web.objecten import objects

pytestmark = pytest.mark.django_db
VORMEN = (NAAM, NAAM.upper(), "Sefanja  Quispelaar", TELEFOON, "06 48 29 17 33", EMAIL)


def test_every_text_of_the_team_is_searched_or_says_why_not():
    """A new model with a text fails here when no way leads from it to a team and nobody said why."""
    adrift = [model._meta.label for model, _, way in plaatsen.searched() if way is None]

    assert adrift == []
    known = {model._meta.label for model in apps.get_models()}
    assert {label for label in plaatsen.NIET_DOORZOCHT if label not in known} == {"admin.LogEntry"} - known


@pytest.fixture
def mens(bt):
    return iemand(bt)


def sow(bt, mens):
    """The person named in every text field of every kind of row the team has; returns how many places that are."""
    objects(bt)
    count = 0
    for nr, (model, fields, way) in enumerate(plaatsen.searched()):
        rows = model._base_manager.filter(**{way: bt.team.pk}).order_by("pk")
        if model in plaatsen.EIGEN:  # of another person: one's own rows are emptied whole
            rows = rows.exclude(**{"pk" if model is Sleutelfiguur else "sleutelfiguur": mens.pk})
        row = rows.first()
        if row is None:
            continue
        for field in fields:
            text = VORMEN[(nr + count) % len(VORMEN)]
            if (field.max_length or 999) < len(text):
                continue
            value = text
            if isinstance(field, models.JSONField):
                value = [text] if isinstance(getattr(row, field.name), list) else {"tekst": text}
            try:
                with transaction.atomic():
                    model._base_manager.filter(pk=row.pk).update(**{field.name: value})
            except IntegrityError:  # the database itself does not let words stand here
                continue
            count += 1
    return count


def test_export_finds_all_and_erasure_leaves_none(bt, mens, client, mailserver, tmp_path):
    seeded = sow(bt, mens)
    client.force_login(bt.chef)
    for name in ("bondgenoten:netwerk-list", "bondgenoten:sleutelfiguur-list", "dashboard:bmo"):
        client.get(reverse(name))  # whatever a page keeps, it keeps now
    client.post(reverse("bondgenoten:inzage", args=[mens.pk]))
    send_due()
    assert seeded > 100
    assert left_in_the_database() != []

    export = inzage_of(mens, bt.chef)
    wissing = erase(sleutelfiguur=mens, by=bt.chef, reden="verzoek", behalve=[])

    assert len(export["genoemd"]) + export["elders"] == seeded
    assert left_in_the_database() == []
    assert wissing.plaatsen >= seeded
    assert [
        haard for haard in HAARDEN if any(haard in str(mail).lower() for mail in mailserver.inbox.messages)
    ] == []
    for path in [*Path(django_settings.VAR_DIR).rglob("*"), *tmp_path.rglob("*")]:
        if path.is_file() and "sqlite" not in path.name:
            assert not any(haard in path.read_bytes().decode(errors="ignore").lower() for haard in HAARDEN), (
                path
            )
    assert first_broken_row() is None


@pytest.mark.skipif(
    "sqlite" not in django_settings.DATABASES["default"]["ENGINE"], reason="the file of SQLite"
)
@pytest.mark.django_db(transaction=True)
def test_the_bytes_of_the_database_file_hold_nothing_of_who_was_erased(bt, mens):
    erase(sleutelfiguur=mens, by=bt.chef, reden="verzoek")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    content = Path(connection.settings_dict["NAME"]).read_bytes().decode(errors="ignore").lower()

    assert [haard for haard in HAARDEN if haard in content] == []


def test_what_stays_adds_up_without_saying_who(bt, mens):
    erase(sleutelfiguur=mens, by=bt.chef, reden="niet_nodig")

    mens.refresh_from_db()
    assert str(mens) == "gewist"
    assert Contact.objects.filter(sleutelfiguur=mens).count() == 2  # that there was contact
    assert Belregel.objects.get(sleutelfiguur=mens).afloop == "gesproken"
    assert not Lid.objects.op().filter(sleutelfiguur=mens).exists()
    assert not Relatie.objects.op().filter(sleutelfiguur=mens).exists()
    assert not Sleutelfiguur.objects.visible_to(bt.chef).filter(pk=mens.pk).exists()
    assert Wissing.objects.get().reden == "niet_nodig"


def test_a_text_about_somebody_else_with_the_same_name_may_stay(bt, mens):
    mine = factories.signaal(bt, titel=f"{NAAM} opent de zaal")
    other = factories.signaal(bt, titel=f"Feest bij bakker {NAAM}")
    keep = next(plaats.sleutel for plaats in plaatsen.places_of(mens) if plaats.pk == other.pk)

    erase(sleutelfiguur=mens, by=bt.woe, reden="verzoek", behalve=[keep])

    mine.refresh_from_db()
    other.refresh_from_db()
    assert (mine.titel, other.titel) == ("[gewist] opent de zaal", f"Feest bij bakker {NAAM}")


def test_a_name_inside_another_name_is_left_alone(bt, mens):
    row = factories.signaal(bt, titel="Sefanja Quispelaars winkel")

    assert plaatsen.places_of(mens) == []
    erase(sleutelfiguur=mens, by=bt.woe, reden="verzoek")

    row.refresh_from_db()
    assert row.titel == "Sefanja Quispelaars winkel"


def test_a_name_with_letters_that_sqlite_writes_as_codes_is_found_inside_json(bt):
    mens = factories.sleutelfiguur(bt, naam="Zoë Ümit")
    reeks = factories.reeks(bt.team)
    type(reeks).objects.filter(pk=reeks.pk).update(vaste_punten=["Bellen met ZOË ümit"])

    assert [(p.model.__name__, p.veld) for p in plaatsen.places_of(mens)] == [
        ("Overlegreeks", "vaste_punten")
    ]
    erase(sleutelfiguur=mens, by=bt.chef, reden="verzoek")

    reeks.refresh_from_db()
    assert reeks.vaste_punten == ["Bellen met [gewist]"]


@pytest.mark.parametrize(
    "vorm", ["Zoë van der Berg", "Zoe\u0308 van der Berg", "ZOË  VAN DER BERG", "Zoë van-der\u2011Berg"]
)
def test_a_name_is_found_however_its_letters_and_hyphens_are_written(bt, vorm):
    mens = factories.sleutelfiguur(bt, naam="Zoë van der-Berg")
    row = factories.signaal(bt, titel=f"{vorm} opent de zaal")

    erase(sleutelfiguur=mens, by=bt.woe, reden="verzoek")

    row.refresh_from_db()
    assert row.titel == "[gewist] opent de zaal"


@pytest.mark.parametrize(
    ("naam", "vorm"),
    [
        ("Jan van 't Hof", "Jan van \u2019t Hof"),
        ("Jan van \u2018t Hof", "Jan van 't Hof"),
        ("René Yıldız", "Rene Yildiz"),
        ("Bjørn Łuczak", "bjorn luczak"),
    ],
)
def test_a_name_is_found_as_a_phone_or_somebody_in_a_hurry_writes_it(bt, naam, vorm):
    mens = factories.sleutelfiguur(bt, naam=naam)
    row = factories.signaal(bt, titel=f"{vorm} vertelde iets")

    erase(sleutelfiguur=mens, by=bt.woe, reden="verzoek")

    row.refresh_from_db()
    assert row.titel == "[gewist] vertelde iets"


def test_what_somebody_was_called_before_a_correction_is_erased_too(bt, mens):
    row = factories.signaal(bt, titel=f"{NAAM} ({TELEFOON}) opent de zaal")
    correct(mens, bt.woe, naam="Sef Kwispelaar", telefoon="06-11223344", email="")

    erase(sleutelfiguur=mens, by=bt.woe, reden="verzoek")

    row.refresh_from_db()
    assert row.titel == "[gewist] ([gewist]) opent de zaal"
    assert left_in_the_database() == []


def test_a_name_of_one_word_goes_only_where_somebody_says_so(bt, client):
    """ "Jan" is many people: those texts stay unless one reads them and says they go."""
    mens = factories.sleutelfiguur(bt, naam="Jan")
    agent = factories.signaal(bt, titel="Agent Jan was erbij")
    about = factories.signaal(bt, titel="Jan belde, 06-12345678")
    client.force_login(bt.woe)

    page = client.get(reverse("bondgenoten:erase", args=[mens.pk])).content.decode()
    erase(sleutelfiguur=mens, by=None, reden="afgelopen")

    assert "let op: een naam van één woord" in page
    agent.refresh_from_db()
    about.refresh_from_db()
    assert (agent.titel, about.titel) == ("Agent Jan was erbij", "Jan belde, [gewist]")


def test_a_contactpersoon_with_the_same_name_stays_unless_somebody_says_so(bt, mens):
    partner = factories.partner(bt.team, contact=NAAM)

    erase(sleutelfiguur=mens, by=None, reden="afgelopen")

    assert partner.contactpersonen.get().naam == NAAM


def test_a_form_opened_before_does_not_bring_the_words_back(bt, mens, client):
    casus = factories.casus(bt, titel=f"Overlast bij {NAAM}")
    before = type(casus).objects.get(pk=casus.pk).versie

    erase(sleutelfiguur=mens, by=bt.woe, reden="verzoek")

    casus.refresh_from_db()
    assert casus.titel == "Overlast bij [gewist]"
    assert casus.versie == before + 1  # what was read before the erasure is out of date


def test_texts_of_another_team_stay(bt, ander, mens):
    other = factories.signaal(ander, titel=f"{NAAM} van daar", by=ander.woe)

    erase(sleutelfiguur=mens, by=bt.woe, reden="verzoek")

    other.refresh_from_db()
    assert other.titel == f"{NAAM} van daar"


def test_twenty_who_were_erased_stay_so_when_an_older_copy_comes_back(bt, wisregister, capsys):
    people = [
        factories.sleutelfiguur(bt, naam=f"{NAAM} {nr}", telefoon="", email="")
        for nr in "abcdefghijklmnopqrst"
    ]
    note = factories.signaal(bt, titel=f"{NAAM} c en {NAAM} d bellen")
    copy = list(Sleutelfiguur.objects.filter(pk__in=[row.pk for row in people]).values())
    for row in people:
        erase(sleutelfiguur=row, by=bt.woe, reden="verzoek")
    for row in copy:  # yesterday's copy
        Sleutelfiguur.objects.filter(pk=row["id"]).update(**{k: v for k, v in row.items() if k != "id"})
    type(note).objects.filter(pk=note.pk).update(titel=f"{NAAM} c en {NAAM} d bellen")
    later = factories.sleutelfiguur(bt, naam="Iemand Anders")

    call_command("prepare", verbosity=0)

    assert left_in_the_database() == []
    assert "20" in capsys.readouterr().out
    assert Wissing.objects.filter(reden="herstel").count() == 20
    later.refresh_from_db()
    assert later.naam == "Iemand Anders"
    assert replay() == 0
    assert NAAM not in wisregister.read_text()


def test_an_older_copy_does_not_take_a_doubtful_text_that_nobody_read(bt, wisregister):
    """ "Jan" again: a text of before, about another Jan, that was not there when he was erased."""
    mens = factories.sleutelfiguur(bt, naam="Jan", telefoon="", email="")
    copy = Sleutelfiguur.objects.filter(pk=mens.pk).values().get()
    erase(sleutelfiguur=mens, by=bt.woe, reden="verzoek", behalve=[])
    Sleutelfiguur.objects.filter(pk=mens.pk).update(**{k: v for k, v in copy.items() if k != "id"})
    other = factories.signaal(bt, titel="Jan Bakker sprak ons aan")

    assert replay() == 1

    other.refresh_from_db()
    assert other.titel == "Jan Bakker sprak ons aan"


def test_a_line_after_one_that_was_torn_off_is_a_line_of_its_own(bt, mens, wisregister):
    wisregister.write_text('{"kenmerk": "half')

    erase(sleutelfiguur=mens, by=bt.woe, reden="verzoek")

    assert json.loads(wisregister.read_text().splitlines()[-1])["kenmerk"] == str(mens.kenmerk)


def test_a_line_half_written_when_the_power_went_costs_no_other(bt, wisregister):
    first, second = factories.sleutelfiguur(bt, naam="Aap Noot"), factories.sleutelfiguur(bt, naam="Mies Wim")
    line = json.dumps({"kenmerk": str(second.kenmerk), "op": "2026-11-25T10:00:00+00:00", "behalve": []})
    wisregister.write_text(f'{{"kenmerk": "{first.kenmerk}", "op": "20\nrommel\n{line}\n')

    assert replay() == 2


def test_erasing_twice_says_so(bt, mens):
    erase(sleutelfiguur=mens, by=bt.woe, reden="verzoek")

    with pytest.raises(RegelOvertreden, match="al gewist"):
        erase(sleutelfiguur=mens, by=bt.woe, reden="verzoek")


@pytest.mark.parametrize(
    "vorm",
    ["+31648291733", "+31 6 4829 1733", "0031648291733", "06/48291733", "06\u00a048291733", "06-48 29 17 33"],
)
def test_a_number_is_found_however_it_is_written(bt, mens, vorm):
    row = factories.signaal(bt, titel=f"Bel {vorm} nu")

    erase(sleutelfiguur=mens, by=bt.woe, reden="verzoek")

    row.refresh_from_db()
    assert row.titel == "Bel [gewist] nu"


# --- what a made-up person must not do --------------------------------------------------------------------


def test_a_made_up_person_neither_shows_nor_takes_words_one_may_not_read(bt, client):
    """Else writing somebody down would be a way to search, and erasing them a way into a file that is not yours."""
    secret = factories.casus(bt, titel="Karel Verdacht bedreigd", vertrouwelijk=True)
    mine = factories.signaal(bt, titel="Karel Verdacht gezien", by=bt.woe_zuid)
    client.force_login(bt.woe_zuid)
    client.post(
        reverse("bondgenoten:sleutelfiguur-add"),
        {"naam": "Karel Verdacht", "grondslag": "taak", "regime": "avg"},
    )
    mens = Sleutelfiguur.objects.get()
    url = reverse("bondgenoten:erase", args=[mens.pk])

    page = client.get(url).content.decode()
    client.post(url, {"reden": "niet_nodig", "zeker": "on"})

    secret.refresh_from_db()
    mine.refresh_from_db()
    assert "bedreigd" not in page
    assert "Moet alles weg? Vraag het MT." in page
    assert "1 tekst" not in page
    assert secret.titel == "Karel Verdacht bedreigd"
    assert mine.titel == "[gewist] gezien"


def test_of_who_is_known_for_long_everything_goes_and_the_teamchef_hears_it(bt):
    mens = factories.sleutelfiguur(bt, naam="Karel Verdacht")
    Sleutelfiguur.objects.update(vastgelegd_op=timezone.now() - timedelta(days=40))
    secret = factories.casus(bt, titel="Karel Verdacht bedreigd", vertrouwelijk=True)

    erase(sleutelfiguur=mens, by=bt.woe_zuid, reden="verzoek")

    secret.refresh_from_db()
    assert secret.titel == "[gewist] bedreigd"
    assert Notificatie.objects.filter(ontvanger=bt.chef, sleutel=f"gewist:{mens.pk}").count() == 1


def test_a_name_that_is_a_code_of_ours_takes_no_setting_along(bt, client):
    mens = factories.sleutelfiguur(bt, naam="osc", telefoon="", email="")
    bt.team.instellingen.update(afspraken={"tijd": {"eigen": ["osc"]}}, gevraagd=["osc"])
    settings = bt.team.instellingen.values_list("escalatieketen", "afspraken", "gevraagd")
    before = list(settings.all())

    erase(sleutelfiguur=mens, by=bt.chef, reden="verzoek", behalve=[])

    assert list(settings.all()) == before


@pytest.mark.parametrize("telefoon", ["2026", "06-48291733 / 030-2345678", "bel maar", "25-11-2026"])
def test_what_is_no_telephone_number_is_not_taken_for_one(bt, client, telefoon):
    client.force_login(bt.woe)

    page = client.post(
        reverse("bondgenoten:sleutelfiguur-add"),
        {"naam": "Iemand Nieuw", "grondslag": "taak", "regime": "avg", "telefoon": telefoon},
    ).content.decode()

    assert "Vul één telefoonnummer in" in page
    assert telefoon in page


@pytest.mark.parametrize(
    "regel", ["5", "[1]", '{"kenmerk": 5}', '{"kenmerk": "x", "behalve": null}', "\ufffd"]
)
def test_a_line_that_says_nothing_stops_no_restore(bt, mens, wisregister, regel):
    erase(sleutelfiguur=mens, by=bt.chef, reden="verzoek")
    wisregister.write_text(f"{regel}\n{wisregister.read_text()}")

    assert replay() == 0
