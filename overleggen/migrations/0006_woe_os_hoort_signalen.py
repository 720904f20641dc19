from django.db import migrations


def add(apps, schema_editor):
    """Signals come on the WOE/OS-overleg of teams that had one before there were signals."""
    for reeks in apps.get_model("overleggen", "Overlegreeks").objects.filter(soort="woe_os"):
        if "signalen" not in reeks.vanzelf:
            reeks.vanzelf = [*reeks.vanzelf, "signalen"]
            reeks.save(update_fields=["vanzelf"])


class Migration(migrations.Migration):
    dependencies = [("overleggen", "0005_personen_en_signalen")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop, elidable=True)]
