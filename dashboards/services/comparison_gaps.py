"""The distance to the comparator over time: one indicator, all areas, each with its sentence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from dashboards.services.areas import AreaFacts, all_with_facts
from dashboards.services.comparison_pages import choose
from indicators.charts import Break, Series, Wording, gap_figure
from indicators.models import Definition, Result
from indicators.services import cards, comparators, results, wording
from indicators.services.comparators import Switch, name_of
from indicators.services.curve_points import (
    extent_break,
    markers_of,
    points_of,
    sign_of,
    together,
)
from indicators.services.curves import (
    Curve,
    breaks_of,
    curve_of,
    passport_line,
    passport_of,
    summary_of,
)
from indicators.services.explanations.addresses import COUNCIL, explanation_address
from indicators.services.indicator_grounds import Happening, ground_of
from indicators.services.periods_in_words import day_in_words, slot_in_words
from indicators.services.results import Entry, Figures, Reading
from indicators.services.story_pages import areas_in_words, contributions_of
from indicators.services.verdict_words import of_gap_change
from indicators.services.wording import Verdict

Statement = Result.Statement


@dataclass(frozen=True)
class GapLine:
    """One area's distance in words."""

    facts: AreaFacts
    sentence: str
    verdict: Verdict | None
    explained: str


@dataclass(frozen=True)
class EventLine:
    """An event beside the curves; an effort leads to what may be said of its contribution."""

    sign: str
    title: str
    day: str
    area: str
    path: str
    contributions: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class GapPage:
    """What the page shows."""

    entry: Entry
    switch: Switch
    url: str
    lines: list[GapLine]
    figure: dict[str, Any] | None
    events: list[EventLine]
    why_not: str
    version: str

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        """The way here."""
        matrix = self.switch.address_of(reverse("dashboards:comparison"))
        here = _("%(indicator)s: afstand over tid") % {"indicator": self.entry.name}
        return [(_("Sammenlign"), matrix), (here, "")]


@dataclass(frozen=True)
class _Known:
    """What is read about the indicator."""

    entry: Entry
    versions: Sequence[Entry]
    readings: Sequence[Reading]
    areas: Sequence[AreaFacts]
    switch: Switch
    events: Sequence[Happening]

    @property
    def is_count(self) -> bool:
        """Of a plain count no distance is computed: places are not equally big."""
        return self.entry.kind == Definition.Kind.COUNT

    @property
    def goes_by_years(self) -> bool:
        """Whether distances are those of whole years, though figures come more often."""
        return self.entry.frequency != Definition.Frequency.YEAR

    @property
    def bases(self) -> list[Curve]:
        """The areas' figures that the distances rest on."""
        return self.curves(Statement.POOLED if self.goes_by_years else Statement.LEVEL)

    def curves(self, statement: str) -> list[Curve]:
        """One series per area, those without any figure left out."""
        order = {one.definition_id: one.version for one in self.versions}
        found = []
        for each in self.areas:
            own = [
                r
                for r in self.readings
                if r.area_id == each.area.pk
                and (statement != Statement.POOLED or (r.is_whole_year and not r.comparator))
            ]
            kinds = [r.comparator for r in own if r.statement == statement]
            curve = curve_of(
                each.area.label,
                each.style,
                own,
                statement=statement,
                comparator=kinds[-1] if kinds else "",
                order=order,
            )
            found.append(curve)
        return [curve for curve in found if any(one.has_value for one in curve.readings)]


def gap_page(code: str, *, restricted: bool, asked: str) -> GapPage | None:
    """Put the page together in four queries; None where no such indicator may be seen."""
    versions = results.catalogue(restricted=restricted, code=code)
    if not versions:
        return None
    places = all_with_facts()
    ground = ground_of(versions[0].indicator_id)
    switch = comparators.switch(asked, ground.areas, ground.choices)
    readings = results.of_indicator(
        versions[0].indicator_id, restricted=restricted, against=switch.against
    )
    entry = choose(versions, readings)[0]
    areas = [each for each in places if each.is_housing_area]
    known = _Known(entry, versions, readings, areas, switch, ground.events)
    figure = _figure(known)
    gaps = [one.readings[-1] for one in known.curves(Statement.GAP)]
    return GapPage(
        entry=entry,
        switch=comparators.told(switch, [(gap.comparator, gap.other) for gap in gaps]),
        url=switch.address_of(cards.indicator_url(entry.code)),
        lines=[_line(known, each) for each in areas],
        figure=figure,
        events=_event_lines(known, figure),
        why_not=_why_not(known),
        version=results.page_version(versions),
    )


def _event_lines(known: _Known, figure: Mapping[str, Any] | None) -> list[EventLine]:
    """The events on the time axis in the order of time, lettered as there; none without a picture."""
    if figure is None:
        return []
    first, last = figure["chart"]["layout"]["xaxis"]["range"]
    labels = {each.area.pk: each.area.label for each in known.areas}
    return [
        EventLine(
            sign=sign_of(at),
            title=group[0].title,
            day=day_in_words(group[0].on),
            area=areas_in_words(group, labels),
            path=group[0].path,
            contributions=contributions_of([e for e in group if e.is_effort], labels),
        )
        for at, group in enumerate(together(known.events))
        if first <= group[0].on.isoformat() <= last
    ]


