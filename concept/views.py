"""What I typed and did not send: keep it, read it, throw it away."""

from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from . import services


@csrf_exempt  # the kaartje is signed, and keeps words for its own writer only: also when another window logged in again
@login_not_required  # the kaartje says whose it is, also when the session has ended
@require_POST
def bewaren(request):
    """While typing, without a word. The answer says whether they are still logged in."""
    kaartje = services.Kaartje.read(request.POST.get(services.VELD, ""))
    kept = kaartje is not None and services.keep(kaartje, request.POST)
    return JsonResponse({"bewaard": kept, "ingelogd": kaartje is not None and _is_theirs(kaartje, request)})


def _is_theirs(kaartje, request):
    """A guest has no account: who has the form behind their link is the guest."""
    return kaartje.is_gast or kaartje.wie == request.user.pk


@login_not_required  # a guest throws away what they typed too
@require_POST
def weggooien(request):
    kaartje = services.Kaartje.read(request.POST.get(services.VELD, ""))
    if kaartje is None or not _is_theirs(kaartje, request):
        return redirect("concept:concepten")
    services.forget(kaartje)
    here = request.POST.get("terug", "")
    ours = url_has_allowed_host_and_scheme(here, allowed_hosts=None)
    return redirect(here if ours else kaartje.pagina or "/")


@require_GET
def concepten(request):
    """Everything I typed and did not send, also where the page of the form does not open any more."""
    rows = [services.to_read(row) for row in services.of(request.user)]
    for item in rows:
        row = item["row"]
        item["kaartje"] = services.Kaartje(
            request.user.pk, row.formulier, row.pagina, vervolgt=row.exemplaar
        ).sign()
    return render(request, "concept/concepten.html", {"rows": rows})


def csrf_failure(request, reason=""):
    """A page that stood open too long: what was typed is kept, with the way back to it."""
    kaartje = getattr(request, "kaartje", None)
    pagina = kaartje.pagina if kaartje is not None and kaartje.teksten else ""
    return render(request, "403_csrf.html", {"pagina": pagina}, status=403)
