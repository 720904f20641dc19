from django.apps import AppConfig


class OverleggenConfig(AppConfig):
    name = "overleggen"
    verbose_name = "Overleggen"

    def ready(self):
        from notificaties.hartslag import controlebronnen

        from . import aandacht, cijfers, handelingen, permissions  # noqa: F401
        from .agendabronnen import verhuisbronnen
        from .services import presentaties, vragen
        from .services.tick import check

        presentaties.register()
        vragen.register()
        controlebronnen.append(check)
        verhuisbronnen.append(lambda van, naar: presentaties.move_turns(van.presentaties.all(), naar))
        handelingen.register_all()
        cijfers.register_all()
        aandacht.register_all()
