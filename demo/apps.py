from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Three teams with a month of work, and people to log in as with one click. Only there with DEMO=true."""

    name = "demo"
