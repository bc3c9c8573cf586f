"""The course around the effort, in words: before its start, and of the distance; never why."""

from __future__ import annotations

from django.utils.translation import gettext as _

from effects.rules import evidence as rules
from effects.services.evidence_findings import Findings
from indicators.rules import council, verdicts
from indicators.services import wording
from indicators.services.comparators import name_of
from indicators.services.gap_wording import verdict_of
from indicators.services.periods_in_words import slot_in_words

# Messages of the three verdicts that say the area itself went forward, and that it did not.
_FORWARD = ("area_forward_more_than_rest", "area_forward_rest_back", "area_forward_rest_more")
_NOT_FORWARD = ("rest_declined", "rest_declined_more", "rest_forward_area_not")

# Verdicts that say of a distance that it has moved and kept its side.
_MOVED = (
    verdicts.NARROWED, verdicts.NEARER, verdicts.WIDENED, verdicts.FARTHER, verdicts.LEAD_GROWN,
    verdicts.LEAD_SHRUNK,
)  # fmt: skip


def before_sentence(found: Findings) -> str:
    """That the figure moved before the start already, where that is sure; else nothing."""
    earlier, first, way = found.earlier, found.first, way_before(found)
    if earlier is None or first is None or not way:
        return ""
    style, decimals = wording.number_style(), found.entry.decimals
    write = style.size if found.is_gap else style.plain
    values = {
        "value": write(earlier.estimate or 0.0, decimals),
        "unit": wording.gap_unit(found.entry) if found.is_gap else found.entry.unit,
        "since": slot_in_words(earlier.slot),
        "then": write(first.estimate or 0.0, decimals),
        "until": slot_in_words(first.slot),
        "change": _went(found),
    }
    sentences = {
        (False, 1): _(
            "Der var tegn på en stigning allerede før indsatsen (fra %(value)s %(unit)s i %(since)s "
            "til %(then)s i %(until)s%(change)s)."
        ),
        (False, -1): _(
            "Der var tegn på et fald allerede før indsatsen (fra %(value)s %(unit)s i %(since)s til "
            "%(then)s i %(until)s%(change)s)."
        ),
        (True, 1): _(
            "Der var tegn på, at afstanden blev større allerede før indsatsen (fra %(value)s "
            "%(unit)s i %(since)s til %(then)s i %(until)s%(change)s)."
        ),
        (True, -1): _(
            "Der var tegn på, at afstanden blev mindre allerede før indsatsen (fra %(value)s "
            "%(unit)s i %(since)s til %(then)s i %(until)s%(change)s)."
        ),
    }
    return sentences[found.is_gap, way] % values


def _went(found: Findings) -> str:
    """The change before the start with its interval; of a distance: how its size changed."""
    went, first = found.went, found.first
    if went is None or first is None or went.limits is None:
        return ""
    if found.is_gap and rules.side(first.estimate) < 0:
        went = went.negated()
    style, decimals = wording.number_style(), found.entry.decimals
    return _("; ændring %(change)s %(unit)s, usikkerhed %(limits)s") % {
        "change": style.signed(went.estimate or 0.0, decimals),
        "unit": wording.gap_unit(found.entry),
        "limits": style.interval(*(went.limits or (0.0, 0.0)), decimals),
    }


def under_way_sentence(found: Findings) -> str:
    """That a change may be the rest of one that was there before, where both went the same way."""
    is_sure = found.outcome in rules.SURE
    if not is_sure or found.moved is None or found.went is None or not way_before(found):
        return ""
    if found.moved.sign != found.went.sign:
        return ""
    return _("En del af ændringen kan være en udvikling, der var i gang før indsatsen.")


def way_before(found: Findings) -> int:
    """Which way the figure (of a distance: its size) surely went before the start; 0 where not sure."""
    if found.earlier is None or found.first is None or found.went is None:
        return 0
    if not found.is_gap:
        return found.went.sign
    side = rules.side(found.first.estimate)
    stayed = side == rules.side(found.earlier.estimate)
    return found.went.sign * side if stayed else 0


def distance_sentences(found: Findings) -> list[str]:
    """The distance beside a figure that was expected to move, and what lies in either's course."""
    if found.is_gap:
        return [_parts(found)]
    if found.last is None or found.outcome in (rules.NOT_BEGUN, rules.BREAK):
        return []
    told = _distance(found)
    return [told, _two_years(found), _parts(found)] if told else []


def _two_years(found: Findings) -> str:
    """Why the distance is told from another year than the figure, where it is."""
    first, change = found.first, found.figures.gap_change
    if first is None or change is None or first.slot == change.baseline_slot:
        return ""
    return _("Den regnes fra udgangspunktet (%(since)s), tallet fra %(before)s.") % {
        "since": slot_in_words(change.baseline_slot),
        "before": slot_in_words(first.slot),
    }


