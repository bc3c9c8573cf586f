"""Approval in writing, as those who ask and those who answer meet it."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partnership.models import AgendaItem, Decision, FollowUp, WrittenProcedure
from partnership.services import written_procedures
from partnership.services.edits import stamp_of
from tests.factories import decisions as make
from tests.factories import meetings, people

TODAY = timezone.localdate
DAY = dt.timedelta(days=1)


def url(name, *args):
    return reverse(f"partnership:{name}", args=args)


def text_of(answer):
    return answer.content.decode()


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def office(db):
    return signed_in(people.seated_user("secretariat"))


@pytest.fixture
def members(db):
    """Three members of the coordination group: a browser and a person each."""
    found = [make.member() for _ in range(3)]
    return [(signed_in(user), person) for user, person in found]


def test_asked_answered_by_all_and_closed_as_a_locked_decision_with_a_task(office, members):
    group = people.body("coordination")
    asked = {
        "body": group.pk, "title": "Legeplads", "recommendation": "Vi giver 50.000 kr.",
        "deadline": f"{TODAY() + 7 * DAY:%d.%m.%Y}",
    }  # fmt: skip
    office.post(url("procedure-create"), asked)
    made = WrittenProcedure.objects.get()
    for client, person in members:
        assert "Legeplads" in person.user.notices.get().text
        assert "Venter på dit svar" in text_of(client.get(url("procedure-list")))
        assert not Decision.objects.exists()
        assert "Venter på dit svar" in text_of(client.get(url("follow-up-list")))
        client.post(url("procedure-answer", made.pk), {"answer": "approve"})
        assert "Venter på dit svar" not in text_of(client.get(url("procedure-list")))
    assert "Efter svarene er sagen vedtaget." in text_of(
        office.get(url("procedure-detail", made.pk))
    )
    office.post(
        url("procedure-adopt", made.pk),
        {
            "title": "Legeplads", "kind": "money", "text": "Vi giver 50.000 kr.",
            "task_1_title": "Udbetal", "task_1_owner": members[0][1].pk,
            "task_1_due_on": f"{TODAY() + 9 * DAY:%d.%m.%Y}",
        },
    )  # fmt: skip
    made.refresh_from_db()
    decision = Decision.objects.get()
    assert (made.state, decision.procedure, decision.state) == ("adopted", made, "adopted")
    assert decision.locked_at is not None
    assert FollowUp.objects.get().decision == decision
    assert decision.number in text_of(office.get(url("procedure-detail", made.pk)))
    page = text_of(office.get(url("decision-detail", decision.pk)))
    assert "Står fast, fordi de er godkendt skriftligt." in page


def test_a_no_without_a_reason_is_asked_for_one_and_a_no_ends_an_agreement(office, members):
    made = make.procedure()
    (first, _one), (second, _two), (third, _three) = members
    bare = first.post(url("procedure-answer", made.pk), {"answer": "reject"})
    assert "Skriv hvorfor" in text_of(bare)
    first.post(url("procedure-answer", made.pk), {"answer": "reject", "comment": "For dyrt."})
    for client in (second, third):
        client.post(url("procedure-answer", made.pk), {"answer": "approve"})
    page = text_of(office.get(url("procedure-detail", made.pk)))
    assert "Efter svarene er sagen ikke vedtaget." in page
    assert "For dyrt." in page
    refused = office.post(
        url("procedure-adopt", made.pk), {"title": "T", "kind": "other", "text": "X"}
    )
    assert "udfaldet er et andet nu" in text_of(refused)
    office.post(url("procedure-reject", made.pk))
    made.refresh_from_db()
    assert made.state == "rejected"
    assert not Decision.objects.exists()
    closed = first.post(url("procedure-answer", made.pk), {"answer": "approve"})
    assert "Der kan ikke svares mere" in text_of(closed)


def test_one_who_wants_a_meeting_gets_it(office, members):
    ahead = meetings.meeting(state="called", starts_at=timezone.now() + 10 * DAY)
    made = make.procedure()
    make.answer(made, members[0][1], "meeting")
    early = office.post(url("procedure-move", made.pk), follow=True)
    assert "Fristen løber endnu" in text_of(early)
    for _client, person in members[1:]:
        make.answer(made, person)
    office.post(url("procedure-move", made.pk))
    made.refresh_from_db()
    item = AgendaItem.objects.get()
    assert (made.state, item.meeting, item.kind) == ("to_meeting", ahead, "decision")
    assert item.recommendation == made.recommendation


def test_a_body_that_votes_counts_them_into_the_decision(office):
    board = people.body("board", votes=True)
    made = make.procedure(board)
    for answer in ("approve", "approve", "reject"):
        make.answer(made, make.member("board", body=board)[1], answer)
    office.post(url("procedure-adopt", made.pk), {"title": "T", "kind": "other", "text": "X"})
    decision = Decision.objects.get()
    assert (decision.votes_for, decision.votes_against) == (2, 1)


def test_observers_read_but_do_not_answer(members):
    user, _person = make.member(role="group")
    people.Seat.objects.filter(person__user=user).update(role="observer")
    made = make.procedure()
    client = signed_in(user)
    assert "Dit svar" not in text_of(client.get(url("procedure-detail", made.pk)))
    assert client.post(url("procedure-answer", made.pk), {"answer": "approve"}).status_code == 403


def test_words_stand_once_answered_and_the_deadline_can_be_moved(office, members):
    made = make.procedure()
    make.answer(made, members[0][1])
    words = {"title": made.title, "text": "", "recommendation": "Vi giver 90.000 kr."}
    day = f"{TODAY() + 9 * DAY:%d.%m.%Y}"
    refused = office.post(
        url("procedure-change", made.pk), {**words, "deadline": day, "seen": stamp_of(made)}
    )
    assert "teksten står fast" in text_of(refused)
    words["recommendation"] = made.recommendation
    for wrong, said in (("1.1.2020", "før den dag"), ("1.1.2099", "mere end et år")):
        typed = {**words, "deadline": wrong, "seen": stamp_of(made)}
        assert said in text_of(office.post(url("procedure-change", made.pk), typed))
    office.post(
        url("procedure-change", made.pk), {**words, "deadline": day, "seen": stamp_of(made)}
    )
    made.refresh_from_db()
    assert made.deadline == TODAY() + 9 * DAY
    office.post(url("procedure-withdraw", made.pk))
    made.refresh_from_db()
    assert made.state == "withdrawn"


def test_a_body_where_nobody_has_a_vote_is_not_asked(office):
    group = people.body("coordination")
    typed = {
        "body": group.pk, "title": "T", "recommendation": "X",
        "deadline": f"{TODAY() + DAY:%d.%m.%Y}",
    }  # fmt: skip
    assert "har stemmeret i dag" in text_of(office.post(url("procedure-create"), typed))


def test_the_silent_are_reminded_once_and_then_those_who_close_it(office, members):
    made = make.procedure()
    make.answer(made, members[0][1])
    for day in (5, 6, 7):
        written_procedures.remind(today=TODAY() + day * DAY)
    assert [person.user.notices.count() for _client, person in members] == [0, 1, 1]
    for day in (8, 9):
        written_procedures.remind(today=TODAY() + day * DAY)
    chief = people.Seat.objects.get(role="secretariat").person.user
    assert "Tæl svarene op" in chief.notices.get().text


def test_an_answer_from_a_seat_that_ended_says_that_it_counts_no_more(office, members):
    group = people.body("coordination")
    office.post(
        url("procedure-create"),
        {
            "body": group.pk, "title": "Legeplads", "recommendation": "Vi giver 50.000 kr.",
            "deadline": f"{TODAY() + 7 * DAY:%d.%m.%Y}",
        },
    )  # fmt: skip
    made = WrittenProcedure.objects.get()
    for client, _person in members:
        client.post(url("procedure-answer", made.pk), {"answer": "approve"})
    _left, stays = members[0][1], members[1][1]
    members[0][1].seats.update(ends_on=TODAY() - DAY)
    page = text_of(office.get(url("procedure-detail", made.pk)))
    assert "2 af 2 med stemmeret har svaret." in page
    assert page.count("tæller ikke længere med: pladsen er afsluttet") == 1
    office.post(
        url("procedure-adopt", made.pk), {"title": "Legeplads", "kind": "money", "text": "Ja."}
    )
    stays.seats.update(ends_on=TODAY() - DAY)  # after it was closed: that answer did count
    made.refresh_from_db()
    made.closed_at -= 2 * DAY
    made.save()
    closed = text_of(office.get(url("procedure-detail", made.pk)))
    assert "talte ikke med" not in closed
    assert "3 af 3 med stemmeret har svaret." in closed
