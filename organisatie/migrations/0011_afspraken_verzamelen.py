"""What each team chose goes into the one field. Every group counts as chosen on every day there was: so it was."""

from django.db import migrations

VELDEN = {
    "casussen": {"dagen_zonder_nieuws": "dagen_zonder_nieuws", "weken_waarneming": "weken_waarneming"},
    "leren": {"maanden": "maanden_leervraag"},
    "tijd": {"norm": "tijd_norm", "eigen": "tijd_eigen"},
    "takenpakket": {
        "themas": "grens_themas",
        "casussen": "grens_casussen",
        "wijkagenten": "grens_wijkagenten",
        "diensten": "grens_diensten",
    },
    "netwerken": {"keren": "bond_keren", "mensen": "bond_mensen", "stil_weken": "bond_stil_weken"},
    "briefing": {"maximum": "briefing_maximum"},
}


def gather(apps, schema_editor):
    for row in apps.get_model("organisatie", "Teaminstelling").objects.all():
        found = {
            groep: {naam: getattr(row, field) for naam, field in velden.items()}
            for groep, velden in VELDEN.items()
        }
        found["bmo"] = row.bmo_grenzen or {}
        row.afspraken = {
            groep: {naam: waarde for naam, waarde in waarden.items() if waarde is not None}
            for groep, waarden in found.items()
        }
        row.gevraagd = sorted(["team", *found])
        row.save(update_fields=["afspraken", "gevraagd"])


class Migration(migrations.Migration):
    dependencies = [("organisatie", "0010_afspraken_per_groep")]
    operations = [migrations.RunPython(gather, migrations.RunPython.noop)]
