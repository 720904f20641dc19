from django.apps import AppConfig


class OrganisatieConfig(AppConfig):
    name = "organisatie"
    verbose_name = "Organisatie"

    def ready(self):
        from ui.pages import naambronnen

        from . import cijfers, permissions, tabellen
        from .queries import known_names

        naambronnen.append(known_names)
        assert permissions
        tabellen.register_all()
        cijfers.register_all()
