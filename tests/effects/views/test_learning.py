"""The learning archive: what was tried and found is there for those who may read it, and is searched."""

from __future__ import annotations

import csv
import datetime as dt
import re
from io import StringIO

import pgtrigger
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from effects.models import Review
from effects.services import expected_effects, learning
from indicators.models import FrozenCopy, Indicator
from indicators.services.recompute import groups as recompute
from partnership.models import Frame, Goal, Vision
from tests.factories import decisions, foreign, frozen, people, programme, reviews
from tests.factories.workbooks import rows_in, sheet_in

pytestmark = pytest.mark.django_db
ARCHIVE, FILE = "/indsatser/erfaringer/", "/indsatser/erfaringer.csv"
BOOK = "/indsatser/erfaringer.xlsx"


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text_of(answer) -> str:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return body.decode()


@pytest.fixture
def member() -> Client:
    return signed_in(people.seated_user("group"))


@pytest.fixture
def review() -> Review:
    """The coordination group found that it went part of the way."""
    made, group = frozen.many_years(), people.body("coordination")
    effort = programme.running("Jobvejleder", body=group)
    frozen.expect(made, effort)
    recompute.drain()
    found = reviews.review(effort, story="Et nyt lager åbnede i nabobyen.")
    return frozen.close(found, group)


def test_a_closed_review_is_told_with_what_was_expected_and_how_strong_the_evidence_was(
    review, member
):
    page = text_of(member.get(ARCHIVE))
    for words in (
        "Jobvejleder", "delvist som forventet", "fortsætter", "Det går den rigtige vej.",
        "Et nyt lager åbnede i nabobyen.", "falder (beskrevet før start)",
        "Sammenlignet med områder uden indsatsen, dengang",
    ):  # fmt: skip
        assert words in page
    assert reverse("effects:frozen-detail", args=[review.pk]) in page


@pytest.mark.parametrize("changed", ['"grade":"x"', '"grade":2}', '"grade":'])
def test_what_was_changed_past_the_system_is_not_told_as_what_was_known(review, member, changed):
    with pgtrigger.ignore("indicators.FrozenCopy:frozen_copy_stands"):
        told = re.sub(r'"grade":\d', changed, review.frozen.canonical)
        FrozenCopy.objects.filter(pk=review.frozen_id).update(canonical=told)
    for page in (text_of(member.get(ARCHIVE)), text_of(member.get(FILE))):
        assert "Et nyt lager åbnede i nabobyen." in page
        assert "falder (beskrevet før start)" not in page
        assert "tegn på" not in page


def test_an_open_review_is_no_lesson_yet(member):
    reviews.review(reviews.intervention())
    assert "Ingen erfaringer endnu" in text_of(member.get(ARCHIVE))


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("q=lager", True), ("q=lager+nabobyen", True), ("q=jobvejleder", True), ("q=cirkus", False),
        ("finding=partly", True), ("finding=not", False), ("outcome=continue", True),
        ("outcome=stop", False), ("kind=fritidsjob", False), ("finding=vrøvl", True),
    ],
)  # fmt: skip
def test_it_is_searched_by_words_finding_and_outcome(review, member, query, is_found):
    assert ("Det går den rigtige vej." in text_of(member.get(f"{ARCHIVE}?{query}"))) is is_found


def test_it_is_narrowed_by_area_and_effort_area(review, member):
    area, other = people.area("Her"), people.area("Der")
    efforts = programme.effort_area("Job")
    review.intervention.areas.add(area)
    review.intervention.effort_area = efforts
    review.intervention.save()
    found = "Det går den rigtige vej."
    assert found in text_of(member.get(f"{ARCHIVE}?area={area.pk}&effort_area={efforts.pk}"))
    assert found not in text_of(member.get(f"{ARCHIVE}?area={other.pk}"))


def test_it_is_searched_by_area_goal_and_the_indicator_that_should_move(review, member):
    found = "Det går den rigtige vej."
    review.intervention.areas.add(people.area("Uglebakken"))
    frame = Frame.objects.create(
        name="Ramme", slug="ramme", starts_on="2020-01-01", ends_on="2030-12-31"
    )
    vision = Vision.objects.create(frame=frame, number=1, title="Et", slug="et")
    review.intervention.goals.add(
        Goal.objects.create(vision=vision, number=1, title="Flere føler sig hjemme")
    )
    Indicator.objects.update(name="Andel uden job")
    for words in ("uglebakken", "hjemme", "uden job", "jobvejleder uglebakken"):
        assert found in text_of(member.get(f"{ARCHIVE}?q={words}"))
        assert found in text_of(member.get(f"{FILE}?q={words}"))
    Indicator.objects.update(is_restricted=True)
    assert found not in text_of(member.get(f"{ARCHIVE}?q=andel")), "a hit would tell of it"
    seat = signed_in(people.seated_user("group", sees_restricted=True))
    assert found in text_of(seat.get(f"{ARCHIVE}?q=andel"))


