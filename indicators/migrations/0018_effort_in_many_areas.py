"""An effort names the other areas that have it too, so that it is not compared with them."""

from accounts.schema_steps import Together
import django.contrib.postgres.fields
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('indicators', '0017_frozen_copies'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='eventmarker',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='eventmarker',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='eventmarker',
            name='delete_delete',
        ),
        Together([
        migrations.AddField(
            model_name='eventmarker',
            name='same_effort',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.PositiveBigIntegerField(), blank=True, default=list, help_text='Areas with the same effort: nobody to compare with', size=None),
        ),
        migrations.AddField(
            model_name='eventmarkerevent',
            name='same_effort',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.PositiveBigIntegerField(), blank=True, default=list, help_text='Areas with the same effort: nobody to compare with', size=None),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='eventmarker',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "indicators_eventmarkerevent" ("area_id", "created_at", "created_by_id", "described_on", "happened_on", "id", "indicator_id", "is_withdrawn", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "same_effort", "text", "title", "title_en") VALUES (NEW."area_id", NEW."created_at", NEW."created_by_id", NEW."described_on", NEW."happened_on", NEW."id", NEW."indicator_id", NEW."is_withdrawn", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."same_effort", NEW."text", NEW."title", NEW."title_en"); RETURN NULL;', hash='4850b1d8e55c68e4f042fb31d4b64f45bfb8ccc0', operation='INSERT', pgid='pgtrigger_insert_insert_12b7f', table='indicators_eventmarker', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='eventmarker',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "indicators_eventmarkerevent" ("area_id", "created_at", "created_by_id", "described_on", "happened_on", "id", "indicator_id", "is_withdrawn", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "same_effort", "text", "title", "title_en") VALUES (NEW."area_id", NEW."created_at", NEW."created_by_id", NEW."described_on", NEW."happened_on", NEW."id", NEW."indicator_id", NEW."is_withdrawn", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."same_effort", NEW."text", NEW."title", NEW."title_en"); RETURN NULL;', hash='b8027d15c28482450a151fecdb887b16d8c6b68c', operation='UPDATE', pgid='pgtrigger_update_update_ac404', table='indicators_eventmarker', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='eventmarker',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "indicators_eventmarkerevent" ("area_id", "created_at", "created_by_id", "described_on", "happened_on", "id", "indicator_id", "is_withdrawn", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "same_effort", "text", "title", "title_en") VALUES (OLD."area_id", OLD."created_at", OLD."created_by_id", OLD."described_on", OLD."happened_on", OLD."id", OLD."indicator_id", OLD."is_withdrawn", OLD."kind", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."same_effort", OLD."text", OLD."title", OLD."title_en"); RETURN NULL;', hash='f3fe83b9568d21ef21eaf4138e4e2db93b6b1df0', operation='DELETE', pgid='pgtrigger_delete_delete_28a58', table='indicators_eventmarker', when='AFTER')),
        ),
        ]),
    ]
