"""Voorraad, notes of two people, corrections, questions to the BMO, turns, parts of actiepunten, guests (V3-V13)."""

import uuid
from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from casuistiek.models import Gebeurtenis
from logboek.models import Logregel
from overleggen import services
from overleggen.models import Aantekening, Actiepunt, Agendapunt, Besluit, Overleg, Presentatie, Vraag
from regels.begrippen import RegelOvertreden, Verouderd
from tests import factories
from tests.factories import op

pytestmark = pytest.mark.django_db
MAANDAG = op("2026-11-23", 10)


@pytest.fixture(autouse=True)
def _monday_morning():
    with time_machine.travel(MAANDAG, tick=False):
        yield


@pytest.fixture
def overleg(bt):
    reeks = factories.reeks(bt.team)
    eerste = factories.overleg(reeks, begin=op("2026-11-24", 9))
    factories.overleg(reeks, begin=op("2026-12-22", 9))
    return eerste


def add(overleg, by, titel="Ander punt", **anders):
    feiten = {"doel": "besluitvorming", "gewenst": "Een besluit", "minuten": 10, **anders}
    return services.add_punt(overleg=overleg, by=by, titel=titel, **feiten)


def end(punt, by, uitkomst="besluit", tekst="We doen het.", **anders):
    return services.end_punt(punt=punt, by=by, uitkomst=uitkomst, tekst=tekst, **anders)


def titles(overleg):
    return [punt.titel for punt in overleg.punten.order_by("pk")]


# --- voorraad ------------------------------------------------------------------------------------------------


def test_a_point_without_a_day_waits_and_is_planned(bt, overleg):
    punt = services.add_punt(
        reeks=overleg.reeks, by=bt.woe, titel="Later", doel="besluitvorming", gewenst="x", minuten=5
    )
    assert titles(overleg) == []

    services.schedule_punt(punt=punt, overleg=overleg, by=bt.woe)

    assert titles(overleg) == ["Later"]


def test_parked_is_not_gone(bt, overleg):
    punt = add(overleg, bt.woe)

    services.park_punt(punt=punt, by=bt.osc)
    services.fill_agenda(overleg)

    assert titles(overleg) == []  # parked by hand: it does not come back by itself
    assert Agendapunt.objects.get(overleg=None) == punt


def test_what_came_by_itself_is_not_parked(bt, overleg):
    factories.trend(bt.team, bt.woe, titel="Vuurwerk")
    services.fill_agenda(overleg)

    with pytest.raises(RegelOvertreden, match="kwam vanzelf"):
        services.park_punt(punt=overleg.punten.get(), by=bt.osc)


def test_dropped_with_a_reason_stays_to_be_found(bt, overleg):
    punt = services.add_punt(
        reeks=overleg.reeks, by=bt.woe, titel="Later", doel="besluitvorming", gewenst="x", minuten=5
    )
    with pytest.raises(RegelOvertreden, match="waarom"):
        services.drop_punt(punt=punt, by=bt.woe, reden=" ")

    services.drop_punt(punt=punt, by=bt.woe, reden="Opgelost.")

    punt.refresh_from_db()
    assert (punt.uitkomst, punt.uitkomst_tekst) == ("geen_vervolg", "Opgelost.")


def test_a_second_submit_brings_in_one_point(bt, overleg):
    sleutel = uuid.uuid4()

    assert add(overleg, bt.woe, sleutel=sleutel) == add(overleg, bt.woe, sleutel=sleutel)


@pytest.mark.parametrize("soort", ["trend", "portefeuille", "aanpak"])
def test_anybody_brings_in_a_point_from_a_page(bt, overleg, client, soort):
    onderwerp = {
        "trend": lambda: factories.trend(bt.team, bt.woe),
        "portefeuille": lambda: bt.zorg,
        "aanpak": lambda: factories.aanpak(bt),
    }[soort]()
    client.force_login(bt.ggp)
    url = reverse("overleggen:inbrengen") + f"?over={onderwerp._meta.label_lower}|{onderwerp.pk}"

    assert str(onderwerp) in client.get(url).content.decode()
    data = {"waar": f"overleg:{overleg.pk}", "titel": "Dit", "gewenst": "Een besluit", "doel": "besluitvorming", "minuten": "10", "niveau": "tactisch"}  # fmt: skip
    client.post(url, data)

    punt = overleg.punten.get(titel="Dit")
    assert (punt.onderwerp, punt.inbrenger) == (onderwerp, bt.ggp)


