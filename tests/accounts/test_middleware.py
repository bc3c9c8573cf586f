import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from accounts.models import User

START = dt.datetime(2027, 3, 1, 8, 0, tzinfo=dt.UTC)
OWN_PAGE = "/adgangskode/skift/"


@pytest.fixture
def user(db):
    return User.objects.create_user("sekretariat@eksempel.dk", "et langt kodeord")


def later(clock, **distance):
    clock.shift(dt.timedelta(**distance))


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/log-ind/", "/findes-ikke/", "/adgangskode/skift/"])
def test_every_answer_says_what_the_browser_may_do(client, path):
    headers = client.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'; script-src 'self'; style-src 'self';" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert "camera=()" in headers["Permissions-Policy"]
    assert "no-store" in headers["Cache-Control"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_half_an_hour_without_use_ends_the_session(client, user):
    with time_machine.travel(START, tick=False) as clock:
        client.force_login(user)
        assert client.get(OWN_PAGE).status_code == 200
        later(clock, minutes=29)
        assert client.get(OWN_PAGE).status_code == 200
        later(clock, minutes=29)
        assert client.get(OWN_PAGE).status_code == 200
        later(clock, minutes=31)
        assert client.get(OWN_PAGE).url == f"{reverse('account_login')}?next={OWN_PAGE}"


def test_a_page_that_fetches_by_itself_does_not_count_as_use(client, user):
    with time_machine.travel(START, tick=False) as clock:
        client.force_login(user)
        client.get(OWN_PAGE)
        for _ in range(3):
            later(clock, minutes=10)
            assert client.get(OWN_PAGE, headers={"X-Background": "1"}).status_code == 200
        later(clock, minutes=1)
        assert client.get(OWN_PAGE, headers={"X-Background": "1"}).status_code == 302


def test_twelve_hours_end_the_session_however_much_it_is_used(client, user):
    with time_machine.travel(START, tick=False) as clock:
        client.force_login(user)
        for _ in range(36):
            assert client.get(OWN_PAGE).status_code == 200
            later(clock, minutes=20)
        later(clock, minutes=1)
        assert client.get(OWN_PAGE).status_code == 302


def test_the_language_is_the_persons_own_choice_and_never_the_browsers(client, user):
    english = {"Accept-Language": "en-GB"}
    assert client.get("/log-ind/", headers=english).headers["Content-Language"] == "da"
    user.language = "en"
    user.save()
    client.force_login(user)
    answer = client.get(OWN_PAGE, headers={"Accept-Language": "da"})
    assert answer.headers["Content-Language"] == "en"
