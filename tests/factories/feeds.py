"""Feeds for tests: the small house, an official source, and a feed from the small StatBank."""

from __future__ import annotations

from typing import Any

from areas.models import Area
from indicators.models import Category, CategorySet, DataSet, Definition, Feed, Source
from indicators.rules.feeds import FeedMapping, Selection
from indicators.services.categories import total_category
from tests.factories.entry import House, make_definition, make_house

PICKED = {"OMRÅDE": ("901", "000"), "FREKVENS": ("B",)}


def make_statistics() -> House:
    """The house, a country, an official source, and indicators that the StatBank has figures for."""
    house = make_house()
    Area.objects.create(kind="country", code="000", slug="landet", name="Hele landet", position=99)
    sexes = CategorySet.objects.create(code="sex", name="Køn")
    for position, (code, name) in enumerate((("women", "Kvinder"), ("men", "Mænd"))):
        Category.objects.create(category_set=sexes, code=code, name=name, position=position)
    total_category()
    source = official_source()
    supplier = house.people_set.supplier
    make_definition(
        "i-job", supplier=supplier, name="I job", numerator="i job", denominator="personer"
    )
    make_definition(
        "indbrud", supplier=supplier, name="Indbrud", kind="count", unit="indbrud",
        frequency="quarter", data_kind="events",
    )  # fmt: skip
    Definition.objects.filter(indicator__code="i-job").update(source=source)
    return house


def official_source() -> Source:
    """Statistics Denmark, as the catalogue has it."""
    made, _new = Source.objects.get_or_create(
        code="danmarks-statistik",
        defaults={
            "name": "Danmarks Statistik, Statistikbanken", "family": "dst-register",
            "basis": "Offentliggjort statistik", "shown_to": "everyone", "is_official": True,
        },
    )  # fmt: skip
    return made


def make_feed(
    *,
    table: str = "RAS200",
    picked: dict[str, tuple[str, ...]] | None = None,
    newest: int = 2,
    indicator: str = "i-job",
    every: str = "month",
    is_active: bool = True,
    **mapping: Any,
) -> Feed:
    """A feed as it is kept, not yet fetched: employment of a municipality and the country."""
    values = {
        "indicator": indicator, "area_variable": "OMRÅDE",
        "areas": {"901": "901", "000": "000"}, **mapping,
    }  # fmt: skip
    return Feed.objects.create(
        name=f"Prøvehentning {Feed.objects.count() + 1}",
        source=official_source(),
        table=table,
        every=every,
        is_active=is_active,
        selection=Selection(picked or PICKED, newest).stored(),
        mapping=FeedMapping(**values).stored(),
    )


def data_set_of(code: str) -> DataSet:
    """The one data set of an indicator."""
    return DataSet.objects.get(indicator__code=code)
