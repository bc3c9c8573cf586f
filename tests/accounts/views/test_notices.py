"""The page of a person's own notices, and their number in every page's head."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils.translation import gettext_lazy

from accounts.models import Notice, User
from accounts.services import notices
from tests.factories import people
from tests.factories.results import published

pytestmark = pytest.mark.django_db


def reader(email: str = "bestyrelse@test.dk") -> User:
    return people.seated_user("board", email=email)


def tell(user: User, key: str, path: str = "/omraader/") -> Notice:
    notices.tell(
        users=[user], kind="due", message=gettext_lazy("Besked %(key)s"),
        values={"key": key}, path=path, key=key,
    )  # fmt: skip
    return Notice.objects.get(user=user, key=key)


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_only_the_own_ones_stand_there_unread_first() -> None:
    user, other = reader(), reader("anden@test.dk")
    first, _second = tell(user, "et"), tell(user, "to")
    tell(other, "fremmed")
    notices.mark_read(user=user, notice_id=first.pk)
    third = tell(user, "tre")
    text = client_of(user).get("/beskeder/").content.decode()
    assert "fremmed" not in text
    places = [text.index(f"Besked {key}\n") for key in ("tre", "to", "et")]
    assert places == sorted(places)
    assert third.read_at is None


def test_opening_one_marks_it_read_and_goes_there() -> None:
    user = reader()
    notice = tell(user, "et")
    answer = client_of(user).post(f"/beskeder/{notice.pk}/")
    assert answer.headers["Location"] == "/omraader/"
    assert not Notice.objects.unread().exists()


def test_one_is_marked_read_without_leaving_the_page() -> None:
    user = reader()
    notice = tell(user, "et")
    answer = client_of(user).post(f"/beskeder/{notice.pk}/", {"stay": "1"})
    assert answer.headers["Location"] == "/beskeder/"


def test_another_persons_notice_does_not_exist() -> None:
    notice = tell(reader("anden@test.dk"), "et")
    assert client_of(reader()).post(f"/beskeder/{notice.pk}/").status_code == 404
    assert Notice.objects.unread().exists()


def test_a_path_that_leads_off_the_site_is_not_followed() -> None:
    user = reader()
    notice = tell(user, "et", path="//elsewhere.example/")
    answer = client_of(user).post(f"/beskeder/{notice.pk}/")
    assert answer.headers["Location"] == "/beskeder/"


def test_all_are_marked_read() -> None:
    user = reader()
    tell(user, "et")
    tell(user, "to")
    answer = client_of(user).post("/beskeder/laest/", follow=True)
    assert "Du har læst alle dine beskeder." in answer.content.decode()


def test_the_number_in_the_head_is_the_readers_own_on_a_kept_page_too() -> None:
    published(areas=1, indicators=1)
    user, other = reader(), reader("anden@test.dk")
    tell(user, "et")
    for _time in range(2):
        assert 'notices-link__count">1' in client_of(user).get("/").content.decode()
        assert "notices-link__count" not in client_of(other).get("/").content.decode()
    notices.mark_all_read(user=user)
    assert "notices-link__count" not in client_of(user).get("/").content.decode()


def test_a_person_chooses_how_often_to_be_mailed() -> None:
    user = reader()
    client = client_of(user)
    client.post("/indstillinger/beskeder/", {"frequency": "daily"})
    user.refresh_from_db()
    assert user.notice_frequency == "daily"
    assert client.post("/indstillinger/beskeder/", {"frequency": "x"}).status_code == 200
    user.refresh_from_db()
    assert user.notice_frequency == "daily"
