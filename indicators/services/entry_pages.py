"""Saving a whole page of the grid at once, for browsers without JavaScript."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from accounts.models import User
from indicators.models import Measurement
from indicators.rules.cells import lines_of
from indicators.services.cells import Written, write_cell
from indicators.services.entry import find_place, shape_of
from indicators.services.grids import Choice, Grid, GridCell, build_grid
from indicators.services.measurements import figure_of
from partnership.rules.access import Standing
from partnership.rules.privacy import looks_like_cpr


@dataclass(frozen=True)
class PageSaved:
    """The page after saving: what was refused stands as it was typed, with its reason."""

    grid: Grid
    saved: int
    troubled: int


def save_page(
    *,
    choice: Choice,
    standing: Standing,
    by: User,
    seen: Mapping[str, int],
    typed: Mapping[str, tuple[str, str]],
) -> PageSaved:
    """Write each cell that differs from what its reader saw; each succeeds or fails by itself.

    `seen` and `typed` are by cell id (definition-area-slot).
    """
    before = build_grid(choice, standing)
    written: dict[str, Written] = {}
    for cell in before.cells:
        lines = typed.get(cell.id)
        if lines is None or cell.id not in seen or cell.is_locked:
            continue
        if lines == _lines_seen(cell, seen[cell.id], choice, standing):
            continue
        written[cell.id] = _write(cell, lines, seen[cell.id], choice, standing, by)
    after = build_grid(choice, standing)
    for cell in after.cells:
        if cell.id in written:
            _mark(cell, written[cell.id], typed[cell.id])
    saved = sum(1 for one in written.values() if one.status == "saved")
    return PageSaved(after, saved, len(after.troubled))


def _write(
    cell: GridCell, lines: tuple[str, str], seen: int, choice: Choice, standing: Standing, by: User
) -> Written:
    place = find_place(
        standing=standing, definition_id=cell.definition_id, area_id=cell.area_id, slot=cell.slot
    )
    if place is None:  # somebody closed it between the two reads
        return Written("refused")
    return write_cell(
        place=place, first=lines[0], second=lines[1], comment="", seen_version=seen, by=by,
        standing=standing, writing=choice.writing,
    )  # fmt: skip


def _lines_seen(cell: GridCell, seen: int, choice: Choice, standing: Standing) -> tuple[str, str]:
    """What the cell showed when the page was fetched; somebody may have written it since."""
    if seen == cell.version:
        return cell.lines
    place = find_place(
        standing=standing, definition_id=cell.definition_id, area_id=cell.area_id, slot=cell.slot
    )
    if place is None or place.current is None:
        return "", ""
    old = Measurement.objects.filter(cell=place.current.cell_id, version=seen).first()
    shape = shape_of(place.definition, writing=choice.writing)
    return lines_of(figure_of(old) if old else None, shape)


def _mark(cell: GridCell, written: Written, lines: tuple[str, str]) -> None:
    if written.status in ("saved", "unchanged"):
        cell.is_saved = written.status == "saved"
        return
    cell.error = written.message
    if written.status == "parallel":
        standing_there = " / ".join(filter(None, written.lines))
        cell.error = f"{written.message} {cell.label}: {standing_there}."
    # What was typed stays, unless it must not be shown again.
    if not any(looks_like_cpr(text) for text in lines):
        cell.lines = lines
