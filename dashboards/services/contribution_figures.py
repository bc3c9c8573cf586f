"""The picture of a marked effort: the gap before and after, with both means."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from dashboards.services.areas import AreaFacts
from indicators.charts import Marker, Point, Series, Wording, gap_figure
from indicators.models import EventMarker, Result
from indicators.services import cards, wording
from indicators.services.curves import passport_line
from indicators.services.names import event_title
from indicators.services.periods_in_words import slot_in_words
from indicators.services.results import Entry, Reading

SIGN = "A"
DAYS_A_YEAR = 365.25


def effort_figure(
    event: EventMarker,
    entry: Entry,
    reading: Reading,
    readings: Sequence[Reading],
    places: Mapping[int, AreaFacts],
) -> dict[str, Any] | None:
    """What components/figure.html shows; None where nothing was compared."""
    details = reading.details
    if not reading.has_value or not details:
        return None
    own = places[reading.area_id]
    unit, numbers = wording.gap_unit(entry), wording.number_style()
    names = {"indicator": entry.name, "area": own.area.label, "unit": unit}
    title = _("%(indicator)s: afstand fra %(area)s til de andre områder, %(unit)s") % names
    passport = _passport(entry, reading, readings)
    series, before, after = _series(details, own)
    chart = gap_figure(
        [*_means(details, before, after), series],
        wording=Wording(
            title=_("%(indicator)s: afstand fra %(area)s til de andre områder") % names,
            unit=unit,
            passport=passport_line(passport),
            to=numbers.to,
            decimals=entry.decimals,
            separators=numbers.decimal + numbers.thousands,
        ),
        zero_label=capfirst(_("de andre områder")),
        markers=[Marker(event.happened_on, SIGN, event_title(event))],
    )
    return {
        "id": "bidrag",
        "title": title,
        "summary": _summary(entry, details),
        "chart": chart,
        "caption": _(
            "Afstanden er områdets tal minus gennemsnittet af de andre områders; ved 0 er de ens. "
            "%(sign)s på aksen er indsatsens begyndelse."
        )
        % {"sign": SIGN},
        "table": _table(entry, details, title),
        "passport": passport,
        "file_name": f"{entry.code}-bidrag-{event.pk}",
    }


def _series(
    details: Mapping[str, Any], own: AreaFacts
) -> tuple[Series, list[tuple[dt.date, str]], list[tuple[dt.date, str]]]:
    """The gap's own curve, and the days before and after."""
    before: list[tuple[dt.date, str]] = []
    after: list[tuple[dt.date, str]] = []
    points = []
    for slot, time, gap, is_after in zip(
        details["slots"], details["times"], details["gaps"], details["is_after"], strict=True
    ):
        day = dt.date.fromordinal(round(time * DAYS_A_YEAR))  # the real last day measured
        (after if is_after else before).append((day, slot_in_words(slot)))
        points.append(Point(on=day, slot=slot_in_words(slot), value=gap))
    return Series(own.area.label, own.style, tuple(points)), before, after


def _means(
    details: Mapping[str, Any],
    before: Sequence[tuple[dt.date, str]],
    after: Sequence[tuple[dt.date, str]],
) -> list[Series]:
    lines = (
        (_("Gennemsnit før"), before, "mean_before"),
        (_("Gennemsnit efter"), after, "mean_after"),
    )
    return [
        Series(
            label=label,
            style="region",
            points=tuple(Point(on=day, slot=slot, value=details[name]) for day, slot in days),
        )
        for label, days, name in lines
    ]


def _passport(entry: Entry, reading: Reading, readings: Sequence[Reading]) -> dict[str, Any]:
    """Source and n of the area's newest figure in use, and the years from first to last."""
    level = next(
        (
            one
            for one in readings
            if one.statement == Result.Statement.LEVEL
            and one.area_id == reading.area_id
            and one.definition_id == reading.definition_id
            and one.slot == reading.slot
        ),
        None,
    )
    passport = cards.passport_of(entry, level or reading)
    passport["period"] = _("%(first)s–%(last)s") % {
        "first": slot_in_words(reading.baseline_slot),
        "last": slot_in_words(reading.slot),
    }
    passport["definition"] = _("definition %(version)s") % {"version": entry.versions_told}
    return passport


def _summary(entry: Entry, details: Mapping[str, Any]) -> str:
    style = wording.number_style()
    return _("Afstanden var i gennemsnit %(before)s %(unit)s før indsatsen og %(after)s efter.") % {
        "before": style.signed(details["mean_before"], entry.decimals),
        "after": style.signed(details["mean_after"], entry.decimals),
        "unit": wording.gap_unit(entry),
    }


def _table(entry: Entry, details: Mapping[str, Any], title: str) -> dict[str, Any]:
    style = wording.number_style()
    rows = [
        [
            slot_in_words(slot),
            style.signed(gap, entry.decimals),
            _("efter") if is_after else _("før"),
        ]
        for slot, gap, is_after in zip(
            details["slots"], details["gaps"], details["is_after"], strict=True
        )
    ]
    columns = [
        {"label": _("Periode"), "is_number": False},
        {"label": _("Afstand"), "is_number": True},
        {"label": _("Indsatsen"), "is_number": True},
    ]
    return {"caption": title, "columns": columns, "rows": rows}
