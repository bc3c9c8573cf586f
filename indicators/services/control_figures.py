"""Months and quarters: is the newest figure out of the ordinary? Words, and the chart behind them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from areas.models import Area
from indicators.charts import Break, Limits, Marker, Series, Wording, control_figure
from indicators.models import Result
from indicators.rules import control_charts as codes
from indicators.services import wording
from indicators.services.curve_points import markers_in, points_of, source_breaks
from indicators.services.curves import (
    Curve,
    bounds_of,
    has_marks,
    passport_line,
    passport_of,
    table_of,
)
from indicators.services.explanations.addresses import explanation_address
from indicators.services.indicator_curves import area_style
from indicators.services.indicator_grounds import Happening
from indicators.services.periods_in_words import slot_in_words
from indicators.services.results import Entry, Reading


@dataclass(frozen=True)
class ControlBlock:
    """One area's chart: what it says, in words, and the figure where there are limits to draw."""

    area: str
    words: str
    figure: dict[str, Any] | None
    explained_url: str


def control_blocks(
    entry: Entry,
    readings: Sequence[Reading],
    areas: Sequence[Area],
    redrawn: Sequence[Break],
    events: Sequence[Happening] = (),
) -> list[ControlBlock]:
    """A block for each area with a control chart; none for yearly series.

    `events` are those listed on the page: they bear the same letters here.
    """
    blocks = []
    for area in areas:
        own = [
            r for r in readings if r.area_id == area.pk and r.definition_id == entry.definition_id
        ]
        charts = [r for r in own if r.statement == Result.Statement.CONTROL_CHART]
        if not charts:
            continue
        levels = [r for r in own if r.statement == Result.Statement.LEVEL]
        levels.sort(key=lambda r: (r.ends_on or dt.date.min, r.slot))
        blocks.append(
            ControlBlock(
                area=area.label,
                words=words_of(entry, charts[-1]),
                figure=_figure(
                    entry, area, charts[-1], levels, redrawn, markers_in(events, area.pk)
                ),
                explained_url=explanation_address(charts[-1], entry=entry, area=area.slug),
            )
        )
    return blocks


def words_of(entry: Entry, chart: Reading) -> str:
    """What the newest point says, what may be expected of the target, and what the limits rest on."""
    if not chart.has_value:
        why = wording.reason_words(chart.reason) or wording.silence(chart)
        return _("Det kan ikke siges, hvad der er almindelige udsving: %(why)s.") % {
            "why": why.rstrip(".")
        }
    details = chart.details or {}
    parts = [
        _variation(chart.verdict, details.get("cause", "")),
        _assurance_words().get(details.get("assurance", ""), ""),
    ]
    if details.get("dropped"):
        parts.append(_("Enkelte meget store spring er holdt ude, da grænserne blev beregnet."))
    if details.get("begins"):
        parts.append(_begins(details["begins"], details.get("reason", "")))
    return " ".join(part for part in parts if part)


def _begins(slot: str, reason: str) -> str:
    """From when the limits hold, and the reason that a person gave for it."""
    values = {"slot": slot_in_words(slot), "reason": reason.rstrip(".")}
    if not reason:
        return _("Grænserne er fastsat fra %(slot)s.") % values
    return _("Grænserne er fastsat fra %(slot)s (%(reason)s).") % values


def _variation(code: str, cause: str) -> str:
    sentences = {
        codes.COMMON: _("Den seneste måling ligger inden for de almindelige udsving."),
        codes.BETTER: _("Den seneste måling er et særligt udsving til den bedre side%(cause)s."),
        codes.WORSE: _("Den seneste måling er et særligt udsving til den dårligere side%(cause)s."),
        codes.HIGH: _("Den seneste måling er særligt høj%(cause)s."),
        codes.LOW: _("Den seneste måling er særligt lav%(cause)s."),
        codes.TOO_FEW: _("Der er for få målinger til at vise almindelige udsving (mindst 12)."),
    }
    causes = {
        "outside": _(": den ligger uden for grænserne"),
        "drift": _(": syv målinger i træk går samme vej"),
        "near_limit": _(": to af tre målinger ligger tæt på grænsen"),
        "shift": _(": syv målinger i træk ligger på samme side af gennemsnittet"),
    }
    return sentences.get(code, "") % {"cause": causes.get(cause, "")}


def _assurance_words() -> dict[str, str]:
    return {
        codes.PASSES: _("Med de almindelige udsving nås måltallet hver gang."),
        codes.FAILS: _("Med de almindelige udsving nås måltallet ikke, medmindre noget ændres."),
        codes.HIT_OR_MISS: _("Måltallet ligger inden for de almindelige udsving."),
    }


def _figure(
    entry: Entry,
    area: Area,
    chart: Reading,
    levels: Sequence[Reading],
    redrawn: Sequence[Break],
    markers: Sequence[Marker],
) -> dict[str, Any] | None:
    if not chart.has_value or chart.lower is None or chart.upper is None:
        return None
    points = points_of(levels)
    known = [point for point in points if point.value is not None]
    if not known:
        return None
    curve = Curve(area.label, area_style(area), tuple(levels))
    passport = passport_of(entry, [curve])
    numbers = wording.number_style()
    causes = (chart.details or {}).get("causes") or {}
    begins = (chart.details or {}).get("begins") or ""
    start = next((r.ends_on for r in levels if r.ends_on and r.slot >= begins), None)
    first = next((point.x for point in points if point.on == start), None)
    title = _("%(indicator)s i %(area)s, %(unit)s") % {
        "indicator": entry.name,
        "area": area.name,
        "unit": entry.unit,
    }
    limits = Limits(
        begins_on=first or known[0].x,
        ends_on=known[-1].x,
        mean=chart.estimate or 0.0,
        lower=chart.lower,
        upper=chart.upper,
        mean_label=_("gennemsnit"),
        lower_label=_("nedre grænse"),
        upper_label=_("øvre grænse"),
    )
    figure = control_figure(
        Series(area.label, area_style(area), points),
        limits,
        special=[r.ends_on for r in levels if r.ends_on and causes.get(r.slot)],
        special_label=_("særligt udsving"),
        wording=Wording(
            title=f"{entry.name}, {area.name}",
            unit=entry.unit,
            passport=passport_line(passport, markers),
            to=numbers.to,
            decimals=entry.decimals,
            separators=numbers.decimal + numbers.thousands,
            events=_("Hændelser"),
        ),
        breaks=[*source_breaks(levels), *(cut for cut in redrawn if cut.only == area.label)],
        bounds=bounds_of(entry),
        markers=markers,
    )
    return {
        "id": f"udsving-{area.slug}",
        "title": title,
        "summary": words_of(entry, chart),
        "chart": figure,
        "caption": _caption(has_events=has_marks(figure)),
        "table": table_of(entry, [curve], title),
        "passport": passport,
        "file_name": f"{entry.code}-{area.slug}-udsving",
    }


def _caption(*, has_events: bool) -> str:
    """How the picture is to be read."""
    limits = _(
        "Grænserne er gennemsnittet plus og minus 2,66 gange det gennemsnitlige spring fra "
        "måling til måling. En ring viser et særligt udsving."
    )
    if not has_events:
        return limits
    return f"{limits} {_('Bogstaverne på tidsaksen er hændelser; de står på listen under kurven.')}"
