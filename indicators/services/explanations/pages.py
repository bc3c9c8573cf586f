"""Forklar tallet: everything that made one statement, ready to be shown.

Read from results alone. A hidden, missing or unreleased input stands with its word and without any
number, and what rests on it is not explained by numbers either.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from indicators.models import Definition, Result, Target
from indicators.services import results
from indicators.services.explanations.addresses import COUNCIL, STATEMENTS, TOTAL, WORDS
from indicators.services.explanations.cases import Case
from indicators.services.explanations.files import council_row
from indicators.services.explanations.inputs import inputs_of
from indicators.services.explanations.methods import Method, method_of
from indicators.services.explanations.recipes import recipe_of
from indicators.services.explanations.rows import Book, Row, rows_about, rows_of
from indicators.services.explanations.rules import rules_of
from indicators.services.explanations.sentences import sentence_of, title_of
from indicators.services.explanations.steps import Step, steps_of
from indicators.services.explanations.tables import (
    ALONE,
    Input,
    Related,
    address_of,
    folded_inputs,
    open_inputs,
    related,
)
from indicators.services.explanations.words import certainty_in_words, verdict_in_words
from indicators.services.readings import Entry, every_version

S = Result.Statement
_WITHOUT_COMPARATOR = (
    *ALONE, S.DIFFERENCE, S.PACE, S.PROJECTION, S.CONTROL_CHART, S.CONTRIBUTION, S.SPLIT,
)  # fmt: skip
_DISTANCES = (COUNCIL, S.GAP, S.GAP_CHANGE, S.GAP_TREND)


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
    def heading(self) -> str:
        """What the page does, in the words of the link that opens it."""
        if self.row.statement in _DISTANCES:
            return _("Forklar afstanden")
        return _("Forklar tallet")

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
    row = _chosen(book, asked, statement, {e.definition_id: e for e in entries})
    if row is None:
        return None
    if statement == COUNCIL:
        row = council_row(row, book)
    entry = next(e for e in entries if e.definition_id == row.definition_id)
    case = Case(
        entry=entry,
        definition=Definition.objects.get(pk=every_version([entry])[-1].definition_id),
        row=row,
        book=book,
        parts=tuple(inputs_of(row, book)),
        target=_target(entry.indicator_id, row.area_id),
    )
    return _explained(case)


def _target(indicator_id: int, area_id: int) -> Target | None:
    """The target that is measured against: that of the latest period, where it is decided."""
    found = Target.objects.filter(indicator_id=indicator_id, area_id=area_id)
    last = found.order_by("-slot").first()
    return last if last is not None and last.is_decided else None


def _chosen(book: Book, asked: Asked, statement: str, series: dict[int, Entry]) -> Row | None:
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
        and asked.version in ("", *_versions(series[row.definition_id]))
        and asked.other in ("", row.other_slug, str(row.other_id))
        and asked.event in ("", str(row.event_id))
        and (asked.comparator or wanted not in ALONE or not row.comparator)
        and (row.is_latest or statement != COUNCIL)
    ]
    return max(
        found,
        key=lambda row: (
            series[row.definition_id].version, row.is_latest, row.is_default, row.slot,
        ),
        default=None,
    )  # fmt: skip


def _versions(series: Entry) -> list[str]:
    """An address keeps its meaning when the series goes on under a newer version."""
    return [str(one.version) for one in every_version([series])]


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
        inputs=open_inputs(case),
        between=(between := folded_inputs(case)),
        between_label=_("Målingerne imellem")
        if row.statement in (S.CHANGE, S.GAP_CHANGE)
        else _("Vis alle %(n)s tal") % {"n": len(between)},
        steps=steps_of(case),
        method=method_of(case),
        rules=rules_of(case),
        recipe=recipe_of(case, f"{file_name}.csv"),
        file_name=f"{file_name}.csv",
        file_url=address_of(case.entry, row, name="indicators:explanation-file"),
        url=address_of(case.entry, row),
        code_version=row.code_version,
        computed_at=row.computed_at,
        related=related(case),
    )
