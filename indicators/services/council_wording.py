"""The council's three-part verdict as sentences: the gap first, then what moved it.

Every combination of area × comparator × gap × lead or lag × direction has its own; the tests walk
through all of them.
"""

from __future__ import annotations

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from indicators.rules import verdicts
from indicators.rules.council import ThreePart, three_part
from indicators.rules.verdicts import (
    BACK,
    CANNOT_TELL,
    CLEAR_SIGNS,
    FALLS,
    FORWARD,
    LEAD,
    RISES,
    UNCHANGED,
)
from indicators.services.gap_wording import comparator_name, verdict_of
from indicators.services.results import Figures, Reading


def council_sentence(
    three: ThreePart, *, standing: str, rest: str, has_better_side: bool = True
) -> str:
    """Gap and cause in words. `standing` is the newest gap's verdict, `rest` the comparator's name."""
    gap = _gap(three, standing, has_better_side=has_better_side)
    return f"{gap} {_cause(three)}" % _values(three, rest)


def told_by(figures: Figures) -> str:
    """The three-part verdict of one indicator in one area; "" where no gap's change is known."""
    gap, three = figures.gap, _three_of(figures)
    if gap is None or three is None:
        return ""
    rest = comparator_name(gap.comparator, gap.other)
    has_better_side = _has_better_side(gap)
    return council_sentence(three, standing=gap.verdict, rest=rest, has_better_side=has_better_side)


def cause_sentence(figures: Figures) -> str:
    """Who moved, where the distance has: the area, what it is compared with, both; or that nobody can tell.

    "" where the distance has not moved for sure.
    """
    gap, three = figures.gap, _three_of(figures)
    if gap is None or three is None or three.gap.code in ("", UNCHANGED, CANNOT_TELL):
        return ""
    return _cause(three) % _values(three, comparator_name(gap.comparator, gap.other))


def _three_of(figures: Figures) -> ThreePart | None:
    """Area, comparator and distance of one indicator; None where no gap's change is known."""
    gap, moved = figures.gap, figures.gap_change
    if gap is None or moved is None or not moved.has_value:
        return None
    return three_part(
        verdict_of(figures.moved),
        verdict_of(figures.comparator_moved),
        verdict_of(moved),
        has_better_side=_has_better_side(gap),
    )


def _has_better_side(gap: Reading) -> bool:
    return gap.verdict not in (verdicts.ABOVE, verdicts.BELOW)


def _values(three: ThreePart, rest: str) -> dict[str, str]:
    return {
        "rest": rest,
        "Rest": capfirst(rest),
        "area_word": _word(three.area.code),
        "rest_word": _word(three.rest.code),
    }


def _gap(three: ThreePart, standing: str, *, has_better_side: bool) -> str:
    code, is_ahead = three.gap.code, standing == LEAD
    if code == UNCHANGED:
        return (
            _("Forspringet til %(rest)s er stort set uændret.")
            if is_ahead
            else _("Afstanden til %(rest)s er stort set uændret.")
        )
    clause = _clause(code, standing, has_better_side=has_better_side)
    if not clause:
        return (
            _("Det kan endnu ikke afgøres, om forspringet til %(rest)s har ændret sig.")
            if is_ahead
            else _("Det kan endnu ikke afgøres, om afstanden til %(rest)s har ændret sig.")
        )
    sentence = (
        _("Der er klare tegn på, at %(clause)s.")
        if three.gap.certainty == CLEAR_SIGNS
        else _("Der er tegn på, at %(clause)s.")
    )
    return sentence % {"clause": clause}


def gap_clause(change: Reading, *, standing: str, has_better_side: bool = True) -> str:
    """What has become of a distance, to follow "tegn på, at"; "" where nothing has that can be told."""
    clause = _clause(change.verdict, standing, has_better_side=has_better_side)
    return clause % {"rest": comparator_name(change.comparator, change.other)}


