from django.apps import AppConfig


class OrganisatieConfig(AppConfig):
    name = "organisatie"
    verbose_name = "Organisatie"

    def ready(self):
        from . import permissions  # noqa: F401
