"""What the services share: the lock, the timeline, and whom to tell."""

from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from logboek.services import record
from notificaties.services import notify
from organisatie.models import Koppeling, Plaatsing
from organisatie.queries import opco_van_dienst
from regels.begrippen import Rol
from regels.functies import BESLIST, HOORT_GATEN, HOORT_OVERDRACHT
from regels.vervanging import escalatiefunctie

from ..models import Betrokkene, Casus, CasusGebied, CasusPortefeuille, Gebeurtenis
from ..queries import utc


def lock(casus):
    """The casus, locked until the transaction ends, as it is now. Nobody else changes it meanwhile.

    The next tick looks at it: this is the one door to a change, so none is forgotten.
    """
    # No key update: rows that only point to the casus or its team never wait for this lock.
    rows = Casus.objects.select_for_update(of=("self",), no_key=True).select_related("team")
    locked = rows.get(pk=casus.pk)
    if locked.kijk_op is not None:
        Casus.objects.filter(pk=locked.pk).update(kijk_op=None)
        locked.kijk_op = None
    return locked


def lock_all(casussen):
    """These casussen, all locked in one order: before the first row in the logboek, so that nobody waits in a ring."""
    return list(casussen.select_for_update(of=("self",), no_key=True).order_by("pk"))


def lock_at(casus, moment=None):
    """The casus, locked, and the moment of what happens now: never before what was recorded last.

    Whoever waited for the lock acts after the one they waited for, whatever their clock said before.
    """
    locked = lock(casus)
    last = Gebeurtenis.objects.filter(casus=locked).aggregate(last=Max("vastgelegd_op"))["last"]
    moment = now_or(moment)
    return locked, max(moment, utc(last)) if last else moment


def now_or(moment):
    return utc(moment or timezone.now())


def happened(
    casus,
    soort,
    tekst,
    *,
    moment,
    by=None,
    event=None,
    aan_zet=None,
    vastgelegd_op=None,
    met_de_hand=False,
    ontvanger="",
):
    """Write a gebeurtenis with frozen text, and a row in the logboek."""
    row = Gebeurtenis.objects.create(
        casus=casus,
        soort=soort,
        moment=moment,
        vastgelegd_op=vastgelegd_op or moment,
        tekst=tekst[:2000],
        door=by,
        aan_zet_id=aan_zet,
        met_de_hand=met_de_hand,
    )
    record(event=event or f"casus.{soort}", by=by, subject=casus, ontvanger=ontvanger)
    return row


def involve(casus, medewerkers, als):
    """Make the casus exist for these colleagues (ids); who is involved already keeps what they were."""
    Betrokkene.objects.bulk_create(
        [Betrokkene(casus=casus, medewerker_id=pk, als=als) for pk in dict.fromkeys(medewerkers) if pk],
        ignore_conflicts=True,
    )


def set_places(casus, gebieden, portefeuilles):
    """The gebieden and portefeuilles of a casus, the hoofdgebied and hoofdportefeuille first."""
    casus.casusgebieden.all().delete()
    casus.casusportefeuilles.all().delete()
    CasusGebied.objects.bulk_create(
        CasusGebied(casus=casus, gebied=gebied, volgorde=nr) for nr, gebied in enumerate(gebieden)
    )
    CasusPortefeuille.objects.bulk_create(
        CasusPortefeuille(casus=casus, portefeuille=portefeuille, volgorde=nr)
        for nr, portefeuille in enumerate(portefeuilles)
    )


def move_first(casus, gebied, portefeuille):
    """Make this gebied and this portefeuille the hoofdgebied and hoofdportefeuille; the others keep their order."""
    if gebied is None and portefeuille is None:
        return
    gebieden = [row.gebied for row in casus.casusgebieden.select_related("gebied")]
    portefeuilles = [row.portefeuille for row in casus.casusportefeuilles.select_related("portefeuille")]
    if gebied is not None:
        gebieden = [gebied, *[other for other in gebieden if other != gebied]]
    if portefeuille is not None:
        portefeuilles = [portefeuille, *[other for other in portefeuilles if other != portefeuille]]
    set_places(casus, gebieden, portefeuilles)


def who_hears_overdracht(team_id, gebied_id, wijk_id=None):
    """Ids of the ZaCo, the wijkagent (of the wijk, else all of the gebied) and the next OpCo (C1)."""
    dienst = opco_van_dienst(team_id)
    wijkagenten = Koppeling.objects.op().filter(gebied=gebied_id, rol=Rol.WIJKAGENT)
    of_wijk = wijkagenten.filter(wijk=wijk_id) if wijk_id else wijkagenten.none()
    return [
        *placed(team_id, HOORT_OVERDRACHT),
        *(of_wijk if of_wijk.exists() else wijkagenten).values_list("medewerker", flat=True),
        *([dienst.volgende_id] if dienst is not None and dienst.volgende_id else []),
    ]


def inform_about_overdracht(casus, *, moment):
    """C1: the overdracht goes to a regisseur *and* informs the ZaCo, the next OpCo and the wijkagent.

    The wijkagent is whoever is tied to the wijk of the casus; without a wijk, all of the hoofdgebied.
    """
    hoofdgebied = casus.casusgebieden.filter(volgorde=0).values_list("gebied", flat=True).first()
    informed = who_hears_overdracht(casus.team_id, hoofdgebied, casus.wijk_id)
    involve(casus, informed, Betrokkene.Als.INGELICHT)
    tell(casus, informed, "ingelicht", "Er is een casus overgedragen waar jij van moet weten.", moment=moment)


def url_of(casus):
    return reverse("casuistiek:casus", args=[casus.pk])


def full_key(casus, key):
    """Under which key it stands what was told about this casus."""
    return f"casus:{casus.pk}:{key}"


def tell(casus, ontvangers, key, tekst, *, url=None, vraagt="", dringend=False, moment=None):
    notify(
        ontvangers=ontvangers,
        key=full_key(casus, key),
        tekst=tekst,
        url=url or url_of(casus),
        onderwerp=casus,
        vraagt=vraagt,
        dringend=dringend,
        direct=True,  # a casus waits for somebody: not for the mail of tomorrow
        moment=moment,
    )


def tell_escalatiefunctie(casus, stand, key, tekst, *, niet=(), dringend=False):
    """Tell the first present person of the escalation chain, never one it is about (15).

    Nobody available, or the casus is vertrouwelijk: the teamchefs are told, absent or not, and the page shows the piket contact.
    """
    who = None
    if not casus.vertrouwelijk:  # for which the escalatiefunctie may not see it: then the teamchef
        who = escalatiefunctie(stand.feiten.hoofdgebied, stand.moment, stand.team, niet=niet)
    ontvangers = [who] if who else placed(casus.team_id, BESLIST)
    tell(casus, ontvangers, key, tekst, dringend=dringend or who is None, moment=stand.moment)


def placed(team_id, functies):
    """Ids of people placed today in one of these functies."""
    rows = Plaatsing.objects.op().filter(team=team_id, functie__in=functies)
    return list(rows.values_list("medewerker", flat=True))


def hears_gaps(casus, stand):
    """Every OS and the teamchef, absent or not, and the OpCo on duty (invariant 3)."""
    opco = stand.team.opco_op(stand.moment)
    return [*placed(casus.team_id, HOORT_GATEN), *([opco] if opco else [])]


def case_number(referentie):
    """The number in a reference as people type it (C-6, c 6, 6); None when it is something else."""
    digits = "".join(referentie.split()).upper().removeprefix("C").removeprefix("-")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else None
