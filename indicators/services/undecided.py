"""What cannot be told yet, set out by why, each with the way to its explanation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from indicators.services import verdict_words
from indicators.services.explanations.addresses import explanation_address
from indicators.services.results import Entry, Figures


@dataclass(frozen=True)
class Named:
    """An indicator with the address of what explains it; perhaps with a sentence, never a figure."""

    name: str
    url: str
    sentence: str = ""


@dataclass(frozen=True)
class Reason:
    """One reason, and the indicators it holds for."""

    title: str
    items: tuple[Named, ...]
    explained: str = ""


def by_reason(
    pairs: Iterable[tuple[str, Named]], *, explained: Mapping[str, str] | None = None
) -> list[Reason]:
    """The indicators under the words of their reason, in the order the reasons are first met.

    `explained` gives the words of a reason a sentence more.
    """
    found: dict[str, list[Named]] = {}
    for words, named in pairs:
        found.setdefault(words, []).append(named)
    more = explained or {}
    return [
        Reason(capfirst(words), tuple(items), more.get(words, "")) for words, items in found.items()
    ]


def courses(entries: Sequence[Entry], figures: Mapping[int, Figures], *, slug: str) -> list[Reason]:
    """Indicators whose own course in an area, its pace or its change, cannot be told; `slug` names it."""
    found = []
    for entry in entries:
        own = figures.get(entry.definition_id, Figures())
        verdict = verdict_words.of_course(entry, own)
        told = own.pace or own.moved or own.level
        if verdict is not None and verdict.kind == "undecided" and told is not None:
            url = explanation_address(told, entry=entry, area=slug)
            words = verdict.reason or _("kan ikke afgøres endnu")
            found.append((words, Named(entry.name, url)))
    return by_reason(found)


def count(reasons: Iterable[Reason]) -> int:
    """How many indicators they are together."""
    return sum(len(reason.items) for reason in reasons)
