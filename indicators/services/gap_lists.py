"""An area's distances to what it is compared with: where they have moved, and where nobody can tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from indicators.models import Definition, Result
from indicators.rules import detectable, verdicts
from indicators.rules.council import BETTER, WORSE
from indicators.services import gap_trends, verdict_words
from indicators.services.council_wording import told_by
from indicators.services.explanations.addresses import COUNCIL, explanation_address
from indicators.services.gap_wording import comparator_name
from indicators.services.results import Entry, Figures, Reading
from indicators.services.silences import reason_words
from indicators.services.undecided import Named, Reason, by_reason, count
from indicators.services.wording import no_base_words

State = Result.State
FEW = "few"
# What is read first: that it cannot be told is one thing, that nothing may be shown another.
_ORDER = (
    FEW, verdicts.SMALLER_THAN_UNCERTAINTY, verdicts.TOO_FEW, verdicts.NO_N, "no_spread",
    State.SUPPRESSED, State.SUPPRESSED_BY_SOURCE, State.NOT_RELEASED, State.MISSING,
)  # fmt: skip


@dataclass(frozen=True)
class GapLists:
    """An area's distances: each indicator stands in one of the lists.

    `other` are those that have moved without a better side. In no list stand `alone`, those with
    nothing to be held against, and `background`, which is never judged.
    """

    better: list[Named]
    worse: list[Named]
    other: list[Named]
    unchanged: list[Named]
    unknown: list[Reason]
    alone: list[Named]
    background: list[Named]
    comparator: str  # the name of what the unknown ones are held against; "" for several

    @property
    def unknown_count(self) -> int:
        """How many distances cannot be told of."""
        return count(self.unknown)

    @property
    def total(self) -> int:
        """How many distances there are."""
        told = len(self.better) + len(self.worse) + len(self.other) + len(self.unchanged)
        return told + self.unknown_count

    @property
    def has_trends(self) -> bool:
        """Whether the trend is told beside a distance that cannot be told of."""
        return any(each.sentence for reason in self.unknown for each in reason.items)


def gap_lists(entries: Sequence[Entry], figures: Mapping[int, Figures], *, slug: str) -> GapLists:
    """Set out what is followed; `figures` are against one comparator, `slug` names the area."""
    moved: dict[str, list[Named]] = {"better": [], "worse": [], "other": [], "unchanged": []}
    unknown: list[tuple[int, str, Named]] = []
    alone, background, against = [], [], set()
    for entry in entries:
        own = figures.get(entry.definition_id, Figures())
        if own.level is None or own.level.state == State.NOT_RELEVANT:
            continue
        named = Named(entry.name, _address(entry, own, slug))
        if entry.is_context:
            if own.gap is not None and own.gap.has_value:
                background.append(named)
            continue
        if own.gap is None:
            if own.level.has_value:
                alone.append(named)
            continue
        kind = _kind(own)
        beside = gap_trends.in_short(own)
        if kind == "unchanged":
            moved[kind].append(replace(named, sentence=beside))
        elif kind:
            sentence = " ".join(part for part in (told_by(own), beside) if part)
            moved[kind].append(replace(named, sentence=sentence))
        else:
            code, words = why_untold(entry, own)
            at = _ORDER.index(code) if code in _ORDER else len(_ORDER)
            unknown.append((at, words, replace(named, sentence=beside)))
            against.add(comparator_name(own.gap.comparator, own.gap.other))
    unknown.sort(key=lambda one: (one[0], bool(one[2].sentence)))  # the plain names together
    return GapLists(
        **moved,
        unknown=by_reason((row[1:] for row in unknown), explained=_explained()),
        alone=alone,
        background=background,
        comparator=against.pop() if len(against) == 1 else "",
    )


def _kind(own: Figures) -> str:
    """The list a distance stands in; "" where it cannot be told."""
    gap, change = own.gap, own.gap_change
    if gap is None or not gap.has_value or change is None or not change.has_value:
        return ""
    if change.verdict in ("", verdicts.CANNOT_TELL):
        return ""
    if change.verdict == verdicts.UNCHANGED:
        return "unchanged"
    if gap.verdict not in (verdicts.ABOVE, verdicts.BELOW):
        if change.verdict in BETTER:
            return "better"
        if change.verdict in WORSE:
            return "worse"
    return "other"


def why_untold(entry: Entry, own: Figures) -> tuple[str, str]:
    """Code and words of why it cannot be told whether a distance has moved."""
    silent = _silent(own)
    if silent is None:
        return verdicts.TOO_FEW, reason_words(verdicts.TOO_FEW)
    states = {
        State.SUPPRESSED: _("skjult (få personer)"),
        State.SUPPRESSED_BY_SOURCE: _("skjult af kilden"),
        State.NOT_RELEASED: _("findes, ikke frigivet"),
        State.MISSING: _("mangler"),
    }
    if silent.state in states:
        return silent.state, states[State(silent.state)]
    code = silent.reason
    if code == verdicts.SMALLER_THAN_UNCERTAINTY and _is_never_seen(entry, own):
        return FEW, _("for få bag tallet")
    if code == verdicts.NO_N:
        words = verdict_words.why(entry, own, silent)
        if words == no_base_words(entry):
            return code, words
        code = "no_spread"  # the number is known, its uncertainty is not
    return code, reason_words(code) or _("kan ikke afgøres endnu")


def _silent(own: Figures) -> Reading | None:
    """The first of level, distance and its change that says nothing."""
    for reading in (own.level, own.gap):
        if reading is not None and not reading.has_value:
            return reading
    return own.gap_change


def _is_never_seen(entry: Entry, own: Figures) -> bool:
    """Whether the whole distance could go and hardly be seen (50 %), for the people counted are so few.

    Held against the very interval that stands beside the change: both the distance as it is now and
    the one at the baseline are less than what such an interval usually finds.
    """
    gap, change = own.gap, own.gap_change
    if entry.kind != Definition.Kind.SHARE or gap is None or change is None:
        return False
    now, moved, lower, upper = gap.estimate, change.estimate, change.lower, change.upper
    if now is None or moved is None or lower is None or upper is None:
        return False
    return all(
        detectable.is_hardly_seen(
            whole, moved - lower if whole < 0 else upper - moved, power=detectable.HARDLY
        )
        for whole in (now, now - moved)  # one that goes from below 0 rises
    )


def _explained() -> dict[str, str]:
    """What a reason's words mean here, where they are not plain by themselves."""
    return {
        _("for få bag tallet"): _(
            "Selv hvis hele afstanden forsvandt, ville to tal med så få bag næppe kunne vise det."
        )
    }


def _address(entry: Entry, own: Figures, slug: str) -> str:
    """What explains the distance; the figure itself where there is none."""
    if own.gap_change is not None:
        return explanation_address(own.gap_change, entry=entry, area=slug, statement=COUNCIL)
    told = own.gap or own.pace or own.moved or own.level
    return explanation_address(told, entry=entry, area=slug) if told is not None else ""