def test_a_point_about_something_of_another_team_does_not_exist(bt, ander, client):
    trend = factories.trend(bt.team, bt.woe)
    client.force_login(ander.woe)

    assert (
        client.get(reverse("overleggen:inbrengen") + f"?over=portefeuilles.trend|{trend.pk}").status_code
        == 404
    )
    assert client.get(reverse("overleggen:inbrengen") + f"?over=auth.permission|{1}").status_code == 404


# --- two people at once --------------------------------------------------------------------------------------


@pytest.fixture
def bezig(bt, overleg):
    punt = add(overleg, bt.woe)
    services.start_overleg(overleg=overleg, by=bt.osc)
    return punt


def notes(punt):
    return list(Aantekening.objects.filter(punt=punt).values_list("medewerker", "tekst"))


def test_chair_and_notulist_write_at_once_and_lose_nothing(bt, bezig):
    services.note(punt=bezig, by=bt.osc, tekst="Voorzitter")
    services.note(punt=bezig, by=bt.woe, tekst="Notulist")
    services.note(punt=bezig, by=bt.osc, tekst="Voorzitter schrijft door", versie=1)

    assert notes(bezig) == [(bt.osc.pk, "Voorzitter schrijft door"), (bt.woe.pk, "Notulist")]


def test_one_person_in_two_windows_keeps_both_texts(bt, bezig):
    services.note(punt=bezig, by=bt.osc, tekst="Op de laptop")
    services.note(punt=bezig, by=bt.osc, tekst="Op de telefoon", versie=0)

    assert notes(bezig) == [(bt.osc.pk, "Op de laptop\nOp de telefoon")]


def test_sent_again_after_a_dropped_line_is_kept_once(bt, bezig):
    for _ in range(3):
        services.note(punt=bezig, by=bt.osc, tekst="Eén keer", versie=0)

    assert notes(bezig) == [(bt.osc.pk, "Eén keer")]


def test_the_same_ending_sent_twice_is_one_outcome(bt, bezig):
    sleutel = uuid.uuid4()

    end(bezig, bt.osc, sleutel=sleutel)
    end(bezig, bt.osc, sleutel=sleutel)

    assert Besluit.objects.count() == 1


def test_two_people_end_the_same_point_and_the_second_keeps_the_words(bt, bezig, client):
    end(bezig, bt.osc)
    client.force_login(bt.osa)

    response = client.post(
        reverse("overleggen:punt-end", args=[bezig.pk]),
        {"uitkomst": "besluit", "tekst": "Wij doen iets anders.", "aantekening": "Goed gesprek."},
    )

    html = response.content.decode()
    assert "Cor Visser was eerder: besluit" in html
    assert "Wij doen iets anders." in html
    assert notes(bezig) == [(bt.osa.pk, "Goed gesprek.")]


def test_notes_are_read_by_who_may_read_the_point(bt, overleg, client):
    casus = factories.casus(bt, titel="Besloten zaak")
    services.add_punt(
        overleg=overleg, by=bt.woe, titel="Besloten zaak", doel="besluitvorming", gewenst="x", minuten=5,
        soort="casus", onderwerp=casus, criteria=["leerzaam"],
    )  # fmt: skip
    from casuistiek.services import set_vertrouwelijk

    set_vertrouwelijk(casus=casus, by=bt.woe, vertrouwelijk=True)
    services.start_overleg(overleg=overleg, by=bt.osc)
    punt = overleg.punten.get(titel="Besloten zaak")
    services.note(punt=punt, by=bt.woe, tekst="Geheime aantekening")

    client.force_login(bt.osc)
    for name in ("overleg", "overleg-stand", "overleg-scherm", "besluitenlijst"):
        html = client.get(
            reverse(f"overleggen:{name}", args=[overleg.pk]), {"punt": punt.pk}
        ).content.decode()
        assert "Geheime aantekening" not in html
        assert "Besloten zaak" not in html
    assert (
        client.post(reverse("overleggen:punt-note", args=[punt.pk]), {"aantekening": "x"}).status_code == 403
    )


