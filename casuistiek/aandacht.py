"""What casussen ask of people: see organisatie/aandacht.py. Who is aan zet is computed, so that part is told per Stand."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from organisatie.aandacht import Aandacht, Bron, Kader, register
from organisatie.models import OpCoDienst
from regels.aandacht import BINNENKORT, Wanneer, is_stuk, wacht_op_de_opco, wie_beslissen, wie_lossen_op
from regels.begrippen import MET_REGIE
from regels.vooruit import WEKEN, eerste_gat
from ui.templatetags.ui import moment

from .models import AlsDan, Arbitrage, Casus, Noodtoegang, Opsporing, Overdracht, Standpunt, Terugoverdracht
from .queries import Stand


def _decide(kader):
    return wie_beslissen(kader.feiten, kader.nu)


def _opco(kader):
    who = kader.feiten.opco_op(kader.nu)
    return frozenset() if who is None else frozenset({who})


def _open(kader):
    return Casus.objects.open().filter(team=kader.team).values("pk")


def _now(tekst, url, merk=lambda rij: "", kleur=""):
    """The words of a bron that always asks now; `url` takes the pk of the row, or of the casus."""

    def lees(rij, kader):
        return {
            "wanneer": Wanneer.NU,
            "tekst": tekst.format(rij.titel),
            "url": url(rij),
            "merk": merk(rij),
            "kleur": kleur,
        }

    return lees


def _to(name, column="pk"):
    return lambda rij: reverse(name, args=[getattr(rij, column)])


def _judge(rij, kader):
    return {
        "wanneer": Wanneer.NU,
        "tekst": "Beoordeel noodtoegang",
        "url": reverse("casuistiek:regie-op-regie"),
        "merk": moment(rij.moment),
        "niet": frozenset({int(rij.bij)}),
    }


def _als_dan(rij, kader):
    """A warning that was agreed: who is aan zet keeps an eye on it, and the OpCo of every shift until it is done (B4)."""
    late = rij.moment is not None and rij.moment <= kader.nu
    soon = rij.moment is not None and rij.moment <= kader.nu + timedelta(hours=12)
    return {
        "wanneer": Wanneer.NU if soon else Wanneer.STRAKS,
        "tekst": f"Als {rij.titel}, dan {rij.bij}",
        "url": reverse("casuistiek:casus", args=[rij.casus]),
        "merk": f"voor {moment(rij.moment)}" if rij.moment else "loopt",
        "kleur": "rood" if late else "oranje" * soon,
        "op": timezone.localdate(rij.moment) if rij.moment else None,
    }


def _voor(rij):
    return f"voor {moment(rij.moment)}"


def _op(rij):
    return moment(rij.moment)


def of_stand(stand: Stand, kader: Kader) -> Iterator[Aandacht]:
    """What a casus asks now, and of whom: confirm, take it on, or loosen what is stuck."""
    casus, te_bevestigen = stand.casus, stand.te_bevestigen

    def url():  # most casussen ask nothing
        return reverse("casuistiek:casus", args=[casus.pk])

    aan_zet = stand.aan_zet.medewerker
    mine = {pk for pk in (aan_zet, stand.feiten.regisseur) if pk is not None}
    if te_bevestigen is not None:
        merk = f"voor {moment(te_bevestigen.uiterlijk)}"
        tekst = f"Bevestig dat je waarneemt: {casus.titel}"
        who = te_bevestigen.medewerker
        yield Aandacht("bevestigen", who, casus.pk, Wanneer.NU, tekst, url(), merk, "oranje", casus=casus.pk)
        mine.discard(who)
    if aan_zet is not None and wacht_op_de_opco(stand.feiten):
        woord = "Nieuwe aanmelding" if casus.oorsprong == "aangemeld" else "Draag over of sluit af"
        yield Aandacht(
            "overdragen",
            aan_zet,
            casus.pk,
            Wanneer.NU,
            f"{woord}: {casus.titel}",
            url(),
            "aan jou",
            "oranje",
            casus=casus.pk,
        )
        mine.discard(aan_zet)
    helpers = wie_lossen_op(stand.feiten, stand.team, stand.moment, vertrouwelijk=casus.vertrouwelijk)
    if stand.rood:
        merk = ", ".join(item.value.lower() for item in stand.rood).capitalize()
        stuck = is_stuk(stand.rood)
        for who in sorted(mine | helpers if stuck else mine):
            yield Aandacht(
                "casus",
                who,
                casus.pk,
                Wanneer.NU,
                casus.titel,
                url(),
                merk,
                "rood",
                _who_now(stand),
                nodig=True,
                casus=casus.pk,
            )
    elif kader.vraagt(helpers) and (gap := _gap(stand)):
        when = Wanneer.NU if gap <= stand.moment + BINNENKORT else Wanneer.STRAKS
        for who in sorted(helpers):
            yield Aandacht(
                "gat", who, casus.pk, when, f"Straks niemand aan zet: {casus.titel}", url(),
                f"vanaf {moment(gap)}", "oranje", op=timezone.localdate(gap), nodig=when == Wanneer.NU, casus=casus.pk,
                agenda="Een casus heeft dan niemand die aan zet is",
            )  # fmt: skip


def _who_now(stand):
    woorden = stand.aan_zet.reden if stand.aan_zet.is_gat else f"nu aan zet: {stand.naam}"
    return f"{woorden}. Piket: {stand.piket}" if stand.piket else woorden


def _gap(stand):
    """The first moment in the coming eight weeks that nobody is aan zet, as it looks now; None when there is none."""
    if stand.casus.fase not in MET_REGIE:
        return None
    eind = stand.moment + timedelta(weeks=WEKEN)
    return eerste_gat(stand.feiten, stand.moment, eind, stand.team)


def register_all():
    register(
        Bron(
            "regie gevraagd",
            lambda kader: Overdracht.objects.filter(besloten_op=None, ronde__casus__team=kader.team),
            _now("Neem jij de regie? {}", _to("casuistiek:overdracht-answer"), _voor, "oranje"),
            wie="aan",
            titel="ronde__casus__titel",
            moment="uiterlijk",
            casus="ronde__casus",
        ),
        Bron(
            "volgende OpCo",
            lambda kader: OpCoDienst.objects.filter(tot=None, team=kader.team).exclude(volgende=None),
            _now("Jij bent de volgende OpCo: neem de dienst over", lambda rij: reverse("organisatie:dienst")),
            wie="volgende",
        ),
        Bron(
            "kant",
            lambda kader: Arbitrage.objects.filter(
                ~Exists(Standpunt.objects.filter(arbitrage=OuterRef("pk"), medewerker=OuterRef("ander"))),
                besloten_op=None,
                casus__in=_open(kader),
            ).exclude(ander=None),
            _now("Geef jouw kant: {}", _to("casuistiek:arbitrage"), _op),
            wie="ander",
            titel="vraag",
            moment="gevraagd_op",
            casus="casus",
        ),
        Bron(
            "opsporing",
            lambda kader: Opsporing.objects.filter(
                aanvaard_op=None, gestopt_op=None, casus__in=_open(kader)
            ).exclude(gevraagd=None),
            _now("Doe jij de opsporing? {}", _to("casuistiek:casus", "casus"), _voor, "oranje"),
            wie="gevraagd",
            titel="casus__titel",
            moment="uiterlijk",
            casus="casus",
        ),
        Bron(
            "terug",
            lambda kader: Terugoverdracht.objects.filter(gelezen_op=None, casus__in=_open(kader)),
            _now(
                "Lees wat er gebeurde terwijl je weg was",
                _to("casuistiek:terugoverdracht"),
                lambda rij: f"tot {moment(rij.moment)}",
            ),
            wie="regisseur",
            moment="tot",
            casus="casus",
        ),
        Bron(
            "beslissen",
            lambda kader: Arbitrage.objects.filter(besloten_op=None, casus__team=kader.team),
            _now("Beslis: {}", _to("casuistiek:arbitrage"), _op),
            allen=_decide,
            titel="vraag",
            moment="gevraagd_op",
            casus="casus",
            nodig=True,
        ),
        Bron(
            "noodtoegang",
            lambda kader: Noodtoegang.objects.filter(casus__team=kader.team, oordeel=""),
            _judge,
            allen=_decide,
            bij="medewerker",
            moment="van",
            nodig=True,
        ),
        Bron(
            "als dan",
            lambda kader: AlsDan.objects.filter(afgedaan_op=None, casus__in=_open(kader)),
            _als_dan,
            wie="casus__vastgelegd_aan_zet",
            allen=_opco,
            titel="als",
            bij="dan",
            agenda="Opletten bij een casus",
            moment="uiterlijk",
            casus="casus",
        ),
    )
