"""The row of pages under Økonomi."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from partnership.rules.access import Standing
from partnership.rules.bodies import may_open_money, may_see_money
from partnership.services.tab_rows import Place, Tab, row

PLACES: tuple[Place, ...] = (
    (_("Overblik"), "partnership:money", may_open_money),
    (_("Bogføring"), "partnership:booking-list", may_see_money),
    (_("Årsværk"), "partnership:position-list", may_see_money),
    (_("Krav om medfinansiering"), "partnership:co-financing-list", may_see_money),
)


def tabs_for(standing: Standing, path: str) -> list[Tab]:
    """The pages under Økonomi this person may open."""
    return row(PLACES, standing, path, below={}, also={})
