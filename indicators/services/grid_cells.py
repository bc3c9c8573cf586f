"""The cells of a grid: what stands in each, what is said of it, and why one is locked."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from indicators.models import Definition, Flag, Measurement
from indicators.rules.cells import Address, Shape, danish, lines_of
from indicators.rules.expected_ranges import Range
from indicators.rules.periods import parse_slot
from indicators.rules.values import Figure
from indicators.services.cell_words import line_under
from indicators.services.data_sets import data_sets_seen_by, released_cells
from indicators.services.divisions import Divided, Divisions, owned_divisions
from indicators.services.entry import data_sets_for, definition_in
from indicators.services.expected_ranges import is_questioned, ranges_of
from indicators.services.flags import flags_at
from indicators.services.grid_plans import Choice, Plan, RowPlan
from indicators.services.period_locks import lock_in_words
from indicators.services.write_checks import Locks, lock_over, standing_locks
from partnership.rules.access import Standing

_FIGURE = (
    "state", "numerator", "denominator", "value", "n", "invited", "sd", "design_effect", "population"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stored:
    """What stands in a cell, as far as a grid needs it."""

    cell_id: int
    version: int
    figure: Figure
    data_set_id: int
    supplier: str
    is_kept: bool  # its supplier owns it and keeps it to itself
    workflow: str
    is_withdrawn: bool


@dataclass(slots=True)
class GridCell:
    """One cell as it is shown: its lines, its sign in words, and the version the reader sees."""

    address: Address
    version: int = 0
    lines: tuple[str, str] = ("", "")
    stored: tuple[str, str] = ("", "")
    note: str = ""
    below: str = ""  # what its divisions give together
    state: str = ""
    is_flagged: bool = False
    is_filled: bool = False  # something stands there, or somebody else answers for it
    lock: str = ""  # why it cannot be written in, as a sentence
    lock_id: str = ""  # where the page says so
    error: str = ""
    label: str = ""  # in words, where there is an error to tell of
    is_saved: bool = False

    @property
    def id(self) -> str:
        """The cell's address in one word."""
        return self.address.id

    @property
    def is_locked(self) -> bool:
        """Whether it is only to be read."""
        return bool(self.lock)


def stored_at(plan: Plan) -> dict[Address, Stored]:
    """What stands in the cells of a page, as plain rows; one query."""
    wanted = set(plan.addresses())
    for extent in plan.divisions.extents:
        wanted |= {
            Address(one.definition_id, extent.area_id, one.slot)
            for one in list(wanted)
            if one.area_id == extent.parent_id
        }
    found = Measurement.objects.filter(
        cell__definition__in={one.definition_id for one in wanted},
        cell__area__in={one.area_id for one in wanted},
        cell__slot__in={one.slot for one in wanted},
        version=F("cell__version"),
    ).values_list(
        "cell__definition_id", "cell__area_id", "cell__slot", "cell__category_id",
        "cell__category__category_set__code", "cell_id", "version", "data_set_id",
        "data_set__supplier__name", "data_set__is_supplier_owned", "workflow", "withdrawal_id",
        *_FIGURE,
    )  # fmt: skip
    stored = {}
    for definition, area, slot, category, kind, *rest in found:
        address = Address(definition, area, slot, 0 if kind == "total" else category)
        if address in wanted:
            cell, version, owner, supplier, is_kept, way, withdrawal, *parts = rest
            figure = Figure(**dict(zip(_FIGURE, parts, strict=True)))
            stored[address] = Stored(
                cell, version, figure, owner, supplier, is_kept, way, withdrawal is not None
            )
    return stored


