"""What one can do with a meeting, a point, an actiepunt, a besluit and a turn to present: see organisatie/handelingen.py."""

from django.db.models import prefetch_related_objects
from django.utils import timezone

from organisatie.handelingen import Handeling as H
from organisatie.handelingen import Tabel, bij_team, extend, register
from organisatie.models import Team
from regels import actiepunt as over_actiepunt
from regels import agenda as over_agenda
from regels import overleg as over_overleg
from regels import presentaties as over_presentatie
from regels.begrippen import JA, Oordeel

from .agendabronnen import readable_ids
from .models import Actiepunt, Agendapunt, Besluit, Gast, Overleg, Overlegreeks, Presentatie, Vraag
from .permissions import reads_actiepunt, reads_besluit


def _open_points(z):
    """How many points still want an end; the page knows, elsewhere it is asked."""
    known = z.feiten.get("open")
    return z.obj.punten.filter(uitkomst="").count() if known is None else known


def _may_close(z):
    oordeel = over_overleg.mag_dicht(status=z.obj.status)
    return oordeel if not oordeel else over_agenda.mag_sluiten(open_punten=_open_points(z))


def _may_undo_start(z):
    known = z.feiten.get("afgerond", 0 if z.obj.status != "bezig" else None)
    ended = z.obj.punten.exclude(uitkomst="").count() if known is None else known
    return over_overleg.mag_start_terugdraaien(
        status=z.obj.status, afgerond=ended, begin=z.obj.begin, nu=timezone.now()
    )


def _planned(z):
    return over_overleg.mag_vervallen(status=z.obj.status, reden="-")


OVERLEG = Tabel(
    "overleg",
    Overleg,
    "overleggen.view_overleg",
    (
        H("starten", "Start het overleg", "overleggen:overleg-start", "overleggen.hold_overleg",
          lambda z: over_overleg.mag_starten(status=z.obj.status), eerst=lambda z: True, knop=True),
        H("sluiten", "Sluit het overleg", "overleggen:overleg-close", "overleggen.hold_overleg", _may_close,
          eerst=lambda z: True, knop=True),
        H("besluitenlijst", "Besluitenlijst", "overleggen:besluitenlijst", "overleggen.view_overleg",
          lambda z: JA if z.obj.status == "gesloten" else Oordeel("De lijst is er als het overleg gesloten is."),
          eerst=lambda z: True),
        H("inbrengen", "Punt inbrengen", "overleggen:punt-add", "overleggen.add_punt",
          lambda z: over_overleg.mag_punt_inbrengen(status=z.obj.status, staat_er_al=False), dagelijks=True),
        H("notuleren", "Ik notuleer", "overleggen:overleg-notes", "overleggen.hold_overleg",
          lambda z: over_overleg.mag_notuleren(status=z.obj.status), knop=True, dagelijks=True),
        H("scherm", "Groot scherm", "overleggen:overleg-scherm", "overleggen.view_overleg",
          lambda z: over_overleg.mag_punt_doen(status=z.obj.status), dagelijks=True),
        H("terugdraaien", "Toch nog niet starten", "overleggen:overleg-undo-start", "overleggen.hold_overleg",
          _may_undo_start, knop=True),
        H("verzetten", "Verzetten", "overleggen:overleg-move", "overleggen.plan_overleg", _planned),
        H("vervallen", "Gaat niet door", "overleggen:overleg-cancel", "overleggen.plan_overleg", _planned),
        H("uitnodigen", "Iemand van buiten uitnodigen", "overleggen:gast-add", "overleggen.hold_overleg",
          lambda z: over_overleg.mag_gast_uitnodigen(status=z.obj.status), elders=True),
        H("pdf", "PDF", "overleggen:besluitenlijst-pdf", "overleggen.view_overleg", elders=True),
        H("stand", "Waar het overleg is", "overleggen:overleg-stand", "overleggen.view_overleg", elders=True),
    ),
    noemt=("reeks",),
)  # fmt: skip


def _status(z):
    return z.obj.overleg.status if z.obj.overleg_id else None


def _on_agenda(z):
    if z.obj.overleg_id is None:
        return Oordeel("Dit punt staat nog niet op een agenda.")
    return over_overleg.mag_punt_doen(status=_status(z))


def _may_end(z):
    oordeel = _on_agenda(z)
    return oordeel if not oordeel else over_overleg.mag_punt_wijzigen(uitkomst=z.obj.uitkomst)


def _may_park(z):
    if z.obj.overleg_id is None:
        return Oordeel("Dit punt wacht al in de voorraad.")
    # Whether there is a next meeting is asked when it is done: a page has many points.
    return over_overleg.mag_parkeren(status=_status(z), vanzelf=z.obj.kwam_vanzelf, volgend_overleg=True)


