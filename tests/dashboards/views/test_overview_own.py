"""The overview's own part: what my bodies must decide, what is new since I was here, what moves."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Visit
from indicators.models import (
    EventMarker,
    Indicator,
    RestrictedReading,
    Result,
    ResultNews,
    StoryNote,
)
from indicators.services.recompute import groups as recompute
from tests.factories import decisions, meetings, panels, people, programme, reviews
from tests.factories.results import published, reader

pytestmark = pytest.mark.django_db
SOON = dt.timedelta(days=10)


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text_of(client, path="/") -> str:
    return client.get(path).content.decode()


def ahead(body, state="called", **fields):
    starts_at = timezone.now() + SOON
    fields.setdefault("title", "Mødet i vinter")
    return meetings.meeting(body, state=state, starts_at=starts_at, **fields)


@pytest.fixture
def board():
    return people.body("board")


@pytest.fixture
def member(board) -> Client:
    return signed_in(people.seated_user("board"))


def test_decisions_and_reviews_of_the_next_meeting_stand_with_their_evidence(member, board):
    found = reviews.intervention(board)
    review = reviews.review(found)
    meeting = ahead(board)
    meetings.item(meeting, "Flere lygter", kind="decision")
    meetings.item(meeting, "Orientering om haven", kind="information")
    meetings.item(meeting, "Virker det?", kind="review", origin=review.origin)
    page = text_of(member)
    assert "Det skal vi tage stilling til" in page
    assert "Flere lygter" in page
    assert "Orientering om haven" not in page
    assert reverse("effects:evidence-list", args=[found.slug]) in page


def test_an_agenda_that_is_not_sent_is_not_told(member, board):
    meeting = ahead(board, state="planned", called_at=None)
    meetings.item(meeting, "Flere lygter", kind="decision")
    page = text_of(member)
    assert "Dagsordenen er ikke sendt ud endnu." in page
    assert "Flere lygter" not in page


def test_a_due_review_without_a_meeting_waits_in_sight(member, board):
    reviews.review(reviews.intervention(board))
    assert "Effektopfølgninger, der venter på et møde" in text_of(member)


def test_what_waits_for_my_answer_in_writing_is_there_until_i_have_answered():
    user, person = decisions.member("group")
    found = decisions.procedure()
    client = signed_in(user)
    assert "Venter på dit svar" in text_of(client)
    decisions.answer(found, person)
    assert "Venter på dit svar" not in text_of(client)


def test_another_bodys_matters_are_not_mine(member):
    other = people.body("ad_hoc", name="Lysgruppen", slug="lysgruppen")
    meetings.item(ahead(other, title="Lysgruppens møde"), "Flere lygter", kind="decision")
    assert "Lysgruppens møde" not in text_of(member)


def test_new_is_what_came_after_the_visit_before_this_one(member, board):
    first = text_of(member)
    assert "De seneste 30 dage. Næste gang står her" in first
    assert "første gang" not in first
    long_ago = timezone.now() - dt.timedelta(days=20)
    Visit.objects.update(began_at=long_ago)
    old = meetings.decision(meetings.item(meetings.meeting(board)), "Den gamle")
    type(old).objects.filter(pk=old.pk).update(created_at=long_ago - SOON)
    new = decisions.decision(board, title="Den nye")
    page = text_of(member)
    assert str(new) in page
    assert "Den gamle" not in page
    assert str(new) in text_of(member)  # the same visit: it stays
    assert Visit.objects.get().before_at == long_ago


def test_what_one_reader_is_told_is_never_told_another(member, board):
    meetings.item(ahead(board), "Flere lygter", kind="decision")
    assert "Flere lygter" in text_of(member)
    assert "Flere lygter" not in text_of(signed_in(people.seated_user("supplier")))
    assert "Flere lygter" not in text_of(signed_in(people.seated_user("administrator")))
    assert "Flere lygter" in text_of(member)


def news(made, kind, **more):
    values = {
        "definition": made.definitions[0], "area": made.areas[0], "statement": "level",
        "slot": "2025", **more,
    }  # fmt: skip
    return ResultNews.objects.create(kind=kind, **values)


def test_what_the_overview_has_no_room_for_stands_on_a_page_of_its_own():
    made = published(areas=1, indicators=9)
    for definition in made.definitions:
        news(made, "figure", definition=definition)
    client = signed_in(reader())
    page = text_of(client)
    assert "og 3 flere" in page
    assert reverse("dashboards:news") in page
    whole = text_of(client, reverse("dashboards:news"))
    names = [each.indicator.name for each in made.definitions]
    assert [name for name in names if f">{name}</a>" not in whole] == []
    assert "og 3 flere" not in whole
    for nonsense in ("i går", "0001-01-01", "9999-12-31T23:59"):
        assert client.get(reverse("dashboards:news"), {"siden": nonsense}).status_code == 200


def test_new_figures_and_changed_verdicts_are_told_as_they_are_now():
    made = published(areas=2, indicators=2)
    news(made, "figure")
    news(made, "verdict", statement="gap_change", area=made.areas[1])
    page = text_of(signed_in(reader()))
    assert ">Nye tal<" in page
    assert "Ændrede vurderinger" in page
    assert "Område 1</a>: " in page


def test_an_older_figure_than_the_newest_and_a_restricted_one_are_no_news():
    made = published(areas=1, indicators=1)
    news(made, "figure", slot="2024")
    assert ">Nye tal<" not in text_of(signed_in(reader()))
    news(made, "figure")
    indicator = made.definitions[0].indicator
    indicator.is_restricted = True
    indicator.save()
    assert ">Nye tal<" not in text_of(signed_in(reader("anden@test.dk")))
    seat = reader("tredje@test.dk", sees_restricted=True)
    assert ">Nye tal<" in text_of(signed_in(seat))


def computed():
    """Figures of two areas that were published, and then those of a year more."""
    made = panels.site({
        "a": {"2021": (40, 400), "2022": (44, 400), "2023": (80, 400)},
        "b": {"2021": (50, 250), "2022": (49, 250), "2023": (50, 250)},
        "kommune": {"2021": (1000, 10000), "2022": (990, 10000), "2023": (985, 10000)},
    })  # fmt: skip
    recompute.drain()
    for area, counts in (("a", (30, 400)), ("b", (51, 250)), ("kommune", (960, 10000))):
        panels.correct(made, area, "2024", counts)
    recompute.drain()
    return made


def test_a_new_figure_stands_beside_the_one_before_it_with_what_both_rest_on():
    computed()
    page = text_of(signed_in(people.seated_user("board")))
    assert (
        "Nyt tal for 2024, i parentes det for 2023: Område a 7,5 (20,0), Område b 20,4 (20,0) pct. "
        "Vurderingen er ændret: Område a. Vurderingen er uændret: Område b."
    ) in page
    assert (
        "Prøveregister, 2024, offentliggjort 1.3.2025, n = 400 (Område a), 250 (Område b); "
        "2023: n = 400 (Område a), 250 (Område b)"
    ) in page


def test_a_figure_that_was_hidden_since_is_not_told_as_the_one_before():
    made = computed()
    panels.correct(made, "a", "2023", (3, 400))
    recompute.drain()
    page = text_of(signed_in(people.seated_user("board")))
    assert "Område a 7,5 (11,0)" in page
    assert "Område a 7,5 (20,0)" not in page


def test_restricted_figures_then_and_now_are_told_to_those_with_the_right_alone():
    made = computed()
    Indicator.objects.filter(pk=made.definition.indicator_id).update(is_restricted=True)
    assert "Område a 7,5" not in text_of(signed_in(people.seated_user("board")))
    trusted = people.seated_user("board", sees_restricted=True)
    assert "Område a 7,5 (20,0)" in text_of(signed_in(trusted))
    assert RestrictedReading.objects.filter(user=trusted).exists()


MOVING = "/hvad-flytter-sig/"


def clearly_moved() -> None:
    """What was published is sure enough to be wondered at."""
    Result.objects.filter(statement="change").update(certainty="clear_signs")


def test_a_figure_that_moves_is_a_riddle_until_somebody_says_what_lies_behind():
    made = published(areas=2, indicators=1)
    clearly_moved()
    client, indicator = signed_in(reader()), made.definitions[0].indicator
    riddle = "Område 0</h3>", "Område 1</h3>"
    assert all(place in text_of(client, MOVING) for place in riddle)
    StoryNote.objects.create(indicator=indicator, area=made.areas[0], text="Nye lygter")
    page = text_of(client, MOVING)
    assert riddle[0] not in page
    assert riddle[1] in page
    EventMarker.objects.create(
        kind="other", title="Ny skole", happened_on=dt.date(2022, 1, 1), area=made.areas[1]
    )
    assert riddle[1] not in text_of(client, MOVING)


def test_what_happened_everywhere_or_after_the_figures_explains_nothing():
    made = published(areas=1, indicators=1)
    clearly_moved()
    client = signed_in(reader())
    EventMarker.objects.create(kind="other", title="Overalt", happened_on=dt.date(2022, 1, 1))
    EventMarker.objects.create(
        kind="other", title="Senere", happened_on=dt.date(2026, 6, 1), area=made.areas[0]
    )
    assert "Område 0</h3>" in text_of(client, MOVING)


def test_interventions_without_expectations_and_without_signs_are_named_not_ranked(member):
    programme.running("Uden forventning")
    past = programme.running("Endnu intet at se")
    reviews.expected(past)
    early = programme.running("For tidligt")
    reviews.expected(
        early, earliest_on=timezone.localdate() + SOON, latest_on=timezone.localdate() + 2 * SOON
    )
    page = text_of(member, MOVING)
    unseen = page[page.index('id="uset"') :]
    without = page[page.index('id="uden"') : page.index('id="gaader"')]
    assert "Uden forventning" in without
    assert "For tidligt" not in unseen
    overview = text_of(member)
    assert "Hvad flytter sig?" in overview
    assert "1 indsats uden forventet effekt" in overview


def test_a_supplier_sees_neither_interventions_nor_what_moves():
    programme.running("Uden forventning")
    client = signed_in(people.seated_user("supplier"))
    assert "Hvad flytter sig?" not in text_of(client)
    assert client.get(MOVING).status_code == 403


def cost(client) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/").status_code == 200
    return sum(each["sql"].startswith(("SELECT", "WITH")) for each in queries.captured_queries)


def test_it_costs_the_same_however_much_there_is_to_decide_and_to_wonder_about(member, board):
    def more(times: int) -> None:
        for _number in range(times):
            found = reviews.intervention(board)
            review = reviews.review(found)
            meetings.item(ahead(board), kind="review", origin=review.origin)
            programme.running(f"Uden {review.pk}")
            decisions.decision(board)
            decisions.procedure(board)

    member.get("/")
    more(1)
    one = cost(member)
    more(4)
    assert cost(member) == one <= 60
