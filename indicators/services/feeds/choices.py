"""What somebody who makes a feed can choose among, with the likely choices made already."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from areas.models import Area
from indicators.importers.statbank_api import TableInfo, Variable
from indicators.models import Category, Definition, Feed, Indicator
from indicators.rules.feeds import DENOMINATOR, NUMERATOR, FeedMapping, Selection
from indicators.rules.values import Refused
from indicators.services.categories import total_category
from indicators.services.entry import data_sets_for, newest_definitions
from indicators.services.names import localised
from partnership.rules.access import Standing

_OF_AREAS = re.compile(r"område|kommune|region|landsdel|bopæl|bydel", re.IGNORECASE)
_TOTAL = re.compile(r"(^|\s)i alt$|^tot(al)?$", re.IGNORECASE)
WHOLE_COUNTRY = "hele landet"
PLACES = (Area.Kind.MUNICIPALITY, Area.Kind.REGION, Area.Kind.COUNTRY, Area.Kind.REFERENCE)


@dataclass(frozen=True)
class Places:
    """The areas of this installation, and the words the StatBank may have for them."""

    areas: list[Area]
    by_name: dict[str, Area]
    by_code: dict[str, Area]

    def of(self, variable: Variable, code: str) -> Area | None:
        """The area a value is: by its name, or by its code where the variable is one of areas."""
        named = self.by_name.get(_bare(variable.text_of(code)))
        if named is None and _OF_AREAS.search(variable.text):
            return self.by_code.get(code)
        return named

    def variable(self, info: TableInfo) -> Variable | None:
        """The variable of areas: the one with most values that are known here."""
        found = [each for each in info.variables if not each.is_time and _is_of_areas(each)]
        known = {each.id: sum(1 for c in each.codes if self.of(each, c)) for each in found}
        return max(found, key=lambda each: known[each.id], default=None)


def _is_of_areas(variable: Variable) -> bool:
    return bool(_OF_AREAS.search(variable.text) or _OF_AREAS.search(variable.id))


def _bare(name: str) -> str:
    return name.lower().removesuffix(" kommune").strip()


def places() -> Places:
    """All areas with their names; StatBank's "Hele landet" is the one country there is."""
    areas = list(Area.objects.order_by("position", "name"))
    by_name = {}
    for area in areas:
        for name in (area.short_name, area.name):
            if name:
                by_name[_bare(name)] = area
    countries = [area for area in areas if area.kind == Area.Kind.COUNTRY]
    if len(countries) == 1:
        by_name.setdefault(WHOLE_COUNTRY, countries[0])
    return Places(areas, by_name, {area.code: area for area in areas})


def picked_first(info: TableInfo, known: Places) -> dict[str, list[str]]:
    """Values that are likely wanted: the areas this installation knows."""
    variable = known.variable(info)
    if variable is None:
        return {}
    return {variable.id: [code for code in variable.codes if known.of(variable, code)]}


def definitions_for(standing: Standing) -> list[Definition]:
    """Definitions of indicators the person may have figures fetched for, in their order.

    What a supplier owns comes from the supplier alone.
    """
    sets = data_sets_for(standing).filter(is_default=True, is_supplier_owned=False)
    return newest_definitions(list(sets.values_list("indicator_id", flat=True)))


def role_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """What a value can be beside an area: a group of a breakdown, or a part of a share."""
    sets: dict[str, list[tuple[str, str]]] = {}
    rows = Category.objects.exclude(pk=total_category().pk).select_related("category_set")
    for row in rows.order_by("category_set__name", "position"):
        sets.setdefault(row.category_set.name, []).append(
            (f"{row.category_set.code}/{row.code}", row.name)
        )
    return list(sets.items())


def is_total(text: str) -> bool:
    """Whether a value is the whole that the others are parts of."""
    return bool(_TOTAL.search(text.strip()))


def likely_roles(variable: Variable, codes: Iterable[str], named: dict[str, str]) -> dict[str, str]:
    """What the values are likely to be: groups with the same names, else parts of the total."""
    texts = {code: variable.text_of(code).strip().lower() for code in codes}
    groups = {code: named[text] for code, text in texts.items() if text in named}
    total = "total/total" if groups else DENOMINATOR
    return groups | {code: total for code, text in texts.items() if is_total(text)}


def mapping_of(
    info: TableInfo,
    selection: Selection,
    *,
    indicator: Indicator,
    areas: dict[str, str],
    area_variable: str,
    roles: dict[str, dict[str, str]],
    zero: str,
) -> FeedMapping:
    """The mapping that some choices make. `roles` leads from variable and value to what it is.

    Raises `Refused` where some values of a variable are parts of a share and others are groups.
    """
    category_variable, categories, part_variable, parts = "", {}, "", {}
    for name, chosen in roles.items():
        are_parts = {role in (NUMERATOR, DENOMINATOR) for role in chosen.values()}
        if len(are_parts) > 1:
            raise Refused("mixed_roles", name)
        if are_parts == {True}:
            part_variable, parts = name, chosen
        else:
            category_variable, categories = name, chosen
    return FeedMapping(
        indicator=indicator.code,
        area_variable=area_variable,
        areas=areas,
        category_variable=category_variable,
        categories=categories,
        part_variable=part_variable,
        parts=parts,
        zero=zero,
        texts=_texts(info, selection),
    )


def _texts(info: TableInfo, selection: Selection) -> dict[str, str]:
    """The table's words of the day the feed was made, for pages that ask nobody."""
    texts = {"": info.text}
    for name, codes in selection.picked.items():
        variable = info.variable(name)
        if variable is not None:
            texts[name] = variable.text
            texts |= {f"{name}/{code}": variable.text_of(code) for code in codes}
    return texts


def seen_feeds(standing: Standing) -> list[Feed]:
    """Feeds of indicators whose figures the person may see."""
    feeds = Feed.objects.select_related("source")
    if not standing.sees_restricted:
        hidden = Indicator.objects.filter(is_restricted=True).values_list("code", flat=True)
        feeds = feeds.exclude(mapping__indicator__in=list(hidden))
    return list(feeds)


def indicator_names(feeds: list[Feed]) -> dict[str, str]:
    """The names of the indicators some feeds bring figures for, by code."""
    codes = {str(feed.mapping.get("indicator", "")) for feed in feeds}
    return {each.code: localised(each) for each in Indicator.objects.filter(code__in=codes)}
