"""What every page's frame needs: menu, unread count, the OpCo bar, the words of the team."""

from django.conf import settings
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from notificaties.models import Notificatie
from organisatie.queries import instelling_for
from organisatie.sessie import seconds_left


def shell(request):
    return {"shell": SimpleLazyObject(lambda: _shell(request))}


def _shell(request):
    frame = {"demo": settings.DEMO}
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        frame["sessie"] = seconds_left(request)
    if user is None or not user.is_authenticated or user.team is None:
        return frame
    instelling = instelling_for(user, user.team.pk)
    is_mt = bool(user.functies_in(user.team.pk) & instelling.mt_functies)
    return frame | {
        "instelling": instelling,
        "menu": _menu(request.path, is_mt),
        "ongelezen": Notificatie.objects.open().filter(ontvanger=user).count(),
        "dienst": getattr(user.team.dienst, "medewerker_id", None) == user.pk,
    }


BRIEFING = "/portefeuilles/briefing/"


def _menu(path, is_mt):
    items = [
        ("dashboard:mijn-werk", "Mijn werk", path == "/"),
        ("casuistiek:casus-list", "Casussen", path.startswith("/casussen/")),
        (
            "portefeuilles:portefeuille-list",
            "Portefeuilles",
            path.startswith("/portefeuilles/") and not path.startswith(BRIEFING),
        ),
        ("overleggen:overleg-list", "Overleggen", path.startswith("/overleggen/")),
        ("bondgenoten:netwerk-list", "Bondgenoten", path.startswith("/bondgenoten/")),
        ("portefeuilles:briefing", "Briefing", path.startswith(BRIEFING)),
        ("werk:werk", "Werk loggen", path.startswith("/werk/")),
        ("organisatie:team", "Team", path.startswith("/team/")),
    ]
    if is_mt:
        items.append(("dashboard:bmo", "BMO", path.startswith("/bmo/")))
    return [{"url": reverse(name), "label": label, "actief": actief} for name, label, actief in items]
