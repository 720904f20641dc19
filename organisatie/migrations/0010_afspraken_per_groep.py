"""Each app owns its own terms: they become one field, per group. The columns may be empty from now on."""

from django.db import migrations, models

GETALLEN = (
    "dagen_zonder_nieuws",
    "weken_waarneming",
    "maanden_leervraag",
    "tijd_norm",
    "grens_themas",
    "grens_casussen",
    "grens_wijkagenten",
    "grens_diensten",
    "bond_keren",
    "bond_mensen",
    "bond_stil_weken",
    "briefing_maximum",
)


class Migration(migrations.Migration):
    dependencies = [("organisatie", "0009_bmo_kolommen_ongebruikt")]

    operations = [
        migrations.AddField(
            "teaminstelling",
            "afspraken",
            models.JSONField(default=dict, verbose_name="afspraken per groep"),
        ),
        migrations.AddField(
            "teaminstelling",
            "gevraagd",
            models.JSONField(default=list, verbose_name="welke groepen zijn toen gekozen"),
        ),
        *(
            migrations.AlterField("teaminstelling", field, models.PositiveSmallIntegerField(null=True))
            for field in GETALLEN
        ),
        *(
            migrations.AlterField("teaminstelling", field, models.JSONField(null=True))
            for field in ("tijd_eigen", "bmo_grenzen")
        ),
    ]
