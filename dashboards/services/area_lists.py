"""The list of areas with their facts."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from dashboards.services.areas import AreaFacts, all_with_facts
from indicators.models import Result
from indicators.services import results, wording
from indicators.services.periods_in_words import slot_in_words
from indicators.services.results import Reading

RESIDENTS = "beboere"  # the catalogue's code of the indicator that counts residents


@dataclass(frozen=True)
class ListedArea:
    """One housing area in the list."""

    facts: AreaFacts
    residents: str


def residents_in_words(reading: Reading) -> str:
    """Residents with period and source: no figure stands without them."""
    return _("%(number)s beboere (%(period)s, %(source)s)") % {
        "number": wording.number_style().plain(reading.estimate or 0.0),
        "period": slot_in_words(reading.slot),
        "source": reading.source,
    }


@dataclass(frozen=True)
class AreaListPage:
    """Housing areas, and the places beside them."""

    areas: list[ListedArea]
    places: list[AreaFacts]


def area_list_page(*, restricted: bool) -> AreaListPage:
    """Two queries: places with facts, and the newest count of residents of each."""
    places = all_with_facts()
    known = {
        reading.area_id: reading
        for reading in results.newest_of(RESIDENTS, restricted=restricted)
        if reading.statement == Result.Statement.LEVEL and reading.has_value
    }
    listed = [
        ListedArea(
            facts=facts,
            residents=residents_in_words(found) if found else "",
        )
        for facts in places
        if facts.is_housing_area
        for found in [known.get(facts.area.pk)]
    ]
    return AreaListPage(areas=listed, places=[each for each in places if not each.is_housing_area])
