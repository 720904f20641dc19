"""`make bench`: start the product on PostgreSQL with made data, and measure each main page beside the bare page.

One server process, one connection, the pages taken in turn so that a slow moment hits all of them. Prints one
line a page: NAME median=12.3ms ratio=1.6. Needs PostgreSQL (BENCH_DATABASE_URL, default the local one); the
database `basisteam_bench` is made, and made anew with --fresh.
"""

import http.client
import os
import socket
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SERVER = os.environ.get("BENCH_SERVER_URL", "postgres://postgres@127.0.0.1:5432/")
DATABASE = SERVER.rstrip("/") + "/basisteam_bench"
ROUNDS = 60
# An overview computes over all open casussen: eight weeks ahead for 60 of them is 1,500 answers to "who is aan zet?".
LIMITS = {"lijst": 3.0, "pagina": 5.0, "overzicht": 9.0}

PAGES = [
    ("bare", "/bare/", "maat"),
    ("casussen", "/casussen/?toon=alle", "lijst"),
    ("casussen-open", "/casussen/", "lijst"),
    ("portefeuilles", "/portefeuilles/", "lijst"),
    ("overleggen", "/overleggen/", "lijst"),
    ("actiepunten", "/overleggen/actiepunten/", "lijst"),
    ("besluiten", "/besluiten/", "lijst"),  # 1,400 of five years
    ("presentaties", "/overleggen/presentaties/", "lijst"),
    ("overleg", "/overleggen/{overleg}/", "overzicht"),  # 20 points: looking fills the agenda
    ("collegas", "/team/collegas/", "lijst"),
    ("meldingen", "/meldingen/", "lijst"),
    ("team", "/team/", "lijst"),
    ("werk", "/werk/", "lijst"),
    ("mijn-werk", "/", "pagina"),
    ("casus", "/casussen/{casus}/", "pagina"),  # with 500 gebeurtenissen
    ("tijdlijn", "/casussen/{casus}/tijdlijn/", "pagina"),
    ("regie-op-regie", "/casussen/regie/", "overzicht"),
    ("vooruit", "/casussen/vooruit/", "overzicht"),
    ("bmo", "/bmo/", "pagina"),
    # five years of plans, 5,000 activiteiten and 50,000 lines of work
    ("portefeuille", "/portefeuilles/{portefeuille}/", "pagina"),
    ("plan", "/portefeuilles/plannen/{plan}/", "overzicht"),  # 167 activiteiten on one page
    ("activiteiten", "/portefeuilles/activiteiten/", "lijst"),
    ("aanpakken", "/portefeuilles/aanpakken/", "lijst"),
    ("taakaccenten", "/portefeuilles/taakaccenten/", "lijst"),
    ("acties", "/portefeuilles/acties/", "lijst"),
    ("trends", "/portefeuilles/trends/", "lijst"),
    ("briefing", "/portefeuilles/briefing/", "lijst"),
    ("briefingopdrachten", "/portefeuilles/briefing/opdrachten/", "lijst"),
    ("voorbeelden", "/portefeuilles/voorbeelden/", "lijst"),
    ("tijd-van-het-team", "/werk/tijd/team/", "pagina"),
    ("takenpakketten", "/portefeuilles/takenpakketten/", "overzicht"),
    # 8 networks of the team, 1,336 of the country, 20,000 people in them
    ("netwerken", "/bondgenoten/", "lijst"),
    ("netwerk", "/bondgenoten/{netwerk}/", "pagina"),
    ("netwerkbeeld", "/bondgenoten/{netwerk}/beeld/", "lijst"),
    ("wie-bereiken-we", "/bondgenoten/beeld/", "lijst"),
    ("sleutelfiguren", "/bondgenoten/sleutelfiguren/", "lijst"),
    ("signalen", "/bondgenoten/signalen/", "lijst"),
    ("belronde", "/bondgenoten/bellen/{belronde}/", "pagina"),
]


