from zoneinfo import ZoneInfo

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def first_standen(apps, schema_editor):
    """Each signal that is there already stood at its level from its first day."""
    amsterdam = ZoneInfo("Europe/Amsterdam")
    Signaalstand = apps.get_model("bondgenoten", "Signaalstand")
    for row in apps.get_model("bondgenoten", "Signaal").objects.all():
        closed = row.gesloten_op.astimezone(amsterdam).date() if row.gesloten_op else row.loopt_af_op
        van = row.gemeld_op.astimezone(amsterdam).date()
        Signaalstand.objects.create(
            signaal=row, niveau=row.niveau, van=van, tot=max(van, closed), door_id=row.gemeld_door_id
        )


class Migration(migrations.Migration):

    dependencies = [
        ('bondgenoten', '0001_initial'),
        ('organisatie', '0006_bondgenoten_afspraken'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Signaalstand',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('niveau', models.PositiveSmallIntegerField(choices=[(1, 'merkbaar: er wordt over gepraat'), (2, 'gespannen: groepen gaan elkaar uit de weg'), (3, 'hoog: er zijn incidenten of oproepen'), (4, 'acuut: het kan vandaag misgaan')], verbose_name='hoe hoog')),
                ('van', models.DateField(verbose_name='vanaf')),
                ('tot', models.DateField(verbose_name='tot en met')),
            ],
            options={
                'ordering': ['-van', '-pk'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='sleutelfiguur',
            name='sleutelfiguur_gewist_is_leeg',
        ),
        migrations.AddField(
            model_name='belregel',
            name='bezig_sinds',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='contact',
            name='belregel',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='contact', to='bondgenoten.belregel'),
        ),
        migrations.AddField(
            model_name='sleutelfiguur',
            name='eerder',
            field=models.JSONField(blank=True, default=dict, editable=False),
        ),
        migrations.AlterField(
            model_name='belregel',
            name='netwerk',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bondgenoten.netwerk'),
        ),
        migrations.AddConstraint(
            model_name='sleutelfiguur',
            constraint=models.CheckConstraint(condition=models.Q(('gewist_op', None), models.Q(('bereikbaar', ''), ('eerder', {}), ('email', ''), ('naam', ''), ('rol', ''), ('taal', ''), ('telefoon', ''), ('toestemming_doel', '')), _connector='OR'), name='sleutelfiguur_gewist_is_leeg'),
        ),
        migrations.AddField(
            model_name='signaalstand',
            name='door',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='signaalstand',
            name='signaal',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='standen', to='bondgenoten.signaal'),
        ),
        migrations.AddConstraint(
            model_name='signaalstand',
            constraint=models.UniqueConstraint(fields=('signaal', 'van'), name='signaalstand_one_per_day'),
        ),
        migrations.RunPython(first_standen, migrations.RunPython.noop),
    ]
