"""Rows in staging say row and column of their cell; the address is made of them when it is read."""

from django.db import migrations, models

_FILL = """
UPDATE indicators_importrow r SET place = CASE length(found.letters)
  WHEN 1 THEN ascii(found.letters) - 65
  WHEN 2 THEN 26 * (ascii(found.letters) - 64) + ascii(substr(found.letters, 2)) - 65
  ELSE 676 * (ascii(found.letters) - 64) + 26 * (ascii(substr(found.letters, 2)) - 64)
    + ascii(substr(found.letters, 3)) - 65 END
FROM (
  SELECT id, regexp_replace(address, '[^A-Z]', '', 'g') AS letters FROM indicators_importrow
) found
WHERE found.id = r.id AND length(found.letters) BETWEEN 1 AND 3
"""


class Migration(migrations.Migration):
    """The column as a number; an index less."""

    dependencies = [("indicators", "0020_frozen_figures_know_their_version")]

    operations = [
        migrations.AddField(
            model_name="importrow",
            name="place",
            field=models.SmallIntegerField(default=0, help_text="The column of the cell, from 0"),
            preserve_default=False,
        ),
        migrations.RunSQL(_FILL, migrations.RunSQL.noop),
        migrations.RemoveField(model_name="importrow", name="address"),
        migrations.RemoveIndex(model_name="importrow", name="import_row_by_number"),
    ]
