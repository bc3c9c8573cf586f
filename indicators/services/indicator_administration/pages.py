"""What the pages of indicators and definitions tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indicators.models import Definition, Indicator
from indicators.services.indicator_administration.indicators import consequence_of
from indicators.services.names import localised
from indicators.services.periods_in_words import slot_in_words


@dataclass(frozen=True)
class IndicatorRow:
    """One indicator in the list."""

    indicator: Indicator
    name: str
    definition: Definition | None
    source: str
    suppliers: tuple[str, ...]
    targets: int


def administered(*, restricted: bool) -> QuerySet[Indicator]:
    """Indicators in use and retired ones; restricted ones by right only."""
    found = Indicator.objects.all()
    return found if restricted else found.filter(is_restricted=False)


def indicator_rows(*, restricted: bool) -> list[IndicatorRow]:
    """All of them, those in use first; a fixed number of queries."""
    found = administered(restricted=restricted).prefetch_related("data_sets__supplier", "targets")
    newest = {
        definition.indicator_id: definition
        for definition in Definition.objects.order_by("indicator_id", "-version")
        .distinct("indicator_id")
        .select_related("source")
    }
    rows = [
        IndicatorRow(
            indicator=indicator,
            name=localised(indicator),
            definition=newest.get(indicator.pk),
            source=localised(newest[indicator.pk].source) if indicator.pk in newest else "",
            suppliers=tuple(each.supplier.label for each in indicator.data_sets.all()),
            targets=len(indicator.targets.all()),
        )
        for indicator in found
    ]
    return sorted(rows, key=lambda row: (not row.indicator.is_active, row.name.casefold()))


def names_of(indicator: Indicator) -> dict[str, Any]:
    """An indicator's own fields, as its form shows them."""
    others = indicator.group.indicators.exclude(pk=indicator.pk).filter(is_restricted=False)
    return {
        "name": indicator.name,
        "name_en": indicator.name_en,
        "home_goal": indicator.home_goal,
        "belongs_with": others.first(),
        "is_front": indicator.is_front,
        "is_restricted": indicator.is_restricted,
    }


def consequence_in_words(indicator: Indicator) -> str:
    """What is computed anew when something about the indicator changes."""
    found = consequence_of(indicator.group, restricted=indicator.is_restricted)
    counted = ngettext("%(count)s tal", "%(count)s tal", found.figures) % {"count": found.figures}
    return _("Beregnes igen: %(indicators)s (%(figures)s).") % {
        "indicators": ", ".join(found.indicators),
        "figures": counted,
    }


def one_indicator(indicator: Indicator) -> dict[str, Any]:
    """Everything the page of one indicator shows."""
    versions = list(
        indicator.definitions.select_related("source")
        .prefetch_related("breakdowns")
        .order_by("-version")
    )
    targets = [
        {
            "row": target,
            "slot": slot_in_words(target.slot),
            "from": slot_in_words(target.baseline_slot),
        }
        for target in indicator.targets.select_related("area").order_by(
            "area__position", "area__name", "slot"
        )
    ]
    data_sets = indicator.data_sets.select_related("supplier", "responsible").prefetch_related(
        "readers__organisation"
    )
    return {
        "indicator": indicator,
        "name": localised(indicator),
        "versions": versions,
        "newest": versions[0],
        "targets": targets,
        "data_sets": data_sets,
        "consequence": consequence_in_words(indicator),
        "together": [
            localised(other)
            for other in indicator.group.indicators.exclude(pk=indicator.pk)
            if not other.is_restricted
        ],
        "merged_into": indicator.merged_into and localised(indicator.merged_into),
    }
