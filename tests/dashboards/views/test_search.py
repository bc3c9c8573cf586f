"""Search: what is found by whom, how it is asked for, and what is never said."""

from __future__ import annotations

import datetime as dt
import logging
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from indicators.models import Group, Indicator
from partnership.models import Intervention, MinutesCorrection, Paper
from tests.factories import decisions, meetings, people, programme

pytestmark = pytest.mark.django_db
AHEAD = dt.timedelta(days=20)


@pytest.fixture
def foreign() -> Any:
    """An ad hoc group beside the coordination group, with a marked word in all it has."""
    group = people.body("ad_hoc", name="Nabogruppen")
    held = meetings.meeting(group, title="Zqmøde")
    item = meetings.item(held, "Zqpunkt", text="zqsag", recommendation="zqindstilling")
    meetings.minutes(held, state="proposed", texts={item: "zqsagt"}, opening="zqindledning")
    meetings.paper("Zqbilag", item=item)
    meetings.paper("Zqindsatsbilag", intervention=programme.intervention(body=group))
    decisions.decision(group, title="Zqbeslutning", text="zqord", reason="zqgrund")
    decisions.proposal(group, title="Zqforslag")
    decisions.procedure(group, title="Zqskriftlig")
    decisions.follow_up(group, title="Zqopgave", text="zqtekst")
    return group


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def found(client: Client, query: str, **more: str) -> str:
    answer = client.get("/soeg/", {"q": query, **more})
    assert answer.status_code == 200
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return main.replace(f'value="{query}"', "")


def hits(client: Client, query: str, **more: str) -> list[str]:
    """Names of what was found, in the page's order."""
    page = client.get("/soeg/", {"q": query, **more}).context
    return [hit.title for group in page["groups"] for hit in group.hits]


def test_all_words_must_match_in_parts_and_whatever_the_case() -> None:
    people.area("Ærøvænge Park")
    people.area("Øster Park")
    client = client_of(people.seated_user("supplier"))
    assert hits(client, "ærøvænge") == ["Ærøvænge Park"]
    assert hits(client, "ÆRØ park") == ["Ærøvænge Park"]
    assert hits(client, "øst") == ["Øster Park"]
    assert set(hits(client, "  park ")) == {"Ærøvænge Park", "Øster Park"}
    assert hits(client, "park nord") == []
    assert hits(client, "%") == hits(client, "_") == []


def test_each_kind_is_found_with_a_line_of_context() -> None:
    group = people.body("coordination", name="Styregruppen")
    held = meetings.meeting(group, title="Junimøde")
    meetings.item(held, "Tryghed", text="Der er lys på stierne ved Fyrtårnet.")
    taken = decisions.decision(group, title="Lys", text="Lysene ved Fyrtårnet tændes.")
    decisions.follow_up(group, title="Ring til Fyrtårnet")
    decisions.procedure(group, title="Fyrtårnet skriftligt")
    Intervention.objects.create(
        name="Fyrtårn", slug="fyrtaarn", body=group, problem="a", what_we_do="b",
        what_should_change="c",
    )  # fmt: skip
    Indicator.objects.create(
        code="fyr", name="Fyrtårnsindeks", name_en="Beacons", group=Group.objects.create(code="g"),
    )  # fmt: skip
    who = people.person("Fyrtårnets passer")
    people.seat("group", person=who, body=group)
    client = client_of(people.seated_user("group"))
    page = found(client, "FYRTÅRN")
    for word in (
        "Tryghed", "Lys", "Ring til", "skriftligt", "Fyrtårnsindeks", "Fyrtårnets passer",
        "Styregruppen", "lys på stierne ved", "frist",
    ):  # fmt: skip
        assert word in page, word
    assert hits(client, taken.number) == [str(taken)]
    assert hits(client, f"{taken.year}-{taken.serial}") == [str(taken)]
    assert "Junimøde" in hits(client, "styregruppen")


