"""Locked minutes keep who was to follow each decision and when: that may change afterwards."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("partnership", "0007_decisions_belong_to_open_minutes"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="minutes",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="minutes",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="minutes",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="minutes",
            name="followed",
            field=models.JSONField(
                blank=True,
                default=dict,
                help_text="Who follows each decision and when, as it stood when the minutes were locked",
            ),
        ),
        migrations.AddField(
            model_name="minutesevent",
            name="followed",
            field=models.JSONField(
                blank=True,
                default=dict,
                help_text="Who follows each decision and when, as it stood when the minutes were locked",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="minutes",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "partnership_minutesevent" ("approval_note", "approved_by_id", "comments_until", "followed", "id", "locked_at", "meeting_id", "opening", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "sha256", "state", "upload_id") VALUES (NEW."approval_note", NEW."approved_by_id", NEW."comments_until", NEW."followed", NEW."id", NEW."locked_at", NEW."meeting_id", NEW."opening", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."proposed_at", NEW."sha256", NEW."state", NEW."upload_id"); RETURN NULL;',
                    hash="e1f118b94b746b916860638d6e78b0ecdd1278c5",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_deaef",
                    table="partnership_minutes",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="minutes",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "partnership_minutesevent" ("approval_note", "approved_by_id", "comments_until", "followed", "id", "locked_at", "meeting_id", "opening", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "sha256", "state", "upload_id") VALUES (NEW."approval_note", NEW."approved_by_id", NEW."comments_until", NEW."followed", NEW."id", NEW."locked_at", NEW."meeting_id", NEW."opening", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."proposed_at", NEW."sha256", NEW."state", NEW."upload_id"); RETURN NULL;',
                    hash="ff8a1d2f3effa2a146b8abd0ab6ba4e8282d1f62",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_2ec4d",
                    table="partnership_minutes",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="minutes",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "partnership_minutesevent" ("approval_note", "approved_by_id", "comments_until", "followed", "id", "locked_at", "meeting_id", "opening", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "sha256", "state", "upload_id") VALUES (OLD."approval_note", OLD."approved_by_id", OLD."comments_until", OLD."followed", OLD."id", OLD."locked_at", OLD."meeting_id", OLD."opening", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."proposed_at", OLD."sha256", OLD."state", OLD."upload_id"); RETURN NULL;',
                    hash="6fa6bf46597b2d4b93ecca4908d54e59e9bbca48",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_308d5",
                    table="partnership_minutes",
                    when="AFTER",
                ),
            ),
        ),
    ]
