"""Nothing typed is lost, on no form there is (C1, C2, U-12); and one copy of a form acts once."""

from dataclasses import replace
from datetime import timedelta
from html import unescape
from urllib.parse import quote

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from bondgenoten.services.wissen import erase
from casuistiek.models import Leerbijeenkomst
from casuistiek.services import invite_genodigde, plan_leerbijeenkomst
from concept.models import Concept
from concept.services import Kaartje, purge
from overleggen.models import Actiepunt
from tests import factories
from tests.web.invullen import GETYPT, ingevuld
from tests.web.objecten import objects, routes, url_for
from tests.web.test_te_laat import ANDERS, PERSONS, forms_in, variants
from werk.models import Werkregel

pytestmark = pytest.mark.django_db


def pages(client, bt):
    """Of every route the first page with forms, as the first who may: (name, who, url, [(form, data)], html)."""
    pks = objects(bt)
    for name, _ in routes():
        if name in ANDERS:
            continue
        url, opened = url_for(name, pks), 0
        for who in PERSONS:
            client.force_login(getattr(bt, who))
            response = client.get(url)
            if response.status_code == 405 or opened == 2:
                break
            if response.status_code != 200 or not response["Content-Type"].startswith("text/html"):
                continue
            opened += 1
            html = response.content.decode()
            forms = [
                form
                for form in forms_in(response).values()
                if getattr(form, "kaartje", "") and form.kaartje in html
            ]
            if forms or opened == 2:
                yield (
                    name,
                    who,
                    url,
                    [(form, {**ingevuld(form), "concept": form.kaartje}) for form in forms],
                    html,
                )
                break


@pytest.mark.walk
def test_every_form_there_is(bt, client):
    """On each: nothing typed is lost (U-12), the same copy acts once, and nothing is overwritten unseen (R-11). One walk for all three."""
    without, back, once, both = set(), Found(), Found(), Found()
    for name, who, url, forms, html in pages(client, bt):
        if html.count('name="concept"') < html.count('method="post" novalidate'):
            without.add(name)
        acted = False
        for form, data in forms:
            acted = acted or any(_acts_once(client, name, url, sent, once) for sent in variants(data))
            _shows_both_texts(client, name, url, form, data, html, both)
        with_text = next(((form, data) for form, data in forms if form.teksten), None)
        if with_text:
            _comes_back(client, bt, name, who, url, *with_text, html, back)

    assert without <= ZONDER
    assert back.faults == once.faults == both.faults == []
    assert (len(back.seen), len(once.seen), len(both.seen)) >= (70, 60, 15), (back.seen, once.seen, both.seen)


# What is posted there is words to look for, and nothing of it is kept.
ZONDER = {"casuistiek:casus-search", "bondgenoten:sleutelfiguur-list"}
INTUSSEN = "Iemand heeft dit intussen gewijzigd"


class Found:
    def __init__(self):
        self.seen, self.faults = set(), []


def _comes_back(client, bt, name, who, url, form, data, html, found):
    """Sent after the session ended, it is there again after logging in: for who typed it, and nobody else."""
    found.seen.add(type(form).__name__)
    words = {
        value for key, value in data.items() if str(value).startswith(GETYPT) and f'name="{key}"' in html
    }
    client.logout()

    answer = client.post(url, data)

    if (answer.status_code, answer["Location"][-len(quote(url)) :]) != (302, quote(url)):
        found.faults.append((name, "does not lead to logging in and back"))
    client.force_login(getattr(bt, next(p for p in PERSONS if p != who)))
    other = client.get(url).content.decode()
    found.faults += [(name, f"read by another: {word}") for word in words if word in other]
    client.force_login(getattr(bt, who))
    page = client.get(url).content.decode()
    found.faults += [(name, f"lost: {word}") for word in words if word not in page]
    Concept.objects.all().delete()


