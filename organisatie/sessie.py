"""When a login ends: said two minutes before, and put off as often as one likes (U-12, WCAG 2.2.1)."""

import time

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.models import Session
from django.http import JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

SLEUTEL = "loopt_tot"


def begin(request, **kwargs):
    """Write down until when this login lasts (seconds since 1970). It is kept with the session, which ends at the same time."""
    request.session[SLEUTEL] = int(time.time()) + settings.SESSION_COOKIE_AGE


user_logged_in.connect(begin, dispatch_uid="organisatie.sessie")


def seconds_left(request):
    """How long this login still lasts, in seconds; None when nobody is logged in."""
    end = request.session.get(SLEUTEL)
    return None if end is None else max(0, end - int(time.time()))


@require_http_methods(["GET", "POST"])
def sessie(request):
    """How many seconds still (GET), or from now on as many as at the beginning (POST)."""
    if request.method == "POST":
        begin(request)
    # Another page may have saved the session meanwhile, and so made it last longer: the row itself says.
    row = Session.objects.filter(session_key=request.session.session_key).first()
    left = (row.expire_date - timezone.now()).total_seconds() if row is not None else 0
    return JsonResponse({"over": max(int(left), seconds_left(request) or 0)})
