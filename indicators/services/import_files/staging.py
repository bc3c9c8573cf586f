"""Staging a file: its rows are copied in, tested on the way, and set against what stands now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from indicators.importers.blocks import Block
from indicators.importers.shapes import Shape
from indicators.models import Cell, ImportBatch, ImportRow
from indicators.services.import_files.books import Book
from indicators.services.import_files.lines import COLUMNS
from indicators.services.import_files.meanings import Meaning
from indicators.services.import_files.progress import Progress
from indicators.services.import_files.sieve import Sieve

_COPY = "COPY indicators_importrow ({columns}) FROM STDIN"
_TOGETHER = 4000  # lines of rows that are not plain
# A cell named twice points at its first row.
_TWICE = """
UPDATE indicators_importrow r SET details = jsonb_build_object('row', first.row, 'place', first.place)
FROM indicators_importrow first
WHERE r.batch_id = %(batch)s AND r.code = 'named_twice' AND first.batch_id = r.batch_id
  AND first.code = '' AND first.definition_id = r.definition_id AND first.area_id = r.area_id
  AND first.slot = r.slot AND first.category_id = r.category_id
"""
# Of another supplier's figure only that it is another's may be told. What a file does not say of a
# survey (whom it is about, what its way of drawing costs) stays as it is, as in the grid.
_COMPARE = """
UPDATE indicators_importrow r
SET seen_version = c.version,
    details = CASE
      WHEN r.state = 'value' AND m.data_set_id = ANY(%(own)s) AND m.state = 'value'
        AND (m.invited, m.population, m.sd, m.design_effect) IS DISTINCT FROM (NULL, NULL, NULL, NULL)
      THEN jsonb_strip_nulls(jsonb_build_object(
        'invited', m.invited::text, 'population', m.population::text, 'sd', m.sd::text,
        'design_effect', m.design_effect::text)) || coalesce(r.details, '{}')
      ELSE r.details END,
    outcome = CASE
      WHEN NOT (m.data_set_id = ANY(%(own)s)) THEN 'refused'
      WHEN r.state = m.state
        AND r.numerator IS NOT DISTINCT FROM m.numerator
        AND r.denominator IS NOT DISTINCT FROM m.denominator
        AND r.value IS NOT DISTINCT FROM m.value
        AND r.n IS NOT DISTINCT FROM m.n
        AND coalesce((r.details->>'invited')::bigint, m.invited) IS NOT DISTINCT FROM m.invited
        AND coalesce((r.details->>'population')::bigint, m.population)
          IS NOT DISTINCT FROM m.population
        AND coalesce((r.details->>'sd')::numeric, m.sd) IS NOT DISTINCT FROM m.sd
        AND coalesce((r.details->>'design_effect')::numeric, m.design_effect)
          IS NOT DISTINCT FROM m.design_effect
        AND r.comment IN ('', m.comment)
        AND coalesce(r.published_on, m.published_on) IS NOT DISTINCT FROM m.published_on
        AND coalesce((r.details->>'source')::bigint, %(source)s, m.source_id) = m.source_id
        THEN 'unchanged'
      ELSE 'changed' END,
    code = CASE WHEN m.data_set_id = ANY(%(own)s) THEN '' ELSE 'other_supplier' END,
    field = CASE WHEN m.data_set_id = ANY(%(own)s) THEN '' ELSE 'area' END
FROM indicators_cell c
JOIN indicators_measurement m ON m.cell_id = c.id AND m.version = c.version
WHERE r.batch_id = %(batch)s AND r.outcome = 'new'
  AND c.definition_id = r.definition_id AND c.area_id = r.area_id AND c.slot = r.slot
  AND c.category_id = r.category_id
"""


@dataclass(frozen=True)
class Staged:
    """How many rows there are of each outcome, and what was left out."""

    outcomes: dict[str, int]
    left_out: int
    left_out_names: list[tuple[str, int]]
    private: str = ""  # where something looks like a CPR number
    ahead: tuple[str, ...] = ()  # periods that have not begun

    def count(self, outcome: str) -> int:
        """Rows of an outcome."""
        return self.outcomes.get(outcome, 0)


@transaction.atomic
def stage(
    *,
    batch: ImportBatch,
    blocks: Iterable[Block],
    shape: Shape,
    meaning: Meaning,
    book: Book,
    own: Iterable[int],
    progress: Progress | None = None,
) -> Staged:
    """Test all rows and tell what each would do. Raises `Refused` or `Cancelled`; then none stays.

    `own` are the data sets whose figures the person may change. Constant memory, however long the
    file is.
    """
    sieve = Sieve(
        batch_id=batch.pk, shape=shape, meaning=meaning, book=book, source=batch.source
    )  # fmt: skip
    clear(batch_id=batch.pk)
    with connection.cursor() as cursor:
        _copy(cursor, sieve, blocks, progress)
        outcomes = _compared(cursor, batch, list(own), sieve)
    ahead = tuple(sieve.ahead)
    return Staged(outcomes, sieve.left_out, sieve.left_out_names, sieve.private, ahead)


def _copy(cursor: Any, sieve: Sieve, blocks: Iterable[Block], progress: Progress | None) -> None:
    """Copy the rows in: plain ones as they come, the others some thousand at a time."""
    copy_plain = _COPY.format(columns=", ".join(sieve.columns))
    copy_others = _COPY.format(columns=", ".join(COLUMNS))
    lines = sieve.lines(blocks)
    others: list[str] = []
    is_more = True
    while is_more:
        is_more = False
        with cursor.copy(copy_plain) as copy:
            for plain, odd in lines:
                copy.write(plain)
                others += odd
                if progress:
                    progress.tell(sieve.rows)
                if len(others) >= _TOGETHER:
                    is_more = True
                    break
        if others:
            with cursor.copy(copy_others) as copy:
                copy.write("".join(others))
            others = []


def _compared(cursor: Any, batch: ImportBatch, own: list[int], sieve: Sieve) -> dict[str, int]:
    """Rows by outcome, once they are set against what stands now."""
    if sieve.has_twice:
        cursor.execute(_TWICE, {"batch": batch.pk})
    # Without a figure of these definitions there is nothing to set the rows against.
    if not Cell.objects.filter(definition_id__in=sieve.definitions, version__gt=0).exists():
        found = {"new": sieve.rows - sieve.refused, "refused": sieve.refused}
        return {outcome: count for outcome, count in found.items() if count}
    named = {"batch": batch.pk, "own": own, "source": batch.source_id}
    cursor.execute(_COMPARE, named)
    cursor.execute(
        "SELECT outcome, count(*) FROM indicators_importrow WHERE batch_id = %s GROUP BY 1",
        [batch.pk],
    )
    return dict(cursor.fetchall())


def clear(*, batch_id: int) -> None:
    """Forget the rows of a batch."""
    ImportRow.objects.filter(batch_id=batch_id)._raw_delete(using="default")
