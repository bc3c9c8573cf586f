"""Control charts of monthly and quarterly series, and the range expected of every cell."""

from __future__ import annotations

from typing import Any

import numpy as np

from indicators.models import ControlLimit, Definition, Result
from indicators.rules import control_charts as rule
from indicators.rules.periods import parse_slot
from indicators.services.definition_series import series_beside
from indicators.services.recompute.frames import ResultWriter
from indicators.services.recompute.inputs import Floats, Ints, Mask
from indicators.services.recompute.lines import Line, State, line
from indicators.services.recompute.studies import Study
from indicators.services.recompute.trends import bounds
from indicators.services.recompute.verdicts import Words
from indicators.services.recompute.words import CERTAINTIES, STATES, VERDICTS
from indicators.statistics.control_charts import Chart, xmr
from indicators.statistics.expected import expected
from indicators.statistics.intervals import Interval

Statement = Result.Statement
CHARTED = (Definition.Frequency.MONTH, Definition.Frequency.QUARTER)
Fixed = dict[tuple[int, int], list[ControlLimit]]


def write_charts(studies: list[Study], writer: ResultWriter) -> None:
    """One control chart per area of each total that is counted by month or quarter."""
    charted = [s for s in studies if s.panel.is_total and s.panel.definition.frequency in CHARTED]
    fixed: Fixed = {}
    ours = {study.panel.definition.indicator_id for study in charted}
    limits = list(ControlLimit.objects.filter(definition__indicator__in=ours))
    series = series_beside(limit.definition_id for limit in limits)
    for limit in limits:
        fixed.setdefault((series[limit.definition_id].pk, limit.area_id), []).append(limit)
    for study in charted:
        _charts(study, fixed, writer)


def _charts(study: Study, fixed: Fixed, writer: ResultWriter) -> None:
    panel = study.panel
    shown = study.level.has(State.VALUE)
    at = np.flatnonzero(shown.any(axis=1))
    if not len(at):
        return
    last = shown.shape[1] - 1 - np.argmax(shown[at][:, ::-1], axis=1)
    stretch = panel.segment[at] == panel.segment[at, last][:, None]
    values = np.where(shown[at] & stretch, study.level.estimate[at], np.nan)
    limits = [_standing(study, fixed, int(row), int(j)) for row, j in zip(at, last, strict=True)]
    begins = [0 if one is None else _column(study, one.from_slot) for one in limits]
    found = xmr(values, begins=begins, bounds=bounds(panel.definition))
    used = np.isfinite(values) & (np.arange(values.shape[1]) >= np.array(begins)[:, None])
    readings = [_read(study, found, i, int(row)) for i, row in enumerate(at)]
    enough = np.isfinite(found.mean)
    writer.block(
        panel,
        statement=Statement.CONTROL_CHART,
        rows=at,
        slots=last,
        baseline=np.argmax(used, axis=1),
        line=line(
            found.mean,
            at95=(found.lower, found.upper),
            n=found.points,
            reason=np.where(enough, "", rule.TOO_FEW).astype(object),
        ),
        is_latest=True,
        verdict=_words(
            [reading.variation if ok else "" for reading, ok in zip(readings, enough, strict=True)]
        ),
        method="xmr",
        details=[
            _details(study, found, i, used[i], reading, limits[i])
            for i, reading in enumerate(readings)
        ],
    )


def _standing(study: Study, fixed: Fixed, row: int, last: int) -> ControlLimit | None:
    """The newest limits that a person has fixed, not after the newest figure."""
    known = fixed.get((study.panel.series_id, int(study.panel.area_ids[row])), [])
    newest = study.panel.slots[last]
    begun = [one for one in known if parse_slot(one.from_slot).starts_on <= newest.starts_on]
    return max(begun, key=lambda one: parse_slot(one.from_slot).starts_on, default=None)


def _column(study: Study, code: str) -> int:
    start = parse_slot(code).starts_on
    return sum(slot.starts_on < start for slot in study.panel.slots)


