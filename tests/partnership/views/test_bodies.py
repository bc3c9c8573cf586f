"""A body's page, and what happens to its matters when it closes."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from partnership.models import (
    AgendaItem,
    Body,
    Decision,
    FollowUp,
    Handover,
    Intervention,
    Meeting,
    Seat,
    WrittenProcedure,
)
from partnership.services import bodies
from tests.factories import people

TODAY = dt.date(2026, 11, 23)


def signed_in(role, **fields):
    client = Client()
    client.force_login(people.seated_user(role, **fields))
    return client


def decision(body, serial=1, **fields):
    fields = {"state": "adopted", "decided_on": TODAY, "title": f"Beslutning {serial}", **fields}
    return Decision.objects.create(
        year=2026, serial=serial, body=body, text="Vi gør det.", **fields
    )


def five_open_things(group, owner):
    """Three follow-ups, a decision and a written procedure."""
    for number in range(3):
        FollowUp.objects.create(body=group, title=f"Opgave {number}", owner=owner, due_on=TODAY)
    decision(group)
    WrittenProcedure.objects.create(
        body=group, title="I skriftlig runde", recommendation="Ja", opens_on=TODAY,
        deadline=TODAY + dt.timedelta(days=7),
    )  # fmt: skip


@pytest.fixture
def group(db):
    return people.body("ad_hoc", name="Gruppen om uderum", parent=people.body("board"))


def test_a_closed_group_hands_its_five_open_things_to_the_body_above(group):
    board, owner = group.parent, people.person("Tovholder")
    five_open_things(group, owner)
    FollowUp.objects.create(
        body=group,
        title="Færdig",
        due_on=TODAY,
        state="done",
        closed_on=TODAY,
        closing_word="Gjort",
    )
    client = signed_in("secretariat")
    page = client.get(f"/partnerskab/organer/{group.slug}/afslut/").content.decode()
    assert f"5 åbne sager går videre til {board.name}" in page
    done = client.post(
        f"/partnerskab/organer/{group.slug}/afslut/",
        {"on": "1.11.2026", "report": "Bænkene står der."},
        follow=True,
    )
    assert "5 åbne sager står nu hos" in done.content.decode()
    assert "Bænkene står der." in done.content.decode()
    above = signed_in("board").get(f"/partnerskab/organer/{board.slug}/").content.decode()
    for title in ("Opgave 0", "Opgave 1", "Opgave 2", "Beslutning 1"):
        assert title in above
    assert WrittenProcedure.objects.get().body == board
    assert FollowUp.objects.get(title="Færdig").body == group
    assert Handover.objects.filter(from_body=group, to_body=board).count() == 5
    assert Decision.objects.get().body == group, "who took it stays"


def test_what_stands_on_the_groups_next_agenda_goes_to_the_next_meeting_above(group):
    at = timezone.now() + dt.timedelta(days=20)
    hours = dt.timedelta(hours=2)
    own = Meeting.objects.create(body=group, title="Gruppen", starts_at=at, ends_at=at + hours)
    above = Meeting.objects.create(
        body=group.parent, title="Partnerskabet", starts_at=at, ends_at=at + hours
    )
    AgendaItem.objects.create(
        meeting=own, title="Belysning ved stien", kind="decision", text="Mørkt."
    )
    signed_in("secretariat").post(
        f"/partnerskab/organer/{group.slug}/afslut/", {"on": "1.11.2026", "report": "Slut."}
    )
    item = AgendaItem.objects.get(meeting=above)
    assert (item.title, item.text, item.carried_from.meeting) == (
        "Belysning ved stien",
        "Mørkt.",
        own,
    )
    own.refresh_from_db()
    assert (own.state, own.sequence) == ("cancelled", 1)
    assert "er afsluttet" in own.cancelled_because


def test_a_group_is_not_closed_without_its_report(group):
    answer = signed_in("secretariat").post(
        f"/partnerskab/organer/{group.slug}/afslut/", {"on": "1.11.2026", "report": ""}
    )
    assert "Skriv kort, hvad gruppen nåede frem til" in answer.content.decode()
    group.refresh_from_db()
    assert group.closed_at is None


def test_a_body_under_nobody_keeps_what_is_open_until_somebody_takes_it(db):
    lone = people.body("ad_hoc", name="Ene gruppe")
    FollowUp.objects.create(body=lone, title="Åben", due_on=TODAY)
    answer = signed_in("administrator").post(
        f"/partnerskab/organer/{lone.slug}/afslut/", {"on": "1.11.2026", "report": "Slut"}
    )
    assert "1 åben sag og hører ikke under noget organ" in answer.content.decode()
    assert Seat.objects.filter(body=lone, ends_on=dt.date(2026, 11, 1)).count() == 0


def test_the_clock_settles_a_group_whose_last_day_has_passed(group):
    FollowUp.objects.create(body=group, title="Åben", due_on=TODAY)
    Body.objects.filter(pk=group.pk).update(ends_on=timezone.localdate() - dt.timedelta(days=1))
    assert bodies.close_ended() == 1
    assert bodies.close_ended() == 0
    assert FollowUp.objects.get().body == group.parent


def test_a_last_day_ahead_passes_nothing_on_yet(group):
    FollowUp.objects.create(body=group, title="Åben", due_on=TODAY)
    day = timezone.localdate() + dt.timedelta(days=10)
    signed_in("administrator").post(
        f"/partnerskab/organer/{group.slug}/afslut/", {"on": day.strftime("%d.%m.%Y")}
    )
    group.refresh_from_db()
    assert (group.ends_on, group.closed_at) == (day, None)
    assert FollowUp.objects.get().body == group


def test_members_of_another_group_see_who_sits_there_and_nothing_of_what_it_does(group):
    FollowUp.objects.create(body=group, title="Kun for gruppen", due_on=TODAY)
    page = signed_in("group").get(f"/partnerskab/organer/{group.slug}/").content.decode()
    assert "Gruppen om uderum" in page
    assert "Kun for gruppen" not in page
    assert "Åbne beslutninger" not in page


def test_a_body_with_twenty_years_behind_it_takes_ten_queries(group):
    board = group.parent
    chair = people.person("Formanden")
    for year in range(2006, 2026):
        Seat.objects.create(
            person=people.person(), organisation=people.organisation(), body=board, role="member",
            starts_on=dt.date(year, 1, 1), ends_on=dt.date(year, 12, 31),
        )  # fmt: skip
        for month in (3, 6, 9, 12):
            at = dt.datetime(year, month, 1, 9, tzinfo=dt.UTC)
            Meeting.objects.create(
                body=board, title=f"Møde {month}", state="held", starts_at=at,
                ends_at=at + dt.timedelta(hours=2),
            )  # fmt: skip
        decision(board, serial=year, state="adopted")
        FollowUp.objects.create(body=board, title=f"Opgave {year}", due_on=dt.date(year, 5, 1))
        Intervention.objects.create(
            name=f"Indsats {year}", slug=f"indsats-{year}", body=board, problem="x",
            what_we_do="y", what_should_change="z",
        )  # fmt: skip
    at = timezone.now() + dt.timedelta(days=9)
    Meeting.objects.create(
        body=board, title="Det næste", starts_at=at, ends_at=at + dt.timedelta(hours=1)
    )
    Seat.objects.create(
        person=chair, organisation=people.organisation(), body=board, role="chair",
        starts_on=dt.date(2020, 1, 1),
    )  # fmt: skip
    client = signed_in("board")
    client.get(f"/partnerskab/organer/{board.slug}/")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        page = client.get(f"/partnerskab/organer/{board.slug}/").content.decode()
    assert len(asked) <= 10, [query["sql"][:90] for query in asked]
    assert "Det næste" in page
    assert "20 tidligere pladser" in page
    assert page.index("Formandskab") < page.index("Formanden")


def held_or_not(group, state, days):
    at = timezone.now() + dt.timedelta(days=days)
    return Meeting.objects.create(
        body=group, title="Gruppens møde", state=state, starts_at=at,
        ends_at=at + dt.timedelta(hours=2),
    )  # fmt: skip


def closing(group, on):
    answer = signed_in("secretariat").post(
        f"/partnerskab/organer/{group.slug}/afslut/", {"on": f"{on:%d.%m.%Y}", "report": "Slut."}
    )
    group.refresh_from_db()
    return answer


def test_a_meeting_that_may_have_been_held_is_settled_before_the_group_closes(group):
    meeting = held_or_not(group, "called", -1)
    page = closing(group, timezone.localdate()).content.decode()
    assert "Markér først mødet “Gruppens møde”" in page
    assert group.closed_at is None
    Body.objects.filter(pk=group.pk).update(ends_on=timezone.localdate() - dt.timedelta(days=1))
    assert bodies.close_ended() == 0
    meeting.refresh_from_db()
    assert meeting.state == "called"


def test_a_group_does_not_end_before_its_last_meeting_or_before_somebody_sat_in_it(group):
    held_or_not(group, "held", -5)
    page = closing(group, timezone.localdate() - dt.timedelta(days=20)).content.decode()
    assert "Organet holdt møde den" in page
    Meeting.objects.all().delete()
    person = people.person("Nyt medlem")
    people.seat("group", person=person, body=group, starts_on=timezone.localdate())
    page = closing(group, timezone.localdate() - dt.timedelta(days=2)).content.decode()
    assert "Nyt medlem har haft sin plads siden" in page
    assert Seat.objects.filter(person=person).exists()


def test_those_called_are_told_that_the_closed_groups_meeting_is_off(group):
    member = people.seated_user("group", body=group)
    meeting = held_or_not(group, "called", 9)
    meeting.attendances.create(person=member.person, role="member")
    assert closing(group, timezone.localdate()).status_code == 302
    assert member.notices.filter(text__contains="aflyst").exists()
