"""Many new rows at once, without a statement's worth of work for each of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import connection
from django.db.models import Model

FEW = 100  # below this the ordinary way is as quick
_NUMBERS = "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)"
_MAKE_CELLS = """
INSERT INTO indicators_cell (definition_id, area_id, slot, category_id, version)
SELECT *, 0 FROM unnest(%s::bigint[], %s::bigint[], %s::text[], %s::bigint[])
ON CONFLICT DO NOTHING
"""


def insert(rows: Sequence[Model]) -> None:
    """Store new rows of one model and number them, as `bulk_create` does.

    Their fields must be plain: numbers, texts, dates, keys. Triggers and constraints see each row.
    """
    if len(rows) < FEW:
        if rows:
            type(rows[0])._default_manager.bulk_create(rows)
        return
    meta = rows[0]._meta
    own = [field for field in meta.concrete_fields if not field.primary_key]
    names = ", ".join(f'"{field.column}"' for field in [meta.pk, *own])
    with connection.cursor() as cursor:
        cursor.execute(_NUMBERS, [meta.db_table, meta.pk.column, len(rows)])
        numbers = [number for (number,) in cursor.fetchall()]
        with cursor.copy(f"COPY {meta.db_table} ({names}) FROM STDIN") as copy:
            for number, row in zip(numbers, rows, strict=True):
                copy.write_row([number, *(getattr(row, field.attname) for field in own)])
    for number, row in zip(numbers, rows, strict=True):
        row.pk = number
        row._state.adding, row._state.db = False, connection.alias


def make_cells(keys: Iterable[tuple[int, int, str, int]]) -> None:
    """Make the cells that are absent, in the order given, so that nobody deadlocks."""
    columns = [list(column) for column in zip(*keys, strict=True)]
    if columns:
        with connection.cursor() as cursor:
            cursor.execute(_MAKE_CELLS, columns)
