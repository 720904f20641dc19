"""`make load`: 200 people at work at once, first without worker and beat, then with them. The ticks may hardly be felt.

Each thinks 5 to 15 seconds and opens a page, as people do; two gunicorn workers, as `manage.py start` has. Prints a line for each
half, and the ratio of the medians and of the 95th percentiles. Ends with 1 when a ratio is above 1.2. Needs PostgreSQL and Redis
(LOAD_REDIS_URL, default the local one); uses the database of `make bench`.
"""

import http.client
import os
import random
import statistics
import subprocess
import sys
import threading
import time
from io import StringIO
from pathlib import Path
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from bench.run import ROOT, free_port, prepare, wait_for  # noqa: E402

PEOPLE = 200
THINK = (5, 15)  # seconds
WARM, MEASURED = 30, int(os.environ.get("LOAD_SECONDS", "120"))
LIMIT = 1.2
os.environ["EMAIL_URL"] = "dummymail://"  # nobody of these people has a mailbox
REDIS = os.environ.get("LOAD_REDIS_URL", "redis://127.0.0.1:6379/11")
OFTEN = [
    "/",
    "/",
    "/casussen/",
    "/portefeuilles/",
    "/meldingen/",
    "/werk/",
    "/overleggen/",
    "{casus}",
    "{casus}",
]


def people():
    """The session of each of 200 people of many teams, and a casus that exists for them."""
    from django.test import Client

    from casuistiek.models import Casus
    from organisatie.models import Medewerker

    found = []
    for person in Medewerker.objects.filter(plaatsingen__tot=None).distinct().order_by("pk")[:PEOPLE]:
        client = Client()
        client.force_login(person)
        casus = Casus.objects.open().visible_to(person).first()
        pages = [page.format(casus=f"/casussen/{casus.pk}/" if casus else "/casussen/") for page in OFTEN]
        found.append((client.cookies["sessionid"].value, pages))
    return found


def one_person(port, session, pages, seed, end, times):
    chance = random.Random(seed)  # noqa: S311  who thinks how long is no secret
    time.sleep(chance.uniform(0, THINK[1]))
    while time.monotonic() < end:
        began = time.monotonic()
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("GET", chance.choice(pages), headers={"Cookie": f"sessionid={quote(session)}"})
        answer = connection.getresponse()
        answer.read()
        connection.close()
        times.append((began, time.monotonic() - began, answer.status))
        time.sleep(chance.uniform(*THINK))


def run(everybody, *, ticks):
    """All these people at work; returns (median, p95) in seconds, of what began after the warming up."""
    port = free_port()
    env = {**os.environ, "REDIS_URL": REDIS}
    python = [sys.executable, "-m"]
    web = ["gunicorn", "basisteam.wsgi", "--workers", "2", "--threads", "4", "--bind", f"127.0.0.1:{port}"]
    worker = ["celery", "--quiet", "-A", "basisteam", "worker", "--loglevel", "ERROR", "--concurrency", "1"]
    commands = [web]
    if ticks:
        schedule = ["--schedule", str(ROOT / "var" / "load-schedule"), "--pidfile", ""]
        commands += [[*worker, "-B", "-Q", "celery", "-n", "load@%h", *schedule]]
        commands += [[*worker, "-Q", "mail", "-n", "load-mail@%h"]]
    children = [subprocess.Popen([*python, *command], cwd=ROOT, env=env) for command in commands]  # noqa: S603
    try:
        wait_for(port)
        began = time.monotonic()
        times: list[tuple[float, float, int]] = []
        threads = [
            threading.Thread(target=one_person, args=(port, *who, nr, began + WARM + MEASURED, times))
            for nr, who in enumerate(everybody)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        for child in children:
            child.terminate()
        for child in children:
            try:
                child.wait(30)
            except subprocess.TimeoutExpired:  # a worker in the middle of much mail
                child.kill()
    wrong = [status for _, _, status in times if status != 200]
    assert not wrong, wrong[:5]
    waited = sorted(length for at, length, _ in times if at > began + WARM)
    median, p95 = statistics.median(waited), waited[int(len(waited) * 0.95)]
    print(
        f"{'with' if ticks else 'without'} worker and beat: {len(waited) / MEASURED:.1f}/s median={median * 1000:.0f}ms p95={p95 * 1000:.0f}ms"
    )
    return median, p95


def main():
    from django.core.management import call_command

    prepare()
    from django.db import connection

    from notificaties.services import send_due

    # What fell due while nothing ran is no part of a working day.
    call_command("herinneringen", stdout=StringIO())
    while send_due():
        pass
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    everybody = people()
    off = run(everybody, ticks=False)
    on = run(everybody, ticks=True)
    ratios = [there / alone for there, alone in zip(on, off, strict=True)]
    print(f"ratio median={ratios[0]:.2f} p95={ratios[1]:.2f}")
    sys.exit(max(ratios) > LIMIT)


if __name__ == "__main__":
    main()
