"""Frozen figures know which version of a measurement they show; more room for the code version."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('indicators', '0019_what_is_new'),
    ]

    operations = [
        migrations.AddField(
            model_name='frozenfigure',
            name='version',
            field=models.PositiveIntegerField(help_text="The measurement's version", null=True),
        ),
        migrations.AlterField(
            model_name='frozencopy',
            name='code_version',
            field=models.CharField(help_text='As the runs record it that its figures come from', max_length=200),
        ),
    ]
