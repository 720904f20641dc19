"""The environment of the tests, loaded before Django's settings are (pyproject.toml, `-p tests.omgeving`)."""

import os

os.environ.setdefault("DEMO", "1")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright's sync API keeps a loop running
