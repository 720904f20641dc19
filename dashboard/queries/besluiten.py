"""The register of besluiten: searchable, with the question whether they worked (V13)."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils import timezone

from casuistiek.models import Casus
from overleggen.models import Vraag
from portefeuilles.models import Aanpak, Actie, Activiteit, Kennissessie, Portefeuille, Trend


def _about(pairs):
    """A condition on besluiten: about one of these (model, subquery of ids), also by way of a question about it."""
    condition = Q(pk__in=[])
    for model, ids in pairs:
        kind = ContentType.objects.get_for_model(model)
        condition |= Q(onderwerp_type=kind, onderwerp_id__in=ids)
        asked = Vraag.objects.filter(onderwerp_type=kind, onderwerp_id__in=ids)
        condition |= Q(
            onderwerp_type=ContentType.objects.get_for_model(Vraag), onderwerp_id__in=asked.values("pk")
        )
    return condition


def _of_portefeuille(row):
    own = {"portefeuille": row}
    return [
        (Portefeuille, Portefeuille.objects.filter(pk=row.pk).values("pk")),
        (Trend, Trend.objects.filter(**own).values("pk")),
        (Aanpak, Aanpak.objects.filter(**own).values("pk")),
        (Actie, Actie.objects.filter(**own).values("pk")),
        (Kennissessie, Kennissessie.objects.filter(**own).values("pk")),
        (Activiteit, Activiteit.objects.filter(plan__portefeuille=row).values("pk")),
        (Casus, Casus.objects.filter(casusportefeuilles__portefeuille=row).values("pk")),
    ]


def _of_gebied(row):
    return [
        (Casus, Casus.objects.filter(casusgebieden__gebied=row).values("pk")),
        (Aanpak, Aanpak.objects.filter(wijken__gebied=row).values("pk")),
        (Activiteit, Activiteit.objects.filter(wijken__gebied=row).values("pk")),
    ]


def search(rows, user, *, q="", portefeuille=None, gebied=None, casus="", terug=""):
    """These besluiten, narrowed. A casus that does not exist for this user finds nothing."""
    for woord in q.split():
        rows = rows.filter(
            Q(tekst__icontains=woord) | Q(titel__icontains=woord) | Q(werkte_tekst__icontains=woord)
        )
    if portefeuille is not None:
        rows = rows.filter(_about(_of_portefeuille(portefeuille)))
    if gebied is not None:
        rows = rows.filter(_about(_of_gebied(gebied)))
    if casus:
        nummer = "".join(char for char in casus if char.isdecimal())
        found = Casus.objects.visible_to(user).filter(nummer=nummer or 0)
        rows = rows.filter(_about([(Casus, found.values("pk"))]))
    if terug == "nu":
        rows = rows.filter(terugkijken_op__lte=timezone.localdate(), teruggekeken_op=None)
    elif terug:
        rows = rows.filter(werkte=terug)
    return rows
