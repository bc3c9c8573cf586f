"""Control charts on an indicator's page: what is out of the ordinary, in words and in the picture."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from indicators.models import Definition, EventMarker, Result
from tests.dashboards.views.test_areas import NOTHING
from tests.factories.results import Published, published, reader, result_row
from tests.indicators.views.test_indicators import ALONE, chart, open_page, store, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def site() -> Published:
    return published()


@pytest.fixture
def board(client: Client, site: Published) -> Client:
    client.force_login(reader())
    return client


def quarters(site: Published, verdict: str, **details: Any) -> None:
    """Twelve quarters of the first indicator in the first area, and the chart's own row."""
    Result.objects.filter(definition=site.definitions[0], statement="level").delete()
    definition, area = site.definitions[0], site.areas[0]
    Definition.objects.filter(pk=definition.pk).update(frequency="quarter")
    rows = []
    for at in range(12):
        year, quarter = 2023 + at // 4, at % 4 + 1
        one = result_row(definition, area, "level", year, 20.0 + at, is_latest=at == 11)
        one.slot, one.ends_on = f"{year}K{quarter}", dt.date(year, quarter * 3, 28)
        rows.append(one)
    chart_row = result_row(definition, area, "xmr", 2025, 25.0, is_latest=True, verdict=verdict)
    chart_row.slot, chart_row.details = "2025K4", details
    store(site, *rows, chart_row)


def test_quarters_have_a_control_chart_with_its_words(board: Client, site: Published) -> None:
    quarters(
        site, "better", cause="outside", assurance="hit_or_miss",
        causes={"2025K4": "outside_high"}, dropped=["2023K2"], begins="2024K1", reason="Ny vagtordning.",
    )  # fmt: skip
    page = open_page(board, ALONE)
    told = text_of(page)
    for words in (
        "særligt udsving til den bedre side: den ligger uden for grænserne.",
        "Måltallet ligger inden for de almindelige udsving.",
        "Enkelte meget store spring er holdt ude, da grænserne blev beregnet.",
        "Grænserne er fastsat fra 1. kvartal 2024 (Ny vagtordning).",
    ):
        assert words in told
    drawn = chart(page, "udsving-omraade-0-chart")
    named = [trace["name"] for trace in drawn["data"]]
    assert named == ["øvre grænse", "gennemsnit", "nedre grænse", "Område 0", "særligt udsving"]
    assert drawn["data"][-1]["x"] == ["2025-11-15"]
    assert drawn["data"][0]["x"][0] == "2024-02-15"


def test_events_bear_the_same_letters_on_the_control_charts_of_their_areas(
    board: Client, site: Published
) -> None:
    quarters(site, "common")
    for day, area in ((3, site.areas[1]), (4, site.areas[0]), (5, None)):
        EventMarker.objects.create(
            kind="other", title=f"Hændelse {day}", happened_on=dt.date(2024, day, 1), area=area
        )
    page = open_page(board)
    events = next(
        trace for trace in chart(page, "udsving-omraade-0-chart")["data"]
        if trace["name"] == "Hændelser"
    )  # fmt: skip
    assert events["text"] == ["B", "C"], "A is of another area"
    assert "Bogstaverne på tidsaksen er hændelser" in text_of(page)


def test_too_few_quarters_are_said_so(board: Client, site: Published) -> None:
    short = result_row(site.definitions[0], site.areas[0], "xmr", 2025, 0.0, is_latest=True)
    for name, value in {"state": "not_computed", "reason": "too_few", **NOTHING}.items():
        setattr(short, name, value)
    store(site, short)
    page = text_of(open_page(board))
    assert "hvad der er almindelige udsving: for få målinger." in page
