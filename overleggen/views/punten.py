"""One point: bringing it in, moving it, the voorraad, its clock, notes and end, and putting right what was written."""

from django.apps import apps
from django.http import Http404, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from organisatie.access import fetch_for, own_team
from overleggen import forms, services
from overleggen.agendabronnen import inbrengbaar
from overleggen.models import Agendapunt, Overleg
from regels.agenda import BUITEN
from regels.begrippen import RegelOvertreden
from ui.pages import form_page, is_valid, post_action

from .overleg import form_for, page_of


def _after(user):
    """Where to go after a point: the meeting for who reads it, else the list."""

    def url(punt):
        if punt.overleg_id and user.has_perm("overleggen.view_overleg", punt.overleg):
            return page_of(punt.overleg)
        return reverse("overleggen:overleg-list")

    return url


@require_http_methods(["GET", "POST"])
def punt_add(request, pk):
    overleg = fetch_for(request.user, Overleg, perm="overleggen.add_punt", pk=pk)
    return form_page(
        request,
        forms.PuntForm(request.POST or None),
        do=lambda **data: services.add_punt(overleg=overleg, by=request.user, **data),
        titel="Punt inbrengen",
        intro=f"Voor {overleg}.",
        terug=_after(request.user),
        bericht="Het punt staat op de agenda.",
    )


@require_http_methods(["GET", "POST"])
def inbrengen(request):
    """Bring a point in, also from the page of something (`?over=portefeuilles.trend|12`): then the subject is known."""
    team = own_team(request.user, perm="overleggen.add_punt")
    onderwerp = _subject(request)
    about = {}
    if onderwerp is not None:
        team = team if onderwerp.team_id == team.pk else onderwerp.team
        about = {"onderwerp": onderwerp, "soort": inbrengbaar[onderwerp._meta.label_lower]}
    initial = {"titel": str(onderwerp)[:160]} if onderwerp is not None else {}
    return form_page(
        request,
        forms.InbrengForm(request.POST or None, team=team, initial=initial),
        do=lambda waar, **data: services.add_punt(by=request.user, **about, **waar, **data),
        titel="Op de agenda zetten",
        intro="Zeg wat het moet opleveren." + (" Het onderwerp gaat mee." if about else ""),
        terug=onderwerp.get_absolute_url() if onderwerp is not None else reverse("overleggen:overleg-list"),
        bericht=lambda punt: (
            f"Het staat op de agenda: {punt.overleg or 'de voorraad van ' + punt.reeks.naam}."
        ),
    )


def _subject(request):
    """What the point is about, by its label and id in the address; None when it is about nothing we know."""
    if "over" not in request.GET:
        return None
    label, _, pk = request.GET["over"].partition("|")
    if label not in inbrengbaar or not pk.isdecimal():
        raise Http404(label)
    return fetch_for(request.user, apps.get_model(label), perm="overleggen.add_punt", pk=pk)


@require_http_methods(["GET", "POST"])
def punt_change(request, pk):
    punt = fetch_for(request.user, Agendapunt, perm="overleggen.park_punt", pk=pk)
    return form_page(
        request,
        forms.PuntWijzigForm(request.POST or None, punt=punt),
        do=lambda **data: services.change_punt(punt=punt, by=request.user, **data),
        titel="Punt aanpassen",
        intro=str(punt.overleg or f"In de voorraad van {punt.reeks.naam}") + ".",
        terug=_after(request.user)(punt),
        bericht="Het punt is aangepast.",
    )


@require_http_methods(["GET", "POST"])
def punt_move(request, pk):
    punt = _on_agenda(request.user, pk, "overleggen.move_punt")
    return form_page(
        request,
        forms.VerplaatsForm(request.POST or None),
        do=lambda **data: services.move_punt(punt=punt, by=request.user, **data),
        titel="Punt verplaatsen",
        terug=page_of(punt.overleg),
    )


def _on_agenda(user, pk, perm):
    """The point, when it stands on an agenda; in the voorraad there is nothing of this kind to do."""
    punt = fetch_for(user, Agendapunt, perm=perm, pk=pk)
    if punt.overleg_id is None:
        raise Http404("overleggen.agendapunt")
    return punt


@require_POST
def punt_park(request, pk):
    punt = fetch_for(request.user, Agendapunt, perm="overleggen.park_punt", pk=pk)
    terug = _after(request.user)(punt)
    return post_action(
        request,
        do=lambda: services.park_punt(punt=punt, by=request.user),
        terug=terug,
        bericht=lambda row: (
            f"Het punt staat nu op {row.overleg}." if row.overleg else "Het punt wacht in de voorraad."
        ),
    )


