"""Reading casussen: the list and the casus itself. Every look at a casus is in the logboek."""

from types import SimpleNamespace

from django.contrib.contenttypes.models import ContentType
from django.db.models import Prefetch
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from casuistiek.bronnen import punten_of
from casuistiek.handelingen import CASUS, OPSPORING
from casuistiek.models import Casus, Overdracht
from casuistiek.overzichten import lessen_for
from casuistiek.queries import stand_now, standen_of
from casuistiek.taakaccenten import propose_for
from logboek.services import record
from organisatie.access import fetch_for, own_team
from organisatie.models import Medewerker
from overleggen.models import Actiepunt
from overleggen.permissions import reads_actiepunt
from portefeuilles.models import Briefingopdracht
from regels import regie
from regels.begrippen import Fase
from regels.regie_op_regie import REGIETAKEN
from ui.export import list_file, wanted

PER_PAGE = 50
MOST_IN_A_FILE = 2000
LATEST = 15  # of the timeline on the casus itself; the rest has a page of its own
PARTNER = (
    *("pk", "rol", "verteld_op", "organisatie__naam", "collega__naam"),
    *("contactpersoon__naam", "contactpersoon__telefoon", "contactpersoon__vervanger__naam"),
)
SHOPVRAAG = ("moment", "organisatie__naam", "gevraagd_aan__naam", "verwezen_naar__naam")
KLEUREN = {"rustig": "groen", "alert": "oranje", "kritiek": "rood"}
FILTERS = [
    ("open", "Open"),
    ("mijn", "Van mij"),
    ("rood", "Vraagt aandacht"),
    ("dicht", "Afgesloten"),
    ("alle", "Alle"),
]


@require_GET
def casus_list(request):
    """The casussen that exist for you, 50 a page, with who is aan zet. A constant number of queries."""
    team = own_team(request.user, perm="casuistiek.list_casus")
    keuze = request.GET.get("toon", "open")
    keuze = keuze if keuze in dict(FILTERS) else "open"
    casussen = Casus.objects.visible_to(request.user).filter(team=team)
    if keuze in ("open", "mijn", "rood"):
        casussen = casussen.open()
    elif keuze == "dicht":
        casussen = casussen.filter(fase=Fase.AFGESLOTEN)
    if keuze == "mijn":
        mine = casussen.filter(vastgelegd_aan_zet=request.user)
        casussen = mine | casussen.filter(regies__medewerker=request.user, regies__tot=None)
        casussen = casussen.distinct()
    gebieden = list(team.gebieden.op())
    gebied = request.GET.get("gebied", "")
    if chosen := next((row for row in gebieden if str(row.pk) == gebied), None):
        casussen = casussen.filter(casusgebieden__gebied=chosen)
    page = page_of(request.GET.get("pagina", ""))
    casussen = casussen.zonder_verhaal()
    if soort := wanted(request):
        standen = standen_of(casussen[:MOST_IN_A_FILE])
        rijen = [_as_row(rij_of(stand)) for stand in standen if keuze != "rood" or stand.rood]
        return list_file(request, soort, subject=team, naam="casussen", kop=KOP, rijen=rijen)
    if keuze == "rood":
        standen = [stand for stand in standen_of(casussen) if stand.rood][page.begin : page.end + 1]
    else:  # one more than is shown says whether there is a next page; a count would cost as much as the page
        standen = standen_of(casussen[page.begin : page.end + 1])
    page.volgende = page.nummer + 1 if len(standen) > PER_PAGE else None
    return render(
        request,
        "casuistiek/casus_list.html",
        {
            "page": page,
            "rijen": [rij_of(stand) for stand in standen[:PER_PAGE]],
            "keuze": keuze,
            "gebied": str(chosen.pk) if chosen else "",
            "filters": FILTERS,
            "gebieden": gebieden,
        },
    )


KOP = ["Nummer", "Casus", "Ernst", "Fase", "Aan zet", "Vraagt aandacht", "Begonnen op"]


def _as_row(rij):
    return [rij[name] for name in ("referentie", "titel", "ernst", "fase", "wie", "rood", "geopend")]


def page_of(text, per_page=PER_PAGE):
    """Which rows page `text` of a list shows; the first when the text is no number."""
    nummer = int(text) if text.isascii() and text.isdigit() and 0 < len(text) < 6 else 1
    nummer = max(nummer, 1)
    begin = (nummer - 1) * per_page
    return SimpleNamespace(nummer=nummer, vorige=nummer - 1 or None, begin=begin, end=begin + per_page)


def rij_of(stand):
    """A row of the list as the template shows it: said once, so that 50 rows stay quick."""
    casus, rood = stand.casus, stand.rood
    wie = stand.naam if casus.is_open and not stand.aan_zet.is_gat else ""
    return {
        "pk": casus.pk,
        "titel": casus.titel,
        "referentie": casus.referentie,
        "kleur": KLEUREN[casus.ernst],
        "ernst": casus.get_ernst_display(),
        "fase": casus.get_fase_display(),
        "wie": f"{wie} (neemt waar)" if stand.aan_zet.is_waarnemer else wie,
        "rood": "; ".join(rood) if rood else "",
        "geopend": f"{timezone.localdate(casus.geopend_op):%d-%m-%Y}",
    }


