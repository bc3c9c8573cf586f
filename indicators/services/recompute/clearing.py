"""Clearing away replaced results, after publishing and by itself: no reader waits for it."""

from __future__ import annotations

from django.db import connection, transaction

from indicators.models import Result

# Which runs have results left though no pointer names them: one look into the index for each run.
_REPLACED = """
SELECT r.id FROM indicators_run r
JOIN indicators_group g ON g.id = r.group_id AND g.current_run_id IS DISTINCT FROM r.id
JOIN LATERAL (SELECT 1 FROM indicators_result WHERE run_id = r.id LIMIT 1) left_over ON TRUE
WHERE r.state <> 'running'
"""


def clear_replaced(group_id: int | None = None) -> int:
    """Delete the results of runs that have been replaced, of one group or of all; how many runs.

    Each run goes in a transaction of its own. A crash leaves some for the next time.
    """
    narrowed = _REPLACED + (" AND g.id = %s" if group_id is not None else "")
    with connection.cursor() as cursor:
        cursor.execute(narrowed, [group_id] if group_id is not None else [])
        runs = [row[0] for row in cursor.fetchall()]
    for run_id in runs:
        with transaction.atomic():
            Result.objects.filter(run_id=run_id)._raw_delete(using="default")
    return len(runs)