@require_http_methods(["GET", "POST"])
def punt_plan(request, pk):
    punt = fetch_for(request.user, Agendapunt, perm="overleggen.park_punt", pk=pk)
    return form_page(
        request,
        forms.PlanForm(request.POST or None, reeks=punt.reeks),
        do=lambda overleg: services.schedule_punt(punt=punt, overleg=overleg, by=request.user),
        titel="Uit de voorraad op de agenda",
        intro=punt.titel,
        terug=_after(request.user),
        bericht="Het punt staat op de agenda.",
    )


@require_http_methods(["GET", "POST"])
def punt_drop(request, pk):
    punt = fetch_for(request.user, Agendapunt, perm="overleggen.park_punt", pk=pk)
    return form_page(
        request,
        forms.DropForm(request.POST or None),
        do=lambda reden: services.drop_punt(punt=punt, by=request.user, reden=reden),
        titel="Punt laten vallen",
        intro=punt.titel,
        terug=reverse("overleggen:overleg-list"),
        bericht="Het punt is gevallen. Het blijft te vinden, met de reden.",
    )


@require_POST
def punt_start(request, pk):
    punt = _on_agenda(request.user, pk, "overleggen.end_punt")
    return post_action(
        request,
        do=lambda: services.start_punt(punt=punt, by=request.user),
        terug=page_of(punt.overleg),
        bericht="De klok loopt.",
    )


@require_POST
def punt_note(request, pk):
    """Keep one's own notes at a point while typing; says what is kept, so that a page that lost its line can go on."""
    punt = _on_agenda(request.user, pk, "overleggen.note_punt")
    form = forms.NoteForm(request.POST)
    if not is_valid(request, form):
        # A warning about names does not lose what was typed: it is kept at the page until the point is ended.
        fouten = [str(fout) for name in ("aantekening", "tekst") for fout in form.errors.get(name, [])]
        return JsonResponse({"fout": " ".join(fouten)}, status=422)
    try:
        row = services.note(
            punt=punt,
            by=request.user,
            tekst=form.cleaned_data["aantekening"],
            versie=form.cleaned_data["versie"] or 0,
            klaar=form.cleaned_data["klaar"],
        )
    except RegelOvertreden as overtreding:
        return JsonResponse({"fout": str(overtreding)}, status=409)
    return JsonResponse({"versie": row.versie if row else 0, "tekst": row.tekst if row else ""})


@require_http_methods(["GET", "POST"])
def punt_end(request, pk):
    """End a point, or only keep one's notes at it (`stap`); both come from the same form."""
    punt = _on_agenda(request.user, pk, "overleggen.end_punt")
    own = punt.aantekeningen.filter(medewerker=request.user).first()
    if request.POST.get("stap") == "aantekening":
        return _only_notes(request, punt)
    form = form_for(punt, punt.overleg, own, request.POST or None)

    def do(aantekening="", versie=None, **data):
        if aantekening:
            services.note(punt=punt, by=request.user, tekst=aantekening, versie=versie or 0)
        return services.end_punt(punt=punt, by=request.user, **data)

    return form_page(
        request,
        form,
        do=do,
        titel=punt.titel,
        intro=punt.gewenst,
        terug=page_of(punt.overleg),
        bericht="Afgerond.",
    )


def _only_notes(request, punt):
    """Keep notes and what is filled in of the outcome; the point stays open."""
    form = forms.NoteForm(request.POST)
    form.helper.form_action = reverse("overleggen:punt-end", args=[punt.pk])
    return form_page(
        request,
        form,
        do=lambda aantekening, versie, klaar: services.note(
            punt=punt, by=request.user, tekst=aantekening, versie=versie or 0, klaar=klaar
        ),
        titel=punt.titel,
        terug=page_of(punt.overleg),
        bericht=lambda row: (
            "Bewaard, ook wat je bij de uitkomst invulde. Het punt is nog niet afgerond."
            if row and row.uitkomst
            else "Je aantekeningen zijn bewaard."
        ),
    )


@require_POST
def punt_skip(request, pk):
    """A besloten punt that the one who holds the meeting may not read: it is spoken of elsewhere."""
    punt = _on_agenda(request.user, pk, "overleggen.skip_punt")
    return post_action(
        request,
        do=lambda: services.end_punt(punt=punt, by=request.user, uitkomst="geen_vervolg", tekst=BUITEN),
        terug=page_of(punt.overleg),
        bericht="Dit punt wordt buiten het overleg besproken.",
    )


@require_http_methods(["GET", "POST"])
def punt_correct(request, pk):
    """Put the words of an outcome right after closing; the old ones stay to be read."""
    punt = _on_agenda(request.user, pk, "overleggen.correct_punt")
    return form_page(
        request,
        forms.CorrectieForm(request.POST or None, initial={"tekst": punt.uitkomst_tekst}),
        do=lambda **data: services.correct_punt(punt=punt, by=request.user, **data),
        titel="Besluitenlijst verbeteren",
        intro="Wat er eerst stond blijft zichtbaar, met jouw naam en de reden.",
        terug=reverse("overleggen:besluitenlijst", args=[punt.overleg_id]),
    )
