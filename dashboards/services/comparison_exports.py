"""The matrix as a file: exactly what is shown, with what it is held against and what was chosen."""

from __future__ import annotations

from collections.abc import Iterator

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext as _

from dashboards.services.comparison_cells import Cell, Row
from dashboards.services.comparison_pages import ComparisonPage
from indicators.context import example_notice
from indicators.models import ExampleSet
from indicators.services.wording import Verdict
from partnership.exports.spreadsheets import Cell as FileCell
from partnership.exports.spreadsheets import csv_bytes, xlsx_bytes

FIXED = 2  # columns that stay in sight: the group and the indicator


def matrix_csv(page: ComparisonPage) -> tuple[bytes, str]:
    """The table as CSV, and the name of the file."""
    return csv_bytes(_header(page), _rows(page)), f"{_name(page)}.csv"


def matrix_workbook(page: ComparisonPage) -> tuple[bytes, str]:
    """The same rows as a workbook, and the name of the file."""
    content = xlsx_bytes(_header(page), _rows(page), sheet=_("Sammenligning"), fixed=FIXED)
    return content, f"{_name(page)}.xlsx"


def _name(page: ComparisonPage) -> str:
    """Tells comparator and choice."""
    chosen = page.ground.switch.chosen
    parts = page.ground.filters.parts
    words = [name if value == "1" else value for name, value in parts.items()]
    return slugify("-".join(["sammenligning", chosen.key, *words]))


def _header(page: ComparisonPage) -> list[str]:
    header = [_("Gruppe"), _("Indikator"), _("Enhed"), _("Periode")]
    of_area = (
        _("udvikling"),
        _("sikkerhed"),
        _("mod måltallet"),
        _("afstand"),
        _("mod"),
        _("bygger på"),
        _("bemærkning"),
    )
    of_comparator = (_("bygger på"), _("bemærkning"))
    for at, head in enumerate(page.heads):
        words = of_area if at < len(page.areas) else of_comparator
        header += [head, *(f"{head}: {word}" for word in words)]
    return [
        *header,
        _("Sammenlignet med"),
        _("Kilde"),
        _("Offentliggjort"),
        _("Udvalg"),
        _("Beregnet"),
        _("Bemærkning"),
    ]


def _rows(page: ComparisonPage) -> Iterator[list[FileCell]]:
    ground = page.ground
    chosen = ground.filters.in_words(ground.entries)
    at = ground.computed_at
    computed = date_format(timezone.localtime(at), "SHORT_DATETIME_FORMAT") if at else ""
    is_example = ExampleSet.objects.filter(is_fictitious=True).exists()
    notice = example_notice(is_example=is_example)
    for group in page.groups:
        for row in group.rows:
            yield [
                group.title,
                row.entry.name,
                row.entry.unit,
                row.period,
                *_cells(page, row),
                row.against or ground.switch.chosen.name,
                row.source,
                row.published,
                chosen,
                computed,
                notice,
            ]


def _cells(page: ComparisonPage, row: Row) -> Iterator[FileCell]:
    for at, cell in enumerate(row.cells):
        yield cell.figure
        if at < len(page.areas):
            yield _words("components/_verdict_text.html", verdict=cell.verdict)
            yield cell.sure
            yield _words("components/_verdict_text.html", verdict=cell.course)
            yield cell.gap.figure if cell.gap else None
            yield cell.gap.against if cell.gap else None
        yield cell.n
        yield _note(cell)


def _note(cell: Cell) -> str:
    """Why there is no figure or no distance, and which other period one of them is of."""
    state = "" if cell.figure is not None else cell.value["state"]
    notes = [
        _words("components/_state_word.html", state=state, words=cell.value.get("words"))
        if state
        else "",
        cell.instead,
        cell.period,
        cell.waiting,
        cell.gap.reason if cell.gap else "",
        _("afstand: %(period)s") % {"period": cell.gap.period}
        if cell.gap and cell.gap.period
        else "",
    ]
    return ", ".join(note for note in notes if note)


def _words(template: str, **context: Verdict | str | None) -> str:
    """What a component writes, without its markup."""
    return " ".join(render_to_string(template, context).split())
