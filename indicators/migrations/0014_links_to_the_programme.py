"""Indicators are held at effort areas and target groups; a target names the decision behind it."""

import django.db.models.deletion
from accounts.schema_steps import Together
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('indicators', '0013_import_rows_need_no_key'),
        ('partnership', '0004_what_the_database_guards'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='target',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='target',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='target',
            name='delete_delete',
        ),
        Together([
        migrations.AddField(
            model_name='indicator',
            name='effort_areas',
            field=models.ManyToManyField(blank=True, related_name='indicators', to='partnership.effortarea'),
        ),
        migrations.AddField(
            model_name='indicator',
            name='target_groups',
            field=models.ManyToManyField(blank=True, related_name='indicators', to='partnership.targetgroup'),
        ),
        migrations.AddField(
            model_name='target',
            name='set_by',
            field=models.ForeignKey(blank=True, help_text='The decision itself, where it stands in the register', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='targets', to='partnership.decision'),
        ),
        migrations.AddField(
            model_name='targetevent',
            name='set_by',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='The decision itself, where it stands in the register', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnership.decision'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='target',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "indicators_targetevent" ("area_id", "baseline_slot", "decided_on", "decision", "id", "indicator_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "set_by_id", "slot", "value") VALUES (NEW."area_id", NEW."baseline_slot", NEW."decided_on", NEW."decision", NEW."id", NEW."indicator_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."set_by_id", NEW."slot", NEW."value"); RETURN NULL;', hash='5ee4fd68d21d8c74536921eb94317df6da9986a7', operation='INSERT', pgid='pgtrigger_insert_insert_621f2', table='indicators_target', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='target',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "indicators_targetevent" ("area_id", "baseline_slot", "decided_on", "decision", "id", "indicator_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "set_by_id", "slot", "value") VALUES (NEW."area_id", NEW."baseline_slot", NEW."decided_on", NEW."decision", NEW."id", NEW."indicator_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."set_by_id", NEW."slot", NEW."value"); RETURN NULL;', hash='2568f3e9a4dde3874956d8a4f2bcc98a70bea540', operation='UPDATE', pgid='pgtrigger_update_update_38da2', table='indicators_target', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='target',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "indicators_targetevent" ("area_id", "baseline_slot", "decided_on", "decision", "id", "indicator_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "set_by_id", "slot", "value") VALUES (OLD."area_id", OLD."baseline_slot", OLD."decided_on", OLD."decision", OLD."id", OLD."indicator_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."set_by_id", OLD."slot", OLD."value"); RETURN NULL;', hash='752c5c699d978961470fb1abaa8a5b753e5ccaa3', operation='DELETE', pgid='pgtrigger_delete_delete_fa56b', table='indicators_target', when='AFTER')),
        ),
        ]),
    ]
