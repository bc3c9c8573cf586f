"""Marked efforts: the list, and for each the gap before and after with all that may be said of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from areas.models import Area
from dashboards.services import contribution_words as words
from dashboards.services.areas import AreaFacts, all_with_facts
from dashboards.services.contribution_figures import effort_figure
from indicators.models import EventMarker, Result
from indicators.services import cards, results, wording
from indicators.services.effort_words import reason_in_words
from indicators.services.explanations.addresses import explanation_address
from indicators.services.names import event_title
from indicators.services.results import Entry, Reading

Statement = Result.Statement


@dataclass(frozen=True)
class Effort:
    """One marked effort in the list."""

    title: str
    url: str
    area: str
    indicator: str
    happened_on: dt.date
    grade: str


@dataclass(frozen=True)
class Effect:
    """One of the areas it is compared with, as if that one had made the effort."""

    area: str
    change: str
    is_larger: bool


@dataclass(frozen=True)
class ContributionPage:
    """What the page of one effort shows."""

    title: str
    event: EventMarker
    entry: Entry
    area: Area
    url: str
    sentence: str
    reasons: list[str]
    figure: dict[str, Any] | None
    facts: list[tuple[str, str]]
    placebos: list[Effect]
    alarms: dict[str, Any] | None
    explained: str

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        """The way here."""
        every = reverse("dashboards:contribution-list")
        return [(_("Sammenlign"), reverse("dashboards:comparison")), (_("Bidrag"), every),
                (self.title, "")]  # fmt: skip


def contribution_list(*, restricted: bool) -> list[Effort]:
    """All marked efforts that the reader may see, newest first; three queries."""
    entries = {entry.indicator_id: entry for entry in results.catalogue(restricted=restricted)}
    told = {
        reading.event_id: reading
        for reading in results.newest(restricted=restricted)
        if reading.statement == Statement.CONTRIBUTION
    }
    found = []
    for event in _efforts().order_by("-happened_on", "pk"):
        entry = entries.get(event.indicator_id or 0)
        reading = told.get(event.pk)
        if entry is not None and event.area is not None:
            found.append(
                Effort(
                    title=event_title(event),
                    url=reverse("dashboards:contribution-detail", args=[event.pk]),
                    area=event.area.name,
                    indicator=entry.name,
                    happened_on=event.happened_on,
                    grade=words.grade_words(reading) if reading else _("ikke beregnet endnu"),
                )
            )
    return found


def _efforts() -> Any:
    efforts = EventMarker.objects.filter(kind=EventMarker.Kind.EFFORT, is_withdrawn=False)
    return efforts.select_related("area", "indicator")


def contribution_page(pk: int, *, restricted: bool) -> ContributionPage | None:
    """One effort; None where there is none that may be seen. Four queries."""
    event = _efforts().filter(pk=pk).first()
    entries = results.catalogue(restricted=restricted, code=event.indicator.code) if event else []
    if event is None or not entries:
        return None
    readings = results.of_indicator(event.indicator_id, restricted=restricted)
    told = [
        reading
        for reading in readings
        if reading.statement == Statement.CONTRIBUTION and reading.event_id == pk
    ]
    order = {entry.definition_id: entry for entry in entries}
    told.sort(key=lambda reading: order[reading.definition_id].version)
    reading = told[-1] if told else None
    entry = order[reading.definition_id] if reading else entries[-1]
    places = {facts.area.pk: facts for facts in all_with_facts()}
    return _page(event, entry, reading, readings, places)


def _page(
    event: EventMarker,
    entry: Entry,
    reading: Reading | None,
    readings: Sequence[Reading],
    places: Mapping[int, AreaFacts],
) -> ContributionPage:
    assert event.area is not None  # noqa: S101 - a constraint holds it
    details = (reading.details or {}) if reading else {}
    rates = details.get("alarms_rule") or [None]
    return ContributionPage(
        title=event_title(event),
        event=event,
        entry=entry,
        area=event.area,
        url=cards.indicator_url(entry.code),
        sentence=words.sentence(entry, reading, event.area.name)
        if reading
        else _("Indsatsen er ikke beregnet endnu."),
        reasons=[reason_in_words(code, rates[-1]) for code in details.get("reasons", [])],
        figure=effort_figure(event, entry, reading, readings, places) if reading else None,
        facts=_facts(entry, reading, details) if reading and details else [],
        placebos=_placebos(entry, reading, details, places) if reading and details else [],
        alarms=_alarms(details),
        explained=explanation_address(reading, entry=entry, area=event.area.slug)
        if reading and reading.has_value
        else "",
    )


def _facts(entry: Entry, reading: Reading, details: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What stands behind the answer, one line each."""
    style, unit = wording.number_style(), wording.gap_unit(entry)

    def number(name: str, more: int = 0) -> str:
        value = details.get(name)
        return style.signed(value, entry.decimals + more) if value is not None else "–"

    slope = _("%(slope)s %(unit)s om året") % {"slope": number("slope", 1), "unit": unit}
    if details.get("slope_lower") is not None:
        ends = (details["slope_lower"], details["slope_upper"])
        slope += f" ({style.interval(*ends, entry.decimals + 1)})"
    least = details.get("detectable")
    seen = _("%(size)s %(unit)s") % {
        "size": style.plain(least, entry.decimals) if least is not None else "–",
        "unit": unit,
    }
    years = _(
        "%(before)s år før og %(after)s år efter; en måling hen over begyndelsen tæller ikke med"
    ) % {
        "before": details["before"],
        "after": details["after"],
    }
    return [
        (_("Afstandens gennemsnit før indsatsen"), f"{number('mean_before')} {unit}"),
        (_("Afstandens gennemsnit efter indsatsen"), f"{number('mean_after')} {unit}"),
        (_("Ændring"), words.change_words(entry, reading)),
        (_("Afstandens udvikling før indsatsen"), slope),
        (_("Ændring, når udviklingen før er trukket fra"), f"{number('adjusted')} {unit}"),
        (_("Mindste ændring, der kunne være set (i fire ud af fem tilfælde)"), seen),
        (_("Målinger"), years),
    ]


