"""A matter is open in one place at a time, and is never lost, whatever becomes of the meetings."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from django.utils import timezone

from partnership.models import AgendaItem, Body, Meeting, WaitingItem
from partnership.rules.access import Standing
from partnership.services import agendas, meetings
from partnership.services.standing import standing_of
from tests.factories import meetings as made
from tests.factories import people

pytestmark = pytest.mark.django_db


def coming(body: Body, days: float = 10) -> Meeting:
    starts = timezone.now() + dt.timedelta(days=days)
    return made.meeting(body, state="planned", starts_at=starts)


def places(origin: str) -> int:
    """In how many places a matter is open."""
    return (
        AgendaItem.objects.filter(origin=origin, outcome="", meeting__state__in=["planned", "called"])
        .count()
        + WaitingItem.objects.filter(origin=origin).count()
    )  # fmt: skip


def test_a_matter_is_placed_on_the_next_agenda_once() -> None:
    body = people.body("coordination")
    coming(body, 40)
    soon = coming(body, 10)
    first = agendas.place(body=body, origin="opgave:1", title="Overskredet opgave")
    again = agendas.place(body=body, origin="opgave:1", title="Overskredet opgave")
    assert first == again
    assert isinstance(first, AgendaItem) and first.meeting == soon


def test_a_meeting_that_is_over_though_nobody_said_so_takes_nothing() -> None:
    body = people.body("coordination")
    coming(body, -2)
    assert isinstance(agendas.place(body=body, origin="opgave:1", title="Opgave"), WaitingItem)


def test_closing_takes_a_matter_off_wherever_it_is() -> None:
    body = people.body("coordination")
    agendas.place(body=body, origin="opgave:1", title="Venter")
    assert agendas.close(origin="opgave:1", outcome="withdrawn") == 1
    meeting = coming(body)
    agendas.place(body=body, origin="opgave:2", title="På dagsordenen", carries_over=True)
    assert agendas.close(origin="opgave:2", outcome="treated") == 1
    item = meeting.items.get()
    assert (item.outcome, item.carries_over) == ("treated", False)
    assert agendas.where("opgave:1") is None and agendas.where("opgave:2") is None
    assert agendas.close(origin="findes:0", outcome="treated") == 0
    with pytest.raises(ValueError, match="postponed"):
        agendas.close(origin="opgave:2", outcome="postponed")


def test_what_is_closed_before_the_meeting_ends_does_not_go_on() -> None:
    body, by = people.body("coordination"), standing_of(people.seated_user("secretariat"))
    meeting, following = coming(body), coming(body, 40)
    agendas.place(body=body, origin="maal:1", title="Effekt", carries_over=True)
    agendas.close(origin="maal:1", outcome="treated")
    _hold(by, meeting, random.Random(1))
    assert following.items.count() == 0


def test_another_body_takes_over_agenda_and_queue() -> None:
    group, board = people.body("ad_hoc"), people.body("board")
    agendas.place(body=group, origin="sag:1", title="Venter")
    meeting = coming(group)
    item = made.item(meeting, "På dagsordenen", origin="sag:2")
    moved = agendas.hand_over(from_body=group, to_body=board)
    assert {one.title for one in moved} == {"Venter", "På dagsordenen"}
    assert set(WaitingItem.objects.values_list("body", flat=True)) == {board.pk}
    item.refresh_from_db()
    assert item.outcome == "moved"
    later = coming(board)
    agendas.hold([board.pk])
    agendas.fill(later)
    assert [one.carried_from for one in later.items.filter(origin="sag:2")] == [item]


@pytest.mark.parametrize("seed", range(12))
def test_over_any_course_of_meetings_a_matter_is_open_once_until_it_is_closed(seed: int) -> None:
    """Meetings come, are held, cancelled and merged in any order; matters are placed and closed."""
    chance = random.Random(seed)
    body, by = people.body("coordination"), standing_of(people.seated_user("secretariat"))
    open_matters: dict[str, bool] = {}
    for turn in range(40):
        ahead = list(Meeting.objects.ahead().filter(body=body))
        verb = chance.choice(["plan", "place", "place", "hold", "cancel", "merge", "close"])
        if verb == "plan" and len(ahead) < 4:
            starts = timezone.now() + dt.timedelta(days=chance.randint(1, 300))
            meetings.plan(
                by=by, body=body, title=f"Møde {turn}", form="online", starts_at=starts,
                ends_at=starts + dt.timedelta(hours=2),
            )  # fmt: skip
        elif verb == "place":
            origin = f"sag:{chance.randint(1, 6)}"
            if origin not in open_matters:
                open_matters[origin] = chance.random() < 0.5
                agendas.place(
                    body=body, origin=origin, title=origin, carries_over=open_matters[origin]
                )
            else:
                agendas.place(body=body, origin=origin, title="En gang til")
        elif verb == "hold" and ahead:
            for origin in _hold(by, chance.choice(ahead), chance):
                if not open_matters.get(origin, True):
                    del open_matters[origin]
        elif verb == "cancel" and ahead:
            meetings.cancel(by=by, meeting_id=chance.choice(ahead).pk, reason="Sygdom")
        elif verb == "merge" and len(ahead) > 1:
            one, other = chance.sample(ahead, 2)
            meetings.merge(by=by, meeting_id=one.pk, into=other)
        elif verb == "close" and open_matters:
            origin = chance.choice(sorted(open_matters))
            agendas.close(origin=origin, outcome="treated")
            del open_matters[origin]
        found = {f"sag:{number}": places(f"sag:{number}") for number in range(1, 7)}
        assert found == {origin: int(origin in open_matters) for origin in found}, (turn, verb)


def _hold(by: Standing, meeting: Meeting, chance: random.Random) -> list[str]:
    """Hold a meeting with outcomes by chance; the matters that were treated."""
    now = timezone.now()
    Meeting.objects.filter(pk=meeting.pk).update(
        starts_at=now - dt.timedelta(hours=2), ends_at=now - dt.timedelta(hours=1)
    )
    items = list(meeting.items.filter(outcome=""))
    outcomes = {item.pk: chance.choice(["treated", "postponed"]) for item in items}
    meetings.hold(by=by, meeting_id=meeting.pk, outcomes=outcomes)
    return [item.origin for item in items if outcomes[item.pk] == "treated"]