def _line(known: _Known, facts: AreaFacts) -> GapLine:
    found = cards.newest_figures(known.readings, facts.area.pk)
    figures = found.get(known.entry.definition_id, Figures())
    has_level = figures.level is not None and figures.level.has_value
    moved = figures.gap_change if has_level else None
    return GapLine(
        facts=facts,
        sentence=_sentence(known, figures, facts),
        verdict=of_gap_change(known.entry, figures) if moved is not None else None,
        explained=explanation_address(
            moved, entry=known.entry, area=facts.area.slug, statement=COUNCIL
        )
        if moved is not None and not known.entry.is_context
        else "",
    )


def _sentence(known: _Known, figures: Figures, facts: AreaFacts) -> str:
    """The headline; where nothing is compared, that it is not, and why."""
    text = wording.headline(known.entry, figures, area=facts.area.name)
    if figures.gap is None and figures.level is not None and figures.level.has_value:
        return f"{text} {_why_not(known)}"
    return text


def _why_not(known: _Known) -> str:
    """Why there is no distance at all."""
    if known.is_count:
        return _("For et antal beregnes ingen afstand: stederne er ikke lige store.")
    return comparators.why_not(known.switch)


def _figure(known: _Known) -> dict[str, Any] | None:
    """The curves of the distance, and the table behind them; None without any distance."""
    gaps, entry = known.curves(Statement.GAP), known.entry
    if not gaps:
        return None
    numbers = wording.number_style()
    unit = wording.gap_unit(entry)
    name = _comparator_name(known, gaps)
    title = _("%(indicator)s: afstand til %(comparator)s, %(unit)s") % {
        "indicator": entry.name,
        "comparator": name,
        "unit": unit,
    }
    passport = passport_of(entry, known.bases)
    markers = markers_of(known.events)
    words = Wording(
        title=_("%(indicator)s: afstand til %(comparator)s")
        % {"indicator": entry.name, "comparator": name},
        unit=unit,
        passport=passport_line(passport, markers),
        to=numbers.to,
        decimals=entry.decimals,
        separators=numbers.decimal + numbers.thousands,
    )
    breaks = _breaks(known, gaps)
    chart = gap_figure(
        [Series(one.label, one.style, points_of(one.readings)) for one in gaps],
        wording=words,
        zero_label=capfirst(name),
        breaks=breaks,
        markers=markers,
    )
    return {
        "id": "afstand",
        "title": title,
        "summary": summary_of(entry, gaps, breaks, write=numbers.signed),
        "chart": chart,
        "caption": _caption(known),
        "table": _table(entry, gaps, title),
        "passport": passport,
        "file_name": f"{entry.code}-afstand",
    }


def _caption(known: _Known) -> str:
    """How the picture is to be read."""
    words = _(
        "Afstanden er områdets tal minus tallet, der sammenlignes med; ved 0 er de ens. "
        "Lodrette streger og bånd viser usikkerheden (95 %)."
    )
    if known.goes_by_years:
        years = _("Tallene er lagt sammen til hele år, så årstider ikke sammenlignes.")
        return f"{words} {years}"
    return words


def _comparator_name(known: _Known, gaps: Sequence[Curve]) -> str:
    """What the distances are measured to: all names where areas differ."""
    names = dict.fromkeys(
        name_of(one.readings[-1].comparator, one.readings[-1].other) for one in gaps
    )
    return _(" eller ").join(name for name in names if name) or known.switch.chosen.name


def _breaks(known: _Known, gaps: Sequence[Curve]) -> list[Break]:
    redrawn = [
        extent_break(day, each.area.label) for each in known.areas for day in each.redrawn_on
    ]
    return breaks_of(gaps, redrawn, known.versions)


def _table(entry: Entry, gaps: Sequence[Curve], title: str) -> dict[str, Any]:
    """The distances behind the curves: a row per period, a column per area."""
    days: dict[str, dt.date] = {}
    by_place: list[dict[str, Reading]] = []
    for curve in gaps:
        by_place.append({one.slot: one for one in curve.readings})
        days |= {one.slot: one.ends_on or dt.date.min for one in curve.readings}
    columns = [{"label": _("Periode"), "is_number": False}]
    columns += [{"label": curve.label, "is_number": True} for curve in gaps]
    rows = [
        [slot_in_words(slot), *(_cell(entry, found.get(slot)) for found in by_place)]
        for slot in sorted(days, key=lambda slot: (days[slot], slot))
    ]
    return {"caption": title, "columns": columns, "rows": rows}


def _cell(entry: Entry, gap: Reading | None) -> str:
    """The distance with its interval as text; the reason where there is none."""
    if gap is None:
        return "–"
    if not gap.has_value:
        return capfirst(wording.reason_words(gap.reason)) or wording.silence(gap)
    style = wording.number_style()
    text = style.signed(gap.estimate or 0.0, entry.decimals)
    if gap.lower is None or gap.upper is None:
        return text
    return f"{text} ({style.interval(gap.lower, gap.upper, entry.decimals)})"
