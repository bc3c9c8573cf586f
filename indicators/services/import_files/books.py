"""What the texts of a file may refer to, read once per file: areas, indicators, sources, locks."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from areas.models import Area
from indicators.models import Category, DataSet, Definition, PeriodLock, Source
from indicators.rules.periods import Slot
from indicators.rules.values import Refused
from indicators.services.categories import total_category
from indicators.services.divisions import areas_for
from indicators.services.entry import data_sets_for, definition_in, definitions_of
from indicators.services.write_checks import Locks, lock_over, standing_locks
from partnership.rules.access import Standing

# StatBank's name and code for the country as a whole, whatever the installation calls it.
WHOLE_COUNTRY = ("hele landet", "000")


@dataclass(frozen=True)
class Book:
    """Areas, definitions and sources by every name they go by, in lower case.

    `versions` has each indicator's definitions, newest first: a period that began before a version
    was valid keeps the older one. `own` are the data sets whose figures the person may write.
    """

    areas: dict[str, Area]
    indicators: dict[str, int]
    versions: dict[int, list[Definition]]
    sources: dict[str, Source]
    data_sets: dict[int, DataSet]
    categories: dict[int, Category]
    total: Category
    locks: Locks = ()
    area_by_id: dict[int, Area] = field(default_factory=dict)
    own: frozenset[int] = frozenset()

    @cached_property
    def definition_by_id(self) -> dict[int, Definition]:
        """Every version by its id."""
        return {one.pk: one for versions in self.versions.values() for one in versions}

    @cached_property
    def source_by_id(self) -> dict[int, Source]:
        """Every source by its id."""
        return {source.pk: source for source in self.sources.values()}

    def definition(self, indicator_id: int, slot: Slot) -> Definition:
        """The version that counts in a period: the newest one valid when it began."""
        return definition_in(self.versions[indicator_id], slot.code)

    def lock_over(self, indicator_id: int, slot: Slot) -> PeriodLock | None:
        """The lock that closes the period for the indicator, as it does wherever figures are written."""
        return lock_over(self.locks, slot, indicator_id)

    def source(self, text: str) -> Source:
        """The source of a name or code. Raises `Refused`."""
        found = self.sources.get(text.lower())
        if found is None:
            raise Refused("unknown_source", "source")
        return found


def read_book(standing: Standing | None) -> Book:
    """All that a person may refer to; a command on the server (None) may refer to everything."""
    if standing is None:
        ordered = DataSet.objects.select_related("indicator").order_by("is_default", "-pk")
    else:
        ordered = data_sets_for(standing).order_by("is_default", "-pk")
    own = list(ordered)
    data_sets = {data_set.indicator_id: data_set for data_set in own}
    areas = list(Area.objects.all() if standing is None else areas_for(standing))
    versions = definitions_of(list(data_sets))
    indicators: dict[str, int] = {}
    for newest, *_older in versions.values():
        indicator = newest.indicator
        for name in (indicator.name_en, indicator.name, indicator.code):
            if name:
                indicators[name.lower()] = indicator.pk
    total = total_category()  # made on a fresh database, so before all are read
    sources = {}
    for source in Source.objects.all():
        for name in (source.name, source.code):
            sources[name.lower()] = source
    return Book(
        areas=_area_names(areas),
        indicators=indicators,
        versions=versions,
        sources=sources,
        data_sets={pk: data_set for pk, data_set in data_sets.items() if pk in versions},
        categories={category.pk: category for category in Category.objects.all()},
        total=total,
        locks=standing_locks(),
        area_by_id={area.pk: area for area in areas},
        own=frozenset(data_set.pk for data_set in own),
    )


def _area_names(areas: list[Area]) -> dict[str, Area]:
    named: dict[str, Area] = {}
    for area in areas:
        # StatBank writes a municipality's name without the word.
        bare = area.name.lower().removesuffix(" kommune")
        for name in (bare, area.short_name, area.slug, area.name, area.code):
            if name:
                named[name.lower()] = area
    countries = [area for area in areas if area.kind == Area.Kind.COUNTRY]
    if len(countries) == 1:
        named = dict.fromkeys(WHOLE_COUNTRY, countries[0]) | named
    return named