def test_names_come_before_texts_and_more_is_one_click_away() -> None:
    group = people.body("coordination")
    for number in range(8):
        decisions.decision(group, title=f"Sag {number}", text="om parkering")
    named = decisions.decision(group, title="Parkering", decided_on=dt.date(2020, 1, 2))
    client = client_of(people.seated_user("group"))
    few = hits(client, "parkering")
    assert few[0] == str(named)
    assert len(few) == 5
    assert "Vis flere: Beslutninger" in found(client, "parkering")
    all_of_them = found(client, "parkering", art="beslutninger")
    assert all_of_them.count("om parkering") == 8
    assert "Vis alle slags" in all_of_them


def test_nothing_foreign_is_found_or_counted(foreign: Any) -> None:
    member = client_of(people.seated_user("group"))
    for query in (
        "zq", "Zqmøde", "zqsag", "zqindstilling", "zqord", "zqgrund", "nabogruppen møde", "zqsagt",
        "zqindledning", "zqbilag", "zqindsatsbilag",
    ):  # fmt: skip
        assert "Intet fundet" in found(member, query), query
    own = people.user("selv@test.dk")
    people.seat("group", person=people.person(user=own), body=foreign)
    page = found(client_of(own), "zq")
    for word in (
        "Zqmøde", "Zqpunkt", "Zqbeslutning", "Zqforslag", "Zqskriftlig", "Zqopgave", "Zqbilag",
        "zqsagt", "zqindledning",
    ):  # fmt: skip
        assert word in page, word


def test_groups_below_find_what_was_taken_above_and_no_more() -> None:
    board, group = people.body("board"), people.body("coordination")
    group.parent = board
    group.save()
    decisions.decision(board, title="Zqvedtaget")
    decisions.proposal(board, title="Zqforslag")
    decisions.follow_up(board, title="Zqopgave")
    assert [t.partition(" ")[2] for t in hits(client_of(people.seated_user("group")), "zq")] == [
        "Zqvedtaget"
    ]


def test_suppliers_and_administrators_find_what_their_pages_show(foreign: Any) -> None:
    people.area("Zqområde")
    assert hits(client_of(people.seated_user("supplier")), "zq") == ["Zqområde"]
    assert hits(client_of(people.seated_user("supplier")), "nabogruppen") == []
    administrator = client_of(people.seated_user("administrator"))
    assert hits(administrator, "zq") == ["Zqområde"]
    assert hits(administrator, "nabogruppen") == ["Nabogruppen"]


def test_an_agenda_is_found_once_it_was_sent() -> None:
    group = people.body("coordination")
    planned = meetings.meeting(
        group, title="Zqmøde", state="planned", called_at=None,
        starts_at=timezone.now() + AHEAD,
    )  # fmt: skip
    meetings.item(planned, "Zqpunkt")
    assert hits(client_of(people.seated_user("group")), "zq") == ["Zqmøde"]
    assert hits(client_of(people.seated_user("secretariat")), "zq") == ["Zqmøde", "Zqpunkt"]


def test_minutes_are_found_once_they_were_sent_out_and_corrections_with_them() -> None:
    held = meetings.meeting(people.body("coordination"), title="Junimøde")
    item = meetings.item(held, "Tryghed", outcome="treated")
    drafted = meetings.minutes(held, texts={item: "Der sættes lys op ved Zqtårnet."})
    member, office = (client_of(people.seated_user(role)) for role in ("group", "secretariat"))
    assert hits(member, "zqtårnet") == []
    assert hits(office, "zqtårnet") == ["Referat: Junimøde"]
    drafted.state, drafted.proposed_at = "proposed", timezone.now()
    drafted.save()
    assert hits(member, "lys zqtårnet") == ["Referat: Junimøde"]
    page = found(member, "zqtårnet")
    assert f"/partnerskab/moeder/{held.pk}/referat/#punkt-{item.pk}" in page
    assert "Tryghed" in page and "lys op ved" in page
    MinutesCorrection.objects.create(
        minutes=drafted, text="Det var Zqmøllen.", person=people.person()
    )
    assert hits(member, "zqmøllen") == ["Referat: Junimøde"]


