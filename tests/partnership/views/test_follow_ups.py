"""Mine opgaver as a browser meets them, reminders, and what is late on the next agenda."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partnership.models import AgendaItem, FollowUp, WaitingItem
from partnership.services import follow_up_agendas, follow_up_notices
from partnership.services.edits import stamp_of
from tests.factories import decisions as make
from tests.factories import meetings, people

TODAY = timezone.localdate
DAY = dt.timedelta(days=1)


def url(name, *args):
    return reverse(f"partnership:{name}", args=args)


def text_of(answer):
    return answer.content.decode()


@pytest.fixture
def office(db):
    client = Client()
    client.force_login(people.seated_user("secretariat"))
    return client


@pytest.fixture
def mine(db):
    """A member of the coordination group, and what the member's browser is."""
    user, person = make.member()
    client = Client()
    client.force_login(user)
    return client, person


def late(**fields):
    return make.follow_up(
        due_on=TODAY() - DAY, created_at=timezone.now() - dt.timedelta(days=20), **fields
    )


def ahead(**fields):
    starts_at = timezone.now() + dt.timedelta(days=10)
    return meetings.meeting(state="called", starts_at=starts_at, **fields)


def test_ones_own_tasks_come_first_and_the_bodys_are_one_choice_away(mine):
    client, person = mine
    own = make.follow_up(owner=person, title="Min egen", due_on=TODAY() + 60 * DAY)
    other = make.follow_up(title="En andens")
    overdue = late(title="Den sene")
    page = client.get(url("follow-up-list"))
    assert [each.pk for each in page.context["page"]] == [own.pk]
    assert "Mine opgaver" in text_of(page)
    every = client.get(url("follow-up-list"), {"whose": "all"})
    assert [each.pk for each in every.context["page"]] == [own.pk, overdue.pk, other.pk]
    found = client.get(url("follow-up-list"), {"whose": own.body_id, "state": "overdue"})
    assert [each.pk for each in found.context["page"]] == [overdue.pk]
    assert client.get(url("follow-up-list"), {"whose": "x", "side": "y"}).status_code == 200


def test_a_task_of_a_body_one_is_not_in_is_seen_by_its_owner_alone(mine):
    client, person = mine
    board = people.body("board")
    given = make.follow_up(board, owner=person, title="Til mig")
    kept = make.follow_up(board, title="Ikke til mig")
    assert client.get(url("follow-up-detail", given.pk)).status_code == 200
    assert client.get(url("follow-up-detail", kept.pk)).status_code == 404
    assert "Ikke til mig" not in text_of(client.get(url("follow-up-list"), {"whose": "all"}))


def test_a_task_is_given_alone_and_done_with_a_word_by_its_owner(mine):
    client, person = mine
    group = people.body("coordination")
    typed = {"title": "Ring til entreprenøren", "owner": person.pk, "body": group.pk}
    past = client.post(url("follow-up-create"), {**typed, "due_on": "1.1.2020"})
    assert "Fristen er allerede passeret." in text_of(past)
    assert "Ring til entreprenøren" in text_of(past)
    client.post(url("follow-up-create"), {**typed, "due_on": f"{TODAY() + DAY:%d.%m.%Y}"})
    made = FollowUp.objects.get()
    assert "Udfyld “Hvad kom der ud af det?”." in text_of(
        client.post(url("follow-up-finish", made.pk), {"word": ""})
    )
    client.post(url("follow-up-finish", made.pk), {"word": "Han kommer fredag."})
    made.refresh_from_db()
    assert (made.state, made.closed_on) == ("done", TODAY())
    again = client.post(url("follow-up-finish", made.pk), {"word": "Igen."})
    assert "Opgaven er allerede afsluttet: Udført." in text_of(again)


def test_nobody_gives_tasks_in_a_body_they_are_not_in(mine):
    client, person = mine
    board = people.body("board")
    typed = {"title": "Snyd", "owner": person.pk, "body": board.pk, "due_on": "1.1.2030"}
    client.post(url("follow-up-create"), typed)
    assert not FollowUp.objects.exists()
    hidden = make.proposal(board)
    asked = client.get(url("follow-up-create"), {"beslutning": hidden.pk})
    assert asked.status_code == 404
    assert client.get(url("follow-up-create"), {"beslutning": "x"}).status_code == 404


