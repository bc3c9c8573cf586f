"""Nothing points at a row of staging, and its numbers come from one sequence: no index keeps them."""

from django.contrib.postgres.indexes import BrinIndex
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("indicators", "0012_wheel_turns_from")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE indicators_importrow DROP CONSTRAINT indicators_importrow_pkey",
            "ALTER TABLE indicators_importrow ADD PRIMARY KEY (id)",
        ),
        migrations.AddIndex(
            model_name="importrow",
            index=BrinIndex(fields=["id"], name="import_row_by_number", pages_per_range=16),
        ),
    ]
