"""Writing one cell from what was typed in it, and telling how it went."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from indicators.models import Measurement
from indicators.rules.cells import COUNTS, Shape, lines_of, read_cell
from indicators.rules.expectations import Range
from indicators.rules.values import VALUE, Figure, Refused, check_figure
from indicators.services.entry import Place, history_of, shape_of
from indicators.services.expectations import noted, question, ranges_of
from indicators.services.grids import note_of
from indicators.services.measurements import ParallelEdit, figure_of, measure_of, record
from indicators.services.names import localised
from indicators.services.periods_in_words import (
    day_in_words,
    measured_in_words,
    slot_in_words,
)
from indicators.services.refusals import sentence
from indicators.services.workflow_words import steps_of
from partnership.rules.access import Standing
from partnership.rules.privacy import looks_like_cpr

LONGEST_COMMENT = 500
WAITING = frozenset({"no_denominator", "no_numerator"})


@dataclass(frozen=True)
class Written:
    """How it went: saved, unchanged, waiting (half of a figure), refused or parallel.

    `lines`, `note` and `version` are what stands in the cell now.
    """

    status: str
    version: int = 0
    lines: tuple[str, str] = ("", "")
    note: str = ""
    state: str = ""
    message: str = ""
    field: str = ""
    by: str = ""
    at: str = ""


def write_cell(
    *,
    place: Place,
    first: str,
    second: str,
    comment: str,
    seen_version: int,
    by: User,
    standing: Standing,
    writing: str = COUNTS,
) -> Written:
    """Read what was typed, check it, record it. Never raises for what a person typed."""
    shape = shape_of(place.definition, writing=writing)
    current = figure_of(place.current) if place.current else None
    try:
        if looks_like_cpr(first) or looks_like_cpr(second) or looks_like_cpr(comment):
            raise Refused("cpr")
        if len(comment) > LONGEST_COMMENT:
            raise Refused("too_long", "comment", limit=LONGEST_COMMENT)
        figure = read_cell(first, second, shape, current)
        if figure is None and comment and current is not None:
            figure = current
        if figure is None:
            return _written("unchanged", place.current, shape)
        check_figure(figure, measure_of(place.definition))
        stored = record(
            definition=place.definition, area=place.area, slot=place.slot, figure=figure,
            seen_version=seen_version, data_set=place.data_set, by=by, standing=standing,
            comment=comment,
        )  # fmt: skip
    except Refused as refusal:
        status = "waiting" if refusal.code in WAITING else "refused"
        return Written(
            status, version=place.version, message=sentence(refusal), field=refusal.field
        )
    except ParallelEdit as edit:
        return _written("parallel", edit.current, shape, message=_parallel_words(edit.current))
    is_new = stored.version > place.version
    return _written("saved" if is_new else "unchanged", stored, shape, expected=range_of(place))


def range_of(place: Place) -> Range | None:
    """What the other figures of the series let one expect here."""
    key = (place.definition.pk, place.area.pk, place.slot)
    return ranges_of([key[0]], [key[1]], [key[2]]).get(key)


def question_of(place: Place) -> str:
    """What is asked about the figure that stands here, where it is not as expected."""
    if place.current is None:
        return ""
    return question(figure_of(place.current), shape_of(place.definition), range_of(place))


def _written(
    status: str,
    measurement: Measurement | None,
    shape: Shape,
    message: str = "",
    *,
    expected: Range | None = None,
) -> Written:
    if measurement is None:
        return Written(status)
    figure = figure_of(measurement)
    return Written(
        status,
        version=measurement.version,
        lines=lines_of(figure, shape),
        note=noted(note_of(figure, shape), figure, shape, expected),
        state=measurement.state,
        message=message,
        by=author_of(measurement),
        at=clock(measurement),
    )


def author_of(measurement: Measurement) -> str:
    """The name of the person who wrote a version; a file or a command has none."""
    user = measurement.entered_by
    if user is None:
        return _("indlæst fra fil")
    person = getattr(user, "person", None)
    return person.name if person else str(user)


def clock(measurement: Measurement) -> str:
    """The time of day a version was written: 10.14."""
    return date_format(timezone.localtime(measurement.entered_at), "H.i")


def text_of(figure: Figure, shape: Shape) -> str:
    """A figure in one line: "411 af 508 (80,9 %)", "68,8 %", "Mangler"."""
    first, second = lines_of(figure, shape)
    note = note_of(figure, shape)
    if figure.state != VALUE:
        return note
    if figure.numerator is not None:
        text = _("%(part)s af %(whole)s") % {"part": first, "whole": second}
        return f"{text} ({note})" if note else text
    return f"{first} (n = {second})" if second else first


def story_of(place: Place, *, writing: str = COUNTS) -> list[dict[str, object]]:
    """All versions of a cell in words and with their steps, newest first."""
    shape = shape_of(place.definition, writing=writing)
    return [
        {
            "version": version.version,
            "text": text_of(figure_of(version), shape),
            "by": author_of(version),
            "at": date_format(timezone.localtime(version.entered_at), "j.n.Y H.i"),
            "comment": version.comment,
            "correction": version.correction,
            "workflow": version.get_workflow_display(),
            "steps": steps_of(version),
            "file": version.import_batch.file_name if version.import_batch else "",
        }
        for version in history_of(place)
    ]


def facts_of(place: Place) -> list[tuple[str, str]]:
    """Source, measuring period and date of publication of the figure that stands there."""
    newest = place.current
    if newest is None:
        return []
    facts = [
        (_("Kilde"), localised(newest.source)),
        (_("Periode"), measured_in_words(place.slot, newest.starts_on, newest.ends_on)),
        (_("Tilstand"), newest.get_workflow_display()),
    ]
    if newest.published_on:
        facts.insert(2, (_("Offentliggjort"), day_in_words(newest.published_on)))
    return facts


def label_of(place: Place) -> str:
    """Area, indicator and period in words."""
    return (
        f"{place.area.name}, {localised(place.definition.indicator)}, {slot_in_words(place.slot)}"
    )


def _parallel_words(current: Measurement) -> str:
    return _("%(name)s skrev samtidig i cellen (kl. %(time)s). Vælg, hvilket tal der skal stå.") % {
        "name": author_of(current),
        "time": clock(current),
    }
