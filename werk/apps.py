from django.apps import AppConfig


class WerkConfig(AppConfig):
    name = "werk"
    verbose_name = "Werk"

    def ready(self):
        from . import permissions  # noqa: F401
