from django.db import migrations
from django.db.models import OuterRef, Subquery

VANZELF = {
    "woe_os": ["trends", "casussen", "assessments"],
    "bmo": ["rood", "vragen", "presentaties"],
}


def fill(apps, schema_editor):
    """A point belongs to the series of its meeting; a series fills itself as its soort did."""
    Overleg = apps.get_model("overleggen", "Overleg")
    Agendapunt = apps.get_model("overleggen", "Agendapunt")
    own = Overleg.objects.filter(pk=OuterRef("overleg")).values("reeks")[:1]
    Agendapunt.objects.filter(reeks=None).update(reeks=Subquery(own))
    for soort, vanzelf in VANZELF.items():
        apps.get_model("overleggen", "Overlegreeks").objects.filter(soort=soort, vanzelf=[]).update(vanzelf=vanzelf)


class Migration(migrations.Migration):
    dependencies = [("overleggen", "0002_reeksen_voorraad_en_vervolg")]
    atomic = True
    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
