"""These columns are used no more; the next release drops them, when no process that reads them runs."""

from django.db import migrations

OUD = (
    "dagen_zonder_nieuws",
    "weken_waarneming",
    "maanden_leervraag",
    "tijd_norm",
    "tijd_eigen",
    "grens_themas",
    "grens_casussen",
    "grens_wijkagenten",
    "grens_diensten",
    "bmo_grenzen",
    "bond_keren",
    "bond_mensen",
    "bond_stil_weken",
    "briefing_maximum",
)


class Migration(migrations.Migration):
    dependencies = [("organisatie", "0011_afspraken_verzamelen")]
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.RemoveField("teaminstelling", field) for field in OUD]
        )
    ]
