"""A reader who combines everything that was ever shown cannot work out a hidden small count."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import numpy as np
import pytest
from django.db.models import Q

from areas.models import Area, AreaExtent
from indicators.models import Definition, Measurement, Result
from indicators.services.examples import load_example
from indicators.services.recompute import groups as recompute
from tests.factories.panels import Site, correct, site
from tests.statistics.attacks import Attack, leaks

pytestmark = pytest.mark.django_db

Place = tuple[int, int, str, str, str]  # definition, area, category set, category, slot
Counts = tuple[float, float]  # those counted, and the others


def two(definition: Definition, part: float, base: float) -> Counts:
    """A count and its complement; of a rate, which may count more than its base, count and base."""
    return part, base if definition.kind == Definition.Kind.RATE else base - part


@dataclass
class Reader:
    """Someone who writes down all that is shown, edition after edition, and adds and subtracts."""

    shown: dict[Place, Counts] = field(default_factory=dict)
    once: dict[Place, list[Counts]] = field(default_factory=lambda: defaultdict(list))
    derived: list[Result] = field(default_factory=list)

    def read(self) -> None:
        """What the pages of both kinds of readers are made of, those who see everything and others."""
        self.shown = {}
        for restricted in (False, True):
            rows = Result.objects.published().seen_by(restricted=restricted)
            levels = rows.filter(statement="level", state="value", denominator__isnull=False)
            for row in levels.select_related("category__category_set", "definition"):
                own = row.category.category_set.code, row.category.code
                counts = two(row.definition, row.numerator, row.denominator)
                self.shown[(row.definition_id, row.area_id, *own, row.slot)] = counts
        for place, counts in self.shown.items():
            self.once[place].append(counts)
        derived = Q(comparator__in=("rest", "without_areas")) | Q(statement="pooled")
        self.derived = list(
            Result.objects.published()
            .filter(derived, statement__in=("comparator", "pooled"), state="value")
            .filter(numerator__isnull=False)
            .select_related("category__category_set", "definition")
        )

    def knows(self, place: Place, true: Counts) -> Counts | None:
        """A figure shown now, or shown once and, as it happens, unchanged."""
        if place in self.shown:
            return self.shown[place]
        return true if not small(true) and true in self.once[place] else None


def truth() -> dict[Place, Counts]:
    """The newest released counts, which nobody but those who enter them sees."""
    found: dict[Place, Counts] = {}
    rows = Measurement.objects.filter(
        workflow="released", state="value", numerator__isnull=False
    ).select_related("cell__category__category_set", "cell__area", "cell__definition")
    for row in rows.order_by("version"):
        cell = row.cell
        if cell.area.kind == Area.Kind.DIVISION:
            continue
        own = cell.category.category_set.code, cell.category.code
        place = (cell.definition_id, cell.area_id, *own, cell.slot)
        found[place] = two(cell.definition, float(row.numerator), float(row.denominator))
    return found


def attack(reader: Reader, true: dict[Place, Counts]) -> Attack:
    """Counts, complements and what is left of each municipality; all that is known of them."""
    at = {place: i for i, place in enumerate(true)}
    within = dict(AreaExtent.objects.filter(valid_to=None).values_list("area_id", "parent_id"))
    inside: dict[Place, list[Place]] = defaultdict(list)
    for definition, area, *rest in true:
        town = (definition, within.get(area) or 0, *rest)
        if town in true:
            inside[town].append((definition, area, *rest))
    left = {town: len(true) + number for number, town in enumerate(inside)}
    many = len(true) + len(left)
    found = Attack(2 * many)
    for measure in (0, 1):
        first = measure * many
        for place in true:
            known = reader.knows(place, true[place])
            if known is not None:
                found.know([first + at[place]], known[measure])
            elif 1 <= true[place][measure] <= 4 and true[place] not in reader.once[place]:
                found.ask(f"{place}", [first + at[place]])
        for whole, parts in sums_of_categories(true):
            if abs(sum(true[p][measure] for p in parts) - true[whole][measure]) < 1e-6:
                found.know([first + at[p] for p in parts], 0, minus=[first + at[whole]])
        for town, areas in inside.items():
            parts = [first + left[town], *(first + at[p] for p in areas)]
            found.know(parts, 0, minus=[first + at[town]])
        for row in reader.derived:
            told = two(row.definition, row.numerator, row.denominator)[measure]
            own, others = places_of(row, at)
            if row.comparator == "rest":
                minus = [first + at[place] for place in own]
                found.know([first + at[place] for place in others], told, minus=minus)
            elif row.comparator == "without_areas":
                found.know([first + left[place] for place in others], told)
            else:
                shown = others if row.comparator else own
                found.know([first + at[place] for place in shown], told)
    return found


def places_of(row: Result, at: Iterable[Place]) -> tuple[list[Place], list[Place]]:
    """What a sum or a remainder is made of: the area's own figures, and those of the other place."""
    first = row.baseline_slot if row.statement == "pooled" else row.slot
    category = row.category.category_set.code, row.category.code
    inside = [
        place
        for place in at
        if (place[0], *place[2:4]) == (row.definition_id, *category)
        and first <= place[4]
        and place[4][: len(row.slot)] <= row.slot
    ]
    other = row.other_id or row.area_id
    return [p for p in inside if p[1] == row.area_id], [p for p in inside if p[1] == other]


def small(counts: Counts) -> bool:
    return any(1 <= count <= 4 for count in counts) or 0 < sum(counts) < 20


