from django.apps import AppConfig


class PortefeuillesConfig(AppConfig):
    name = "portefeuilles"
    verbose_name = "Portefeuilles"

    def ready(self):
        from organisatie.invallen import feitenbronnen

        from . import aandacht, afspraken, bronnen, cijfers, handelingen, permissions
        from .queries import facts_with_houders

        feitenbronnen.append(facts_with_houders)

        bronnen.register()
        afspraken.register()
        assert permissions
        handelingen.register_all()
        cijfers.register_all()
        aandacht.register_all()
