"""Rules between indicators: which of some new figures do not fit with the others of their place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F, Q, QuerySet

from areas.models import Area
from indicators.models import CheckRule, Definition, Indicator, Measurement
from indicators.rules.check_rules import holds
from indicators.rules.values import VALUE, Figure
from indicators.rules.workflow import SEEN
from indicators.services.data_sets import figures_seen_by
from indicators.services.figures import NewFigure, figure_of
from partnership.rules.access import Standing

PlaceKey = tuple[int, str]  # area, slot
Known = dict[tuple[int, int, str], Figure]  # indicator, area, slot


@dataclass(frozen=True)
class Breach:
    """A figure that breaks a rule; which figures it does not fit with is said by name only."""

    rule: CheckRule
    definition: Definition
    area: Area
    slot: str

    @property
    def is_hard(self) -> bool:
        """Whether it refuses the figure; else it is flagged."""
        return self.rule.is_hard


def breaches(
    entries: Iterable[NewFigure], *, standing: Standing | None = None, hard: bool | None = None
) -> list[Breach]:
    """Where whole figures break a rule, taken together with what stands beside them.

    Only figures that the writer may see as they were logged are compared with: a refusal must not
    tell what somebody else keeps to itself. Where no person writes (`standing=None`), many read why
    a figure was refused: then only what is kept from nobody counts. A flag is shown by right, so it
    may rest on all. A handful of queries, however many the figures are.
    """
    whole = [entry for entry in entries if entry.is_whole]
    indicators = {entry.definition.indicator_id for entry in whole}
    touched = Q(left__in=indicators) | Q(right__in=indicators)
    active = CheckRule.objects.filter(touched, is_active=True).distinct()
    if hard is not None:
        active = active.filter(is_hard=hard)
    rules = list(active.prefetch_related("right")) if whole else []
    if not rules:
        return []
    written = {
        (entry.definition.indicator_id, entry.area.pk, entry.slot): entry for entry in whole
    }  # fmt: skip
    seen = _kept_from_nobody(indicators) if hard and standing is None else _seen_by(standing)
    known = _stored(rules, written, seen)
    known |= {key: entry.figure for key, entry in written.items()}
    found = []
    for rule in rules:
        named = [rule.left_id, *(indicator.pk for indicator in rule.right.all())]
        for (indicator, area, slot), entry in written.items():
            if indicator in named and not _fits(rule, named, (area, slot), known):
                found.append(Breach(rule, entry.definition, entry.area, entry.slot))
    return found


def _fits(rule: CheckRule, named: Sequence[int], place: PlaceKey, known: Known) -> bool:
    left, *right = (
        part_of(known.get((indicator, *place)), part)
        for indicator, part in zip(
            named, [rule.left_part, *[rule.right_part] * (len(named) - 1)], strict=True
        )
    )
    return holds(rule.relation, left, right)


def part_of(figure: Figure | None, part: str) -> Decimal | None:
    """The number of a figure that a rule is about."""
    if figure is None or figure.state != VALUE:
        return None
    number: Decimal | None = getattr(figure, part)
    return number


def _seen_by(standing: Standing | None) -> QuerySet[Measurement]:
    return Measurement.objects.all() if standing is None else figures_seen_by(standing)


def _kept_from_nobody(written: Iterable[int]) -> QuerySet[Measurement]:
    """Versions that are neither a supplier's own nor restricted, beside those of these indicators."""
    kept = Q(data_set__is_supplier_owned=True) & ~Q(workflow__in=SEEN)
    kept |= Q(cell__definition__indicator__is_restricted=True)
    return Measurement.objects.exclude(kept & ~Q(cell__definition__indicator__in=written))


def _stored(
    rules: Sequence[CheckRule],
    written: dict[tuple[int, int, str], NewFigure],
    seen: QuerySet[Measurement],
) -> Known:
    """The newest whole figures of the rules' indicators at these places."""
    named = {rule.left_id for rule in rules} | {r.pk for rule in rules for r in rule.right.all()}
    rows = seen.filter(
        cell__definition__indicator__in=Indicator.objects.filter(pk__in=named),
        cell__area__in={key[1] for key in written},
        cell__slot__in={key[2] for key in written},
        cell__category__category_set__code="total",
        version=F("cell__version"),
    )
    ordered = rows.select_related("cell__definition").order_by("cell__definition__version")
    return {
        (row.cell.definition.indicator_id, row.cell.area_id, row.cell.slot): figure_of(row)
        for row in ordered
    }
