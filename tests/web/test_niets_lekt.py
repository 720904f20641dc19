"""Side paths, nested ids, and fields nobody should fill (S-03, S-04, S-07): 0 leaks, also as a count."""

import inspect
import itertools
from datetime import date, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from casuistiek import services
from casuistiek.models import Betrokkene, Casus, Gebeurtenis, Overdracht, Regie
from logboek.models import Logregel
from notificaties.models import Notificatie
from organisatie.models import Contactpersoon, Gebied, Medewerker, Organisatie, Wijk
from overleggen.models import Overleg
from overleggen.services import add_actiepunt, add_punt
from portefeuilles.models import (
    Aanpak,
    Actie,
    Activiteit,
    Effect,
    Houderschap,
    Interventie,
    Label,
    Portefeuille,
    Trend,
    ZelfstandigTeam,
)
from tests import factories
from tests.web.objecten import objects, routes, url_for
from werk.models import Werkregel

pytestmark = [pytest.mark.django_db, pytest.mark.walk]
GEHEIM = "Zeldzaamwoord"


def search(client, who, woord):
    client.force_login(who)
    return client.post(reverse("casuistiek:casus-search"), {"q": woord}).content.decode()


@pytest.fixture
def rijk(bt):
    """A casus that can be found by everything search looks at."""
    casus = factories.casus(
        bt,
        titel=f"{GEHEIM} in de straat",
        bronnummer="PL0900-2026-77",
        soort="woonoverlast",
        portefeuilles=[bt.jeugd],
    )
    partner = factories.partner(bt.team, "Portaal Wonen", "wonen", "Teun Haan")
    services.add_partner(casus=casus, by=bt.woe, organisatie=partner, contactpersoon=partner.contact)
    services.add_betrokkene(casus=casus, by=bt.woe, medewerker=bt.wijkagent, als="uitvoerder")
    return casus


@pytest.mark.parametrize(
    "woord",
    [
        GEHEIM,
        GEHEIM.lower(),
        "C-1",
        "PL0900-2026-77",
        "overlast",
        "Binnenstad",
        "Jeugd",
        "Portaal",
        "Haan",
        "regie",
        "Jager",
        "Bakker",
        "straat woonoverlast",
    ],
)
def test_each_way_to_find_a_casus_finds_it_and_only_for_whom_it_exists(bt, ander, rijk, client, woord):
    gevonden = {
        who: rijk.titel in search(client, person, woord)
        for who, person in (
            ("woe", bt.woe),
            ("osc", bt.osc),
            ("wijkagent", bt.wijkagent),
            ("ggp", bt.ggp),
            ("ander", ander.chef),
        )
    }

    assert gevonden == {"woe": True, "osc": True, "wijkagent": True, "ggp": False, "ander": False}


def test_nothing_found_and_nothing_to_see_give_the_same_page(bt, rijk, client):
    import re

    pages = [
        re.sub(r'value="[^"]*"', "", search(client, bt.ggp, woord)) for woord in (GEHEIM, "bestaatechtniet")
    ]

    assert pages[0] == pages[1]


def test_words_are_never_in_an_address_or_a_log(bt, rijk, client):
    search(client, bt.woe, GEHEIM)

    row = Logregel.objects.get(actie="casus.searched")
    assert GEHEIM not in row.reden
    client.force_login(bt.woe)
    assert GEHEIM not in client.get(reverse("casuistiek:casus-search"), {"q": GEHEIM}).content.decode()


def test_a_lesson_leads_to_its_casus_only_for_whom_that_exists(bt, client):
    casus = factories.casus(bt)
    from django.utils import timezone

    leren = services.plan_leerbijeenkomst(
        team=bt.team,
        by=bt.osa,
        begin=timezone.now() + timedelta(days=2),
        gespreksleider=bt.osc,
        goed=[casus],
        minder_goed=[],
    )
    services.add_les(bijeenkomst=leren, by=bt.osc, tekst="Sleutelkastje ophangen", werkafspraak="x")

    assert casus.titel in search(client, bt.woe, "sleutelkastje")
    assert casus.titel not in search(client, bt.ggp, "sleutelkastje")


# --- S-04: sixteen side paths ------------------------------------------------------------------------------


@pytest.fixture
def verborgen(bt):
    """A vertrouwelijke casus, and everything that hangs on it."""
    casus = factories.casus(bt, titel=GEHEIM, portefeuilles=[bt.zorg])
    gemeente = factories.partner(bt.team)
    services.add_partner(casus=casus, by=bt.woe, organisatie=gemeente)
    add_actiepunt(
        team=bt.team, by=bt.woe, tekst="Bel", eigenaar=bt.woe, deadline=date(2030, 1, 1), onderwerp=casus
    )
    overleg = factories.overleg(factories.reeks(bt.team))
    add_punt(
        overleg=overleg,
        by=bt.woe,
        titel=GEHEIM,
        doel="besluitvorming",
        gewenst="x",
        minuten=5,
        soort="casus",
        onderwerp=casus,
        criteria=["leerzaam"],
    )
    services.set_vertrouwelijk(casus=casus, by=bt.woe, vertrouwelijk=True)
    Notificatie.objects.all().delete()
    casus.overleg = overleg
    return casus


