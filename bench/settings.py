"""The product's settings, with the bare page beside it."""

from basisteam.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
