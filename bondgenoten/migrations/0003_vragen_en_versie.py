import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('bondgenoten', '0002_bellen_en_standen'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='afspraak',
            name='belregel',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='afspraken', to='bondgenoten.belregel'),
        ),
        migrations.AddField(
            model_name='netwerk',
            name='versie',
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddField(
            model_name='signaal',
            name='belregel',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='signalen', to='bondgenoten.belregel'),
        ),
        migrations.AlterField(
            model_name='belregel',
            name='afloop',
            field=models.CharField(blank=True, choices=[('gesproken', 'Gesproken'), ('geen_gehoor', 'Geen gehoor'), ('later', 'Belt terug of later'), ('niet', 'Niet meer bellen')], max_length=12),
        ),
        migrations.CreateModel(
            name='Bijeenvraag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('begin', models.DateTimeField(blank=True, null=True, verbose_name='wanneer')),
                ('plaats', models.CharField(blank=True, max_length=80, verbose_name='waar')),
                ('gevraagd_op', models.DateTimeField(default=django.utils.timezone.now)),
                ('gevraagd_door', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('netwerk', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='vragen', to='bondgenoten.netwerk')),
                ('signaal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='vragen', to='bondgenoten.signaal')),
            ],
            options={
                'ordering': ['-gevraagd_op', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('signaal', 'netwerk', 'gevraagd_door'), name='bijeenvraag_once_per_asker')],
            },
        ),
    ]
