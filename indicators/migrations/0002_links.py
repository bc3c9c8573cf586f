
import django.db.models.deletion
from accounts.schema_steps import Together
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('areas', '0001_initial'),
        ('indicators', '0001_initial'),
        ('partnership', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together([
        migrations.AddField(
            model_name='dataset',
            name='supplier',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='data_sets', to='partnership.organisation'),
        ),
        migrations.AddField(
            model_name='datasetevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='datasetevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='indicators.dataset'),
        ),
        migrations.AddField(
            model_name='datasetevent',
            name='supplier',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnership.organisation'),
        ),
        migrations.AddField(
            model_name='cell',
            name='definition',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cells', to='indicators.definition'),
        ),
        migrations.AddField(
            model_name='definitionevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='definitionevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='indicators.definition'),
        ),
        migrations.AddField(
            model_name='examplerow',
            name='example_set',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='indicators.exampleset'),
        ),
        migrations.AddField(
            model_name='importbatch',
            name='imported_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='indicator',
            name='group',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='indicators', to='indicators.group'),
        ),
        migrations.AddField(
            model_name='indicator',
            name='home_goal',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='indicators', to='partnership.goal'),
        ),
        migrations.AddField(
            model_name='definitionevent',
            name='indicator',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='indicators.indicator'),
        ),
        migrations.AddField(
            model_name='definition',
            name='indicator',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='definitions', to='indicators.indicator'),
        ),
        migrations.AddField(
            model_name='datasetevent',
            name='indicator',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='indicators.indicator'),
        ),
        migrations.AddField(
            model_name='dataset',
            name='indicator',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='data_sets', to='indicators.indicator'),
        ),
        migrations.AddField(
            model_name='indicatorevent',
            name='group',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='indicators.group'),
        ),
        migrations.AddField(
            model_name='indicatorevent',
            name='home_goal',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnership.goal'),
        ),
        migrations.AddField(
            model_name='indicatorevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='indicatorevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='indicators.indicator'),
        ),
        migrations.AddField(
            model_name='measurement',
            name='cell',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='measurements', to='indicators.cell'),
        ),
        migrations.AddField(
            model_name='measurement',
            name='data_set',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='measurements', to='indicators.dataset'),
        ),
        migrations.AddField(
            model_name='measurement',
            name='entered_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='measurement',
            name='import_batch',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='measurements', to='indicators.importbatch'),
        ),
        migrations.AddField(
            model_name='outboxentry',
            name='group',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='outbox', to='indicators.group'),
        ),
        migrations.AddField(
            model_name='result',
            name='area',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='results', to='areas.area'),
        ),
        migrations.AddField(
            model_name='result',
            name='category',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='indicators.category'),
        ),
        migrations.AddField(
            model_name='result',
            name='definition',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='results', to='indicators.definition'),
        ),
        migrations.AddField(
            model_name='result',
            name='other',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='areas.area'),
        ),
        migrations.AddField(
            model_name='run',
            name='group',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='runs', to='indicators.group'),
        ),
        migrations.AddField(
            model_name='run',
            name='started_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='result',
            name='run',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='result_set', to='indicators.run'),
        ),
        migrations.AddField(
            model_name='outboxentry',
            name='full_run',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='outbox', to='indicators.run'),
        ),
        migrations.AddField(
            model_name='group',
            name='current_run',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='indicators.run'),
        ),
        migrations.AddField(
            model_name='result',
            name='source',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='indicators.source'),
        ),
        migrations.AddField(
            model_name='measurement',
            name='source',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='measurements', to='indicators.source'),
        ),
        migrations.AddField(
            model_name='definitionevent',
            name='source',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='indicators.source'),
        ),
        migrations.AddField(
            model_name='definition',
            name='source',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='definitions', to='indicators.source'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='source',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "indicators_sourceevent" ("code", "family", "id", "name", "name_en", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "url") VALUES (NEW."code", NEW."family", NEW."id", NEW."name", NEW."name_en", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."url"); RETURN NULL;', hash='8f498f05b1275629aaee212b261232c3d26827a8', operation='INSERT', pgid='pgtrigger_insert_insert_09371', table='indicators_source', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='source',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "indicators_sourceevent" ("code", "family", "id", "name", "name_en", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "url") VALUES (NEW."code", NEW."family", NEW."id", NEW."name", NEW."name_en", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."url"); RETURN NULL;', hash='f096a49749249ee8c7742cc668632d3436548ce3', operation='UPDATE', pgid='pgtrigger_update_update_a3eac', table='indicators_source', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='source',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "indicators_sourceevent" ("code", "family", "id", "name", "name_en", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "url") VALUES (OLD."code", OLD."family", OLD."id", OLD."name", OLD."name_en", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."url"); RETURN NULL;', hash='a6c5312dc8d5b6aa447f5dc6c88707e7f8055d54', operation='DELETE', pgid='pgtrigger_delete_delete_18482', table='indicators_source', when='AFTER')),
        ),
        migrations.AddField(
            model_name='sourceevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='sourceevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='indicators.source'),
        ),
        migrations.AddField(
            model_name='target',
            name='area',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='targets', to='areas.area'),
        ),
        migrations.AddField(
            model_name='target',
            name='indicator',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='targets', to='indicators.indicator'),
        ),
        migrations.AddField(
            model_name='targetevent',
            name='area',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='areas.area'),
        ),
        migrations.AddField(
            model_name='targetevent',
            name='indicator',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='indicators.indicator'),
        ),
        migrations.AddField(
            model_name='targetevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='targetevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='indicators.target'),
        ),
        migrations.AddConstraint(
            model_name='category',
            constraint=models.UniqueConstraint(fields=('category_set', 'code'), name='category_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='category',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "indicators_categoryevent" ("category_set_id", "code", "id", "name", "name_en", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (NEW."category_set_id", NEW."code", NEW."id", NEW."name", NEW."name_en", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position"); RETURN NULL;', hash='512a02ba54fdbd5e38eeebe2a49cd91a19019ed8', operation='INSERT', pgid='pgtrigger_insert_insert_0b8cd', table='indicators_category', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='category',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "indicators_categoryevent" ("category_set_id", "code", "id", "name", "name_en", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (NEW."category_set_id", NEW."code", NEW."id", NEW."name", NEW."name_en", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position"); RETURN NULL;', hash='6bda0bf1e20b7bff6c05209b7cf9a51d5cb60093', operation='UPDATE', pgid='pgtrigger_update_update_64b65', table='indicators_category', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='category',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "indicators_categoryevent" ("category_set_id", "code", "id", "name", "name_en", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (OLD."category_set_id", OLD."code", OLD."id", OLD."name", OLD."name_en", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position"); RETURN NULL;', hash='ce6e10575d9511d6a7e55b13b23d45021bbf6104', operation='DELETE', pgid='pgtrigger_delete_delete_1df40', table='indicators_category', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='cell',
            constraint=models.UniqueConstraint(fields=('definition', 'area', 'slot', 'category'), name='cell_once'),
        ),
        migrations.AddConstraint(
            model_name='cell',
            constraint=models.CheckConstraint(condition=models.Q(('slot__regex', '^[0-9]{4}(H[12]|K[1-4]|M(0[1-9]|1[0-2]))?$')), name='cell_slot_known'),
        ),
        migrations.AddConstraint(
            model_name='examplerow',
            constraint=models.UniqueConstraint(fields=('model', 'row_id'), name='example_row_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='indicator',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "indicators_indicatorevent" ("code", "group_id", "home_goal_id", "id", "is_active", "is_front", "is_restricted", "name", "name_en", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (NEW."code", NEW."group_id", NEW."home_goal_id", NEW."id", NEW."is_active", NEW."is_front", NEW."is_restricted", NEW."name", NEW."name_en", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position"); RETURN NULL;', hash='dae6a39fe6550b236ddbbca6b0ee10a8230c0adb', operation='INSERT', pgid='pgtrigger_insert_insert_6ab67', table='indicators_indicator', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='indicator',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "indicators_indicatorevent" ("code", "group_id", "home_goal_id", "id", "is_active", "is_front", "is_restricted", "name", "name_en", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (NEW."code", NEW."group_id", NEW."home_goal_id", NEW."id", NEW."is_active", NEW."is_front", NEW."is_restricted", NEW."name", NEW."name_en", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position"); RETURN NULL;', hash='daad64c2fca603c7eecaa71d6d26daa6d6ed7616', operation='UPDATE', pgid='pgtrigger_update_update_4281e', table='indicators_indicator', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='indicator',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "indicators_indicatorevent" ("code", "group_id", "home_goal_id", "id", "is_active", "is_front", "is_restricted", "name", "name_en", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (OLD."code", OLD."group_id", OLD."home_goal_id", OLD."id", OLD."is_active", OLD."is_front", OLD."is_restricted", OLD."name", OLD."name_en", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position"); RETURN NULL;', hash='202c72d1b145fc5de7fb239907c9ad5e1b65a67e', operation='DELETE', pgid='pgtrigger_delete_delete_f068f', table='indicators_indicator', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='dataset',
            constraint=models.UniqueConstraint(fields=('indicator', 'supplier'), name='data_set_once'),
        ),
        migrations.AddConstraint(
            model_name='dataset',
            constraint=models.UniqueConstraint(condition=models.Q(('is_default', True)), fields=('indicator',), name='one_default_data_set'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dataset',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "indicators_datasetevent" ("approval_required", "id", "indicator_id", "is_default", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "supplier_id") VALUES (NEW."approval_required", NEW."id", NEW."indicator_id", NEW."is_default", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."supplier_id"); RETURN NULL;', hash='719afd7cfd5e9b10c35cf3959a3fa8f58c256861', operation='INSERT', pgid='pgtrigger_insert_insert_30484', table='indicators_dataset', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dataset',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "indicators_datasetevent" ("approval_required", "id", "indicator_id", "is_default", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "supplier_id") VALUES (NEW."approval_required", NEW."id", NEW."indicator_id", NEW."is_default", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."supplier_id"); RETURN NULL;', hash='3a94afbe5f281b74599bf51eff95332dce5bb40d', operation='UPDATE', pgid='pgtrigger_update_update_e5a71', table='indicators_dataset', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dataset',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "indicators_datasetevent" ("approval_required", "id", "indicator_id", "is_default", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "supplier_id") VALUES (OLD."approval_required", OLD."id", OLD."indicator_id", OLD."is_default", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."supplier_id"); RETURN NULL;', hash='b998f3934bfbfdae3b75a52663bd369762ceb067', operation='DELETE', pgid='pgtrigger_delete_delete_cfc2d', table='indicators_dataset', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='run',
            constraint=models.CheckConstraint(condition=models.Q(('finished_at__isnull', True), models.Q(('state', 'running'), _negated=True), _connector='OR'), name='finished_run_has_ended'),
        ),
        migrations.AddIndex(
            model_name='result',
            index=models.Index(fields=['run', 'statement', 'area'], name='result_by_run'),
        ),
        migrations.AddIndex(
            model_name='result',
            index=models.Index(fields=['run', 'is_latest'], name='result_latest'),
        ),
        migrations.AddConstraint(
            model_name='result',
            constraint=models.UniqueConstraint(fields=('run', 'statement', 'definition', 'area', 'comparator', 'other', 'slot', 'category'), name='result_once_per_run', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='result',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'value'), models.Q(('certainty', ''), ('denominator__isnull', True), ('estimate__isnull', True), ('lower_998__isnull', True), ('lower__isnull', True), ('n__isnull', True), ('numerator__isnull', True), ('upper_998__isnull', True), ('upper__isnull', True), ('verdict', '')), _connector='OR'), name='no_figure_behind_a_state'),
        ),
        migrations.AddConstraint(
            model_name='measurement',
            constraint=models.UniqueConstraint(fields=('cell', 'version'), name='measurement_version_once'),
        ),
        migrations.AddConstraint(
            model_name='measurement',
            constraint=models.CheckConstraint(condition=models.Q(('version__gte', 1)), name='measurement_version_from_one'),
        ),
        migrations.AddConstraint(
            model_name='measurement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'value'), models.Q(('value__isnull', False), models.Q(('denominator__isnull', False), ('numerator__isnull', False)), _connector='OR')), models.Q(models.Q(('state', 'value'), _negated=True), ('numerator__isnull', True), ('value__isnull', True), ('sd__isnull', True)), _connector='OR'), name='measurement_figure_follows_state'),
        ),
        migrations.AddConstraint(
            model_name='measurement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('numerator__isnull', True), ('numerator__gte', 0), _connector='OR'), models.Q(('denominator__isnull', True), ('denominator__gte', 0), _connector='OR')), name='measurement_counts_not_negative'),
        ),
        migrations.AddConstraint(
            model_name='measurement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('numerator__isnull', True), models.Q(('numerator__gt', -1000000000000), ('numerator__lt', 1000000000000)), _connector='OR'), models.Q(('denominator__isnull', True), models.Q(('denominator__gt', -1000000000000), ('denominator__lt', 1000000000000)), _connector='OR'), models.Q(('value__isnull', True), models.Q(('value__gt', -1000000000000), ('value__lt', 1000000000000)), _connector='OR'), models.Q(('sd__isnull', True), models.Q(('sd__gt', -1000000000000), ('sd__lt', 1000000000000)), _connector='OR')), name='measurement_figures_finite'),
        ),
        migrations.AddConstraint(
            model_name='measurement',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='measurement_period_in_order'),
        ),
        migrations.AddConstraint(
            model_name='measurement',
            constraint=models.CheckConstraint(condition=models.Q(('invited__isnull', True), ('n__isnull', True), ('n__lte', models.F('invited')), _connector='OR'), name='measurement_answers_within_invited'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='measurement',
            trigger=pgtrigger.compiler.Trigger(name='never_rewritten', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='603b00baaeec4531a2909de1eb00272a30fe023c', operation='UPDATE OR DELETE', pgid='pgtrigger_never_rewritten_1ce86', table='indicators_measurement', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='definition',
            constraint=models.UniqueConstraint(fields=('indicator', 'version'), name='definition_version_once'),
        ),
        migrations.AddConstraint(
            model_name='definition',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'share'), _negated=True), ('per', 100), _connector='OR'), name='share_is_per_hundred'),
        ),
        migrations.AddConstraint(
            model_name='definition',
            constraint=models.CheckConstraint(condition=models.Q(('per__gt', 0)), name='definition_per_positive'),
        ),
        migrations.AddConstraint(
            model_name='definition',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('direction', 'band'), _negated=True), models.Q(('band_lower__isnull', False), ('band_upper__gt', models.F('band_lower'))), _connector='OR'), name='band_has_limits'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='definition',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "indicators_definitionevent" ("band_lower", "band_upper", "breaks_series", "caveat", "caveat_en", "counts", "data_kind", "decimals", "denominator", "denominator_en", "direction", "frequency", "id", "indicator_id", "kind", "note", "numerator", "numerator_en", "per", "period_kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "release_lag_months", "smallest_relevant_change", "source_id", "unit", "unit_en", "version") VALUES (NEW."band_lower", NEW."band_upper", NEW."breaks_series", NEW."caveat", NEW."caveat_en", NEW."counts", NEW."data_kind", NEW."decimals", NEW."denominator", NEW."denominator_en", NEW."direction", NEW."frequency", NEW."id", NEW."indicator_id", NEW."kind", NEW."note", NEW."numerator", NEW."numerator_en", NEW."per", NEW."period_kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."release_lag_months", NEW."smallest_relevant_change", NEW."source_id", NEW."unit", NEW."unit_en", NEW."version"); RETURN NULL;', hash='0f9ffa516bc1213349623d453430fe74b02966d1', operation='INSERT', pgid='pgtrigger_insert_insert_959c2', table='indicators_definition', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='definition',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "indicators_definitionevent" ("band_lower", "band_upper", "breaks_series", "caveat", "caveat_en", "counts", "data_kind", "decimals", "denominator", "denominator_en", "direction", "frequency", "id", "indicator_id", "kind", "note", "numerator", "numerator_en", "per", "period_kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "release_lag_months", "smallest_relevant_change", "source_id", "unit", "unit_en", "version") VALUES (NEW."band_lower", NEW."band_upper", NEW."breaks_series", NEW."caveat", NEW."caveat_en", NEW."counts", NEW."data_kind", NEW."decimals", NEW."denominator", NEW."denominator_en", NEW."direction", NEW."frequency", NEW."id", NEW."indicator_id", NEW."kind", NEW."note", NEW."numerator", NEW."numerator_en", NEW."per", NEW."period_kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."release_lag_months", NEW."smallest_relevant_change", NEW."source_id", NEW."unit", NEW."unit_en", NEW."version"); RETURN NULL;', hash='12803d70c87212dfa4cb19decc6016891ad9f287', operation='UPDATE', pgid='pgtrigger_update_update_d30bc', table='indicators_definition', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='definition',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "indicators_definitionevent" ("band_lower", "band_upper", "breaks_series", "caveat", "caveat_en", "counts", "data_kind", "decimals", "denominator", "denominator_en", "direction", "frequency", "id", "indicator_id", "kind", "note", "numerator", "numerator_en", "per", "period_kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "release_lag_months", "smallest_relevant_change", "source_id", "unit", "unit_en", "version") VALUES (OLD."band_lower", OLD."band_upper", OLD."breaks_series", OLD."caveat", OLD."caveat_en", OLD."counts", OLD."data_kind", OLD."decimals", OLD."denominator", OLD."denominator_en", OLD."direction", OLD."frequency", OLD."id", OLD."indicator_id", OLD."kind", OLD."note", OLD."numerator", OLD."numerator_en", OLD."per", OLD."period_kind", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."release_lag_months", OLD."smallest_relevant_change", OLD."source_id", OLD."unit", OLD."unit_en", OLD."version"); RETURN NULL;', hash='56ffbcbacc51214365f34766d522a97bd3dd2d31', operation='DELETE', pgid='pgtrigger_delete_delete_768a4', table='indicators_definition', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='target',
            constraint=models.UniqueConstraint(fields=('indicator', 'area'), name='target_once'),
        ),
        migrations.AddConstraint(
            model_name='target',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_on__isnull', True), ('decision', '')), models.Q(('decided_on__isnull', False), models.Q(('decision', ''), _negated=True)), _connector='OR'), name='decided_target_names_decision'),
        ),
        migrations.AddConstraint(
            model_name='target',
            constraint=models.CheckConstraint(condition=models.Q(('slot__gt', models.F('baseline_slot'))), name='target_after_baseline'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='target',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "indicators_targetevent" ("area_id", "baseline_slot", "decided_on", "decision", "id", "indicator_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slot", "value") VALUES (NEW."area_id", NEW."baseline_slot", NEW."decided_on", NEW."decision", NEW."id", NEW."indicator_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."slot", NEW."value"); RETURN NULL;', hash='8efcf21a9688a29d58a4eaf02778eff022c55fe6', operation='INSERT', pgid='pgtrigger_insert_insert_621f2', table='indicators_target', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='target',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "indicators_targetevent" ("area_id", "baseline_slot", "decided_on", "decision", "id", "indicator_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slot", "value") VALUES (NEW."area_id", NEW."baseline_slot", NEW."decided_on", NEW."decision", NEW."id", NEW."indicator_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."slot", NEW."value"); RETURN NULL;', hash='2a445feda92e455c74f63b80c34afedc51c67211', operation='UPDATE', pgid='pgtrigger_update_update_38da2', table='indicators_target', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='target',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "indicators_targetevent" ("area_id", "baseline_slot", "decided_on", "decision", "id", "indicator_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slot", "value") VALUES (OLD."area_id", OLD."baseline_slot", OLD."decided_on", OLD."decision", OLD."id", OLD."indicator_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."slot", OLD."value"); RETURN NULL;', hash='43db624e5c4adc71df3cccb9a17ef6b0afb887ec', operation='DELETE', pgid='pgtrigger_delete_delete_fa56b', table='indicators_target', when='AFTER')),
        ),
        ]),
    ]
