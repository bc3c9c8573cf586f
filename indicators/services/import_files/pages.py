"""What the import pages show: the facts of a file, what each row would do, and the account of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.paginator import Page, Paginator
from django.db import connection
from django.db.models import Count, F
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indicators.importers.findings import Looked
from indicators.importers.shapes import FIGURES
from indicators.models import ImportBatch, ImportRow, Indicator, Measurement
from indicators.rules.values import Refused
from indicators.rules.workflow import APPROVED, DRAFT, PUBLISHED
from indicators.services.cell_words import text_of
from indicators.services.entry import shape_of
from indicators.services.figures import figure_of
from indicators.services.import_files import batches
from indicators.services.import_files.books import Book
from indicators.services.import_files.interpreting import Reading
from indicators.services.import_files.taking import figure_of_row
from indicators.services.import_files.words import (
    cell_in_words,
    note_in_words,
    place_in_words,
    refusal_in_words,
)
from indicators.services.names import localised
from indicators.services.periods_in_words import slot_in_words
from indicators.services.refusals import COLUMNS, sentence

ON_A_PAGE = 100
ORDER = (
    ImportRow.Outcome.REFUSED, ImportRow.Outcome.CHANGED, ImportRow.Outcome.NEW,
    ImportRow.Outcome.UNCHANGED,
)  # fmt: skip
_DECIMAL = re.compile(r"-?\d+\.\d+")
_IN_NUMBERS = {*FIGURES, "invited", "population", "sd", "design_effect"}
_CURRENT = """
SELECT r.id, m.id
FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[], %s::text[], %s::bigint[])
  AS r (id, definition_id, area_id, slot, category_id)
JOIN indicators_cell c ON c.definition_id = r.definition_id AND c.area_id = r.area_id
  AND c.slot = r.slot AND c.category_id = r.category_id
JOIN indicators_measurement m ON m.cell_id = c.id AND m.version = c.version
"""
_PUBLISHED = """
SELECT count(*) FROM indicators_importrow r
JOIN indicators_cell c ON c.definition_id = r.definition_id AND c.area_id = r.area_id
  AND c.slot = r.slot AND c.category_id = r.category_id
