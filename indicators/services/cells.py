"""Writing cells from what was typed in them; how each went is told by `written_cells`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from indicators.models import Measurement
from indicators.rules.cells import COUNTS, Address, read_cell
from indicators.rules.expected_ranges import Range
from indicators.rules.values import MISSING, Figure, Refused, check_figure
from indicators.rules.workflow import PUBLISHED
from indicators.services.cell_words import label_of
from indicators.services.doubts import Saved
from indicators.services.entry import Place, shape_of
from indicators.services.expected_ranges import question, ranges_of
from indicators.services.figures import NewFigure, figure_of, measure_of
from indicators.services.flags import flags_at, review
from indicators.services.measurements import ParallelEdit, record_many
from indicators.services.round_asks import Asked, asked_now
from indicators.services.written_cells import Written, as_it_stands, parallel_words, refused
from partnership.rules.access import Standing
from partnership.rules.privacy import looks_like_cpr

LONGEST_COMMENT, LONGEST_REASON = 500, 300


@dataclass(frozen=True)
class Typing:
    """What was typed for one cell. `back_to` takes an earlier version up again; 0 is "nothing yet"."""

    place: Place
    seen: int
    first: str = ""
    second: str = ""
    comment: str = ""
    correction: str = ""
    back_to: int | None = None


def write_cell(*, typing: Typing, by: User, standing: Standing, writing: str = COUNTS) -> Written:
    """Write one cell; as `write_cells`."""
    return write_cells(typed=[typing], by=by, standing=standing, writing=writing)[
        typing.place.address
    ]


def write_cells(
    *, typed: Sequence[Typing], by: User, standing: Standing, writing: str = COUNTS
) -> dict[Address, Written]:
    """Read what was typed, check it, record it: each cell has its own outcome, all in few queries.

    Never raises for what a person typed.
    """
    asked = asked_now()
    earlier = _earlier(typed)
    written: dict[Address, Written] = {}
    entries: list[tuple[Typing, NewFigure]] = []
    untouched: list[Place] = []
    for typing in typed:
        place = typing.place
        try:
            entry = _entry(typing, writing, asked, earlier)
        except Refused as refusal:
            written[place.address] = refused(place, refusal)
            continue
        if entry is None:
            untouched.append(place)
        else:
            entries.append((typing, entry))
    stored = _record(entries, by=by, standing=standing)
    outcomes: list[tuple[Place, Outcome | None]] = [
        (typing.place, outcome) for (typing, _entry), outcome in zip(entries, stored, strict=True)
    ]
    outcomes += [(place, place.current) for place in untouched]
    return written | _tell(outcomes, standing=standing, writing=writing)


def _earlier(typed: Sequence[Typing]) -> dict[tuple[int, int], Measurement]:
    """The versions that are to be taken up again, by cell and version."""
    wanted = {
        (one.place.current.cell_id, one.back_to)
        for one in typed
        if one.back_to and one.place.current is not None
    }
    if not wanted:
        return {}
    found = Measurement.objects.filter(
        cell__in={cell for cell, _version in wanted},
        version__in={version for _cell, version in wanted},
        withdrawal__isnull=True,
        data_set__in={pk for one in typed for pk in one.place.seen},
    )
    return {(m.cell_id, m.version): m for m in found}


def _entry(
    typing: Typing, writing: str, asked: Asked, earlier: Mapping[tuple[int, int], Measurement]
) -> NewFigure | None:
    """The figure that was typed; None where nothing was. Raises `Refused`."""
    place, comment = typing.place, typing.comment
    if any(looks_like_cpr(t) for t in (typing.first, typing.second, comment, typing.correction)):
        raise Refused("cpr")
    if len(comment) > LONGEST_COMMENT:
        raise Refused("too_long", "comment", limit=LONGEST_COMMENT)
    if len(typing.correction) > LONGEST_REASON:
        raise Refused("too_long", "correction", limit=LONGEST_REASON)
    current = figure_of(place.current) if place.current else None
    if typing.back_to is not None:
        figure, comment = _taken_back(typing, earlier)
    else:
        shape = shape_of(place.definition, writing=writing)
        figure = read_cell(typing.first, typing.second, shape, current)
    if figure is None and comment and current is not None:
        figure = current
    if figure is None:
        return None
    check_figure(figure, measure_of(place.definition))
    is_told = bool(comment or (current is not None and current.state == MISSING))
    is_told = is_told or typing.back_to == 0
    if figure.state == MISSING and not is_told and asked.names(place):
        raise Refused("needs_reason", "comment")
    return NewFigure(
        definition=place.definition, area=place.area, slot=place.slot, figure=figure,
        data_set=place.data_set, category=place.category, seen_version=typing.seen,
        comment=comment, correction=typing.correction or _undone(typing),
    )  # fmt: skip


def _taken_back(
    typing: Typing, earlier: Mapping[tuple[int, int], Measurement]
) -> tuple[Figure | None, str]:
    """An earlier version's figure and comment; before the first one the figure was missing."""
    current = typing.place.current
    if current is None:
        return None, ""
    if not typing.back_to:
        return Figure(state=MISSING), ""  # so a round still asks why it is missing
    old = earlier.get((current.cell_id, typing.back_to))
    if old is None:
        raise Refused("no_figure", "value")
    return figure_of(old), old.comment


