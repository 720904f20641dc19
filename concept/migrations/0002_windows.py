from django.db import migrations, models


def of_no_window(apps, schema_editor):
    """What was typed before has no copy yet; it gets a name by which it is found again."""
    apps.get_model("concept", "Concept").objects.exclude(velden=None).update(exemplaar="eerder")


class Migration(migrations.Migration):
    dependencies = [("concept", "0001_begin")]

    operations = [
        migrations.AddField(
            model_name="concept", name="venster", field=models.CharField(blank=True, default="", max_length=16),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="concept", name="exemplaar", field=models.CharField(blank=True, default="", max_length=16),
            preserve_default=False,
        ),
        migrations.RemoveConstraint(model_name="concept", name="concept_once"),
        migrations.AddConstraint(
            model_name="concept",
            constraint=models.UniqueConstraint(
                fields=("medewerker", "formulier", "venster"), name="concept_once"
            ),
        ),
        migrations.RunPython(of_no_window, migrations.RunPython.noop),
    ]