def test_a_paper_is_found_by_those_who_may_open_it() -> None:
    group = people.body("coordination")
    planned = meetings.meeting(
        group, state="planned", called_at=None, starts_at=timezone.now() + AHEAD
    )
    meetings.paper("Zq til et møde, der ikke er indkaldt", meeting=planned)
    held = meetings.meeting(group, title="Junimøde")
    meetings.paper("Zq vist", item=meetings.item(held))
    meetings.paper("Zq ikke vist", meeting=held, released_at=None)
    meetings.paper("Zq trukket", meeting=held, is_withdrawn=True)
    meetings.paper("Zq om en indsats", intervention=programme.intervention())
    member = client_of(people.seated_user("group"))
    assert set(hits(member, "zq", art="bilag")) == {"Zq vist", "Zq om en indsats"}
    for hit in hits(member, "zq", art="bilag"):
        paper = reverse("partnership:paper-detail", args=[Paper.objects.get(name=hit).pk])
        assert member.get(paper).status_code == 200
    assert "Bilag til Junimøde" in found(member, "zq vist")
    assert len(hits(client_of(people.seated_user("secretariat")), "zq", art="bilag")) == 5
    assert hits(client_of(people.seated_user("supplier")), "zq", art="bilag") == []


def test_restricted_indicators_are_for_those_with_the_right() -> None:
    Indicator.objects.create(
        code="zq", name="Zqoprindelse", group=Group.objects.create(code="g"), is_restricted=True
    )
    assert hits(client_of(people.seated_user("board")), "zq") == []
    named = people.seated_user("board", sees_restricted=True)
    assert hits(client_of(named), "zq") == ["Zqoprindelse"]


def test_a_cpr_number_is_neither_said_nor_kept_nor_logged(caplog: Any) -> None:
    client = client_of(people.seated_user("group"))
    with caplog.at_level(logging.DEBUG):
        for ask in (client.post, client.get):
            answer = ask("/soeg/", {"q": "sag om 010190-1234"})
            assert answer.status_code == 302
            assert "1234" not in answer["Location"]
            page = client.get(answer["Location"]).content.decode()
            assert "ligner et CPR-nummer" in page
            assert "010190" not in page
    assert "010190" not in caplog.text


def test_what_is_typed_comes_by_post_and_stands_in_the_field() -> None:
    client = client_of(people.seated_user("group"))
    answer = client.post("/soeg/", {"q": "æble & <b>"})
    assert answer.status_code == 302
    page = client.get(answer["Location"]).content.decode()
    assert 'value="æble &amp; &lt;b&gt;"' in page
    assert "Hvad leder du efter?" in client.get("/soeg/").content.decode()
    assert client.get("/soeg/", {"q": "x" * 5000, "art": "findes-ikke"}).status_code == 200
    assert client.get("/soeg/", {"q": "a\x00b"}).status_code == 200


def test_the_number_of_questions_is_fixed() -> None:
    group = people.body("coordination")
    client = client_of(people.seated_user("group"))

    def asked() -> int:
        client.get("/soeg/", {"q": "zq sag"})
        with CaptureQueriesContext(connection) as queries:
            client.get("/soeg/", {"q": "zq sag"})
        return len(queries)

    for number in range(2):
        decisions.decision(group, title=f"Zq sag {number}")
        people.seat("group", person=people.person(f"Zq sag {number}"))
    few = asked()
    for number in range(20):
        held = meetings.meeting(group, title=f"Zq sag {number}")
        meetings.item(held, f"Zq sag {number}")
        decisions.decision(group, title=f"Zq sag {number}")
        decisions.follow_up(group, title=f"Zq sag {number}")
        people.seat("group", person=people.person(f"Zq sag x{number}"))
    assert asked() == few
    assert few <= 27  # minutes are asked three times: of items, openings and corrections
