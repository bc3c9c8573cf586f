"""Rows of a file lie together: an index of ranges finds them, and numbers are drawn by the thousand."""

import django.db.models.deletion
from django.contrib.postgres.indexes import BrinIndex
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("indicators", "0009_import_rows_are_staging")]

    operations = [
        migrations.AlterField(
            model_name="importrow",
            name="batch",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="rows",
                to="indicators.importbatch",
            ),
        ),
        migrations.AddIndex(
            model_name="importrow",
            index=BrinIndex(fields=["batch"], name="import_row_of_batch", pages_per_range=16),
        ),
        migrations.RunSQL(
            "ALTER TABLE indicators_importrow ALTER COLUMN id SET CACHE 1000",
            "ALTER TABLE indicators_importrow ALTER COLUMN id SET CACHE 1",
        ),
    ]
