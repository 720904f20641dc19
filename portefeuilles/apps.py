from django.apps import AppConfig


class PortefeuillesConfig(AppConfig):
    name = "portefeuilles"
    verbose_name = "Portefeuilles"

    def ready(self):
        from . import aandacht, bronnen, handelingen, permissions

        bronnen.register()
        assert permissions
        handelingen.register_all()
        aandacht.register_all()
