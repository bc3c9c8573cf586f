"""Rows of files are staging: what a crash of the server empties is read again from the file."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("indicators", "0008_known_sources_are_settled")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE indicators_importrow SET UNLOGGED",
            "ALTER TABLE indicators_importrow SET LOGGED",
        )
    ]