def rows():
    """How many rows there are of everything people make. One query."""
    models = [m for m in apps.get_models() if m._meta.app_label not in ("concept", "sessions", "logboek")]
    counts = ", ".join(f'(SELECT count(*) FROM "{model._meta.db_table}")' for model in models)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {counts}")
        return dict(zip((model._meta.label for model in models), cursor.fetchone(), strict=True))


def _acts_once(client, name, url, data, found):
    """Sent twice: the second leads where the first led, and nothing is made twice. True when it could be sent."""
    with transaction.atomic():
        before = rows()
        first = client.post(url, data)
        if INTUSSEN in first.content.decode():
            found.faults.append((name, "nobody changed anything"))
        if sent := first.status_code == 302:
            made = rows()
            again = client.post(url, data)
            if made != before:
                found.seen.add(name)
            if (again.status_code, again["Location"]) != (302, first["Location"]):
                found.faults.append((name, "led elsewhere"))
            if (now := rows()) != made:
                found.faults.append((name, {label for label, count in now.items() if count != made[label]}))
        transaction.set_rollback(True)
    return sent


def _shows_both_texts(client, name, url, form, data, html, found):
    """A colleague changed a text meanwhile: both are shown, and who has read them may save."""
    texts = [
        field
        for field, value in form.initial.items()
        if field in form.teksten and value and f'name="{field}"' in html
    ]
    if not texts:
        return
    field = texts[0]
    kaartje = Kaartje.read(form.kaartje)
    before = replace(kaartje, stond={**kaartje.stond, field: "anders"}).sign()
    data = {**data, field: "Mijn woorden", "concept": before}
    with transaction.atomic():
        first = client.post(url, data)
        page = first.content.decode()
        if first.status_code != 200 or INTUSSEN not in page:
            found.faults.append((name, first.status_code))
        elif str(form.initial[field])[:20] not in unescape(page) or "Mijn woorden" not in page:
            found.faults.append((name, "not both texts"))
        else:
            again = next(f for f in forms_in(first).values() if type(f) is type(form))
            anew = {**data, "concept": again.kaartje}
            if "versie" in again.fields:
                anew["versie"] = again["versie"].value()
            second = client.post(url, anew)
            if second.status_code != 302 and INTUSSEN in second.content.decode():
                found.faults.append((name, "cannot be saved any more"))
            found.seen.add(name)
        transaction.set_rollback(True)


# --- what it is, in one form --------------------------------------------------------------------------------


ADD = "overleggen:actiepunt-add"


def new_actiepunt(bt, **anders):
    later = timezone.localdate() + timedelta(days=3)
    return {"tekst": "Bel de woningbouw", "eigenaar": bt.woe.pk, "deadline": later.isoformat(), **anders}


def open_form(client, url):
    form = forms_in(client.get(url))["form"]
    return {"concept": form.kaartje, "sleutel": str(form["sleutel"].value())}


def test_what_is_typed_stands_there_again_and_is_gone_when_sent(bt, client):
    client.force_login(bt.woe)
    url = reverse(ADD)
    data = {**open_form(client, url), **new_actiepunt(bt)}

    assert client.post(reverse("concept:bewaren"), data).json() == {"bewaard": True, "ingelogd": True}

    page = client.get(url)
    html = page.content.decode()
    assert "Bel de woningbouw" in html
    assert "Het is nog niet verstuurd" in html
    # In another window it may have become something else: the key is new, or the two would be taken for one.
    assert str(forms_in(page)["form"]["sleutel"].value()) != data["sleutel"]
    client.post(url, {**data, **open_form(client, url)})
    assert Actiepunt.objects.filter(tekst="Bel de woningbouw").count() == 1
    assert "Bel de woningbouw" not in client.get(url).content.decode()


def test_who_goes_back_and_sends_other_words_sends_them_anew(bt, client):
    """The browser's Back shows the same copy of the form: other words are another message, not a double tap."""
    client.force_login(bt.woe)
    url = reverse("werk:werk")
    form = next(form for form in forms_in(client.get(url)).values() if form.teksten)
    data = {**ingevuld(form), "concept": form.kaartje}
    first = client.post(url, data)
    assert first.status_code == 302
    count = Werkregel.objects.count()

    client.post(url, {**data, "tekst": "Iets anders"})

    assert Werkregel.objects.count() == count + 1


