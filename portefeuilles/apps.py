from django.apps import AppConfig


class PortefeuillesConfig(AppConfig):
    name = "portefeuilles"
    verbose_name = "Portefeuilles"

    def ready(self):
        from . import bronnen, permissions

        bronnen.register()
        assert permissions
