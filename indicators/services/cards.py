"""An indicator in an area, ready for components/figure_card.html: every number already written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from areas.models import Area
from indicators.charts import Break
from indicators.models import Definition, Result
from indicators.rules import verdicts
from indicators.services import gap_trends, lag_words, pace_words, verdict_words, wording
from indicators.services.comparators import Against
from indicators.services.curve_points import event_signs
from indicators.services.explanations.addresses import COUNCIL, explanation_address
from indicators.services.gap_wording import comparator_name
from indicators.services.indicator_grounds import Happening
from indicators.services.periods_in_words import measured_in_words, slot_in_words
from indicators.services.ratio_words import ratio_in_words
from indicators.services.results import Entry, Figures, Reading
from indicators.services.sparks import spark_of
from indicators.services.wording import Verdict

Statement = Result.Statement
# Statement, and whether it is about (or against) a comparator → the name under which cards know it.
_PLACES: dict[tuple[str, bool], str] = {
    (Statement.LEVEL, False): "level",
    (Statement.CHANGE, False): "change",
    (Statement.PACE, False): "pace",
    (Statement.TREND, False): "trend",
    (Statement.PROJECTION, False): "projection",
    (Statement.CONTROL_CHART, False): "control_chart",
    (Statement.COMPARATOR, True): "comparator",
    (Statement.GAP, True): "gap",
    (Statement.GAP_CHANGE, True): "gap_change",
    (Statement.GAP_TREND, True): "gap_trend",
    (Statement.CHANGE, True): "comparator_change",
    (Statement.TREND, True): "comparator_trend",
}
_YEARS = {False: "year", True: "comparator_year"}


@dataclass(frozen=True)
class Card:
    """One indicator in one area."""

    id: str
    code: str
    name: str
    url: str
    headline: str
    value: dict[str, str]
    gap: dict[str, Any] | None
    verdict: Verdict | None
    course: Verdict | None
    spark: dict[str, Any] | None
    passport: dict[str, Any]
    links: list[dict[str, str]]
    is_pending: bool
    is_front: bool
    mark: str
    notes: list[str] = field(default_factory=list)
    events: list[dict[str, str]] = field(default_factory=list)
    figures: Figures = field(repr=False, default=Figures())


def indicator_url(code: str) -> str:
    """The page of an indicator."""
    return reverse("indicators:indicator-detail", args=[code])


def choose_definitions(
    entries: Sequence[Entry], readings: Iterable[Reading], area_id: int
) -> list[Entry]:
    """One definition version per indicator: the newest with figures here, else the newest."""
    with_figures = {
        r.definition_id for r in readings if r.area_id == area_id and r.statement == Statement.LEVEL
    }
    chosen: dict[int, Entry] = {}
    for entry in entries:  # versions come in rising order
        known = chosen.get(entry.indicator_id)
        if (
            known is None
            or entry.definition_id in with_figures
            or known.definition_id not in with_figures
        ):
            chosen[entry.indicator_id] = entry
    return list(chosen.values())


def newest_figures(readings: Iterable[Reading], area_id: int) -> dict[int, Figures]:
    """Definition → the newest statements about one area; the readings are against one comparator."""
    found: dict[int, dict[str, Reading]] = {}
    waiting: dict[int, Reading] = {}
    for reading in readings:
        if reading.area_id != area_id:
            continue
        if not reading.is_latest:
            if is_waiting(reading):
                waiting[reading.definition_id] = reading  # readings come in the order of time
            continue
        is_against = bool(reading.comparator)
        name = _PLACES.get((reading.statement, is_against))
        if reading.is_whole_year:
            name = _YEARS[is_against]
        if name is not None:
            found.setdefault(reading.definition_id, {})[name] = reading
    return {
        definition: _beside(Figures(**named), waiting.get(definition))
        for definition, named in found.items()
    }


def is_waiting(reading: Reading) -> bool:
    """Whether this is a figure that exists and is not released."""
    return reading.statement == Statement.LEVEL and reading.state == Result.State.NOT_RELEASED


def _beside(figures: Figures, waiting: Reading | None) -> Figures:
    """With the figure that waits, where it is newer than the one shown."""
    level = figures.level
    if waiting is None or level is None or not level.has_value or waiting.slot <= level.slot:
        return figures
    return figures._replace(waiting=waiting)


def against_only(readings: Iterable[Reading], against: Against) -> list[Reading]:
    """Of statements against all comparators those against one, and those that have none."""
    return [r for r in readings if not r.comparator or _is_asked(r, against)]


def _is_asked(reading: Reading, against: Against) -> bool:
    if against.is_agreed:
        return reading.is_default
    return reading.comparator == against.kind and against.other_id in (None, reading.other_id)


def level_series(readings: Iterable[Reading], area_id: int) -> dict[int, list[Reading]]:
    """Definition → the area's levels in the order of time."""
    series: dict[int, list[Reading]] = {}
    for reading in readings:
        if reading.statement == Statement.LEVEL and reading.area_id == area_id:
            series.setdefault(reading.definition_id, []).append(reading)
    return series


