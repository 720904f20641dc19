"""An aanpak, phase by phase."""

from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from organisatie.access import fetch_for, own_team
from portefeuilles.handelingen import AANPAK
from regels import aanpak as regels
from regels.aanpak import VIJF_W, Aanpakfase
from ui.export import list_file, wanted
from ui.pages import form_page, post_action

from .. import services
from ..forms import aanpak as forms
from ..models import FASEN, Aanpak, Briefingopdracht, Interventie, Portefeuille

PER_PAGE = 50
UITLEG = {
    "scan": "Wat speelt er precies? Beschrijf het probleem, nog niet de oplossing.",
    "analyse": "Welke oorzaken liggen eronder? En wie pakt wat aan? Meet nu, dan weet je straks of het hielp.",
    "respons": "De interventies lopen. Schrijf van elke op hoe het liep.",
    "assessment": "Werkte het? Meet opnieuw, en leg vast wat er blijft.",
    "afgesloten": "Afgesloten. Wat hier geleerd is kan een goed voorbeeld zijn.",
}


@require_GET
def aanpak_list(request):
    """All aanpakken of the team, with their phase, and which phases were passed over."""
    team = own_team(request.user, perm="portefeuilles.list_portefeuille")
    toon = request.GET.get("toon", "open")
    rows = Aanpak.objects.visible_to(request.user).filter(portefeuille__team=team)
    if toon != "alle":
        toon, rows = "open", rows.open()
    rows = rows.select_related("portefeuille", "trekker").prefetch_related("stappen")
    if soort := wanted(request):
        rijen = [_as_row(rij) for rij in _rijen(rows)]
        return list_file(request, soort, subject=team, naam="aanpakken", kop=KOP, rijen=rijen)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("pagina"))
    context = {"titel": "Aanpakken", "rijen": _rijen(page), "page": page, "toon": toon}
    return render(request, "portefeuilles/aanpak_list.html", context)


def _rijen(rows):
    return [{"aanpak": row, "overgeslagen": passed_over(row), "wacht": _waits(row)} for row in rows]


KOP = ["Portefeuille", "Probleem", "Trekker", "Fase", "Begonnen", "Assessment op", "Vooraf", "Achteraf", "Werkte het", "Wat blijft", "Gestopt", "Overgeslagen"]  # fmt: skip


def _as_row(rij):
    a = rij["aanpak"]
    return [
        a.portefeuille,
        a.titel,
        a.trekker.naam,
        a.get_fase_display(),
        a.begonnen_op,
        a.assessment_op,
        a.voor,
        a.na,
        a.werkte,
        a.blijft,
        a.reden_gestopt,
        ", ".join(rij["overgeslagen"]),
    ]


def passed_over(aanpak):
    """The phases this aanpak never had, as words; empty while it runs."""
    gehad = {Aanpakfase(row.fase) for row in aanpak.stappen.all()}
    labels = dict(FASEN)
    found = regels.overgeslagen(gehad, gestopt=aanpak.gestopt_op is not None)
    return [labels[fase].lower() for fase in found]


def _waits(aanpak):
    """Its assessment should have been done by now."""
    return aanpak.is_open and aanpak.assessment_op is not None and aanpak.assessment_op < timezone.localdate()


@require_http_methods(["GET", "POST"])
def aanpak_add(request, pk):
    portefeuille = fetch_for(request.user, Portefeuille, perm="portefeuilles.start_aanpak", pk=pk)
    initial = {
        "trekker": request.user.pk,
        "trend": request.GET.get("trend"),
        "activiteit": request.GET.get("activiteit"),
    }
    return form_page(
        request,
        forms.NieuweAanpakForm(request.POST or None, portefeuille=portefeuille, initial=initial),
        do=lambda **data: services.start_aanpak(portefeuille=portefeuille, by=request.user, **data),
        titel="Een probleem aanpakken",
        intro="Eerst begrijpen, dan doen, en daarna kijken of het hielp.",
        terug=lambda aanpak: reverse("portefeuilles:aanpak-write", args=[aanpak.pk]),
        bericht="Begonnen. Eerst de scan: vijf korte vragen.",
    )


@require_GET
def aanpak(request, pk):
    """The aanpak as it stands: the phase it is in, what that still needs, and everything written so far."""
    aanpak = fetch_for(request.user, Aanpak, perm="portefeuilles.view_plan", pk=pk)
    interventies = list(aanpak.interventies.select_related("partij", "medewerker"))
    kind = ContentType.objects.get_for_model(Aanpak)
    fase = Aanpakfase(aanpak.fase)
    context = {
        "aanpak": aanpak,
        "titel": aanpak.titel,
        "interventies": interventies,
        "nodig": regels.ontbreekt(fase, aanpak.inhoud(interventies)) if aanpak.is_open else [],
        "uitleg": UITLEG[aanpak.fase],
        "fasen": [
            (code, naam, regels.STAP[Aanpakfase(code)] < regels.STAP[fase], code == aanpak.fase)
            for code, naam in FASEN
        ],
        "vijf_w": [(vraag, getattr(aanpak, naam)) for naam, vraag in VIJF_W.items()],
        "stappen": aanpak.stappen.select_related("door"),
        "overgeslagen": passed_over(aanpak),
        "respons_begon": regels.mag_afloop(fase),
        "verschil": aanpak.na - aanpak.voor if aanpak.na is not None and aanpak.voor is not None else None,
        "opdrachten": Briefingopdracht.objects.filter(
            onderwerp_type=kind, onderwerp_id=aanpak.pk
        ).prefetch_related("terugkoppelingen__door"),
        "kansen": AANPAK.kansen(aanpak, request.user),
    }
    return render(request, "portefeuilles/aanpak.html", context)