def test_words_that_arrive_after_the_form_was_sent_are_not_kept(bt, client):
    client.force_login(bt.woe)
    url = reverse(ADD)
    data = {**open_form(client, url), **new_actiepunt(bt)}
    client.post(url, data)

    assert client.post(reverse("concept:bewaren"), data).json()["bewaard"] is False
    assert not Concept.objects.filter(velden__isnull=False).exists()


def words(client, url):
    """What stands in a new copy of this form, and its data to send."""
    form = forms_in(client.get(url))["form"]
    return form["tekst"].value() or "", {"concept": form.kaartje, "sleutel": str(form["sleutel"].value())}


def typed(client, bt, copy, text):
    client.post(reverse("concept:bewaren"), {**copy, **new_actiepunt(bt, tekst=text)})


def test_two_windows_of_one_form_keep_what_was_typed_in_each(bt, client):
    client.force_login(bt.woe)
    url = reverse(ADD)
    one, two = open_form(client, url), open_form(client, url)
    for nr in (1, 2):  # each key in turn
        typed(client, bt, one, f"Bel de woningbouw {nr}")
        typed(client, bt, two, f"Mail de school {nr}")

    text, third = words(client, url)
    assert text == "Mail de school 2"
    assert "In een ander venster" in client.get(url).content.decode()
    kept = client.get(reverse("concept:concepten")).content.decode()
    assert "Bel de woningbouw 2" in kept
    assert "Mail de school 2" in kept

    # Another window goes on with the newest; the first is sent, and what is typed in the others stays.
    typed(client, bt, third, "Mail de school en de leerplicht")
    assert client.post(url, {**one, **new_actiepunt(bt, tekst="Bel de woningbouw 2")}).status_code == 302
    kept = client.get(reverse("concept:concepten")).content.decode()
    assert "Bel de woningbouw 2" not in kept
    assert "Mail de school en de leerplicht" in kept
    assert "Mail de school 2" not in kept

    # The second did not know of the third: what is typed there now is a thing of its own again.
    typed(client, bt, two, "Mail de school 3")
    typed(client, bt, third, "Mail de leerplicht")
    kept = client.get(reverse("concept:concepten")).content.decode()
    assert "Mail de school 3" in kept
    assert "Mail de leerplicht" in kept

    client.post(reverse("concept:weggooien"), {**third})
    assert words(client, url)[0] == "Mail de school 3"


def test_words_taken_out_in_one_window_stay_in_the_other(bt, client):
    client.force_login(bt.woe)
    url = reverse(ADD)
    one, two = open_form(client, url), open_form(client, url)
    typed(client, bt, one, "Bel de woningbouw")
    typed(client, bt, two, "Mail")
    typed(client, bt, two, "")

    assert words(client, url)[0] == "Bel de woningbouw"