def test_the_screen_in_the_room_shows_what_everybody_may_read(bt, overleg, client):
    """The WOE who leads it may read it on her own screen; on the big one it is a besloten punt."""
    casus = factories.casus(bt, titel="Besloten zaak")
    add(overleg, bt.woe, "Besloten zaak", soort="casus", onderwerp=casus, criteria=["leerzaam"])
    from casuistiek.services import set_vertrouwelijk

    set_vertrouwelijk(casus=casus, by=bt.woe, vertrouwelijk=True)
    services.start_overleg(overleg=overleg, by=bt.woe)
    client.force_login(bt.woe)

    assert "Besloten zaak" in client.get(reverse("overleggen:overleg", args=[overleg.pk])).content.decode()
    assert (
        "Besloten zaak"
        not in client.get(reverse("overleggen:overleg-scherm", args=[overleg.pk])).content.decode()
    )


# --- besluitenlijst ------------------------------------------------------------------------------------------


@pytest.fixture
def gesloten(bt, overleg):
    besluit, actie = add(overleg, bt.woe, "Een"), add(overleg, bt.woe, "Twee")
    services.start_overleg(overleg=overleg, by=bt.osc)
    end(besluit, bt.osc, terugkijken_op=date(2026, 12, 20))
    end(actie, bt.osc, "actiepunt", "Bel de school", eigenaar=bt.woe, deadline=date(2026, 12, 4))
    services.close_overleg(overleg=overleg, by=bt.osc)
    return Overleg.objects.get(pk=overleg.pk)


def test_closing_tells_who_takes_part_with_a_link_and_no_words(bt, gesloten):
    row = bt.woe.notificaties.get(sleutel__contains=":besluitenlijst:")

    assert row.tekst == "De besluitenlijst van een overleg staat klaar."
    assert not bt.osc.notificaties.filter(
        sleutel__contains=":besluitenlijst:"
    ).exists()  # who closed it knows


def test_a_correction_stays_to_be_seen(bt, gesloten, client):
    punt = gesloten.punten.get(titel="Een")

    services.correct_punt(punt=punt, by=bt.osa, tekst="We doen het niet.", reden="Verkeerd genoteerd.")

    assert Besluit.objects.get().tekst == "We doen het niet."
    client.force_login(bt.woe)
    html = client.get(reverse("overleggen:besluitenlijst", args=[gesloten.pk])).content.decode()
    assert "We doen het niet." in html
    assert "<del>We doen het.</del>" in html
    assert "Anouk Blom: Verkeerd genoteerd." in html


def test_the_list_as_pdf(bt, gesloten, client):
    client.force_login(bt.woe)

    content = client.get(reverse("overleggen:besluitenlijst-pdf", args=[gesloten.pk])).content

    assert content.startswith(b"%PDF")


def test_a_besluit_comes_back_with_the_question_whether_it_worked(bt, gesloten):
    volgende = gesloten.reeks.overleggen.last()
    with time_machine.travel(op("2026-12-21", 9), tick=False):
        services.fill_agenda(volgende)
        punt = volgende.punten.get(soort="terugkijken")
        services.start_overleg(overleg=volgende, by=bt.osc)
        end(punt, bt.osc, tekst="De overlast is weg.", keuze="ja")

    besluit = Besluit.objects.get(agendapunt__titel="Een")
    assert (besluit.werkte, besluit.werkte_tekst, besluit.teruggekeken_door) == (
        "ja",
        "De overlast is weg.",
        bt.osc,
    )


def test_eerder_besloten_stands_beside_a_new_point_on_the_same(bt, overleg, client):
    trend = factories.trend(bt.team, bt.woe, titel="Vuurwerk")
    services.fill_agenda(overleg)
    services.start_overleg(overleg=overleg, by=bt.osc)
    end(overleg.punten.get(titel="Vuurwerk"), bt.osc, tekst="Extra toezicht.")
    services.close_overleg(overleg=overleg, by=bt.osc)
    volgende = overleg.reeks.overleggen.last()
    add(volgende, bt.woe, "Weer vuurwerk", onderwerp=trend, soort="trend")
    client.force_login(bt.woe)

    html = client.get(reverse("overleggen:overleg", args=[volgende.pk])).content.decode()

    assert "Eerder besloten:" in html
    assert "Extra toezicht." in html


