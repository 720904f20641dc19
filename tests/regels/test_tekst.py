"""Does a text look like a BSN, a date of birth or a full name? (T6, P-14)"""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regels.tekst import Signaal, is_bsn, signalen

BSN, DATUM, NAAM = Signaal.BSN, Signaal.GEBOORTEDATUM, Signaal.NAAM


@pytest.mark.parametrize(
    ("tekst", "verwacht"),
    [
        ("De woning is verzegeld.", []),
        ("BSN 111222333 staat op de brief", [BSN]),
        ("nummer 1112.22.333 genoemd", [BSN]),
        ("PL0900-2026-111222333", []),
        ("bel 0612345678", []),
        ("geboren 4 mei 1980", [DATUM]),
        ("geb. 12-3-98", [DATUM]),
        ("op 12-03-1981 in Zwolle", [DATUM]),
        ("overleg op 23-11-2026", []),
        ("Jan de Vries belde", [NAAM]),
        ("Fatima el Amrani was erbij", [NAAM]),
        ("mevrouw Jansen is boos", [NAAM]),
        ("contact met J. de Boer", [NAAM]),
        ("Vera Post belt de gemeente", []),
        ("mw. Post belt", []),
        ("Politie Midden-Nederland en Gemeente Amersfoort", []),
        ("Zorg en Veiligheid in Soesterkwartier Noord", []),
        ("Jan belt morgen", []),
        ("Melding van Jan de Vries", [NAAM]),
        ("Vader Ali Yilmaz dreigde", [NAAM]),
        ("Ruzie Jan de Vries", [NAAM]),
        ("Melding van Vera Post", []),
        ("Kim Bos, geboren 1-2-1990, 123456782", [BSN, DATUM, NAAM]),
    ],
)
def test_what_a_text_looks_like(tekst, verwacht):
    assert signalen(tekst, jaar=2026, bekend=["Vera Post"]) == verwacht


def seeded_bsns(count):
    maker, found = random.Random(42), []
    while len(found) < count:
        cijfers = f"{maker.randrange(10**8, 10**9)}"
        if is_bsn(cijfers):
            found.append(cijfers)
    return found


def test_a_thousand_seeded_bsns_are_all_found():
    zinnen = ["De man gaf {} op.", "Nummer:{}.", "{}", "zie\n{}\nverder"]

    gemist = [
        nr
        for i, nr in enumerate(seeded_bsns(1000))
        if BSN not in signalen(zinnen[i % 4].format(nr), jaar=2026)
    ]

    assert gemist == []


@given(st.integers(10**8, 10**9 - 1))
def test_only_one_in_eleven_numbers_of_nine_digits_passes(nummer):
    cijfers = str(nummer)
    som = sum(int(c) * w for c, w in zip(cijfers, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True))

    assert is_bsn(cijfers) == (som % 11 == 0)


@given(st.text(max_size=300))
def test_any_text_has_an_answer(tekst):
    assert set(signalen(tekst, jaar=2026)) <= set(Signaal)
