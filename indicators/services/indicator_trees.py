"""The tree vision → goal → indicator."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from indicators.services import results
from indicators.services.cards import indicator_url
from indicators.services.definition_cards import direction_in_words, frequency_in_words


@dataclass(frozen=True)
class Leaf:
    """One indicator with the essentials of its definition."""

    name: str
    url: str
    essentials: str
    counts: str


@dataclass(frozen=True)
class Branch:
    """One goal."""

    title: str
    leaves: list[Leaf] = field(default_factory=list)


@dataclass(frozen=True)
class Trunk:
    """One vision."""

    title: str
    branches: list[Branch] = field(default_factory=list)


def indicator_tree(*, restricted: bool) -> list[Trunk]:
    """All active indicators under their goals and visions; one query."""
    newest = {entry.indicator_id: entry for entry in results.catalogue(restricted=restricted)}
    trunks: dict[int | None, Trunk] = {}
    branches: dict[int | None, Branch] = {}
    for entry in newest.values():
        trunk = trunks.setdefault(
            entry.vision_id, Trunk(entry.vision or _("Indikatorer uden vision"))
        )
        if entry.goal_id not in branches:
            branches[entry.goal_id] = Branch(entry.goal or "")
            trunk.branches.append(branches[entry.goal_id])
        parts = [entry.unit, direction_in_words(entry), entry.source, frequency_in_words(entry)]
        counts = entry.numerator
        if entry.numerator and entry.denominator:
            counts = _("%(counted)s ud af: %(base)s") % {
                "counted": entry.numerator,
                "base": entry.denominator,
            }
        branches[entry.goal_id].leaves.append(
            Leaf(entry.name, indicator_url(entry.code), " · ".join(parts), counts)
        )
    return list(trunks.values())