@require_GET
def casus(request, pk):
    """The casus: who is aan zet first, then what it is, then the rest."""
    casus = fetch_for(request.user, Casus, perm="casuistiek.view_casus", pk=pk)
    record(event="casus.viewed", by=request.user, subject=casus)
    user, stand = request.user, stand_now(casus)
    if user.team is not None and user.team.pk == casus.team_id:
        casus.team = user.team  # read already
    kind = ContentType.objects.get_for_model(Casus)
    asked = Prefetch("overdrachten", Overdracht.objects.select_related("aan"))
    rondes = list(casus.rondes.prefetch_related(asked).order_by("-pk"))
    ronde = next((row for row in rondes if row.gesloten_op is None), None)
    tijdlijn = casus.gebeurtenissen.select_related("door").order_by("-moment", "-pk")[:LATEST]
    sinds = timezone.now() - regie.BEDENKTIJD_AANWIJZING
    eigen = []
    if any(row.gemaakt_op > sinds for row in stand.feiten.aanwijzingen):
        eigen = casus.aanwijzingen.filter(ingetrokken_op=None, gemaakt_op__gt=sinds)
    taken = _taken(casus)
    gebieden = dict(casus.casusgebieden.values_list("gebied", "gebied__naam"))
    portefeuilles = dict(casus.casusportefeuilles.values_list("portefeuille", "portefeuille__naam"))
    betrokkenen = list(casus.betrokkenen.select_related("medewerker").order_by("medewerker__naam"))
    kansen = CASUS.kansen(casus, user)
    opsporing = casus.opsporingen.filter(gestopt_op=None).select_related("gevraagd").first()
    if opsporing is not None:
        opsporing.casus = casus
    regie_telefoon = (
        Medewerker.objects.filter(pk=stand.aan_zet.medewerker).values_list("telefoon", flat=True).first()
    )
    return render(
        request,
        "casuistiek/casus.html",
        {
            "casus": casus,
            "titel": casus.titel,
            "stand": stand,
            "tijdlijn": tijdlijn,
            "gebieden": gebieden.values(),
            "portefeuilles": portefeuilles.items(),
            "betrokkenen": betrokkenen,
            "taakaccenten": propose_for(
                casus,
                portefeuilles,
                [row.medewerker_id for row in betrokkenen],
            )
            if "wijzigen" in kansen
            else [],
            "opdrachten": Briefingopdracht.objects.filter(
                onderwerp_type=kind, onderwerp_id=casus.pk
            ).prefetch_related("terugkoppelingen__door"),
            "logwaarde": f"casus|{Casus._meta.label_lower}|{casus.pk}",
            "als_dan": casus.als_dan.filter(afgedaan_op=None),
            "aanbod": next((row for row in ronde.overdrachten.all() if row.besloten_op is None), None)
            if ronde
            else None,
            "opsporing_kansen": OPSPORING.kansen(opsporing, user) if opsporing else None,
            "ronde": ronde,
            "rondes": rondes,
            "actiepunten": _actiepunten(user, casus, kind),
            "punten": punten_of(casus)[:10],
            "ongedaan": [row for row in eigen if user.has_perm("casuistiek.undo_aanwijzing", row)],
            "kansen": kansen,
            "rijen": {
                naam
                for naam, perm in (
                    ("afdoen", "do_als_dan"),
                    ("delen", "share_scenario"),
                    ("kanten", "give_standpunt"),
                )
                if user.has_perm(f"casuistiek.{perm}", casus)
            },
            "partners": casus.partners.filter(gestopt_op=None).values(*PARTNER),
            "shopvragen": casus.shopvragen.values(*SHOPVRAAG)[:10],
            "opsporing": opsporing,
            "scenarios": casus.scenarios.select_related("gedeeld_met"),
            "opschaling": casus.opschalingen.filter(tot=None).first()
            if casus.fase == Fase.OPGESCHAALD
            else None,
            "arbitrages": casus.arbitrages.select_related("besloten_door"),
            "verstrekkingen": casus.verstrekkingen.select_related("organisatie", "door"),
            "debriefings": casus.debriefings.all(),
            "taken": taken,
            "gedaan_aantal": sum(1 for _, _, done in taken if done),
            "regie_telefoon": regie_telefoon,
            "terug": casus.terugoverdrachten.filter(regisseur=user, gelezen_op=None),
            "lessen": lessen_for(casus, gebieden, portefeuilles) if casus.is_open else [],
        },
    )


def _actiepunten(user, casus, kind):
    """Open actiepunten about this casus, which may be read here, each with whether its own page opens."""
    rows = list(
        Actiepunt.objects.open()
        .filter(onderwerp_type=kind, onderwerp_id=casus.pk)
        .select_related("eigenaar", "boven")
    )
    opens = reads_actiepunt(user, rows, {row.pk for row in rows})
    for row in rows:
        row.opent = row.pk in opens
    return rows


def _taken(casus):
    """The nine tasks of regievoeren, each with who did it when, or nothing (C7)."""
    done = {row.nummer: row for row in casus.regietaken.select_related("gedaan_door")}
    return [(nummer, tekst, done.get(nummer)) for nummer, tekst in REGIETAKEN.items()]