SIDE_PATHS = [
    ("casuistiek:casus-list", {}),
    ("bondgenoten:netwerk-list", {}),
    ("bondgenoten:signaal-list", {}),
    ("bondgenoten:signaal-add", {}),
    ("casuistiek:casus-list", {"toon": "alle"}),
    ("casuistiek:casus-list", {"toon": "rood"}),
    ("casuistiek:vooruit", {}),
    ("casuistiek:regie-op-regie", {}),
    ("casuistiek:leren-list", {}),
    ("casuistiek:leren-plan", {}),
    ("dashboard:mijn-werk", {}),
    ("dashboard:bmo", {}),
    ("dashboard:contacten", {}),
    ("overleggen:actiepunt-list", {}),
    ("overleggen:overleg-list", {}),
    ("overleggen:presentatie-list", {}),
    ("portefeuilles:kennissessie-list", {}),
    ("dashboard:besluiten", {}),
    ("dashboard:agenda", {}),
    ("notificaties:meldingen", {}),
    ("werk:werk", {}),
    ("organisatie:team", {}),
    ("organisatie:partner-list", {}),
    ("organisatie:dienst", {}),
    ("dashboard:takenpakketten", {}),
    ("portefeuilles:portefeuille-list", {}),
    ("portefeuilles:activiteit-list", {}),
    ("portefeuilles:aanpak-list", {}),
    ("portefeuilles:trend-list", {}),
    ("portefeuilles:briefing", {}),
    ("portefeuilles:opdracht-list", {}),
    ("portefeuilles:voorbeeld-list", {}),
    ("portefeuilles:taakaccent-list", {}),
    ("werk:tijd", {}),
    *[
        (name, {"als": form})
        for form in ("csv", "xlsx")
        for name in (
            "casuistiek:casus-list",
            "overleggen:actiepunt-list",
            "dashboard:takenpakketten",
            "dashboard:besluiten",
        )
    ],
]


@pytest.mark.parametrize("who", ["osc", "osa", "oe", "houder", "ggp", "opco", "wijkagent"])
def test_a_vertrouwelijke_casus_is_on_no_side_path(bt, verborgen, client, who):
    client.force_login(getattr(bt, who))

    for name, query in SIDE_PATHS:
        content = client.get(reverse(name), query).content
        if query.get("als") == "xlsx" and content.startswith(b"PK"):
            content = b"".join(
                ZipFile(BytesIO(content)).read(f) for f in ZipFile(BytesIO(content)).namelist()
            )
        assert GEHEIM not in content.decode(), name
    home = reverse("dashboard:portefeuille", args=[bt.zorg.pk])
    assert GEHEIM not in client.get(home).content.decode()
    assert GEHEIM not in client.get(verborgen.overleg.get_absolute_url()).content.decode()
    assert GEHEIM not in client.get(reverse("organisatie:medewerker", args=[bt.woe.pk])).content.decode()
    history = reverse("casuistiek:wie-was-persoon", args=[bt.woe.pk])
    for dag in ("2020-01-01", "2026-11-22", "2031-01-01"):
        assert GEHEIM not in client.get(history, {"dag": dag}).content.decode()
    away = reverse("organisatie:afwezigheid-add", args=[bt.woe.pk])
    assert GEHEIM not in client.post(away, {"van": "2030-01-01", "stap": "gevolgen"}).content.decode()


def test_mail_and_notices_hold_no_content(bt, verborgen, client):
    services.log_shopvraag(casus=verborgen, by=bt.oe, organisatie=verborgen.partners.get().organisatie)
    services.ask_opsporing(casus=verborgen, by=bt.woe, bij="btr", gevraagd=bt.zaco)
    services.ask_arbitrage(casus=verborgen, by=bt.woe, vraag=GEHEIM, tekst=GEHEIM, ander=bt.oe)

    assert Notificatie.objects.count() > 2
    assert not Notificatie.objects.filter(tekst__contains=GEHEIM).exists()
    assert not Notificatie.objects.filter(url__contains=GEHEIM).exists()
    assert not Logregel.objects.filter(reden__contains=GEHEIM).exists()


# --- S-03: every id of another team, in every field ---------------------------------------------------------


