"""The list of interventions: where each stands, its next review, and what the figures say in few words."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from effects.rules import evidence as rules
from effects.services import expectations, review_lists
from effects.services.evidence import Evidence, evidence_for
from effects.services.evidence_findings import Findings
from indicators.models import Result
from partnership.models import Intervention
from partnership.rules import interventions as steps
from partnership.rules.access import Standing
from partnership.services import intervention_pages

# States of which it should be written what they are to move.
AT_WORK = (steps.PROPOSED, steps.RUNNING)
WITHOUT, DUE = "uden", "forfalden"


@dataclass(frozen=True)
class Line:
    """One intervention in the list."""

    intervention: Intervention
    expected: int
    stands: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    earliest_on: dt.date | None
    next_review: dt.date | None
    is_due: bool

    @property
    def outcomes(self) -> tuple[str, ...]:
        """What each figure has done since the start, as codes."""
        return tuple(each.found.outcome for each in self.evidence)

    @property
    def lacks_effects(self) -> bool:
        """Whether nothing that should move is written, though it should be."""
        return not self.expected and self.intervention.state in AT_WORK


@dataclass(frozen=True)
class Group:
    """The interventions in one state."""

    state: str
    label: str
    rows: list[Line]

    @property
    def is_at_work(self) -> bool:
        """Whether they are to come or under way."""
        return self.state in AT_WORK


def listed(
    wanted: Mapping[str, Any], standing: Standing, *, today: dt.date | None = None
) -> list[Group]:
    """The interventions that were asked for, by state; a fixed number of queries.

    `effects` narrows to those without an expected effect, or whose review is due.
    """
    groups = intervention_pages.listed(wanted)
    every = [row for group in groups for row in group.rows]
    lines = {line.intervention.pk: line for line in lines_of(every, standing, today=today)}
    narrowed = wanted.get("effects")
    found = []
    for group in groups:
        rows = [lines[row.pk] for row in group.rows]
        if narrowed == WITHOUT:
            rows = [line for line in rows if line.lacks_effects]
        elif narrowed == DUE:
            rows = [line for line in rows if line.is_due]
        if rows:
            found.append(Group(group.state, group.label, rows))
    return found


def lines_of(
    rows: Sequence[Intervention], standing: Standing, *, today: dt.date | None = None
) -> list[Line]:
    """Some interventions with what is expected, what is seen, and when they are looked at next."""
    today = today or timezone.localdate()
    ids = [row.pk for row in rows]
    restricted = standing.sees_restricted
    expected = expectations.of_interventions(ids, restricted=restricted)
    days = review_lists.next_of_interventions(ids)
    evidence = evidence_for(
        [one for each in expected.values() for one in each],
        restricted=restricted,
        today=today,
        is_named=False,
    )
    seen: dict[int, list[Evidence]] = {}
    for each in evidence:
        seen.setdefault(each.expected.effect.intervention_id, []).append(each)
    return [
        Line(
            intervention=row,
            expected=len(expected[row.pk]),
            stands=counted(seen.get(row.pk, [])),
            earliest_on=min((one.version.earliest_on for one in expected[row.pk]), default=None),
            evidence=tuple(seen.get(row.pk, ())),
            next_review=days.get(row.pk),
            is_due=row.pk in days and days[row.pk] <= today,
        )
        for row in rows
    ]


def counted(evidence: Sequence[Evidence]) -> tuple[str, ...]:
    """Each short word; how often only where they differ, the most frequent first: "2 × ikke begyndt"."""
    counts = Counter(stand_in_words(each.found) for each in evidence)
    return tuple(
        word if len(counts) == 1 else _times(count, word) for word, count in counts.most_common()
    )


def _times(count: int, word: str) -> str:
    """How often, never parted from its sign at the end of a line."""
    told = _("%(n)s × %(word)s") % {"n": count, "word": word}
    return told.replace(" × ", "\u00a0×\u00a0", 1)


def stand_in_words(found: Findings) -> str:
    """What the figure has done since the start, in few words; never why it did.

    Before the earliest day, or of a figure from before it, nothing is said of what was expected.
    """
    told = {
        rules.MET: _("har flyttet sig mindst så meget som forventet"),
        rules.SIZE_OPEN: _(
            "har flyttet sig den forventede vej; om det er så meget som forventet, er uvist"
        ),
        rules.PARTLY: _("har flyttet sig den forventede vej, men mindre"),
        rules.NOT_MET: _("har ikke flyttet sig så meget som forventet"),
        rules.OPPOSITE: _("er gået modsat det forventede"),
        rules.OPEN: _("kan ikke afgøres endnu"),
        rules.NO_LIMITS: _("kan ikke afgøres: usikkerheden kendes ikke"),
        rules.NOT_BEGUN: _("ikke begyndt"),
        rules.NO_BEFORE: _("kan ikke afgøres: intet tal fra før start"),
        rules.NO_AFTER: _("ingen tal efter start endnu"),
        rules.BREAK: _("kan ikke afgøres: databrud"),
        Result.State.SUPPRESSED: _("tallet er skjult (få personer)"),
        Result.State.SUPPRESSED_BY_SOURCE: _("tallet er skjult af kilden"),
        Result.State.NOT_RELEASED: _("tallet findes, men er ikke frigivet"),
    }
    word = told.get(found.outcome, _("intet tal at vise"))
    is_early = found.when == rules.BEFORE or found.unseen == rules.TOO_SOON
    if is_early and found.outcome in rules.JUDGED:
        return _("for tidligt at sige")
    return word
