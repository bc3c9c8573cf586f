"""A decision of a body that was closed is followed by another."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('partnership', '0004_what_the_database_guards'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='decision',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='decision',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='decision',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='decision',
            name='held_by',
            field=models.ForeignKey(blank=True, help_text='The body that follows it now, where the one that took it was closed', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='held_decisions', to='partnership.body'),
        ),
        migrations.AddField(
            model_name='decisionevent',
            name='held_by',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='The body that follows it now, where the one that took it was closed', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnership.body'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decision',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_decisionevent" ("body_id", "closed_on", "closing_word", "created_at", "decided_on", "due_on", "held_by_id", "id", "item_id", "kind", "locked_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "procedure_id", "reason", "replaces_id", "responsible_id", "responsible_organisation_id", "review_on", "revision", "serial", "state", "text", "title", "votes_against", "votes_blank", "votes_for", "year") VALUES (NEW."body_id", NEW."closed_on", NEW."closing_word", NEW."created_at", NEW."decided_on", NEW."due_on", NEW."held_by_id", NEW."id", NEW."item_id", NEW."kind", NEW."locked_at", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."procedure_id", NEW."reason", NEW."replaces_id", NEW."responsible_id", NEW."responsible_organisation_id", NEW."review_on", NEW."revision", NEW."serial", NEW."state", NEW."text", NEW."title", NEW."votes_against", NEW."votes_blank", NEW."votes_for", NEW."year"); RETURN NULL;', hash='01b8436904839cc2270540e761179632cc9600e9', operation='INSERT', pgid='pgtrigger_insert_insert_25396', table='partnership_decision', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decision',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnership_decisionevent" ("body_id", "closed_on", "closing_word", "created_at", "decided_on", "due_on", "held_by_id", "id", "item_id", "kind", "locked_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "procedure_id", "reason", "replaces_id", "responsible_id", "responsible_organisation_id", "review_on", "revision", "serial", "state", "text", "title", "votes_against", "votes_blank", "votes_for", "year") VALUES (NEW."body_id", NEW."closed_on", NEW."closing_word", NEW."created_at", NEW."decided_on", NEW."due_on", NEW."held_by_id", NEW."id", NEW."item_id", NEW."kind", NEW."locked_at", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."procedure_id", NEW."reason", NEW."replaces_id", NEW."responsible_id", NEW."responsible_organisation_id", NEW."review_on", NEW."revision", NEW."serial", NEW."state", NEW."text", NEW."title", NEW."votes_against", NEW."votes_blank", NEW."votes_for", NEW."year"); RETURN NULL;', hash='aeaa19fcf9ef69c0f360820d931e0a38d4358dac', operation='UPDATE', pgid='pgtrigger_update_update_fa533', table='partnership_decision', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decision',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_decisionevent" ("body_id", "closed_on", "closing_word", "created_at", "decided_on", "due_on", "held_by_id", "id", "item_id", "kind", "locked_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "procedure_id", "reason", "replaces_id", "responsible_id", "responsible_organisation_id", "review_on", "revision", "serial", "state", "text", "title", "votes_against", "votes_blank", "votes_for", "year") VALUES (OLD."body_id", OLD."closed_on", OLD."closing_word", OLD."created_at", OLD."decided_on", OLD."due_on", OLD."held_by_id", OLD."id", OLD."item_id", OLD."kind", OLD."locked_at", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."procedure_id", OLD."reason", OLD."replaces_id", OLD."responsible_id", OLD."responsible_organisation_id", OLD."review_on", OLD."revision", OLD."serial", OLD."state", OLD."text", OLD."title", OLD."votes_against", OLD."votes_blank", OLD."votes_for", OLD."year"); RETURN NULL;', hash='c7125089569431d3d0076844a86a5ca84ba40abe', operation='DELETE', pgid='pgtrigger_delete_delete_2ac54', table='partnership_decision', when='AFTER')),
        ),
    ]