def prepare():
    """The database with made data, and a session of the teamchef of the measured team."""
    import psycopg

    sys.path.insert(0, str(ROOT))
    os.environ.update(
        DATABASE_URL=DATABASE, SECRET_KEY="b" * 50, DJANGO_SETTINGS_MODULE="bench.settings", DEBUG=""
    )
    with psycopg.connect(SERVER.rstrip("/") + "/postgres", autocommit=True) as connection:
        exists = connection.execute("SELECT 1 FROM pg_database WHERE datname = 'basisteam_bench'").fetchone()
        if exists and "--fresh" in sys.argv:
            connection.execute("DROP DATABASE basisteam_bench WITH (FORCE)")
            exists = None
        if not exists:
            connection.execute("CREATE DATABASE basisteam_bench")
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection as db
    from django.test import Client

    from bench.data import fill
    from bondgenoten.models import Belronde, Netwerk
    from casuistiek.models import Casus
    from organisatie.models import Medewerker
    from overleggen.models import Overleg
    from portefeuilles.models import Portefeuille

    call_command("prepare", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    if not Casus.objects.exists():
        print("making data ...", file=sys.stderr)
        fill()
        with db.cursor() as cursor:
            cursor.execute("ANALYZE")
    chef = Medewerker.objects.filter(plaatsingen__functie="teamchef").order_by("pk").first()
    casus = Casus.objects.filter(team=chef.team, fase="regie").order_by("pk")[5]
    client = Client()
    client.force_login(chef)
    portefeuille = Portefeuille.objects.filter(team=chef.team).order_by("pk")[0]
    plan = portefeuille.plannen.order_by("-van")[0]
    overleg = Overleg.objects.te_komen().filter(team=chef.team, reeks__soort="woe_os").first()
    netwerk = Netwerk.objects.filter(team=chef.team).order_by("pk")[0]
    belronde = Belronde.objects.filter(team=chef.team)[0]
    ids = {
        "netwerk": netwerk.pk,
        "belronde": belronde.pk,
        "overleg": overleg.pk,
        "casus": casus.pk,
        "portefeuille": portefeuille.pk,
        "plan": plan.pk,
    }
    return client.cookies["sessionid"].value, ids


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def wait_for(port):
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            break
        except OSError:
            time.sleep(0.1)


def main():
    session, ids = prepare()
    port = free_port()
    server = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "gunicorn",
            "basisteam.wsgi",
            "--bind",
            f"127.0.0.1:{port}",
            "--workers",
            "1",
            "--threads",
            "1",
        ],
        cwd=ROOT,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "bench.settings"},
        stderr=subprocess.DEVNULL,
    )
    try:
        times = measure(port, session, ids)
    finally:
        server.terminate()
        server.wait(20)
    bare = statistics.median(times["bare"])
    over = []
    for name, _, kind in PAGES:
        median = statistics.median(times[name])
        ratio = median / bare
        print(f"{name} median={median * 1000:.1f}ms ratio={ratio:.1f}")
        if ratio > LIMITS.get(kind, 99):
            over.append(f"{name} {ratio:.1f} > {LIMITS[kind]}")
    if over:
        sys.exit("over the limit: " + ", ".join(over))


def measure(port, session, ids):
    """Seconds per page: `ROUNDS` rounds over all pages, after three to warm up."""
    wait_for(port)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    times = {name: [] for name, _, _ in PAGES}
    for nr in range(ROUNDS + 3):
        for name, path, _ in PAGES:
            begin = time.perf_counter()
            connection.request("GET", path.format(**ids), headers={"Cookie": f"sessionid={session}"})
            response = connection.getresponse()
            body = response.read()
            took = time.perf_counter() - begin
            assert response.status == 200, (name, response.status, body[:300])
            if nr >= 3:
                times[name].append(took)
    return times


if __name__ == "__main__":
    main()
