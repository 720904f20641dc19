from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('logboek', '0002_append_only'),
    ]

    operations = [
        migrations.AddField(
            model_name='logregel',
            name='objecten',
            field=models.TextField(help_text='Van een lijst: elk id, als ,3,8,', null=True, verbose_name='objecten'),
        ),
    ]
