from django.apps import AppConfig


class CasuistiekConfig(AppConfig):
    name = "casuistiek"
    verbose_name = "Casuïstiek"

    def ready(self):
        from . import aandacht, afspraken, bronnen, cijfers, handelingen, permissions

        bronnen.register()
        afspraken.register()
        assert permissions
        handelingen.register_all()
        cijfers.register_all()
        aandacht.register_all()
