"""Who is there for a part nobody else plays."""

from organisatie.models import Afwezigheid


def someone(w, functie, nr=0):
    """A colleague with this functie who plays no other part."""
    known = {w.people.opco.pk, w.people.opco2.pk, w.people.os.pk, w.people.chef.pk, w.people.wijkagent.pk}
    rows = w.team.plaatsingen.op().filter(functie=functie).exclude(medewerker__in=known)
    return rows.select_related("medewerker").order_by("pk")[nr].medewerker


def there(w, nr=0):
    """A WOE who is at work."""
    away = Afwezigheid.objects.op(w.now).filter(ingetrokken_op=None).values_list("medewerker", flat=True)
    return [woe for woe in w.people.woes if woe.pk not in set(away)][nr]
