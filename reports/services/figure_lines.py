"""The sections of a brief that are read from the results: what does not close, what is missing.

Always against the agreed comparator, and never of restricted indicators.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from areas.models import Area
from dashboards.services.comparison_pages import choose
from indicators.models import Result
from indicators.rules import council
from indicators.services import cards, results
from indicators.services.lag_words import expected_month, overdue
from indicators.services.periods_in_words import slot_in_words
from indicators.services.readings import Entry, Figures, Reading
from indicators.services.wording import headline
from reports.rules.blocks import GAPS, HOLES
from reports.services import passports
from reports.services.material import Line, Section, in_full

State = Result.State
_STATES = {
    State.SUPPRESSED: "hidden",
    State.SUPPRESSED_BY_SOURCE: "hidden_by_source",
    State.NOT_RELEASED: "not_released",
    State.MISSING: "missing",
    State.NOT_COMPUTED: "not_computed",
}


@dataclass(frozen=True)
class Picture:
    """The newest figures of the housing areas, as they are published at one moment."""

    entries: list[Entry]
    areas: list[Area]
    readings: list[Reading]

    @cached_property
    def chosen(self) -> list[Entry]:
        """One definition of each indicator."""
        return choose(self.entries, self.readings)

    @cached_property
    def figures(self) -> dict[int, dict[int, Figures]]:
        """Area → definition → the newest statements."""
        return {each.pk: cards.newest_figures(self.readings, each.pk) for each in self.areas}

    def of(self, entry: Entry, area: Area) -> Figures:
        """What is told of an indicator in an area."""
        return self.figures[area.pk].get(entry.definition_id, Figures())


def picture() -> Picture:
    """Read the figures; three queries."""
    return Picture(
        entries=results.catalogue(restricted=False),
        areas=list(Area.objects.filter(kind=Area.Kind.AREA).order_by("position", "pk")),
        readings=results.newest(restricted=False, waiting=True),
    )


def gaps(seen: Picture, *, url: str) -> Section:
    """Where areas have lost ground to the agreed comparator: behind by more, or ahead by less."""
    lines = [
        Line(
            title=f"{entry.name} · {area.name}",
            text=headline(entry, figures, area=area.name),
            passports=(passports.of_area(entry, figures, (area.name, area.slug)),),
            url=cards.indicator_url(entry.code),
        )
        for entry in seen.chosen
        for area in seen.areas
        for figures in [seen.of(entry, area)]
        if figures.level is not None and figures.level.has_value and does_not_close(figures)
    ]
    has_any = any(
        figures.gap_change is not None and figures.gap_change.has_value
        for found in seen.figures.values()
        for figures in found.values()
    )
    return Section(
        key=GAPS, title=_("Hvor områder har tabt terræn"), lines=tuple(lines),
        empty=_("Intet område har tabt terræn, så vidt det kan afgøres.") if has_any
        else _("Der er endnu ingen udvikling i afstande at fortælle om."),
        where=in_full(), url=url,
        note=_("Afstanden er målt mod det aftalte sammenligningsgrundlag.") if lines else "",
    )  # fmt: skip


def does_not_close(figures: Figures) -> bool:
    """The rule of the overview: grown wider, crossed back, or a lead that has shrunk."""
    change = figures.gap_change
    return change is not None and change.has_value and change.verdict in council.WORSE


def holes(seen: Picture, *, url: str) -> Section:
    """What is late, missing, hidden or not released, in words: none of them is a figure."""
    late, silent = [], []
    for entry in seen.chosen:
        line = _late(seen, entry)
        late += [line] if line else []
        silent += [*_silent(seen, entry), *_waiting(seen, entry)]
    return Section(
        key=HOLES, title=_("Huller i tallene"), lines=(*late, *silent),
        empty=_("Ingen tal er forsinket, mangler eller er skjult."),
        where=in_full(), url=url,
    )  # fmt: skip


def _late(seen: Picture, entry: Entry) -> Line | None:
    """That the source should have released the next period's figure by now."""
    slots = [
        level.slot
        for area in seen.areas
        for level in [seen.of(entry, area).level]
        if level is not None and level.has_value
    ]
    awaited = overdue(entry, max(slots)) if slots else None
    if awaited is None:
        return None
    text = _("Tallet for %(period)s var ventet i %(month)s fra %(source)s.") % {
        "period": slot_in_words(awaited.slot),
        "month": expected_month(awaited),
        "source": entry.source,
    }
    return Line(entry.name, text, url=cards.indicator_url(entry.code))


def _silent(seen: Picture, entry: Entry) -> list[Line]:
    """Why there is no newest figure, one line for each reason with the areas it holds for."""
    found: Mapping[str, list[str]] = defaultdict(list)
    for area in seen.areas:
        level = seen.of(entry, area).level
        if level is None:
            found["missing"].append(area.label)
        elif not level.has_value and level.state in _STATES:
            found[_STATES[State(level.state)]].append(area.label)
    words = {
        "hidden": _("Skjult, fordi tallet bygger på få personer: %(areas)s."),
        "hidden_by_source": _("Skjult af kilden: %(areas)s."),
        "not_released": _("Findes, men er ikke frigivet: %(areas)s."),
        "missing": _("Mangler: %(areas)s."),
        "not_computed": _("Kan ikke beregnes: %(areas)s."),
    }
    url = cards.indicator_url(entry.code)
    return [
        Line(entry.name, words[kind] % {"areas": ", ".join(found[kind])}, url=url)
        for kind in words
        if found.get(kind)
    ]


def _waiting(seen: Picture, entry: Entry) -> list[Line]:
    """Periods whose figure waits for its release, beside an older one that is shown; never the figure."""
    found: Mapping[str, list[str]] = defaultdict(list)
    for area in seen.areas:
        waiting = seen.of(entry, area).waiting
        if waiting is not None:
            found[waiting.slot].append(area.label)
    words = _("Tallet for %(period)s findes, men er ikke frigivet: %(areas)s.")
    return [
        Line(
            entry.name,
            words % {"period": slot_in_words(slot), "areas": ", ".join(areas)},
            url=cards.indicator_url(entry.code),
        )
        for slot, areas in sorted(found.items())
    ]