def test_the_register_finds_by_word_portefeuille_gebied_and_casus(bt, client):
    reeks = factories.reeks(bt.team)
    overleg = factories.overleg(reeks, begin=op("2026-11-24", 9))
    casus = factories.casus(bt, titel="Zaak", portefeuilles=[bt.zorg])
    add(overleg, bt.woe, "Zaak", soort="casus", onderwerp=casus, criteria=["leerzaam"])
    add(overleg, bt.woe, "Los punt")
    services.start_overleg(overleg=overleg, by=bt.osc)
    for punt in overleg.punten.all():
        end(punt, bt.osc, tekst=f"Besluit over {punt.titel}")
    client.force_login(bt.osc)

    def found(**query):
        html = client.post(reverse("dashboard:besluiten"), query).content.decode()
        return [titel for titel in ("Zaak", "Los punt") if f"Besluit over {titel}" in html]

    assert found() == ["Zaak", "Los punt"]
    assert found(q="los") == ["Los punt"]
    assert found(portefeuille=bt.zorg.pk) == ["Zaak"]
    assert found(portefeuille=bt.jeugd.pk) == []
    assert found(gebied=bt.binnenstad.pk) == ["Zaak"]
    assert found(gebied=bt.zuid.pk) == []
    assert found(casus=f"C-{casus.nummer}") == ["Zaak"]


# --- vraag aan het BMO ---------------------------------------------------------------------------------------

OPTIES = [{"tekst": "Extra koppel", "kost": "8 uur"}, {"tekst": "Niets doen", "kost": ""}]


def test_a_question_goes_to_the_bmo_and_its_answer_comes_back_everywhere(bt, overleg, client):
    bmo = factories.overleg(factories.reeks(bt.team, "bmo"), begin=op("2026-11-26", 13))
    casus = factories.casus(bt, titel="Jongeren op het plein")
    punt = add(overleg, bt.woe, casus.titel, soort="casus", onderwerp=casus, criteria=["belemmering"])
    services.start_overleg(overleg=overleg, by=bt.osc)

    vraag = services.ask_bmo(
        team=bt.team, by=bt.woe, vraag="Mag er een koppel bij?", opties=OPTIES, punt=punt, afronden=True
    )
    assert Agendapunt.objects.get(pk=punt.pk).uitkomst_tekst == "Vraag aan het BMO: Mag er een koppel bij?"

    services.start_overleg(overleg=bmo, by=bt.osc)
    bij_bmo = bmo.punten.get(soort="vraag")
    end(bij_bmo, bt.osc, tekst="Voor een maand.", keuze="0")

    vraag.refresh_from_db()
    assert vraag.antwoord == "Extra koppel. Voor een maand"
    assert bt.woe.notificaties.filter(tekst="Er is een antwoord op je vraag aan het BMO.").count() == 1
    assert Gebeurtenis.objects.filter(casus=casus, tekst__contains="BMO: besluit. Voor een maand.").exists()
    volgende = overleg.reeks.overleggen.last()
    with time_machine.travel(op("2026-12-21", 9), tick=False):
        services.fill_agenda(volgende)
        antwoord = volgende.punten.get(titel="Antwoord: Mag er een koppel bij?")
        services.start_overleg(overleg=volgende, by=bt.osc)
        end(antwoord, bt.osc, "geen_vervolg", "Gehoord.")
        services.fill_agenda(volgende)
    assert Vraag.objects.get().teruggemeld_op is not None


def test_a_question_about_a_vertrouwelijke_casus_is_read_by_who_may_read_that(bt, overleg, client):
    from casuistiek.services import set_vertrouwelijk

    factories.overleg(factories.reeks(bt.team, "bmo"), begin=op("2026-11-26", 13))
    casus = factories.casus(bt, titel="Jongeren op het plein")
    punt = add(overleg, bt.woe, casus.titel, soort="casus", onderwerp=casus, criteria=["belemmering"])
    vraag = services.ask_bmo(team=bt.team, by=bt.woe, vraag="Geheime vraag?", opties=OPTIES, punt=punt)
    set_vertrouwelijk(casus=casus, by=bt.woe, vertrouwelijk=True)

    for who, status in ((bt.woe, 200), (bt.osc, 403), (bt.ggp, 403)):
        client.force_login(who)
        assert client.get(vraag.get_absolute_url()).status_code == status


