"""The tables of an explanation: its inputs, and what else is said of the same figure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from indicators.models import Result
from indicators.services import wording
from indicators.services.comparators import name_of
from indicators.services.explanations.addresses import TOTAL, address
from indicators.services.explanations.cases import Case, count
from indicators.services.explanations.inputs import OTHER, SERIES, Part
from indicators.services.explanations.kinds import is_whole_year
from indicators.services.explanations.rows import Row
from indicators.services.explanations.sentences import subject_place
from indicators.services.explanations.words import verdict_in_words
from indicators.services.periods_in_words import measured_in_words, slot_in_words
from indicators.services.results import Entry

S = Result.Statement
ALONE = (S.LEVEL, S.CHANGE, S.TREND, S.POOLED)
"""Asked for without a comparator, the area's own are meant."""
_TOLD = (
    S.LEVEL, S.CHANGE, S.TREND, S.GAP, S.GAP_CHANGE, S.GAP_TREND, S.PACE, S.PROJECTION,
)  # fmt: skip
MOST_OPEN = 12  # more inputs than these are folded away


@dataclass(frozen=True)
class Input:
    """One input as a row of the table: words where there is no number."""

    name: str
    period: str
    value: str
    limits: str
    counts: str
    source: str
    published_on: dt.date | None
    version: str
    definition: str
    url: str


class Related(NamedTuple):
    """Another statement about the same figure."""

    name: str
    word: str
    url: str


def address_of(entry: Entry, row: Row, *, name: str = "indicators:explanation") -> str:
    """The address of a row's own explanation, or of its file."""
    return address(
        entry.code,
        row.area_slug,
        row.statement,
        slot=row.slot,
        version=entry.version,
        comparator=row.comparator,
        other=row.other_slug or "",
        event=row.event_id,
        category="" if row.category == TOTAL else row.category,
        name=name,
    )


def open_inputs(case: Case) -> list[Input]:
    """The statement's own figure where it is one, and each input that stands behind it."""
    rows = [part.row for part in case.parts if part.row and not _is_between(case, part)]
    if case.row.statement in (S.LEVEL, S.COMPARATOR, S.POOLED):
        rows = [case.row, *rows]
    return [_input(case, row) for at, row in enumerate(rows) if row not in rows[:at]]


def folded_inputs(case: Case) -> list[Input]:
    """Inputs that are folded away: periods between the two ends of a sum, and long series."""
    return [_input(case, p.row) for p in case.parts if p.row and _is_between(case, p)]


def _is_between(case: Case, part: Part) -> bool:
    if part.role not in (SERIES, OTHER):
        return False
    is_long = sum(one.role in (SERIES, OTHER) for one in case.parts) > MOST_OPEN
    is_inner = part.role == SERIES and case.row.statement in (S.CHANGE, S.GAP_CHANGE)
    return is_inner or is_long


def related(case: Case) -> list[Related]:
    """The newest other statements about the same area, against the same comparator or none."""
    row = case.row
    found = [
        one
        for one in case.book
        if one.is_latest
        and one.statement in _TOLD
        and one.statement != row.statement
        and (one.definition_id, one.area_id) == (row.definition_id, row.area_id)
        and not (one.comparator and one.statement in ALONE)
        and _same_comparator(one, row)
    ]
    return [
        Related(
            name=capfirst(str(S(one.statement).label)),
            word=verdict_in_words(one),
            url=address_of(case.entry, one),
        )
        for one in sorted(found, key=lambda one: _TOLD.index(S(one.statement)))
    ]


def _same_comparator(one: Row, row: Row) -> bool:
    """Against what the explained statement is against; the agreed one where it is against none."""
    if not one.comparator:
        return True
    if not row.comparator:
        return one.is_default
    return (one.comparator, one.other_id) == (row.comparator, row.other_id)


def _input(case: Case, row: Row) -> Input:
    known = row.has_value
    more = 1 if row.statement in (S.TREND, S.GAP_TREND) else 0
    value = f"{case.write(row.estimate, more)} {_unit(case, row)}"
    made_with = row.number("definition")
    return Input(
        name=_name(row),
        period=_period(row),
        value=value if known else wording.silence(row.reading()),
        limits=case.limits(row, more=more) if known else "",
        counts=_counts(row) if known else "",
        source=row.source or "",
        published_on=row.published_on,
        version=str(row.version) if row.version else "",
        definition=f"{made_with:.0f}" if made_with else "",
        url="" if row == case.row else address_of(case.entry, row),
    )


def _unit(case: Case, row: Row) -> str:
    if row.statement in (S.LEVEL, S.COMPARATOR, S.POOLED):
        return case.entry.unit
    unit = wording.gap_unit(case.entry)
    is_slope = row.statement in (S.TREND, S.GAP_TREND)
    return _("%(unit)s om året") % {"unit": unit} if is_slope else unit


def _period(row: Row) -> str:
    if row.baseline_slot and not is_whole_year(row):
        return f"{slot_in_words(row.baseline_slot)}–{slot_in_words(row.slot)}"
    return measured_in_words(row.slot, row.starts_on, row.ends_on)


def _counts(row: Row) -> str:
    if row.numerator is not None and row.denominator is not None:
        return f"{count(row.numerator)} / {count(row.denominator)}"
    return f"n = {count(row.n)}" if row.n is not None else ""


def _name(row: Row) -> str:
    """Whose figure an input is."""
    if row.statement == S.LEVEL:
        return row.area_name
    if row.statement == S.COMPARATOR:
        return capfirst(subject_place(row))
    label = capfirst(str(S(row.statement).label))
    if row.statement == S.POOLED:
        words = _("%(area)s, hele året") if is_whole_year(row) else _("%(area)s, årene lagt sammen")
        return words % {"area": capfirst(subject_place(row))}
    if row.statement in (S.CHANGE, S.TREND):
        return f"{capfirst(subject_place(row))}: {S(row.statement).label!s}"
    if row.statement == S.GAP:
        label = _("Afstand til %(comparator)s") % {
            "comparator": name_of(row.comparator, row.other_name or "")
        }
    return label
