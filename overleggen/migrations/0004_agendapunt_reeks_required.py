import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("overleggen", "0003_fill_reeks_and_vanzelf")]
    operations = [
        migrations.AlterField(
            model_name="agendapunt",
            name="reeks",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="punten", to="overleggen.overlegreeks"
            ),
        )
    ]
