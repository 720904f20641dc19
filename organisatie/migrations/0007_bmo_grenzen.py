"""The limits of the BMO figures become one field: a new figure needs no column."""

from django.db import migrations, models

SLEUTELS = {
    "rood": ("bmo_casussen", 1),
    "plannen": ("bmo_activiteiten", 3),
    "taakaccenten": ("bmo_taakaccenten", 1),
    "actiepunten": ("bmo_actiepunten", 3),
    "netwerken": ("bmo_netwerken", 1),
    "bezetting": ("bmo_bezetting", 60),
}


def gather(apps, schema_editor):
    rows = apps.get_model("organisatie", "Teaminstelling").objects.all()
    for row in rows:
        row.bmo_grenzen = {sleutel: getattr(row, field) for sleutel, (field, _) in SLEUTELS.items()}
        row.save(update_fields=["bmo_grenzen"])


def spread(apps, schema_editor):
    for row in apps.get_model("organisatie", "Teaminstelling").objects.all():
        for sleutel, (field, standard) in SLEUTELS.items():
            setattr(row, field, row.bmo_grenzen.get(sleutel, standard))
        row.save()


class Migration(migrations.Migration):
    dependencies = [("organisatie", "0006_bondgenoten_afspraken")]

    operations = [
        migrations.AddField(
            "teaminstelling",
            "bmo_grenzen",
            models.JSONField(default=dict, verbose_name="BMO: vanaf wanneer een cijfer rood is"),
        ),
        migrations.RunPython(gather, spread),
        *(migrations.RemoveField("teaminstelling", field) for field, _ in SLEUTELS.values()),
    ]