def _clause(code: str, standing: str, *, has_better_side: bool) -> str:
    if code == verdicts.CROSSED and not has_better_side:
        return _("området og %(rest)s har byttet plads")
    if code == verdicts.CROSSED and standing != LEAD:  # only a sure lead is one
        return _(
            "forholdet til %(rest)s er vendt til det bedre, men ikke på, at området nu er foran"
        )
    if code == verdicts.CROSSED_BACK and standing != verdicts.LAG:
        return _("forholdet til %(rest)s er vendt til det værre, men ikke på, at området nu er bag")
    return {
        verdicts.NARROWED: _("afstanden til %(rest)s er blevet mindre"),
        verdicts.NEARER: _("afstanden til %(rest)s er blevet mindre"),
        verdicts.WIDENED: _("afstanden til %(rest)s er blevet større"),
        verdicts.FARTHER: _("afstanden til %(rest)s er blevet større"),
        verdicts.LEAD_GROWN: _("forspringet til %(rest)s er blevet større"),
        verdicts.LEAD_SHRUNK: _("forspringet til %(rest)s er blevet mindre"),
        verdicts.CROSSED: _("området er kommet foran %(rest)s"),
        verdicts.CROSSED_BACK: _("området er kommet bag %(rest)s"),
    }.get(code, "")


def _cause(three: ThreePart) -> str:
    message, area, rest = three.message, three.area.code, three.rest.code
    if not message:
        return _("Området: %(area_word)s. %(Rest)s: %(rest_word)s.")
    if message in ("gap_better_cause_unclear", "gap_worse_cause_unclear"):
        if area in (FORWARD, BACK) or rest in (FORWARD, BACK):
            return _("Hver for sig peger tallene en anden vej, så årsagen kan ikke afgøres.")
        return _("Det kan ikke afgøres, om det er området eller %(rest)s, der har flyttet sig.")
    return _causes().get(message) or _movement(area, rest)


def _causes() -> dict[str, str]:
    """What moved the gap, where area and comparator together say so."""
    return {
        "area_forward_more_than_rest": _("Både området og %(rest)s er gået frem, området mest."),
        "area_forward_rest_more": _("Området er gået frem, men %(rest)s mere."),
        "area_back_more_than_rest": _("Både området og %(rest)s er gået tilbage, området mest."),
        "rest_declined": _("Det skyldes, at %(rest)s er gået tilbage."),
        "rest_declined_more": _("Det skyldes, at %(rest)s er gået mere tilbage end området."),
        "rest_forward_area_not": _("%(Rest)s er gået frem, men det kan ikke ses i området."),
    }


def _movement(area: str, rest: str) -> str:
    """Which of the two has moved, and which way."""
    known = {
        (FORWARD, FORWARD): _("Både området og %(rest)s er gået frem."),
        (BACK, BACK): _("Både området og %(rest)s er gået tilbage."),
        (FORWARD, BACK): _("Området er gået frem, mens %(rest)s er gået tilbage."),
        (BACK, FORWARD): _("Området er gået tilbage, mens %(rest)s er gået frem."),
        (FORWARD, UNCHANGED): _("Området er gået frem, mens %(rest)s er stort set uændret."),
        (BACK, UNCHANGED): _("Området er gået tilbage, mens %(rest)s er stort set uændret."),
    }
    if (area, rest) in known:
        return known[area, rest]
    return {
        (FORWARD, ""): _("Området er gået frem; en ændring i %(rest)s kan ikke ses."),
        (BACK, ""): _("Området er gået tilbage; en ændring i %(rest)s kan ikke ses."),
        ("", FORWARD): _("%(Rest)s er gået frem; en ændring i området kan ikke ses."),
        ("", BACK): _("%(Rest)s er gået tilbage; en ændring i området kan ikke ses."),
        ("", ""): _("Hverken i området eller i %(rest)s kan der ses en ændring."),
    }[area if area in (FORWARD, BACK) else "", rest if rest in (FORWARD, BACK) else ""]


def _word(code: str) -> str:
    return {
        FORWARD: _("gået frem"),
        BACK: _("gået tilbage"),
        RISES: _("steget"),
        FALLS: _("faldet"),
        UNCHANGED: _("stort set uændret"),
        CANNOT_TELL: _("kan ikke afgøres"),
    }.get(code, "")
