"""The workbook that is filled in for a round, and comes back as it went.

One sheet with a line per indicator, area and period. What is asked for can be written in, the rest
is locked; codes stand in hidden columns, so that a name changed by mistake does no harm. The sheet
is known again by its name and by a hidden sheet beside it.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from areas.models import Area
from indicators.importers.findings import Looked, Recognised, SheetFound
from indicators.importers.shapes import (
    AREA,
    CATEGORY,
    COMMENT,
    DENOMINATOR,
    IGNORED,
    INDICATOR,
    LABEL,
    NUMERATOR,
    PERIOD,
    VALUE,
    Column,
    N,
    Shape,
)
from indicators.models import Category, Definition, Measurement, Round
from indicators.rules.cells import Address
from indicators.rules.periods import parse_slot
from indicators.services.categories import total_category
from indicators.services.divisions import areas_for
from indicators.services.entry import (
    data_set_by_indicator,
    definition_in,
    definitions_of,
    may_write,
    newest_at,
)
from indicators.services.flag_words import category_name
from indicators.services.grid_plans import categories_of
from indicators.services.import_files.interpreting import Reading
from indicators.services.import_files.meanings import Meaning
from indicators.services.names import localised
from partnership.exports.spreadsheets import harmless
from partnership.rules.access import Standing

SHEET, MARK = "Indberetning", "kvarterkompas-skabelon-1"
HEAD_ROW = 3
STATE = "state"
# Heading, what the reader takes it for, and how wide it is.
COLUMNS: tuple[tuple[str, str, int], ...] = (
    ("Indikator", IGNORED, 38), ("Område", IGNORED, 28), ("Periode", PERIOD, 10),
    ("Tæller er", IGNORED, 26), ("Nævner er", IGNORED, 26), ("Tæller", NUMERATOR, 12),
    ("Nævner", DENOMINATOR, 12), ("Værdi", VALUE, 12), ("Antal svar", N, 12),
    ("Tilstand", STATE, 18), ("Kommentar", COMMENT, 40), ("Kode for indikator", INDICATOR, 4),
    ("Kode for område", AREA, 4), ("Kode for opdeling", CATEGORY, 4),
)  # fmt: skip
PART = "Kode for opdeling"
STATES = {
    "missing": "Mangler", "suppressed_by_source": "Skjult af kilden",
    "not_relevant": "Ikke relevant",
}  # fmt: skip
_ASKED = {
    "share": {NUMERATOR, DENOMINATOR, VALUE, N},
    "rate": {NUMERATOR, DENOMINATOR, VALUE},
    "mean": {VALUE, N},
}


@dataclass(frozen=True)
class Line:
    """One line of the sheet: what is asked for, and what stands there already."""

    definition: Definition
    area: Area
    slot: str
    current: Measurement | None
    category: Category | None = None  # a part of a breakdown

    @property
    def place(self) -> str:
        """The area in words, with the part that is asked for there."""
        part = category_name(self.category) if self.category else ""
        return f"{self.area.name}: {part}" if part else self.area.name


def lines_of(*, found: Round, standing: Standing) -> list[Line]:
    """What the person may report in the round, with the figures that stand there."""
    sets = data_set_by_indicator(standing)
    asked = [pk for pk in found.indicators.values_list("pk", flat=True) if pk in sets]
    allowed = set(areas_for(standing).values_list("pk", flat=True))
    areas = [
        area for area in found.areas.order_by("kind", "position", "name") if area.pk in allowed
    ]
    definitions = definitions_of(asked)
    parts = categories_of([versions[0] for versions in definitions.values()])
    wanted: list[Line] = []
    for versions in definitions.values():
        below = [None, *parts.get(versions[0].pk, ())]
        for area in areas:
            for part in below if area.kind != Area.Kind.DIVISION else [None]:
                wanted += [
                    Line(definition, area, slot, None, part)
                    for slot in found.slots
                    if parse_slot(slot).frequency
                    == (definition := definition_in(versions, slot)).frequency
                ]
    stored = newest_at([_address(line) for line in wanted])
    lines = []
    for line in wanted:
        current = stored.get(_address(line))
        if current is None or may_write(standing, current.data_set):
            lines.append(replace(line, current=current))
    return lines


def _address(line: Line) -> Address:
    part = line.category.pk if line.category else 0
    return Address(line.definition.pk, line.area.pk, line.slot, part)


def template_file(*, found: Round, lines: Iterable[Line]) -> bytes:
    """The workbook."""
    buffer = io.BytesIO()
    with Workbook(buffer, {"in_memory": True}) as book:
        page = book.add_worksheet(SHEET)
        looks = _looks(book)
        _heading(page, found, looks)
        last = HEAD_ROW
        for last, line in enumerate(lines, start=HEAD_ROW):
            _write(page, last, line, looks)
        _validate(page, last)
        page.protect("", {"format_columns": True, "format_rows": True, "autofilter": True})
        page.freeze_panes(HEAD_ROW, 3)
        hidden = book.add_worksheet(MARK)
        hidden.write_string(0, 0, found.slug)
        hidden.hide()
    return buffer.getvalue()


def _looks(book: Workbook) -> dict[str, Format]:
    edge = {"border": 1, "border_color": "#c9c4bb"}
    return {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", **edge}),
        "fixed": book.add_format({"font_color": "#55626c", **edge}),
        "closed": book.add_format({"bg_color": "#ebe8e2", **edge}),
        "open": book.add_format({"locked": False, "bg_color": "#ffffff", **edge}),
        "words": book.add_format({"locked": False, "num_format": "@", **edge}),
    }


def _heading(page: Worksheet, found: Round, looks: dict[str, Format]) -> None:
    deadline = date_format(found.deadline, "j. F Y")
    page.write_string(0, 0, harmless(found.name), looks["title"])
    how = _(
        "Frist %(day)s. Skriv tæller og nævner, eller kun værdien. Har du ikke et tal, så vælg en "
        "tilstand. En tom linje ændrer ikke noget."
    )
    page.write_string(1, 0, how % {"day": deadline})
    for column, (name, _role, width) in enumerate(COLUMNS):
        page.write_string(HEAD_ROW - 1, column, name, looks["head"])
        page.set_column(column, column, width, None, {"hidden": 1} if width < 5 else {})


def _write(page: Worksheet, row: int, line: Line, looks: dict[str, Format]) -> None:
    definition, now = line.definition, line.current
    asked = _ASKED.get(definition.kind, {VALUE})
    figures: dict[str, Decimal | int | None] = {}
    if now is not None:
        figures = {
            NUMERATOR: now.numerator, DENOMINATOR: now.denominator, VALUE: now.value, N: now.n,
        }  # fmt: skip
    texts = {
        "Indikator": localised(definition.indicator), "Område": line.place,
        "Periode": line.slot, "Tæller er": definition.numerator,
        "Nævner er": definition.denominator,
        "Kode for indikator": definition.indicator.code, "Kode for område": line.area.slug,
        PART: _code(line.category) if line.category else "",
    }  # fmt: skip
    for column, (name, role, _width) in enumerate(COLUMNS):
        if name in texts:
            page.write_string(row, column, harmless(texts[name]), looks["fixed"])
        elif role == STATE:
            page.write_string(row, column, STATES.get(now.state, "") if now else "", looks["words"])
        elif role == COMMENT:
            page.write_string(row, column, harmless(now.comment) if now else "", looks["words"])
        elif role not in asked and figures.get(role) is None:
            page.write_blank(row, column, None, looks["closed"])
        elif (figure := figures.get(role)) is not None:
            page.write_number(row, column, float(figure), looks["open"])
        else:
            page.write_blank(row, column, None, looks["open"])


def _code(category: Category) -> str:
    """A part as it stands in the hidden column."""
    return f"{category.category_set.code}/{category.code}"


def _meaning() -> Meaning:
    """What the codes of parts mean; a line without one holds the whole figure."""
    known = Category.objects.select_related("category_set")
    members = {_code(category).lower(): category.pk for category in known}
    return Meaning(breakdown=PART, members=members | {"": total_category().pk})


def _validate(page: Worksheet, last: int) -> None:
    at = {role: column for column, (_name, role, _width) in enumerate(COLUMNS)}
    number = {
        "validate": "decimal", "criteria": ">=", "value": -1_000_000_000_000,
        "error_title": _("Skriv et tal"), "error_message": _("Her skal stå et tal."),
    }  # fmt: skip
    for role in (NUMERATOR, DENOMINATOR, N):
        page.data_validation(
            HEAD_ROW, at[role], last, at[role],
            {**number, "value": 0, "error_message": _("Her skal stå et antal, 0 eller større.")},
        )  # fmt: skip
    page.data_validation(HEAD_ROW, at[VALUE], last, at[VALUE], number)
    page.data_validation(
        HEAD_ROW, at[STATE], last, at[STATE],
        {
            "validate": "list", "source": list(STATES.values()),
            "error_title": _("Vælg fra listen"),
            "error_message": _("Vælg Mangler, Skjult af kilden eller Ikke relevant."),
        },
    )  # fmt: skip


def read_as_template(looked: Looked) -> Reading | None:
    """How a filled template is read; None for any other file."""
    names = {sheet.name for sheet in looked.sheets}
    if not {SHEET, MARK} <= names:
        return None
    columns = tuple(
        Column(place, (name,), role, name=name if role == CATEGORY else "")
        for place, (name, role, _width) in enumerate(COLUMNS)
    )
    shape = Shape(
        sheet=SHEET, header_rows=(HEAD_ROW,), first_row=HEAD_ROW + 1, last_row=None,
        columns=columns, head_roles=(LABEL,), head_names=("",), decimal=",",
    )  # fmt: skip
    seen = next(sheet for sheet in looked.sheets if sheet.name == SHEET).recognised
    recognised = Recognised(
        shape=shape, title=seen.title if seen else "", rows=seen.rows if seen else 0,
        figures=seen.figures if seen else 0,
    )  # fmt: skip
    return Reading(SheetFound(SHEET, recognised=recognised), shape, _meaning())
