"""`manage.py start`: web, worker with beat, and a worker for the mail: from one command, stopped together.

Each runs in its own session. A stop sends SIGTERM once, waits, and then kills: a worker once hung on SIGTERM.
When one of them ends by itself, the others are stopped and the command ends with an error.
"""

import os
import signal
import subprocess
import sys
import time

from django.conf import settings
from django.core.management.base import BaseCommand

PATIENCE = 30  # seconds between asking to stop and killing

WEB = [
    "-m",
    "gunicorn",
    "basisteam.wsgi",
    "--workers",
    "2",
    "--threads",
    "4",
    "--access-logfile",
    "/dev/null",
]
WORKER = [
    "-m",
    "celery",
    "--quiet",
    "-A",
    "basisteam",
    "worker",
    "--loglevel",
    "WARNING",
    "--concurrency",
    "1",
]
TICKS = [*WORKER, "-B", "-Q", "celery", "-n", "werk@%h"]
MAIL = [*WORKER, "-Q", "mail", "-n", "mail@%h"]


class Command(BaseCommand):
    help = "Start web, workers en beat samen, op één machine."

    def add_arguments(self, parser):
        parser.add_argument("--port", default="8000")
        parser.add_argument("--host", default="127.0.0.1")

    def handle(self, *args, port, host, **options):
        stopping = []
        signal.signal(signal.SIGTERM, lambda *_: stopping.append(True))
        signal.signal(signal.SIGINT, lambda *_: stopping.append(True))
        schedule = ["--schedule", settings.CELERY_BEAT_SCHEDULE_FILENAME, "--pidfile", ""]
        children = {
            "web": self._child([*WEB, "--bind", f"{host}:{port}"]),
            "worker en beat": self._child([*TICKS, *schedule]),
            "worker voor de mail": self._child(MAIL),
        }
        self._say(f"http://localhost:{port}/")
        ended = None
        while not stopping and ended is None:
            time.sleep(0.3)
            ended = next((name for name, child in children.items() if child.poll() is not None), None)
        self._stop(children.values())
        if ended is not None and not stopping:
            self.stderr.write(
                f"{ended} is vanzelf gestopt. Kijk hierboven waarom. Is poort {port} al bezet? "
                "Start dan met een andere: make run PORT=8123"
            )
            sys.exit(1)

    def _child(self, command):
        return subprocess.Popen([sys.executable, *command], start_new_session=True, cwd=settings.BASE_DIR)  # noqa: S603

    def _stop(self, children):
        running = [child for child in children if child.poll() is None]
        for child in running:
            child.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + PATIENCE
        for child in running:
            try:
                child.wait(max(deadline - time.monotonic(), 0.1))
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)

    def _say(self, address):
        self.stdout.write(f"\nBasisteam draait op {address}  (stoppen: Ctrl-C)\n")
        if settings.DEMO:
            from demo.views import demo_people

            self.stdout.write("Log in met één klik als een van deze fictieve mensen:\n")
            for team, people in demo_people().items():
                self.stdout.write(f"\n  {team.naam}\n")
                for person, rol in {rol: (person, rol) for person, rol in reversed(people)}.values():
                    self.stdout.write(f"    {person.naam:<22} {rol}\n")
        self.stdout.flush()
