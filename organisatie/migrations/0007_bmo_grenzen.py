"""The limits of the BMO figures become one field: a new figure needs no column. The six columns may be empty from now on."""

from django.db import migrations, models

OUD = ("bmo_casussen", "bmo_activiteiten", "bmo_taakaccenten", "bmo_actiepunten", "bmo_netwerken", "bmo_bezetting")


class Migration(migrations.Migration):
    dependencies = [("organisatie", "0006_bondgenoten_afspraken")]

    operations = [
        migrations.AddField(
            "teaminstelling",
            "bmo_grenzen",
            models.JSONField(default=dict, verbose_name="BMO: vanaf wanneer een cijfer rood is"),
        ),
        *(
            migrations.AlterField("teaminstelling", field, models.PositiveSmallIntegerField(null=True))
            for field in OUD
        ),
    ]
