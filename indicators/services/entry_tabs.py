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
    (_("Definitioner"), "indicators:definition-list", may_define),
    (_("Bag tallene"), "indicators:event-list", may_describe),
)
# What stands in a second, smaller row while one is on a page of the first.
BELOW: dict[str, tuple[tuple[object, str, Rule], ...]] = {
    "indicators:release": (
        (_("Frigivelse"), "indicators:release", may_enter_figures),
        (_("Låste perioder"), "indicators:period-lock-list", may_lock_periods),
        (_("Tilbagekaldelser"), "indicators:withdrawal-list", may_see_withdrawals),
    ),
    "indicators:definition-list": (
        (_("Definitioner og måltal"), "indicators:definition-list", may_define),
        (_("Kilder"), "indicators:source-list", may_define),
        (_("Regler mellem tal"), "indicators:check-rule-list", may_define),
    ),
}
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
    """One page of the row, and the smaller row below it while one is there."""

    label: str
    url: str
    is_current: bool
    below: tuple[Tab, ...] = ()


def tabs_for(standing: Standing, path: str) -> list[Tab]:
    """The pages this person may open; the one that the path lies within is marked."""
    found = []
    for label, name, rule in PLACES:
        small = [place for place in BELOW.get(name, ()) if place[2](standing)]
        opened = [name, *(other for _label, other, _rule in small)]
        if rule(standing):
            found.append((label, name, small, [*opened, *ALSO.get(name, ())]))
        elif small:  # nothing of its own is open, but what lies below it is
            found.append((small[0][0], small[0][1], small, opened[1:]))
    here = _deepest({name: names for _label, name, _small, names in found}, path)
    return [
        Tab(
            str(label),
            reverse(name),
            is_current=name == here,
            below=_small_row(small, path) if name == here else (),
        )
        for label, name, small, _names in found
    ]


def _small_row(places: list[tuple[object, str, Rule]], path: str) -> tuple[Tab, ...]:
    """The row below; none where it would hold one page."""
    if len(places) < 2:
        return ()
    here = _deepest({name: [name] for _label, name, _rule in places}, path)
    return tuple(
        Tab(str(label), reverse(name), is_current=name == here) for label, name, _rule in places
    )


def _deepest(places: dict[str, list[str]], path: str) -> str:
    """Whose page the path lies deepest within."""
    return max(
        (
            (len(address), name)
            for name, names in places.items()
            for address in map(reverse, names)
            if path.startswith(address)
        ),
        default=(0, ""),
    )[1]
