"""The places a brief's texts can stand at, as they are called now."""

from __future__ import annotations

from django.db import migrations, models

PLACE = models.CharField(help_text="Where it stands: opening, decide, gaps …", max_length=60)


class Migration(migrations.Migration):
    dependencies = [("reports", "0003_wordings_stand_on_the_agenda")]

    operations = [
        migrations.AlterField(model_name="briefblock", name="key", field=PLACE),
        migrations.AlterField(model_name="briefblockevent", name="key", field=PLACE.clone()),
    ]