def test_a_task_is_passed_on_and_its_page_says_from_whom(mine):
    client, person = mine
    _user, other = make.member()
    task = make.follow_up(owner=person)
    same = {"owner": person.pk, "reason": "Ferie", "seen": stamp_of(task)}
    assert "ligger allerede hos" in text_of(client.post(url("follow-up-pass-on", task.pk), same))
    client.post(url("follow-up-pass-on", task.pk), {**same, "owner": other.pk})
    task.refresh_from_db()
    assert task.owner == other
    page = text_of(client.get(url("follow-up-detail", task.pk)))
    assert f"{person.name} → {other.name}" in page
    assert "Ferie" in page
    assert other.user.notices.filter(kind="follow_up").exists()
    assert client.get(url("follow-up-pass-on", task.pk)).status_code == 403


def test_two_windows_on_one_task_lose_nothing(office):
    task = make.follow_up()
    stamp = stamp_of(task)
    typed = {"due_on": f"{TODAY() + 9 * DAY:%d.%m.%Y}", "text": "", "seen": stamp}
    office.post(url("follow-up-change", task.pk), {**typed, "title": "Det første"})
    answer = office.post(url("follow-up-change", task.pk), {**typed, "title": "Det andet"})
    assert "Det første" in text_of(answer)
    assert "Det andet" in text_of(answer)


def test_the_owner_is_reminded_once_a_week_before_on_the_day_and_late(mine):
    _client, person = mine
    task = make.follow_up(owner=person, created_at=timezone.now() - dt.timedelta(days=20))
    told = person.user.notices.filter(path=url("follow-up-detail", task.pk))
    for day, count in ((-1, 0), (0, 1), (0, 1), (3, 1), (7, 2), (8, 3), (9, 3)):
        follow_up_notices.remind(today=TODAY() + day * DAY)
        assert told.count() == count, day
    assert "Fristen for din opgave" in told.latest("pk").text


def test_where_nobody_holds_it_the_secretariat_hears_of_it(office):
    late(owner=None)
    follow_up_notices.remind()
    user = people.Seat.objects.get(role="secretariat").person.user
    assert "ingen har den" in user.notices.get().text


def test_what_is_late_stands_once_on_the_next_agenda_and_leaves_it_when_done(office):
    meeting = ahead()
    task = late()
    make.follow_up()
    assert [follow_up_agendas.place_overdue() for _ in range(3)] == [1, 0, 0]
    item = AgendaItem.objects.get()
    assert item.meeting == meeting
    assert item.title == f"Opgave over fristen: {task.title}"
    assert meeting.title in text_of(office.get(url("follow-up-detail", task.pk)))
    office.post(url("follow-up-finish", task.pk), {"word": "Klaret."})
    item.refresh_from_db()
    assert item.outcome == "withdrawn"
    assert follow_up_agendas.place_overdue() == 0


def test_a_new_deadline_takes_it_off_and_puts_it_on_again_when_it_passes(office):
    ahead()
    task = late()
    follow_up_agendas.place_overdue()
    later = {"title": task.title, "text": "", "due_on": f"{TODAY() + DAY:%d.%m.%Y}"}
    office.post(url("follow-up-change", task.pk), {**later, "seen": stamp_of(task)})
    assert AgendaItem.objects.get().outcome == "withdrawn"
    assert follow_up_agendas.place_overdue(today=TODAY() + 2 * DAY) == 1
    assert AgendaItem.objects.filter(outcome="").count() == 1


def test_what_a_chair_took_off_the_agenda_is_not_put_there_again(db):
    ahead()
    late()
    follow_up_agendas.place_overdue()
    AgendaItem.objects.update(outcome="withdrawn")
    assert follow_up_agendas.place_overdue() == 0


def test_with_no_meeting_ahead_it_waits_for_one(office):
    task = late()
    follow_up_agendas.place_overdue()
    assert WaitingItem.objects.count() == 1
    page = text_of(office.get(url("follow-up-detail", task.pk)))
    assert "venter på organets næste møde" in page


def test_the_list_asks_the_same_few_questions_of_many_tasks(office, django_assert_max_num_queries):
    group = people.body("coordination")
    FollowUp.objects.bulk_create(
        FollowUp(body=group, title=f"Opgave {n}", due_on=TODAY() + n * DAY) for n in range(1000)
    )
    with django_assert_max_num_queries(14):
        assert "Opgave 17" in text_of(office.get(url("follow-up-list"), {"whose": "all"}))
