"""The fields of the entry grid, written out in one go.

A page may hold twenty thousand fields. Template nodes for each of them take seconds, and every
attribute is sent as many times; so a field is put together here, its label by the ids of its heads.
"""

from __future__ import annotations

from collections.abc import Iterator

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from indicators.services.grid_cells import GridCell
from indicators.services.grids import Row, Section

register = template.Library()


@register.simple_tag
def grid_rows(section: Section) -> SafeString:
    """The bodies of a section's table: one `tbody` for each row, one `tr` for each of its lines."""
    rows = "".join(
        part
        for number, row in enumerate(section.rows)
        for part in _row(section, row, f"{section.id}r{number}")
    )
    return mark_safe(rows)  # noqa: S308 - each text below is escaped


def _row(section: Section, row: Row, key: str) -> Iterator[str]:
    below = ' class="is-below"' if row.is_below else ""
    yield f"<tbody{below}>"
    count = len(row.labels)
    for line, label in enumerate(row.labels, start=1):
        yield "<tr>"
        if line == 1:
            span = f' rowspan="{count}"' if count > 1 else ""
            yield f'<th scope="rowgroup" id="{key}"{span}>{escape(row.name)}</th>'
        yield f'<th scope="row" class="grid__label" id="{key}-{line}"><span>{escape(label)}</span></th>'
        for column, cell in enumerate(row.cells):
            names = f"{key} {key}-{line} {section.id}k{column}"
            if section.title:
                names = f"{section.id} {names}"
            yield _field(cell, line, names, is_last=line == count)
        yield "</tr>"
    yield "</tbody>"


def _field(cell: GridCell, line: int, names: str, *, is_last: bool) -> str:
    key, text, stored = cell.id, cell.lines[line - 1], cell.stored[line - 1]
    classes = _classes(cell)
    more = " readonly" if cell.is_locked else ""
    notes = ""
    if cell.error:
        more += f' data-saved="{escape(stored)}" aria-invalid="true"'
    if is_last:
        notes = _notes(cell)
    told = f"n-{key} e-{key}" if cell.note or cell.below or cell.error or cell.lock else ""
    if told:
        more += (
            f' aria-describedby="{told} {cell.lock_id}"'
            if cell.lock
            else f' aria-describedby="{told}"'
        )
    value = f' value="{escape(text)}"' if text else ""
    field = f"c-{key}-{line}"
    return (
        f'<td{classes}><input id="{field}" name="{field}"{value}'
        f' aria-labelledby="{names}"{more}>{notes}</td>'
    )


def _classes(cell: GridCell) -> str:
    words = ["is-locked"] if cell.lock else []
    if cell.error:
        words.append("is-refused")
    elif cell.is_saved:
        words.append("is-saved")
    if cell.state not in ("", "value"):
        words.append("is-state")
    if cell.is_flagged:
        words.append("is-flagged")
    return f' class="{" ".join(words)}"' if words else ""


def _notes(cell: GridCell) -> str:
    """The small lines under a cell. Beside a refusal nothing is told of the older figure."""
    if not (cell.note or cell.below or cell.error or cell.lock):
        return ""
    told = "" if cell.error else escape(cell.note)
    lock = f'<span class="grid__lock">{escape(_("låst"))}</span>' if cell.lock else ""
    kept = f' data-note="{escape(cell.note)}"' if cell.error else ""
    below = f'<span class="grid__below">{escape(cell.below)}</span>' if cell.below else ""
    return (
        f'<span class="grid__note" id="n-{cell.id}"{kept}>{told}</span>'
        f'<span class="grid__error" id="e-{cell.id}">{escape(cell.error)}</span>{lock}{below}'
    )
