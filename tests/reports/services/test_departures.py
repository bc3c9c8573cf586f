"""What a brief lists and its meeting treats no more: said on its page, and told once."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from accounts.models import Notice
from dashboards.services import overview_news
from effects.models import Review
from effects.services import review_notices, review_schedules, reviews
from effects.services.reviews import Closing
from partnership.models import Intervention
from partnership.services import agenda_items, meetings
from partnership.services.standing import standing_of
from reports.services import departure_notices, editions
from reports.tasks import tell_corrections
from tests.factories import briefs, people
from tests.factories import meetings as made
from tests.factories import reviews as make

pytestmark = pytest.mark.django_db


class Board:
    """A body whose review stands on the agenda of a meeting that was called, the brief sent out."""

    def __init__(self, **meeting: Any) -> None:
        self.body = people.body("coordination", name="Prøvegruppen", slug="proevegruppen")
        self.secretary = people.seated_user("secretariat")
        self.member = people.seated_user("group", body=self.body)
        self.meeting = briefs.ahead(self.body, title="Møde i maj", **meeting)
        if self.meeting.called_at:
            for user in (self.member, self.secretary):
                made.attendance(self.meeting, user.person, "invited")
        self.intervention = make.intervention(self.body)
        review_schedules.open_due()
        review_schedules.place_due()
        self.review = Review.objects.get()
        self.item = make.places(self.review)[0]
        self.edition = briefs.issued(self.meeting)

    @property
    def by(self) -> Any:
        return standing_of(self.secretary)

    def close(self) -> None:
        closing = Closing(
            "as_expected", "continue", "Ja", settled_outside=True,
            settled_on=timezone.localdate(),
        )  # fmt: skip
        reviews.close(by=self.by, review_id=self.review.pk, closing=closing)

    def departures(self) -> list[tuple[str, str, str]]:
        page = editions.page_of(self.edition, standing_of(self.member))
        return [(each.title, each.words, each.url) for each in page.departures]

    def told(self, user: Any = None) -> list[str]:
        rows = Notice.objects.filter(user=user or self.member, kind="agenda_left")
        return [each.text for each in rows]


def day(moment: dt.datetime | dt.date) -> str:
    return date_format(moment, "j. F Y")


def test_what_was_closed_outside_the_meeting_is_said_with_what_came_of_it() -> None:
    board = Board()
    assert board.departures() == []
    before = board.edition.frozen.canonical
    board.close()
    today = day(timezone.localdate())
    assert board.departures() == [
        (
            board.item.title,
            f"Afgjort uden for mødet den {today}. Vurdering: som forventet. Beslutning: fortsætter.",
            reverse("effects:review-detail", args=[board.review.pk]),
        )
    ]
    board.edition.frozen.refresh_from_db()
    assert board.edition.frozen.canonical == before


def test_those_called_are_told_once_and_not_whoever_did_it() -> None:
    board = Board()
    board.close()
    meeting_day = day(timezone.localdate(board.meeting.starts_at))
    (told,) = board.told()
    assert told == (
        f"Prøvegruppen: “{board.item.title}” skal ikke behandles på mødet den {meeting_day}. Det er "
        "afgjort uden for mødet."
    )
    assert board.told(board.secretary) == []
    tell_corrections()
    tell_corrections()
    assert len(board.told()) == 1
    assert board.told(board.secretary) == []


def test_who_only_has_the_brief_is_told_by_the_clock_and_led_to_its_page() -> None:
    board = Board()
    reader = people.seated_user("group", body=board.body)
    editions.note_reader(board.edition, reader)
    board.close()
    assert board.told(reader) == []
    departure_notices.settle()
    departure_notices.settle()
    notice = Notice.objects.get(user=reader, kind="agenda_left")
    assert notice.path == f"{editions.address_of(board.edition)}#siden"


def test_an_item_taken_off_by_hand_says_where_its_matter_is_now() -> None:
    board = Board()
    agenda_items.withdraw(by=board.by, item_id=board.item.pk)
    (told,) = board.told()
    assert told.endswith("Punktet er taget af dagsordenen.")
    review_schedules.place_due()
    ((_title, words, _url),) = board.departures()
    assert words == "Venter på, at Prøvegruppen planlægger et møde."
    later = made.meeting(
        board.body, state="planned", starts_at=board.meeting.starts_at + dt.timedelta(days=30)
    )
    review_schedules.place_due()
    ((_title, words, url),) = board.departures()
    assert words == (
        f"Står nu på dagsordenen den {day(timezone.localdate(later.starts_at))} (Prøvegruppen)."
    )
    assert url == f"/partnerskab/moeder/{later.pk}/#punkt-{make.places(board.review)[0].pk}"


def test_of_a_body_the_reader_is_not_in_neither_day_nor_name_is_said() -> None:
    board = Board()
    closed = people.body("board", name="Lukket udvalg", slug="lukket-udvalg")
    later = made.meeting(
        closed, state="planned", starts_at=board.meeting.starts_at + dt.timedelta(days=30)
    )
    Intervention.objects.filter(pk=board.intervention.pk).update(body=closed)
    review_schedules.place_due()
    # Taken over by the other body's meeting, as it will be treated there.
    assert make.places(board.review)[-1].meeting_id == later.pk
    assert board.departures() == [(board.item.title, "Er flyttet til et andet organ.", "")]
    client = Client()
    client.force_login(board.member)
    page = client.get(editions.address_of(board.edition)).content.decode()
    assert "Er flyttet til et andet organ." in page
    assert "Lukket udvalg" not in page
    assert day(timezone.localdate(later.starts_at)) not in page
    page_of = editions.page_of(board.edition, standing_of(board.secretary))
    assert [each.words for each in page_of.departures] == [
        f"Står nu på dagsordenen den {day(timezone.localdate(later.starts_at))} (Lukket udvalg)."
    ]


def test_what_waits_for_a_body_the_reader_is_not_in_does_not_name_it() -> None:
    board = Board()
    closed = people.body("board", name="Lukket udvalg", slug="lukket-udvalg")
    Intervention.objects.filter(pk=board.intervention.pk).update(body=closed)
    review_schedules.place_due()
    assert board.departures() == [(board.item.title, "Er flyttet til et andet organ.", "")]


def test_what_such_a_body_settled_is_told_without_the_day_of_its_meeting() -> None:
    board = Board()
    closed = people.body("board", name="Lukket udvalg", slug="lukket-udvalg")
    later = made.meeting(
        closed, state="planned", starts_at=board.meeting.starts_at + dt.timedelta(days=30)
    )
    Intervention.objects.filter(pk=board.intervention.pk).update(body=closed)
    review_schedules.place_due()
    (item,) = make.places(board.review)
    began = timezone.now() - dt.timedelta(hours=1)
    type(later).objects.filter(pk=later.pk).update(starts_at=began)
    closing = Closing("as_expected", "continue", "Ja", item=item)
    reviews.close(by=board.by, review_id=board.review.pk, closing=closing)
    assert board.departures() == [(board.item.title, "Afgjort på et andet møde.", "")]


def test_a_meeting_called_off_says_so_first_and_tells_the_readers_once() -> None:
    board = Board()
    reader = people.seated_user("group", body=board.body)
    editions.note_reader(board.edition, reader)
    meetings.cancel(by=board.by, meeting_id=board.meeting.pk, reason="Formanden er syg.")
    departure_notices.settle()
    departure_notices.settle()
    board.edition.refresh_from_db()
    page = editions.page_of(
        editions.seen(standing_of(board.member)).get(pk=board.edition.pk), standing_of(board.member)
    )
    assert page.meeting_words == "Mødet er aflyst: Formanden er syg."
    assert [each.words for each in page.departures] == [
        "Venter på, at Prøvegruppen planlægger et møde."
    ]
    for user in (reader, board.member):
        assert Notice.objects.filter(user=user, kind="meeting_cancelled").count() == 1
        assert board.told(user) == []
    news = overview_news.news_since(standing_of(board.member), since=None)
    assert "brief_issued" not in {each.kind for each in news.briefs.rows}


def test_what_was_treated_at_the_meeting_has_not_left_it() -> None:
    board = Board()
    type(board.item).objects.filter(pk=board.item.pk).update(outcome="treated")
    assert board.departures() == []


def test_the_front_page_shows_that_it_left_beside_the_call_to_read() -> None:
    board = Board()
    board.close()
    news = overview_news.news_since(standing_of(board.member), since=None)
    assert [each.kind for each in news.briefs.rows] == ["agenda_left", "brief_issued"]


def test_its_page_says_so_before_the_brief_itself_and_at_the_matter(client: Client) -> None:
    board = Board()
    board.close()
    client.force_login(board.member)
    page = client.get(editions.address_of(board.edition)).content.decode()
    first, rest = page.split('class="links"', 1)
    assert "Skal ikke besluttes på dette møde længere" in first
    assert reverse("effects:review-detail", args=[board.review.pk]) in first
    assert "skal ikke besluttes her længere" in rest


def test_nobody_is_sent_to_treat_what_is_closed() -> None:
    board = Board()
    review_notices.remind()
    waiting = Notice.objects.unread().filter(key__startswith=board.review.origin)
    assert "sat på dagsordenen" in waiting.get(user=board.secretary).text
    board.close()
    assert not waiting.exists()
    review_notices.remind()
    assert not waiting.exists()
