"""What the clock promises: what always fails stops nothing else, and is told until it succeeds."""

from __future__ import annotations

import datetime as dt
import logging
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from accounts.models import Notice
from accounts.services import digests
from effects import tasks as effects_tasks
from effects.models import Review
from effects.services import markers, review_agendas
from indicators import tasks as indicators_tasks
from indicators.services import wheel
from partnership import tasks
from partnership.models import AgendaItem, ClockStep, FollowUp
from partnership.services import bodies, clock_steps, follow_up_agendas
from partnership.services.clock_steps import NotAllDone, Step, take
from reports import tasks as reports_tasks
from reports.services import corrections, departure_notices
from tests.factories import decisions, meetings, people, reviews

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def broken(*_given: object, **_named: object) -> None:
    raise ArithmeticError("no answer\nfigure 3 of 7")


def late_task() -> FollowUp:
    """A task whose deadline has passed, of a body with a meeting ahead."""
    body = people.body("coordination")
    meetings.meeting(body, state="planned", starts_at=timezone.now() + 20 * DAY)
    return decisions.follow_up(body, due_on=timezone.localdate() - DAY)


def is_placed(found: FollowUp) -> bool:
    return AgendaItem.objects.filter(origin=follow_up_agendas.origin_of(found)).exists()


def page_of(role: str, client: Client) -> str:
    client.force_login(people.seated_user(role))
    return client.get(reverse("indicators:run-list")).content.decode()


def test_a_step_that_always_fails_stops_none_after_it_and_is_told_until_it_succeeds(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    late = late_task()
    with monkeypatch.context() as patched:
        patched.setattr(bodies, "close_ended", broken)
        for _again in range(2):
            with pytest.raises(NotAllDone, match=r"broken: ArithmeticError: no answer$"):
                tasks.remind()
    assert is_placed(late)
    (line, _second) = (each for each in caplog.records if each.levelno == logging.ERROR)
    assert "broken" in line.getMessage() and line.exc_info
    page = page_of("administrator", client)
    assert "Noget af det, systemet gør af sig selv, lykkes ikke" in page
    assert "Organer, der er slut, gøres op" in page and "mislykket 2 gange siden" in page
    assert "ArithmeticError: no answer" in page and "figure 3" not in page
    # The next time all goes well. The test's own function bears another name than the right one.
    take(Step("Organer, der er slut, gøres op", broken_no_more))
    assert "lykkes ikke" not in page_of("administrator", client)


def busy() -> None:
    raise OperationalError("deadlock detected")


def broken_no_more() -> None:
    """The step of the same name, mended."""


broken_no_more.__qualname__ = broken.__qualname__


@pytest.mark.parametrize(
    ("task", "module", "name"),
    [
        (effects_tasks.settle, markers, "settle"),
        (tasks.remind, bodies, "close_ended"),
        (tasks.mail_notices, digests, "send_due"),
        (reports_tasks.tell_corrections, corrections, "settle"),
        (indicators_tasks.turn_wheel, wheel, "open_due"),
    ],
)
def test_the_worker_and_the_page_hear_of_every_task_with_steps(
    task: Any, module: Any, name: str, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, name, broken)
    with pytest.raises(NotAllDone):
        task()
    (step,) = clock_steps.failing(timezone.now())
    with translation.override("da"):
        assert step.words in page_of("secretariat", client)


def test_readers_of_briefs_are_told_of_matters_that_left_though_corrections_fail(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[bool] = []
    monkeypatch.setattr(corrections, "settle", broken)
    monkeypatch.setattr(departure_notices, "settle", lambda: told.append(True))
    with pytest.raises(NotAllDone):
        reports_tasks.tell_corrections()
    assert told


def test_a_database_that_was_busy_is_raised_as_such_so_that_it_is_tried_again() -> None:
    with pytest.raises(OperationalError):
        take(Step("Én", broken), Step("To", busy))
    assert ClockStep.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_step_that_lost_its_connection_leaves_the_next_a_new_one() -> None:
    def lost() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    with pytest.raises(OperationalError):
        take(Step("Én", lost), Step("To", late_task))
    assert FollowUp.objects.count() == 1 and ClockStep.objects.get().words == "Én"


def test_a_step_that_is_no_longer_taken_is_not_told_for_ever() -> None:
    with pytest.raises(NotAllDone):
        take(Step("Én", broken))
    assert not clock_steps.failing(timezone.now() + 2 * DAY)


def test_one_review_that_cannot_be_placed_holds_no_other_off_its_agenda(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    body = people.body("board")
    meetings.meeting(body, state="planned", starts_at=timezone.now() + 20 * DAY)
    bad, good = (
        reviews.review(reviews.intervention(body)),
        reviews.review(reviews.intervention(body)),
    )
    settle = review_agendas.settle

    def half_broken(review: Review, *, today: dt.date) -> None:
        if review.pk == bad.pk:
            broken()
        settle(review, today=today)

    monkeypatch.setattr(review_agendas, "settle", half_broken)
    with pytest.raises(NotAllDone):
        effects_tasks.settle()
    assert reviews.places(good) and not reviews.places(bad)


def test_a_mail_that_cannot_be_written_stops_no_other_and_is_not_lost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cache.clear()
    first, second = (
        people.user(f"{name}@test.dk", notice_frequency="at_once") for name in ("a", "b")
    )
    for user in (first, second):
        Notice.objects.create(user=user, kind="due", text="Zq", text_en="Zq", path="/", key="1")

    def attach(user: Any, _notices: object) -> tuple[()]:
        if user == first:
            broken()
        return ()

    with pytest.raises(ArithmeticError):
        digests.send_due(attach=attach)
    assert [letter.to for letter in mail.outbox] == [["b@test.dk"]]
    assert Notice.objects.get(user=first).mailed_at is None
    cache.clear()