@require_http_methods(["GET", "POST"])
def aanpak_write(request, pk):
    """Write the phase the aanpak is in, and go on when it is complete."""
    aanpak = fetch_for(request.user, Aanpak, perm="portefeuilles.change_aanpak", pk=pk)
    form_class = forms.FORMS.get(Aanpakfase(aanpak.fase))
    if form_class is None or not aanpak.is_open:
        return post_action(
            request,
            do=lambda: None,
            terug=aanpak,
            bericht="Deze aanpak is afgesloten: er valt niets te wijzigen.",
        )

    verder = request.POST.get("stap") == "verder"
    return form_page(
        request,
        form_class(request.POST or None, aanpak=aanpak),
        do=lambda **data: services.write_aanpak(aanpak=aanpak, by=request.user, verder=verder, **data),
        titel=f"{dict(FASEN)[aanpak.fase]}: {aanpak.titel}",
        intro=UITLEG[aanpak.fase],
        terug=aanpak,
        bericht=_said(aanpak, verder),
    )


def _said(aanpak, verder):
    """What was typed is kept, also when the next phase has to wait; then it says what is still needed."""

    def bericht(result):
        row, oordeel = result
        if not verder:
            return "Bewaard."
        if not oordeel:
            return f"Bewaard. Verder kan nog niet. {oordeel.bezwaar}"
        return f"Bewaard. De aanpak is nu in: {row.get_fase_display().lower()}."

    return bericht


def _versie(text):
    """The version of the page the button stood on; None when it is no number: then the service decides."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None


@require_POST
def aanpak_advance(request, pk):
    aanpak = fetch_for(request.user, Aanpak, perm="portefeuilles.change_aanpak", pk=pk)
    return post_action(
        request,
        do=lambda: services.advance_aanpak(
            aanpak=aanpak, by=request.user, versie=_versie(request.POST.get("versie", ""))
        ),
        terug=aanpak,
        bericht=lambda row: f"De aanpak is nu in: {row.get_fase_display().lower()}.",
    )


@require_http_methods(["GET", "POST"])
def aanpak_return(request, pk):
    aanpak = fetch_for(request.user, Aanpak, perm="portefeuilles.change_aanpak", pk=pk)
    return form_page(
        request,
        forms.TerugForm(request.POST or None, aanpak=aanpak),
        do=lambda **data: services.return_aanpak(aanpak=aanpak, by=request.user, **data),
        titel="Terug naar een eerdere fase",
        intro="Wat er staat blijft staan. De weg terug blijft te zien.",
        terug=aanpak,
    )


@require_http_methods(["GET", "POST"])
def aanpak_stop(request, pk):
    aanpak = fetch_for(request.user, Aanpak, perm="portefeuilles.change_aanpak", pk=pk)
    return form_page(
        request,
        forms.StopAanpakForm(request.POST or None),
        do=lambda reden: services.stop_aanpak(aanpak=aanpak, by=request.user, reden=reden),
        titel=f"Stoppen: {aanpak.titel}",
        intro="Stoppen mag. Op de lijst blijft staan welke fasen zijn overgeslagen.",
        terug=aanpak,
        bericht="De aanpak is gestopt.",
    )


@require_http_methods(["GET", "POST"])
def interventie_add(request, pk):
    aanpak = fetch_for(request.user, Aanpak, perm="portefeuilles.change_aanpak", pk=pk)
    return form_page(
        request,
        forms.InterventieForm(request.POST or None, team=aanpak.portefeuille.team),
        do=lambda **data: services.save_interventie(aanpak=aanpak, by=request.user, **data),
        titel="Interventie",
        intro="Wie doet dit? Een partner, een collega, of samen.",
        terug=aanpak,
    )


@require_http_methods(["GET", "POST"])
def interventie_change(request, pk):
    row = fetch_for(request.user, Interventie, perm="portefeuilles.change_aanpak", pk=pk)
    initial = {name: getattr(row, name) for name in ("wat", "partij", "medewerker", "voor")}
    return form_page(
        request,
        forms.InterventieForm(request.POST or None, team=row.aanpak.portefeuille.team, initial=initial),
        do=lambda **data: services.save_interventie(
            aanpak=row.aanpak, interventie=row, by=request.user, **data
        ),
        titel=row.wat,
        terug=row.aanpak,
    )


@require_http_methods(["GET", "POST"])
def interventie_close(request, pk):
    row = fetch_for(request.user, Interventie, perm="portefeuilles.change_aanpak", pk=pk)
    return form_page(
        request,
        forms.AfloopForm(request.POST or None),
        do=lambda afloop: services.close_interventie(interventie=row, by=request.user, afloop=afloop),
        titel=row.wat,
        terug=row.aanpak,
    )


@require_POST
def interventie_remove(request, pk):
    row = fetch_for(request.user, Interventie, perm="portefeuilles.change_aanpak", pk=pk)
    return post_action(
        request,
        do=lambda: services.remove_interventie(interventie=row, by=request.user),
        terug=row.aanpak,
        bericht="Weggehaald.",
    )
