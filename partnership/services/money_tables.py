"""Tables of money: the same rows on the screen and in the files one takes along."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from django.db.models import Model
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from partnership.exports.spreadsheets import Cell, csv_bytes, xlsx_bytes
from partnership.models import Body, Fund, Intervention, Organisation
from partnership.rules.ledger import (
    BODY,
    BUDGET,
    DUE,
    EXPECTED,
    FUND,
    INTERVENTION,
    ORGANISATION,
    PAID,
    PROMISED,
    SPENT,
    YEAR,
    Entry,
    sums,
    total,
)

# How a column is written: text, kroner, share (per cent), days, day, years (full-time).
TEXT, KRONER, SHARE, COUNT, DAY = "text", "kroner", "share", "count", "day"
LEFT = "left"  # what is set aside and not expected to be spent
_OF_VIEW = {
    ORGANISATION: (DUE, PROMISED, PAID, SPENT),
    FUND: (DUE, PROMISED, PAID, BUDGET, SPENT, EXPECTED, LEFT),
    YEAR: (DUE, PROMISED, PAID, BUDGET, SPENT, EXPECTED, LEFT),
    BODY: (DUE, PROMISED, BUDGET, SPENT, EXPECTED, LEFT),
    INTERVENTION: (DUE, PROMISED, BUDGET, SPENT, EXPECTED, LEFT),
}


@dataclass(frozen=True)
class Column:
    """A column: its heading, and how its cells are written."""

    label: str
    kind: str = KRONER

    @property
    def is_number(self) -> bool:
        """Stands to the right."""
        return self.kind not in (TEXT, DAY)


@dataclass(frozen=True)
class Row:
    """A row: its cells, where its name leads, and what can be done with it."""

    cells: tuple[Cell, ...]
    url: str = ""
    actions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Table:
    """A table with its caption; the total row where there is one."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: tuple[Cell, ...] = field(default=())
    files: tuple[tuple[str, str], ...] = field(default=())

    @property
    def has_actions(self) -> bool:
        """Whether any row can be changed by this reader."""
        return any(row.actions for row in self.rows)

    @property
    def lines(self) -> list[tuple[Row, list[tuple[Column, Cell]]]]:
        """Each row with its cells beside their columns."""
        return [(row, list(zip(self.columns, row.cells, strict=True))) for row in self.rows]

    @property
    def total_line(self) -> list[tuple[Column, Cell]]:
        """The total's cells beside their columns."""
        return list(zip(self.columns, self.total, strict=True)) if self.total else []


def measure_words(name: str) -> str:
    """The heading of a measure's column."""
    return {
        DUE: _("Bidrag efter nøgle"),
        PROMISED: _("Tilsagn"),
        PAID: _("Indbetalt"),
        BUDGET: _("Budget"),
        SPENT: _("Forbrug"),
        EXPECTED: _("Forventet for året"),
        LEFT: _("Budget minus forventet"),
    }[name]


def view_words(view: str) -> tuple[str, str]:
    """The heading of a view's first column, and what its table is called."""
    return {
        ORGANISATION: (_("Organisation"), _("Organisationer")),
        FUND: (_("Pulje"), _("Puljer")),
        YEAR: (_("År"), _("År for år")),
        BODY: (_("Organ"), _("Organer")),
        INTERVENTION: (_("Indsats"), _("Indsatser")),
    }[view]


def _nobody(view: str) -> str:
    """What the row of entries is called that belong to none."""
    if view == ORGANISATION:
        return _("Udefra eller ikke fordelt")
    return _("Fælles arbejde")


_MODELS: dict[str, tuple[type[Model], str]] = {
    ORGANISATION: (Organisation, "partnership:money-payer"),
    FUND: (Fund, "partnership:fund-detail"),
    BODY: (Body, "partnership:money-body"),
    INTERVENTION: (Intervention, "partnership:money-intervention"),
}


def by_view(
    entries: Iterable[Entry],
    view: str,
    *,
    year: int,
    only: Collection[int] | None = None,
    linked: bool = True,
    measures: tuple[str, ...] = (),
    caption: str = "",
) -> Table:
    """The entries by one of the views; `only` keeps to rows the reader may see."""
    found = sums(entries, view)
    if only is not None:
        found = {key: amounts for key, amounts in found.items() if key in only}
    named = names_of(view, found)
    measures = measures or _OF_VIEW[view]
    heading, title = view_words(view)
    rows = [
        Row(
            (name, *_cells(found[key], measures)),
            _address(view, slug, year if view != YEAR else key) if linked else "",
        )
        for key, name, slug in named
    ]
    whole = total(found.values())
    label = _("I alt") if only is None else _("I alt af det, du kan se")
    return Table(
        caption=caption or title,
        columns=(
            Column(heading, TEXT),
            *(Column(measure_words(measure)) for measure in measures),
        ),
        rows=tuple(rows),
        total=(label, *_cells(whole, measures)) if rows else (),
    )


def _cells(amounts: Mapping[str, Decimal], measures: Iterable[str]) -> list[Decimal]:
    return [
        amounts[BUDGET] - amounts[EXPECTED] if measure == LEFT else amounts[measure]
        for measure in measures
    ]


def names_of(view: str, found: Collection[int | None]) -> list[tuple[int | None, str, str]]:
    """Of each row its key, name and address part: by name, years newest first, nobody last."""
    if view == YEAR:
        return [(key, str(key), "") for key in sorted((k or 0 for k in found), reverse=True)]
    model, _url = _MODELS[view]
    rows = model._default_manager.filter(pk__in=[key for key in found if key is not None])
    named: list[tuple[int | None, str, str]] = [
        (row.pk, str(row), str(getattr(row, "slug", ""))) for row in rows.order_by("name")
    ]
    return [*named, *([(None, _nobody(view), "")] if None in found else [])]


def _address(view: str, slug: str, year: int | None) -> str:
    if view == YEAR:
        return f"{reverse('partnership:money')}?aar={year}"
    return f"{reverse(_MODELS[view][1], args=[slug])}?aar={year}" if slug else ""


def as_csv(table: Table) -> bytes:
    """The table as a file for a spreadsheet."""
    return csv_bytes(*_plain(table))


def as_xlsx(table: Table, *, sheet: str) -> bytes:
    """The table as a workbook."""
    return xlsx_bytes(*_plain(table), sheet=sheet[:31], fixed=1)


def _plain(table: Table) -> tuple[list[str], list[tuple[Cell, ...]]]:
    rows = [row.cells for row in table.rows]
    return [column.label for column in table.columns], [
        *rows,
        *([table.total] if table.total else []),
    ]


def period_words(first: dt.date, last: dt.date | None) -> str:
    """A period in figures: 1.1.2027–30.6.2027, or from a day on."""
    start = f"{first.day}.{first.month}.{first.year}"
    if last is None:
        return _("fra %(day)s") % {"day": start}
    return f"{start}–{last.day}.{last.month}.{last.year}"


def without(table: Table, at: int) -> Table:
    """The table less one column: what every row has in common, and the heading says."""

    def rest(cells: tuple[Any, ...]) -> tuple[Any, ...]:
        return (*cells[:at], *cells[at + 1 :])

    rows = tuple(replace(row, cells=rest(row.cells)) for row in table.rows)
    return replace(table, columns=rest(table.columns), rows=rows, total=rest(table.total))


def is_english() -> bool:
    """Whether the reader's numbers are written the English way."""
    return (get_language() or "da").startswith("en")
