"""Figures on their way as rows of a list: each beside the last one, what differs most first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from indicators.models import Cell, Flag, Measurement
from indicators.rules import workflow as rules
from indicators.rules.cells import Shape, percentage
from indicators.rules.expected_ranges import Range, is_unexpected
from indicators.rules.values import VALUE, Figure
from indicators.services.cell_words import author_of, clearing_in_words, text_of
from indicators.services.data_sets import figures_seen_by
from indicators.services.entry import shape_of
from indicators.services.expected_ranges import ranges_of
from indicators.services.figures import figure_of
from indicators.services.flags import cleared_in, seen_by
from indicators.services.names import localised
from indicators.services.periods_in_words import day_in_words, slot_in_words
from indicators.services.wording import number_style
from partnership.rules.access import Standing

MOST_ROWS = 200
Series = tuple[int, int, int]  # definition, area, category


@dataclass(frozen=True)
class QueueRow:
    """One figure that waits: where, what it was, what it is, and what is said of it."""

    id: str
    area: str
    indicator: str
    period: str
    url: str
    new: str
    old: str = ""
    old_from: str = ""
    change: str = ""
    expected: str = ""
    is_unexpected: bool = False
    flags: Sequence[str] = ()
    answers: Sequence[str] = ()  # why a questioned figure is right, as somebody has said
    comment: str = ""
    by: str = ""
    at: str = ""
    reason: str = ""
    release_on: str = ""
    difference: float = 0.0

    @property
    def label(self) -> str:
        """Which figure, for a screen reader and for messages."""
        return f"{self.area}, {self.indicator}, {self.period}"


@dataclass(frozen=True)
class Queue:
    """The rows of one tab, and how many more there are."""

    rows: Sequence[QueueRow]
    hidden: int = 0


@dataclass
class _Near:
    """What stands beside the figures: earlier ones, expected ranges, flags, answers, last reasons."""

    out: dict[int, Measurement] = field(default_factory=dict)
    series: dict[Series, list[Measurement]] = field(default_factory=dict)
    ranges: dict[tuple[int, int, str], Range] = field(default_factory=dict)
    flags: dict[int, list[str]] = field(default_factory=dict)
    cleared: dict[int, list[Flag]] = field(default_factory=dict)
    reasons: dict[int, str] = field(default_factory=dict)


def queue(found: Sequence[Measurement], standing: Standing) -> Queue:
    """The figures in words, what differs most from last time first; a fixed number of queries."""
    near = _read_near(found, standing)
    rows = [_row(version, near) for version in found]
    rows.sort(key=lambda row: (not row.is_unexpected, -row.difference, row.label))
    return Queue(rows[:MOST_ROWS], max(0, len(rows) - MOST_ROWS))


def by_period(found: Sequence[Measurement]) -> Queue:
    """The figures as one row for each indicator, period and source, the latest periods first."""
    whole: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for version in sorted(found, key=lambda each: each.cell.slot, reverse=True):
        name = localised(version.cell.definition.indicator)
        whole[name, version.cell.slot, localised(version.source)].append(version.pk)
    rows = [
        QueueRow(
            id=",".join(map(str, ids)), area=source, indicator=name, period=slot_in_words(slot),
            url="", new=str(len(ids)),
        )
        for (name, slot, source), ids in whole.items()
    ]  # fmt: skip
    return Queue(rows[:MOST_ROWS], max(0, len(rows) - MOST_ROWS))


def _read_near(found: Sequence[Measurement], standing: Standing) -> _Near:
    if not found:
        return _Near()
    cells = [version.cell for version in found]
    near = _Near(
        ranges=ranges_of(
            {cell.definition_id for cell in cells},
            {cell.area_id for cell in cells},
            {cell.slot for cell in cells},
        )
    )
    seen = figures_seen_by(standing)
    own = {version.pk for version in found}
    shown = seen.filter(cell__in=cells, workflow__in=rules.SEEN).exclude(pk__in=own)
    near.out = {each.cell_id: each for each in shown.order_by("version")}
    around = seen.filter(
        cell__definition__in={cell.definition_id for cell in cells},
        cell__area__in={cell.area_id for cell in cells},
        version=F("cell__version"),
        state=VALUE,
    ).select_related("cell")
    for each in around.order_by("cell__slot"):
        near.series.setdefault(_series(each), []).append(each)
    for flag in seen_by(standing, Flag.objects.filter(cell__in=cells, cleared_at__isnull=True)):
        words = f"{flag.get_kind_display()}: {flag.note}" if flag.note else flag.get_kind_display()
        near.flags.setdefault(flag.cell_id, []).append(str(words))
    near.cleared = cleared_in(standing, {cell.pk for cell in cells})
    for version in Measurement.objects.filter(pk__in=own).prefetch_related("steps"):
        given = [step.reason for step in version.steps.all() if step.reason]
        near.reasons[version.pk] = given[-1] if given else ""
    return near


def _series(version: Measurement) -> Series:
    cell = version.cell
    return cell.definition_id, cell.area_id, cell.category_id


def _row(version: Measurement, near: _Near) -> QueueRow:
    cell, definition = version.cell, version.cell.definition
    shape, figure = shape_of(definition), figure_of(version)
    before = _last_time(version, near)
    old = figure_of(before) if before else None
    change, difference = _change(old, figure, shape)
    expected = near.ranges.get((cell.definition_id, cell.area_id, cell.slot))
    is_total = cell.category.category_set.code == "total"
    expected = expected if is_total else None
    value = value_of(figure, shape)
    period = slot_in_words(cell.slot)
    return QueueRow(
        id=str(version.pk),
        area=cell.area.name,
        indicator=localised(definition.indicator),
        period=period if is_total else f"{period}, {cell.category.name}",
        url=_address(cell, is_total=is_total),
        new=text_of(figure, shape),
        old=text_of(old, shape) if old else "",
        old_from=_from(before, version) if before else "",
        change=change,
        expected=_limits(expected, shape),
        is_unexpected=is_unexpected(value, expected),
        flags=near.flags.get(cell.pk, ()),
        answers=_answers(version, near),
        comment=" · ".join(filter(None, (version.correction, version.comment))),
        by=author_of(version),
        at=date_format(timezone.localtime(version.entered_at), "SHORT_DATETIME_FORMAT"),
        reason=near.reasons.get(version.pk, ""),
        release_on=day_in_words(version.release_on) if version.release_on else "",
        difference=difference,
    )


def _answers(version: Measurement, near: _Near) -> list[str]:
    """What was said of the figure since readers last got one."""
    out = near.out.get(version.cell_id)
    known = out.version if out else 0
    return [
        clearing_in_words(flag)
        for flag in near.cleared.get(version.cell_id, ())
        if known < flag.version <= version.version
    ]


def _address(cell: Cell, *, is_total: bool) -> str:
    """The page with the cell's whole story."""
    place = [cell.definition_id, cell.area_id, cell.slot]
    if is_total:
        return reverse("indicators:entry-cell", args=place)
    return reverse("indicators:entry-part", args=[*place, cell.category_id])


