"""Networks of the demo: one that goes well, one that asks for attention, a wijkagent's own; signals, a call round, NDV.

Structures are as in life; the people are made up.
"""

from datetime import datetime, time, timedelta

from django.utils import timezone

from bondgenoten import services
from bondgenoten.models import Afspraak, Belronde, Contact, Lid, Netwerk, Resultaat, Signaal
from organisatie.models import Contactpersoon, Medewerker
from overleggen.models import Overleg

GEMEENSCHAPPEN = [
    "Jongeren van het plein",
    "Ondernemers van het winkelgebied",
    "Ouders rond de scholen",
    "Nieuwe bewoners",
]
MENSEN = [
    # naam, wat in de wijk, taal, toestemming (dagen tot het einde; None: publieke taak)
    ("Sari Verhof", "trainer bij de voetbalclub", "", None),
    ("Dounia Westra", "leidt de huiskamer van de buurt", "", None),
    ("Teun Klaver", "winkelier, voorzitter van de ondernemers", "", None),
    ("Ilse Boomgaard", "conciërge van de school", "", 20),
    ("Amar Zandstra", "organiseert het buurtfeest", "Engels", None),
    ("Bep Molenkamp", "kent iedereen in het portiek", "", None),
]  # fmt: skip
BREED = ["Wendel Hoekema", "Rosa Duinker", "Levi Aarden"]


def fill_networks(team, people):
    """Two Bondgenoten networks and one of a wijkagent, with a year behind them."""
    today = timezone.localdate()
    woe = people.woes[0]
    gebieden = list(team.gebieden.filter(wijken__isnull=False).distinct())
    eerste = _gebied_of(woe, gebieden)
    ander = next((row for row in gebieden if row != eerste), eerste)
    groepen = [services.save_gemeenschap(team=team, by=woe, naam=naam) for naam in GEMEENSCHAPPEN]
    goed = _network(team, f"Bondgenoten {eerste}", eerste, woe, people.wijkagent, groepen[:2], today)
    services.add_lid(netwerk=goed, by=woe, medewerker=people.chef, rol=Lid.Rol.LEIDING)
    gemeente = Contactpersoon.objects.filter(organisatie__team=team, organisatie__soort="gemeente").first()
    if gemeente is not None:
        services.add_lid(netwerk=goed, by=woe, contactpersoon=gemeente)
    known = [_person(team, goed, woe, row, eerste, today, nr) for nr, row in enumerate(MENSEN)]
    for mens in known[:3]:
        services.set_relatie(sleutelfiguur=mens, by=woe, medewerker=people.wijkagent, als="vervanger")
    Lid.objects.filter(netwerk=goed).update(van=today - timedelta(days=300))
    _year(goed, woe, today)
    own = _network(
        team, f"Mijn buurt, {people.wijkagent.naam}", eerste, people.wijkagent, None, [], today, eigen=True
    )
    for mens in known[:2]:
        services.add_lid(netwerk=own, by=people.wijkagent, sleutelfiguur=mens)
    for nr, naam in enumerate(BREED[:2]):
        _person(team, own, people.wijkagent, (naam, "bewoner", "", None), eerste, today, nr)
    tweede = people.woes[1] if len(people.woes) > 1 else woe
    stil = _network(team, f"Bondgenoten {ander}", ander, tweede, None, groepen[2:3], today)
    _person(team, stil, tweede, (BREED[2], "beheerder van het buurthuis", "", None), ander, today, 9)
    Netwerk.objects.filter(pk__in=[goed.pk, own.pk, stil.pk]).update(begonnen_op=today - timedelta(days=310))
    _signals(team, people, eerste, ander, groepen, goed)
    _calls(team, people, eerste)
    _ndv(team, people)


def _gebied_of(woe, gebieden):
    tie = woe.koppelingen.op().first()
    return tie.gebied if tie else gebieden[0]


def _network(team, naam, gebied, trekker, vervanger, groepen, today, eigen=False):
    return services.save_netwerk(
        team=team,
        by=trekker,
        naam=naam[:80],
        soort="eigen" if eigen else "bondgenoten",
        gebied=gebied,
        waarover="" if eigen else "Wonen, jeugd en het winkelgebied. Liever voor zijn dan achteraf.",
        trekker=trekker,
        vervanger=vervanger,
        keren_per_jaar=None,
        gemeenschappen=groepen,
    )


