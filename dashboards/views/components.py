"""All components on one page, with made-up values: what a page can be built from."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from areas.models import Area
from dashboards.views import component_curves
from dashboards.views import component_samples as samples
from indicators.services import comparators
from partnership.rules.access import may_open_pages
from partnership.views.access import requires

VERDICTS = [
    {"kind": kind, "direction": direction, "reason": reason}
    for kind, direction, reason in (
        ("forward", "up", ""),
        ("forward", "down", ""),
        ("slow", "up", ""),
        ("still", "up", ""),
        ("off_course", "", ""),
        ("back", "down", ""),
        ("back", "up", ""),
        ("unchanged", "", ""),
        ("undecided", "", gettext_lazy("for få svar")),
        ("reached", "", ""),
        ("kept", "", ""),
        ("lost", "down", ""),
        ("narrowing", "", ""),
        ("widening", "", ""),
        ("crossed", "", ""),
        ("leading", "", ""),
        ("no_target", "", ""),
        ("not_released", "", ""),
        ("hidden", "", ""),
        ("hidden_by_source", "", ""),
        ("missing", "", ""),
        ("not_relevant", "", ""),
    )
]
TALLY = {
    "verdicts": [VERDICTS[place] for place in (0, 0, 2, 4, 7, 7)],
    "sentence": gettext_lazy(
        "Af 6 indikatorer er 2 på rette kurs, 1 går for langsomt, 1 går tilbage, "
        "2 kan ikke afgøres endnu."
    ),
}
STATES = (
    "zero",
    "missing",
    "suppressed",
    "suppressed_by_source",
    "not_released",
    "not_relevant",
    "no_denominator",
)


def _switch(asked: str) -> comparators.Switch:
    """The choices of a site with a region and a country, in made-up names."""
    names = (
        ("municipality", _("Opdigtet By")),
        ("region", _("Opdigtet Region")),
        ("country", _("Opdigtet Land")),
    )
    places = [Area(pk=at, kind=kind, name=name) for at, (kind, name) in enumerate(names, 1)]
    return comparators.switch(asked, places, [])


@requires(may_open_pages)
def show(request: HttpRequest) -> HttpResponse:
    """Show every component; the form below shows its errors when it is sent empty."""
    sent = request.GET if "name" in request.GET else None
    context = {
        "verdicts": VERDICTS,
        "states": STATES,
        "tally": TALLY,
        "visions": (_("Et trygt og attraktivt kvarter"), _("En blandet beboersammensætning")),
        "cards": samples.cards(),
        "reasons": samples.reasons(),
        "figures": component_curves.figures(),
        "form": samples.SampleForm(sent),
        "switch": _switch(request.GET.get(comparators.PARAMETER, "")),
        **samples.chrome(),
    }
    return render(request, "dashboards/komponenter.html", context)
