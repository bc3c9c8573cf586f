"""What counts as a figure that moves without anybody knowing why."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from effects.services.moving import Riddle, has_moved, riddles
from indicators.models import EventMarker, Result, StoryNote
from indicators.services import results
from indicators.services.results import Figures, Reading
from tests.factories.evidence import entry, reading
from tests.factories.results import make_indicator, published

CLEAR = "clear_signs"


def trend(verdict: str = "forward", certainty: str = CLEAR, **more: Any) -> Reading:
    return reading("trend", 2025, 1.0, verdict=verdict, certainty=certainty, **more)


def moved(own: Reading, other: Reading | None = None, gap: Reading | None = None) -> bool:
    return has_moved(entry(), Figures(trend=own, comparator_trend=other, gap_trend=gap))


def test_only_clear_signs_of_a_change_are_wondered_at() -> None:
    assert moved(trend())
    assert moved(trend("back"))
    assert not moved(trend(certainty="signs"))
    assert not moved(trend("unchanged"))
    assert not moved(trend("cannot_tell", certainty=""))
    assert not has_moved(entry(direction="context"), Figures(trend=trend("rises")))
    assert not has_moved(entry(), Figures())


def test_what_goes_the_same_way_everywhere_asks_nothing_of_this_area() -> None:
    along = trend(certainty="signs")
    assert not moved(trend(), along)
    assert not moved(trend(), along, trend("narrowed", certainty="signs"))
    assert moved(trend(), along, trend("narrowed"))
    assert moved(trend(), along, trend("widened"))
    assert not moved(trend(), along, trend("unchanged"))


def test_what_goes_another_way_elsewhere_or_stands_still_there_is_the_areas_own() -> None:
    assert moved(trend(), trend("back"))
    assert moved(trend(), trend("unchanged"))
    assert moved(trend(), trend("forward", certainty=""))


def wondered() -> list[Riddle]:
    Result.objects.filter(statement__in=("change", "gap_change")).update(certainty=CLEAR)
    return riddles(results.catalogue(restricted=True), results.newest(restricted=True))


@pytest.mark.django_db
def test_indicators_of_one_group_are_one_riddle_and_one_note_explains_them_all() -> None:
    made = published(areas=1, indicators=1)
    other = make_indicator(made, 1, code="det-samme-talt-anderledes")
    assert [(found.card.code, found.also) for found in wondered()] == [
        ("indikator-0", ()), ("det-samme-talt-anderledes", ()),
    ]  # fmt: skip
    run = made.runs[made.definitions[0].pk]
    group = made.definitions[0].indicator.group
    Result.objects.filter(definition=other).update(run=run)
    other.indicator.group = group
    other.indicator.save()
    (found,) = wondered()
    assert (found.card.code, found.also) == ("indikator-0", (other.indicator.name,))
    StoryNote.objects.create(indicator=other.indicator, area=made.areas[0], text="Nye lygter")
    assert wondered() == []


@pytest.mark.django_db
def test_an_event_in_the_midst_of_the_newest_period_came_too_late() -> None:
    made = published(areas=1, indicators=1)
    newest = Result.objects.filter(statement="change").latest("starts_on").starts_on
    event = EventMarker.objects.create(
        kind="other", title="Huset lukker", happened_on=newest + dt.timedelta(days=120),
        area=made.areas[0],
    )  # fmt: skip
    assert len(wondered()) == 1
    event.happened_on = newest - dt.timedelta(days=1)
    event.save()
    assert wondered() == []
