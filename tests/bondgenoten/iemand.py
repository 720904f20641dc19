"""One person with a name that stands nowhere else, in every row that is theirs; and where it still stands."""

from django.contrib.sessions.models import Session
from django.db import connection

from bondgenoten import services
from tests import factories

NAAM, TELEFOON, EMAIL = "Sefanja Quispelaar", "06-48291733", "sefanja@quispelaar.example"
HAARDEN = ("quispelaar", "sefanja", "48291733", "48 29 17 33")  # what may be left nowhere, in any case


def iemand(bt):
    """Somebody in a network, with words about them in every row that is theirs."""
    netwerk = factories.netwerk(bt)
    row = factories.sleutelfiguur(
        bt,
        netwerk,
        naam=NAAM,
        telefoon=TELEFOON,
        email=EMAIL,
        rol="trainer",
        taal="Fries",
        bereikbaar="na vijven",
    )
    services.add_contact(
        sleutelfiguur=row, by=bt.woe, richting="halen", wijze="gebeld", tekst=f"{NAAM} belde"
    )
    services.set_relatie(
        sleutelfiguur=row,
        by=bt.woe,
        medewerker=bt.wijkagent,
        als="vervanger",
        meegegeven=f"{NAAM} appt liever",
    )
    ronde = services.start_belronde(team=bt.team, by=bt.woe, aanleiding="Brand", iedereen=True)
    line = services.claim_line(regel=ronde.regels.get(), by=bt.woe)
    services.result_line(
        regel=line,
        by=bt.woe,
        afloop="gesproken",
        stemming="rustig",
        gehoord=f"{NAAM}: rustig",
        nodig=f"bel {TELEFOON}",
    )
    return row


def correct(mens, by, **anders):
    names = (
        "naam",
        "rol",
        "telefoon",
        "email",
        "grondslag",
        "toestemming_op",
        "toestemming_doel",
        "toestemming_tot",
    )
    values = {name: getattr(mens, name) for name in (*names, "versie")}
    return services.change_sleutelfiguur(sleutelfiguur=mens, by=by, **{**values, **anders})


def everything_in_the_database():
    """Every row of every table as text, and what sessions hold."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                yield table, " ".join(str(value) for value in row).lower()
    for session in Session.objects.all():
        yield "session", str(session.get_decoded()).lower()


def left_in_the_database():
    return sorted(
        {(table, haard) for table, text in everything_in_the_database() for haard in HAARDEN if haard in text}
    )
