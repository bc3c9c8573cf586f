"""Meetings are planned, called, moved, held, cancelled and merged; everybody concerned is told."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import Notice, User
from partnership.models import (
    AgendaItem,
    Attendance,
    Meeting,
    Minutes,
    PlannedMeeting,
    Seat,
    StandingItem,
    WaitingItem,
)
from partnership.rules.access import NotAllowed, Standing
from partnership.services import agendas, attendances, meetings
from partnership.services.edits import StaleEdit, stamp_of
from partnership.services.standing import standing_of
from tests.factories import meetings as made
from tests.factories import people

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary() -> Standing:
    return standing_of(people.seated_user("secretariat"))


@pytest.fixture
def member() -> User:
    return people.seated_user("group")


def when(days: float = 10) -> dict[str, Any]:
    starts = (timezone.now() + dt.timedelta(days=days)).replace(microsecond=0)
    return {"starts_at": starts, "ends_at": starts + dt.timedelta(hours=2)}


def plan(by: Standing, days: float = 10, **more: Any) -> Meeting:
    more.setdefault("body", people.body("coordination"))
    values = {"title": "Møde", "form": "in_person", "place": "Lokale 2", **when(days), **more}
    return meetings.plan(by=by, **values)


def changed(meeting: Meeting, **more: Any) -> dict[str, Any]:
    names = ("title", "starts_at", "ends_at", "form", "place", "link", "note")
    stood = {name: getattr(meeting, name) for name in names}
    return {**stood, "seen": stamp_of(meeting), **more}


def backdate(meeting: Meeting) -> None:
    now = timezone.now()
    Meeting.objects.filter(pk=meeting.pk).update(
        starts_at=now - dt.timedelta(hours=3), ends_at=now - dt.timedelta(hours=1)
    )


def titles(meeting: Meeting) -> list[str]:
    return list(meeting.items.order_by("position").values_list("title", flat=True))


def test_a_new_meeting_has_its_standing_items_and_all_that_waits(secretary: Standing) -> None:
    body = people.body("coordination")
    month = timezone.localtime(when()["starts_at"]).month
    for title, position, is_last, months in (
        ("Godkendelse af referat", 1, False, []),
        ("Årets regnskab", 2, False, [month]),
        ("Sommerplan", 3, False, [month % 12 + 1]),
        ("Eventuelt", 9, True, []),
    ):
        StandingItem.objects.create(
            body=body, title=title, position=position, is_last=is_last, months=months
        )
    agendas.place(body=body, origin="sag:1", title="Trivsel i gården")
    meeting = plan(secretary)
    expected = ["Godkendelse af referat", "Årets regnskab", "Trivsel i gården", "Eventuelt"]
    assert titles(meeting) == expected
    assert not WaitingItem.objects.exists()


def test_one_meeting_a_year_from_a_mark_of_the_wheel(secretary: Standing) -> None:
    body = people.body("coordination")
    mark = PlannedMeeting.objects.create(
        body=body, name="Forår", month=3, starts_at=dt.time(9), ends_at=dt.time(11)
    )
    first = plan(secretary, planned=mark)
    with pytest.raises(ValidationError, match="allerede oprettet"):
        plan(secretary, planned=mark)
    meetings.cancel(by=secretary, meeting_id=first.pk, reason="Sygdom")
    assert plan(secretary, planned=mark).planned == mark


def test_calling_tells_all_with_a_seat_that_day_and_releases_the_papers(
    secretary: Standing, member: User
) -> None:
    gone = people.seated_user("group", ends_on=timezone.localdate() + dt.timedelta(days=3))
    meeting = plan(secretary)
    item = made.item(meeting)
    paper = made.paper(item=item, released_at=None)
    withdrawn = made.paper(meeting=meeting, released_at=None, is_withdrawn=True)
    meetings.call(by=secretary, meeting_id=meeting.pk)
    meeting.refresh_from_db()
    assert (meeting.state, meeting.sequence) == ("called", 1)
    assert meeting.called_at is not None
    called = Attendance.objects.get()
    assert (called.person.user, called.status, called.has_vote) == (member, "invited", True)
    notice = Notice.objects.get()
    assert (notice.user, notice.kind) == (member, "meeting_called")
    assert notice.path == f"/partnerskab/moeder/{meeting.pk}/"
    assert not Notice.objects.filter(user=gone).exists()
    paper.refresh_from_db()
    withdrawn.refresh_from_db()
    assert paper.released_at is not None and withdrawn.released_at is None


def test_a_second_window_cannot_call_the_same_meeting_again(
    secretary: Standing, member: User
) -> None:
    meeting = plan(secretary)
    made.item(meeting)
    meetings.call(by=secretary, meeting_id=meeting.pk)
    with pytest.raises(ValidationError, match="mødet er indkaldt"):
        meetings.call(by=secretary, meeting_id=meeting.pk)
    assert Notice.objects.count() == 1


def test_an_empty_agenda_and_a_time_that_has_passed_are_not_called(secretary: Standing) -> None:
    meeting = plan(secretary)
    with pytest.raises(ValidationError, match="Dagsordenen er tom"):
        meetings.call(by=secretary, meeting_id=meeting.pk)
    made.item(meeting)
    backdate(meeting)
    with pytest.raises(ValidationError, match="passeret"):
        meetings.call(by=secretary, meeting_id=meeting.pk)


def test_only_those_who_run_the_body_plan_and_call(member: User) -> None:
    with pytest.raises(NotAllowed):
        plan(standing_of(member))
    chair = people.seated_user("group")
    Seat.objects.filter(person__user=chair).update(role="chair")
    assert plan(standing_of(chair)).pk


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"place": "Lokale 7"}, "nyt sted"),
        (when(12), "nyt tidspunkt"),
        ({**when(12), "link": "https://moede.test/1"}, "og nyt sted"),
    ],
)
def test_a_change_after_calling_is_told_and_asks_calendars_to_look_again(
    secretary: Standing, member: User, change: dict[str, Any], words: str
) -> None:
    meeting = plan(secretary)
    made.item(meeting)
    meeting = meetings.call(by=secretary, meeting_id=meeting.pk)
    meeting = meetings.change(by=secretary, meeting_id=meeting.pk, **changed(meeting, **change))
    assert meeting.sequence == 2
    notice = Notice.objects.get(kind="meeting_changed")
    assert words in notice.text
    quiet = changed(meeting, note="Parkering i gården")
    meetings.change(by=secretary, meeting_id=meeting.pk, **quiet)
    assert Notice.objects.filter(kind="meeting_changed").count() == 1


def test_before_calling_nobody_is_told_of_a_change(secretary: Standing, member: User) -> None:
    meeting = plan(secretary)
    meeting = meetings.change(
        by=secretary, meeting_id=meeting.pk, **changed(meeting, place="Lokale 7")
    )
    assert meeting.sequence == 1
    assert not Notice.objects.exists()


def test_a_meeting_is_not_moved_into_the_past_nor_to_end_before_it_begins(
    secretary: Standing,
) -> None:
    meeting = plan(secretary)
    with pytest.raises(ValidationError) as refusal:
        meetings.change(by=secretary, meeting_id=meeting.pk, **changed(meeting, **when(-1)))
    assert "Vælg et senere" in refusal.value.message_dict["day"][0]
    turned = {"ends_at": meeting.starts_at - dt.timedelta(hours=1)}
    with pytest.raises(ValidationError) as refusal:
        meetings.change(by=secretary, meeting_id=meeting.pk, **changed(meeting, **turned))
    assert "ends" in refusal.value.message_dict
    with pytest.raises(ValidationError, match="passeret"):
        plan(secretary, days=-1)


def test_a_body_does_not_meet_after_its_last_day(secretary: Standing) -> None:
    body = people.body("ad_hoc", ends_on=timezone.localdate() + dt.timedelta(days=5))
    with pytest.raises(ValidationError, match="findes ikke den dag"):
        plan(secretary, body=body)


def test_of_two_windows_the_second_sees_what_the_first_changed(secretary: Standing) -> None:
    meeting = plan(secretary)
    read = changed(meeting, place="Lokale 7")
    meetings.change(by=secretary, meeting_id=meeting.pk, **changed(meeting, place="Lokale 8"))
    with pytest.raises(StaleEdit) as stale:
        meetings.change(by=secretary, meeting_id=meeting.pk, **read)
    assert stale.value.stored.place == "Lokale 8"  # type: ignore[attr-defined]


def test_a_meeting_held_before_is_entered_as_held(secretary: Standing, member: User) -> None:
    StandingItem.objects.create(body=people.body("coordination"), title="Eventuelt")
    meeting = plan(secretary, days=-30, is_over=True)
    assert (meeting.state, meeting.items.count()) == ("held", 0)
    assert meeting.attendances.count() == 1
    assert not Notice.objects.exists()
    with pytest.raises(ValidationError, match="ikke slut"):
        plan(secretary, days=3, is_over=True)


def test_holding_settles_every_item_and_takes_the_rest_on(
    secretary: Standing, member: User
) -> None:
    meeting, following = plan(secretary), plan(secretary, days=40)
    items = [made.item(meeting, title) for title in ("Nået", "Udsat", "Trukket")]
    lasting = made.item(meeting, "Følges", carries_over=True, origin="maal:1")
    meetings.call(by=secretary, meeting_id=meeting.pk)
    said = ["treated", "postponed", "withdrawn", "treated"]
    outcomes = dict(zip([item.pk for item in [*items, lasting]], said, strict=True))
    with pytest.raises(ValidationError, match="ikke begyndt"):
        meetings.hold(by=secretary, meeting_id=meeting.pk, outcomes=outcomes)
    backdate(meeting)
    partly = {items[0].pk: "treated"}
    with pytest.raises(ValidationError, match="ændret, mens du skrev"):
        meetings.hold(by=secretary, meeting_id=meeting.pk, outcomes=partly)
    meetings.hold(by=secretary, meeting_id=meeting.pk, outcomes=outcomes, all_came=True)
    assert not meeting.items.filter(outcome="").exists()
    assert titles(following) == ["Udsat", "Følges"]
    assert following.items.get(title="Udsat").carried_from == items[1]
    assert Attendance.objects.get().status == "present"


def test_cancelling_gives_the_reason_and_takes_items_papers_and_comments_on(
    secretary: Standing, member: User
) -> None:
    meeting, following = plan(secretary), plan(secretary, days=40)
    item = made.item(meeting, "Trivsel")
    paper = made.paper(item=item)
    meetings.call(by=secretary, meeting_id=meeting.pk)
    with pytest.raises(ValidationError):
        meetings.cancel(by=secretary, meeting_id=meeting.pk, reason=" ")
    meetings.cancel(by=secretary, meeting_id=meeting.pk, reason="For få kan komme.")
    moved = following.items.get()
    paper.refresh_from_db()
    item.refresh_from_db()
    assert (item.outcome, moved.title, paper.item) == ("moved", "Trivsel", moved)
    assert "For få kan komme." in Notice.objects.get(kind="meeting_cancelled").text


def test_without_a_next_meeting_what_was_open_waits(secretary: Standing) -> None:
    meeting = plan(secretary)
    item = made.item(meeting, "Trivsel", recommendation="At vi går i gang")
    paper = made.paper(item=item)
    meetings.cancel(by=secretary, meeting_id=meeting.pk, reason="Sygdom")
    assert WaitingItem.objects.get().title == "Trivsel"
    later = plan(secretary, days=60)
    taken = later.items.get()
    paper.refresh_from_db()
    assert (taken.recommendation, taken.carried_from) == ("At vi går i gang", item)
    assert paper.item == taken
    assert not WaitingItem.objects.exists()


def test_a_standing_item_that_adds_nothing_does_not_come_twice(secretary: Standing) -> None:
    body = people.body("coordination")
    StandingItem.objects.create(body=body, title="Siden sidst")
    StandingItem.objects.create(body=body, title="Økonomi")
    meeting, following = plan(secretary), plan(secretary, days=40)
    meeting.items.filter(title="Økonomi").update(text="Se overskridelsen.")
    meetings.cancel(by=secretary, meeting_id=meeting.pk, reason="Sygdom")
    assert titles(following) == ["Siden sidst", "Økonomi", "Økonomi"]


def test_merging_takes_over_the_agenda_within_the_body(secretary: Standing, member: User) -> None:
    meeting, other = plan(secretary), plan(secretary, days=12)
    foreign = plan(secretary, body=people.body("board"))
    made.item(meeting, "Trivsel")
    meetings.call(by=secretary, meeting_id=meeting.pk)
    for wrong in (meeting, foreign):
        with pytest.raises(ValidationError, match="Vælg et andet"):
            meetings.merge(by=secretary, meeting_id=meeting.pk, into=wrong)
    meetings.merge(by=secretary, meeting_id=meeting.pk, into=other)
    meeting.refresh_from_db()
    assert (meeting.state, meeting.merged_into) == ("merged", other)
    assert titles(other) == ["Trivsel"]
    assert Notice.objects.filter(kind="meeting_merged").count() == 1


def test_what_is_over_takes_no_more_steps(secretary: Standing) -> None:
    meeting = plan(secretary)
    meetings.cancel(by=secretary, meeting_id=meeting.pk, reason="Sygdom")
    with pytest.raises(ValidationError, match="mødet er aflyst"):
        meetings.change(by=secretary, meeting_id=meeting.pk, **changed(meeting))
    assert AgendaItem.objects.count() == 0


def note(by: Standing, meeting: Meeting, answers: dict[int, attendances.Answer]) -> None:
    """Note who came, from a page that was just opened."""
    seen = attendances.stamp_of(meeting)
    attendances.note(by=by, meeting_id=meeting.pk, seen=seen, answers=answers, guests="")


def test_who_came_is_not_changed_once_the_minutes_are_locked(secretary: Standing) -> None:
    meeting = made.meeting()
    row = made.attendance(meeting, people.person())
    Minutes.objects.create(
        meeting=meeting, state="approved", locked_at=timezone.now(), sha256="a" * 64
    )
    absent = {row.pk: attendances.Answer("absent")}
    with pytest.raises(ValidationError, match="godkendt og låst"):
        note(secretary, meeting, absent)


def test_one_substitute_stands_in_for_one_who_is_away(secretary: Standing) -> None:
    meeting = made.meeting()
    first, second, away = (made.attendance(meeting, people.person()) for _number in range(3))
    here = attendances.Answer("present")
    stands_in = attendances.Answer("present", away.person_id)
    both = {first.pk: stands_in, second.pk: stands_in, away.pk: attendances.Answer("excused")}
    present = {first.pk: stands_in, second.pk: here, away.pk: here}
    for answers in (both, present):
        with pytest.raises(ValidationError, match="kan kun træde ind"):
            note(secretary, meeting, answers)
    one = {**both, second.pk: here}
    note(secretary, meeting, one)
    first.refresh_from_db()
    assert first.stands_in_for_id == away.person_id
