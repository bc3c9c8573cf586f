"""Areas on the verge of a threshold in the law, and what announced moves may do to the shares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter

from areas.models import Area
from indicators.models import Definition, Relocation
from indicators.rules import statutory
from indicators.rules.relocations import Reach, reach
from indicators.rules.statutory import Criterion, Outcome
from indicators.rules.verdicts import BACK
from indicators.services import cards, results
from indicators.services.results import Entry, Figures, Reading
from indicators.services.statutory import Ground
from indicators.services.statutory_rules import NamedRule


@dataclass(frozen=True)
class Near:
    """A criterion that is not met, but not far from it."""

    area: Area
    rule: NamedRule
    outcome: Outcome
    entry: Entry
    figures: Figures

    @property
    def goes_wrong(self) -> bool:
        """Whether there are signs that the figure goes the wrong way."""
        moved = self.figures.moved
        return moved is not None and moved.verdict == BACK


@dataclass(frozen=True)
class Effect:
    """One share of one area before and after a move; `passes` names the thresholds in reach."""

    entry: Entry
    level: Reading
    reach: Reach | None
    passes: tuple[Criterion, ...]


@dataclass(frozen=True)
class Move:
    """An announced relocation seen from one area; `people` is None where their number is unknown."""

    relocation: Relocation
    area: Area
    is_leaving: bool
    people: int | None
    is_assumed: bool
    effects: tuple[Effect, ...]


def nearby(
    known: Ground, rules: Sequence[NamedRule], *, list_on_year: int, within: float, restricted: bool
) -> list[Near]:
    """Unmet criteria within a share (0.1 = 10 %) of their threshold; those going wrong come first."""
    list_on = statutory.list_day(list_on_year)
    moved = _moved(known, restricted=restricted)
    found = []
    for area in _housing(known):
        for named in rules:
            if not named.rule.holds_on(list_on):
                continue
            for criterion in named.rule.criteria:
                entry = known.entries.get(criterion.key)
                if criterion.key == statutory.ORIGIN or entry is None:
                    continue
                outcome = statutory.outcome(criterion, known.value(area, criterion, list_on))
                if outcome.is_met is False and abs(outcome.share or 0.0) <= within:
                    figures = moved.get(area.pk, {}).get(entry.definition_id, Figures())
                    found.append(Near(area, named, outcome, entry, figures))
    return sorted(found, key=lambda near: not near.goes_wrong)


def _moved(known: Ground, *, restricted: bool) -> dict[int, dict[int, Figures]]:
    readings = results.newest(restricted=restricted)
    return {area.pk: cards.newest_figures(readings, area.pk) for area in _housing(known)}


def _housing(known: Ground) -> list[Area]:
    return [place for place in known.places.values() if place.kind == Area.Kind.AREA]


def moves(known: Ground, rules: Sequence[NamedRule], *, per_household: float | None) -> list[Move]:
    """Announced moves seen from the area they leave and the area they reach.

    The number of people is the announced one; where it was not announced it is the households
    times `per_household`, which the reader chose, or unknown.
    """
    found = []
    announced = Relocation.objects.filter(is_withdrawn=False).select_related("from_area", "to_area")
    for relocation in announced:
        people, is_assumed = relocation.residents, False
        if people is None and per_household is not None:
            people, is_assumed = round(relocation.households * per_household), True
        sides = [(relocation.from_area, True)]
        if relocation.to_area is not None:
            sides.append((relocation.to_area, False))
        for area, is_leaving in sides:
            effects = _effects(known, rules, area, people, is_leaving=is_leaving)
            found.append(Move(relocation, area, is_leaving, people, is_assumed, effects))
    return found


def _effects(
    known: Ground,
    rules: Sequence[NamedRule],
    area: Area,
    people: int | None,
    *,
    is_leaving: bool,
) -> tuple[Effect, ...]:
    """Every share of people among the law's criteria whose newest figure states its counts."""
    if people is None:
        return ()
    found = []
    for key, entry in known.entries.items():
        if entry.kind != Definition.Kind.SHARE or entry.counts != Definition.Counts.PERSONS:
            continue
        levels = [r for r in known.levels.get((key, area.pk), []) if r.has_value]
        if not levels or levels[-1].numerator is None or levels[-1].denominator is None:
            continue
        level = levels[-1]
        after = reach(level.numerator or 0.0, level.denominator or 0.0, people, leaving=is_leaving)
        found.append(Effect(entry, level, after, _passes(known, rules, key, after)))
    return tuple(found)


def _passes(
    known: Ground, rules: Sequence[NamedRule], key: str, after: Reach | None
) -> tuple[Criterion, ...]:
    """Every limit of today's rules that the share could pass, each once, the nearest first."""
    if after is None:
        return ()
    today = [named.rule for named in rules if named.rule.valid_to is None]
    found: dict[tuple[str, str, float], tuple[float, Criterion]] = {}
    for rule in today:
        for criterion in rule.criteria:
            limit = known.limit_of(criterion) if criterion.key == key else None
            is_upwards = criterion.side != statutory.UNDER
            if limit is not None and after.may_pass(limit, is_upwards=is_upwards):
                at = (criterion.side, criterion.against, criterion.threshold)
                found.setdefault(at, (abs(limit - after.now), criterion))
    return tuple(criterion for _distance, criterion in sorted(found.values(), key=itemgetter(0)))
