"""A frozen copy says when it was written down, also where it is of an earlier moment."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('indicators', '0021_import_rows_know_their_column'),
    ]

    operations = [
        migrations.AddField(
            model_name='frozencopy',
            name='kept_at',
            field=models.DateTimeField(default=django.utils.timezone.now, help_text='When it was written down'),
        ),
        migrations.AlterField(
            model_name='frozencopy',
            name='frozen_at',
            field=models.DateTimeField(default=django.utils.timezone.now, help_text='The moment it is of'),
        ),
    ]
