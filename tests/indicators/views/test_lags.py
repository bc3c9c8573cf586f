"""A figure says when it comes, and that it is out of date once its successor should be there."""

from __future__ import annotations

import pytest
import time_machine
from django.test import Client

from indicators.models import DataSet, Definition, Result
from indicators.services.entry_due import stale_for
from partnership.models import Organisation
from partnership.services.standing import standing_of
from tests.factories import people
from tests.factories.results import Published, published, reader

pytestmark = pytest.mark.django_db
PATHS = ("/omraader/omraade-0/", "/indikatorer/indikator-0/")


def newest(site: Published) -> int:
    slots = Result.objects.filter(definition=site.definitions[0], is_latest=True)
    return int(max(slots.values_list("slot", flat=True)))


def text(path: str) -> str:
    client = Client()
    client.force_login(reader())
    return " ".join(client.get(path).content.decode().split())


@pytest.mark.parametrize("path", PATHS)
def test_the_marker_comes_the_month_after_the_figure_should_have(path: str) -> None:
    site = published(areas=1, indicators=1)
    Definition.objects.update(release_lag_months=3)
    year = newest(site) + 1
    with time_machine.travel(f"{year + 1}-03-31 12:00+02:00", tick=False):
        in_time = text(path)
    assert "Forældet" not in in_time


@pytest.mark.parametrize("path", PATHS)
def test_out_of_date(path: str) -> None:
    site = published(areas=1, indicators=1)
    Definition.objects.update(release_lag_months=3)
    year = newest(site) + 1
    with time_machine.travel(f"{year + 1}-04-01 12:00+02:00", tick=False):
        assert f"Forældet: ventet marts {year + 1}" in text(path)


def test_the_definition_says_how_long_after_the_period_it_comes() -> None:
    published(areas=1, indicators=1)
    Definition.objects.update(release_lag_months=1)
    assert "1 måned efter perioden" in text("/indikatorer/indikator-0/")


def test_those_who_enter_are_told_of_their_own() -> None:
    site = published(areas=1, indicators=2)
    Definition.objects.update(release_lag_months=3)
    supplier = Organisation.objects.first()
    DataSet.objects.create(indicator=site.definitions[0].indicator, supplier=supplier)
    user = people.seated_user("supplier", email="leverandoer@test.dk", organisation=supplier)
    year = newest(site) + 1
    with time_machine.travel(f"{year + 1}-04-01 12:00+02:00", tick=False):
        (found,) = stale_for(standing_of(user))
    assert found.text == f"{year} ventet marts {year + 1}"
    with time_machine.travel(f"{year + 1}-03-01 12:00+02:00", tick=False):
        assert stale_for(standing_of(user)) == []
