"""What is hidden and how that was checked, for administrators: places and rules, never a figure.

Nothing here tells which cells are hidden for their own sake and which to protect another.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Prefetch

from indicators.models import DisclosureThreshold, Group, Indicator, Result
from indicators.services.names import group_name, in_language, localised


@dataclass(frozen=True)
class Checked:
    """A group of indicators that is hidden together: how much of it, and whether that holds."""

    name: str
    cells: int
    hidden: int
    programs: int
    library: str
    unsafe: int
    shown_before: int


@dataclass(frozen=True)
class HiddenPlace:
    """One indicator in one area: in which periods figures are hidden, and of which breakdowns."""

    area: str
    category: str
    slots: tuple[str, ...]


@dataclass(frozen=True)
class HiddenIndicator:
    """An indicator that has hidden figures."""

    code: str
    name: str
    many: int


def checked_groups(*, restricted: bool) -> list[Checked]:
    """The account of each group that has hidden figures, as its newest run left it.

    A group is named by those of its indicators that the reader may see.
    """
    seen = Indicator.objects.seen_by(restricted=restricted)
    groups = (
        Group.objects.filter(current_run__audit__hidden__gt=0, pk__in=seen.values("group_id"))
        .select_related("current_run")
        .prefetch_related(Prefetch("indicators", queryset=seen))
    )
    found = []
    for group in groups:
        run = group.current_run
        account: Mapping[str, Any] = (run.audit if run else None) or {}
        found.append(
            Checked(
                name=group_name(group),
                cells=account["cells"],
                hidden=account["hidden"],
                programs=account["programs"],
                library=account["library"],
                unsafe=account["unsafe"],
                shown_before=account["shown_before"],
            )
        )
    return sorted(found, key=lambda each: each.name)


def hidden_indicators(*, restricted: bool) -> list[HiddenIndicator]:
    """The indicators that have hidden figures, with how many."""
    counted = dict(
        _hidden(restricted=restricted)
        .order_by()
        .values_list("definition__indicator")
        .annotate(many=Count("pk"))
    )
    indicators = Indicator.objects.filter(pk__in=counted)
    return [HiddenIndicator(each.code, localised(each), counted[each.pk]) for each in indicators]


def hidden_places(code: str, *, restricted: bool) -> list[HiddenPlace]:
    """Where an indicator's figures are hidden, in the fixed order of areas."""
    found: dict[tuple[str, str], list[str]] = {}
    rows = (
        _hidden(restricted=restricted)
        .filter(definition__indicator__code=code)
        .order_by("area__position", "area__name", "category__category_set", "category__position")
        .values_list(
            "area__name", "category__category_set__code", in_language("category__name"), "slot"
        )
    )
    for area, set_code, category, slot in rows:
        part = "" if set_code == "total" else category
        found.setdefault((area, part), []).append(slot)
    return [
        HiddenPlace(area, category, tuple(sorted(set(slots))))
        for (area, category), slots in found.items()
    ]


def thresholds() -> list[DisclosureThreshold]:
    """All rows, those for all sources first."""
    return list(DisclosureThreshold.objects.select_related("source"))


def _hidden(*, restricted: bool) -> Any:
    return (
        Result.objects.published()
        .seen_by(restricted=restricted)
        .filter(statement=Result.Statement.LEVEL, state=Result.State.SUPPRESSED)
    )
