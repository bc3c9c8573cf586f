"""Pages cost a fixed number of queries, whatever the number of areas and indicators."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Visit
from tests.factories.results import published, reader

BUDGET = 8  # questions asked; beginning and ending the snapshot asks nothing
# The overview also says what its reader's bodies must decide, what is new to them and what moves;
# that is drawn once for each edition of the site, and handed out ready-made after that.
OWN_PART = 24
PAGES = [
    "/",
    "/omraader/",
    "/omraader/omraade-0/",
    "/omraader/kommunen/",
    "/sammenligning/",
    "/sammenligning/?sammenlign=kommunen&forside=1",
    "/sammenligning/tabel.csv",
    "/sammenligning/tabel.xlsx",
    "/sammenligning/kurver/",
    "/sammenligning/kurver/?indikator=indikator-0",
    "/sammenligning/afstand/indikator-0/",
    "/indikatorer/",
    "/indikatorer/indikator-0/",
]


def visitor() -> Client:
    """A board member whose session and visit have begun: the first request notes when it was seen."""
    client, user = Client(), reader()
    Visit.objects.create(user=user)
    client.force_login(user)
    client.get("/omraader/")
    return client


def cost(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return sum(query["sql"].startswith(("SELECT", "WITH")) for query in queries.captured_queries)


def allowed(path: str) -> int:
    return BUDGET + OWN_PART if path == "/" else BUDGET


def costs(areas: int, indicators: int) -> dict[str, int]:
    with transaction.atomic():
        published(areas=areas, indicators=indicators)
        client = visitor()
        asked = {path: cost(client, path) for path in PAGES}
        transaction.set_rollback(True)
    return asked


@pytest.mark.django_db
def test_many_areas_and_indicators_cost_what_one_costs() -> None:
    one, many = costs(1, 1), costs(6, 24)
    assert many == one
    assert {path: number for path, number in many.items() if number > allowed(path)} == {}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "path", ["/", "/omraader/omraade-0/", "/sammenligning/", "/indikatorer/indikator-0/"]
)
def test_a_dashboard_stays_in_budget_with_its_snapshot(path: str) -> None:
    published(areas=3, indicators=10)
    client = visitor()
    assert cost(client, path) <= allowed(path)
    # The second reader is handed the page as it stands; what another database of the same server
    # writes meanwhile costs one look more, so the least of a few counts.
    assert min(cost(client, path) for _reader in range(5)) <= BUDGET / 2


@pytest.mark.django_db
def test_an_open_page_asks_little_while_nothing_is_new() -> None:
    published(areas=3, indicators=10)
    client = visitor()
    known = client.get("/omraader/omraade-0/").context["version"]
    assert cost_of_nothing(client, f"/omraader/omraade-0/aktuelt/?kendt={known}") <= 4


def cost_of_nothing(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 204
    return len(queries)
