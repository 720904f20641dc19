from django.apps import AppConfig


class CasuistiekConfig(AppConfig):
    name = "casuistiek"
    verbose_name = "Casuïstiek"

    def ready(self):
        from . import bronnen, permissions

        bronnen.register()
        assert permissions