def test_what_ended_without_a_review_stands_beneath_and_says_so(review, member):
    def ended(name: str, **fields: object) -> None:
        programme.intervention(name, starts_on="2024-01-01", ends_on="2025-06-30", **fields)

    ended("Nattevandring", state="stopped", what_we_do="Voksne går tur om aftenen")
    ended("Skolehaver", state="completed")
    programme.running("Cykelværksted")
    review.intervention.state, review.intervention.ends_on = "completed", "2030-01-01"
    review.intervention.save()
    page = " ".join(text_of(member.get(ARCHIVE)).split())
    below = page.split("Sluttet uden effektopfølgning")[1]
    assert "Nattevandring</a> · Stoppet 30. juni 2025" in below and "Skolehaver" in below
    assert "Jobvejleder" not in below, "of it something was found"
    assert "Cykelværksted" not in page, "it runs"
    asked = text_of(member.get(f"{ARCHIVE}?q=aftenen"))
    assert "Nattevandring" in asked and "Skolehaver" not in asked
    assert "Nattevandring" not in text_of(member.get(f"{ARCHIVE}?finding=partly"))
    rows = list(csv.reader(StringIO(text_of(member.get(FILE)).lstrip("\ufeff")), delimiter=";"))
    (told,) = (row for row in rows if row[0] == "Nattevandring")
    assert told[4:6] == ["ingen effektopfølgning", "Stoppet"]


def test_a_foreign_group_finds_nothing_neither_here_nor_in_the_file_nor_by_search(review):
    stranger = signed_in(foreign.seated(people.body("ad_hoc", name="Fremmed", slug="fremmed")))
    for address in (ARCHIVE, FILE, "/soeg/?q=lager"):
        assert "nabobyen" not in text_of(stranger.get(address))


def test_what_restricted_indicators_said_is_closed_to_those_without_the_right(review):
    Indicator.objects.update(is_restricted=True)
    page = text_of(signed_in(people.seated_user("group")).get(ARCHIVE))
    assert "Grundlaget er kun for dem, der må se fortrolige indikatorer." in page
    assert "falder (beskrevet før start)" not in page
    seat = people.seated_user("group", sees_restricted=True)
    assert "falder (beskrevet før start)" in text_of(signed_in(seat).get(ARCHIVE))


def test_it_comes_as_a_file_and_is_found_by_the_search_of_the_site(review, member):
    rows = text_of(member.get(f"{FILE}?q=lager"))
    assert "Et nyt lager åbnede i nabobyen." in rows
    assert "cirkus" not in text_of(member.get(f"{FILE}?q=cirkus"))
    assert "Erfaringer" in text_of(member.get("/soeg/?q=lager"))


def test_the_workbook_holds_what_the_csv_holds_and_runs_nothing(review, member):
    intervention = review.intervention
    intervention.name = '=HYPERLINK("https://eksempel.example";"Se her")'
    intervention.save()
    answer = member.get(f"{BOOK}?q=lager")
    assert answer["Content-Type"].endswith("spreadsheetml.sheet")
    assert 'filename="erfaringer.xlsx"' in answer["Content-Disposition"]
    sheet = sheet_in(answer.content)
    assert sheet.formulas == 0 and sheet.cells["A2"] == intervention.name
    ((title, *cells),) = csv.reader(
        StringIO(text_of(member.get(f"{FILE}?q=lager"))[1:].split("\r\n", 1)[1]), delimiter=";"
    )
    assert title == f"'{intervention.name}"
    (row,) = rows_in(answer.content)
    closed = dt.date(1899, 12, 30) + dt.timedelta(days=row.pop("Afsluttet den"))
    row = {"Afsluttet den": closed.isoformat(), **row}
    heads = learning.header()[1:]
    assert [row.get(head, "") for head in heads] == cells
    assert rows_in(member.get(f"{BOOK}?q=cirkus").content) == []


def test_an_area_that_was_added_after_the_start_is_told_of_and_only_described():
    made, group = frozen.many_years(), people.body("coordination")
    effort = programme.running("Jobvejleder", body=group, starts_on=dt.date(2020, 1, 1))
    effect = frozen.expect(made, effort)
    wording = expected_effects.Wording(
        direction="fall", size=8.0, earliest_on=dt.date(2022, 1, 1),
        latest_on=dt.date(2025, 12, 31), why="Fordi flere får en jobvejleder.",
        areas=[made.areas["a"], made.areas["b"]],
    )  # fmt: skip
    effort.areas.set(wording.areas)
    expected_effects.amend(
        by=decisions.secretary(), effect_id=effect.pk, seen=1, wording=wording,
        reason="Vi begynder også der.",
    )  # fmt: skip
    recompute.drain()
    member = signed_in(people.seated_user("group"))
    page = text_of(member.get(f"/indsatser/{effort.slug}/grundlag/"))
    first, second = page.split('<article class="evidence"')[1:]
    assert "tilføjet efter start (" not in first
    assert "tilføjet efter start (" in second and "bidraget kan ikke afgøres" in second
    assert "Området blev tilføjet, efter at indsatsen var begyndt." in second
    frozen.close(reviews.review(effort), group)
    assert "beskrevet før start; 1 område tilføjet efter start" in text_of(member.get(ARCHIVE))


def test_the_form_of_a_new_intervention_leads_here(review):
    office = signed_in(people.seated_user("secretariat"))
    page = text_of(office.get(f"{reverse('partnership:intervention-create')}?art=fritidsjob"))
    assert f"{ARCHIVE}?kind=fritidsjob" in page


def test_many_lessons_cost_what_one_costs(review, member):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert member.get(ARCHIVE).status_code == 200
        return len(queries)

    programme.intervention("Slut", state="dropped")
    member.get(ARCHIVE)
    one = cost()
    for number in range(4):
        programme.intervention(f"Slut {number}", state="dropped")
        again = reviews.review(programme.running(f"Igen {number}"))
        frozen.close(again, review.body)
    assert cost() == one
