"""A point on an agenda and its end, in one line of a test."""

from overleggen import services
from tests.factories import op

MAANDAG = op("2026-11-23", 10)


def add(overleg, by, titel="Ander punt", **anders):
    feiten = {"doel": "besluitvorming", "gewenst": "Een besluit", "minuten": 10, **anders}
    return services.add_punt(overleg=overleg, by=by, titel=titel, **feiten)


def end(punt, by, uitkomst="besluit", tekst="We doen het.", **anders):
    return services.end_punt(punt=punt, by=by, uitkomst=uitkomst, tekst=tekst, **anders)
