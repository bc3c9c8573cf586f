"""Changed sets leave a trace; curves whose versions are joined from now on are computed anew."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from accounts.schema_steps import Together


def compute_joined_series(apps, schema_editor):
    """Results are stored under a series' first version: those of later ones are worked out again."""
    group, entry = apps.get_model("indicators", "Group"), apps.get_model("indicators", "OutboxEntry")
    several = group.objects.filter(indicators__definitions__version__gt=1).distinct()
    entry.objects.bulk_create(
        entry(group=each, reason="definitioner uden databrud lagt sammen") for each in several
    )


class Migration(migrations.Migration):

    dependencies = [
        ('indicators', '0014_links_to_the_programme'),
    ]

    operations = [
        Together([
        pgtrigger.migrations.RemoveTrigger(
            model_name='checkrule',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='checkrule',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='checkrule',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='dataset',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='dataset',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='dataset',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='definition',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='definition',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='definition',
            name='delete_delete',
        ),
        ]),
        Together([
        migrations.AddField(
            model_name='checkrule',
            name='revision',
            field=models.PositiveIntegerField(default=0, help_text='Grows with every change of `right`, so that it leaves a trace'),
        ),
        migrations.AddField(
            model_name='checkruleevent',
            name='revision',
            field=models.PositiveIntegerField(default=0, help_text='Grows with every change of `right`, so that it leaves a trace'),
        ),
        migrations.AddField(
            model_name='dataset',
            name='revision',
            field=models.PositiveIntegerField(default=0, help_text='Grows with every change of who may read, so that it leaves a trace'),
        ),
        migrations.AddField(
            model_name='datasetevent',
            name='revision',
            field=models.PositiveIntegerField(default=0, help_text='Grows with every change of who may read, so that it leaves a trace'),
        ),
        migrations.AddField(
            model_name='definition',
            name='revision',
            field=models.PositiveIntegerField(default=0, help_text='Grows with every change of its breakdowns, so that it leaves a trace'),
        ),
        migrations.AddField(
            model_name='definitionevent',
            name='revision',
            field=models.PositiveIntegerField(default=0, help_text='Grows with every change of its breakdowns, so that it leaves a trace'),
        ),
        ]),
        Together([
        pgtrigger.migrations.AddTrigger(
            model_name='checkrule',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "indicators_checkruleevent" ("id", "is_active", "is_hard", "left_id", "left_part", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "relation", "revision", "right_part") VALUES (NEW."id", NEW."is_active", NEW."is_hard", NEW."left_id", NEW."left_part", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."relation", NEW."revision", NEW."right_part"); RETURN NULL;', hash='3fdd1040679ce9ce1e073a1ea24434bd1ba7a8e8', operation='INSERT', pgid='pgtrigger_insert_insert_04101', table='indicators_checkrule', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='checkrule',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "indicators_checkruleevent" ("id", "is_active", "is_hard", "left_id", "left_part", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "relation", "revision", "right_part") VALUES (NEW."id", NEW."is_active", NEW."is_hard", NEW."left_id", NEW."left_part", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."relation", NEW."revision", NEW."right_part"); RETURN NULL;', hash='4c27133568bffcbbd65046a98f73ef4a739246cd', operation='UPDATE', pgid='pgtrigger_update_update_c8709', table='indicators_checkrule', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='checkrule',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "indicators_checkruleevent" ("id", "is_active", "is_hard", "left_id", "left_part", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "relation", "revision", "right_part") VALUES (OLD."id", OLD."is_active", OLD."is_hard", OLD."left_id", OLD."left_part", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."relation", OLD."revision", OLD."right_part"); RETURN NULL;', hash='c467b65b783280b0e7c2f4660b3e9d79e86d29ec', operation='DELETE', pgid='pgtrigger_delete_delete_4309d', table='indicators_checkrule', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dataset',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "indicators_datasetevent" ("approval_required", "id", "indicator_id", "is_default", "is_supplier_owned", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "responsible_id", "revision", "supplier_id") VALUES (NEW."approval_required", NEW."id", NEW."indicator_id", NEW."is_default", NEW."is_supplier_owned", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."responsible_id", NEW."revision", NEW."supplier_id"); RETURN NULL;', hash='836a4ee211ac0fd464fb8a5a7fd2e2a10a6bc686', operation='INSERT', pgid='pgtrigger_insert_insert_30484', table='indicators_dataset', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dataset',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "indicators_datasetevent" ("approval_required", "id", "indicator_id", "is_default", "is_supplier_owned", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "responsible_id", "revision", "supplier_id") VALUES (NEW."approval_required", NEW."id", NEW."indicator_id", NEW."is_default", NEW."is_supplier_owned", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."responsible_id", NEW."revision", NEW."supplier_id"); RETURN NULL;', hash='984c5ace98d22d3d820927c721e948800ee2a48f', operation='UPDATE', pgid='pgtrigger_update_update_e5a71', table='indicators_dataset', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dataset',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "indicators_datasetevent" ("approval_required", "id", "indicator_id", "is_default", "is_supplier_owned", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "responsible_id", "revision", "supplier_id") VALUES (OLD."approval_required", OLD."id", OLD."indicator_id", OLD."is_default", OLD."is_supplier_owned", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."responsible_id", OLD."revision", OLD."supplier_id"); RETURN NULL;', hash='b5ff535a8281f609ea5211d2ef446871b03f1bb9', operation='DELETE', pgid='pgtrigger_delete_delete_cfc2d', table='indicators_dataset', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='definition',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "indicators_definitionevent" ("band_lower", "band_upper", "breaks_series", "caveat", "caveat_en", "counts", "data_kind", "decimals", "denominator", "denominator_en", "direction", "frequency", "id", "indicator_id", "kind", "least", "most", "note", "numerator", "numerator_en", "per", "period_kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pool_years", "release_lag_months", "revision", "smallest_relevant_change", "source_id", "stands_for", "unit", "unit_en", "valid_from", "version") VALUES (NEW."band_lower", NEW."band_upper", NEW."breaks_series", NEW."caveat", NEW."caveat_en", NEW."counts", NEW."data_kind", NEW."decimals", NEW."denominator", NEW."denominator_en", NEW."direction", NEW."frequency", NEW."id", NEW."indicator_id", NEW."kind", NEW."least", NEW."most", NEW."note", NEW."numerator", NEW."numerator_en", NEW."per", NEW."period_kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."pool_years", NEW."release_lag_months", NEW."revision", NEW."smallest_relevant_change", NEW."source_id", NEW."stands_for", NEW."unit", NEW."unit_en", NEW."valid_from", NEW."version"); RETURN NULL;', hash='bf1dfbd74d31d54d7147036afcce9dbd2db46cce', operation='INSERT', pgid='pgtrigger_insert_insert_959c2', table='indicators_definition', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='definition',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "indicators_definitionevent" ("band_lower", "band_upper", "breaks_series", "caveat", "caveat_en", "counts", "data_kind", "decimals", "denominator", "denominator_en", "direction", "frequency", "id", "indicator_id", "kind", "least", "most", "note", "numerator", "numerator_en", "per", "period_kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pool_years", "release_lag_months", "revision", "smallest_relevant_change", "source_id", "stands_for", "unit", "unit_en", "valid_from", "version") VALUES (NEW."band_lower", NEW."band_upper", NEW."breaks_series", NEW."caveat", NEW."caveat_en", NEW."counts", NEW."data_kind", NEW."decimals", NEW."denominator", NEW."denominator_en", NEW."direction", NEW."frequency", NEW."id", NEW."indicator_id", NEW."kind", NEW."least", NEW."most", NEW."note", NEW."numerator", NEW."numerator_en", NEW."per", NEW."period_kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."pool_years", NEW."release_lag_months", NEW."revision", NEW."smallest_relevant_change", NEW."source_id", NEW."stands_for", NEW."unit", NEW."unit_en", NEW."valid_from", NEW."version"); RETURN NULL;', hash='54112c506780ef60a84cc32c5578a8b6b349493d', operation='UPDATE', pgid='pgtrigger_update_update_d30bc', table='indicators_definition', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='definition',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "indicators_definitionevent" ("band_lower", "band_upper", "breaks_series", "caveat", "caveat_en", "counts", "data_kind", "decimals", "denominator", "denominator_en", "direction", "frequency", "id", "indicator_id", "kind", "least", "most", "note", "numerator", "numerator_en", "per", "period_kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pool_years", "release_lag_months", "revision", "smallest_relevant_change", "source_id", "stands_for", "unit", "unit_en", "valid_from", "version") VALUES (OLD."band_lower", OLD."band_upper", OLD."breaks_series", OLD."caveat", OLD."caveat_en", OLD."counts", OLD."data_kind", OLD."decimals", OLD."denominator", OLD."denominator_en", OLD."direction", OLD."frequency", OLD."id", OLD."indicator_id", OLD."kind", OLD."least", OLD."most", OLD."note", OLD."numerator", OLD."numerator_en", OLD."per", OLD."period_kind", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."pool_years", OLD."release_lag_months", OLD."revision", OLD."smallest_relevant_change", OLD."source_id", OLD."stands_for", OLD."unit", OLD."unit_en", OLD."valid_from", OLD."version"); RETURN NULL;', hash='ee3fed3ac52b0aafdc037e9eacebcc0f87e65b1d', operation='DELETE', pgid='pgtrigger_delete_delete_768a4', table='indicators_definition', when='AFTER')),
        ),
        ]),
        migrations.RunPython(compute_joined_series, migrations.RunPython.noop),
    ]
