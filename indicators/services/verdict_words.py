"""From the rules' verdict codes to sign, word and reason on the screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indicators.models import Definition, Result
from indicators.rules import detectable, paces, verdicts
from indicators.rules.bases import needs_base
from indicators.services.periods_in_words import slot_in_words
from indicators.services.results import Entry, Figures, Reading
from indicators.services.wording import Verdict, no_base_words, number_style, reason_words

State = Result.State

_STATE_KINDS = {
    State.MISSING: "missing",
    State.SUPPRESSED: "hidden",
    State.SUPPRESSED_BY_SOURCE: "hidden_by_source",
    State.NOT_RELEASED: "not_released",
    State.NOT_RELEVANT: "not_relevant",
}
_PACE_KINDS = {
    paces.ON_TRACK: "forward",
    paces.TOO_SLOW: "slow",
    paces.LIMITED: "still",
    paces.WRONG_WAY: "back",
    paces.MET: "reached",
    paces.NOT_MET: "slow",
    paces.KEPT: "kept",
    paces.LOST: "lost",
    paces.RIGHT_SIDE: "undecided",
    paces.WRONG_SIDE: "undecided",
    paces.NO_TARGET: "no_target",
}
_CHANGE_KINDS = {
    verdicts.FORWARD: "forward",
    verdicts.BACK: "back",
    verdicts.UNCHANGED: "unchanged",
}
_GAP_KINDS = {
    verdicts.NARROWED: ("narrowing", ""),
    verdicts.WIDENED: ("widening", ""),
    verdicts.NEARER: ("narrowing", "neutral"),
    verdicts.FARTHER: ("widening", "neutral"),
    verdicts.CROSSED: ("crossed", "forward"),
    verdicts.CROSSED_BACK: ("crossed", "back"),
    verdicts.LEAD_GROWN: ("leading", "forward"),
    verdicts.LEAD_SHRUNK: ("leading", "back"),
    verdicts.UNCHANGED: ("unchanged", ""),
}


def of_state(reading: Reading | None) -> Verdict:
    """The sign that stands where there is no figure."""
    if reading is None:
        return Verdict("missing")
    return Verdict(_STATE_KINDS.get(State(reading.state), "missing"))


def direction_of(change: Reading | None) -> str:
    """Which way the number itself has moved."""
    if change is None or not change.has_value or not change.estimate:
        return ""
    return "up" if change.estimate > 0 else "down"


def why(entry: Entry, figures: Figures, reading: Reading) -> str:
    """The reason in few words; "no n" is said only where n is what is missing."""
    return why_of(entry, reading.reason, figures.level.n if figures.level is not None else None)


def why_of(entry: Entry, reason: str, n: float | None) -> str:
    """The reason in few words, of a figure with this n."""
    if reason != verdicts.NO_N:
        return reason_words(reason)
    if n is not None or not needs_base(entry.kind, is_stated=False):
        return _("usikkerheden kendes ikke")
    return no_base_words(entry)


def of_change(entry: Entry, figures: Figures) -> Verdict | None:
    """Forward, back, unchanged or undecided so far; none for context indicators.

    From five periods on the trend through all of them speaks, before that the change since the
    baseline.
    """
    change = figures.moved
    if entry.is_context:
        return None
    if change is None:
        return Verdict("undecided", reason=reason_words("too_few"))
    if not change.has_value or not change.verdict:
        return Verdict("undecided", reason=why(entry, figures, change))
    kind = _CHANGE_KINDS.get(change.verdict, "undecided")
    word = ""
    if change.verdict in (verdicts.RISES, verdicts.FALLS):  # a band without a better side
        kind = "unchanged"
        word = _("stiger") if change.verdict == verdicts.RISES else _("falder")
    way = "" if kind == "unchanged" and not word else direction_of(change)
    return Verdict(kind, way, word=word, reason=why(entry, figures, change))


def of_pace(entry: Entry, figures: Figures) -> Verdict | None:
    """Where the figure stands to its target, else how fast it moves there; none without a decided one."""
    pace = figures.pace
    if entry.is_context or pace is None:
        return None
    if pace.state != State.VALUE or not pace.verdict:  # a kept target has a word but no ratio
        return Verdict("undecided", reason=why(entry, figures, pace))
    if pace.reason == verdicts.SMALLER_THAN_UNCERTAINTY and never_seen(entry, figures):
        word = _("kan næppe afgøres inden %(year)s") % {"year": (entry.target_slot or "")[:4]}
        return Verdict("undecided", word=word, reason=_("for få bag tallet"))
    if pace.verdict == paces.OFF_COURSE:
        return _off_course(figures)
    kind = _PACE_KINDS.get(pace.verdict, "undecided")
    word = _("på rette kurs") if pace.verdict == paces.ON_TRACK else ""
    return Verdict(
        kind,
        direction_of(figures.moved),
        word=word or standing_words(pace.verdict, _target(entry)),
        reason=_why_no_pace(entry, figures, pace),
    )


def _off_course(figures: Figures) -> Verdict:
    """Surely too little by the first and the newest figure; which way, the trend may tell."""
    trend = figures.trend
    words = {
        verdicts.FORWARD: _("ikke på rette kurs; tendensen går frem"),
        verdicts.BACK: _("ikke på rette kurs; tendensen går tilbage"),
    }
    word = words.get(trend.verdict, "") if trend is not None and trend.has_value else ""
    return Verdict("off_course", direction_of(trend) if word else "", word=word)


def _why_no_pace(entry: Entry, figures: Figures, pace: Reading) -> str:
    """The reason in few words; the change itself may well be sure, its speed is what is not."""
    if pace.reason == verdicts.SMALLER_THAN_UNCERTAINTY:
        return _("tempoet kan være højt nok, men også for lavt")
    return why(entry, figures, pace)


def _target(entry: Entry) -> str:
    """The target with its time: "70,0 i 2030"; empty where it is not known."""
    if entry.target_value is None or not entry.target_slot:
        return ""
    return _("%(target)s i %(when)s") % {
        "target": number_style().plain(entry.target_value, entry.decimals),
        "when": slot_in_words(entry.target_slot),
    }


def standing_words(code: str, target: str = "") -> str:
    """Where a figure stands to its target, with the target where it is given; empty for a pace."""
    words = {
        paces.KEPT: (_("holder måltallet"), _("holder måltallet (%(target)s)")),
        paces.LOST: (
            _("holder ikke længere måltallet"),
            _("holder ikke længere måltallet (%(target)s)"),
        ),
        paces.MET: (_("måltal nået"), _("måltal nået (%(target)s)")),
        paces.NOT_MET: (_("måltal ikke nået"), _("måltal ikke nået (%(target)s)")),
        paces.RIGHT_SIDE: (
            _("på den rigtige side af måltallet, men ikke sikkert"),
            _("på den rigtige side af måltallet (%(target)s), men ikke sikkert"),
        ),
        paces.WRONG_SIDE: (
            _("på den forkerte side af måltallet, men ikke sikkert"),
            _("på den forkerte side af måltallet (%(target)s), men ikke sikkert"),
        ),
    }.get(code)
    if words is None:
        return ""
    return words[1] % {"target": target} if target else words[0]


def never_seen(entry: Entry, figures: Figures) -> bool:
    """Whether even the whole way to the target is less than what so few people can show (80 %)."""
    level, change = figures.basis, figures.change
    if entry.kind != Definition.Kind.SHARE or entry.target_value is None or level is None:
        return False
    base = level.n or level.denominator
    if change is None or change.estimate is None or level.estimate is None or not base:
        return False
    return way_is_too_short(level.estimate - change.estimate, entry.target_value, base)


def way_is_too_short(first: float, target: float, base: float) -> bool:
    """Whether the way from the baseline to the target, both shares, is less than `base` people can show."""
    if not 0 <= first <= 100:
        return False
    way, found = target - first, detectable.smallest(first, base)
    smallest = found.rise if way > 0 else found.fall
    return smallest is None or abs(way) < smallest


def of_gap_change(entry: Entry, figures: Figures) -> Verdict | None:
    """Whether the distance has become smaller; none for context indicators."""
    change = figures.gap_change
    if entry.is_context or change is None:
        return None
    if not change.has_value or not change.verdict:
        return Verdict("undecided", reason=why(entry, figures, change))
    kind, tone = _GAP_KINDS.get(change.verdict, ("undecided", ""))
    words = {
        verdicts.CROSSED: _("nu foran"),
        verdicts.CROSSED_BACK: _("nu bag"),
        verdicts.LEAD_GROWN: _("forspringet er blevet større"),
        verdicts.LEAD_SHRUNK: _("forspringet er blevet mindre"),
        verdicts.UNCHANGED: _("afstanden er stort set uændret"),
    }
    word = unsure_side(entry, figures) or words.get(change.verdict, "")
    return Verdict(kind, word=word, reason=why(entry, figures, change), tone=tone)


def unsure_side(entry: Entry, figures: Figures) -> str:
    """The word where the change is sure but not the side: only a sure lead is called "foran"."""
    change, standing = figures.gap_change, figures.gap.verdict if figures.gap else ""
    if change is None:
        return ""
    if entry.direction not in (verdicts.HIGHER, verdicts.LOWER):
        return _("har skiftet side") if change.verdict == verdicts.CROSSED else ""
    if change.verdict == verdicts.CROSSED and standing != verdicts.LEAD:
        return _("vendt til det bedre, men ikke sikkert foran")
    if change.verdict == verdicts.CROSSED_BACK and standing != verdicts.LAG:
        return _("vendt til det værre, men ikke sikkert bag")
    return ""


def of_course(entry: Entry, figures: Figures) -> Verdict | None:
    """The one verdict an indicator is counted by: pace where a target stands, else change."""
    if entry.is_context:
        return None
    if figures.level is None or not figures.level.has_value:
        return of_state(figures.level)
    return of_pace(entry, figures) or of_change(entry, figures)


@dataclass(frozen=True)
class Tally:
    """What components/tally.html shows: one sign per indicator and the count in words."""

    verdicts: tuple[Verdict, ...]
    sentence: str


_ORDER = (
    "reached", "kept", "on_track", "forward", "slow", "still", "off_course", "unchanged", "back",
    "missed", "lost", "undecided", "no_figure",
)  # fmt: skip
_NO_FIGURE = frozenset(_STATE_KINDS.values())


def count_key(verdict: Verdict) -> str:
    """What a verdict is counted as; a target that was not reached says so and no pace."""
    if verdict.kind in _NO_FIGURE:
        return "no_figure"
    if verdict.kind == "slow" and verdict.word:
        return "missed"
    return "on_track" if verdict.kind == "forward" and verdict.word else verdict.kind


def tally(verdicts: Iterable[Verdict]) -> Tally:
    """Count the verdicts; a vision is never graded."""
    ordered = tuple(sorted(verdicts, key=lambda each: _ORDER.index(count_key(each))))
    counts = Counter(count_key(each) for each in ordered)
    total = len(ordered)
    if not total:
        return Tally((), _("Ingen indikatorer, der vurderes."))
    parts = [_count_words(key, counts[key]) for key in _ORDER if counts[key]]
    sentence = ngettext(
        "Af %(total)s indikator: %(counts)s.", "Af %(total)s indikatorer: %(counts)s.", total
    ) % {"total": total, "counts": ", ".join(parts)}
    return Tally(ordered, sentence)


def _count_words(key: str, count: int) -> str:
    words = {
        "reached": ngettext("%(n)s har nået måltallet", "%(n)s har nået måltallet", count),
        "kept": ngettext("%(n)s holder måltallet", "%(n)s holder måltallet", count),
        "on_track": ngettext("%(n)s er på rette kurs", "%(n)s er på rette kurs", count),
        "forward": ngettext("%(n)s går frem", "%(n)s går frem", count),
        "slow": ngettext("%(n)s går for langsomt frem", "%(n)s går for langsomt frem", count),
        "still": ngettext(
            "%(n)s går langt fra hurtigt nok frem", "%(n)s går langt fra hurtigt nok frem", count
        ),
        "off_course": ngettext("%(n)s er ikke på rette kurs", "%(n)s er ikke på rette kurs", count),
        "missed": ngettext("%(n)s har ikke nået måltallet", "%(n)s har ikke nået måltallet", count),
        "unchanged": ngettext("%(n)s er stort set uændret", "%(n)s er stort set uændrede", count),
        "back": ngettext("%(n)s går tilbage", "%(n)s går tilbage", count),
        "lost": ngettext(
            "%(n)s holder ikke længere måltallet", "%(n)s holder ikke længere måltallet", count
        ),
        "undecided": ngettext(
            "%(n)s kan ikke afgøres endnu", "%(n)s kan ikke afgøres endnu", count
        ),
        "no_figure": ngettext("%(n)s er uden tal", "%(n)s er uden tal", count),
    }
    return words[key] % {"n": count}