def _person(team, netwerk, by, row, gebied, today, nr):
    naam, rol, taal, dagen = row
    mens = services.add_sleutelfiguur(
        team=team,
        by=by,
        netwerk=netwerk,
        naam=naam,
        rol=rol,
        gebied=gebied,
        telefoon=f"06-0000{1000 + 7 * nr + netwerk.pk}",
        email="",
        taal=taal,
        grondslag="taak" if dagen is None else "toestemming",
        regime="avg",
        toestemming_op=None if dagen is None else today - timedelta(days=345),
        toestemming_doel="" if dagen is None else "contact over de buurt",
        toestemming_tot=None if dagen is None else today + timedelta(days=dagen),
    )
    Contact.objects.create(
        sleutelfiguur=mens, medewerker=by, op=today - timedelta(days=9 + 3 * nr), richting=["brengen", "halen", "samen"][nr % 3]
    )  # fmt: skip
    return mens


def _year(netwerk, by, today):
    """Four bijeenkomsten, what was promised, a mirror, the basisvoorwaarden twice, and homework support."""
    first = today - timedelta(days=280)
    first += timedelta(days=(3 - first.weekday()) % 7)
    services.plan_reeks(
        netwerk=netwerk,
        by=by,
        regel="FREQ=WEEKLY;INTERVAL=10",
        eerste=first,
        begintijd=time(19, 30),
        plaats="Buurthuis",
    )
    netwerk.refresh_from_db()
    leden = list(netwerk.leden.all())
    for nr in range(4):
        begin = timezone.make_aware(datetime.combine(first + timedelta(weeks=10 * nr), time(19, 30)))
        overleg, _ = Overleg.objects.get_or_create(
            team=netwerk.team, reeks=netwerk.reeks, datum=begin.date(),
            defaults={"begin": begin, "eind": begin + timedelta(hours=2)},
        )  # fmt: skip
        Overleg.objects.filter(pk=overleg.pk).update(
            status="gesloten", gestart_op=begin, gesloten_op=overleg.eind
        )
        overleg.refresh_from_db()
        there = [lid for plek, lid in enumerate(leden) if (plek + nr) % 4 or lid.rol == Lid.Rol.LEIDING]
        services.write_attendance(netwerk=netwerk, overleg=overleg, by=by, aanwezig=there)
    for tekst, wie, dagen, gedaan, terug in (
        ("Licht op het pad achter de school", "gemeente", -30, "De lamp is vervangen.", True),
        ("Elke vrijdag om vier uur langs het plein", "wijkagenten", -12, "Dat doen we sinds oktober.", False),
        ("Nagaan of de zaal in de winter open kan", "gemeente", 12, "", False),
    ):
        row = services.add_afspraak(netwerk=netwerk, by=by, tekst=tekst, wie=wie, voor=today, overleg=overleg)
        Afspraak.objects.filter(pk=row.pk).update(voor=today + timedelta(days=dagen))
        if gedaan:
            services.follow_up(
                afspraak=row, by=by, nagekomen=True, terugkoppeling=gedaan, teruggekoppeld=terug
            )
    services.add_advies(
        netwerk=netwerk, by=by, soort="spiegel", vraag="Controles op het plein", effect="slechter", overleg=overleg,
        tekst="De jongens vinden dat jullie alleen komen om te controleren. Kom ook eens zonder reden.",
    )  # fmt: skip
    advies = services.add_advies(
        netwerk=netwerk, by=by, soort="gevraagd", vraag="Wat helpt tegen de drukte bij de school?", overleg=overleg,
        tekst="Laat ouders op twee plekken afzetten.",
    )  # fmt: skip
    services.answer_advies(
        advies=advies, by=by, antwoord="ja", tekst="De gemeente zet een tweede plek uit.", teruggekoppeld=True
    )
    netwerk.metingen.create(
        op=today - timedelta(days=200), draagvlak=2, leiding=1, beeld=2, gemeente=3, door=by,
        toelichting="De wijkagent doet bijna alles zelf.",
    )  # fmt: skip
    services.measure_voorwaarden(
        netwerk=netwerk,
        by=by,
        draagvlak=3,
        leiding=3,
        beeld=3,
        gemeente=4,
        toelichting="De teamchef schuift aan.",
    )
    services.add_resultaat(
        netwerk=netwerk, by=by, titel="Huiswerkbegeleiding in een ruimte van de gemeente",
        tekst="Drie avonden per week, door vrijwilligers uit het netwerk.", op=today - timedelta(days=60),
    )  # fmt: skip
    Resultaat.objects.filter(netwerk=netwerk).update(teruggekoppeld_op=timezone.now())


