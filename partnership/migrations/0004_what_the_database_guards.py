"""Triggers: the trace of every table, and what stands once minutes are locked."""

import areas.models
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
from accounts.schema_steps import Together
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0001_initial'),
        ('partnership', '0003_partnership_at_work'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='body',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='body',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='body',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='seat',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='seat',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='seat',
            name='delete_delete',
        ),
        migrations.AddIndex(
            model_name='booking',
            index=models.Index(fields=['fund', 'year'], name='booking_of_year'),
        ),
        migrations.AddIndex(
            model_name='followup',
            index=models.Index(condition=models.Q(('state', 'open')), fields=['due_on'], name='follow_up_open'),
        ),
        migrations.AddIndex(
            model_name='meeting',
            index=models.Index(fields=['body', 'starts_at'], name='meeting_of_body'),
        ),
        Together([
        pgtrigger.migrations.AddTrigger(
            model_name='agendaitem',
            trigger=pgtrigger.compiler.Trigger(name='locked_item_stands', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE found TIMESTAMPTZ;', func="\n            IF TG_OP <> 'INSERT' THEN \n    SELECT m.locked_at INTO found FROM partnership_minutes m WHERE m.meeting_id = (OLD.meeting_id) FOR SHARE;\n    IF found IS NOT NULL THEN\n        RAISE EXCEPTION 'The minutes are approved and locked' USING ERRCODE = 'integrity_constraint_violation';\n    END IF;\n END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            \n    SELECT m.locked_at INTO found FROM partnership_minutes m WHERE m.meeting_id = (NEW.meeting_id) FOR SHARE;\n    IF found IS NOT NULL THEN\n        RAISE EXCEPTION 'The minutes are approved and locked' USING ERRCODE = 'integrity_constraint_violation';\n    END IF;\n\n            RETURN NEW;\n        ", hash='1b278aa3b6d36c704ee7dfad11d1ea2f5f0b1bc1', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_locked_item_stands_af352', table='partnership_agendaitem', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agendaitem',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_agendaitemevent" ("carried_from_id", "carries_over", "created_at", "id", "kind", "meeting_id", "minutes", "origin", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "presenter_id", "recommendation", "standing_item_id", "text", "title") VALUES (NEW."carried_from_id", NEW."carries_over", NEW."created_at", NEW."id", NEW."kind", NEW."meeting_id", NEW."minutes", NEW."origin", NEW."outcome", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."presenter_id", NEW."recommendation", NEW."standing_item_id", NEW."text", NEW."title"); RETURN NULL;', hash='48ab482b50c623ff8e396f6e789d3206602ad122', operation='INSERT', pgid='pgtrigger_insert_insert_8edd3', table='partnership_agendaitem', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agendaitem',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnership_agendaitemevent" ("carried_from_id", "carries_over", "created_at", "id", "kind", "meeting_id", "minutes", "origin", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "presenter_id", "recommendation", "standing_item_id", "text", "title") VALUES (NEW."carried_from_id", NEW."carries_over", NEW."created_at", NEW."id", NEW."kind", NEW."meeting_id", NEW."minutes", NEW."origin", NEW."outcome", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."presenter_id", NEW."recommendation", NEW."standing_item_id", NEW."text", NEW."title"); RETURN NULL;', hash='4e10bd88caf1152e76b84ab67c7c43273fd62bf7', operation='UPDATE', pgid='pgtrigger_update_update_4c112', table='partnership_agendaitem', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agendaitem',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_agendaitemevent" ("carried_from_id", "carries_over", "created_at", "id", "kind", "meeting_id", "minutes", "origin", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "presenter_id", "recommendation", "standing_item_id", "text", "title") VALUES (OLD."carried_from_id", OLD."carries_over", OLD."created_at", OLD."id", OLD."kind", OLD."meeting_id", OLD."minutes", OLD."origin", OLD."outcome", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."presenter_id", OLD."recommendation", OLD."standing_item_id", OLD."text", OLD."title"); RETURN NULL;', hash='9d0305c12a06bba1fcc469895d79d65955370a33', operation='DELETE', pgid='pgtrigger_delete_delete_36b87', table='partnership_agendaitem', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attendance',
            trigger=pgtrigger.compiler.Trigger(name='locked_attendance_stands', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE found TIMESTAMPTZ;', func="\n            IF TG_OP <> 'INSERT' THEN \n    SELECT m.locked_at INTO found FROM partnership_minutes m WHERE m.meeting_id = (OLD.meeting_id) FOR SHARE;\n    IF found IS NOT NULL THEN\n        RAISE EXCEPTION 'The minutes are approved and locked' USING ERRCODE = 'integrity_constraint_violation';\n    END IF;\n END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            \n    SELECT m.locked_at INTO found FROM partnership_minutes m WHERE m.meeting_id = (NEW.meeting_id) FOR SHARE;\n    IF found IS NOT NULL THEN\n        RAISE EXCEPTION 'The minutes are approved and locked' USING ERRCODE = 'integrity_constraint_violation';\n    END IF;\n\n            RETURN NEW;\n        ", hash='a11d9819710c0b3468a40d446b957011fe3daa39', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_locked_attendance_stands_f25df', table='partnership_attendance', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attendance',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_attendanceevent" ("has_vote", "id", "meeting_id", "organisation_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "stands_in_for_id", "status") VALUES (NEW."has_vote", NEW."id", NEW."meeting_id", NEW."organisation_id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."role", NEW."stands_in_for_id", NEW."status"); RETURN NULL;', hash='8ae708d14484ac82ccc214f364e1c384fec317db', operation='INSERT', pgid='pgtrigger_insert_insert_619bb', table='partnership_attendance', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attendance',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnership_attendanceevent" ("has_vote", "id", "meeting_id", "organisation_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "stands_in_for_id", "status") VALUES (NEW."has_vote", NEW."id", NEW."meeting_id", NEW."organisation_id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."role", NEW."stands_in_for_id", NEW."status"); RETURN NULL;', hash='1eae25f09aba428d8864d97e8b0390e3c399e0e7', operation='UPDATE', pgid='pgtrigger_update_update_fb9aa', table='partnership_attendance', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attendance',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_attendanceevent" ("has_vote", "id", "meeting_id", "organisation_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "stands_in_for_id", "status") VALUES (OLD."has_vote", OLD."id", OLD."meeting_id", OLD."organisation_id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."role", OLD."stands_in_for_id", OLD."status"); RETURN NULL;', hash='73b6c5a15f161d36d44c8ed35d9ce3233af17e6c', operation='DELETE', pgid='pgtrigger_delete_delete_75409', table='partnership_attendance', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='body',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_bodyevent" ("closed_at", "closing_report", "ends_on", "id", "kind", "mandate", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quorum", "slug", "starts_on", "votes") VALUES (NEW."closed_at", NEW."closing_report", NEW."ends_on", NEW."id", NEW."kind", NEW."mandate", NEW."name", NEW."parent_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."quorum", NEW."slug", NEW."starts_on", NEW."votes"); RETURN NULL;', hash='350543b7176b35053afc0dbe218fa33a06737791', operation='INSERT', pgid='pgtrigger_insert_insert_7799b', table='partnership_body', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='body',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnership_bodyevent" ("closed_at", "closing_report", "ends_on", "id", "kind", "mandate", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quorum", "slug", "starts_on", "votes") VALUES (NEW."closed_at", NEW."closing_report", NEW."ends_on", NEW."id", NEW."kind", NEW."mandate", NEW."name", NEW."parent_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."quorum", NEW."slug", NEW."starts_on", NEW."votes"); RETURN NULL;', hash='847cf052dceb7435b467590c61c0ad74ace5114d', operation='UPDATE', pgid='pgtrigger_update_update_7e9c7', table='partnership_body', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='body',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_bodyevent" ("closed_at", "closing_report", "ends_on", "id", "kind", "mandate", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quorum", "slug", "starts_on", "votes") VALUES (OLD."closed_at", OLD."closing_report", OLD."ends_on", OLD."id", OLD."kind", OLD."mandate", OLD."name", OLD."parent_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."quorum", OLD."slug", OLD."starts_on", OLD."votes"); RETURN NULL;', hash='6bd814f456ec5528733f52242aec3a6381f92674', operation='DELETE', pgid='pgtrigger_delete_delete_60b0b', table='partnership_body', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='booking',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_bookingevent" ("amount", "created_at", "from_file_id", "fund_id", "id", "intervention_id", "kind", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quarter", "text", "year") VALUES (NEW."amount", NEW."created_at", NEW."from_file_id", NEW."fund_id", NEW."id", NEW."intervention_id", NEW."kind", NEW."organisation_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."quarter", NEW."text", NEW."year"); RETURN NULL;', hash='4ae56d1bb3cc25cafe882982ce3b7d4908211f45', operation='INSERT', pgid='pgtrigger_insert_insert_9eb8d', table='partnership_booking', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='booking',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnership_bookingevent" ("amount", "created_at", "from_file_id", "fund_id", "id", "intervention_id", "kind", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quarter", "text", "year") VALUES (NEW."amount", NEW."created_at", NEW."from_file_id", NEW."fund_id", NEW."id", NEW."intervention_id", NEW."kind", NEW."organisation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."quarter", NEW."text", NEW."year"); RETURN NULL;', hash='269c7afd1c0a9db33ae76e9b68b131de11e44609', operation='UPDATE', pgid='pgtrigger_update_update_cec87', table='partnership_booking', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='booking',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_bookingevent" ("amount", "created_at", "from_file_id", "fund_id", "id", "intervention_id", "kind", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quarter", "text", "year") VALUES (OLD."amount", OLD."created_at", OLD."from_file_id", OLD."fund_id", OLD."id", OLD."intervention_id", OLD."kind", OLD."organisation_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."quarter", OLD."text", OLD."year"); RETURN NULL;', hash='b70805b251ca2ad92f942d9467426905a958a840', operation='DELETE', pgid='pgtrigger_delete_delete_965f4', table='partnership_booking', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='bookingfile',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_bookingfileevent" ("file_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rows", "taken_in_at", "taken_in_by_id") VALUES (NEW."file_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."rows", NEW."taken_in_at", NEW."taken_in_by_id"); RETURN NULL;', hash='52efa8e7e28aabca998b86f2f6c6c85d58d67669', operation='INSERT', pgid='pgtrigger_insert_insert_2fbee', table='partnership_bookingfile', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='bookingfile',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnership_bookingfileevent" ("file_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rows", "taken_in_at", "taken_in_by_id") VALUES (NEW."file_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."rows", NEW."taken_in_at", NEW."taken_in_by_id"); RETURN NULL;', hash='b8f7e14b4b4097e6a37e7092bcdb6b44477875a6', operation='UPDATE', pgid='pgtrigger_update_update_d86a6', table='partnership_bookingfile', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='bookingfile',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_bookingfileevent" ("file_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rows", "taken_in_at", "taken_in_by_id") VALUES (OLD."file_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."rows", OLD."taken_in_at", OLD."taken_in_by_id"); RETURN NULL;', hash='813025e35ec7756c2b49d15615bd64cb6e45fc70', operation='DELETE', pgid='pgtrigger_delete_delete_5d80f', table='partnership_bookingfile', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='budgetline',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_budgetlineevent" ("amount", "decision_id", "ends_on", "forecast", "forecast_note", "forecast_on", "fund_id", "id", "intervention_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "year") VALUES (NEW."amount", NEW."decision_id", NEW."ends_on", NEW."forecast", NEW."forecast_note", NEW."forecast_on", NEW."fund_id", NEW."id", NEW."intervention_id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."year"); RETURN NULL;', hash='3038fbd999cbfa176b4b4b1c93b7f3004a64f4fe', operation='INSERT', pgid='pgtrigger_insert_insert_a480d', table='partnership_budgetline', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='budgetline',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnership_budgetlineevent" ("amount", "decision_id", "ends_on", "forecast", "forecast_note", "forecast_on", "fund_id", "id", "intervention_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "year") VALUES (NEW."amount", NEW."decision_id", NEW."ends_on", NEW."forecast", NEW."forecast_note", NEW."forecast_on", NEW."fund_id", NEW."id", NEW."intervention_id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."year"); RETURN NULL;', hash='65d9ff95e2062de7ccb364ab31316cbc3c24d8d9', operation='UPDATE', pgid='pgtrigger_update_update_4244f', table='partnership_budgetline', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='budgetline',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_budgetlineevent" ("amount", "decision_id", "ends_on", "forecast", "forecast_note", "forecast_on", "fund_id", "id", "intervention_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "year") VALUES (OLD."amount", OLD."decision_id", OLD."ends_on", OLD."forecast", OLD."forecast_note", OLD."forecast_on", OLD."fund_id", OLD."id", OLD."intervention_id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."year"); RETURN NULL;', hash='0cf939cfe09070cb1c4fb84d0faf88beebbeb4ad', operation='DELETE', pgid='pgtrigger_delete_delete_f0485', table='partnership_budgetline', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='calendarfeed',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_calendarfeedevent" ("created_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "user_id") VALUES (NEW."created_at", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."revoked_at", NEW."user_id"); RETURN NULL;', hash='9d64de2b56bfca7345cb6f5a79d48dffefa33cf1', operation='INSERT', pgid='pgtrigger_insert_insert_89ed1', table='partnership_calendarfeed', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='calendarfeed',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."revoked_at" IS DISTINCT FROM (NEW."revoked_at") OR OLD."user_id" IS DISTINCT FROM (NEW."user_id"))', func='INSERT INTO "partnership_calendarfeedevent" ("created_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "user_id") VALUES (NEW."created_at", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."revoked_at", NEW."user_id"); RETURN NULL;', hash='70d83e91b07a2f5f9c70723a407d908d13c3257c', operation='UPDATE', pgid='pgtrigger_update_update_9a063', table='partnership_calendarfeed', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='calendarfeed',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_calendarfeedevent" ("created_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "user_id") VALUES (OLD."created_at", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."revoked_at", OLD."user_id"); RETURN NULL;', hash='4c15368dbb326a9492501ab5081e7e17d2e4b47c', operation='DELETE', pgid='pgtrigger_delete_delete_047c9', table='partnership_calendarfeed', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cofinancingrule',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_cofinancingruleevent" ("id", "percent", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "valid_from", "valid_to") VALUES (NEW."id", NEW."percent", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."source", NEW."valid_from", NEW."valid_to"); RETURN NULL;', hash='24089a95f1921983bf3541886f4dcf3e09ac1594', operation='INSERT', pgid='pgtrigger_insert_insert_7ac29', table='partnership_cofinancingrule', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cofinancingrule',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnership_cofinancingruleevent" ("id", "percent", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "valid_from", "valid_to") VALUES (NEW."id", NEW."percent", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."source", NEW."valid_from", NEW."valid_to"); RETURN NULL;', hash='93785614b08d0001e416cf2cde10201fbc8327ab', operation='UPDATE', pgid='pgtrigger_update_update_f6474', table='partnership_cofinancingrule', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cofinancingrule',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_cofinancingruleevent" ("id", "percent", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "valid_from", "valid_to") VALUES (OLD."id", OLD."percent", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."source", OLD."valid_from", OLD."valid_to"); RETURN NULL;', hash='99771022bcd52dca702587a2f0dad9e5dd93ac03', operation='DELETE', pgid='pgtrigger_delete_delete_b0b51', table='partnership_cofinancingrule', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='comment',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_commentevent" ("about_minutes_id", "created_at", "id", "is_withdrawn", "item_id", "on_behalf_of_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (NEW."about_minutes_id", NEW."created_at", NEW."id", NEW."is_withdrawn", NEW."item_id", NEW."on_behalf_of_id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."text"); RETURN NULL;', hash='b98b302bb87b9237771328eac760638db444b8ed', operation='INSERT', pgid='pgtrigger_insert_insert_52f29', table='partnership_comment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='comment',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnership_commentevent" ("about_minutes_id", "created_at", "id", "is_withdrawn", "item_id", "on_behalf_of_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (NEW."about_minutes_id", NEW."created_at", NEW."id", NEW."is_withdrawn", NEW."item_id", NEW."on_behalf_of_id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."text"); RETURN NULL;', hash='8b62f1fe58499b734b4386af56d8644d67d1258e', operation='UPDATE', pgid='pgtrigger_update_update_c9457', table='partnership_comment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='comment',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_commentevent" ("about_minutes_id", "created_at", "id", "is_withdrawn", "item_id", "on_behalf_of_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (OLD."about_minutes_id", OLD."created_at", OLD."id", OLD."is_withdrawn", OLD."item_id", OLD."on_behalf_of_id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."text"); RETURN NULL;', hash='ea419c02c26c09d69c9fb7af52a38cdd4c881ee1', operation='DELETE', pgid='pgtrigger_delete_delete_58d4f', table='partnership_comment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='commitment',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_commitmentevent" ("amount", "decision_id", "ends_on", "fund_id", "funder", "id", "note", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on") VALUES (NEW."amount", NEW."decision_id", NEW."ends_on", NEW."fund_id", NEW."funder", NEW."id", NEW."note", NEW."organisation_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."starts_on"); RETURN NULL;', hash='2cc126453a59cfb24010c475efb056a037fa734c', operation='INSERT', pgid='pgtrigger_insert_insert_9c751', table='partnership_commitment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='commitment',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnership_commitmentevent" ("amount", "decision_id", "ends_on", "fund_id", "funder", "id", "note", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on") VALUES (NEW."amount", NEW."decision_id", NEW."ends_on", NEW."fund_id", NEW."funder", NEW."id", NEW."note", NEW."organisation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."starts_on"); RETURN NULL;', hash='35796a42f12d89c4847a89dd39983b8ed5e63329', operation='UPDATE', pgid='pgtrigger_update_update_424a8', table='partnership_commitment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='commitment',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_commitmentevent" ("amount", "decision_id", "ends_on", "fund_id", "funder", "id", "note", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on") VALUES (OLD."amount", OLD."decision_id", OLD."ends_on", OLD."fund_id", OLD."funder", OLD."id", OLD."note", OLD."organisation_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."starts_on"); RETURN NULL;', hash='4d099247eba19eb609dfbca5dc8aa1fac6effa1f', operation='DELETE', pgid='pgtrigger_delete_delete_e3deb', table='partnership_commitment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decision',
            trigger=pgtrigger.compiler.Trigger(name='locked_decision_stands', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."body_id" IS DISTINCT FROM (NEW."body_id") OR OLD."decided_on" IS DISTINCT FROM (NEW."decided_on") OR OLD."item_id" IS DISTINCT FROM (NEW."item_id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."locked_at" IS DISTINCT FROM (NEW."locked_at") OR OLD."procedure_id" IS DISTINCT FROM (NEW."procedure_id") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."serial" IS DISTINCT FROM (NEW."serial") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."votes_against" IS DISTINCT FROM (NEW."votes_against") OR OLD."votes_blank" IS DISTINCT FROM (NEW."votes_blank") OR OLD."votes_for" IS DISTINCT FROM (NEW."votes_for") OR OLD."year" IS DISTINCT FROM (NEW."year"))', func="\n                    IF OLD.locked_at IS NOT NULL THEN\n                        RAISE EXCEPTION 'The minutes are approved and locked' USING ERRCODE = 'integrity_constraint_violation';\n                    END IF;\n                    RETURN NEW;\n                ", hash='b6de7e01c1a7343843053f12f0497e2797207e55', operation='UPDATE', pgid='pgtrigger_locked_decision_stands_637f1', table='partnership_decision', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decision',
            trigger=pgtrigger.compiler.Trigger(name='locked_decision_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."locked_at" IS NOT NULL)', func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='11e6c355c3133dadc75e2d146c8c04180b09a685', operation='DELETE', pgid='pgtrigger_locked_decision_stays_08a7a', table='partnership_decision', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decision',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_decisionevent" ("body_id", "closed_on", "closing_word", "created_at", "decided_on", "due_on", "id", "item_id", "kind", "locked_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "procedure_id", "reason", "replaces_id", "responsible_id", "responsible_organisation_id", "review_on", "revision", "serial", "state", "text", "title", "votes_against", "votes_blank", "votes_for", "year") VALUES (NEW."body_id", NEW."closed_on", NEW."closing_word", NEW."created_at", NEW."decided_on", NEW."due_on", NEW."id", NEW."item_id", NEW."kind", NEW."locked_at", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."procedure_id", NEW."reason", NEW."replaces_id", NEW."responsible_id", NEW."responsible_organisation_id", NEW."review_on", NEW."revision", NEW."serial", NEW."state", NEW."text", NEW."title", NEW."votes_against", NEW."votes_blank", NEW."votes_for", NEW."year"); RETURN NULL;', hash='fdf4529efa636b3024d894a29c872f2dc6ba4cc5', operation='INSERT', pgid='pgtrigger_insert_insert_25396', table='partnership_decision', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decision',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnership_decisionevent" ("body_id", "closed_on", "closing_word", "created_at", "decided_on", "due_on", "id", "item_id", "kind", "locked_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "procedure_id", "reason", "replaces_id", "responsible_id", "responsible_organisation_id", "review_on", "revision", "serial", "state", "text", "title", "votes_against", "votes_blank", "votes_for", "year") VALUES (NEW."body_id", NEW."closed_on", NEW."closing_word", NEW."created_at", NEW."decided_on", NEW."due_on", NEW."id", NEW."item_id", NEW."kind", NEW."locked_at", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."procedure_id", NEW."reason", NEW."replaces_id", NEW."responsible_id", NEW."responsible_organisation_id", NEW."review_on", NEW."revision", NEW."serial", NEW."state", NEW."text", NEW."title", NEW."votes_against", NEW."votes_blank", NEW."votes_for", NEW."year"); RETURN NULL;', hash='59a30c85947b31a08643a0dc932114884f574551', operation='UPDATE', pgid='pgtrigger_update_update_fa533', table='partnership_decision', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decision',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_decisionevent" ("body_id", "closed_on", "closing_word", "created_at", "decided_on", "due_on", "id", "item_id", "kind", "locked_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "procedure_id", "reason", "replaces_id", "responsible_id", "responsible_organisation_id", "review_on", "revision", "serial", "state", "text", "title", "votes_against", "votes_blank", "votes_for", "year") VALUES (OLD."body_id", OLD."closed_on", OLD."closing_word", OLD."created_at", OLD."decided_on", OLD."due_on", OLD."id", OLD."item_id", OLD."kind", OLD."locked_at", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."procedure_id", OLD."reason", OLD."replaces_id", OLD."responsible_id", OLD."responsible_organisation_id", OLD."review_on", OLD."revision", OLD."serial", OLD."state", OLD."text", OLD."title", OLD."votes_against", OLD."votes_blank", OLD."votes_for", OLD."year"); RETURN NULL;', hash='77bd8f4656a251fdad57464009decd000b78d752', operation='DELETE', pgid='pgtrigger_delete_delete_2ac54', table='partnership_decision', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='delivery',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_deliveryevent" ("due_on", "id", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "responsible_id", "settled_on", "state", "text", "title", "word") VALUES (NEW."due_on", NEW."id", NEW."party_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."responsible_id", NEW."settled_on", NEW."state", NEW."text", NEW."title", NEW."word"); RETURN NULL;', hash='45759345bccb82a5be9e57434e73e1278b390d10', operation='INSERT', pgid='pgtrigger_insert_insert_e8017', table='partnership_delivery', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='delivery',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnership_deliveryevent" ("due_on", "id", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "responsible_id", "settled_on", "state", "text", "title", "word") VALUES (NEW."due_on", NEW."id", NEW."party_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_id", NEW."responsible_id", NEW."settled_on", NEW."state", NEW."text", NEW."title", NEW."word"); RETURN NULL;', hash='891e4b7e69cc252fa1b130b205b3cd2b5df32b17', operation='UPDATE', pgid='pgtrigger_update_update_3adb6', table='partnership_delivery', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='delivery',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_deliveryevent" ("due_on", "id", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "responsible_id", "settled_on", "state", "text", "title", "word") VALUES (OLD."due_on", OLD."id", OLD."party_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."responsible_id", OLD."settled_on", OLD."state", OLD."text", OLD."title", OLD."word"); RETURN NULL;', hash='c28986af17122d08f965cd7113334ba081abd7a6', operation='DELETE', pgid='pgtrigger_delete_delete_a5b06', table='partnership_delivery', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='distributionkey',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_distributionkeyevent" ("basis", "decision_id", "fund_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid_from", "valid_to") VALUES (NEW."basis", NEW."decision_id", NEW."fund_id", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."valid_from", NEW."valid_to"); RETURN NULL;', hash='90ec7aeb9ce6e6550fe9c7e6ee64cf08274a4e5e', operation='INSERT', pgid='pgtrigger_insert_insert_cfbc1', table='partnership_distributionkey', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='distributionkey',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnership_distributionkeyevent" ("basis", "decision_id", "fund_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid_from", "valid_to") VALUES (NEW."basis", NEW."decision_id", NEW."fund_id", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."valid_from", NEW."valid_to"); RETURN NULL;', hash='b8e36a0be8910d9c1898fb242c3bc7a8eba7986a', operation='UPDATE', pgid='pgtrigger_update_update_19645', table='partnership_distributionkey', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='distributionkey',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_distributionkeyevent" ("basis", "decision_id", "fund_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid_from", "valid_to") VALUES (OLD."basis", OLD."decision_id", OLD."fund_id", OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."valid_from", OLD."valid_to"); RETURN NULL;', hash='3fad953574595507b761d51b6f74c69bc5f97299', operation='DELETE', pgid='pgtrigger_delete_delete_b55c1', table='partnership_distributionkey', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='effortarea',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_effortareaevent" ("id", "name", "name_en", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "retired_on", "revision", "slug", "text") VALUES (NEW."id", NEW."name", NEW."name_en", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."retired_on", NEW."revision", NEW."slug", NEW."text"); RETURN NULL;', hash='64292a6eb3e56d4cfb1a1acc30e7e86cf122a4a2', operation='INSERT', pgid='pgtrigger_insert_insert_2f021', table='partnership_effortarea', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='effortarea',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnership_effortareaevent" ("id", "name", "name_en", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "retired_on", "revision", "slug", "text") VALUES (NEW."id", NEW."name", NEW."name_en", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."retired_on", NEW."revision", NEW."slug", NEW."text"); RETURN NULL;', hash='bc09522063376b04f0c71b176940e2670a26aecd', operation='UPDATE', pgid='pgtrigger_update_update_df31e', table='partnership_effortarea', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='effortarea',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_effortareaevent" ("id", "name", "name_en", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "retired_on", "revision", "slug", "text") VALUES (OLD."id", OLD."name", OLD."name_en", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."retired_on", OLD."revision", OLD."slug", OLD."text"); RETURN NULL;', hash='b98f2abee9e6446596823e4b56800449bfb3d6dd', operation='DELETE', pgid='pgtrigger_delete_delete_af36e', table='partnership_effortarea', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='followup',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_followupevent" ("body_id", "closed_on", "closing_word", "created_at", "created_by_id", "decision_id", "due_on", "id", "intervention_id", "item_id", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "text", "title") VALUES (NEW."body_id", NEW."closed_on", NEW."closing_word", NEW."created_at", NEW."created_by_id", NEW."decision_id", NEW."due_on", NEW."id", NEW."intervention_id", NEW."item_id", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."state", NEW."text", NEW."title"); RETURN NULL;', hash='d4b0490a72ceb616364f82f73bcc733557a13269', operation='INSERT', pgid='pgtrigger_insert_insert_6a420', table='partnership_followup', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='followup',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnership_followupevent" ("body_id", "closed_on", "closing_word", "created_at", "created_by_id", "decision_id", "due_on", "id", "intervention_id", "item_id", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "text", "title") VALUES (NEW."body_id", NEW."closed_on", NEW."closing_word", NEW."created_at", NEW."created_by_id", NEW."decision_id", NEW."due_on", NEW."id", NEW."intervention_id", NEW."item_id", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."state", NEW."text", NEW."title"); RETURN NULL;', hash='658d45a58782eca172f9d44fea30a0e35f252200', operation='UPDATE', pgid='pgtrigger_update_update_5c558', table='partnership_followup', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='followup',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_followupevent" ("body_id", "closed_on", "closing_word", "created_at", "created_by_id", "decision_id", "due_on", "id", "intervention_id", "item_id", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "text", "title") VALUES (OLD."body_id", OLD."closed_on", OLD."closing_word", OLD."created_at", OLD."created_by_id", OLD."decision_id", OLD."due_on", OLD."id", OLD."intervention_id", OLD."item_id", OLD."owner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."state", OLD."text", OLD."title"); RETURN NULL;', hash='be9537914d1e38cfecfa2d200f30a6b5876ba57f', operation='DELETE', pgid='pgtrigger_delete_delete_f4fdf', table='partnership_followup', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fund',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_fundevent" ("ends_on", "id", "name", "needs_co_financing", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "purpose", "slug") VALUES (NEW."ends_on", NEW."id", NEW."name", NEW."needs_co_financing", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."purpose", NEW."slug"); RETURN NULL;', hash='3f3d0424a03d9104fefc24791be98dec6a14ee8f', operation='INSERT', pgid='pgtrigger_insert_insert_7135a', table='partnership_fund', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fund',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnership_fundevent" ("ends_on", "id", "name", "needs_co_financing", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "purpose", "slug") VALUES (NEW."ends_on", NEW."id", NEW."name", NEW."needs_co_financing", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_id", NEW."purpose", NEW."slug"); RETURN NULL;', hash='df00b67c0ce96f964ac7c229c57a74a8155c7629', operation='UPDATE', pgid='pgtrigger_update_update_eb58b', table='partnership_fund', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fund',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_fundevent" ("ends_on", "id", "name", "needs_co_financing", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "purpose", "slug") VALUES (OLD."ends_on", OLD."id", OLD."name", OLD."needs_co_financing", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."purpose", OLD."slug"); RETURN NULL;', hash='c24b643891ddfeba78362107cc895aee04832eef', operation='DELETE', pgid='pgtrigger_delete_delete_1607f', table='partnership_fund', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fundyear',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_fundyearevent" ("amount", "decision_id", "fund_id", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "year") VALUES (NEW."amount", NEW."decision_id", NEW."fund_id", NEW."id", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."year"); RETURN NULL;', hash='87be557cd89e8c62329dd28e491fc5ec464e4b65', operation='INSERT', pgid='pgtrigger_insert_insert_5a880', table='partnership_fundyear', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fundyear',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnership_fundyearevent" ("amount", "decision_id", "fund_id", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "year") VALUES (NEW."amount", NEW."decision_id", NEW."fund_id", NEW."id", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."year"); RETURN NULL;', hash='17785096bc1a00fa2127b4709cefec301639f32f', operation='UPDATE', pgid='pgtrigger_update_update_d0fa7', table='partnership_fundyear', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fundyear',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_fundyearevent" ("amount", "decision_id", "fund_id", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "year") VALUES (OLD."amount", OLD."decision_id", OLD."fund_id", OLD."id", OLD."note", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."year"); RETURN NULL;', hash='51812f3d2b9ce74b27c8172fc9889b3e010bf933', operation='DELETE', pgid='pgtrigger_delete_delete_91c28', table='partnership_fundyear', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='handover',
            trigger=pgtrigger.compiler.Trigger(name='handovers_stand', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='62947226476e36da275b7e1df9672ee9ee4082b3', operation='DELETE', pgid='pgtrigger_handovers_stand_9c26c', table='partnership_handover', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='handover',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_handoverevent" ("by", "created_at", "decision_id", "delivery_id", "follow_up_id", "from_body_id", "from_person_id", "id", "intervention_id", "item_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "procedure_id", "reason", "to_body_id", "to_person_id") VALUES (NEW."by", NEW."created_at", NEW."decision_id", NEW."delivery_id", NEW."follow_up_id", NEW."from_body_id", NEW."from_person_id", NEW."id", NEW."intervention_id", NEW."item_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."procedure_id", NEW."reason", NEW."to_body_id", NEW."to_person_id"); RETURN NULL;', hash='20dbffd83f40203d9eb73cfe583c1563e461295e', operation='INSERT', pgid='pgtrigger_insert_insert_2687a', table='partnership_handover', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='handover',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnership_handoverevent" ("by", "created_at", "decision_id", "delivery_id", "follow_up_id", "from_body_id", "from_person_id", "id", "intervention_id", "item_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "procedure_id", "reason", "to_body_id", "to_person_id") VALUES (NEW."by", NEW."created_at", NEW."decision_id", NEW."delivery_id", NEW."follow_up_id", NEW."from_body_id", NEW."from_person_id", NEW."id", NEW."intervention_id", NEW."item_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."procedure_id", NEW."reason", NEW."to_body_id", NEW."to_person_id"); RETURN NULL;', hash='963aadfe6421e480f2241cfae9ceec719eda5453', operation='UPDATE', pgid='pgtrigger_update_update_0e521', table='partnership_handover', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='handover',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_handoverevent" ("by", "created_at", "decision_id", "delivery_id", "follow_up_id", "from_body_id", "from_person_id", "id", "intervention_id", "item_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "procedure_id", "reason", "to_body_id", "to_person_id") VALUES (OLD."by", OLD."created_at", OLD."decision_id", OLD."delivery_id", OLD."follow_up_id", OLD."from_body_id", OLD."from_person_id", OLD."id", OLD."intervention_id", OLD."item_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."procedure_id", OLD."reason", OLD."to_body_id", OLD."to_person_id"); RETURN NULL;', hash='1d821542afd602d683891964713999632b13beac', operation='DELETE', pgid='pgtrigger_delete_delete_a435c', table='partnership_handover', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='intervention',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_interventionevent" ("anchored_budget", "anchored_with_id", "body_id", "created_at", "effort_area_id", "ends_on", "for_whom", "id", "kind", "name", "name_en", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "problem", "responsible_id", "revision", "slug", "starts_on", "state", "what_should_change", "what_we_do") VALUES (NEW."anchored_budget", NEW."anchored_with_id", NEW."body_id", NEW."created_at", NEW."effort_area_id", NEW."ends_on", NEW."for_whom", NEW."id", NEW."kind", NEW."name", NEW."name_en", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."problem", NEW."responsible_id", NEW."revision", NEW."slug", NEW."starts_on", NEW."state", NEW."what_should_change", NEW."what_we_do"); RETURN NULL;', hash='6e45ac0e1b0adc6b22c86362dd3fc2aed4f2e37c', operation='INSERT', pgid='pgtrigger_insert_insert_77f92', table='partnership_intervention', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='intervention',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnership_interventionevent" ("anchored_budget", "anchored_with_id", "body_id", "created_at", "effort_area_id", "ends_on", "for_whom", "id", "kind", "name", "name_en", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "problem", "responsible_id", "revision", "slug", "starts_on", "state", "what_should_change", "what_we_do") VALUES (NEW."anchored_budget", NEW."anchored_with_id", NEW."body_id", NEW."created_at", NEW."effort_area_id", NEW."ends_on", NEW."for_whom", NEW."id", NEW."kind", NEW."name", NEW."name_en", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_id", NEW."problem", NEW."responsible_id", NEW."revision", NEW."slug", NEW."starts_on", NEW."state", NEW."what_should_change", NEW."what_we_do"); RETURN NULL;', hash='f9ca121b47c1b41579ddc463bdeadfd8bb78fbc2', operation='UPDATE', pgid='pgtrigger_update_update_48120', table='partnership_intervention', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='intervention',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_interventionevent" ("anchored_budget", "anchored_with_id", "body_id", "created_at", "effort_area_id", "ends_on", "for_whom", "id", "kind", "name", "name_en", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "problem", "responsible_id", "revision", "slug", "starts_on", "state", "what_should_change", "what_we_do") VALUES (OLD."anchored_budget", OLD."anchored_with_id", OLD."body_id", OLD."created_at", OLD."effort_area_id", OLD."ends_on", OLD."for_whom", OLD."id", OLD."kind", OLD."name", OLD."name_en", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."problem", OLD."responsible_id", OLD."revision", OLD."slug", OLD."starts_on", OLD."state", OLD."what_should_change", OLD."what_we_do"); RETURN NULL;', hash='05cf9171135174a2f042c05fa80d7cdb7bfad862', operation='DELETE', pgid='pgtrigger_delete_delete_ad0aa', table='partnership_intervention', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='interventionstep',
            trigger=pgtrigger.compiler.Trigger(name='steps_stand', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='4f5c8afa4ec9a54d690ad956d9e538fe06b27055', operation='UPDATE OR DELETE', pgid='pgtrigger_steps_stand_052d7', table='partnership_interventionstep', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='interventionstep',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_interventionstepevent" ("created_at", "decision_id", "from_state", "happens_on", "id", "intervention_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "to_state", "verb") VALUES (NEW."created_at", NEW."decision_id", NEW."from_state", NEW."happens_on", NEW."id", NEW."intervention_id", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."to_state", NEW."verb"); RETURN NULL;', hash='331b3834c521bafa288bc961ba5577acbedff81c', operation='INSERT', pgid='pgtrigger_insert_insert_516d5', table='partnership_interventionstep', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='interventionstep',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnership_interventionstepevent" ("created_at", "decision_id", "from_state", "happens_on", "id", "intervention_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "to_state", "verb") VALUES (NEW."created_at", NEW."decision_id", NEW."from_state", NEW."happens_on", NEW."id", NEW."intervention_id", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."to_state", NEW."verb"); RETURN NULL;', hash='6ebde7109b77b419dc34ec4d1cbe3cfbefe56637', operation='UPDATE', pgid='pgtrigger_update_update_62281', table='partnership_interventionstep', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='interventionstep',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_interventionstepevent" ("created_at", "decision_id", "from_state", "happens_on", "id", "intervention_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "to_state", "verb") VALUES (OLD."created_at", OLD."decision_id", OLD."from_state", OLD."happens_on", OLD."id", OLD."intervention_id", OLD."note", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."to_state", OLD."verb"); RETURN NULL;', hash='82d4208b0ec6597ec37bd429df797b28570fd330', operation='DELETE', pgid='pgtrigger_delete_delete_1eb8d', table='partnership_interventionstep', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='keyshare',
            trigger=pgtrigger.compiler.Trigger(name='shares_sum_to_hundred', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', declare='DECLARE touched BIGINT; total NUMERIC;', func="\n                    touched := CASE WHEN TG_OP = 'DELETE' THEN OLD.key_id ELSE NEW.key_id END;\n                    SELECT SUM(percent) INTO total FROM partnership_keyshare WHERE key_id = touched;\n                    IF total IS NOT NULL AND total <> 100 THEN\n                        RAISE EXCEPTION 'The shares of a distribution key sum to 100, not %', total\n                        USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NULL;\n                ", hash='66a05d4ac526eb910623f03a457c83e293c2e4fc', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_shares_sum_to_hundred_4499e', table='partnership_keyshare', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='keyshare',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_keyshareevent" ("id", "key_id", "organisation_id", "percent", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."key_id", NEW."organisation_id", NEW."percent", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='071ff663dd926c3e8ad211a202d94bb23a9b7a2e', operation='INSERT', pgid='pgtrigger_insert_insert_3ff76', table='partnership_keyshare', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='keyshare',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnership_keyshareevent" ("id", "key_id", "organisation_id", "percent", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."key_id", NEW."organisation_id", NEW."percent", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='903e9a9e083fbab338ed163f931ede2f06fd3e0a', operation='UPDATE', pgid='pgtrigger_update_update_8d80c', table='partnership_keyshare', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='keyshare',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_keyshareevent" ("id", "key_id", "organisation_id", "percent", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."id", OLD."key_id", OLD."organisation_id", OLD."percent", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='0a1211f07e879ffa8419c33099a296f843e59149', operation='DELETE', pgid='pgtrigger_delete_delete_ee29c', table='partnership_keyshare', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='locked_meeting_stands', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."body_id" IS DISTINCT FROM (NEW."body_id") OR OLD."ends_at" IS DISTINCT FROM (NEW."ends_at") OR OLD."form" IS DISTINCT FROM (NEW."form") OR OLD."merged_into_id" IS DISTINCT FROM (NEW."merged_into_id") OR OLD."place" IS DISTINCT FROM (NEW."place") OR OLD."starts_at" IS DISTINCT FROM (NEW."starts_at") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."title" IS DISTINCT FROM (NEW."title"))', declare='DECLARE found TIMESTAMPTZ;', func="\n            IF TG_OP <> 'INSERT' THEN \n    SELECT m.locked_at INTO found FROM partnership_minutes m WHERE m.meeting_id = (OLD.id) FOR SHARE;\n    IF found IS NOT NULL THEN\n        RAISE EXCEPTION 'The minutes are approved and locked' USING ERRCODE = 'integrity_constraint_violation';\n    END IF;\n END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            \n    SELECT m.locked_at INTO found FROM partnership_minutes m WHERE m.meeting_id = (NEW.id) FOR SHARE;\n    IF found IS NOT NULL THEN\n        RAISE EXCEPTION 'The minutes are approved and locked' USING ERRCODE = 'integrity_constraint_violation';\n    END IF;\n\n            RETURN NEW;\n        ", hash='3f6a0ddc5916b5b8f5a7211bea59cc15d373a2df', operation='UPDATE', pgid='pgtrigger_locked_meeting_stands_b1532', table='partnership_meeting', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='locked_meeting_stays', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE found TIMESTAMPTZ;', func="\n            IF TG_OP <> 'INSERT' THEN \n    SELECT m.locked_at INTO found FROM partnership_minutes m WHERE m.meeting_id = (OLD.id) FOR SHARE;\n    IF found IS NOT NULL THEN\n        RAISE EXCEPTION 'The minutes are approved and locked' USING ERRCODE = 'integrity_constraint_violation';\n    END IF;\n END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            \n    SELECT m.locked_at INTO found FROM partnership_minutes m WHERE m.meeting_id = (NEW.id) FOR SHARE;\n    IF found IS NOT NULL THEN\n        RAISE EXCEPTION 'The minutes are approved and locked' USING ERRCODE = 'integrity_constraint_violation';\n    END IF;\n\n            RETURN NEW;\n        ", hash='e8eb4cb5d90394ec9bcc98778631730a6a92db67', operation='DELETE', pgid='pgtrigger_locked_meeting_stays_1fd47', table='partnership_meeting', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_meetingevent" ("archived_on", "body_id", "called_at", "cancelled_because", "case_number", "created_at", "created_by_id", "ends_at", "form", "held_at", "id", "link", "merged_into_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "planned_id", "sequence", "starts_at", "state", "title", "uid") VALUES (NEW."archived_on", NEW."body_id", NEW."called_at", NEW."cancelled_because", NEW."case_number", NEW."created_at", NEW."created_by_id", NEW."ends_at", NEW."form", NEW."held_at", NEW."id", NEW."link", NEW."merged_into_id", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."planned_id", NEW."sequence", NEW."starts_at", NEW."state", NEW."title", NEW."uid"); RETURN NULL;', hash='ccd04cb88b764c3ca283e660d8527c61dfa46f8e', operation='INSERT', pgid='pgtrigger_insert_insert_55da1', table='partnership_meeting', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnership_meetingevent" ("archived_on", "body_id", "called_at", "cancelled_because", "case_number", "created_at", "created_by_id", "ends_at", "form", "held_at", "id", "link", "merged_into_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "planned_id", "sequence", "starts_at", "state", "title", "uid") VALUES (NEW."archived_on", NEW."body_id", NEW."called_at", NEW."cancelled_because", NEW."case_number", NEW."created_at", NEW."created_by_id", NEW."ends_at", NEW."form", NEW."held_at", NEW."id", NEW."link", NEW."merged_into_id", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."planned_id", NEW."sequence", NEW."starts_at", NEW."state", NEW."title", NEW."uid"); RETURN NULL;', hash='88954f0eda0d2c44cc200c758b29a1a589c0e94c', operation='UPDATE', pgid='pgtrigger_update_update_b861a', table='partnership_meeting', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_meetingevent" ("archived_on", "body_id", "called_at", "cancelled_because", "case_number", "created_at", "created_by_id", "ends_at", "form", "held_at", "id", "link", "merged_into_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "planned_id", "sequence", "starts_at", "state", "title", "uid") VALUES (OLD."archived_on", OLD."body_id", OLD."called_at", OLD."cancelled_because", OLD."case_number", OLD."created_at", OLD."created_by_id", OLD."ends_at", OLD."form", OLD."held_at", OLD."id", OLD."link", OLD."merged_into_id", OLD."note", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."planned_id", OLD."sequence", OLD."starts_at", OLD."state", OLD."title", OLD."uid"); RETURN NULL;', hash='1d5f110abd4007f5e9294649fa69b88f81bfe578', operation='DELETE', pgid='pgtrigger_delete_delete_9507c', table='partnership_meeting', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='milestone',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_milestoneevent" ("due_on", "id", "intervention_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reached_on", "title", "word") VALUES (NEW."due_on", NEW."id", NEW."intervention_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reached_on", NEW."title", NEW."word"); RETURN NULL;', hash='d477db052a801994b5af27ca652a61e69f0ac9a3', operation='INSERT', pgid='pgtrigger_insert_insert_75325', table='partnership_milestone', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='milestone',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnership_milestoneevent" ("due_on", "id", "intervention_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reached_on", "title", "word") VALUES (NEW."due_on", NEW."id", NEW."intervention_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reached_on", NEW."title", NEW."word"); RETURN NULL;', hash='1090448b27de9ff1ad627c8192dc7545bab726e8', operation='UPDATE', pgid='pgtrigger_update_update_431ec', table='partnership_milestone', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='milestone',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_milestoneevent" ("due_on", "id", "intervention_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reached_on", "title", "word") VALUES (OLD."due_on", OLD."id", OLD."intervention_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reached_on", OLD."title", OLD."word"); RETURN NULL;', hash='f6f4aab556f8ec10f5a41fc8a9eecaf216911c54', operation='DELETE', pgid='pgtrigger_delete_delete_4f2c2', table='partnership_milestone', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='minutes',
            trigger=pgtrigger.compiler.Trigger(name='locked_minutes_stand', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."locked_at" IS NOT NULL)', func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8eca598963b279c9cb6837cc327f931d45e49418', operation='UPDATE OR DELETE', pgid='pgtrigger_locked_minutes_stand_edc11', table='partnership_minutes', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='minutes',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_minutesevent" ("approval_note", "approved_by_id", "comments_until", "id", "locked_at", "meeting_id", "opening", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "sha256", "state", "upload_id") VALUES (NEW."approval_note", NEW."approved_by_id", NEW."comments_until", NEW."id", NEW."locked_at", NEW."meeting_id", NEW."opening", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."proposed_at", NEW."sha256", NEW."state", NEW."upload_id"); RETURN NULL;', hash='142bf079a1b1bd5aea71352d0132b609b63c3f52', operation='INSERT', pgid='pgtrigger_insert_insert_deaef', table='partnership_minutes', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='minutes',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnership_minutesevent" ("approval_note", "approved_by_id", "comments_until", "id", "locked_at", "meeting_id", "opening", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "sha256", "state", "upload_id") VALUES (NEW."approval_note", NEW."approved_by_id", NEW."comments_until", NEW."id", NEW."locked_at", NEW."meeting_id", NEW."opening", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."proposed_at", NEW."sha256", NEW."state", NEW."upload_id"); RETURN NULL;', hash='6edc800a76db82a92720cc9a7a449763d871cbb3', operation='UPDATE', pgid='pgtrigger_update_update_2ec4d', table='partnership_minutes', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='minutes',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_minutesevent" ("approval_note", "approved_by_id", "comments_until", "id", "locked_at", "meeting_id", "opening", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "sha256", "state", "upload_id") VALUES (OLD."approval_note", OLD."approved_by_id", OLD."comments_until", OLD."id", OLD."locked_at", OLD."meeting_id", OLD."opening", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."proposed_at", OLD."sha256", OLD."state", OLD."upload_id"); RETURN NULL;', hash='7fc82e4cb9307938c0e320f45a93e6d64c92fdd7', operation='DELETE', pgid='pgtrigger_delete_delete_308d5', table='partnership_minutes', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='minutescorrection',
            trigger=pgtrigger.compiler.Trigger(name='corrections_stand', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='507d4e0076d936c8c6a37fbfec8bedcc8c613fcc', operation='UPDATE OR DELETE', pgid='pgtrigger_corrections_stand_1ceb8', table='partnership_minutescorrection', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='minutescorrection',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_minutescorrectionevent" ("created_at", "id", "item_id", "minutes_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (NEW."created_at", NEW."id", NEW."item_id", NEW."minutes_id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."text"); RETURN NULL;', hash='ec00666a6dcf78cac946a58eb528a22a3bf7b7e2', operation='INSERT', pgid='pgtrigger_insert_insert_58688', table='partnership_minutescorrection', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='minutescorrection',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnership_minutescorrectionevent" ("created_at", "id", "item_id", "minutes_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (NEW."created_at", NEW."id", NEW."item_id", NEW."minutes_id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."text"); RETURN NULL;', hash='ca01325c465865a12eb92242968a17d55ecb9cc9', operation='UPDATE', pgid='pgtrigger_update_update_32cb0', table='partnership_minutescorrection', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='minutescorrection',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_minutescorrectionevent" ("created_at", "id", "item_id", "minutes_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (OLD."created_at", OLD."id", OLD."item_id", OLD."minutes_id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."text"); RETURN NULL;', hash='d4a2d4da83ec9209f946b5f23c45f35dab1c7eaf', operation='DELETE', pgid='pgtrigger_delete_delete_12eac', table='partnership_minutescorrection', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='minutestext',
            trigger=pgtrigger.compiler.Trigger(name='locked_minutes_text_stands', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE found TIMESTAMPTZ;', func="\n            IF TG_OP <> 'INSERT' THEN \n    SELECT m.locked_at INTO found FROM partnership_minutes m WHERE m.meeting_id = (SELECT x.meeting_id FROM partnership_minutes x WHERE x.id = OLD.minutes_id) FOR SHARE;\n    IF found IS NOT NULL THEN\n        RAISE EXCEPTION 'The minutes are approved and locked' USING ERRCODE = 'integrity_constraint_violation';\n    END IF;\n END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            \n    SELECT m.locked_at INTO found FROM partnership_minutes m WHERE m.meeting_id = (SELECT x.meeting_id FROM partnership_minutes x WHERE x.id = NEW.minutes_id) FOR SHARE;\n    IF found IS NOT NULL THEN\n        RAISE EXCEPTION 'The minutes are approved and locked' USING ERRCODE = 'integrity_constraint_violation';\n    END IF;\n\n            RETURN NEW;\n        ", hash='d5e9b5516d56f63fd66b4e0b815b4b298b9d43ce', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_locked_minutes_text_stands_5a89c', table='partnership_minutestext', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='minutestext',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_minutestextevent" ("id", "item_id", "minutes_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (NEW."id", NEW."item_id", NEW."minutes_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."text"); RETURN NULL;', hash='4283847f75e957c4ae52d6474ea39f336636c81b', operation='INSERT', pgid='pgtrigger_insert_insert_bd422', table='partnership_minutestext', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='minutestext',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnership_minutestextevent" ("id", "item_id", "minutes_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (NEW."id", NEW."item_id", NEW."minutes_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."text"); RETURN NULL;', hash='7fc58330d6a013ff30c1527ed5a0779b17f0259e', operation='UPDATE', pgid='pgtrigger_update_update_d2764', table='partnership_minutestext', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='minutestext',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_minutestextevent" ("id", "item_id", "minutes_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (OLD."id", OLD."item_id", OLD."minutes_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."text"); RETURN NULL;', hash='5e37712736b0cb267f90694c0fe62997bfacce6d', operation='DELETE', pgid='pgtrigger_delete_delete_cc5c8', table='partnership_minutestext', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paper',
            trigger=pgtrigger.compiler.Trigger(name='locked_paper_stands', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE found TIMESTAMPTZ;', func="\n            IF TG_OP <> 'INSERT' THEN \n    SELECT m.locked_at INTO found FROM partnership_minutes m WHERE m.meeting_id = (SELECT COALESCE(OLD.meeting_id, (SELECT i.meeting_id FROM partnership_agendaitem i WHERE i.id = OLD.item_id))) FOR SHARE;\n    IF found IS NOT NULL THEN\n        RAISE EXCEPTION 'The minutes are approved and locked' USING ERRCODE = 'integrity_constraint_violation';\n    END IF;\n END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            \n    SELECT m.locked_at INTO found FROM partnership_minutes m WHERE m.meeting_id = (SELECT COALESCE(NEW.meeting_id, (SELECT i.meeting_id FROM partnership_agendaitem i WHERE i.id = NEW.item_id))) FOR SHARE;\n    IF found IS NOT NULL THEN\n        RAISE EXCEPTION 'The minutes are approved and locked' USING ERRCODE = 'integrity_constraint_violation';\n    END IF;\n\n            RETURN NEW;\n        ", hash='41ccb3816817ec84cdeab0dbb290100f37396553', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_locked_paper_stands_a98ce', table='partnership_paper', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paper',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_paperevent" ("created_at", "id", "intervention_id", "is_withdrawn", "item_id", "meeting_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "position", "procedure_id", "released_at") VALUES (NEW."created_at", NEW."id", NEW."intervention_id", NEW."is_withdrawn", NEW."item_id", NEW."meeting_id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."position", NEW."procedure_id", NEW."released_at"); RETURN NULL;', hash='2db2f136e7f420101c4dd959487fe757a306362c', operation='INSERT', pgid='pgtrigger_insert_insert_57d83', table='partnership_paper', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paper',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnership_paperevent" ("created_at", "id", "intervention_id", "is_withdrawn", "item_id", "meeting_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "position", "procedure_id", "released_at") VALUES (NEW."created_at", NEW."id", NEW."intervention_id", NEW."is_withdrawn", NEW."item_id", NEW."meeting_id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_id", NEW."position", NEW."procedure_id", NEW."released_at"); RETURN NULL;', hash='818e7ea5ef2dffafdcff4864e048c084b0db3c46', operation='UPDATE', pgid='pgtrigger_update_update_cb0ef', table='partnership_paper', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paper',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_paperevent" ("created_at", "id", "intervention_id", "is_withdrawn", "item_id", "meeting_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "position", "procedure_id", "released_at") VALUES (OLD."created_at", OLD."id", OLD."intervention_id", OLD."is_withdrawn", OLD."item_id", OLD."meeting_id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."position", OLD."procedure_id", OLD."released_at"); RETURN NULL;', hash='d1776d2f86731511103fb22092e80d0b6e6a7710', operation='DELETE', pgid='pgtrigger_delete_delete_da235', table='partnership_paper', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paperversion',
            trigger=pgtrigger.compiler.Trigger(name='paper_versions_stand', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='85740c6ce52933124028ecd969d462b5731212b8', operation='UPDATE', pgid='pgtrigger_paper_versions_stand_dac1d', table='partnership_paperversion', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paperversion',
            trigger=pgtrigger.compiler.Trigger(name='locked_paper_version_stands', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE found TIMESTAMPTZ;', func="\n            IF TG_OP <> 'INSERT' THEN \n    SELECT m.locked_at INTO found FROM partnership_minutes m WHERE m.meeting_id = (SELECT COALESCE(p.meeting_id, i.meeting_id) FROM partnership_paper p LEFT JOIN partnership_agendaitem i ON i.id = p.item_id WHERE p.id = OLD.paper_id) FOR SHARE;\n    IF found IS NOT NULL THEN\n        RAISE EXCEPTION 'The minutes are approved and locked' USING ERRCODE = 'integrity_constraint_violation';\n    END IF;\n END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            \n    SELECT m.locked_at INTO found FROM partnership_minutes m WHERE m.meeting_id = (SELECT COALESCE(p.meeting_id, i.meeting_id) FROM partnership_paper p LEFT JOIN partnership_agendaitem i ON i.id = p.item_id WHERE p.id = NEW.paper_id) FOR SHARE;\n    IF found IS NOT NULL THEN\n        RAISE EXCEPTION 'The minutes are approved and locked' USING ERRCODE = 'integrity_constraint_violation';\n    END IF;\n\n            RETURN NEW;\n        ", hash='0ed00c8d9e8607d5e59845a5ede95ffa47e9d244', operation='INSERT OR DELETE', pgid='pgtrigger_locked_paper_version_stands_07190', table='partnership_paperversion', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paperversion',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_paperversionevent" ("created_at", "created_by_id", "file_id", "id", "is_tagged", "note", "number", "paper_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."created_at", NEW."created_by_id", NEW."file_id", NEW."id", NEW."is_tagged", NEW."note", NEW."number", NEW."paper_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='75f080d3da410fd9abfc56a0e37d9b195f9e858a', operation='INSERT', pgid='pgtrigger_insert_insert_7ed14', table='partnership_paperversion', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paperversion',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnership_paperversionevent" ("created_at", "created_by_id", "file_id", "id", "is_tagged", "note", "number", "paper_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."created_at", NEW."created_by_id", NEW."file_id", NEW."id", NEW."is_tagged", NEW."note", NEW."number", NEW."paper_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='2c3dfdcf7e855f46ce2a9e5f03e5cb5b7759d97c', operation='UPDATE', pgid='pgtrigger_update_update_7bdce', table='partnership_paperversion', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paperversion',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_paperversionevent" ("created_at", "created_by_id", "file_id", "id", "is_tagged", "note", "number", "paper_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."created_at", OLD."created_by_id", OLD."file_id", OLD."id", OLD."is_tagged", OLD."note", OLD."number", OLD."paper_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='b7db4fb0c6a091f7cea8de4d2b6bde35f40400df', operation='DELETE', pgid='pgtrigger_delete_delete_36b1f', table='partnership_paperversion', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='plan',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_planevent" ("case_number", "effort_area_id", "ends_on", "frame_id", "funder", "id", "kind", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revision", "slug", "starts_on", "text") VALUES (NEW."case_number", NEW."effort_area_id", NEW."ends_on", NEW."frame_id", NEW."funder", NEW."id", NEW."kind", NEW."name", NEW."parent_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."revision", NEW."slug", NEW."starts_on", NEW."text"); RETURN NULL;', hash='d1763a9cbe3b47b09f06e8e055c561311ba1dfb0', operation='INSERT', pgid='pgtrigger_insert_insert_2c7e8', table='partnership_plan', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='plan',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnership_planevent" ("case_number", "effort_area_id", "ends_on", "frame_id", "funder", "id", "kind", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revision", "slug", "starts_on", "text") VALUES (NEW."case_number", NEW."effort_area_id", NEW."ends_on", NEW."frame_id", NEW."funder", NEW."id", NEW."kind", NEW."name", NEW."parent_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."revision", NEW."slug", NEW."starts_on", NEW."text"); RETURN NULL;', hash='926464cf5d995985986e1ef5507e291d27e0d6a9', operation='UPDATE', pgid='pgtrigger_update_update_491db', table='partnership_plan', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='plan',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_planevent" ("case_number", "effort_area_id", "ends_on", "frame_id", "funder", "id", "kind", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revision", "slug", "starts_on", "text") VALUES (OLD."case_number", OLD."effort_area_id", OLD."ends_on", OLD."frame_id", OLD."funder", OLD."id", OLD."kind", OLD."name", OLD."parent_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."revision", OLD."slug", OLD."starts_on", OLD."text"); RETURN NULL;', hash='137cb352aae06840fbd6896f242eb7b87645ccff', operation='DELETE', pgid='pgtrigger_delete_delete_fdf05', table='partnership_plan', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='plannedmeeting',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_plannedmeetingevent" ("body_id", "day", "ends_at", "form", "id", "is_active", "month", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "starts_at") VALUES (NEW."body_id", NEW."day", NEW."ends_at", NEW."form", NEW."id", NEW."is_active", NEW."month", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."starts_at"); RETURN NULL;', hash='4fc7568ac6e01ad950fa24a66d3009062789f775', operation='INSERT', pgid='pgtrigger_insert_insert_02f96', table='partnership_plannedmeeting', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='plannedmeeting',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnership_plannedmeetingevent" ("body_id", "day", "ends_at", "form", "id", "is_active", "month", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "starts_at") VALUES (NEW."body_id", NEW."day", NEW."ends_at", NEW."form", NEW."id", NEW."is_active", NEW."month", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."starts_at"); RETURN NULL;', hash='367e16a3f786de3d1d3e6f8e805db59a00d24dbe', operation='UPDATE', pgid='pgtrigger_update_update_72977', table='partnership_plannedmeeting', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='plannedmeeting',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_plannedmeetingevent" ("body_id", "day", "ends_at", "form", "id", "is_active", "month", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "starts_at") VALUES (OLD."body_id", OLD."day", OLD."ends_at", OLD."form", OLD."id", OLD."is_active", OLD."month", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."starts_at"); RETURN NULL;', hash='6e4382a422b70c5e165ef45930a02ea39a031dd1', operation='DELETE', pgid='pgtrigger_delete_delete_b26b3', table='partnership_plannedmeeting', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='position',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_positionevent" ("employer_id", "ends_on", "full_time_years", "fund_id", "id", "intervention_id", "payer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "title") VALUES (NEW."employer_id", NEW."ends_on", NEW."full_time_years", NEW."fund_id", NEW."id", NEW."intervention_id", NEW."payer_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."starts_on", NEW."title"); RETURN NULL;', hash='6c6a97f2cde13382be2c1b7166c3ba0e70a99f83', operation='INSERT', pgid='pgtrigger_insert_insert_f05c2', table='partnership_position', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='position',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnership_positionevent" ("employer_id", "ends_on", "full_time_years", "fund_id", "id", "intervention_id", "payer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "title") VALUES (NEW."employer_id", NEW."ends_on", NEW."full_time_years", NEW."fund_id", NEW."id", NEW."intervention_id", NEW."payer_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."starts_on", NEW."title"); RETURN NULL;', hash='d4cdb7cb3b34c4c12e3e0c683d35b3822064f68e', operation='UPDATE', pgid='pgtrigger_update_update_66797', table='partnership_position', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='position',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_positionevent" ("employer_id", "ends_on", "full_time_years", "fund_id", "id", "intervention_id", "payer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "title") VALUES (OLD."employer_id", OLD."ends_on", OLD."full_time_years", OLD."fund_id", OLD."id", OLD."intervention_id", OLD."payer_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."starts_on", OLD."title"); RETURN NULL;', hash='f08e248f29eb5e120a0b353edbcbbf93d076e85f', operation='DELETE', pgid='pgtrigger_delete_delete_19fa4', table='partnership_position', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='seat',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_seatevent" ("body_id", "ends_on", "id", "organisation_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "sees_restricted", "serves_id", "starts_on") VALUES (NEW."body_id", NEW."ends_on", NEW."id", NEW."organisation_id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."role", NEW."sees_restricted", NEW."serves_id", NEW."starts_on"); RETURN NULL;', hash='2dda49e6ae4c4434cd5d9b4551cabfe0109ee7fd', operation='INSERT', pgid='pgtrigger_insert_insert_dd1a2', table='partnership_seat', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='seat',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnership_seatevent" ("body_id", "ends_on", "id", "organisation_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "sees_restricted", "serves_id", "starts_on") VALUES (NEW."body_id", NEW."ends_on", NEW."id", NEW."organisation_id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."role", NEW."sees_restricted", NEW."serves_id", NEW."starts_on"); RETURN NULL;', hash='742dd8cf5d6689a789981412bc168533a92e2ee6', operation='UPDATE', pgid='pgtrigger_update_update_6659a', table='partnership_seat', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='seat',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_seatevent" ("body_id", "ends_on", "id", "organisation_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "sees_restricted", "serves_id", "starts_on") VALUES (OLD."body_id", OLD."ends_on", OLD."id", OLD."organisation_id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."role", OLD."sees_restricted", OLD."serves_id", OLD."starts_on"); RETURN NULL;', hash='14d85b7b048b636218db0192968e728ed34e513f', operation='DELETE', pgid='pgtrigger_delete_delete_1cc93', table='partnership_seat', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='standingitem',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_standingitemevent" ("body_id", "id", "is_active", "is_last", "kind", "minutes", "months", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "text", "title") VALUES (NEW."body_id", NEW."id", NEW."is_active", NEW."is_last", NEW."kind", NEW."minutes", NEW."months", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."text", NEW."title"); RETURN NULL;', hash='6f9fbf421a1e89ccc89606b930f3717d2c89061b', operation='INSERT', pgid='pgtrigger_insert_insert_65274', table='partnership_standingitem', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='standingitem',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnership_standingitemevent" ("body_id", "id", "is_active", "is_last", "kind", "minutes", "months", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "text", "title") VALUES (NEW."body_id", NEW."id", NEW."is_active", NEW."is_last", NEW."kind", NEW."minutes", NEW."months", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."text", NEW."title"); RETURN NULL;', hash='dd26d2e44672dd65b10f6acd2c2be65dbdee9bfb', operation='UPDATE', pgid='pgtrigger_update_update_f8dcb', table='partnership_standingitem', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='standingitem',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_standingitemevent" ("body_id", "id", "is_active", "is_last", "kind", "minutes", "months", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "text", "title") VALUES (OLD."body_id", OLD."id", OLD."is_active", OLD."is_last", OLD."kind", OLD."minutes", OLD."months", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."text", OLD."title"); RETURN NULL;', hash='3ed01833f4a8b6d77f269d3717da1fa14304f5bc', operation='DELETE', pgid='pgtrigger_delete_delete_5cf19', table='partnership_standingitem', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='targetgroup',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_targetgroupevent" ("id", "is_prioritised", "name", "name_en", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "retired_on", "revision", "slug", "text") VALUES (NEW."id", NEW."is_prioritised", NEW."name", NEW."name_en", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."retired_on", NEW."revision", NEW."slug", NEW."text"); RETURN NULL;', hash='f5a69d70cde46161e7db297d6cc38bd8f1adff02', operation='INSERT', pgid='pgtrigger_insert_insert_89552', table='partnership_targetgroup', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='targetgroup',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnership_targetgroupevent" ("id", "is_prioritised", "name", "name_en", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "retired_on", "revision", "slug", "text") VALUES (NEW."id", NEW."is_prioritised", NEW."name", NEW."name_en", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."retired_on", NEW."revision", NEW."slug", NEW."text"); RETURN NULL;', hash='5689b0f6ac1203e4efb2a62f154980eb6f799f1c', operation='UPDATE', pgid='pgtrigger_update_update_bd2ab', table='partnership_targetgroup', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='targetgroup',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_targetgroupevent" ("id", "is_prioritised", "name", "name_en", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "retired_on", "revision", "slug", "text") VALUES (OLD."id", OLD."is_prioritised", OLD."name", OLD."name_en", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."retired_on", OLD."revision", OLD."slug", OLD."text"); RETURN NULL;', hash='ef4742bc55d283bdb3573f8138569512f1e8366b', operation='DELETE', pgid='pgtrigger_delete_delete_7cc61', table='partnership_targetgroup', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='writtenanswer',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_writtenanswerevent" ("answer", "answered_at", "comment", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "procedure_id") VALUES (NEW."answer", NEW."answered_at", NEW."comment", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."procedure_id"); RETURN NULL;', hash='8c71113706d0140d4f996c97d016ba98b6962009', operation='INSERT', pgid='pgtrigger_insert_insert_a8a41', table='partnership_writtenanswer', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='writtenanswer',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnership_writtenanswerevent" ("answer", "answered_at", "comment", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "procedure_id") VALUES (NEW."answer", NEW."answered_at", NEW."comment", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."procedure_id"); RETURN NULL;', hash='22dd3cf20a0c3ce352fef8f96419cfaccb3edb1a', operation='UPDATE', pgid='pgtrigger_update_update_4f3e8', table='partnership_writtenanswer', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='writtenanswer',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_writtenanswerevent" ("answer", "answered_at", "comment", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "procedure_id") VALUES (OLD."answer", OLD."answered_at", OLD."comment", OLD."id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."procedure_id"); RETURN NULL;', hash='341dd995a5adccc0dcc4e39d9ccdfa6da443e5c3', operation='DELETE', pgid='pgtrigger_delete_delete_5da0a', table='partnership_writtenanswer', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='writtenprocedure',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_writtenprocedureevent" ("body_id", "closed_at", "created_by_id", "deadline", "id", "opens_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recommendation", "state", "text", "title") VALUES (NEW."body_id", NEW."closed_at", NEW."created_by_id", NEW."deadline", NEW."id", NEW."opens_on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recommendation", NEW."state", NEW."text", NEW."title"); RETURN NULL;', hash='950a18a6275e2ce669ed9f3b1d9611db2dfff426', operation='INSERT', pgid='pgtrigger_insert_insert_afe3a', table='partnership_writtenprocedure', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='writtenprocedure',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnership_writtenprocedureevent" ("body_id", "closed_at", "created_by_id", "deadline", "id", "opens_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recommendation", "state", "text", "title") VALUES (NEW."body_id", NEW."closed_at", NEW."created_by_id", NEW."deadline", NEW."id", NEW."opens_on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recommendation", NEW."state", NEW."text", NEW."title"); RETURN NULL;', hash='28436b8964e9a451287ffd26ab67f67cacbdddf9', operation='UPDATE', pgid='pgtrigger_update_update_e4025', table='partnership_writtenprocedure', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='writtenprocedure',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_writtenprocedureevent" ("body_id", "closed_at", "created_by_id", "deadline", "id", "opens_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recommendation", "state", "text", "title") VALUES (OLD."body_id", OLD."closed_at", OLD."created_by_id", OLD."deadline", OLD."id", OLD."opens_on", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recommendation", OLD."state", OLD."text", OLD."title"); RETURN NULL;', hash='dc2d47bea9969bc25afcc1cc02c51b75bedc72a3', operation='DELETE', pgid='pgtrigger_delete_delete_7457c', table='partnership_writtenprocedure', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.UniqueConstraint(condition=models.Q(models.Q(('origin', ''), _negated=True), ('outcome', '')), fields=('origin',), name='matter_open_on_one_agenda'),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.UniqueConstraint(fields=('meeting', 'person'), name='attendance_once'),
        ),
        migrations.AddConstraint(
            model_name='booking',
            constraint=models.CheckConstraint(condition=models.Q(('quarter__gte', 1), ('quarter__lte', 4)), name='booking_quarter_known'),
        ),
        migrations.AddConstraint(
            model_name='booking',
            constraint=models.UniqueConstraint(fields=('fund', 'kind', 'year', 'quarter', 'organisation', 'intervention', 'text'), name='booking_once', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='budgetline',
            constraint=models.UniqueConstraint(fields=('fund', 'year', 'intervention', 'name'), name='budget_line_once', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='budgetline',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gte', 0)), name='budget_not_negative'),
        ),
        migrations.AddConstraint(
            model_name='budgetline',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('forecast__isnull', True), ('forecast_on__isnull', True)), models.Q(('forecast__isnull', False), ('forecast_on__isnull', False)), _connector='OR'), name='forecast_is_dated'),
        ),
        migrations.AddConstraint(
            model_name='calendarfeed',
            constraint=models.UniqueConstraint(condition=models.Q(('revoked_at__isnull', True)), fields=('user',), name='one_open_feed'),
        ),
        migrations.AddConstraint(
            model_name='cofinancingrule',
            constraint=models.CheckConstraint(condition=models.Q(('percent__gt', 0), ('percent__lte', 100)), name='co_financing_in_range'),
        ),
        migrations.AddConstraint(
            model_name='cofinancingrule',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(areas.models.DateRange(models.F('valid_from'), models.F('valid_to'), django.contrib.postgres.fields.ranges.RangeBoundary(inclusive_lower=True, inclusive_upper=True)), '&&')], name='one_co_financing_rule_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('about_minutes__isnull', True), ('item__isnull', False)), models.Q(('about_minutes__isnull', False), ('item__isnull', True)), _connector='OR'), name='comment_about_one_thing'),
        ),
        migrations.AddConstraint(
            model_name='commitment',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='commitment_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='commitment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('organisation__isnull', False), ('funder', '')), models.Q(('organisation__isnull', True), models.Q(('funder', ''), _negated=True)), _connector='OR'), name='commitment_has_one_giver'),
        ),
        migrations.AddConstraint(
            model_name='commitment',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gte', 0)), name='commitment_not_negative'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.UniqueConstraint(fields=('year', 'serial'), name='decision_number_once'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(('item__isnull', True), ('procedure__isnull', True), _connector='OR'), name='decision_taken_in_one_place'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'proposed'), ('decided_on__isnull', False), _connector='OR'), name='settled_decision_has_its_day'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(('review_on__isnull', True), ('decided_on__isnull', True), ('review_on__gte', models.F('decided_on')), _connector='OR'), name='decision_reviewed_after_it_was_taken'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('settled_on__isnull', True), ('state', 'agreed')), models.Q(models.Q(('state', 'agreed'), _negated=True), ('settled_on__isnull', False), models.Q(('word', ''), _negated=True)), _connector='OR'), name='settled_delivery_says_how'),
        ),
        migrations.AddConstraint(
            model_name='distributionkey',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='key_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='distributionkey',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('fund', '='), (areas.models.DateRange(models.F('valid_from'), models.F('valid_to'), django.contrib.postgres.fields.ranges.RangeBoundary(inclusive_lower=True, inclusive_upper=True)), '&&')], name='one_key_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='followup',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_on__isnull', True), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('closed_on__isnull', False), models.Q(('closing_word', ''), _negated=True)), _connector='OR'), name='closed_follow_up_says_how'),
        ),
        migrations.AddConstraint(
            model_name='fundyear',
            constraint=models.UniqueConstraint(fields=('fund', 'year'), name='fund_year_once'),
        ),
        migrations.AddConstraint(
            model_name='fundyear',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gte', 0)), name='fund_year_not_negative'),
        ),
        migrations.AddConstraint(
            model_name='intervention',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('starts_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='intervention_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='intervention',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'anchored'), _negated=True), models.Q(('anchored_with__isnull', False), models.Q(('anchored_budget', ''), _negated=True)), _connector='OR'), name='anchored_intervention_names_its_home'),
        ),
        migrations.AddConstraint(
            model_name='intervention',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['proposed', 'dropped']), ('starts_on__isnull', False), _connector='OR'), name='started_intervention_has_its_day'),
        ),
        migrations.AddConstraint(
            model_name='keyshare',
            constraint=models.UniqueConstraint(fields=('key', 'organisation'), name='key_share_once'),
        ),
        migrations.AddConstraint(
            model_name='keyshare',
            constraint=models.CheckConstraint(condition=models.Q(('percent__gt', 0), ('percent__lte', 100)), name='key_share_in_range'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='meeting_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('merged_into__isnull', False), ('state', 'merged')), models.Q(models.Q(('state', 'merged'), _negated=True), ('merged_into__isnull', True)), _connector='OR'), name='merged_meeting_names_the_other'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'cancelled'), _negated=True), models.Q(('cancelled_because', ''), _negated=True), _connector='OR'), name='cancelled_meeting_says_why'),
        ),
        migrations.AddConstraint(
            model_name='minutes',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('locked_at__isnull', False), ('state', 'approved'), models.Q(('sha256', ''), _negated=True)), models.Q(models.Q(('state', 'approved'), _negated=True), ('locked_at__isnull', True)), _connector='OR'), name='approved_minutes_are_locked'),
        ),
        migrations.AddConstraint(
            model_name='paper',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('intervention__isnull', True), ('item__isnull', False), ('meeting__isnull', True), ('plan__isnull', True), ('procedure__isnull', True)), models.Q(('intervention__isnull', True), ('item__isnull', True), ('meeting__isnull', False), ('plan__isnull', True), ('procedure__isnull', True)), models.Q(('intervention__isnull', True), ('item__isnull', True), ('meeting__isnull', True), ('plan__isnull', False), ('procedure__isnull', True)), models.Q(('intervention__isnull', True), ('item__isnull', True), ('meeting__isnull', True), ('plan__isnull', True), ('procedure__isnull', False)), models.Q(('intervention__isnull', False), ('item__isnull', True), ('meeting__isnull', True), ('plan__isnull', True), ('procedure__isnull', True)), _connector='OR'), name='paper_has_one_home'),
        ),
        migrations.AddConstraint(
            model_name='paperversion',
            constraint=models.UniqueConstraint(fields=('paper', 'number'), name='paper_version_once'),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='plan_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.CheckConstraint(condition=models.Q(('parent__isnull', True), models.Q(('parent', models.F('id')), _negated=True), _connector='OR'), name='plan_not_in_itself'),
        ),
        migrations.AddConstraint(
            model_name='plannedmeeting',
            constraint=models.CheckConstraint(condition=models.Q(('day__gte', 1), ('day__lte', 28), ('month__gte', 1), ('month__lte', 12)), name='planned_meeting_day_in_year'),
        ),
        migrations.AddConstraint(
            model_name='plannedmeeting',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='planned_meeting_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='plannedmeeting',
            constraint=models.UniqueConstraint(fields=('body', 'name'), name='planned_meeting_once'),
        ),
        migrations.AddConstraint(
            model_name='position',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='position_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='position',
            constraint=models.CheckConstraint(condition=models.Q(('full_time_years__gt', 0)), name='position_takes_some_time'),
        ),
        migrations.AddConstraint(
            model_name='writtenanswer',
            constraint=models.UniqueConstraint(fields=('procedure', 'person'), name='written_answer_once'),
        ),
        migrations.AddConstraint(
            model_name='writtenprocedure',
            constraint=models.CheckConstraint(condition=models.Q(('deadline__gte', models.F('opens_on'))), name='procedure_deadline_after_opening'),
        ),
        ]),
    ]
