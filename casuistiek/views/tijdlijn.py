"""The history of a casus: the picture, the list, who was aan zet when, and for whom it exists."""

from datetime import timedelta

from django.db.models import Max, Min
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from casuistiek.forms.samen import WanneerForm
from casuistiek.models import Casus, Gebeurtenis
from casuistiek.queries import stand_of, standen_of, utc, wie_was_aan_zet
from casuistiek.tijdbeeld import beeld_of
from casuistiek.wie_ziet import wie_ziet
from logboek.services import record
from organisatie.access import fetch_for
from organisatie.models import Medewerker
from regels.tijd import lokaal
from ui.forms import parse_date

from .basis import casus_for
from .casus import page_of

PERIODEN = [
    ("alles", "Alles", None),
    ("maand", "Laatste maand", 31),
    ("week", "Laatste week", 7),
    ("dag", "Laatste dag", 1),
]
PER_PAGE = 25


@require_GET
def tijdlijn(request, pk):
    """The timeline as a picture and as a list with the same facts; the period can be narrowed (C8)."""
    casus = casus_for(request, pk, "view_casus")
    begin, eind, keuze = _periode(casus, request.GET)
    soort = request.GET.get("soort", "")
    soort = soort if soort in Gebeurtenis.Soort.values else ""
    rows = casus.gebeurtenissen.filter(moment__gte=begin, moment__lte=eind).select_related("door")
    if soort:
        rows = rows.filter(soort=soort)
    page = page_of(request.GET.get("pagina", ""), PER_PAGE)
    found = list(rows.order_by("-moment", "-pk")[page.begin : page.end + 1])
    page.volgende = page.nummer + 1 if len(found) > PER_PAGE else None
    return render(
        request,
        "casuistiek/tijdlijn.html",
        {
            "casus": casus,
            "titel": "Tijdlijn",
            "beeld": beeld_of(casus, begin, eind),
            "rijen": found[:PER_PAGE],
            "page": page,
            "perioden": PERIODEN,
            "keuze": keuze,
            "soort": soort,
            "soorten": Gebeurtenis.Soort.choices,
            "van": timezone.localdate(begin),
            "tot": timezone.localdate(eind),
        },
    )


def _periode(casus, asked):
    """Begin and end of the picture: a named period back from the end, or two days that were filled in."""
    grens = casus.gebeurtenissen.aggregate(eerste=Min("moment"), laatste=Max("moment"))
    laatste = max(utc(grens["laatste"] or casus.geopend_op), utc(casus.afgesloten_op or timezone.now()))
    eind = laatste + timedelta(minutes=5)
    begin = utc(min(grens["eerste"] or casus.geopend_op, casus.geopend_op))
    van, tot = parse_date(asked.get("van", "")), parse_date(asked.get("tot", ""))
    if van and tot and van <= tot and van.year > 2000:
        tot = min(tot, timezone.localdate(eind))
        return lokaal(van), lokaal(max(van, tot), 24), ""
    for name, _, dagen in PERIODEN:
        if dagen and asked.get("periode") == name:
            return max(begin, eind - timedelta(days=dagen)), eind, name
    return begin, eind, "alles"


@require_GET
def wie_was(request, pk):
    """Wie was aan zet op ...? For any moment: what was recorded, or what is computed for later."""
    casus = casus_for(request, pk, "view_casus")
    form = WanneerForm(request.GET or None, initial={"dag": timezone.localdate()})
    antwoord = None
    if form.is_valid():
        moment = utc(form.moment())
        antwoord = {"moment": moment, "later": moment > timezone.now()}
        if antwoord["later"]:
            antwoord["stand"] = stand_of(casus, moment)
        else:
            antwoord["gebeurtenis"] = wie_was_aan_zet(casus, moment)
    return render(
        request,
        "casuistiek/wie_was.html",
        {"casus": casus, "titel": "Wie was aan zet op …?", "form": form, "antwoord": antwoord},
    )


@require_GET
def wie_was_persoon(request, pk):
    """For which casussen was this colleague aan zet at a moment? Only casussen that exist for who asks."""
    medewerker = fetch_for(request.user, Medewerker, perm="organisatie.view_medewerker", pk=pk)
    form = WanneerForm(request.GET or None, initial={"dag": timezone.localdate()})
    rijen, moment = [], None
    if form.is_valid():
        moment = utc(form.moment())
        zichtbaar = Casus.objects.visible_to(request.user).zonder_verhaal()
        if moment > timezone.now():
            standen = standen_of(zichtbaar.open(), moment)
            rijen = [(s.casus, s.aan_zet.reden) for s in standen if s.aan_zet.medewerker == medewerker.pk]
        else:
            rijen = _recorded(zichtbaar, medewerker, moment)
        record(
            event="medewerker.history_viewed", by=request.user, subject=medewerker, team=_team(request.user)
        )
    return render(
        request,
        "casuistiek/wie_was_persoon.html",
        {
            "medewerker": medewerker,
            "titel": f"Waar was {medewerker.naam} aan zet?",
            "form": form,
            "rijen": rijen,
            "moment": moment,
        },
    )


def _team(user):
    return user.team_ids[0] if user.team_ids else None


def _recorded(casussen, medewerker, moment):
    """(casus, reason) where the record says this person was aan zet at a past moment. Two queries."""
    rows = (
        Gebeurtenis.objects.filter(soort="aan_zet", moment__lte=moment, casus__in=casussen.values("pk"))
        .order_by("casus", "moment", "pk")
        .values_list("casus", "aan_zet", "tekst")
    )
    last = {casus: (wie, tekst) for casus, wie, tekst in rows}
    ids = [pk for pk, (wie, _) in last.items() if wie == medewerker.pk]
    return [(casus, last[casus.pk][1]) for casus in casussen.filter(pk__in=ids).order_by("titel")]


@require_GET
def who_sees(request, pk):
    """For whom this casus exists, and why (C15)."""
    casus = casus_for(request, pk, "view_casus")
    return render(
        request,
        "casuistiek/wie_ziet.html",
        {
            "casus": casus,
            "titel": "Wie ziet deze casus?",
            "mensen": wie_ziet(casus),
            "nood": casus.noodtoegangen.select_related("medewerker", "beoordeeld_door"),
        },
    )
