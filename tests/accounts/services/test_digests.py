"""Mails of notices: one a person, as often as chosen, never twice, and tried again when they fail."""

from __future__ import annotations

import datetime as dt
import smtplib
from collections.abc import Iterator
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.utils.translation import gettext_lazy

from accounts.models import Notice, User
from accounts.services import digests, notices
from tests.factories import people

pytestmark = pytest.mark.django_db
COPENHAGEN = ZoneInfo("Europe/Copenhagen")
SEND = "accounts.services.digests.EmailMessage.send"


@pytest.fixture(autouse=True)
def no_pause() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=COPENHAGEN)


def user(email: str = "a@test.dk", frequency: str = "weekly", **fields: str) -> User:
    return people.user(email, notice_frequency=frequency, **fields)


def tell(*users: User, key: str = "1", when: str = "2027-03-02 09:00") -> None:
    with time_machine.travel(at(when), tick=False):
        notices.tell(
            users=users,
            kind="due",
            message=gettext_lazy("Fristen for %(what)s er %(on)s"),
            values={"what": "Forår", "on": dt.date(2027, 3, 14)},
            path="/indberetning/",
            key=key,
        )


def test_a_weekly_mail_waits_for_monday_and_holds_all() -> None:
    someone = user()
    tell(someone)
    tell(someone, key="2")
    assert digests.send_due(now=at("2027-03-08 06:55")) == 0
    assert digests.send_due(now=at("2027-03-08 07:00")) == 1
    (letter,) = mail.outbox
    assert letter.to == ["a@test.dk"]
    assert letter.body.count("14. marts 2027") == 2
    assert "http://localhost:8000/indberetning/" in letter.body
    assert digests.send_due(now=at("2027-03-08 07:05")) == 0
    assert digests.send_due(now=at("2027-03-15 07:00")) == 0


def test_each_person_is_mailed_as_often_as_chosen() -> None:
    tell(user("a@test.dk", "at_once"), user("b@test.dk", "daily"), user("c@test.dk"))
    for when, expected in (
        ("2027-03-02 09:05", ["a@test.dk"]),
        ("2027-03-03 07:00", ["b@test.dk"]),
        ("2027-03-08 07:00", ["c@test.dk"]),
    ):
        mail.outbox.clear()
        digests.send_due(now=at(when))
        assert [letter.to[0] for letter in mail.outbox] == expected


def test_a_call_to_a_meeting_does_not_wait_for_monday() -> None:
    reader = user()
    tell(reader)
    with time_machine.travel(at("2027-03-02 09:00"), tick=False):
        notices.tell(
            users=[reader], kind="meeting_called", message=gettext_lazy("Indkaldelse"), path="/",
            key="meeting_called:1",
        )  # fmt: skip
    assert digests.send_due(now=at("2027-03-02 09:05")) == 1
    assert "Indkaldelse" in mail.outbox[0].body
    assert "Fristen" not in mail.outbox[0].body


def test_the_mail_speaks_its_readers_language_and_says_how_often() -> None:
    tell(user("a@test.dk", "at_once", language="en"))
    digests.send_due(now=at("2027-03-02 09:05"))
    assert "14 March 2027" in mail.outbox[0].body
    assert "http://localhost:8000/indstillinger/" in mail.outbox[0].body


def test_what_was_read_on_the_site_is_not_mailed() -> None:
    someone = user(frequency="at_once")
    tell(someone)
    notices.mark_all_read(user=someone)
    assert digests.send_due(now=at("2027-03-02 09:05")) == 0


def test_a_closed_login_is_not_mailed() -> None:
    someone = user(frequency="at_once")
    tell(someone)
    User.objects.update(is_active=False)
    assert digests.send_due(now=at("2027-03-02 09:05")) == 0


def test_a_mail_server_that_is_away_is_tried_again() -> None:
    tell(user("a@test.dk", "at_once"), user("b@test.dk", "at_once"))
    with patch(SEND, side_effect=ConnectionRefusedError) as send:
        assert digests.send_due(now=at("2027-03-02 09:05")) == 0
    assert send.call_count == 1  # the others need not wait for the same answer
    assert Notice.objects.filter(mailed_at__isnull=True).count() == 2
    assert digests.send_due(now=at("2027-03-02 09:10")) == 2
    assert len(mail.outbox) == 2


def test_an_address_that_is_refused_holds_up_nobody_and_is_tried_again() -> None:
    tell(user("a@test.dk", "at_once"), user("b@test.dk", "at_once"))
    refusal = smtplib.SMTPRecipientsRefused({"a@test.dk": (550, b"no")})
    with patch(SEND, side_effect=[refusal, None]):
        assert digests.send_due(now=at("2027-03-02 09:05")) == 1
    assert digests.send_due(now=at("2027-03-02 09:10")) == 0  # not at once again
    cache.clear()
    assert digests.send_due(now=at("2027-03-02 09:40")) == 1


def test_a_very_long_list_says_how_many_more_there_are() -> None:
    someone = user(frequency="at_once")
    for number in range(digests.MOST_LINES + 2):
        tell(someone, key=str(number))
    digests.send_due(now=at("2027-03-02 09:05"))
    assert mail.outbox[0].body.count("14. marts 2027") == digests.MOST_LINES
    assert "2 beskeder til" in mail.outbox[0].body


def test_an_address_of_an_example_is_nobodys() -> None:
    tell(user("sekretariat@eksempel.example", "at_once"))
    assert digests.send_due(now=at("2027-03-02 09:05")) == 0
