"""The six columns are used no more; the next release drops them, when no process that reads them runs."""

from django.db import migrations

OUD = ("bmo_casussen", "bmo_activiteiten", "bmo_taakaccenten", "bmo_actiepunten", "bmo_netwerken", "bmo_bezetting")


class Migration(migrations.Migration):
    dependencies = [("organisatie", "0008_bmo_grenzen_verzamelen")]
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.RemoveField("teaminstelling", field) for field in OUD]
        )
    ]
