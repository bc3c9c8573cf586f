"""What a reader sees when a page cannot be made."""

from __future__ import annotations

import pytest
from django.db import OperationalError
from django.test import Client

from tests.factories import people

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    made = Client(raise_request_exception=False)
    made.force_login(people.seated_user("board"))
    return made


def test_without_its_database_the_site_says_when_to_come_back(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indicators.services.results.catalogue", _away)
    answer = client.get("/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert "Databasen svarer ikke lige nu" in answer.content.decode()


def test_an_error_of_ours_tells_nothing_of_itself(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indicators.services.results.catalogue", _broken)
    answer = client.get("/")
    assert answer.status_code == 500
    assert "Noget gik galt hos os" in answer.content.decode()
    assert "hemmelig" not in answer.content.decode()


def _away(**_asked: object) -> None:
    raise OperationalError("the connection is closed")


def _broken(**_asked: object) -> None:
    raise RuntimeError("hemmelig tabel")
