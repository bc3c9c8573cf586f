"""What the data moves do to rows that stood before them."""

from __future__ import annotations

import datetime as dt
from importlib import import_module

import pytest
from django.apps import apps
from django.utils import timezone

from effects.models import Review
from effects.services import review_schedules
from partnership.models import AgendaItem
from partnership.services import meetings
from tests.factories import decisions as decided
from tests.factories import meetings as made
from tests.factories import people
from tests.factories import reviews as make

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
OWN = "Bestyrelsen bedes se særligt på klubben."


def fill() -> None:
    import_module("effects.migrations.0004_known_agenda_texts").fill(apps, None)


def before() -> tuple[Review, AgendaItem]:
    """A review on an agenda, as it stood when nobody kept what had been written there."""
    body = people.body("board")
    for days in (10, 40):
        made.meeting(body, state="planned", starts_at=timezone.now() + days * DAY)
    make.intervention(body)
    review_schedules.open_due()
    review_schedules.place_due()
    Review.objects.update(agenda_text="")
    review = Review.objects.get()
    return review, make.places(review)[0]


def test_what_nobody_has_touched_is_known_and_kept_right_from_then_on() -> None:
    review, item = before()
    fill()
    review.refresh_from_db()
    assert review.agenda_text == item.text != ""
    make.expected(review.intervention)
    review_schedules.place_due()
    told = item.text
    item.refresh_from_db()
    assert item.text.startswith(told) and item.text != told


def test_what_people_have_added_is_theirs_also_on_the_agenda_it_was_carried_to() -> None:
    review, item = before()
    item.text += f"\n\n{OWN}"
    item.save()
    fill()
    review.refresh_from_db()
    assert review.agenda_text == ""
    meetings.cancel(by=decided.secretary(), meeting_id=item.meeting_id, reason="Sygdom")
    fill()
    make.expected(review.intervention)
    review_schedules.place_due()
    assert OWN in make.places(review)[0].text


def test_a_text_without_a_trace_is_taken_to_be_people_s() -> None:
    review, item = before()
    item.events.all().delete()
    fill()
    review.refresh_from_db()
    assert review.agenda_text == ""
