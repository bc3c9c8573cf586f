"""The first steps of a new installation, in the order in which they are taken."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from areas.models import Area
from indicators.models import Indicator, Result
from partnership.models import Meeting, Organisation, Vision
from partnership.rules.access import (
    Standing,
    may_administer,
    may_define,
    may_enter_figures,
    may_see_partnership,
)


@dataclass(frozen=True)
class Step:
    """One thing to do: done or how to do it, with the way there for those who may."""

    label: str
    help: str
    url: str
    is_done: bool


def first_steps(standing: Standing) -> list[Step]:
    """Organisations, areas, visions, indicators, first figures, first meeting."""
    organisations = reverse("partnership:organisation-list") if may_administer(standing) else ""
    presets = reverse("indicators:preset-list") if may_define(standing) else ""
    entry = reverse("indicators:entry") if may_enter_figures(standing) else ""
    meetings = reverse("partnership:meeting-list") if may_see_partnership(standing) else ""
    return [
        _counted(
            _("Opret organisationerne"), Organisation.objects.count(),
            _("Kommune, boligorganisationer, politi."), organisations,
        ),
        _counted(
            _("Få områderne på plads"), Area.objects.filter(kind=Area.Kind.AREA).count(),
            _from_file(standing),
        ),
        _counted(_("Få visionerne på plads"), Vision.objects.count(), _from_file(standing)),
        _counted(
            _("Vælg indikatorer"), Indicator.objects.filter(is_active=True).count(),
            _("Vælg blandt de færdige, eller opret jeres egne."), presets,
        ),
        # How many figures there are is not said: not all of them are released.
        Step(
            _("Indberet de første tal"),
            _("Sekretariatet og leverandørerne indberetter dem."), entry, Result.objects.exists(),
        ),
        # Nor how many meetings there are: not everybody may know of all.
        Step(
            _("Første møde"), _("Sekretariatet indkalder det, for eksempel fra årshjulet."),
            meetings, Meeting.objects.exists(),
        ),
    ]  # fmt: skip


def _counted(label: str, count: int, how: str, url: str = "") -> Step:
    text = _("%(count)s registreret") % {"count": count} if count else how
    return Step(label, text, url, count > 0)


def _from_file(standing: Standing) -> str:
    if may_administer(standing):
        return _("Kan læses ind på serveren fra én fil: ./run manage load_partnership FIL")
    return _("Læses ind fra partnerskabets fil.")
