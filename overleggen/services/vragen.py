"""Questions to the BMO, and looking back at besluiten (V12, V13)."""

from django.db import transaction
from django.utils import timezone

from logboek.services import record
from notificaties.services import notify
from organisatie.access import own_key
from organisatie.models import Team
from regels import overleg as regels
from regels.agenda import BUITEN, Soort, Uitkomst, Vanzelf
from regels.begrippen import eis

from ..agendabronnen import Keuze, Uitkomstbron, uitkomstbronnen
from ..models import Agendapunt, Besluit, Overlegreeks, Vraag
from .agenda import about, about_row
from .houden import end_punt
from .reeksen import next_of


def asked_series(team_id):
    """The series of this team that takes questions, or None."""
    reeksen = Overlegreeks.objects.lopend().filter(team=team_id)
    return next((reeks for reeks in reeksen if reeks.vult(Vanzelf.VRAGEN)), None)


@transaction.atomic
def ask_bmo(*, team, by, vraag, opties, punt=None, onderwerp=None, afronden=False, sleutel=None):
    """Put a question with options and what each costs to the BMO; the answer comes back by itself (V12).

    From a point of a meeting (`punt`) it keeps what that is about, and may end that point. Raises RegelOvertreden.
    """
    Team.objects.select_for_update(no_key=True).get(pk=team.pk)
    form_key, sleutel = sleutel, own_key(sleutel, by)
    if sleutel and (existing := Vraag.objects.filter(sleutel=sleutel).first()):
        return existing
    reeks = asked_series(team.pk)
    eis(regels.mag_vragen(opties=len(opties), is_er_een_overleg=reeks is not None))
    subject = about_row(punt) if punt is not None else {**about(onderwerp)}
    subject["titel"] = vraag.strip()[:160]
    row = Vraag.objects.create(
        team=team,
        vraag=vraag.strip(),
        opties=opties,
        gesteld_door=by,
        uit=punt.reeks if punt is not None else None,
        uit_punt=punt,
        sleutel=sleutel,
        **subject,
    )
    following = next_of(reeks, timezone.now())
    Agendapunt.objects.create(
        reeks=reeks,
        overleg=following,
        komt_terug=following is None,
        soort=Soort.VRAAG.value,
        bron=f"vraag:{row.pk}",
        titel=row.titel,
        reden="vraag aan het BMO" + (f" uit {punt.reeks.naam}" if punt is not None else ""),
        inbrenger=by,
        doel="besluitvorming",
        gewenst="Een antwoord: welke optie kiezen we?",
        minuten=10,
        **about(row),
    )
    record(event="vraag.asked", by=by, subject=row)
    if afronden and punt is not None and punt.overleg_id is not None and not punt.uitkomst:
        tekst = f"Vraag aan het BMO: {row.vraag}"
        end_punt(punt=punt, by=by, uitkomst=Uitkomst.BESLUIT, tekst=tekst, sleutel=form_key)
    return row


def _choices(punt):
    vraag = punt.onderwerp
    if vraag is None or vraag.beantwoord_op is not None:
        return []
    return [
        Keuze(str(nummer), optie["tekst"] + (f" ({optie['kost']})" if optie.get("kost") else ""))
        for nummer, optie in enumerate(vraag.opties)
    ]


def _choose(punt, waarde, by):
    vraag = Vraag.objects.get(pk=punt.onderwerp_id)
    if waarde.isdigit() and int(waarde) < len(vraag.opties):
        vraag.gekozen = int(waarde)
        vraag.save(update_fields=["gekozen"])


def _heard(vraag, punt, by):
    """The outcome at the BMO is the answer; the outcome at the asker's own meeting means it was heard."""
    vraag = Vraag.objects.get(pk=vraag.pk)
    if punt.uitkomst == Uitkomst.DOORGESCHOVEN or punt.uitkomst_tekst == BUITEN:
        return  # no answer yet: it comes back
    if vraag.beantwoord_op is not None:
        if punt.reeks_id == vraag.uit_id:
            vraag.teruggemeld_op = timezone.now()
            vraag.save(update_fields=["teruggemeld_op"])
        return
    if not punt.reeks.vult(Vanzelf.VRAGEN):
        return
    vraag.antwoord = (
        f"{vraag.gekozen_optie}. {punt.uitkomst_tekst}".strip(". ") or punt.get_uitkomst_display()
    )
    vraag.beantwoord_op = timezone.now()
    vraag.save()
    notify(
        ontvangers=[vraag.gesteld_door_id],
        key=f"vraag:{vraag.pk}:antwoord",
        tekst="Er is een antwoord op je vraag aan het BMO.",
        url=vraag.get_absolute_url(),
        onderwerp=vraag,
    )
    model = vraag.onderwerp_type.model_class() if vraag.onderwerp_type_id else None
    bron = uitkomstbronnen.get(model._meta.label_lower) if model else None
    if bron is not None and vraag.onderwerp is not None:
        bron.na(vraag.onderwerp, punt, by)


@transaction.atomic
def look_back(*, besluit, by, werkte, tekst="", opnieuw_op=None):
    """Say whether a besluit worked, and perhaps when to look once more (V13). Raises RegelOvertreden."""
    row = Besluit.objects.select_for_update(no_key=True).get(pk=besluit.pk)
    eis(regels.mag_terugkijken_op(op=opnieuw_op, vandaag=timezone.localdate()))
    row.werkte, row.werkte_tekst = werkte, tekst.strip()[:300]
    row.teruggekeken_op, row.teruggekeken_door = timezone.now(), by
    if opnieuw_op is not None:
        row.terugkijken_op, row.teruggekeken_op, row.werkte = opnieuw_op, None, ""
    row.save()
    record(event="besluit.looked_back", by=by, subject=row)
    return row


def _ways_back(punt):
    besluit = punt.onderwerp
    if besluit is None or besluit.teruggekeken_op is not None:
        return []
    return [Keuze(waarde, f"Het werkte: {label}") for waarde, label in Besluit.Werkte.choices]


def _looked_back(punt, waarde, by):
    if waarde in Besluit.Werkte.values:
        look_back(besluit=punt.onderwerp, by=by, werkte=waarde, tekst=punt.uitkomst_tekst)


def register():
    uitkomstbronnen[Vraag._meta.label_lower] = Uitkomstbron(_choices, _choose, _heard)
    uitkomstbronnen[Besluit._meta.label_lower] = Uitkomstbron(_ways_back, _looked_back)