def value_of(entry: Entry, reading: Reading | None) -> dict[str, str]:
    """What components/value.html shows: a figure with its unit, or the state instead."""
    if reading is None:
        return {"state": "missing"}
    if not reading.has_value:
        return _no_value(reading)
    style = wording.number_style()
    value = {
        "number": style.plain(reading.estimate or 0.0, entry.decimals),
        "unit": entry.unit,
        "state": "zero" if reading.estimate == 0 else "value",
    }
    if reading.lower is not None and reading.upper is not None:
        value["interval"] = style.interval(reading.lower, reading.upper, entry.decimals)
    return value


def _no_value(reading: Reading) -> dict[str, str]:
    """The state that stands where there is no figure, for a computed one with its reason."""
    if reading.state != Result.State.NOT_COMPUTED:
        return {"state": reading.state}
    if reading.reason in ("", "no_denominator"):
        return {"state": "no_denominator"}
    return {"state": reading.state, "words": wording.reason_words(reading.reason)}


def gap_of(entry: Entry, figures: Figures) -> dict[str, Any] | None:
    """What components/gap.html shows; None where nothing was compared."""
    gap = figures.gap
    if gap is None or figures.level is None or not figures.level.has_value:
        return None
    style = wording.number_style()
    label = _("Afstand til %(comparator)s") % {
        "comparator": comparator_name(gap.comparator, gap.other)
    }
    if gap.slot != figures.level.slot:  # a whole year, or the comparator's newest is awaited
        label = f"{label}, {wording.gap_period(figures)}"
    if not gap.has_value:
        return {"label": label, "reason": wording.reason_words(gap.reason) or _("beregnes ikke")}
    shown: dict[str, Any] = {
        "label": label,
        "number": style.signed(gap.estimate or 0.0, entry.decimals),
        "verdict": _gap_verdict(entry, figures),
        "ratio": ratio_in_words(gap),
        "speed": pace_words.closing_in_words(entry, figures),
        "trend": "" if entry.is_context else gap_trends.told_beside(figures),
    }
    if gap.lower is not None and gap.upper is not None:
        shown["interval"] = style.interval(gap.lower, gap.upper, entry.decimals)
    return shown


def _links(entry: Entry, figures: Figures, url: str, slug: str) -> list[dict[str, str]]:
    """To the curve, to what made the verdicts, to the table; `slug` names the area."""
    links = [{"url": url, "label": _("Se kurven")}]
    told = figures.pace or figures.moved or figures.level
    if slug and told is not None:
        explained = explanation_address(told, entry=entry, area=slug)
        links.append({"url": explained, "label": _("Forklar tallet")})
    if slug and figures.gap_change is not None:
        council = explanation_address(figures.gap_change, entry=entry, area=slug, statement=COUNCIL)
        links.append({"url": council, "label": _("Forklar afstanden")})
    return [*links, {"url": f"{url}#kurve-chart-caption", "label": _("Tabel")}]


def _gap_verdict(entry: Entry, figures: Figures) -> Verdict | None:
    """The verdict on the distance; the headline beside it gives a reason that is a number."""
    verdict = verdict_words.of_gap_change(entry, figures)
    change = figures.gap_change
    is_told = change is not None and change.reason == verdicts.SMALLER_THAN_UNCERTAINTY
    return replace(verdict, reason="") if verdict is not None and is_told else verdict


