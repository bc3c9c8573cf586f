"""The yearly wheel in words: what opens in which month, and what each mark asks for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from indicators.models import WheelEntry
from indicators.rules.wheel import next_opening
from indicators.services.names import localised
from indicators.services.periods_in_words import written_out
from partnership.rules.access import Standing


@dataclass(frozen=True)
class MarkRow:
    """One mark of the wheel."""

    name: str
    asks: str
    indicators: str
    areas: str
    opens: str
    upcoming: str
    is_active: bool
    url: str


@dataclass(frozen=True)
class Month:
    """One month of the wheel: which marks open rounds in it, each with its day."""

    name: str
    is_current: bool
    marks: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class WheelPage:
    """The whole wheel."""

    months: list[Month]
    rows: list[MarkRow]


def page_for(standing: Standing) -> WheelPage:
    """The wheel as the reader may see it: restricted indicators only for those who may."""
    entries = entries_for(standing)
    return WheelPage(_months(entries), [_row(entry, standing) for entry in entries])


def entries_for(standing: Standing) -> list[WheelEntry]:
    """The marks a person may know of: one that asks for restricted indicators alone is theirs only."""
    found = WheelEntry.objects.prefetch_related("indicators", "areas")
    return [
        entry
        for entry in found
        if standing.sees_restricted
        or not entry.indicators.all()
        or any(not each.is_restricted for each in entry.indicators.all())
    ]


def _months(entries: Iterable[WheelEntry]) -> list[Month]:
    current = timezone.localdate().month
    active = [entry for entry in entries if entry.is_active]
    return [
        Month(
            name=capfirst(str(name)),
            is_current=number == current,
            marks=[
                _("%(day)s. %(name)s") % {"day": entry.day, "name": entry.name}
                for entry in sorted(active, key=lambda each: (each.day, each.name))
                if number in entry.months
            ],
        )
        for number, name in MONTHS.items()
    ]


def _row(entry: WheelEntry, standing: Standing) -> MarkRow:
    seen = [
        each
        for each in entry.indicators.all()
        if standing.sees_restricted or not each.is_restricted
    ]
    upcoming = next_opening(entry.months, entry.day, today=timezone.localdate())
    return MarkRow(
        name=entry.name,
        asks=str(entry.get_period_display()),
        indicators=", ".join(localised(each) for each in seen),
        areas=", ".join(area.name for area in entry.areas.all()),
        opens=_("%(days)s dage til fristen") % {"days": entry.days_open},
        upcoming=written_out(upcoming) if upcoming and entry.is_active else "",
        is_active=entry.is_active,
        url=reverse("indicators:wheel-change", args=[entry.pk]),
    )
