"""Two loops over teams became a loop per team: what failed under their old names is looked at by nobody any more."""

from django.db import migrations


def forget(apps, schema_editor):
    apps.get_model("notificaties", "Storing").objects.filter(
        taak__in=("casuistiek.team", "casuistiek.regie_over")
    ).delete()


class Migration(migrations.Migration):
    dependencies = [("notificaties", "0006_sleutel_first")]
    operations = [migrations.RunPython(forget, migrations.RunPython.noop)]
