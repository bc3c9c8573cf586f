"""The area dashboard: what a board member reads, at a fixed price in queries."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.factories.results import Published, published, reader

pytestmark = pytest.mark.django_db


def open_page(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def site() -> Published:
    return published()


@pytest.fixture
def board(client: Client, site: Published) -> Client:
    client.force_login(reader())
    return client


def test_the_headline_stands_in_words_with_passport(board: Client, site: Published) -> None:
    page = open_page(board, "/omraader/omraade-0/")
    assert "Andelen var 6,0 procentpoint lavere end i resten af kommunen i 2025." in page
    assert "afstanden er blevet mindre siden 2019 (fra 13,3)" in page
    for passport in ("Lokal tryghedsmåling", "offentliggjort 12.9.2025", "n = 412 svar"):
        assert passport in page


def test_facts_name_homes_and_owners(board: Client) -> None:
    page = open_page(board, "/omraader/omraade-0/")
    assert "1.124 boliger" in page
    assert "ejes af Boligforeningen" in page
