"""Locked minutes take no new decision, and lose none to another meeting."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('partnership', '0006_items_wait_for_a_meeting'),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name='decision',
            trigger=pgtrigger.compiler.Trigger(name='locked_meeting_takes_no_decision', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE found TIMESTAMPTZ;', func="\n            IF TG_OP <> 'INSERT' THEN \n    SELECT m.locked_at INTO found FROM partnership_minutes m WHERE m.meeting_id = (SELECT i.meeting_id FROM partnership_agendaitem i WHERE i.id = OLD.item_id) FOR SHARE;\n    IF found IS NOT NULL THEN\n        RAISE EXCEPTION 'The minutes are approved and locked' USING ERRCODE = 'integrity_constraint_violation';\n    END IF;\n END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            \n    SELECT m.locked_at INTO found FROM partnership_minutes m WHERE m.meeting_id = (SELECT i.meeting_id FROM partnership_agendaitem i WHERE i.id = NEW.item_id) FOR SHARE;\n    IF found IS NOT NULL THEN\n        RAISE EXCEPTION 'The minutes are approved and locked' USING ERRCODE = 'integrity_constraint_violation';\n    END IF;\n\n            RETURN NEW;\n        ", hash='2d1a57c7a60fb9ef5d7ad40a3a4f141ae4502e7e', operation='INSERT', pgid='pgtrigger_locked_meeting_takes_no_decision_e448f', table='partnership_decision', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decision',
            trigger=pgtrigger.compiler.Trigger(name='locked_meeting_lets_no_decision_move', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."item_id" IS DISTINCT FROM (NEW."item_id"))', declare='DECLARE found TIMESTAMPTZ;', func="\n            IF TG_OP <> 'INSERT' THEN \n    SELECT m.locked_at INTO found FROM partnership_minutes m WHERE m.meeting_id = (SELECT i.meeting_id FROM partnership_agendaitem i WHERE i.id = OLD.item_id) FOR SHARE;\n    IF found IS NOT NULL THEN\n        RAISE EXCEPTION 'The minutes are approved and locked' USING ERRCODE = 'integrity_constraint_violation';\n    END IF;\n END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            \n    SELECT m.locked_at INTO found FROM partnership_minutes m WHERE m.meeting_id = (SELECT i.meeting_id FROM partnership_agendaitem i WHERE i.id = NEW.item_id) FOR SHARE;\n    IF found IS NOT NULL THEN\n        RAISE EXCEPTION 'The minutes are approved and locked' USING ERRCODE = 'integrity_constraint_violation';\n    END IF;\n\n            RETURN NEW;\n        ", hash='9af3bfd1bbb74034b8fda8a96e58112356e54283', operation='UPDATE', pgid='pgtrigger_locked_meeting_lets_no_decision_move_dac3f', table='partnership_decision', when='BEFORE')),
        ),
    ]
