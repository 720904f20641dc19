from django.apps import AppConfig


class OverleggenConfig(AppConfig):
    name = "overleggen"
    verbose_name = "Overleggen"

    def ready(self):
        from . import agendabronnen, permissions  # noqa: F401
