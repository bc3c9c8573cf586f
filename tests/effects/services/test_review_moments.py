"""Reviews at awkward moments: clocks that are set forward or back, a new year, two at once, a crash."""

from __future__ import annotations

import datetime as dt
import threading
from collections import Counter
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from accounts.models import Notice
from effects import tasks as effects_tasks
from effects.models import Review
from effects.services import review_notices, reviews
from effects.services.reviews import Closing
from indicators.models import FrozenCopy
from partnership import tasks
from partnership.models import AgendaItem
from partnership.rules.access import Standing
from partnership.services import follow_up_agendas
from partnership.services.standing import standing_of
from tests.factories import decisions, meetings, people
from tests.factories import reviews as make

pytestmark = pytest.mark.django_db
COPENHAGEN = ZoneInfo("Europe/Copenhagen")
DAY = dt.timedelta(days=1)


def answer(finding: str = "as_expected") -> Closing:
    return Closing(
        finding=finding, outcome="continue", reason="Ja", settled_outside=True,
        settled_on=timezone.localdate(),
    )  # fmt: skip


@pytest.mark.parametrize("day", ["2027-03-28", "2027-10-31", "2028-01-01"])
def test_over_a_night_with_other_hours_all_is_done_once_and_by_the_date_on_the_wall(
    day: str,
) -> None:
    """The clock ticks from 23.30 the evening before until after the hour that is lost, or comes twice."""
    on = dt.date.fromisoformat(day)
    eve = dt.datetime.combine(on - DAY, dt.time(23, 30), COPENHAGEN)
    with time_machine.travel(eve - 3 * DAY, tick=False):
        people.seated_user("secretariat")
        board, group = people.body("board"), people.body("coordination")
        at = dt.datetime.combine(on, dt.time(0, 15), COPENHAGEN)
        meetings.meeting(board, state="planned", starts_at=at)
        meetings.meeting(group, state="planned", starts_at=at + 20 * DAY)
        make.intervention(board, latest_on=on)
        owner = people.seated_user("group", body=group).person
        late = decisions.follow_up(group, due_on=on - DAY, owner=owner)
        due = decisions.follow_up(group, due_on=on, owner=owner)
    placed: dict[dt.date, set[int]] = {}
    moment = eve.astimezone(dt.UTC)
    for _tick in range(18):
        with time_machine.travel(moment, tick=False):
            effects_tasks.settle()
            tasks.remind()
            origins = AgendaItem.objects.values_list("origin", flat=True)
            placed.setdefault(timezone.localdate(), set()).update(
                each.pk for each in (late, due) if follow_up_agendas.origin_of(each) in origins
            )
        moment += dt.timedelta(minutes=15)
    assert placed == {on - DAY: set(), on: {late.pk}}  # due today is not yet late
    review = Review.objects.get()
    assert review.due_on == on
    assert Counter(AgendaItem.objects.values_list("origin", flat=True)).most_common(1)[0][1] == 1
    (item,) = AgendaItem.objects.filter(origin=review.origin)
    assert timezone.localdate(item.meeting.starts_at) == on
    told = Counter(Notice.objects.values_list("user", "key"))
    assert told and set(told.values()) == {1}
    days = {
        notice.key.rsplit("-", 1)[1]: timezone.localdate(notice.created_at)
        for notice in Notice.objects.filter(key__startswith=f"follow-up-{late.pk}-")
    }
    assert days == {"day": on - DAY, "late": on}


@pytest.mark.django_db(transaction=True)
def test_of_two_who_close_at_the_same_moment_one_does_and_the_other_is_told() -> None:
    review = make.review(make.intervention(people.body("board")))
    both = [decisions.secretary(), standing_of(people.seated_user("secretariat"))]
    start, closed, refused = threading.Barrier(2), list[str](), list[str]()

    def close(by: Standing, finding: str) -> None:
        try:
            start.wait()
            reviews.close(by=by, review_id=review.pk, closing=answer(finding))
            closed.append(finding)
        except ValidationError as refusal:
            refused.append(refusal.messages[0])
        finally:
            connection.close()

    threads = [
        threading.Thread(target=close, args=each)
        for each in zip(both, ("as_expected", "not"), strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    review.refresh_from_db()
    assert closed == [review.finding]
    assert len(refused) == 1 and refused[0].startswith("En anden har lige afsluttet opfølgningen")
    assert FrozenCopy.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_process_that_dies_before_the_notices_are_stopped_has_closed_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def dies(_review: Review) -> None:
        raise SystemExit

    review = make.review(make.intervention(people.body("board")))
    by = decisions.secretary()
    with monkeypatch.context() as patched:
        patched.setattr(review_notices, "stop", dies)
        with pytest.raises(SystemExit):
            reviews.close(by=by, review_id=review.pk, closing=answer())
    review.refresh_from_db()
    assert review.is_open and not FrozenCopy.objects.exists()
    reviews.close(by=by, review_id=review.pk, closing=answer())
    effects_tasks.settle()
    review.refresh_from_db()
    assert not review.is_open and FrozenCopy.objects.count() == 1
