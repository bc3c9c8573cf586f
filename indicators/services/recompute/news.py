"""What a new run brings the reader: newer figures and other verdicts, noted while both runs are stored."""

from __future__ import annotations

from django.db import connection

_NOTE = """
INSERT INTO indicators_resultnews (kind, definition_id, area_id, statement, slot, noticed_at)
SELECT CASE WHEN new.statement = 'level' THEN 'figure' ELSE 'verdict' END,
    new.definition_id, new.area_id, new.statement, new.slot, clock_timestamp()
FROM indicators_result new
JOIN areas_area place ON place.id = new.area_id AND place.kind = 'area'
JOIN indicators_category part ON part.id = new.category_id
JOIN indicators_categoryset parts ON parts.id = part.category_set_id AND parts.code = 'total'
LEFT JOIN indicators_result old
    ON old.run_id = %(old)s AND old.is_latest
    AND old.statement = new.statement AND old.comparator = new.comparator
    AND old.definition_id = new.definition_id AND old.area_id = new.area_id
    AND old.category_id = new.category_id
    AND old.other_id IS NOT DISTINCT FROM new.other_id
WHERE new.run_id = %(new)s AND new.is_latest AND new.state = 'value'
    AND (new.statement = 'level' AND new.comparator = ''
            AND (old.id IS NULL OR old.state <> 'value' OR old.slot <> new.slot)
         OR new.statement IN ('pace', 'change', 'trend', 'gap_change')
            AND (new.comparator = '' OR new.is_default)
            AND new.verdict <> '' AND old.verdict <> new.verdict)
"""


def record_news(old_run_id: int, new_run_id: int) -> None:
    """Note what readers of the old run have not seen. Runs where the new one is published."""
    with connection.cursor() as cursor:
        cursor.execute(_NOTE, {"old": old_run_id, "new": new_run_id})
