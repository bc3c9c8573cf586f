"""The row of pages under Partnerskab."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from partnership.rules.access import Standing, may_see_partnership
from partnership.services.handovers import may_hand_over
from partnership.services.tab_rows import Place, Tab, row

# A new page of Partnerskab adds its line here: what one is part of, what one meets about, what was
# decided and is to be done, what was agreed.
PLACES: tuple[Place, ...] = (
    (_("Partnerskabet"), "partnership:partnership", may_see_partnership),
    (_("Møder"), "partnership:meeting-list", may_see_partnership),
    (_("Årshjul"), "partnership:planned-meeting-list", may_see_partnership),
    (_("Beslutninger"), "partnership:decision-list", may_see_partnership),
    (_("Opgaver"), "partnership:follow-up-list", may_see_partnership),
    (_("Effektopfølgninger"), "effects:review-list", may_see_partnership),
    (_("Program"), "partnership:programme", may_see_partnership),
    (_("Leverancer"), "partnership:delivery-list", may_see_partnership),
    (_("Selvevaluering"), "effects:evaluation-list", may_see_partnership),
    (_("Overdragelser"), "partnership:handover-list", may_hand_over),
)
# Pages that lie beside the tab they belong to.
ALSO: dict[str, tuple[str, ...]] = {
    "partnership:meeting-list": ("partnership:calendar", "partnership:archive-list"),
    "partnership:decision-list": ("partnership:procedure-list",),
}


def tabs_for(standing: Standing, path: str) -> list[Tab]:
    """The pages under Partnerskab this person may open."""
    return row(PLACES, standing, path, below={}, also=ALSO)