def _placebos(
    entry: Entry, reading: Reading, details: Mapping[str, Any], places: Mapping[int, AreaFacts]
) -> list[Effect]:
    style, estimate = wording.number_style(), abs(reading.estimate or 0.0)
    found = []
    for area_id, change in zip(details["areas"][1:], details["placebo"], strict=True):
        place = places.get(area_id)
        found.append(
            Effect(
                area=place.area.name if place else "",
                change=f"{style.signed(change, entry.decimals)} {wording.gap_unit(entry)}",
                is_larger=abs(change) > estimate * (1 + 1e-9),
            )
        )
    return found


def _rates(shares: Sequence[float] | None) -> list[str]:
    style = wording.number_style()
    return [_("%(n)s pct.") % {"n": style.plain(100 * share, 1)} for share in shares or ()]


def _alarms(details: Mapping[str, Any]) -> dict[str, Any] | None:
    """How often each rule calls nothing something, as components/table.html shows it."""
    if not details.get("alarms_rule"):
        return None
    style = wording.number_style()
    columns = [{"label": _("Regel"), "is_number": False}]
    columns += [
        {"label": _("sammenhæng %(n)s") % {"n": style.plain(each, 1)}, "is_number": True}
        for each in details["correlations"]
    ]
    return {
        "caption": _("Falske alarmer, når der intet er, efter afstandens sammenhæng fra år til år"),
        "columns": columns,
        "rows": [
            [_("Usikkerheden alene"), *_rates(details["alarms_plain"])],
            [_("Hele reglen for “tegn på”"), *_rates(details["alarms_rule"])],
        ],
    }
