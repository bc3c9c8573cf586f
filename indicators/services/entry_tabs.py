"""The row of pages under Indberetning: each shown to those for whom its rule says yes."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from partnership.rules.access import (
    Standing,
    may_define,
    may_describe,
    may_enter_figures,
    may_import_figures,
    may_lock_periods,
    may_manage_feeds,
    may_see_withdrawals,
)
from partnership.services.tab_rows import Place, Tab, row

# Words, URL name, who may go there. A new page of Indberetning adds its line here, in the order of
# the work: what waits, what is asked for, ways in, the way out, what lies behind.
PLACES: tuple[Place, ...] = (
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
BELOW: dict[str, tuple[Place, ...]] = {
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


def tabs_for(standing: Standing, path: str) -> list[Tab]:
    """The pages under Indberetning this person may open."""
    return row(PLACES, standing, path, below=BELOW, also=ALSO)