@pytest.mark.parametrize(
    ("opties", "bmo", "says"),
    [(OPTIES[:1], True, "minstens twee opties"), (OPTIES, False, "nog geen overleg")],
)
def test_a_question_that_cannot_be(bt, overleg, opties, bmo, says):
    if bmo:
        factories.reeks(bt.team, "bmo")

    with pytest.raises(RegelOvertreden, match=says):
        services.ask_bmo(team=bt.team, by=bt.woe, vraag="Mag het?", opties=opties)

    assert not Vraag.objects.exists()


# --- presentaties --------------------------------------------------------------------------------------------


@pytest.fixture
def bmo(bt):
    reeks = factories.reeks(bt.team, "bmo", functies=["teamchef", "woe"])
    for dag in ("2026-11-26", "2026-12-17", "2027-01-21", "2027-02-18"):
        factories.overleg(reeks, begin=op(dag, 13))
    return reeks


def turns(reeks):
    return [
        sorted(p.medewerker.naam for p in row.presentaties.select_related("medewerker"))
        for row in reeks.overleggen.all()
    ]


def test_every_woe_gets_a_turn_in_half_a_year(bt, bmo):
    services.plan_presentaties(bmo)
    services.plan_presentaties(bmo)

    assert (
        turns(bmo) == [["Hind Amrani"], ["Noor Bakker"], ["Vera Post"], []] or len(sum(turns(bmo), [])) >= 3
    )
    assert len(set(sum(turns(bmo), []))) == len(sum(turns(bmo), []))


def test_who_becomes_absent_is_replaced_and_comes_first_next_time(bt, bmo):
    services.plan_presentaties(bmo)
    first = bmo.overleggen.first().presentaties.get()
    services.prepare_presentatie(presentatie=first, by=first.medewerker, wat="Fietsen", vraag="Wie helpt?")
    away = first.medewerker
    factories.afwezig(away, van=op("2026-11-25", 0), tot=op("2026-11-28", 0))

    services.plan_presentaties(bmo)

    first.refresh_from_db()
    assert first.in_plaats_van == away
    assert first.medewerker != away
    assert first.wat == "Fietsen"  # whoever presents may use what was prepared
    assert first.medewerker.notificaties.filter(tekst__contains="in plaats van een collega").count() == 1


def test_a_turn_that_is_prepared_in_two_windows(bt, bmo):
    services.plan_presentaties(bmo)
    beurt = Presentatie.objects.first()
    services.prepare_presentatie(presentatie=beurt, by=bt.chef, versie=1, wat="Een")

    with pytest.raises(Verouderd):
        services.prepare_presentatie(presentatie=beurt, by=bt.chef, versie=1, wat="Twee")


def test_the_turn_is_reminded_while_the_5w_are_empty(bt, bmo):
    services.plan_presentaties(bmo)
    beurt = bmo.overleggen.first().presentaties.get()

    services.tick(MAANDAG)
    services.tick(MAANDAG + timedelta(days=1))

    keys = beurt.medewerker.notificaties.filter(sleutel__contains=f"presentatie:{beurt.pk}:vul")
    assert keys.count() == 2  # two weeks before, and once more two days before


def test_held_is_kept_and_the_next_comes(bt, bmo):
    services.plan_presentaties(bmo)
    overleg = bmo.overleggen.first()
    services.fill_agenda(overleg)
    services.start_overleg(overleg=overleg, by=bt.chef)
    punt = overleg.punten.get(soort="presentatie")
    end(punt, bt.chef, "geen_vervolg", "Helder verhaal.")

    assert Presentatie.objects.get(pk=punt.onderwerp_id).gehouden_op is not None


# --- actiepunten ---------------------------------------------------------------------------------------------


def actiepunt(bt, **anders):
    feiten = {"tekst": "Regel het", "eigenaar": bt.woe, "deadline": date(2026, 12, 4), **anders}
    return services.add_actiepunt(team=bt.team, by=bt.osc, **feiten)


def test_parts_go_no_deeper_than_one_and_come_first(bt):
    boven = actiepunt(bt)
    deel = actiepunt(bt, tekst="Bel", boven=boven, eigenaar=bt.oe)

    with pytest.raises(RegelOvertreden, match="al een deeltaak"):
        actiepunt(bt, boven=deel)
    with pytest.raises(RegelOvertreden, match="Nog 1 deeltaak"):
        services.update_actiepunt(actiepunt=boven, by=bt.woe, klaar=True)

    services.update_actiepunt(actiepunt=deel, by=bt.oe, klaar=True)
    services.update_actiepunt(actiepunt=boven, by=bt.woe, klaar=True)
    assert bt.woe.notificaties.filter(tekst="Alle deeltaken van een actiepunt zijn klaar.").count() == 1