def test_every_choice_of_every_form_refuses_ids_of_another_team(bt, ander, client):
    """Each field that takes an id gets one of the other team: a form error or a 404, and nothing changes."""
    pks = objects(bt)
    vreemd = factories.partner(ander.team, "Vreemde partner")
    away = objects(ander)
    elders = factories.casus(ander, titel="Vreemd")
    theirs = {
        Medewerker: ander.woe.pk,
        Organisatie: vreemd.pk,
        Contactpersoon: vreemd.contact.pk,
        Gebied: ander.binnenstad.pk,
        Wijk: ander.wijk.pk,
        Portefeuille: ander.zorg.pk,
        Overleg: factories.overleg(factories.reeks(ander.team)).pk,
        Casus: elders.pk,
        Gebeurtenis: elders.gebeurtenissen.first().pk,
        Label: away["portefeuilles:label-change"],
        Effect: away["portefeuilles:effect-change"],
        Activiteit: away["portefeuilles:activiteit"],
        Trend: away["portefeuilles:trend"],
        Aanpak: away["portefeuilles:aanpak"],
        ZelfstandigTeam: away["portefeuilles:team"],
    }
    tried, before = set(), _everything()
    for who in (bt.chef, bt.woe):
        client.force_login(who)
        for name, _ in routes():
            if not name.startswith(("casuistiek:", "organisatie:", "portefeuilles:", "werk:")):
                continue
            form = client.get(url_for(name, pks)).context
            form = form.get("form") if form else None
            choices = [n for n, f in getattr(form, "fields", {}).items() if hasattr(f, "queryset")]
            for field in choices:
                data = {
                    **dict.fromkeys(form.fields, "1"),
                    form.add_prefix(field): theirs[form.fields[field].queryset.model],
                }
                response = client.post(url_for(name, pks), data)
                tried.add((name, field, form.fields[field].queryset.model))
                assert response.status_code in (200, 403, 404), (name, field, response.status_code)
                assert "Vreemd" not in response.content.decode(), (name, field)
    assert len(tried) > 60
    assert {model for _, _, model in tried} == set(theirs)
    assert _everything() == before


def _everything():
    rows = (
        Casus,
        Regie,
        Overdracht,
        Betrokkene,
        Gebied,
        Activiteit,
        Interventie,
        Actie,
        Houderschap,
        Werkregel,
    )
    return [list(model.objects.order_by("pk").values_list()) for model in rows]


# --- S-07: fields that are not on the form -------------------------------------------------------------------

EXTRA = {
    "team": 999,
    "casus": 999,
    "by": 999,
    "door": 999,
    "fase": "afgesloten",
    "vertrouwelijk": "on",
    "nummer": 9,
    "moment": "2020-01-01",
    "status": "aanvaard",
    "versie_": 3,
    "geopend_door": 999,
    "vastgelegd_aan_zet": 999,
    "beoordeeld_door": 999,
}


def test_fields_that_are_not_asked_change_nothing(bt, client):
    casus = factories.casus(bt)
    client.force_login(bt.woe)

    client.post(reverse("casuistiek:gebeurtenis-add", args=[casus.pk]), {"tekst": "Gewoon.", **EXTRA})
    client.post(
        reverse("casuistiek:scenario-add", args=[casus.pk]), {"naam": "A", "handelingskader": "B", **EXTRA}
    )

    row, scenario = casus.gebeurtenissen.get(tekst="Gewoon."), casus.scenarios.get()
    assert (row.door, scenario.gemaakt_door, scenario.casus) == (bt.woe, bt.woe, casus)
    assert row.moment.year > 2020
    fresh = Casus.objects.get(pk=casus.pk)
    assert (fresh.fase, fresh.vertrouwelijk, fresh.nummer, fresh.team) == (
        "regie",
        False,
        casus.nummer,
        bt.team,
    )


def test_a_locked_overdracht_cannot_be_posted_over(bt, client):
    casus = factories.overgedragen(bt)
    services.accept_overdracht(overdracht=factories.open_aanbod(casus), by=bt.woe, teruglezing="Ja.")
    client.force_login(bt.woe)
    casus = Casus.objects.get(pk=casus.pk)

    client.post(
        reverse("casuistiek:casus-change", args=[casus.pk]),
        {
            "titel": "Nieuw",
            "hoofdgebied": bt.binnenstad.pk,
            "versie": casus.versie,
            "wat_gebeurd": "Vervalst",
            "situatie": "Vervalst",
        },
    )

    fresh = Casus.objects.get(pk=casus.pk)
    assert (fresh.titel, fresh.wat_gebeurd) == ("Nieuw", casus.wat_gebeurd)


def test_no_service_takes_who_acts_from_a_form():
    """`by` is always given by the view: a form that had such a field would be a way to act as another."""
    from casuistiek.forms import casus as een
    from casuistiek.forms import leren as drie
    from casuistiek.forms import samen as twee

    forms = [
        f
        for module in (een, twee, drie)
        for f in vars(module).values()
        if inspect.isclass(f) and hasattr(f, "base_fields")
    ]
    names = set(itertools.chain.from_iterable(form.base_fields for form in forms))

    assert not names & {"by", "team", "casus", "door", "moment"}
    assert ContentType.objects.get_for_model(Casus)