def _distance(found: Findings) -> str:
    """Then, now, and whether the difference between them is sure; as it is judged on every page."""
    gap, change = found.figures.gap, found.figures.gap_change
    if gap is None or change is None or not gap.has_value or not change.has_value:
        return ""
    if gap.slot != change.slot:
        return ""
    now, moved = gap.estimate or 0.0, change.estimate or 0.0
    style, decimals = wording.number_style(), found.entry.decimals
    values = {
        "comparator": name_of(gap.comparator, gap.other),
        "before": style.size(now - moved, decimals),
        "now": style.size(now, decimals),
        "unit": wording.gap_unit(found.entry),
        "since": slot_in_words(change.baseline_slot),
        "period": slot_in_words(gap.slot),
        "signs": signs(is_clear=change.certainty == verdicts.CLEAR_SIGNS),
    }
    return _distances().get(change.verdict, "") % values


def signs(*, is_clear: bool) -> str:
    """How sure it is that a distance has moved, in the words of every page; clear at 99.8 %."""
    return _("klare tegn") if is_clear else _("tegn")


def has_clearly_moved(found: Findings) -> bool:
    """Whether the stored verdict on just this change of the distance is clear signs of it."""
    change, first, last = found.figures.gap_change, found.first, found.last
    if change is None or first is None or last is None or found.moved is None:
        return False
    if change.verdict not in _MOVED or change.certainty != verdicts.CLEAR_SIGNS:
        return False
    is_same = (change.baseline_slot, change.slot) == (first.slot, last.slot)
    return is_same and rules.side(change.estimate) == found.moved.sign


def _distances() -> dict[str, str]:
    """One sentence for each stored verdict on the distance."""
    smaller = _(
        "Afstanden til %(comparator)s var %(before)s %(unit)s i %(since)s og %(now)s i %(period)s; "
        "der er %(signs)s på, at den er blevet mindre."
    )
    larger = _(
        "Afstanden til %(comparator)s var %(before)s %(unit)s i %(since)s og %(now)s i %(period)s; "
        "der er %(signs)s på, at den er blevet større."
    )
    crossed = _(
        "Afstanden til %(comparator)s var %(before)s %(unit)s i %(since)s og %(now)s til den anden "
        "side i %(period)s; der er %(signs)s på et skifte."
    )
    return {
        verdicts.NARROWED: smaller,
        verdicts.NEARER: smaller,
        verdicts.WIDENED: larger,
        verdicts.FARTHER: larger,
        verdicts.LEAD_GROWN: _(
            "Områdets forspring for %(comparator)s var %(before)s %(unit)s i %(since)s og %(now)s i "
            "%(period)s; der er %(signs)s på, at det er blevet større."
        ),
        verdicts.LEAD_SHRUNK: _(
            "Områdets forspring for %(comparator)s var %(before)s %(unit)s i %(since)s og %(now)s i "
            "%(period)s; der er %(signs)s på, at det er blevet mindre."
        ),
        verdicts.CROSSED: crossed,
        verdicts.CROSSED_BACK: crossed,
        verdicts.UNCHANGED: _(
            "Afstanden til %(comparator)s var %(before)s %(unit)s i %(since)s og %(now)s i "
            "%(period)s, altså stort set uændret."
        ),
        verdicts.CANNOT_TELL: _(
            "Afstanden til %(comparator)s var %(before)s %(unit)s i %(since)s og %(now)s i "
            "%(period)s; det kan ikke afgøres, om den har ændret sig."
        ),
    }


def _parts(found: Findings) -> str:
    """Whether it was the area or the others that moved, since the baseline; no more than is stored.

    Beside a figure only what does not speak against what was just said of it: the two are told of
    different years.
    """
    figures = found.figures
    gap, change = figures.gap, figures.gap_change
    if gap is None or change is None or not change.has_value:
        return ""
    message = council.three_part(
        verdict_of(figures.moved), verdict_of(figures.comparator_moved), verdict_of(change)
    ).message
    if not found.is_gap:
        has_gained = found.outcome in rules.EXPECTED_WAY
        if message in _NOT_FORWARD and has_gained:
            return ""
        if message in _FORWARD and found.outcome == rules.OPPOSITE:
            return ""
    rest_fell = _(
        "Siden %(since)s er det %(rest)s, der er gået tilbage; området er ikke gået frem."
    )
    sentences = {
        "rest_declined": rest_fell,
        "rest_declined_more": rest_fell,
        "area_forward_rest_more": _(
            "Siden %(since)s er området gået frem, men %(rest)s er gået mere frem."
        ),
        "rest_forward_area_not": _(
            "Siden %(since)s er %(rest)s gået frem; det kan ikke ses i området."
        ),
        "area_forward_more_than_rest": _(
            "Siden %(since)s er både området og %(rest)s gået frem, området mest."
        ),
        "area_forward_rest_back": _(
            "Siden %(since)s er området gået frem, mens %(rest)s er gået tilbage."
        ),
    }
    rest = name_of(gap.comparator, gap.other) or _("sammenligningsgrundlaget")
    return sentences.get(message, "") % {"rest": rest, "since": slot_in_words(change.baseline_slot)}
