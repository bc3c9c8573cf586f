"""Which bodies' matters a person may read, from the tree of bodies as it stands."""

from __future__ import annotations

from partnership.models import Body
from partnership.rules import bodies as rules
from partnership.rules.access import Standing


def parents() -> dict[int, int | None]:
    """Of each body where it belongs, in one query."""
    return dict(Body.objects.order_by("pk").values_list("pk", "parent_id"))


def seen_by(standing: Standing) -> frozenset[int]:
    """Bodies whose meetings, papers, minutes and proposals the person may read."""
    tree = parents()
    if standing.is_secretariat:
        return frozenset(tree)
    return rules.below(rules.sits_in(standing), tree)


def adopted_seen_by(standing: Standing) -> frozenset[int]:
    """Bodies whose taken decisions the person may read: also those above their own."""
    tree = parents()
    if standing.is_secretariat:
        return frozenset(tree)
    mine = rules.sits_in(standing)
    return rules.below(mine, tree) | rules.above(mine, tree)


def reach_of(standing: Standing) -> tuple[frozenset[int], frozenset[int]]:
    """Both at once: whose matters the person may read, and whose taken decisions."""
    tree = parents()
    if standing.is_secretariat:
        return frozenset(tree), frozenset(tree)
    mine = rules.sits_in(standing)
    seen = rules.below(mine, tree)
    return seen, seen | rules.above(mine, tree)
