"""Forklar tallet: everything that made one statement, ready to be shown.

Read from results alone. A hidden, missing or unreleased input stands with its word and without any
number, and what rests on it is not explained by numbers either.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from indicators.models import Definition, Result, Target
from indicators.services import results, wording
from indicators.services.comparators import name_of
from indicators.services.explanation_addresses import COUNCIL, STATEMENTS, TOTAL, WORDS, address
from indicators.services.explanation_cases import Case, count
from indicators.services.explanation_files import council_row
from indicators.services.explanation_inputs import OTHER, SERIES, Part, inputs_of
from indicators.services.explanation_methods import Method, method_of
from indicators.services.explanation_recipes import recipe_of
from indicators.services.explanation_rows import Book, Row, rows_about, rows_of
from indicators.services.explanation_rules import rules_of
from indicators.services.explanation_sentences import sentence_of, subject_place, title_of
from indicators.services.explanation_steps import Step, steps_of
from indicators.services.explanation_words import certainty_in_words, verdict_in_words
from indicators.services.periods_in_words import measured_in_words, slot_in_words
from indicators.services.results import Entry

S = Result.Statement
_TOLD = (
    S.LEVEL, S.CHANGE, S.TREND, S.GAP, S.GAP_CHANGE, S.GAP_TREND, S.PACE, S.PROJECTION,
)  # fmt: skip
_ALONE = (S.LEVEL, S.CHANGE, S.TREND)  # asked for without a comparator, the area's own are meant
_WITHOUT_COMPARATOR = (
    *_ALONE, S.DIFFERENCE, S.PACE, S.PROJECTION, S.POOLED, S.CONTROL_CHART, S.CONTRIBUTION, S.SPLIT,
)  # fmt: skip
MOST_OPEN = 12  # more inputs than these are folded away


@dataclass(frozen=True)
class Asked:
    """What an address asks for, as it stands there."""

    code: str
    area: str
    word: str
    slot: str = ""
    version: str = ""
    comparator: str = ""
    other: str = ""
    event: str = ""
    category: str = ""


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
    url: str


class Related(NamedTuple):
    """Another statement about the same figure."""

    name: str
    word: str
    url: str


@dataclass(frozen=True)
class Explanation:
    """What the page shows."""

    case: Case
    title: str
    sentence: str
    word: str
    certainty: str
    inputs: list[Input]
    between: list[Input]
    between_label: str
    steps: list[Step]
    method: Method
    rules: list[str]
    recipe: str
    file_name: str
    file_url: str
    url: str
    code_version: str
    computed_at: dt.datetime | None
    related: list[Related]

    @property
    def entry(self) -> Entry:
        """The indicator."""
        return self.case.entry

    @property
    def row(self) -> Row:
        """The statement."""
        return self.case.row


def explain(asked: Asked, *, restricted: bool) -> Explanation | None:
    """The explanation an address asks for; None where there is no such statement to be seen.

    Four queries, however many inputs there are.
    """
    statement = STATEMENTS.get(asked.word)
    entries = results.catalogue(restricted=restricted, code=asked.code)
    if statement is None or not entries:
        return None
    about = rows_about(
        asked.area, comparator=asked.comparator, is_alone=statement in _WITHOUT_COMPARATOR
    )
    rows = rows_of(asked.code, restricted=restricted, category=asked.category or TOTAL, about=about)
    book = Book(rows)
    row = _chosen(book, asked, statement, {e.definition_id: e.version for e in entries})
    if row is None:
        return None
    if statement == COUNCIL:
        row = council_row(row, book)
    entry = next(e for e in entries if e.definition_id == row.definition_id)
    case = Case(
        entry=entry,
        definition=Definition.objects.get(pk=row.definition_id),
        row=row,
        book=book,
        parts=tuple(inputs_of(row, book)),
        target=Target.objects.filter(
            indicator_id=entry.indicator_id, area_id=row.area_id, decided_on__isnull=False
        ).first(),
    )
    return _explained(case)


def _chosen(book: Book, asked: Asked, statement: str, versions: dict[int, int]) -> Row | None:
    """The row that is meant: all that is named must fit; of several the newest agreed one."""
    wanted = S.GAP_CHANGE if statement == COUNCIL else statement
    named = {
        "slot": asked.slot,
        "comparator": asked.comparator,
    }
    found = [
        row
        for row in book
        if row.statement == wanted
        and row.area_slug == asked.area
        and all(getattr(row, name) == value for name, value in named.items() if value)
        and asked.version in ("", str(versions[row.definition_id]))
        and asked.other in ("", row.other_slug, str(row.other_id))
        and asked.event in ("", str(row.event_id))
        and (asked.comparator or wanted not in _ALONE or not row.comparator)
        and (row.is_latest or statement != COUNCIL)
    ]
    return max(
        found,
        key=lambda row: (versions[row.definition_id], row.is_latest, row.is_default, row.slot),
        default=None,
    )


def _explained(case: Case) -> Explanation:
    row = case.row
    file_name = "-".join(
        part for part in (case.entry.code, row.area_slug, WORDS[row.statement], row.slot) if part
    )
    return Explanation(
        case=case,
        title=title_of(case),
        sentence=sentence_of(case),
        word="" if row.statement == COUNCIL else verdict_in_words(row),
        certainty=certainty_in_words(row.certainty),
        inputs=_inputs(case),
        between=(between := _between(case)),
        between_label=_("Målingerne imellem")
        if row.statement in (S.CHANGE, S.GAP_CHANGE)
        else _("Vis alle %(n)s tal") % {"n": len(between)},
        steps=steps_of(case),
        method=method_of(case),
        rules=rules_of(case),
        recipe=recipe_of(case, f"{file_name}.csv"),
        file_name=f"{file_name}.csv",
        file_url=_address(case.entry, row, name="indicators:explanation-file"),
        url=_address(case.entry, row),
        code_version=row.code_version,
        computed_at=row.computed_at,
        related=_related(case),
    )


def _address(entry: Entry, row: Row, *, name: str = "indicators:explanation") -> str:
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


def _inputs(case: Case) -> list[Input]:
    """The statement's own figure where it is one, and each input that stands behind it."""
    rows = [part.row for part in case.parts if part.row and not _is_between(case, part)]
    if case.row.statement in (S.LEVEL, S.COMPARATOR, S.POOLED):
        rows = [case.row, *rows]
    return [_input(case, row) for at, row in enumerate(rows) if row not in rows[:at]]