AGENDAPUNT = Tabel(
    "agendapunt",
    Agendapunt,
    "",
    (
        H("starten", "Doe dit nu", "overleggen:punt-start", "overleggen.end_punt", _on_agenda, knop=True),
        H("afronden", "Punt afronden", "overleggen:punt-end", "overleggen.end_punt", _may_end),
        H("aantekenen", "Aantekening", "overleggen:punt-note", "overleggen.note_punt", _on_agenda, knop=True),
        H("buiten", "Bespreek buiten dit overleg", "overleggen:punt-skip", "overleggen.skip_punt", _may_end, knop=True),
        H("wijzigen", "Aanpassen", "overleggen:punt-change", "overleggen.park_punt",
          lambda z: over_overleg.mag_punt_aanpassen(status=_status(z), uitkomst=z.obj.uitkomst)),
        H("verplaatsen", "Verplaatsen", "overleggen:punt-move", "overleggen.move_punt",
          lambda z: over_overleg.mag_ordenen(status=_status(z) or "", op_agenda=z.obj.overleg_id is not None)),
        H("parkeren", lambda z: "Naar het volgende overleg" if z.obj.kwam_vanzelf else "Naar de voorraad",
          "overleggen:punt-park", "overleggen.park_punt", _may_park, knop=True),
        H("plannen", "Op de agenda", "overleggen:punt-plan", "overleggen.park_punt",
          lambda z: over_overleg.mag_inplannen(
              zelfde_reeks=True, status="gepland", op_agenda=z.obj.overleg_id is not None, staat_er_al=False)),
        H("laten_vallen", "Laten vallen", "overleggen:punt-drop", "overleggen.park_punt",
          lambda z: over_overleg.mag_laten_vallen(op_agenda=z.obj.overleg_id is not None)),
        H("vraag", "Vraag aan het BMO", "overleggen:vraag-ask", "overleggen.end_punt",
          lambda z: over_overleg.mag_punt_wijzigen(uitkomst=z.obj.uitkomst)),
        H("verbeteren", "Verbeteren", "overleggen:punt-correct", "overleggen.correct_punt",
          lambda z: over_overleg.mag_corrigeren(
              status=_status(z) or "", afgerond=bool(z.obj.uitkomst), tekst="nieuw", reden="-", stond_er="")),
    ),
)  # fmt: skip


def _not_done(z):
    return over_actiepunt.mag_bijwerken(klaar=z.obj.afgerond_op is not None)


def _may_split(z):
    return over_actiepunt.mag_deeltaak(
        is_deeltaak=z.obj.boven_id is not None, klaar=z.obj.afgerond_op is not None
    )


def _may_reopen(z):
    return over_actiepunt.mag_weer_open(
        klaar=z.obj.afgerond_op is not None,
        geheel_klaar=z.obj.boven_id is not None and z.obj.boven.afgerond_op is not None,
    )


def _readable_actiepunten(wie, rows):
    prefetch_related_objects(rows, "boven")
    return reads_actiepunt(wie, rows, readable_ids(rows, wie))


ACTIEPUNT = Tabel(
    "actiepunt",
    Actiepunt,
    "overleggen.view_actiepunt",
    (
        H("bijwerken", "Bijwerken of afronden", "overleggen:actiepunt", "overleggen.change_actiepunt", _not_done,
          elders=True),
        H("deeltaak", "Deeltaak toevoegen", "overleggen:deeltaak-add", "overleggen.change_actiepunt", _may_split,
          dagelijks=True),
        H("overdragen", "Actiepunt overdragen", "overleggen:actiepunt-hand-over", "overleggen.change_actiepunt",
          _not_done, dagelijks=True),
        H("heropenen", "Weer openzetten", "overleggen:actiepunt-reopen", "overleggen.change_actiepunt", _may_reopen,
          knop=True, dagelijks=True),
    ),
    leesbaar=_readable_actiepunten,
    noemt=(),
)  # fmt: skip


BESLUIT = Tabel(
    "besluit",
    Besluit,
    "overleggen.view_besluit",
    (
        H("terugkijken", "Werkte het?", "overleggen:besluit-look-back", "overleggen.look_back",
          lambda z: JA if z.obj.teruggekeken_op is None else Oordeel("Hier is al op teruggekeken."),
          eerst=lambda z: True),
    ),
    leesbaar=lambda wie, rows: reads_besluit(wie, rows, readable_ids(rows, wie)),
    noemt=("agendapunt__reeks",),
)  # fmt: skip

PRESENTATIE = Tabel(
    "presentatie",
    Presentatie,
    "overleggen.view_presentatie",
    (
        H("voorbereiden", "Voorbereiden", "overleggen:presentatie-change", "overleggen.change_presentatie",
          lambda z: over_presentatie.mag_voorbereiden(gehouden=z.obj.gehouden_op is not None), eerst=lambda z: True),
        H("ruilen", "Een ander presenteert", "overleggen:presentatie-swap", "overleggen.swap_presentatie",
          lambda z: over_presentatie.mag_ruilen(
              geweest=z.obj.gehouden_op is not None or not z.obj.overleg.is_open, heeft_deze_beurt=False,
              afwezig=False, presenteert_al=False),
          dagelijks=True),
    ),
)  # fmt: skip

KLEIN = (
    Tabel("vraag aan het BMO", Vraag, "overleggen.view_vraag", (), noemt=()),
    Tabel("reeks", Overlegreeks, "", (
        H("wijzigen", "Reeks wijzigen", "overleggen:reeks-change", "overleggen.change_reeks"),
        H("extra", "Extra overleg", "overleggen:overleg-extra", "overleggen.plan_overleg"),
    )),
    Tabel("gast", Gast, "", (
        H("punten", "Punten kiezen", "overleggen:gast-change", "overleggen.invite_gast"),
        H("link", "Nieuwe link", "overleggen:gast-renew", "overleggen.invite_gast", knop=True),
        H("intrekken", "Link intrekken", "overleggen:gast-revoke", "overleggen.invite_gast", knop=True),
    )),
)  # fmt: skip


def register_all():
    extend(
        Team,
        bij_team("punt_inbrengen", "Punt inbrengen", "overleggen:inbrengen", "overleggen.add_punt"),
        bij_team("vraag_bmo", "Vraag aan het BMO", "overleggen:vraag-add", "overleggen.ask_bmo"),
        bij_team("reeks", "Reeks toevoegen", "overleggen:reeks-add", "overleggen.add_reeks"),
        bij_team("actiepunt", "Actiepunt toevoegen", "overleggen:actiepunt-add", "overleggen.add_actiepunt"),
    )
    register(OVERLEG, AGENDAPUNT, ACTIEPUNT, BESLUIT, PRESENTATIE, *KLEIN)