def _signals(team, people, eerste, ander, groepen, netwerk):
    now = timezone.now()
    for titel, gebied, groep, niveau, zekerheid, bron, dagen, einde in (
        ("Jongeren voelen zich weggestuurd", eerste, groepen[0], 2, "ervaren", "netwerk", 6, 22),
        ("Verhalen over inbraken gaan rond in de buurtapp", ander, None, 1, "ervaren", "open", 10, 30),
        (
            "Ruzie tussen twee groepen na een feest",
            eerste,
            groepen[0],
            3,
            "vastgesteld",
            "wijkagent",
            60,
            -45,
        ),
        ("Oproep tot een bijeenkomst zonder vergunning", ander, None, 2, "mogelijk", "open", 40, -20),
    ):
        row = services.add_signaal(
            team=team, by=people.wijkagent, titel=titel, gebied=gebied, gemeenschap=groep, niveau=niveau,
            zekerheid=zekerheid, bron=bron, betrouwbaarheid="redelijk",
            wat_te_doen="Vraag het netwerk wat helpt" if einde > 0 else "",
        )  # fmt: skip
        since, tot = now - timedelta(days=dagen), timezone.localdate() + timedelta(days=einde)
        Signaal.objects.filter(pk=row.pk).update(gemeld_op=since, loopt_af_op=tot)
        row.standen.update(van=timezone.localdate(since), tot=tot)


def _calls(team, people, gebied):
    ronde = services.start_belronde(
        team=team, by=people.woes[0], aanleiding="Brand in de sporthal", gebieden=[gebied],
        boodschap="Niemand gewond. De hal is een maand dicht.", vraag="Waar gaan de jongeren nu heen?",
    )  # fmt: skip
    for nr, regel in enumerate(ronde.regels.all()[:3]):
        by = people.woes[0]
        services.claim_line(regel=regel, by=by)
        services.result_line(
            regel=regel, by=by, afloop="gesproken", stemming=["rustig", "vragen", "rustig"][nr],
            gehoord=["Ouders zijn blij met het nieuws.", "Waar kan de training heen?", ""][nr],
        )  # fmt: skip
    services.close_belronde(
        belronde=ronde,
        by=people.woes[0],
        verslag="Rustig. De gemeente zoekt een andere zaal voor de training.",
    )
    then = timezone.now() - timedelta(days=33)
    Belronde.objects.filter(pk=ronde.pk).update(begonnen_op=then, gesloten_op=then + timedelta(hours=3))
    ronde.regels.exclude(gebeld_op=None).update(gebeld_op=then + timedelta(minutes=40))
    Contact.objects.filter(belregel__belronde=ronde).update(op=timezone.localdate(then))


def _ndv(team, people):
    colleague = Medewerker.objects.geplaatst(team).exclude(pk=people.woes[0].pk).first()
    kennis = services.offer_kennis(
        team=team, by=colleague, onderwerp="Gesprek met jongeren over uitgaan en regels"
    )
    vraag = services.ask_ndv(
        team=team, by=people.woes[0], vraag="Hoe bereid ik een gesprek met jongerenwerk voor?", kennis=kennis
    )
    services.result_ndv(
        vraag=vraag, by=people.woes[0], ingezet_op=timezone.localdate(), inzet="Samen voorbereid en samen gegaan",
        opbrengst="Het gesprek ging over wat helpt, niet over schuld.",
    )  # fmt: skip
