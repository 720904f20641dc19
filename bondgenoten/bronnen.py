"""What networks answer when a lower app asks."""

from notificaties.hartslag import controlebronnen
from organisatie.services import organisatie_merges, plaatsing_endings
from overleggen.agendabronnen import Voorstel, agendabronnen, inbrengbaar, verhuisbronnen
from regels.agenda import Soort, Vanzelf
from regels.signaal import KORT, Niveau
from werk.bronnen import Logbaar, eigen_pagina, onderwerpbronnen

from .models import Advies, Afspraak, Netwerk, Resultaat, Signaal
from .services import check, end_ties_of


def register():
    agendabronnen.append(points_for)
    verhuisbronnen.append(move_bijeenkomst)
    inbrengbaar[Signaal._meta.label_lower] = Soort.SIGNAAL
    inbrengbaar[Netwerk._meta.label_lower] = Soort.OVERIG
    onderwerpbronnen.append(loggable)
    eigen_pagina[Netwerk._meta.label_lower] = "gebied"
    plaatsing_endings.append(end_ties_of)
    organisatie_merges.append(merge_partners)
    controlebronnen.append(check)


def points_for(overleg):
    """Signals that play now: for a network of a gebied those of that gebied, else those that are more than talk."""
    if not overleg.reeks.vult(Vanzelf.SIGNALEN):
        return
    rows = Signaal.objects.actueel().filter(team=overleg.team_id).select_related("gebied")
    netwerk = Netwerk.objects.filter(reeks=overleg.reeks_id).first()
    if netwerk is not None:
        rows = rows.filter(gebied=netwerk.gebied_id) if netwerk.gebied_id else rows.filter(netwerk=netwerk)
    else:
        rows = rows.filter(niveau__gte=Niveau.GESPANNEN)
    for row in rows.order_by("-niveau", "pk")[:5]:
        yield Voorstel(
            bron=f"signaal:{row.pk}",
            soort=Soort.SIGNAAL,
            titel=row.titel,
            reden=f"signaal in {row.gebied}: {KORT[row.niveau]}",
            onderwerp=row,
            doel="oordeelsvorming",
            gewenst=row.wat_te_doen or "Wat zien we, en wie doet wat?",
            minuten=10,
        )


def move_bijeenkomst(van, naar):
    """Signals brought to a bijeenkomst that is not held point to the next."""
    Signaal.objects.filter(overleg=van).update(overleg=naar)
    if naar is not None:
        Afspraak.objects.filter(overleg=van).update(overleg=naar)
        Advies.objects.filter(overleg=van).update(overleg=naar)


def loggable(medewerker):
    """Networks one keeps."""
    rows = Netwerk.objects.lopend().filter(team__in=medewerker.team_ids).van(medewerker).distinct()
    for row in rows[:20]:
        yield Logbaar("gebied", row, f"Netwerk: {row.naam}")


def merge_partners(weg, blijft):
    """Two partners were one: results with the one are results with the other."""
    for row in Resultaat.objects.filter(partners=weg):
        row.partners.add(blijft)
        row.partners.remove(weg)
