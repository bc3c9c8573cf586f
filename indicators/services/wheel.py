"""The yearly wheel (årshjul): marks that open rounds by themselves, each of them once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from areas.models import Area
from indicators.models import Indicator, Round, WheelEntry
from indicators.rules import wheel as rules
from indicators.services import rounds
from indicators.services.entry import definitions_of
from indicators.services.periods_in_words import slot_in_words
from partnership.rules.access import Standing, check, may_run_rounds
from partnership.services import edits
from partnership.services.plain_texts import refuse_civil_numbers

STANDS_STILL = dt.timedelta(days=60)  # so long a clock may have been away and still catch up


@dataclass(frozen=True)
class Mark:
    """What a mark on the wheel says."""

    name: str
    indicators: Sequence[Indicator]
    areas: Sequence[Area]
    frequency: str
    period: str
    months: Sequence[int]
    day: int
    days_open: int
    is_active: bool = True


@transaction.atomic
def add(*, by: Standing, mark: Mark) -> WheelEntry:
    """Put a mark on the wheel. Raises `NotAllowed`, and `ValidationError` by field."""
    check(may_run_rounds, by)
    return make(mark)


def make(mark: Mark) -> WheelEntry:
    """A new mark. Call inside a transaction."""
    values = _checked(mark)
    edits.check_name_is_free(WheelEntry, mark.name)
    with pghistory.context(reason="wheel entry added", **_what(mark)):
        entry = WheelEntry(**values)
        entry.full_clean()
        entry.save()
        entry.indicators.set(mark.indicators)
        entry.areas.set(mark.areas)
    return entry


@transaction.atomic
def change(*, by: Standing, entry_id: int, seen: int, mark: Mark) -> WheelEntry:
    """Change a mark; rounds that it opened stay as they are.

    Raises `StaleEdit` when it changed after `seen`.
    """
    check(may_run_rounds, by)
    values = _checked(mark)
    edits.check_name_is_free(WheelEntry, mark.name, but=entry_id)
    entry = edits.locked(WheelEntry, entry_id)
    asked_for = rounds.with_unseen(mark.indicators, entry.indicators.all(), by=by)
    mark = replace(mark, indicators=asked_for)
    if (entry.months, entry.day) != (values["months"], values["day"]) or not entry.is_active:
        # A mark that was moved, or wakes, does not open what lay before that.
        values["since"] = timezone.localdate()
    with pghistory.context(reason="wheel entry changed", **_what(mark)):
        sets = {"indicators": mark.indicators, "areas": mark.areas}
        edits.change(entry, seen=seen, values=values, sets=sets)
    return entry


def open_due(*, today: dt.date | None = None) -> list[Round]:
    """Open the rounds whose day has come. Asked again it opens nothing twice."""
    today = today or timezone.localdate()
    opened = []
    for entry in WheelEntry.objects.filter(is_active=True):
        opened += _open(entry.pk, today)
    return opened


@transaction.atomic
def _open(entry_id: int, today: dt.date) -> list[Round]:
    """The rounds of one mark; its row is held, so that two clocks do not open the same."""
    entry = edits.locked(WheelEntry, entry_id)
    after = max(entry.since, today - STANDS_STILL) - dt.timedelta(days=1)
    days = rules.openings(entry.months, entry.day, after=after, until=today)
    done = set(entry.rounds.filter(opens_on__in=days).values_list("opens_on", flat=True))
    made = []
    for day in days:
        if day in done:
            continue
        asked = asked_on(entry, day)
        if asked.indicators and asked.areas:
            made.append(rounds.make(asked, wheel_entry=entry))
    for found in made:
        rounds.announce(found)
    return made


def asked_on(entry: WheelEntry, day: dt.date) -> rounds.Asked:
    """What the round that opens on this day asks for; retired indicators are asked for no more."""
    slot = rules.period_asked_for(day, entry.frequency, entry.period)
    indicators = [each for each in entry.indicators.all() if each.is_active]
    newest = definitions_of([each.pk for each in indicators])
    return rounds.Asked(
        name=f"{entry.name} {slot_in_words(slot.code)}"[:120],
        indicators=[each for each in indicators if newest[each.pk][0].frequency == entry.frequency],
        areas=list(entry.areas.all()),
        slots=[slot.code],
        opens_on=day,
        deadline=rules.deadline_of(day, entry.days_open),
    )


def _checked(mark: Mark) -> dict[str, Any]:
    """The mark's own fields. Raises `ValidationError` by field."""
    refuse_civil_numbers(name=mark.name)
    errors: dict[str, str] = {}
    if not mark.indicators:
        errors["indicators"] = _("Vælg mindst én indikator.")
    if not mark.areas:
        errors["areas"] = _("Vælg mindst ét område.")
    if not mark.months:
        errors["months"] = _("Vælg mindst én måned.")
    elif not all(1 <= month <= 12 for month in mark.months):
        errors["months"] = _("Månederne er 1-12.")
    newest = definitions_of([each.pk for each in mark.indicators]).values()
    other = [each[0].indicator.name for each in newest if each[0].frequency != mark.frequency]
    if other:
        told = _(
            "Disse tal opgøres ikke for perioder af den længde: %(names)s. Vælg en anden "
            "periodelængde, eller fjern krydset ved dem."
        )
        errors["indicators"] = told % {"names": ", ".join(other[:5])}
    if errors:
        raise ValidationError(errors)
    return {
        "name": mark.name,
        "frequency": mark.frequency,
        "period": mark.period,
        "months": sorted(set(mark.months)),
        "day": mark.day,
        "days_open": mark.days_open,
        "is_active": mark.is_active,
    }


def _what(mark: Mark) -> dict[str, object]:
    """What is asked for, in the trace: the tables between are not traced themselves."""
    return {
        "indicators": [each.code for each in mark.indicators],
        "areas": [each.code for each in mark.areas],
    }
