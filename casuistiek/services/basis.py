"""What the services share: the lock, the timeline, and whom to tell."""

from django.urls import reverse
from django.utils import timezone

from logboek.services import record
from notificaties.services import notify
from organisatie.models import Plaatsing
from regels.begrippen import OS_FUNCTIES, Functie, RegelOvertreden
from regels.vervanging import escalatiefunctie

from ..models import Betrokkene, Casus, CasusGebied, CasusPortefeuille, Gebeurtenis
from ..queries import utc


def lock(casus):
    """The casus, locked until the transaction ends, as it is now. Nobody else changes it meanwhile."""
    return Casus.objects.select_for_update(of=("self",)).select_related("team").get(pk=casus.pk)


def now_or(moment):
    return utc(moment or timezone.now())


def require_version(casus, versie):
    """The page was made from this version; otherwise somebody changed the casus in between."""
    if versie is not None and versie != casus.versie:
        raise RegelOvertreden(
            "Iemand heeft deze casus intussen gewijzigd. Kijk wat er veranderd is en bewaar opnieuw; "
            "wat je typte staat hieronder nog."
        )


def happened(
    casus, soort, tekst, *, moment, by=None, event=None, aan_zet=None, vastgelegd_op=None, met_de_hand=False
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
    record(event=event or f"casus.{soort}", by=by, subject=casus)
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


def url_of(casus):
    return reverse("casuistiek:casus", args=[casus.pk])


def tell(casus, ontvangers, key, tekst, *, url=None, dringend=False, moment=None):
    notify(
        ontvangers=ontvangers,
        key=f"casus:{casus.pk}:{key}",
        tekst=tekst,
        url=url or url_of(casus),
        onderwerp=casus,
        dringend=dringend,
        moment=moment,
    )


def tell_escalatiefunctie(casus, stand, key, tekst, *, niet=(), dringend=False):
    """Tell the first present person of the escalation chain, never one it is about (15).

    Nobody available: the teamchefs are told, absent or not, and the page shows the piket contact.
    """
    who = escalatiefunctie(stand.feiten.hoofdgebied, stand.moment, stand.team, niet=niet)
    ontvangers = [who] if who else placed(casus.team_id, [Functie.TEAMCHEF])
    tell(casus, ontvangers, key, tekst, dringend=dringend or who is None, moment=stand.moment)


def placed(team_id, functies):
    """Ids of people placed today in one of these functies."""
    rows = Plaatsing.objects.op().filter(team=team_id, functie__in=functies)
    return list(rows.values_list("medewerker", flat=True))


def hears_gaps(casus, stand):
    """Every OS and the teamchef, absent or not, and the OpCo on duty (invariant 3)."""
    opco = stand.team.opco_op(stand.moment)
    return [*placed(casus.team_id, [*OS_FUNCTIES, Functie.TEAMCHEF]), *([opco] if opco else [])]
