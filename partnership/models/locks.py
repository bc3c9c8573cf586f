"""What the database itself guards: minutes that were approved stand, by whatever route one comes.

Each guard takes a share of the minutes' row first, so that a change and the approval can never
pass each other: one of the two waits, and then sees what the other did.
"""

from __future__ import annotations

import pgtrigger

LOCKED = "The minutes are approved and locked"
_CHECK = """
    SELECT m.locked_at INTO found FROM partnership_minutes m WHERE m.meeting_id = (%s) FOR SHARE;
    IF found IS NOT NULL THEN
        RAISE EXCEPTION '%s' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
"""
EVERY = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete


def stands_with_minutes(
    name: str, *, meeting: str = "ROW.meeting_id", operation: pgtrigger.Operation = EVERY,
    condition: pgtrigger.Condition | None = None,
) -> pgtrigger.Trigger:  # fmt: skip
    """A trigger that refuses any change to rows of a meeting whose minutes are locked.

    `meeting` is SQL for the meeting's id, in which ROW stands for the old and the new row.
    """
    old, new = (_CHECK % (meeting.replace("ROW", row), LOCKED) for row in ("OLD", "NEW"))
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=operation,
        condition=condition,
        declare=[("found", "TIMESTAMPTZ")],
        func=f"""
            IF TG_OP <> 'INSERT' THEN {old} END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            {new}
            RETURN NEW;
        """,
    )
