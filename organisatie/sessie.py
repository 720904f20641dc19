"""When a login ends: said two minutes before, and put off as often as one likes (U-12, WCAG 2.2.1)."""

import time

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.http import JsonResponse
from django.views.decorators.http import require_http_methods

SLEUTEL = "loopt_tot"


def begin(request, **kwargs):
    """Write down until when this login lasts (seconds since 1970). It is kept with the session, which ends at the same time."""
    request.session[SLEUTEL] = int(time.time()) + settings.SESSION_COOKIE_AGE


user_logged_in.connect(begin, dispatch_uid="organisatie.sessie")


def loopt_tot(request):
    """When this login ends, in seconds since 1970; None when nobody is logged in."""
    return request.session.get(SLEUTEL)


@require_http_methods(["GET", "POST"])
def sessie(request):
    """How many seconds still (GET), or from now on as many as at the beginning (POST)."""
    if request.method == "POST":
        begin(request)
    return JsonResponse({"over": max(0, (loopt_tot(request) or 0) - int(time.time()))})
