"""Pages about one's own login: the link of an invitation, language, settings."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Invitation, User
from accounts.services import invitations
from tests.factories import people as make

PASSWORD = "kornmarken ved åen"


@pytest.fixture
def link(db):
    sender = make.seated_user("administrator", email="afsender@test.dk")
    user = make.user("ny@test.dk", password=None)
    return f"/invitation/{invitations.issue(user=user, issued_by=sender)}/"


def test_looking_at_the_link_uses_nothing_up(client, link):
    for _ in range(3):
        assert client.get(link).status_code == 200
        assert client.head(link).status_code == 200


@pytest.mark.parametrize(
    ("password", "repeated", "words"),
    [
        ("abc-xyz", "abc-xyz", "12"),
        (PASSWORD, "noget helt andet", "ikke ens"),
        ("", "", "Udfyld “"),
    ],
)
def test_a_password_that_will_not_do_is_explained_and_the_link_lives(
    client, link, password, repeated, words
):
    answer = client.post(link, {"password": password, "repeated": repeated})
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert password == "" or password not in answer.content.decode()
    assert Invitation.objects.open().count() == 1


def test_a_link_that_is_too_old_says_so_and_whom_to_ask(client, link):
    now = timezone.now()
    Invitation.objects.update(issued_at=now - dt.timedelta(days=8), expires_at=now)
    for answer in (client.get(link), client.post(link, {"password": PASSWORD})):
        assert answer.status_code == 410
        assert "Linket er udløbet" in answer.content.decode()
        assert "afsender@test.dk" in answer.content.decode()


def test_a_link_taken_back_and_one_never_sent_say_so(client, link, settings):
    Invitation.objects.update(revoked_at=timezone.now())
    assert "gælder ikke længere" in client.get(link).content.decode()
    unknown = client.get("/invitation/gaettet/")
    assert unknown.status_code == 410
    assert "Linket findes ikke" in unknown.content.decode()
    assert "sekretariat" in unknown.content.decode()
    assert "afsender@test.dk" not in unknown.content.decode()
    settings.SUPPORT_EMAIL = "hjaelp@test.dk"
    assert "hjaelp@test.dk" in client.get("/invitation/gaettet/").content.decode()


def test_whoever_sat_at_the_screen_before_is_signed_out_by_the_new_user(client, link):
    client.force_login(make.seated_user("administrator"))
    client.post(link, {"password": PASSWORD, "repeated": PASSWORD})
    assert client.get("/administration/").status_code == 403


def test_the_language_is_chosen_and_stays_where_one_was(db):
    user, client = make.seated_user("board"), Client()
    client.force_login(user)
    answer = client.post("/indstillinger/sprog/", {"language": "en", "next": "/omraader/"})
    assert answer["Location"] == "/omraader/"
    user.refresh_from_db()
    assert user.language == "en"
    assert 'lang="en"' in client.get("/indstillinger/").content.decode()


@pytest.mark.parametrize("elsewhere", ["https://ond.example/", "//ond.example", "javascript:1", ""])
def test_the_choice_of_language_leads_nowhere_else(db, elsewhere):
    client = Client()
    client.force_login(make.seated_user("board"))
    answer = client.post("/indstillinger/sprog/", {"language": "en", "next": elsewhere})
    assert answer["Location"] == "/indstillinger/"


def test_a_language_we_do_not_speak_is_refused(db):
    client = Client()
    client.force_login(make.seated_user("board"))
    assert client.post("/indstillinger/sprog/", {"language": "xx"}).status_code == 200
    assert User.objects.get().language == "da"
