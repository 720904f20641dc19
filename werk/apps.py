from django.apps import AppConfig


class WerkConfig(AppConfig):
    name = "werk"
    verbose_name = "Werk"

    def ready(self):
        from . import afspraken, handelingen, permissions  # noqa: F401

        handelingen.register_all()
        afspraken.register()
