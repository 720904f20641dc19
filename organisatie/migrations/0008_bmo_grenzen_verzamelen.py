"""The limits each team chose go into the one field."""

from django.db import migrations

SLEUTELS = {
    "rood": "bmo_casussen",
    "plannen": "bmo_activiteiten",
    "taakaccenten": "bmo_taakaccenten",
    "actiepunten": "bmo_actiepunten",
    "netwerken": "bmo_netwerken",
    "bezetting": "bmo_bezetting",
}


def gather(apps, schema_editor):
    for row in apps.get_model("organisatie", "Teaminstelling").objects.all():
        chosen = {sleutel: getattr(row, field) for sleutel, field in SLEUTELS.items()}
        row.bmo_grenzen = {sleutel: grens for sleutel, grens in chosen.items() if grens is not None}
        row.save(update_fields=["bmo_grenzen"])


class Migration(migrations.Migration):
    dependencies = [("organisatie", "0007_bmo_grenzen")]
    operations = [migrations.RunPython(gather, migrations.RunPython.noop)]
