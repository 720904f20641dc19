"""What I must hear, when, and how."""

from datetime import timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from organisatie.access import fetch_for
from ui.pages import form_page

from . import forms, services
from .models import Notificatie, Voorkeur
from .queries import still_opens, subjects_of


@require_GET
def meldingen(request):
    rows = Notificatie.objects.visible_to(request.user).filter(vervallen_op=None)
    page = Paginator(rows, 50).get_page(request.GET.get("pagina"))
    over = subjects_of(list(page.object_list), request.user)
    return render(request, "notificaties/meldingen.html", {"page": page, "over": over})


@require_GET
def melding(request, pk):
    """Go to what it is about, and mark it as read. A link in a mail ends here: no content in the address."""
    notificatie = fetch_for(request.user, Notificatie, perm="notificaties.read_notificatie", pk=pk)
    services.read(notificatie)
    if not still_opens(notificatie, request.user):
        messages.info(request, "Dit is niet meer voor jou. Je hoeft er niets meer mee te doen.")
        return redirect("notificaties:meldingen")
    return redirect(notificatie.url)


@require_POST
def meldingen_read(request):
    services.read_all(request.user)
    return redirect("notificaties:meldingen")


@require_http_methods(["GET", "POST"])
def melding_snooze(request, pk):
    notificatie = fetch_for(request.user, Notificatie, perm="notificaties.read_notificatie", pk=pk)
    tomorrow = timezone.localdate() + timedelta(days=1)
    return form_page(
        request,
        forms.UitstelForm(request.POST or None, initial={"dag": tomorrow}),
        do=lambda dag: services.snooze(notificatie=notificatie, by=request.user, dag=dag),
        titel="Later herinneren",
        intro=notificatie.tekst,
        terug=reverse("notificaties:meldingen"),
        bericht="Je hoort dit die ochtend weer.",
    )


@require_http_methods(["GET", "POST"])
def voorkeur(request):
    """One's own choice: one mail a day, at once, or only here. Urgent always comes at once."""
    row = Voorkeur.objects.filter(medewerker=request.user).first() or Voorkeur()
    return form_page(
        request,
        forms.VoorkeurForm(request.POST or None, initial={"wijze": row.wijze, "uur": row.uur}),
        do=lambda **data: services.set_voorkeur(medewerker=request.user, **data),
        titel="Hoe wil je het horen?",
        intro="Wat dringend is, komt altijd meteen. Alles staat ook hier, bij Meldingen.",
        terug=reverse("notificaties:meldingen"),
    )
