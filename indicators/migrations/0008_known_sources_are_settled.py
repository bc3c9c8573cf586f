from django.db import migrations


def settle(apps, schema_editor):
    """Sources whose figures the partnership already sees were settled before the question was asked."""
    source = apps.get_model("indicators", "Source")
    measurement = apps.get_model("indicators", "Measurement")
    used = measurement.objects.order_by().values("source_id").distinct()
    source.objects.filter(pk__in=used, shown_to="").update(shown_to="partnership")


class Migration(migrations.Migration):

    dependencies = [("indicators", "0007_data_in")]

    operations = [migrations.RunPython(settle, migrations.RunPython.noop)]
