"""Many rows at once, without a statement's worth of work for each of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model
from django.db.models.expressions import RawSQL

from indicators.models import Cell

Row = TypeVar("Row", bound=Model)
FEW = 100  # below this the ordinary way is as quick
CellKey = tuple[int, int, str, int]  # definition, area, slot, category
_NUMBERS = "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)"
_KEYS = "unnest(%s::bigint[], %s::bigint[], %s::text[], %s::bigint[])"
_MAKE_CELLS = f"""
INSERT INTO indicators_cell (definition_id, area_id, slot, category_id, version)
SELECT *, 1 FROM {_KEYS} ON CONFLICT DO NOTHING
RETURNING id, definition_id, area_id, slot, category_id
"""  # noqa: S608 - nothing but the arrays' places is put in
_LOCK_CELLS = f"""
SELECT id, definition_id, area_id, slot, category_id, version
FROM {_KEYS} AS wanted (definition_id, area_id, slot, category_id)
JOIN indicators_cell USING (definition_id, area_id, slot, category_id)
ORDER BY id FOR UPDATE OF indicators_cell
"""  # noqa: S608 - as above
_CELL = ("id", "definition_id", "area_id", "slot", "category_id", "version")
_COUNT_UP = "UPDATE indicators_cell SET version = version + 1 WHERE id = ANY(%s)"


def among(numbers: Iterable[int]) -> RawSQL:
    """Many numbers for an `__in`, as one array: read and sent at once, however many they are."""
    return RawSQL("SELECT unnest(%s::bigint[])", [list(numbers)])


def new_row(model: type[Row], values: Mapping[str, object], related: dict[str, Any]) -> Row:
    """A row that is not stored yet, from its columns; what is left out is empty.

    `related` are the rows that its keys name. Some times as quick as the constructor, which looks
    for each field by both of its names.
    """
    names = [field.attname for field in model._meta.concrete_fields]
    row = model.from_db(None, names, [values.get(name) for name in names])
    row._state.adding = True
    row._state.fields_cache = related
    return row


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
    held = itemgetter(*(field.attname for field in own))  # from the row's own dictionary
    with connection.cursor() as cursor:
        cursor.execute(_NUMBERS, [meta.db_table, meta.pk.column, len(rows)])
        numbers = [number for (number,) in cursor.fetchall()]
        with cursor.copy(f"COPY {meta.db_table} ({names}) FROM STDIN") as copy:
            for number, row in zip(numbers, rows, strict=True):
                copy.write_row((number, *held(row.__dict__)))
    for number, row in zip(numbers, rows, strict=True):
        row.pk = number
        row._state.adding, row._state.db = False, connection.alias


def copy_in(model: type[Model], names: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Store new rows that nobody needs back, by the names of the model's columns."""
    columns = ", ".join(f'"{name}"' for name in names)
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {model._meta.db_table} ({columns}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row(row)


def make_cells(keys: Iterable[CellKey]) -> dict[CellKey, Cell]:
    """Make the cells that are absent, in the order given, so that nobody deadlocks.

    Whoever makes a cell fills it in the same transaction: it is stored with its first version
    counted already, and given back as it was found, without one.
    """
    columns = [list(column) for column in zip(*keys, strict=True)]
    if not columns:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_MAKE_CELLS, columns)
        return {
            (row[1], row[2], row[3], row[4]): Cell.from_db(connection.alias, _CELL, (*row, 0))
            for row in cursor.fetchall()
        }


def lock_cells(keys: Iterable[CellKey]) -> list[Cell]:
    """Cells that are there, locked in one order, so that nobody deadlocks."""
    columns = [list(column) for column in zip(*keys, strict=True)]
    if not columns:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_LOCK_CELLS, columns)
        return [Cell.from_db(connection.alias, _CELL, row) for row in cursor.fetchall()]


def count_up(cells: Collection[int]) -> None:
    """Their newest version is the next one."""
    if cells:
        with connection.cursor() as cursor:
            cursor.execute(_COUNT_UP, [list(cells)])
