"""Some loops have another name: what failed under the old one is looked at by nobody any more."""

from django.db import migrations


OLD = (
    *("casuistiek.team", "casuistiek.regie_over", "overleggen.beurten", "overleggen.agenda", "overleggen.herinneren"),
    *("overleggen.morgen", "overleggen.sluit", "overleggen.niet-gestart", "overleggen.presentatie"),
)


def forget(apps, schema_editor):
    apps.get_model("notificaties", "Storing").objects.filter(taak__in=OLD).delete()


class Migration(migrations.Migration):
    dependencies = [("notificaties", "0006_sleutel_first")]
    operations = [migrations.RunPython(forget, migrations.RunPython.noop)]
