"""What every page's frame needs: the menu a person may use and the notice on example data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from partnership.rules.access import (
    Rule,
    Standing,
    may_administer,
    may_enter_figures,
    may_manage_seats,
    may_open_pages,
    may_see_partnership,
)
from partnership.rules.bodies import may_open_money


def _manages_own_seats(standing: Standing) -> bool:
    """Manages an organisation's seats without administering the site."""
    return may_manage_seats(standing) and not may_administer(standing)


# Places in the order of the menu: words, URL name, first part of the path, who may go there.
PLACES: tuple[tuple[Any, str, str, Rule], ...] = (
    (_("Overblik"), "dashboards:overview", "", may_open_pages),
    (_("Områder"), "dashboards:area-list", "omraader", may_open_pages),
    (_("Sammenlign"), "dashboards:comparison", "sammenligning", may_open_pages),
    (_("Indikatorer"), "indicators:indicator-list", "indikatorer", may_open_pages),
    (_("Indsatser"), "effects:intervention-list", "indsatser", may_see_partnership),
    (_("Partnerskab"), "partnership:partnership", "partnerskab", may_see_partnership),
    (_("Økonomi"), "partnership:money", "oekonomi", may_open_money),
    (_("Indberetning"), "indicators:entry", "indberetning", may_enter_figures),
    (_("Rapporter"), "reports:report-list", "rapporter", may_see_partnership),
    (_("Administration"), "partnership:administration", "administration", may_administer),
    (_("Pladser"), "partnership:seat-list", "administration", _manages_own_seats),
)
# Pages whose path begins otherwise than that of the place they lie under.
LIES_UNDER = {"opfoelgninger": "partnerskab"}


@dataclass(frozen=True)
class MenuItem:
    """One place in the menu."""

    label: str
    url: str
    is_current: bool


def site(request: HttpRequest) -> dict[str, Any]:
    """`menu` and `standing` for the page's frame; empty before sign-in and without a seat."""
    standing: Standing = getattr(request, "standing", Standing())
    here = request.path.strip("/").split("/")[0]
    here = LIES_UNDER.get(here, here)
    menu = [
        MenuItem(str(label), reverse(name), here == first)
        for label, name, first, rule in PLACES
        if rule(standing)
    ]
    return {"menu": menu, "standing": standing}