def _read(study: Study, found: Chart, i: int, row: int) -> rule.Reading:
    target = study.panel.targets.get(int(study.panel.area_ids[row]))
    limits = (float(found.lower[i]), float(found.upper[i]))
    return rule.read(
        int(found.variation[i]),
        limits=limits if np.isfinite(found.mean[i]) else None,
        direction=study.panel.definition.direction,
        target=target.value if target is not None and target.is_decided else None,
    )


def _details(
    study: Study,
    found: Chart,
    i: int,
    used: Mask,
    reading: rule.Reading,
    limit: ControlLimit | None,
) -> dict[str, Any]:
    codes = study.panel.slot_codes
    columns = np.flatnonzero(used)
    words = {codes[j]: rule.cause_word(int(found.causes[i, j])) for j in columns}
    return {
        "points": int(found.points[i]),
        "mean_range": float(found.mean_range[i]),
        # By the slot of the later of two neighbours; the first point has none.
        "ranges": {codes[j]: float(found.ranges[i, j]) for j in columns[1:]},
        "causes": {slot: word for slot, word in words.items() if word},
        "dropped": [codes[j] for j in columns if found.dropped[i, j]],
        "cause": reading.cause,
        "assurance": reading.assurance,
        **({"begins": limit.from_slot, "reason": limit.reason} if limit else {}),
    }


def _words(variations: list[str]) -> Words:
    nothing = np.zeros(len(variations), dtype=np.int16)
    return Words(VERDICTS.codes(variations), nothing + CERTAINTIES.code(""), nothing)


def write_expected(studies: list[Study], writer: ResultWriter) -> None:
    """The range expected of every cell, and of the next one, from the other figures shown."""
    for study in studies:
        _expected(study, writer)


def _expected(study: Study, writer: ResultWriter) -> None:
    panel, level = study.panel, study.level
    # A column more: the period that comes next.
    shown = _next(level.has(State.VALUE), fill=False)
    values = np.where(shown, _next(level.estimate, fill=np.nan), np.nan)
    segment = np.concatenate((panel.segment, panel.segment[:, -1:]), axis=1)
    estimate, lower, upper = (np.full(values.shape, np.nan) for _part in range(3))
    stretches = segment - segment.min(axis=1, initial=0)[:, None]
    for stretch in np.unique(stretches):
        here = stretches == stretch
        found = expected(
            np.where(here, values, np.nan), _limits(study, here), bounds=bounds(panel.definition)
        )
        for whole, part in ((estimate, found.estimate), (lower, found.lower), (upper, found.upper)):
            whole[here] = part[here]
    open_states = STATES.codes((State.VALUE, State.MISSING, State.NOT_RELEASED))
    asked = _next(np.isin(level.state, open_states), fill=True) & np.isfinite(lower)
    # Of an area without a shown figure nothing is expected.
    rows, slots = np.nonzero(asked & shown.any(axis=1)[:, None])
    codes = np.array([*panel.slot_codes, panel.slots[-1].shifted(1).code], dtype=object)
    for here, places in (
        (slots < len(panel.slots), slots),
        (slots == len(panel.slots), codes[slots]),
    ):
        writer.block(
            panel,
            statement=Statement.EXPECTED,
            rows=rows[here],
            slots=places[here],
            line=_at(estimate, lower, upper, rows[here], slots[here]),
            method="expected",
            passport=False,
        )


def _limits(study: Study, here: Mask) -> Interval | None:
    """Limits of shares at 99.8 %: a second look is asked for seldom."""
    if study.panel.definition.kind != Definition.Kind.SHARE:
        return None
    at998 = study.level.at998
    parts = (_next(part, fill=np.nan) for part in (at998.estimate, at998.lower, at998.upper))
    return Interval(*(np.where(here, part, np.nan) for part in parts))


def _next(array: Any, *, fill: Any) -> Any:
    """The same array with one more column."""
    return np.concatenate((array, np.full((len(array), 1), fill)), axis=1)


def _at(estimate: Floats, lower: Floats, upper: Floats, rows: Ints, slots: Ints) -> Line:
    return line(estimate[rows, slots], at95=(lower[rows, slots], upper[rows, slots]))