def _between(case: Case) -> list[Input]:
    """Inputs that are folded away: periods between the two ends of a sum, and long series."""
    return [_input(case, p.row) for p in case.parts if p.row and _is_between(case, p)]


def _is_between(case: Case, part: Part) -> bool:
    if part.role not in (SERIES, OTHER):
        return False
    is_long = sum(one.role in (SERIES, OTHER) for one in case.parts) > MOST_OPEN
    is_inner = part.role == SERIES and case.row.statement in (S.CHANGE, S.GAP_CHANGE)
    return is_inner or is_long


def _related(case: Case) -> list[Related]:
    """The newest other statements about the same area, against the same comparator or none."""
    row = case.row
    found = [
        one
        for one in case.book
        if one.is_latest
        and one.statement in _TOLD
        and one.statement != row.statement
        and (one.definition_id, one.area_id) == (row.definition_id, row.area_id)
        and not (one.comparator and one.statement in _ALONE)
        and _same_comparator(one, row)
    ]
    return [
        Related(
            name=capfirst(str(S(one.statement).label)),
            word=verdict_in_words(one),
            url=_address(case.entry, one),
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
    return Input(
        name=_name(row),
        period=_period(row),
        value=value if known else wording.silence(row.reading()),
        limits=case.limits(row, more=more) if known else "",
        counts=_counts(row) if known else "",
        source=row.source or "",
        published_on=row.published_on,
        version=str(row.version) if row.version else "",
        url="" if row == case.row else _address(case.entry, row),
    )


def _unit(case: Case, row: Row) -> str:
    if row.statement in (S.LEVEL, S.COMPARATOR, S.POOLED):
        return case.entry.unit
    unit = wording.gap_unit(case.entry)
    is_slope = row.statement in (S.TREND, S.GAP_TREND)
    return _("%(unit)s om året") % {"unit": unit} if is_slope else unit


def _period(row: Row) -> str:
    if row.baseline_slot:
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
        return _("%(area)s, årene lagt sammen") % {"area": row.area_name}
    if row.statement in (S.CHANGE, S.TREND):
        return f"{capfirst(subject_place(row))}: {S(row.statement).label!s}"
    if row.statement == S.GAP:
        label = _("Afstand til %(comparator)s") % {
            "comparator": name_of(row.comparator, row.other_name or "")
        }
    return label