def base_label(entry: Entry) -> str:
    """What n counts."""
    return _("svar") if entry.data_kind == Definition.DataKind.SURVEY else ""


def passport_of(entry: Entry, reading: Reading | None) -> dict[str, Any]:
    """What components/passport.html shows: source, measuring period, publication and n."""
    if reading is None:
        return {"source": entry.source, "n_not_needed": True}
    style = wording.number_style()
    has_base = reading.n is not None
    counts_itself = entry.kind in (Definition.Kind.COUNT, Definition.Kind.AMOUNT)
    return {
        "source": reading.source or entry.source,
        "period": measured_in_words(reading.slot, reading.starts_on, reading.ends_on),
        "published_on": reading.published_on,
        "stale": lag_words.stale_in_words(entry, reading.slot) if reading.is_latest else "",
        "n": style.plain(reading.n, 0) if reading.n is not None else None,
        "n_label": base_label(entry),
        "n_missing": wording.no_base_words(entry),
        "n_not_needed": not reading.has_value or (counts_itself and not has_base),
    }


def card_of(
    entry: Entry,
    figures: Figures,
    levels: Sequence[Reading],
    *,
    area: str,
    style: str,
    breaks: Sequence[Break] = (),
    slug: str = "",
    address: str = "",
    events: Sequence[Happening] = (),
    is_brief: bool = False,
) -> Card:
    """Everything a page says about one indicator in one area; with its slug, how it came about.

    `address` is what links to the indicator's page carry on: the comparator that was chosen.
    `is_brief`: the page itself says that the area is part of the municipality.
    """
    key = f"tal-{entry.code}"
    url = indicator_url(entry.code)
    url = f"{url}?{address}" if address else url
    value, gap = value_of(entry, figures.level), gap_of(entry, figures)
    passport = passport_of(entry, figures.level)
    if gap and figures.level and figures.gap and figures.gap.slot != figures.level.slot:
        value["period"] = slot_in_words(figures.level.slot)
        passport["gap_period"] = wording.gap_period(figures)
    pace = verdict_words.of_pace(entry, figures)
    has_value = figures.level is not None and figures.level.has_value
    spark = spark_of(
        entry, levels, key=f"{key}-kurve", style=style, area=area, breaks=breaks, events=events
    )
    return Card(
        id=key,
        code=entry.code,
        name=entry.name,
        url=url,
        headline=wording.headline(entry, figures, area=area, is_brief=is_brief),
        value=value,
        gap=gap,
        verdict=(pace or verdict_words.of_change(entry, figures)) if has_value else None,
        course=verdict_words.of_course(entry, figures),
        spark=spark,
        events=event_signs(events) if spark and spark["events"] else [],
        passport=passport,
        links=_links(entry, figures, url, slug),
        is_pending=entry.is_pending,
        is_front=entry.is_front,
        mark="|".join(
            [
                value.get("number") or value.get("words") or value["state"],
                str((gap or {}).get("number", "")),
                figures.level.slot if figures.level else "",
            ]
        ),
        notes=[
            note for note in (awaiting(figures), *pace_words.pace_lines(entry, figures)) if note
        ],
        figures=figures,
    )


def awaiting(figures: Figures) -> str:
    """That a newer figure waits for its release: "2026: Findes, ikke frigivet"; else empty."""
    if figures.waiting is None:
        return ""
    return f"{slot_in_words(figures.waiting.slot)}: {_('Findes, ikke frigivet')}"


def card_in_area(
    entry: Entry,
    figures: Figures,
    levels: Sequence[Reading],
    *,
    area: Area,
    style: str,
    breaks: Sequence[Break],
    address: str = "",
) -> Card:
    """The same card on the indicator's own page: named by the area and linked to it."""
    card = card_of(
        entry, figures, levels, area=area.name, style=style, breaks=breaks, slug=area.slug
    )
    home = area.get_absolute_url()
    return replace(
        card,
        id=f"tal-{area.slug}",
        name=area.name,
        url=f"{home}?{address}" if address else home,
        spark={**card.spark, "id": f"tal-{area.slug}-kurve"} if card.spark else None,
        links=card.links[1:-1],  # the curve and the table stand on the page itself
    )