class TestGast:
    """Somebody without an account, behind a link of their own: what a partner types on a phone is not lost either."""

    @pytest.fixture
    def link(self, bt):
        leren = plan_leerbijeenkomst(
            team=bt.team, by=bt.osa, begin=timezone.now() + timedelta(days=9), gespreksleider=bt.osc,
            goed=[factories.casus(bt)], minder_goed=[],
        )  # fmt: skip
        return reverse(
            "casuistiek:inbreng", args=[invite_genodigde(bijeenkomst=leren, by=bt.osc, naam="Wijkteam")]
        )

    @staticmethod
    def copy(client, link):
        form = forms_in(client.get(link))["form"]
        return form, {"concept": form.kaartje, "hielp": "", "hinderde": "Ik belde vier mensen."}

    def test_it_stands_there_again_and_is_gone_when_sent_or_thrown_away(self, client, link):
        _, data = self.copy(client, link)
        assert client.post(reverse("concept:bewaren"), data).json() == {"bewaard": True, "ingelogd": True}

        form, again = self.copy(client, link)
        assert form["hinderde"].value() == "Ik belde vier mensen."
        page = client.get(link).content.decode()
        assert "Dit typte u" in page
        assert client.post(link, {**again, "hielp": "Eén nummer."}).status_code == 302
        assert not Concept.objects.filter(velden__isnull=False).exists()

        _, third = self.copy(client, link)
        client.post(reverse("concept:bewaren"), {**third, "hielp": "Nog iets"})
        answer = client.post(reverse("concept:weggooien"), {"concept": third["concept"], "terug": link})
        assert answer["Location"] == link
        assert self.copy(client, link)[0]["hielp"].value() == "Eén nummer."

    def test_the_link_is_not_written_down(self, client, link):
        geheim = link.rstrip("/").rsplit("/", 1)[1]
        _, data = self.copy(client, link)
        client.post(reverse("concept:bewaren"), data)
        client.post(link, {**data, "hielp": "Ja."})
        again = client.post(link, {**data, "hielp": "Ja."})  # the same copy, a second time

        assert again["Location"] == link
        assert Concept.objects.exists()
        for row in Concept.objects.values_list():
            assert not [value for value in row if isinstance(value, str) and geheim in value]

    def test_another_guest_and_a_colleague_see_nothing_of_it(self, bt, client, link):
        _, data = self.copy(client, link)
        client.post(reverse("concept:bewaren"), data)
        leren = Leerbijeenkomst.objects.get()
        other = invite_genodigde(bijeenkomst=leren, by=bt.osc, naam="School")

        assert "vier mensen" not in client.get(reverse("casuistiek:inbreng", args=[other])).content.decode()
        client.force_login(bt.osc)
        assert "vier mensen" not in client.get(reverse("concept:concepten")).content.decode()
        assert "vier mensen" in client.get(link).content.decode()

    def test_who_is_erased_is_taken_out(self, bt, client, link):
        mens = factories.sleutelfiguur(bt, naam="Sefa Quispel")
        _, data = self.copy(client, link)
        client.post(reverse("concept:bewaren"), {**data, "hinderde": "Sefa Quispel belde niet."})

        erase(sleutelfiguur=mens, by=bt.chef, reden="verzoek")

        assert "Quispel" not in client.get(link).content.decode()
        assert "belde niet" in client.get(link).content.decode()


def test_in_the_database_it_is_unreadable(bt, client):
    client.force_login(bt.woe)
    client.post(reverse("concept:bewaren"), {**open_form(client, reverse(ADD)), **new_actiepunt(bt)})

    assert b"woningbouw" not in bytes(Concept.objects.get().velden)


def test_an_error_keeps_it_for_the_next_time_too(bt, client):
    client.force_login(bt.woe)
    url = reverse(ADD)

    assert (
        client.post(url, {**open_form(client, url), **new_actiepunt(bt, deadline="ooit")}).status_code == 200
    )

    assert "Bel de woningbouw" in client.get(url).content.decode()


def test_with_a_colleague_logged_in_on_the_same_machine_it_is_kept_for_its_writer(bt, client):
    client.force_login(bt.woe)
    url = reverse(ADD)
    data = {**open_form(client, url), **new_actiepunt(bt)}
    client.force_login(bt.osc)

    html = client.post(url, data, follow=True).content.decode()

    assert "van een collega en is niet verstuurd" in html
    assert not Actiepunt.objects.filter(tekst="Bel de woningbouw").exists()
    assert "Bel de woningbouw" not in client.get(url).content.decode()
    assert "Bel de woningbouw" not in client.get(reverse("concept:concepten")).content.decode()
    client.force_login(bt.woe)
    assert "Bel de woningbouw" in client.get(reverse("concept:concepten")).content.decode()


