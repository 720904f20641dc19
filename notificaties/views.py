"""What I must hear."""

from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from organisatie.access import fetch_for

from . import services
from .models import Notificatie


@require_GET
def meldingen(request):
    rows = Notificatie.objects.visible_to(request.user).filter(vervallen_op=None)
    page = Paginator(rows, 50).get_page(request.GET.get("pagina"))
    return render(request, "notificaties/meldingen.html", {"page": page})


@require_GET
def melding(request, pk):
    """Go to what it is about, and mark it as read. A link in a mail ends here: no content in the address."""
    notificatie = fetch_for(request.user, Notificatie, perm="notificaties.read_notificatie", pk=pk)
    services.read(notificatie)
    return redirect(notificatie.url)


@require_POST
def meldingen_read(request):
    services.read_all(request.user)
    return redirect("notificaties:meldingen")
