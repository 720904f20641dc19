"""Networks and the people in them, who keeps which relation, and how it stands (B1, B2, B7, B10)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bondgenoten import queries, services
from bondgenoten.afspraken import NETWERKEN
from bondgenoten.models import Afspraak, Lid, Netwerk, Relatie, Sleutelfiguur
from notificaties.models import Notificatie
from organisatie.queries import instelling_van
from organisatie.services import end_plaatsing
from overleggen.models import Overleg
from overleggen.permissions import takes_part_in
from regels.begrippen import RegelOvertreden, Verouderd
from regels.netwerk import Aspect, Kleur, gezondheid
from tests import factories

pytestmark = pytest.mark.django_db
MORGEN = timedelta(days=1)


@pytest.fixture
def netwerk(bt):
    return factories.netwerk(bt, vervanger=bt.wijkagent)


@pytest.fixture
def mens(bt, netwerk):
    return factories.sleutelfiguur(bt, netwerk)


def gepland(netwerk, by, dagen=3):
    return services.plan_reeks(
        netwerk=netwerk,
        by=by,
        regel="FREQ=WEEKLY;INTERVAL=10",
        eerste=factories.vandaag() + timedelta(days=dagen),
        begintijd=factories.TIJD,
        plaats="Buurthuis",
    )


def test_who_begins_a_network_is_in_it_with_the_deputy(bt, netwerk):
    assert {lid.medewerker for lid in netwerk.leden.all()} == {bt.woe, bt.wijkagent}
    assert {lid.rol for lid in netwerk.leden.all()} == {"politie"}


@pytest.mark.parametrize(
    ("wie", "rol", "wordt"),
    [
        ("chef", "leiding", "leiding"),
        ("osc", "", "politie"),
    ],
)
def test_a_colleague_joins_in_the_role_that_fits(bt, netwerk, wie, rol, wordt):
    lid = services.add_lid(netwerk=netwerk, by=bt.woe, medewerker=getattr(bt, wie), rol=rol)

    assert lid.rol == wordt


@pytest.mark.parametrize(
    ("soort", "wordt"), [("gemeente", "gemeente"), ("politie", "leiding"), ("jeugd", "partner")]
)
def test_somebody_of_a_partner_gets_the_role_of_the_organisatie(bt, netwerk, soort, wordt):
    partner = factories.partner(bt.team, f"Een {soort}", soort)

    assert services.add_lid(netwerk=netwerk, by=bt.woe, contactpersoon=partner.contact).rol == wordt


def test_a_member_twice_is_refused_and_nothing_changes(bt, netwerk, mens):
    with pytest.raises(RegelOvertreden, match="zit al in dit netwerk"):
        services.add_lid(netwerk=netwerk, by=bt.woe, sleutelfiguur=mens)

    assert netwerk.leden.filter(sleutelfiguur=mens).count() == 1


@pytest.mark.parametrize("aantal", [0, 2])
def test_one_person_at_a_time_joins(bt, netwerk, aantal):
    wie = {"medewerker": bt.osc, "contactpersoon": factories.partner(bt.team).contact} if aantal else {}

    with pytest.raises(RegelOvertreden, match="Kies één mens"):
        services.add_lid(netwerk=netwerk, by=bt.woe, **wie)


def test_the_same_form_sent_twice_makes_one_network(bt):
    sleutel = "7c2f6b1e-2f37-4a56-9f0b-0f4d1e1d8b11"
    first = factories.netwerk(bt, sleutel=sleutel)

    assert factories.netwerk(bt, sleutel=sleutel) == first
    assert Netwerk.objects.count() == 1


def test_colleagues_in_a_network_take_part_in_its_series_whatever_their_functie(bt, netwerk):
    gepland(netwerk, bt.woe)
    services.add_lid(netwerk=netwerk, by=bt.woe, medewerker=bt.intake)

    netwerk.refresh_from_db()
    assert takes_part_in(bt.intake, netwerk.reeks)
    assert not takes_part_in(bt.osa, netwerk.reeks)
    lid = netwerk.leden.get(medewerker=bt.intake)
    Lid.objects.filter(pk=lid.pk).update(van=factories.vandaag() - timedelta(days=9))
    lid.refresh_from_db()
    services.end_lid(lid=lid, by=bt.woe, tot=factories.vandaag())
    netwerk.reeks.refresh_from_db()
    assert not takes_part_in(bt.intake, netwerk.reeks)


def test_a_network_that_stops_cancels_what_was_planned_and_keeps_the_relations(bt, netwerk, mens):
    gepland(netwerk, bt.woe)
    planned = netwerk.team.overleggen.filter(status="gepland").count()

    services.stop_netwerk(netwerk=netwerk, by=bt.woe, reden="Samengevoegd")

    assert planned > 0
    assert not Overleg.objects.filter(reeks__soort="bondgenoten", status="gepland").exists()
    assert Relatie.objects.op().get(sleutelfiguur=mens).medewerker == bt.woe
    with pytest.raises(RegelOvertreden, match="gestopt"):
        services.add_lid(netwerk=netwerk, by=bt.woe, medewerker=bt.osc)


def test_whoever_writes_somebody_down_keeps_the_relation(bt, mens):
    assert [(r.medewerker, r.als) for r in mens.relaties.all()] == [(bt.woe, "houder")]


def test_the_same_name_twice_is_refused_for_who_can_see_the_first(bt, mens):
    with pytest.raises(RegelOvertreden, match="al iemand met deze naam"):
        factories.sleutelfiguur(bt, naam=mens.naam.upper())


def test_a_name_one_may_not_see_is_not_given_away_by_a_refusal(bt, mens):
    again = factories.sleutelfiguur(bt, naam=mens.naam, by=bt.woe_zuid)

    assert again.pk != mens.pk


def test_a_correction_of_an_older_page_is_refused(bt, mens):
    values = {
        "naam": "Sari",
        "grondslag": "taak",
        "toestemming_op": None,
        "toestemming_doel": "",
        "toestemming_tot": None,
    }
    services.change_sleutelfiguur(sleutelfiguur=mens, by=bt.woe, versie=1, **values)

    with pytest.raises(Verouderd):
        services.change_sleutelfiguur(
            sleutelfiguur=mens, by=bt.wijkagent, versie=1, **{**values, "naam": "Anders"}
        )

    mens.refresh_from_db()
    assert mens.naam == "Sari"


def test_a_contact_in_the_future_is_refused(bt, mens):
    with pytest.raises(RegelOvertreden, match="moet nog komen"):
        services.add_contact(
            sleutelfiguur=mens, by=bt.woe, richting="halen", wijze="gebeld", op=factories.vandaag() + MORGEN
        )


def test_relations_are_handed_over_together_and_the_new_colleague_hears_it(bt, netwerk):
    people = [factories.sleutelfiguur(bt, netwerk, naam=f"Mens {nr} Wijk") for nr in range(3)]

    count = services.hand_over_relaties(
        van=bt.woe, by=bt.chef, aan=bt.woe_zuid, sleutelfiguren=people[:2], meegegeven="Belt graag"
    )

    assert count == 2
    keepers = [Relatie.objects.op().get(sleutelfiguur=row, als="houder").medewerker for row in people]
    assert keepers == [bt.woe_zuid, bt.woe_zuid, bt.woe]
    assert Notificatie.objects.filter(ontvanger=bt.woe_zuid, sleutel__startswith="relaties:").count() == 1


def test_when_a_colleague_leaves_the_deputy_keeps_the_relation_and_leads(bt, netwerk, mens):
    services.set_relatie(sleutelfiguur=mens, by=bt.woe, medewerker=bt.wijkagent, als="vervanger")
    other = factories.sleutelfiguur(bt, netwerk, naam="Ander Mens")
    backdate(netwerk)

    end_plaatsing(plaatsing=bt.woe.plaatsingen.get(), tot=factories.vandaag(), by=bt.chef)

    assert Relatie.objects.op().get(sleutelfiguur=mens, als="houder").medewerker == bt.wijkagent
    assert not Relatie.objects.op().filter(sleutelfiguur=other).exists()
    netwerk.refresh_from_db()
    assert (netwerk.trekker, netwerk.vervanger) == (bt.wijkagent, None)
    assert Notificatie.objects.filter(sleutel__contains="zonder-houder").exists()
    assert health(netwerk)[Aspect.RELATIES].kleur == Kleur.NU


def backdate(netwerk, dagen=200):
    start = factories.vandaag() - timedelta(days=dagen)
    Netwerk.objects.filter(pk=netwerk.pk).update(begonnen_op=start)
    Lid.objects.filter(netwerk=netwerk).update(van=start)
    Relatie.objects.filter(sleutelfiguur__team=netwerk.team).update(van=start)


def health(netwerk):
    netwerk.refresh_from_db()
    feiten = queries.feiten_van([netwerk])[netwerk.pk]
    maten = NETWERKEN.van(instelling_van(netwerk.team_id))
    return {item.aspect: item for item in gezondheid(feiten, maten, factories.vandaag())}


def test_who_comes_back_is_not_in_it_twice_at_once(bt, netwerk, mens):
    lid = netwerk.leden.get(sleutelfiguur=mens)
    Lid.objects.filter(pk=lid.pk).update(van=factories.vandaag() - timedelta(days=30))
    services.end_lid(lid=Lid.objects.get(pk=lid.pk), by=bt.woe, tot=factories.vandaag() - timedelta(days=3))

    with pytest.raises(RegelOvertreden, match="zit al in"):
        services.add_lid(
            netwerk=netwerk, by=bt.woe, sleutelfiguur=mens, van=factories.vandaag() - timedelta(days=9)
        )
    services.add_lid(netwerk=netwerk, by=bt.woe, sleutelfiguur=mens)


def test_who_works_there_does_not_take_a_person_into_a_network_of_their_own(bt, mens):
    """Who leads a network reaches its people by telephone: so the one who keeps the relation brings them in."""
    own = factories.netwerk(bt, naam="Van Bram", by=bt.oe, soort="eigen")

    with pytest.raises(RegelOvertreden, match="Vraag Noor Bakker"):
        services.add_lid(netwerk=own, by=bt.oe, sleutelfiguur=mens)
    services.add_lid(netwerk=own, by=bt.woe, sleutelfiguur=mens)

    assert own.leden.filter(sleutelfiguur=mens).exists()


@pytest.mark.parametrize(
    ("wie", "rol"),
    [("medewerker", "partner"), ("medewerker", "sleutelfiguur"), ("contactpersoon", "politie")],
)
def test_a_role_that_does_not_fit_is_said_not_changed(bt, netwerk, wie, rol):
    who = {"medewerker": bt.chef, "contactpersoon": factories.partner(bt.team).contact}[wie]

    with pytest.raises(RegelOvertreden, match="Deze rol past niet"):
        services.add_lid(netwerk=netwerk, by=bt.woe, rol=rol, **{wie: who})


def test_two_who_change_a_network_at_once_do_not_lose_words(bt, netwerk, client):
    client.force_login(bt.woe)
    url = reverse("bondgenoten:netwerk-change", args=[netwerk.pk])
    data = {"naam": netwerk.naam, "soort": "bondgenoten", "trekker": bt.woe.pk, "versie": netwerk.versie}
    client.post(url, {**data, "waarover": "Het plein"})

    page = client.post(url, {**data, "waarover": "De markt"}).content.decode()

    netwerk.refresh_from_db()
    assert netwerk.waarover == "Het plein"
    assert "intussen gewijzigd" in page
    assert "De markt" in page


def test_several_relations_at_once_are_one_word_and_show_who_is_away(bt, netwerk, mens, client):
    factories.sleutelfiguur(bt, netwerk, naam="Nog Iemand")
    factories.afwezig(bt.wijkagent, dagen=3)
    client.force_login(bt.woe)
    url = reverse("bondgenoten:relaties-hand-over", args=[bt.woe.pk])

    page = client.get(url).content.decode()
    people = Sleutelfiguur.objects.values_list("pk", flat=True)
    client.post(url, {"aan": bt.oe.pk, "sleutelfiguren": list(people)})
    after = client.get(url)

    assert f"{bt.wijkagent.naam} (nu afwezig, tot" in page
    assert Notificatie.objects.filter(ontvanger=bt.oe, direct=True).count() == 1
    assert after.status_code == 302  # nothing left to hand over


def test_a_stopped_network_offers_nothing_to_fill_in(bt, netwerk, client):
    Lid.objects.update(van=factories.vandaag() - timedelta(days=30))
    services.stop_netwerk(netwerk=netwerk, by=bt.woe, reden="klaar")
    client.force_login(bt.woe)

    for name in ("lid-add", "netwerk-change", "netwerk-plan", "afspraak-add", "advies-add", "resultaat-add"):
        assert client.get(reverse(f"bondgenoten:{name}", args=[netwerk.pk])).status_code == 403
    assert not netwerk.leden.op().exists()


def test_a_departure_that_comes_sooner_leaves_no_gap(bt, mens):
    services.set_relatie(sleutelfiguur=mens, by=bt.woe, medewerker=bt.wijkagent, als="vervanger")
    Relatie.objects.update(van=factories.vandaag() - timedelta(days=30))
    today = factories.vandaag()

    services.end_ties_of(bt.woe, bt.team, today + timedelta(days=40))
    services.end_ties_of(bt.woe, bt.team, today + timedelta(days=10))

    for dagen in (0, 9, 10, 25, 60):
        day = today + timedelta(days=dagen)
        keeper = Relatie.objects.op(day).filter(sleutelfiguur=mens, als="houder").get().medewerker
        assert keeper == (bt.woe if dagen < 10 else bt.wijkagent), dagen


def test_a_network_whose_trekker_left_without_a_deputy_is_told_to_the_teamchef(bt):
    netwerk = factories.netwerk(bt, naam="Zonder vervanger", by=bt.wijkagent)

    end_plaatsing(plaatsing=bt.wijkagent.plaatsingen.get(), by=bt.chef, tot=factories.vandaag())

    told = Notificatie.objects.filter(sleutel__startswith=f"netwerk:{netwerk.pk}:zonder-trekker")
    assert {row.ontvanger for row in told} == {bt.chef}


def test_the_wijkagents_own_network_adds_up_with_the_other(bt, netwerk, mens):
    own = factories.netwerk(bt, naam="Mijn buurt", soort="eigen", by=bt.wijkagent)
    services.add_lid(netwerk=own, by=bt.wijkagent, sleutelfiguur=mens)
    factories.sleutelfiguur(bt, own, naam="Alleen Daar", by=bt.wijkagent)

    [row] = queries.overlap_van(netwerk)

    assert (row["netwerk"], row["overlap"].samen, row["overlap"].alleen_dit, row["overlap"].alleen_ander) == (
        own,
        1,
        0,
        1,
    )


def test_blind_spots_are_communities_and_gebieden_without_anybody(bt, mens):
    groep = services.save_gemeenschap(team=bt.team, by=bt.woe, naam="Jongeren van het plein")

    groups, areas = queries.dekking_van(bt.team)

    assert [(row["wat"], row["dekking"].is_blinde_vlek) for row in groups] == [(groep, True)]
    assert [(row["wat"], row["dekking"].is_blinde_vlek) for row in areas] == [
        (bt.binnenstad, False),
        (bt.zuid, True),
    ]


def test_a_person_has_no_field_for_religion_origin_politics_or_a_community():
    names = {field.name for field in Sleutelfiguur._meta.get_fields()}

    forbidden = (
        "geloof",
        "religie",
        "herkomst",
        "nationaliteit",
        "etnici",
        "politiek",
        "gemeenschap",
        "geboren",
        "bsn",
        "score",
    )
    assert [name for name in names for word in forbidden if word in name] == []


def test_handing_over_before_a_planned_departure_is_possible(bt, netwerk, mens):
    services.set_relatie(sleutelfiguur=mens, by=bt.woe, medewerker=bt.wijkagent, als="vervanger")
    backdate(netwerk)
    services.end_ties_of(bt.woe, bt.team, factories.vandaag() + timedelta(days=30))

    services.set_relatie(sleutelfiguur=mens, by=bt.chef, medewerker=bt.woe_zuid)

    assert Relatie.objects.op().get(sleutelfiguur=mens, als="houder").medewerker == bt.woe_zuid
    assert Relatie.objects.niet_voorbij().filter(sleutelfiguur=mens, als="houder").count() == 1


def test_a_promise_that_was_never_kept_stays_late_after_a_year(bt, netwerk):
    row = services.add_afspraak(
        netwerk=netwerk, by=bt.woe, tekst="Lamp", wie="gemeente", voor=factories.vandaag()
    )
    ago = timezone.now() - timedelta(days=400)
    Afspraak.objects.filter(pk=row.pk).update(gemaakt_op=ago, voor=ago.date())

    assert health(netwerk)[Aspect.AFSPRAKEN].kleur == Kleur.NU


def test_correcting_somebody_leaves_the_next_form_whole(client, bt, netwerk, mens):
    """The change form has no `netwerk`; it must not take that field out of the forms after it."""
    client.force_login(bt.woe)
    client.get(reverse("bondgenoten:sleutelfiguur-change", args=[mens.pk]))
    page = client.get(f"{reverse('bondgenoten:sleutelfiguur-add')}?netwerk={netwerk.pk}")
    assert 'name="netwerk"' in page.content.decode()