@dataclass(frozen=True)
class Reading:
    """All that is read for a page, and how a cell is made of it."""

    stored: Mapping[Address, Stored]
    ranges: Mapping[tuple[int, int, str], Range]
    flags: Mapping[Address, list[Flag]]
    settled: frozenset[int]
    divisions: Divisions
    writing: str
    own: frozenset[int]
    writable: frozenset[int]
    seen: frozenset[int]
    released: frozenset[int]
    owned: frozenset[int]
    figures: Mapping[Address, Figure]
    locks: Locks

    @classmethod
    def of(cls, plan: Plan, choice: Choice, standing: Standing) -> Reading:
        """Read it; the number of queries does not grow with the cells."""
        stored = stored_at(plan)
        addresses = set(plan.addresses())
        sets = dict(data_sets_for(standing).values_list("pk", "indicator_id"))
        own = frozenset(sets)
        foreign = [each.cell_id for each in stored.values() if each.data_set_id not in own]
        seen = data_sets_seen_by(standing).values_list("pk", flat=True) if foreign else ()
        shown = frozenset(seen)
        return cls(
            stored=stored,
            ranges=ranges_of(
                {one.definition_id for one in addresses},
                {one.area_id for one in addresses},
                {one.slot for one in addresses},
            ),
            flags=flags_at(standing, addresses),
            settled=_settled(addresses),
            divisions=plan.divisions,
            writing=choice.writing,
            own=own,
            writable=frozenset(sets.values()),
            seen=shown,
            released=frozenset(released_cells(foreign)) if foreign else frozenset(),
            owned=owned_divisions(standing) if foreign else frozenset(),
            figures=_visible(stored, own | shown),
            locks=standing_locks(),
        )

    def cell(self, row: RowPlan, slot: str, shape: Shape) -> GridCell:
        """One cell, as far as the reader may see and write it."""
        address = row.address(slot)
        definition = definition_in(row.versions, slot)
        cell = GridCell(address)
        newest = self.stored.get(address)
        if not row.is_below:
            cell.below = self._below(address, definition.kind)
        if newest is None:
            is_mine = definition.indicator_id in self.writable
            cell.lock = (
                self._closed(definition, slot) if is_mine else _("Her skriver leverandøren selv.")
            )
            cell.is_filled = not is_mine
            return cell
        cell.is_filled = True
        if newest.data_set_id not in self.own:
            is_owner = row.area.pk in self.owned and not newest.is_kept
            if newest.data_set_id not in self.seen and not is_owner:
                is_out = newest.cell_id in self.released
                cell.note = _("anden leverandør") if is_out else _("Findes, ikke frigivet")
                cell.lock = _("En anden leverandør skriver selv sine tal.")
                return cell
            cell.lock = _("%(supplier)s skriver selv sine tal.") % {"supplier": newest.supplier}
        figure = newest.figure
        cell.version, cell.state = newest.version, figure.state
        cell.lines = cell.stored = lines_of(figure, shape)
        cell.note = self._note(address, newest, shape)
        cell.is_flagged = address in self.flags
        cell.lock = cell.lock or self._closed(definition, slot)
        # Counts shown on a page for percentages would be read as percentages.
        if shape.writes_values and shape.has_parts and figure.numerator is not None:
            cell.lock = cell.lock or _(
                "Tallet er skrevet som antal. Vælg at skrive antal for at rette det."
            )
        return cell

    def _closed(self, definition: Definition, slot: str) -> str:
        """Why nobody may write here: the indicator is no longer in use, or the period is locked."""
        retired_on = definition.indicator.retired_on
        if retired_on is not None and retired_on <= timezone.localdate():
            return _("Indikatoren er udgået.")
        lock = (
            lock_over(self.locks, parse_slot(slot), definition.indicator_id) if self.locks else None
        )
        return lock_in_words(lock) if lock else ""

    def _note(self, address: Address, newest: Stored, shape: Shape) -> str:
        kinds = [flag.kind for flag in self.flags.get(address, ())]
        expected = self.ranges.get((address.definition_id, address.area_id, address.slot))
        is_unsaid = address not in self.flags and newest.cell_id not in self.settled
        if is_unsaid and not address.category_id and is_questioned(newest.figure, shape, expected):
            kinds.append(Flag.Kind.EXPECTED)
        return line_under(
            newest.figure, shape, kinds, newest.workflow, is_withdrawn=newest.is_withdrawn,
            is_ahead=parse_slot(address.slot).is_ahead_of(timezone.localdate()),
        )  # fmt: skip

    def _below(self, address: Address, kind: str) -> str:
        if not self.divisions.extents:
            return ""
        return below_in_words(self.divisions.together(address, kind, self.figures))


def below_in_words(sums: Divided | None) -> str:
    """What an area's divisions give together: "afdelinger: 120 / 300", or how many are known."""
    if sums is None:
        return ""
    if not sums.is_whole:
        return _("delvist (%(known)s af %(due)s afdelinger)") % {
            "known": sums.known,
            "due": sums.due,
        }
    counts = [danish(sums.numerator)]
    if sums.denominator is not None:
        counts.append(danish(sums.denominator))
    return _("afdelinger: %(sum)s") % {"sum": " / ".join(counts)}


def _visible(stored: Mapping[Address, Stored], sets: Collection[int]) -> dict[Address, Figure]:
    """What sums may be made of: a sum must not tell what a supplier keeps to itself."""
    return {at: each.figure for at, each in stored.items() if each.data_set_id in sets}


def _settled(addresses: set[Address]) -> frozenset[int]:
    """Cells whose newest figure a person has said to be right, though it was not expected."""
    found = Flag.objects.filter(
        kind=Flag.Kind.EXPECTED,
        cleared_by__isnull=False,
        version=F("cell__version"),
        cell__definition__in={one.definition_id for one in addresses},
        cell__area__in={one.area_id for one in addresses},
    )
    return frozenset(found.values_list("cell_id", flat=True))
