from django.apps import AppConfig


class OverleggenConfig(AppConfig):
    name = "overleggen"
    verbose_name = "Overleggen"

    def ready(self):
        from . import permissions  # noqa: F401
        from .agendabronnen import verhuisbronnen
        from .services import presentaties, vragen

        presentaties.register()
        vragen.register()
        verhuisbronnen.append(lambda van, naar: presentaties.move_turns(van.presentaties.all(), naar))
