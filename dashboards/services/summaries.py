"""A paragraph written from the verdicts: what has moved, and what cannot be told yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indicators.rules import verdicts
from indicators.rules.council import BETTER, WORSE
from indicators.services import verdict_words
from indicators.services.cards import Card
from indicators.services.gap_lists import GapLists
from indicators.services.gap_wording import comparator_name
from indicators.services.lists_in_words import quoted

# Where the lists stand on the page of an area.
COURSES, UNKNOWN_GAPS = "#udvikling-uafgjort", "#afstande-uafgjort"
NAMED = 2  # how many indicators a sentence names before it counts the rest


@dataclass(frozen=True)
class Sentence:
    """A sentence of the paragraph; the part of it that is `linked` leads to the list it counts."""

    before: str
    linked: str = ""
    after: str = ""
    url: str = ""


def summary(cards: Sequence[Card], gaps: GapLists, *, undecided: int) -> list[Sentence]:
    """A few sentences: the area's own course first, then its distances; without figures that is told.

    `undecided` is how many indicators' own course cannot be told.
    """
    if not any(card.value.get("number") for card in cards):
        return [Sentence(_("Der er endnu ingen tal at vise for området."))]
    kinds: dict[str, list[Card]] = {}
    for card in cards:
        if card.course is not None:
            key = verdict_words.count_key(card.course)
            kinds.setdefault("forward" if key == "on_track" else key, []).append(card)
    told = [
        *(_named(sentence, kinds.get(kind, [])) for kind, sentence in _courses().items()),
        _undecided(
            _(
                "For %(number)s kan det endnu ikke afgøres, om området når måltallet eller har flyttet "
                "sig."
            ),
            undecided,
            COURSES,
        ),
        _gaps_moved(cards, BETTER),
        _gaps_moved(cards, WORSE),
        _undecided(_unknown_gaps(gaps), gaps.unknown_count, UNKNOWN_GAPS),
    ]
    sentences = [sentence for sentence in told if sentence]
    return sentences or [Sentence(_("Det kan endnu ikke afgøres, om noget har flyttet sig."))]


def _courses() -> dict[str, str]:
    """A sentence for each course; a target that is kept or reached is not a figure that has moved.

    They name the way, not the figure's rise: "gået frem på “Utryg …”" would read as its opposite.
    """
    return {
        "reached": _("Området har nået måltallet for %(names)s."),
        "kept": _("Området holder måltallet for %(names)s."),
        "forward": _("Det går den rigtige vej med %(names)s."),
        "slow": _("Det går for langsomt til at nå måltallet for %(names)s."),
        "still": _("Det går langt fra hurtigt nok til at nå måltallet for %(names)s."),
        "off_course": _("Kursen mod måltallet holder ikke for %(names)s."),
        "missed": _("Området har ikke nået måltallet for %(names)s."),
        "back": _("Det går den forkerte vej med %(names)s."),
        "lost": _("Området holder ikke længere måltallet for %(names)s."),
    }


def _gaps_moved(cards: Sequence[Card], codes: Sequence[str]) -> Sentence | None:
    """The distances that have moved one way, those that only have a new side or a lead told apart."""
    moved = [card for card in cards if _gap_code(card) in codes]
    if not moved:
        return None
    is_plain = all(_gap_code(card) in (verdicts.NARROWED, verdicts.WIDENED) for card in moved)
    if codes is BETTER:
        words, url = (
            (
                _("Afstanden til %(comparator)s er blevet mindre")
                if is_plain
                else _("Afstanden til %(comparator)s er blevet mindre eller vendt til det bedre")
            ),
            "#afstande-bedre",
        )
    else:
        words, url = (
            (
                _("Afstanden til %(comparator)s er blevet større")
                if is_plain
                else _("Afstanden til %(comparator)s er blevet større eller vendt til det værre")
            ),
            "#afstande-vaerre",
        )
    names = quoted((card.name for card in moved), most=NAMED)
    after = " " + _("for %(names)s.") % {"names": names}
    return Sentence("", words % {"comparator": _comparator(moved)}, after, url)


def _gap_code(card: Card) -> str:
    gap, change = card.figures.gap, card.figures.gap_change
    if card.gap is None or not card.gap.get("verdict") or gap is None or change is None:
        return ""
    return "" if gap.verdict in (verdicts.ABOVE, verdicts.BELOW) else change.verdict


def _comparator(cards: Sequence[Card]) -> str:
    gaps = [card.figures.gap for card in cards if card.figures.gap is not None]
    names = {comparator_name(gap.comparator, gap.other) for gap in gaps}
    if len(names) == 1:
        return names.pop()
    return _("kommunen")


def _named(sentence: str, cards: Sequence[Card]) -> Sentence | None:
    if not cards:
        return None
    return Sentence(sentence % {"names": quoted((card.name for card in cards), most=NAMED)})


def _unknown_gaps(gaps: GapLists) -> str:
    words = _(
        "For %(number)s kan det endnu ikke afgøres, om afstanden til %(comparator)s er blevet "
        "mindre eller større."
    )
    return words % {"comparator": gaps.comparator or _("kommunen"), "number": "%(number)s"}


def _undecided(words: str, count: int, url: str) -> Sentence | None:
    """How many cannot be told, the number leading to the list of them."""
    if not count:
        return None
    number = ngettext("%(n)s indikator", "%(n)s indikatorer", count) % {"n": count}
    before, _mark, after = words.partition("%(number)s")
    return Sentence(before, number, after, url)
