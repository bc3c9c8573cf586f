"""Where the trend of a distance says another thing than its change since the baseline: which counts.

The change since the baseline is the verdict everywhere: on cards, in lists and counts. The trend goes
through all figures and is told beside it, never instead of it.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from indicators.rules import verdicts
from indicators.services.council_wording import gap_clause
from indicators.services.periods_in_words import slot_in_words
from indicators.services.results import Figures, Reading


def told_beside(figures: Figures) -> str:
    """What the trend says, what the change says, and which counts; "" where they agree."""
    change, trend = figures.gap_change, figures.gap_trend
    if change is None or trend is None or not _differ(change, trend):
        return ""
    return f"{_all_figures(figures, trend)} {_counts(change)}"


def in_short(figures: Figures) -> str:
    """The same where it stands in a list of changes since the baseline, shorter where it cannot be told."""
    change, trend = figures.gap_change, figures.gap_trend
    if change is None or trend is None or not _differ(change, trend):
        return ""
    if change.verdict != verdicts.CANNOT_TELL:
        return _all_figures(figures, trend)
    values = _values(figures, trend)
    if trend.verdict == verdicts.UNCHANGED:
        return _("alle tal %(first)s–%(last)s under ét: stort set uændret.") % values
    if trend.certainty == verdicts.CLEAR_SIGNS:
        return _("alle tal %(first)s–%(last)s under ét: klare tegn på, at %(clause)s.") % values
    return _("alle tal %(first)s–%(last)s under ét: tegn på, at %(clause)s.") % values


def _differ(change: Reading, trend: Reading) -> bool:
    """Both have a word, and not the same one."""
    has_words = change.has_value and change.verdict and trend.has_value and trend.verdict
    return bool(has_words) and change.verdict != trend.verdict


def _values(figures: Figures, trend: Reading) -> dict[str, str]:
    standing = figures.gap.verdict if figures.gap is not None else ""
    has_better_side = standing not in (verdicts.ABOVE, verdicts.BELOW)
    return {
        "first": slot_in_words(trend.baseline_slot),
        "last": slot_in_words(trend.slot),
        "clause": gap_clause(trend, standing=standing, has_better_side=has_better_side),
    }


def _all_figures(figures: Figures, trend: Reading) -> str:
    values = _values(figures, trend)
    if trend.verdict == verdicts.UNCHANGED:
        return (
            _("Ser man på alle tallene fra %(first)s til %(last)s, er afstanden stort set uændret.")
            % values
        )
    if not values["clause"]:
        return (
            _(
                "Ser man på alle tallene fra %(first)s til %(last)s, kan det ikke afgøres, om afstanden "
                "har ændret sig."
            )
            % values
        )
    if trend.certainty == verdicts.CLEAR_SIGNS:
        return (
            _(
                "Ser man på alle tallene fra %(first)s til %(last)s, er der klare tegn på, at %(clause)s."
            )
            % values
        )
    return (
        _("Ser man på alle tallene fra %(first)s til %(last)s, er der tegn på, at %(clause)s.")
        % values
    )


def _counts(change: Reading) -> str:
    values = {"since": slot_in_words(change.baseline_slot), "period": slot_in_words(change.slot)}
    if change.verdict == verdicts.CANNOT_TELL:
        return (
            _(
                "Holder man kun %(period)s op mod udgangspunktet i %(since)s, kan det ikke afgøres, og "
                "det er det svar, der tæller i oversigterne."
            )
            % values
        )
    return (
        _("I oversigterne tæller svaret fra %(period)s holdt op mod udgangspunktet i %(since)s.")
        % values
    )