def _undone(typing: Typing) -> str:
    """Why a figure is taken back that nobody has published; for others the person says it."""
    current = typing.place.current
    if typing.back_to != 0 or current is None or current.workflow == PUBLISHED:
        return ""
    return _("Fortrudt: der stod ikke noget tal før.")


Outcome = Measurement | Refused | ParallelEdit


def _record(
    entries: Sequence[tuple[Typing, NewFigure]], *, by: User, standing: Standing
) -> list[Outcome]:
    """Record all at once; where one of them cannot be, halve until it stands alone.

    So a pasted block costs a handful of queries, and a bad cell never stops its neighbours.
    """
    if not entries:
        return []
    try:
        with transaction.atomic():
            figures = [entry for _typing, entry in entries]
            recorded = record_many(entries=figures, by=by, standing=standing)
            new = [
                Saved(entry, measurement)
                for (typing, entry), measurement in zip(entries, recorded.measurements, strict=True)
                if measurement.version > typing.place.version
            ]
            review(saved=new, by=by, standing=standing)
            return list(recorded.measurements)
    except (Refused, ParallelEdit) as trouble:
        if len(entries) == 1:
            return [trouble]
    half = len(entries) // 2
    return [
        *_record(entries[:half], by=by, standing=standing),
        *_record(entries[half:], by=by, standing=standing),
    ]


def _tell(
    outcomes: Sequence[tuple[Place, Outcome | None]], *, standing: Standing, writing: str
) -> dict[Address, Written]:
    flags = flags_at(standing, [place.address for place, _outcome in outcomes])
    written = {}
    for place, outcome in outcomes:
        shape = shape_of(place.definition, writing=writing)
        here = flags.get(place.address, [])
        if isinstance(outcome, Refused):
            told = refused(place, outcome)
        elif isinstance(outcome, ParallelEdit):
            told = as_it_stands("parallel", place, outcome.current, shape, here)
            told = replace(told, message=parallel_words(outcome.current))
        elif outcome is None:
            told = Written("unchanged", label=label_of(place))
        else:
            status = "saved" if outcome.version > place.version else "unchanged"
            told = as_it_stands(status, place, outcome, shape, here)
        written[place.address] = told
    return written


def range_of(place: Place) -> Range | None:
    """What the other figures of the series let one expect here."""
    if not place.is_whole:
        return None
    key = (place.definition.pk, place.area.pk, place.slot)
    return ranges_of([key[0]], [key[1]], [key[2]]).get(key)


def question_of(place: Place) -> str:
    """What is asked about the figure that stands here, where it is not as expected."""
    if place.current is None:
        return ""
    return question(figure_of(place.current), shape_of(place.definition), range_of(place))
