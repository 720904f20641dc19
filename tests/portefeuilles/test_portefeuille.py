"""What is written as one thing per line is kept so, and looked at like every other free text."""

import pytest
from django.urls import reverse

from portefeuilles.models import Portefeuille, Taakaccent

pytestmark = pytest.mark.django_db


def test_a_portefeuille_with_its_themas(bt, client):
    client.force_login(bt.chef)
    data = {"naam": "Wonen", "themas": "Woonoverlast\n\n Ondermijning ", "toelichting": "Rust in de straat."}

    response = client.post(reverse("portefeuilles:portefeuille-add"), data)

    portefeuille = Portefeuille.objects.get(naam="Wonen")
    assert response.url == portefeuille.get_absolute_url()
    assert set(portefeuille.themas.values_list("naam", flat=True)) == {"Woonoverlast", "Ondermijning"}


def test_a_thema_that_looks_like_a_bsn_is_asked_about_and_kept(bt, client):
    client.force_login(bt.chef)
    data = {"naam": "Wonen", "themas": "Zaak 111222333", "toelichting": ""}

    html = client.post(reverse("portefeuilles:portefeuille-add"), data).content.decode()

    assert "Haal het weg als het kan" in html
    assert "Zaak 111222333" in html
    assert not Portefeuille.objects.filter(naam="Wonen").exists()


def test_a_taakaccent_with_its_courses(bt, client):
    client.force_login(bt.houder)
    data = {"naam": "Zorg en Veiligheid", "wens": "4", "cursussen": "Verward gedrag\nEerste hulp"}

    client.post(reverse("portefeuilles:taakaccent-add", args=[bt.zorg.pk]), data)

    assert Taakaccent.objects.get().cursussen == ["Verward gedrag", "Eerste hulp"]
