"""The row of pages under Indberetning: each shown to those for whom its rule says yes."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from partnership.rules.access import (
    Rule,
    Standing,
    may_define,
    may_describe,
    may_enter_figures,
    may_import_figures,
    may_lock_periods,
    may_manage_feeds,
    may_see_withdrawals,
)

# Words, URL name, who may go there. A new page of Indberetning adds its line here, in the order of
# the work: what waits, what is asked for, ways in, the way out, what lies behind.
PLACES: tuple[tuple[object, str, Rule], ...] = (
    (_("Indtast tal"), "indicators:entry", may_enter_figures),
    (_("Indsamlinger"), "indicators:round-list", may_enter_figures),
    (_("Filer"), "indicators:import", may_import_figures),
    (_("Danmarks Statistik"), "indicators:feed-list", may_manage_feeds),
    (_("Godkendelse"), "indicators:approval", may_enter_figures),
    (_("Frigivelse"), "indicators:release", may_enter_figures),
    (_("Låste perioder"), "indicators:period-lock-list", may_lock_periods),
    (_("Tilbagekaldelser"), "indicators:withdrawal-list", may_see_withdrawals),
    (_("Definitioner"), "indicators:definition-list", may_define),
    (_("Kilder"), "indicators:source-list", may_define),
    (_("Bag tallene"), "indicators:event-list", may_describe),
)
# Pages that lie beside the tab they belong to.
ALSO = {
    "indicators:round-list": ("indicators:wheel-list",),
    "indicators:event-list": (
        "indicators:story-list",
        "indicators:relocation-list",
        "indicators:control-limit-list",
    ),
}


@dataclass(frozen=True)
class Tab:
    """One page of the row."""

    label: str
    url: str
    is_current: bool


def tabs_for(standing: Standing, path: str) -> list[Tab]:
    """The pages this person may open; the one that the path lies within is marked."""
    open_places = [(label, name) for label, name, rule in PLACES if rule(standing)]
    here = max(
        (
            (address, name)
            for _label, name in open_places
            for address in map(reverse, (name, *ALSO.get(name, ())))
            if path.startswith(address)
        ),
        key=lambda found: len(found[0]),
        default=("", ""),
    )[1]
    return [Tab(str(label), reverse(name), name == here) for label, name in open_places]