def test_handed_over_with_its_history(bt):
    row = actiepunt(bt)

    services.hand_over_actiepunt(actiepunt=row, by=bt.woe, aan=bt.oe, reden="Ik ben op cursus.")

    assert Actiepunt.objects.get().eigenaar == bt.oe
    assert [s.tekst for s in row.stappen.all()] == [
        "Overgedragen van Noor Bakker aan Bram de Wit: Ik ben op cursus.",
        "Gemaakt voor Noor Bakker, voor vrijdag 4 december.",
    ]
    assert bt.oe.notificaties.filter(tekst="Een actiepunt staat nu op jouw naam.").count() == 1
    assert not bt.woe.notificaties.open().filter(onderwerp_id=row.pk).exists()


@pytest.mark.parametrize(
    ("aan", "says"), [("woe", "heeft het actiepunt al"), ("gone", "werkt niet meer in het team")]
)
def test_a_handover_that_cannot_be(bt, aan, says):
    row = actiepunt(bt)
    gone = factories.medewerker(bt.team, "woe", van=date(2026, 1, 1), tot=date(2026, 2, 1))

    with pytest.raises(RegelOvertreden, match=says):
        services.hand_over_actiepunt(actiepunt=row, by=bt.osc, aan=gone if aan == "gone" else bt.woe)

    assert Actiepunt.objects.get().eigenaar == bt.woe


def test_an_owner_who_left_is_noticed_by_the_maker_and_on_the_agenda(bt, overleg):
    punt = add(overleg, bt.woe)
    services.start_overleg(overleg=overleg, by=bt.osc)
    end(punt, bt.osc, "actiepunt", "Bel", eigenaar=bt.woe_zuid, deadline=date(2026, 12, 4))
    services.close_overleg(overleg=overleg, by=bt.osc)
    bt.woe_zuid.plaatsingen.update(tot=date(2026, 11, 30))
    volgende = overleg.reeks.overleggen.last()

    with time_machine.travel(op("2026-12-21", 9), tick=False):
        services.tick()
        services.fill_agenda(volgende)

    assert bt.osc.notificaties.filter(tekst__contains="de eigenaar is er niet").exists()
    assert not bt.woe_zuid.notificaties.filter(sleutel__contains="te-laat").exists()
    assert (
        volgende.punten.get(soort="actiepunt").reden
        == "Wes Kuiper werkt niet meer in het team: wie neemt dit over?"
    )


# --- gasten --------------------------------------------------------------------------------------------------


def test_a_guest_sees_their_points_and_nothing_else(bt, overleg, client):
    voor, ander = add(overleg, bt.woe, "Voor de gast"), add(overleg, bt.woe, "Intern punt")
    _, geheim = services.invite_gast(
        overleg=overleg, by=bt.osc, naam="Carla Bruin", organisatie="Gemeente", punten=[voor]
    )
    services.note(punt=voor, by=bt.woe, tekst="Interne aantekening")
    url = reverse("overleggen:gast-page", args=[geheim])

    html = client.get(url).content.decode()

    assert "Voor de gast" in html
    assert "Intern punt" not in html
    assert "Interne aantekening" not in html
    assert ander.titel == "Intern punt"
    assert Logregel.objects.filter(actie="gast.viewed").count() == 1


def test_a_guest_reads_the_outcome_after_closing_and_what_became_secret_not(bt, overleg, client):
    from casuistiek.services import set_vertrouwelijk

    casus = factories.casus(bt, titel="Zaak")
    voor = add(overleg, bt.woe, "Voor de gast")
    zaak = add(overleg, bt.woe, "Zaak", soort="casus", onderwerp=casus, criteria=["leerzaam"])
    _, geheim = services.invite_gast(
        overleg=overleg, by=bt.osc, naam="Carla", organisatie="Gemeente", punten=[voor, zaak]
    )
    url = reverse("overleggen:gast-page", args=[geheim])
    assert "Zaak" in client.get(url).content.decode()
    set_vertrouwelijk(casus=casus, by=bt.woe, vertrouwelijk=True)
    services.start_overleg(overleg=overleg, by=bt.osc)
    end(voor, bt.osc, tekst="Samen oppakken.")

    assert "Samen oppakken." not in client.get(url).content.decode()  # not before it is closed
    services.end_punt(punt=zaak, by=bt.woe, uitkomst="geen_vervolg", tekst="Buiten.")
    services.close_overleg(overleg=overleg, by=bt.osc)
    html = client.get(url).content.decode()
    assert "Samen oppakken." in html
    assert "Zaak" not in html


