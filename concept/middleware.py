"""Around every form that is sent: it acts once, and what was typed is lost by no answer."""

from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.db import DatabaseError, transaction
from django.shortcuts import redirect

from . import services


class ConceptMiddleware:
    """Redirected: it was sent, and what was typed is gone. Any other answer, or nobody logged in: it is kept."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        signed = request.POST.get(services.VELD) if request.method == "POST" else None
        kaartje = services.Kaartje.read(signed) if signed else None
        if kaartje is None or request.path.startswith("/concept/"):
            return self.get_response(request)
        request.kaartje = kaartje
        if not kaartje.is_gast and request.user.pk != kaartje.wie:
            return self._of_another(request, kaartje)
        return self._once(request, kaartje)

    def _of_another(self, request, kaartje):
        """The session ended while they typed, or a colleague logged in here since: kept for who typed it."""
        kept = services.keep(kaartje, request.POST)
        if request.user.is_authenticated:
            messages.warning(
                request, "Dit formulier was van een collega en is niet verstuurd." + KEPT_FOR_THEM * kept
            )
            return redirect("/")
        messages.warning(request, f"Je was uitgelogd. {KEPT if kept else 'Er is niets verstuurd.'}")
        return redirect_to_login(kaartje.pagina)

    def _once(self, request, kaartje):
        response = None
        try:
            with transaction.atomic():
                row = services.lock(kaartje)
                if services.was_sent(row, kaartje, request.POST):
                    return redirect(row.naar or (request.path if kaartje.is_gast else "/"))
                if row.verstuurd == kaartje.exemplaar:
                    request.POST = _anew(request.POST)
                response = self.get_response(request)
                if _was_sent(request, response):
                    services.sent(row, kaartje, request.POST, response.get("Location", kaartje.pagina))
                    return response
        except DatabaseError:
            if response is None or _was_sent(request, response):  # nothing of it stands: that is no success
                services.keep(kaartje, request.POST)
                raise
        services.keep(kaartje, request.POST)
        return response


def _anew(data):
    """Who went back and wrote something else sends another thing: with another key than the first (`SleutelMixin`)."""
    data = data.copy()
    for name in [name for name in data if name == "sleutel" or name.endswith("-sleutel")]:
        data[name] = str(uuid4())
    return data


KEPT = "Wat je typte is bewaard. Log in, dan staat het er weer."
KEPT_FOR_THEM = " Wat er getypt was, is voor die collega bewaard."


def _was_sent(request, response):
    """It led on, without a word that it did not work; or it gave a file."""
    if response.status_code == 302:
        waiting = getattr(request, "_messages", None)
        return not any(
            message.level >= messages.ERROR for message in getattr(waiting, "_queued_messages", ())
        )
    return response.status_code == 200 and response.has_header("Content-Disposition")
