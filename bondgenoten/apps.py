from django.apps import AppConfig


class BondgenotenConfig(AppConfig):
    name = "bondgenoten"
    verbose_name = "Bondgenoten"

    def ready(self):
        from . import bronnen, permissions

        bronnen.register()
        assert permissions