def sums_of_categories(true: dict[Place, Counts]) -> Iterable[tuple[Place, list[Place]]]:
    groups: dict[tuple[int, int, str, str], list[Place]] = defaultdict(list)
    for place in true:
        definition, area, set_code, _code, slot = place
        groups[definition, area, set_code, slot].append(place)
    for (definition, area, set_code, slot), parts in groups.items():
        whole = (definition, area, "total", "total", slot)
        if set_code != "total" and whole in true:
            yield whole, parts


@pytest.mark.parametrize(
    ("example", "least"), [("eksempel", 30), ("to-kommuner", 0), ("gladsaxe", 0)]
)
def test_no_released_table_of_an_example_site_gives_a_small_count_away(
    example: str, least: int
) -> None:
    load_example(example)
    recompute.drain()
    reader = Reader()
    reader.read()
    found = attack(reader, truth())
    assert len(found.questions) >= least
    assert leaks([found]) == []


def test_corrections_give_no_small_count_away() -> None:
    made = small_town()
    random = np.random.default_rng(11)
    reader, asked = Reader(), 0
    recompute.drain()
    reader.read()
    for _edition in range(12):
        area = str(random.choice(["a", "b", "c"]))
        count = int(random.choice([1, 2, 3, 4, 12, 40]))
        moved_along = bool(random.random() < 0.5)
        change(made, area, count, moved_along=moved_along)
        recompute.drain()
        reader.read()
        found = attack(reader, truth())
        asked += len(found.questions)
        assert leaks([found]) == []
    assert asked > 20


def test_whole_years_of_quarters_give_no_hidden_quarter_away() -> None:
    """A year, its rest of the municipality and its change stand beside three of its quarters."""
    random = np.random.default_rng(5)
    made = quarterly_town(random)
    reader, asked, summed = Reader(), 0, 0
    for _edition in range(6):
        recompute.drain()
        reader.read()
        found = attack(reader, truth())
        asked += len(found.questions)
        summed += sum(row.statement == "pooled" for row in reader.derived)
        assert leaks([found]) == []
        slot = f"{random.choice([2022, 2023, 2024])}K{random.integers(1, 5)}"
        correct(made, str(random.choice(["a", "b", "c"])), slot, (int(random.integers(0, 9)), 200))
    assert asked > 20
    assert summed > 20
    years = Result.objects.published().filter(statement__in=("pooled", "gap", "change"))
    assert years.filter(state="suppressed").exists()
    assert not years.filter(state="suppressed", estimate__isnull=False).exists()


def test_what_was_hidden_stays_hidden_when_the_count_has_grown() -> None:
    made = small_town()
    correct(made, "a", "2024", (3, 200))
    recompute.drain()
    correct(made, "a", "2024", (30, 200))
    recompute.drain()
    levels = Result.objects.published().filter(statement="level", area__slug="a")
    assert levels.get(slot="2024").state == "suppressed"
    assert levels.get(slot="2023").state == "value"


def test_all_of_a_period_is_hidden_where_all_of_it_was_shown_before() -> None:
    made = small_town()
    recompute.drain()
    correct(made, "a", "2024", (3, 200))
    recompute.drain()
    levels = Result.objects.published().filter(statement="level", slot="2024")
    assert set(levels.values_list("state", flat=True)) == {"suppressed"}


def test_a_newer_definition_in_between_forgets_nothing() -> None:
    made = small_town()
    correct(made, "a", "2024", (3, 200))
    recompute.drain()
    correct(newer(made), "a", "2024", (30, 200))
    recompute.drain()
    levels = Result.objects.published().filter(statement="level", area__slug="a")
    assert levels.get(slot="2024").state == "suppressed"
    assert levels.get(slot="2023").state == "value"


def test_a_small_count_under_a_newer_definition_hides_what_was_shown_under_the_older() -> None:
    made = small_town()
    recompute.drain()
    correct(newer(made), "a", "2024", (3, 200))
    recompute.drain()
    levels = Result.objects.published().filter(statement="level", slot="2024")
    assert set(levels.values_list("state", flat=True)) == {"suppressed"}


def newer(made: Site) -> Site:
    """The same town under a version of the definition from 2024 on, without a break."""
    later = Definition.objects.get(pk=made.definition.pk)
    later.pk, later.version, later.valid_from = None, 2, dt.date(2024, 1, 1)
    later.save()
    return replace(made, definition=later)


def quarterly_town(random: np.random.Generator) -> Site:
    """Three years of quarters, some of them with few of those counted."""
    slots = [f"{year}K{number}" for year in (2022, 2023, 2024) for number in (1, 2, 3, 4)]
    figures: dict[str, dict[str, Counts]] = {
        area: {
            slot: (int(random.choice([2, 4, 11, 12, 13, 17, 25, 30, 41])), 200) for slot in slots
        }
        for area in ("a", "b", "c")
    }
    figures["kommune"] = {
        slot: (900 + sum(figures[area][slot][0] for area in "abc"), 10_000) for slot in slots
    }
    return site(figures, frequency="quarter")


def small_town() -> Site:
    return site(
        {
            "a": {"2023": (55, 200), "2024": (40, 200)},
            "b": {"2023": (50, 250), "2024": (50, 250)},
            "c": {"2023": (75, 300), "2024": (90, 300)},
            "kommune": {"2023": (990, 10000), "2024": (960, 10000)},
        }
    )


def change(made: Site, area: str, count: int, *, moved_along: bool) -> None:
    """Correct an area's count; the municipality's too, where that is where the persons went."""
    for slot in ("2023", "2024"):
        true = {p[1]: c for p, c in truth().items() if p[4] == slot}
        before = true[made.areas[area].pk]
        correct(made, area, slot, (count, 200))
        if moved_along:
            whole, others = true[made.areas["kommune"].pk]
            total = whole + others - sum(before) + 200
            correct(made, "kommune", slot, (whole - before[0] + count, total))
