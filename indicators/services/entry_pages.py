"""Saving many cells at once: a pasted block, or a whole page for browsers without JavaScript."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from accounts.models import User
from areas.models import Area, AreaExtent
from indicators.models import Measurement
from indicators.rules.cells import Address, lines_of, read_address
from indicators.services.cell_words import label_of
from indicators.services.cells import Typing, write_cells
from indicators.services.entry import Place, find_places, shape_of
from indicators.services.figures import figure_of
from indicators.services.flags import flags_at
from indicators.services.grid_cells import GridCell
from indicators.services.grid_plans import Choice
from indicators.services.grids import Grid, build_grid
from indicators.services.written_cells import Written, as_it_stands
from partnership.rules.access import Standing
from partnership.rules.privacy import looks_like_cpr

MOST_AT_ONCE = 1000


@dataclass(frozen=True)
class Sent:
    """One cell as a page sends it."""

    id: str
    seen: int
    first: str = ""
    second: str = ""
    comment: str = ""
    correction: str = ""
    back_to: int | None = None


@dataclass(frozen=True)
class PageSaved:
    """The page after saving: what was refused stands as it was typed, with its reason."""

    grid: Grid
    saved: int
    troubled: int
    over: Mapping[str, int] = field(default_factory=dict)  # released figures written over, how


def save_cells(
    *, sent: Sequence[Sent], writing: str, by: User, standing: Standing
) -> dict[str, Written]:
    """Write the cells that were sent; each succeeds or fails by itself, in few queries for all."""
    addresses = {one.id: address for one in sent if (address := read_address(one.id))}
    places = find_places(standing=standing, addresses=list(addresses.values()))
    typed = [
        Typing(
            place=place, seen=one.seen, first=one.first, second=one.second, comment=one.comment,
            correction=one.correction, back_to=one.back_to,
        )
        for one in sent
        if (address := addresses.get(one.id)) and (place := places.get(address))
    ]  # fmt: skip
    written = write_cells(typed=typed, by=by, standing=standing, writing=writing)
    found = {address.id: outcome for address, outcome in written.items()}
    gone = Written("gone", message=_("Cellen kan ikke længere skrives i. Genindlæs siden."))
    saved = [each.place for each in typed if written[each.place.address].status == "saved"]
    near = _near(saved, standing, writing)
    return {one.id: found.get(one.id, gone) for one in sent} | near


def _near(saved: Sequence[Place], standing: Standing, writing: str) -> dict[str, Written]:
    """Wholes of which parts were just saved, as they stand now: a doubt may have come or gone there."""
    wholes = {place.address.whole for place in saved}
    divisions = {place.area.pk for place in saved if place.area.kind == Area.Kind.DIVISION}
    if divisions:
        above = AreaExtent.objects.filter(area__in=divisions, parent__isnull=False)
        parents = set(above.values_list("area_id", "parent_id"))
        wholes |= {
            Address(one.definition_id, parent or 0, one.slot)
            for one in list(wholes)
            for division, parent in parents
            if division == one.area_id
        }
    wholes -= {place.address for place in saved}
    if not wholes:
        return {}
    flags = flags_at(standing, wholes)
    return {
        address.id: as_it_stands(
            "near", place, place.current, shape_of(place.definition, writing=writing),
            flags.get(address, []),
        )
        for address, place in find_places(standing=standing, addresses=wholes).items()
        if place.current is not None
    }  # fmt: skip


def save_page(
    *,
    choice: Choice,
    standing: Standing,
    by: User,
    seen: Mapping[str, int] | None,
    typed: Mapping[str, tuple[str, str]],
    reason: str = "",
) -> PageSaved:
    """Write each cell that differs from what its reader saw; each succeeds or fails by itself.

    `seen` and `typed` are by cell id; a cell that `seen` leaves out was empty. None saves nothing.
    `reason` answers why figures are missing, or why published ones are corrected.
    """
    before = build_grid(choice, standing)
    open_cells = {cell.id: cell for cell in before.cells if not cell.is_locked}
    changed = _changed(open_cells, seen, typed, choice, standing) if seen is not None else []
    sent = [
        Sent(
            id=key, seen=(seen or {}).get(key, 0), first=typed[key][0], second=typed[key][1],
            comment=reason, correction=reason[:300],
        )
        for key in changed
    ]  # fmt: skip
    written = save_cells(sent=sent, writing=choice.writing, by=by, standing=standing)
    written = {key: written[key] for key in changed}
    after = build_grid(choice, standing)
    places = _places(list(written), standing)
    for cell in after.cells:
        if cell.id in written:
            _mark(cell, written[cell.id], typed[cell.id], places.get(cell.address))
    saved = sum(1 for one in written.values() if one.status == "saved")
    over = Counter(one.over for one in written.values() if one.over)
    return PageSaved(after, saved, len(after.troubled), over)


def _places(ids: Sequence[str], standing: Standing) -> dict[Address, Place]:
    known = [address for key in ids if (address := read_address(key))]
    return find_places(standing=standing, addresses=known)


def _changed(
    cells: Mapping[str, GridCell],
    seen: Mapping[str, int],
    typed: Mapping[str, tuple[str, str]],
    choice: Choice,
    standing: Standing,
) -> list[str]:
    """Cells whose fields hold something else than they showed when the page was fetched."""
    moved = [
        key for key, cell in cells.items() if key in typed and cell.version != seen.get(key, 0)
    ]
    older = _older_lines(moved, seen, choice, standing)
    return [
        key
        for key, cell in cells.items()
        if key in typed and typed[key] != older.get(key, cell.lines)
    ]


def _older_lines(
    moved: Sequence[str], seen: Mapping[str, int], choice: Choice, standing: Standing
) -> dict[str, tuple[str, str]]:
    """What cells showed that somebody has written since."""
    if not moved:
        return {}
    places = _places(moved, standing)
    cells = {place.current.cell_id for place in places.values() if place.current}
    # An earlier version may be another supplier's: whether it was guessed is not told.
    shown = {pk for place in places.values() for pk in place.seen}
    found = Measurement.objects.filter(
        cell__in=cells, version__in=set(seen.values()), data_set__in=shown
    )
    old = {(m.cell_id, m.version): figure_of(m) for m in found}
    lines = {}
    for place in places.values():
        key = place.address.id
        cell = place.current.cell_id if place.current else 0
        shape = shape_of(place.definition, writing=choice.writing)
        lines[key] = lines_of(old.get((cell, seen.get(key, 0))), shape)
    return lines


def _mark(cell: GridCell, written: Written, lines: tuple[str, str], place: Place | None) -> None:
    if written.status in ("saved", "unchanged"):
        cell.is_saved = written.status == "saved"
        return
    cell.label = label_of(place) if place else ""
    cell.error = written.message
    if written.status == "parallel":
        standing_there = " / ".join(filter(None, written.lines))
        cell.error = f"{written.message} {cell.label}: {standing_there}."
    # What was typed stays, unless it must not be shown again.
    if not any(looks_like_cpr(text) for text in lines):
        cell.lines = lines
