"""A paragraph written from the verdicts: what has moved, and what cannot be told yet."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indicators.services.cards import Card
from indicators.services.gap_wording import comparator_name
from indicators.services.lists_in_words import quoted

NAMED = 2  # how many indicators a sentence names before it counts the rest


def summary(cards: Sequence[Card]) -> str:
    """A few sentences, one for each course; an area without figures is told so."""
    if not any(card.value.get("number") for card in cards):
        return _("Der er endnu ingen tal at vise for området.")
    kinds: dict[str, list[Card]] = {}
    for card in cards:
        if card.course is not None:
            kinds.setdefault(card.course.kind, []).append(card)
    narrower = [card for card in cards if _gap_kind(card) == "narrowing"]
    wider = [card for card in cards if _gap_kind(card) == "widening"]
    sentences = [
        *(_named(sentence, kinds.get(kind, [])) for kind, sentence in _courses().items()),
        _named(_gap_sentence(narrower, is_narrower=True), narrower),
        _named(_gap_sentence(wider, is_narrower=False), wider),
        _undecided(len(kinds.get("undecided", []))),
    ]
    told = [sentence for sentence in sentences if sentence]
    return " ".join(told) or _("Det kan endnu ikke afgøres, om noget har flyttet sig.")


def _courses() -> dict[str, str]:
    """A sentence for each course; a target that is kept or reached is not a figure that has moved.

    They name the way, not the figure's rise: "gået frem på “Utryg …”" would read as its opposite.
    """
    return {
        "reached": _("Området har nået måltallet for %(names)s."),
        "kept": _("Området holder måltallet for %(names)s."),
        "forward": _("Det går den rigtige vej med %(names)s."),
        "slow": _("Det går for langsomt til at nå måltallet for %(names)s."),
        "back": _("Det går den forkerte vej med %(names)s."),
        "lost": _("Området holder ikke længere måltallet for %(names)s."),
    }


def _gap_kind(card: Card) -> str:
    verdict = (card.gap or {}).get("verdict")
    return verdict.kind if verdict else ""


def _gap_sentence(cards: Sequence[Card], *, is_narrower: bool) -> str:
    comparator = _comparator(cards)
    words = (
        _("Afstanden til %(comparator)s er blevet mindre på")
        if is_narrower
        else _("Afstanden til %(comparator)s er blevet større på")
    )
    return words % {"comparator": comparator} + " %(names)s."


def _comparator(cards: Sequence[Card]) -> str:
    gaps = [card.figures.gap for card in cards if card.figures.gap is not None]
    names = {comparator_name(gap.comparator, gap.other) for gap in gaps}
    if len(names) == 1:
        return names.pop()
    return _("kommunen")


def _named(sentence: str, cards: Sequence[Card]) -> str:
    return sentence % {"names": quoted((card.name for card in cards), most=NAMED)} if cards else ""


def _undecided(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "For %(n)s indikator kan udviklingen endnu ikke afgøres.",
        "For %(n)s indikatorer kan udviklingen endnu ikke afgøres.",
        count,
    ) % {"n": count}