def test_after_revocation_the_link_says_what_to_do_and_nothing_more(bt, overleg, client):
    punt = add(overleg, bt.woe, "Voor de gast")
    gast, geheim = services.invite_gast(
        overleg=overleg, by=bt.osc, naam="Carla", organisatie="Gemeente", punten=[punt]
    )
    services.revoke_gast(gast=gast, by=bt.osc)

    gone = client.get(reverse("overleggen:gast-page", args=[geheim]))
    never = client.get(reverse("overleggen:gast-page", args=["bestaat-niet"]))

    assert gone.status_code == never.status_code == 410
    assert gone.content == never.content
    assert "Vraag uw contact bij de politie" in gone.content.decode()
    assert gone["X-Robots-Tag"] == "noindex, nofollow"


def test_a_link_ends_a_month_after_the_meeting(bt, overleg):
    _, geheim = services.invite_gast(
        overleg=overleg, by=bt.osc, naam="Carla", organisatie="Gemeente", punten=[]
    )

    with time_machine.travel(overleg.eind + timedelta(days=30), tick=False):
        assert services.find_gast(geheim) is not None
    with time_machine.travel(overleg.eind + timedelta(days=32), tick=False):
        assert services.find_gast(geheim) is None


# --- what is for participants only, and what waits ---------------------------------------------------------------


def test_what_an_intervisie_brought_stays_with_who_took_part(bt, client):
    reeks = factories.reeks(
        bt.team, "intervisie", naam="Intervisie", functies=["woe"], alleen_deelnemers=True
    )
    overleg = factories.overleg(reeks, begin=op("2026-11-24", 9))
    besluit = add(overleg, bt.woe, "Over de portefeuille", onderwerp=bt.zorg, soort="portefeuille")
    actie = add(overleg, bt.woe, "Actie")
    services.start_overleg(overleg=overleg, by=bt.woe)
    end(besluit, bt.woe, tekst="Zachtwoord besluit")
    end(actie, bt.woe, "actiepunt", "Zachtwoord actie", eigenaar=bt.woe_zuid, deadline=date(2026, 11, 30))

    with time_machine.travel(op("2026-12-10", 9), tick=False):
        for who in (bt.chef, bt.osc, bt.ggp):
            client.force_login(who)
            for url in (
                reverse("dashboard:besluiten"),
                reverse("dashboard:portefeuille", args=[bt.zorg.pk]),
                reverse("overleggen:actiepunt-list"),
                reverse("overleggen:overleg-list"),
                reverse("dashboard:bmo"),
                Besluit.objects.get().get_absolute_url(),
                Actiepunt.objects.get().get_absolute_url(),
                reverse("overleggen:besluitenlijst", args=[overleg.pk]),
            ):
                assert "Zachtwoord" not in client.get(url).content.decode(), (who, url)
        client.force_login(bt.houder)  # a WOE: took part
        assert "Zachtwoord besluit" in client.get(reverse("dashboard:besluiten")).content.decode()


def test_pages_of_a_subject_show_a_point_that_waits(bt, overleg, client):
    trend = factories.trend(bt.team, bt.woe, titel="Vuurwerk")
    casus = factories.casus(bt, titel="Zaak")
    for onderwerp, anders in (
        (trend, {"soort": "trend"}),
        (casus, {"soort": "casus", "criteria": ["leerzaam"]}),
    ):
        services.add_punt(
            reeks=overleg.reeks, by=bt.woe, titel="Wacht", doel="besluitvorming", gewenst="x", minuten=5,
            onderwerp=onderwerp, **anders,
        )  # fmt: skip
    client.force_login(bt.woe)

    assert "wacht in de voorraad" in client.get(trend.get_absolute_url()).content.decode()
    assert "In de voorraad van WOE/OS-overleg" in client.get(casus.get_absolute_url()).content.decode()
    assert client.get(reverse("casuistiek:wie-ziet", args=[casus.pk])).status_code in (200, 403)