def test_where_the_page_does_not_open_any_more_the_words_can_still_be_read(bt, client):
    """A colleague was first: what was typed about a casus that is closed now."""
    casus = factories.casus(bt)
    client.force_login(bt.woe)
    kaartje = Kaartje(bt.woe.pk, "Form:/x/", f"/casussen/{casus.pk + 999}/", "Bijschrijven", ["tekst"])
    client.post(reverse("concept:bewaren"), {"concept": kaartje.sign(), "tekst": "De buurman belde."})

    assert reverse("concept:concepten") in client.get(reverse("dashboard:mijn-werk")).content.decode()
    html = client.get(reverse("concept:concepten")).content.decode()
    assert "De buurman belde." in html
    assert "Bijschrijven" in html


def test_thrown_away_is_gone(bt, client):
    client.force_login(bt.woe)
    url = reverse(ADD)
    data = {**open_form(client, url), **new_actiepunt(bt)}
    client.post(reverse("concept:bewaren"), data)

    answer = client.post(reverse("concept:weggooien"), {"concept": data["concept"], "terug": url})

    assert answer["Location"] == url
    assert "Bel de woningbouw" not in client.get(url).content.decode()


def test_another_throws_nothing_away_and_goes_nowhere_else(bt, client):
    client.force_login(bt.woe)
    data = {**open_form(client, reverse(ADD)), **new_actiepunt(bt)}
    client.post(reverse("concept:bewaren"), data)
    client.force_login(bt.osc)

    client.post(reverse("concept:weggooien"), {"concept": data["concept"]})

    assert Concept.objects.filter(velden__isnull=False).count() == 1
    client.force_login(bt.woe)
    away = client.post(reverse("concept:weggooien"), {**data, "terug": "https://elders.example/"})
    assert away["Location"] == reverse(ADD)


@pytest.mark.parametrize("kaartje", ["", "x", "a:b:c", "é" * 50])
def test_a_kaartje_that_is_not_ours_keeps_nothing(bt, client, kaartje):
    client.force_login(bt.woe)

    answer = client.post(reverse("concept:bewaren"), {"concept": kaartje, "tekst": "Iets"})

    assert answer.json() == {"bewaard": False, "ingelogd": False}
    assert not Concept.objects.exists()


def test_after_a_week_it_is_gone(bt, client):
    client.force_login(bt.woe)
    client.post(reverse("concept:bewaren"), {**open_form(client, reverse(ADD)), **new_actiepunt(bt)})

    assert purge(timezone.now() + timedelta(days=6)) == 0
    assert purge(timezone.now() + timedelta(days=8)) == 1


def test_a_page_that_stood_open_too_long_says_where_the_words_are(bt):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(bt.woe)
    url = reverse(ADD)
    data = {**open_form(client, url), **new_actiepunt(bt)}

    answer = client.post(url, data)

    assert answer.status_code == 403
    assert f'href="{url}"' in answer.content.decode()
    assert "Bel de woningbouw" in client.get(url).content.decode()


def test_nobody_without_something_typed_pays_for_it(bt, client):
    """One look at it, in the query that reads who is logged in."""
    client.force_login(bt.woe)
    url = reverse(ADD)
    client.get(url)
    with CaptureQueriesContext(connection) as before:
        data = {**open_form(client, url), **new_actiepunt(bt)}
    assert [query["sql"].count("concept_concept") > 0 for query in before].count(True) == 1
    client.post(reverse("concept:bewaren"), data)

    with CaptureQueriesContext(connection) as after:
        client.get(url)

    assert len(after) == len(before) + 1


def test_who_is_erased_is_taken_out_of_what_was_not_sent_yet(bt, client):
    mens = factories.sleutelfiguur(bt, naam="Sefa Quispel")
    client.force_login(bt.osc)
    url = reverse(ADD)
    client.post(
        reverse("concept:bewaren"),
        {**open_form(client, url), **new_actiepunt(bt, tekst="Bel Sefa Quispel terug")},
    )

    erase(sleutelfiguur=mens, by=bt.chef, reden="verzoek")

    html = client.get(url).content.decode()
    assert "Quispel" not in html
    assert "Bel [gewist] terug" in html