def _last_time(version: Measurement, near: _Near) -> Measurement | None:
    """What readers see in the cell now; else the latest earlier period's figure."""
    if version.cell_id in near.out:
        return near.out[version.cell_id]
    slot = version.cell.slot
    earlier = [each for each in near.series.get(_series(version), ()) if each.cell.slot < slot]
    return earlier[-1] if earlier else None


def _from(before: Measurement, version: Measurement) -> str:
    if before.cell_id == version.cell_id:
        return _("vises nu")
    return slot_in_words(before.cell.slot)


def value_of(figure: Figure, shape: Shape) -> float | None:
    """The figure in its definition's unit: the percentage, the rate or the value itself."""
    if figure.state != VALUE:
        return None
    value = percentage(figure, shape) if figure.numerator is not None else figure.value
    return None if value is None else float(value)


def _change(old: Figure | None, new: Figure, shape: Shape) -> tuple[str, float]:
    """The change in words, and how much it is against what it was."""
    if old is None:
        return "", -1.0
    before, after = value_of(old, shape), value_of(new, shape)
    if before is None or after is None:
        return ("", 0.0) if old.state == new.state else (_("fra tal til ingen, eller omvendt"), 1.0)
    change = number_style().signed(after - before, shape.decimals)
    unit = _("procentpoint") if shape.kind == "share" else ""
    return f"{change} {unit}".strip(), abs(after - before) / max(abs(before), 1.0)


def _limits(expected: Range | None, shape: Shape) -> str:
    if expected is None:
        return ""
    limits = number_style().interval(expected.lower, expected.upper, shape.decimals)
    return f"{limits} {shape.sign}".strip()


def labels(versions: Iterable[Measurement]) -> dict[int, str]:
    """Area, indicator and period of some versions, for messages."""
    return {
        version.pk: f"{version.cell.area.name}, {localised(version.cell.definition.indicator)}, "
        f"{slot_in_words(version.cell.slot)}"
        for version in versions
    }
