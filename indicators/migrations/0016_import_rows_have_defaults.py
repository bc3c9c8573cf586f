"""Rows of files in staging: what is the same in all plain rows is left to the table."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Defaults for rows in staging."""

    dependencies = [
        ("indicators", "0015_sets_have_revisions"),
    ]

    operations = [
        migrations.AlterField(
            model_name="importrow",
            name="code",
            field=models.CharField(
                blank=True, db_default="", help_text="Why it was refused", max_length=40
            ),
        ),
        migrations.AlterField(
            model_name="importrow",
            name="comment",
            field=models.CharField(blank=True, db_default="", max_length=500),
        ),
        migrations.AlterField(
            model_name="importrow",
            name="field",
            field=models.CharField(blank=True, db_default="", max_length=60),
        ),
        migrations.AlterField(
            model_name="importrow",
            name="n",
            field=models.IntegerField(null=True),
        ),
        migrations.AlterField(
            model_name="importrow",
            name="outcome",
            field=models.CharField(
                blank=True,
                choices=[
                    ("new", "ny"),
                    ("changed", "ændret"),
                    ("unchanged", "uændret"),
                    ("refused", "afvist"),
                    ("left_out", "ikke med"),
                ],
                db_default="new",
                max_length=9,
            ),
        ),
        migrations.AlterField(
            model_name="importrow",
            name="row",
            field=models.IntegerField(),
        ),
        migrations.AlterField(
            model_name="importrow",
            name="seen_version",
            field=models.IntegerField(null=True),
        ),
        migrations.AlterField(
            model_name="importrow",
            name="state",
            field=models.CharField(blank=True, db_default="value", max_length=20),
        ),
        migrations.AlterField(
            model_name="importrow",
            name="text",
            field=models.CharField(
                blank=True, db_default="", help_text="What stood there", max_length=120
            ),
        ),
    ]
