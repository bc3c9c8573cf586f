"""Taking in files: first a dry run that tells what each row would do, then all of it or nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from indicators.importers.table import FileRow, FileRows
from indicators.models import ImportBatch, Measurement
from indicators.rules.values import Refused
from indicators.services.cell_words import text_of
from indicators.services.entry import shape_of
from indicators.services.import_files.registers import Registers, read_registers
from indicators.services.import_files.rows import figure_in_row
from indicators.services.measurements import NewFigure, ParallelEdit, figure_of, record_many
from indicators.services.refusals import COLUMNS, sentence
from partnership.rules.access import Standing, may_enter_data_set

NEW, CHANGED, UNCHANGED, REFUSED, BLANK = "new", "changed", "unchanged", "refused", "blank"


@dataclass(frozen=True)
class Line:
    """What one row of the file would do, and for a refusal where and why."""

    row: int
    outcome: str
    place: str = ""
    old: str = ""
    new: str = ""
    column: str = ""
    reason: str = ""


@dataclass
class Report:
    """A dry run: every row's outcome, and the figures to record when nothing is refused."""

    lines: list[Line] = field(default_factory=list)
    entries: list[NewFigure] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)
    left_out: int = 0
    fingerprint: str = ""

    def count(self, outcome: str) -> int:
        """How many rows have an outcome."""
        return sum(1 for line in self.lines if line.outcome == outcome)

    @property
    def counts(self) -> dict[str, int]:
        """Rows by outcome."""
        return {name: self.count(name) for name in (NEW, CHANGED, UNCHANGED, REFUSED, BLANK)}

    @property
    def is_acceptable(self) -> bool:
        """Nothing is refused, and something would change."""
        return not self.count(REFUSED) and bool(self.count(NEW) + self.count(CHANGED))


class FileNotTaken(Exception):
    """Rows are refused, or the figures moved since the dry run; nothing was stored."""

    def __init__(self, report: Report) -> None:
        super().__init__("file not taken")
        self.report = report


def check_size(size: int) -> None:
    """Raise `Refused` for a file larger than the installation allows."""
    if size > settings.IMPORT_MAX_BYTES:
        raise Refused("too_large_file", limit=settings.IMPORT_MAX_BYTES // 1_000_000)


def dry_run(
    *,
    rows: FileRows,
    standing: Standing | None,
    indicator: str = "",
    source: str = "",
    only_known_areas: bool = False,
) -> Report:
    """Tell what each row would do, without writing. Three queries more than the registers take.

    `indicator` and `source` stand in for columns that the file lacks. With `only_known_areas` rows
    of areas the installation does not follow are left out instead of refused. Raises `Refused`
    when the indicator or source named is unknown.
    """
    registers = read_registers(standing)
    if indicator:
        registers.definition(indicator)
    if source:
        registers.source(source)
    report = Report(unused=rows.unused, left_out=rows.left_out)
    read: list[tuple[FileRow, NewFigure]] = []
    for row in rows.rows:
        texts = {"indicator": indicator, "source": source} | {
            name: text for name, text in row.texts.items() if text
        }
        if only_known_areas and not row.private and not registers.knows_area(texts.get("area", "")):
            report.left_out += 1
            continue
        try:
            if row.private:
                raise Refused("cpr", row.private)
            entry = figure_in_row(texts, registers, english=rows.is_english)
        except Refused as refusal:
            report.lines.append(_refused(row.number, refusal))
            continue
        if entry is None:
            report.lines.append(Line(row.number, BLANK))
        else:
            read.append((row, entry))
    _compare(report, read, registers, standing)
    report.lines.sort(key=lambda line: line.row)
    return report


def take_in(
    *,
    rows: FileRows,
    file_name: str,
    content: bytes,
    by: User | None,
    standing: Standing | None,
    indicator: str = "",
    source: str = "",
    only_known_areas: bool = False,
    fingerprint: str = "",
) -> Report:
    """Record a whole file, or nothing. Raises `FileNotTaken` with the new dry run.

    `fingerprint` is that of the dry run the person agreed to; when a figure has moved since, the
    file is not taken. A file that changes nothing leaves no trace.
    """
    choices = {"indicator": indicator, "source": source}
    report = dry_run(rows=rows, standing=standing, only_known_areas=only_known_areas, **choices)
    if report.count(REFUSED) or (fingerprint and fingerprint != report.fingerprint):
        raise FileNotTaken(report)
    if not report.is_acceptable:
        return report
    try:
        _record(report, file_name=file_name, content=content, by=by, standing=standing)
    except ParallelEdit:
        # Somebody wrote one of the cells after it was read here: tell anew what the file would do.
        report = dry_run(rows=rows, standing=standing, only_known_areas=only_known_areas, **choices)
        raise FileNotTaken(report) from None
    return report


@transaction.atomic
def _record(
    report: Report, *, file_name: str, content: bytes, by: User | None, standing: Standing | None
) -> None:
    batch = ImportBatch.objects.create(
        file_name=file_name[:200], sha256=hashlib.sha256(content).hexdigest(), imported_by=by,
        new=report.count(NEW), changed=report.count(CHANGED), unchanged=report.count(UNCHANGED),
    )  # fmt: skip
    record_many(
        entries=report.entries, by=by, standing=standing, import_batch=batch, reason="import"
    )


def _refused(row: int, refusal: Refused) -> Line:
    column = str(COLUMNS.get(refusal.field, refusal.field))
    return Line(row, REFUSED, column=column, reason=sentence(refusal))


def _compare(
    report: Report,
    read: list[tuple[FileRow, NewFigure]],
    registers: Registers,
    standing: Standing | None,
) -> None:
    """Set each row against what stands there now."""
    stored = registers.stored(entry for _row, entry in read)
    seen: dict[tuple[int, int, str], int] = {}
    print_of = hashlib.sha256()
    for row, entry in read:
        key = entry.definition.pk, entry.area.pk, entry.slot
        if key in seen:
            report.lines.append(_refused(row.number, Refused("named_twice", "area", row=seen[key])))
            continue
        seen[key] = row.number
        current = stored.get(key)
        if current is not None and not _may_change(current, standing):
            report.lines.append(_refused(row.number, Refused("other_supplier", "area")))
            continue
        version = current.version if current else 0
        print_of.update(repr((key, version)).encode())
        report.lines.append(_line(row.number, entry, current))
        report.entries.append(replace(entry, seen_version=version))
    report.fingerprint = print_of.hexdigest()


def _may_change(current: Measurement, standing: Standing | None) -> bool:
    held = current.data_set
    return standing is None or may_enter_data_set(
        standing, held.supplier_id, is_supplier_owned=held.is_supplier_owned
    )


def _line(number: int, entry: NewFigure, current: Measurement | None) -> Line:
    shape = shape_of(entry.definition)
    place = _("%(area)s, %(indicator)s, %(period)s") % {
        "area": entry.area.name,
        "indicator": entry.definition.indicator.name,
        "period": entry.slot,
    }
    new = text_of(entry.figure, shape)
    if current is None:
        return Line(number, NEW, place, "", new)
    old = text_of(figure_of(current), shape)
    if entry.is_same_as(current):
        return Line(number, UNCHANGED, place, old, new)
    if old == new:
        new = _("%(figure)s (kommentar, kilde eller dato)") % {"figure": new}
    return Line(number, CHANGED, place, old, new)


def refused_lines(lines: Iterable[Line]) -> list[Line]:
    """The refused ones."""
    return [line for line in lines if line.outcome == REFUSED]