JOIN indicators_measurement m ON m.cell_id = c.id AND m.version = c.version
JOIN indicators_source s ON s.id = coalesce((r.details->>'source')::bigint, %s, m.source_id)
WHERE r.batch_id = %s AND r.outcome = 'changed' AND m.workflow = %s AND NOT s.is_official
"""


@dataclass(frozen=True)
class Line:
    """What one row would do: where it stands in the file, what it is about, old and new or why not."""

    address: str
    place: str
    old: str = ""
    new: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Outcome:
    """One kind of outcome: its word, how many rows have it, and whether its rows are shown now."""

    code: str
    label: str
    count: int
    is_current: bool


def facts(looked: Looked, reading: Reading) -> list[tuple[str, str]]:
    """What was recognised in the file, as terms and what they are."""
    found, shape = reading.recognised, reading.shape
    told = [
        (_("Ark"), reading.found.name),
        (_("Titel"), found.title),
        (_("Enhed"), found.unit),
        (_("Overskrift i række"), ", ".join(str(row) for row in shape.header_rows)),
        (_("Tal i filen"), number_format(found.figures, force_grouping=True)),
        (_("Områder"), _some(found.areas)),
        (_("Perioder"), _some(found.periods)),
        (_("Indikatorer"), _some(found.indicators)),
        (_("Opdelinger"), _some([one.name for one in found.dimensions])),
        (_("Decimaltegn"), {",": _("komma"), ".": _("punktum")}.get(shape.decimal, "")),
        (_("Fodnoter"), " · ".join(found.footnotes[:3])),
    ]
    if len(looked.sheets) == 1:
        told = told[1:] if not reading.found.name else told
    return [(term, what) for term, what in told if what]


def _some(names: Sequence[str]) -> str:
    shown = ", ".join(names[:6])
    more = len(names) - 6
    if more <= 0:
        return shown
    tail = ngettext("og %(count)s til", "og %(count)s til", more) % {"count": more}
    return f"{shown} {tail}"


def warnings(looked: Looked, reading: Reading) -> list[str]:
    """What was noticed about the file, each with where it stands."""
    notes = [*looked.notes, *reading.recognised.notes]
    return [note_in_words(note) for note in notes]


def why_refused(batch: ImportBatch) -> str:
    """Why a whole file was refused, or stopped while it was taken in."""
    message: dict[str, Any] = batch.message or {}
    told = message.get("stopped", message)
    return refusal_in_words(refusal_of(told)) if "code" in told else ""


def refusal_of(told: dict[str, Any]) -> Refused:
    """A refusal as it was kept with a batch or a row."""
    facts = {name: _fact(fact) for name, fact in (told.get("facts") or {}).items()}
    if "address" in facts:
        facts["address"] = place_in_words(str(facts["address"]))
    return Refused(told["code"], told.get("field", ""), **facts)


def _fact(fact: Any) -> object:
    if isinstance(fact, dict) and "decimal" in fact:
        return Decimal(fact["decimal"])
    return tuple(fact) if isinstance(fact, list) else fact


def outcomes(batch: ImportBatch, wanted: str) -> list[Outcome]:
    """The kinds of outcome that the file has; the one to act on is shown first."""
    counts = {
        ImportRow.Outcome.REFUSED: batch.refused, ImportRow.Outcome.CHANGED: batch.changed,
        ImportRow.Outcome.NEW: batch.new, ImportRow.Outcome.UNCHANGED: batch.unchanged,
    }  # fmt: skip
    labels = {
        ImportRow.Outcome.REFUSED: _("Afviste"), ImportRow.Outcome.CHANGED: _("Ændrede"),
        ImportRow.Outcome.NEW: _("Nye"), ImportRow.Outcome.UNCHANGED: _("Uændrede"),
    }  # fmt: skip
    present = [code for code in ORDER if counts[code]]
    current = next((code for code in present if code == wanted), present[0] if present else "")
    return [Outcome(code, labels[code], counts[code], code == current) for code in ORDER]


def lines(
    batch: ImportBatch, outcome: str, number: str | None, book: Book
) -> tuple[Page[Any], list[Line]]:
    """One page of the rows of an outcome."""
    rows = ImportRow.objects.filter(batch=batch, outcome=outcome).order_by("row", "id")
    page = Paginator(rows, ON_A_PAGE).get_page(number)
    found = list(page.object_list)
    current = _current(found, book) if outcome == ImportRow.Outcome.CHANGED else {}
    is_text = batches.is_text(batch)
    return page, [_line(row, current.get(row.pk), book, is_text) for row in found]


def _current(rows: Iterable[ImportRow], book: Book) -> dict[int, Measurement]:
    """What stands now where the rows would write, as far as the person may see it today.

    A file may have waited for days since its rows were set against what stood there.
    """
    keys = [(row.pk, row.definition_id, row.area_id, row.slot, row.category_id) for row in rows]
    if not keys:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_CURRENT, [list(column) for column in zip(*keys, strict=True)])
        pairs = dict(cursor.fetchall())
    stored = Measurement.objects.filter(data_set__in=book.own).in_bulk(pairs.values())
    return {row: stored[pk] for row, pk in pairs.items() if pk in stored}


def _line(row: ImportRow, current: Measurement | None, book: Book, is_text: bool) -> Line:
    address, place = cell_in_words(row.row, row.place, is_text=is_text), _place(row, book)
    if row.outcome == ImportRow.Outcome.REFUSED:
        told: dict[str, Any] = dict(row.details or {})
        if row.code == "named_twice":
            first, column = told.get("row", 0), told.get("place", 0)
            told = {"row": cell_in_words(first, column, is_text=is_text)}
        facts = {"text": row.text, **told}
        refusal = refusal_of({"code": row.code, "field": row.field, "facts": facts})
        reason = sentence(refusal, in_file=True)
        column, said = str(COLUMNS.get(row.field, "")), row.text
        if row.field in _IN_NUMBERS and _DECIMAL.fullmatch(said):  # numbers are read into dots
            said = said.replace(".", ",")
        place = f"{column}: {said}" if column and said else said or column
        return Line(address, place, reason=reason)
    definition = book.definition_by_id.get(row.definition_id or 0)
    if definition is None:  # the person may no longer write the indicator's figures
        return Line(address, place)
    shape = shape_of(definition)
    new, old = text_of(figure_of_row(row), shape), ""
    if current is not None:
        old = text_of(figure_of(current), shape)
        if old == new:
            new = _("%(figure)s (kommentar, kilde eller dato)") % {"figure": new}
    return Line(address, place, old, new)


def _place(row: ImportRow, book: Book) -> str:
    definition = book.definition_by_id.get(row.definition_id or 0)
    area = book.area_by_id.get(row.area_id or 0)
    if definition is None or area is None:
        return row.text
    parts = [area.name, localised(definition.indicator), slot_in_words(row.slot)]
    category = book.categories.get(row.category_id or 0)
    if category is not None and category.pk != book.total.pk:
        parts.insert(2, category.name)
    return ", ".join(parts)


def unknown_areas(batch: ImportBatch) -> list[str]:
    """Names of areas that nobody knows: of refused rows first, then of those left out."""
    refused = ImportRow.objects.filter(batch=batch, code="unknown_area").exclude(text="")
    names = list(refused.order_by("text").values_list("text", flat=True).distinct()[:100])
    left_out = [name for name, _count in (batch.message or {}).get("names", []) if name]
    return list(dict.fromkeys([*names, *left_out]))


def indicators_of(batch: ImportBatch) -> list[tuple[str, str]]:
    """Code and name of the indicators that a file brought figures of."""
    brought = Measurement.objects.filter(import_batch=batch)
    definitions = brought.order_by().values_list("cell__definition_id", flat=True).distinct()
    found = Indicator.objects.filter(definitions__in=list(definitions)).distinct()
    named = [(one.code, localised(one)) for one in found]
    return sorted(named, key=lambda one: one[1].casefold())


def periods_ahead(batch: ImportBatch) -> str:
    """Periods in the file that have not begun, in words; the first of them."""
    found = (batch.message or {}).get("ahead", [])
    return _some([slot_in_words(slot) for slot in found])


def unseen_of(batch: ImportBatch) -> list[tuple[str, str]]:
    """Of a file that was taken in, what its readers do not see yet: in words, and where it goes on."""
    newest = Measurement.objects.filter(import_batch=batch, version=F("cell__version"))
    counts = dict(newest.values_list("workflow").annotate(Count("pk")).order_by())
    drafts, held = counts.get(DRAFT, 0), counts.get(APPROVED, 0)
    told = []
    if drafts:
        words = ngettext(
            "%(count)s tal er en kladde. Andre ser det først, når det er sendt til godkendelse, "
            "godkendt og frigivet.",
            "%(count)s tal er kladder. Andre ser dem først, når de er sendt til godkendelse, "
            "godkendt og frigivet.",
            drafts,
        )
        address = reverse("indicators:approval") + "?vis=kladder"
        told.append((words % {"count": drafts}, address))
    if held:
        words = ngettext(
            "%(count)s tal er godkendt, men ikke frigivet.",
            "%(count)s tal er godkendt, men ikke frigivet.",
            held,
        )
        told.append((words % {"count": held}, reverse("indicators:release")))
    return told


def published_changes(batch: ImportBatch) -> int:
    """Published figures that the file would change, and which it needs a reason for."""
    with connection.cursor() as cursor:
        cursor.execute(_PUBLISHED, [batch.source_id, batch.pk, PUBLISHED])
        return int(cursor.fetchone()[0])


def unsettled_source(batch: ImportBatch) -> str:
    """The code of a source that stops the file until it is settled who may see its figures."""
    message = batch.message or {}
    if message.get("code") == "source_unsettled":
        return str(message["facts"].get("slug", ""))
    row = ImportRow.objects.filter(batch=batch, code="source_unsettled").first()
    return str((row.details or {}).get("slug", "")) if row else ""
