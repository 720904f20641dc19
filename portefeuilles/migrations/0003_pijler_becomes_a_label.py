"""The pijler of a portefeuille was a text; it becomes a label the team manages (P1). The text stays for one release."""

from django.db import migrations


def to_labels(apps, schema_editor):
    Portefeuille = apps.get_model("portefeuilles", "Portefeuille")
    Label = apps.get_model("portefeuilles", "Label")
    for row in Portefeuille.objects.exclude(pijler=""):
        label, _ = Label.objects.get_or_create(team_id=row.team_id, soort="pijler", naam=row.pijler)
        row.labels.add(label)


class Migration(migrations.Migration):
    dependencies = [("portefeuilles", "0002_plannen_aanpakken_mensen_and_doorgeven")]

    operations = [migrations.RunPython(to_labels, migrations.RunPython.noop)]
