"""An indicator's own page: what a reader finds there, also where the figures are few or odd."""

from __future__ import annotations

import datetime as dt
import html
import json
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from areas.models import Area, AreaExtent
from indicators.models import (
    Category,
    CategorySet,
    Definition,
    EventMarker,
    Result,
    StoryNote,
)
from tests.dashboards.views.test_areas import NOTHING
from tests.factories.results import YEARS, Published, aim, published, reader, result_row

pytestmark = pytest.mark.django_db
PAGE = "/indikatorer/indikator-0/"
ALONE = f"{PAGE}?omraade=omraade-0"


@pytest.fixture
def site() -> Published:
    return published()


@pytest.fixture
def board(client: Client, site: Published) -> Client:
    client.force_login(reader())
    return client


def open_page(client: Client, path: str = PAGE) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def text_of(page: str) -> str:
    """The page as it is read: without marks and with single spaces."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def explanation_of(client: Client, statement: str) -> str:
    """What stands behind the first link on the page that explains this statement."""
    found = re.search(rf'href="(/[^"]*/{statement}/[^"]*)"', open_page(client))
    assert found is not None
    return text_of(open_page(client, html.unescape(found[1])))


def chart(page: str, key: str = "kurve-chart") -> dict[str, Any]:
    found = re.search(rf'<script id="{key}" type="application/json">(.*?)</script>', page)
    assert found is not None
    made: dict[str, Any] = json.loads(found[1])
    return made


def curves(page: str) -> list[str]:
    return [trace["name"] for trace in chart(page)["data"] if trace.get("name")]


def store(site: Published, *rows: Result) -> None:
    for each in rows:
        each.run, each.source = site.runs[each.definition_id], site.source
    Result.objects.bulk_create(rows)


def levels(site: Published) -> Any:
    return Result.objects.filter(
        definition=site.definitions[0], area=site.areas[0], statement="level"
    )


def test_one_area_stands_with_its_comparator_and_the_chosen_one_is_drawn(
    board: Client, site: Published
) -> None:
    region = Area.objects.create(kind="region", code="r", slug="regionen", name="Region Prøve")
    store(site, *(result_row(site.definitions[0], region, "level", year, 80.0) for year in YEARS))
    assert curves(open_page(board, ALONE)) == ["resten af kommunen", "Område 0"]
    page = open_page(board, f"{ALONE}&sammenlign=regionen")
    assert curves(page) == ["Region Prøve", "Område 0"]
    assert "omraade=omraade-0" in page.split("aktuelt/?")[1].split('"')[0]
    assert "sammenlign=regionen" in page.split("aktuelt/?")[1].split('"')[0]
    assert curves(open_page(board)) == [
        "Prøve Kommune uden boligområderne", "Område 0", "Område 1", "Område 2"
    ]  # fmt: skip


def test_a_comparator_without_figures_is_said_and_nothing_is_drawn_for_it(
    board: Client, site: Published
) -> None:
    Area.objects.create(kind="region", code="r", slug="regionen", name="Region Prøve")
    page = open_page(board, f"{ALONE}&sammenlign=regionen")
    assert "Der er ingen tal for Region Prøve at sammenligne med her." in page
    assert curves(page) == ["Område 0"]


def test_a_projection_is_named_an_illustration(board: Client, site: Published) -> None:
    drawn_on = result_row(
        site.definitions[0], site.areas[0], "projection", 2030, 90.0, is_latest=True
    )
    drawn_on.details = {"level": 75.7, "time": dt.date(2022, 12, 31).toordinal() / 365.25}
    store(site, drawn_on)
    page = open_page(board, ALONE)
    line = next(t for t in chart(page)["data"] if t.get("name", "").startswith("Illustration"))
    assert line["name"] == "Illustration, ikke en forudsigelse"
    assert line["x"] == ["2025-07-02", "2030-07-02"]
    assert line["y"][0] == pytest.approx(75.7 + (90.0 - 75.7) * 3 / 8, abs=0.01)
    assert "Den er en illustration, ikke en forudsigelse." in page
    assert "Illustration" not in open_page(board)


def test_events_stand_by_letter_on_the_axis_and_in_words_below(
    board: Client, site: Published
) -> None:
    first, other = site.areas[:2]
    about = {"indicator": site.definitions[0].indicator}
    EventMarker.objects.create(
        kind="effort", title="Fritidsjob", happened_on="2022-03-01", area=first, **about
    )
    EventMarker.objects.create(kind="decision", title="Ny helhedsplan", happened_on="2023-09-01")
    EventMarker.objects.create(
        kind="other", title="Et andet sted", happened_on="2023-01-01", area=other
    )
    EventMarker.objects.create(
        kind="other", title="Trukket", happened_on="2023-01-01", is_withdrawn=True
    )
    page = open_page(board, ALONE)
    marks = next(t for t in chart(page)["data"] if t.get("name") == "Hændelser")
    assert marks["text"] == ["A", "B"]
    assert marks["hovertext"] == ["A: Fritidsjob (1.3.2022)", "B: Ny helhedsplan (1.9.2023)"]
    assert "Ny helhedsplan" in text_of(page)
    assert "Et andet sted" not in page
    assert "Et andet sted" in open_page(board)
    assert "Trukket" not in page


def test_an_effort_whose_contribution_was_asked_for_leads_there(
    board: Client, site: Published
) -> None:
    area, definition = site.areas[0], site.definitions[0]
    event = EventMarker.objects.create(
        kind="effort", title="Fritidsjob", happened_on="2022-03-01", area=area,
        indicator=definition.indicator,
    )  # fmt: skip
    store(site, result_row(definition, area, "did", 2025, 2.0, is_latest=True, event=event))
    page = open_page(board, ALONE)
    assert "Udviklede området sig anderledes bagefter?" in page
    assert f"/bidrag/{event.pk}/" in page


def test_an_event_outside_the_time_shown_is_only_listed(board: Client, site: Published) -> None:
    EventMarker.objects.create(kind="decision", title="Længe før", happened_on="2001-03-01")
    page = open_page(board, ALONE)
    assert "Længe før" in text_of(page)
    assert "Hændelser" not in curves(page)
    assert "Bogstaverne på tidsaksen" not in page


def test_notes_are_dated_and_signed_with_the_role(board: Client, site: Published) -> None:
    StoryNote.objects.create(
        indicator=site.definitions[0].indicator, area=site.areas[0], slot="2023",
        text="Mange nye lejere.", written_on="2026-11-01", writer_role="Sekretariatsleder",
    )  # fmt: skip
    page = text_of(open_page(board))
    assert "1.11.2026 · Sekretariatsleder · om Område 0, 2023" in page
    assert "Mange nye lejere." in page
    other = open_page(board, f"{PAGE}?omraade=omraade-1")
    assert "Mange nye lejere." not in other
    assert "Ingen har skrevet noter eller hændelser" in other


def part(site: Published, name: str, **more: Any) -> Result:
    sex, _made = CategorySet.objects.get_or_create(code="koen", defaults={"name": "Køn"})
    category = Category.objects.create(category_set=sex, code=name.lower(), name=name)
    made = result_row(
        site.definitions[0], site.areas[0], "level", 2025, 70.0, n=200, category=category
    )
    for name, value in more.items():
        setattr(made, name, value)
    return made


def test_a_breakdown_is_a_table_with_hidden_parts_in_words(board: Client, site: Published) -> None:
    hidden = {"state": "suppressed", **NOTHING}
    store(site, part(site, "Kvinder"), part(site, "Mænd", **hidden), part(site, "Andre", **hidden))
    page = text_of(open_page(board))
    assert "Fordelt på køn, 2025" in page
    assert "Kvinder 70,0 (66,0 til 74,0), n = 200" in page
    assert page.count("Tallet er skjult, fordi det bygger på få personer.") == 2


def test_years_laid_together_name_their_years(board: Client, site: Published) -> None:
    laid = result_row(
        site.definitions[0], site.areas[0], "pooled", 2025, 75.0, baseline_slot="2023", n=900
    )
    store(site, laid)
    page = text_of(open_page(board))
    assert "Flere år lagt sammen" in page
    assert "2023–2025 75,0 (71,0 til 79,0), n = 900 Forklar tallet : Område 0, 2023–2025" in page
    explained = explanation_of(board, "flere-aar")
    assert "når årene 2023–2025 lægges sammen" in explained


def test_a_change_is_split_in_those_who_stayed_and_those_who_moved(
    board: Client, site: Published
) -> None:
    made = result_row(
        site.definitions[0], site.areas[0], "split", 2025, 2.1, is_latest=True, baseline_slot="2024"
    )
    made.details = {"stayed": 1.4, "moved_in": 0.9, "unknown": -0.2}
    store(site, made)
    page = text_of(open_page(board))
    assert (
        "Område 0 2024–2025 +2,1 Forklar tallet : Område 0, 2024–2025 +1,4 +0,9 ikke oplyst −0,2"
        in page
    )
    assert "har ændret sig +2,1 procentpoint fra 2024 til 2025" in explanation_of(
        board, "flytninger"
    )


def test_every_version_says_what_changed(board: Client, site: Published) -> None:
    Definition.objects.create(
        indicator=site.definitions[0].indicator, version=2, kind="share", data_kind="survey",
        direction="higher", unit="pct.", unit_en="%", per=100, numerator="meget trygge",
        denominator="svar", source=site.source, breaks_series=True, note="Nyt spørgsmål.",
    )  # fmt: skip
    page = text_of(open_page(board))
    assert "Version 2 databrud Nyt spørgsmål." in page
    assert "Hvad der tælles: før “trygge”, nu “meget trygge”" in page
    assert "Version 1 vises her" in page


def test_a_target_can_be_tried(board: Client, site: Published) -> None:
    Definition.objects.filter(pk=site.definitions[0].pk).update(data_kind="register")
    levels(site).update(denominator=412)
    page = text_of(open_page(board, f"{PAGE}?proev=omraade-0&maaltal=90&aar=2030"))
    assert "Fra 81,4 i 2025 til 90,0 i 2030 kræver +1,7 procentpoint om året." in page
    assert "Det svarer til 36 personer flere i 2030" in page
    assert "Lige vej til måltallet, år for år" in page


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (
            "maaltal=81,4&aar=2030",
            "på den rigtige side af måltallet, men ikke sikkert: usikkerheden",
        ),
        ("maaltal=20&aar=2030", "Måltallet er nået allerede i 2025."),
        ("maaltal=90&aar=2024", "Vælg et senere år."),
        ("maaltal=190&aar=2030", "En andel ligger mellem 0 og 100 procent."),
        ("maaltal=mange&aar=2030", "Skriv måltallet som et tal"),
        ("maaltal=NaN&aar=2030", "Skriv måltallet som et tal"),
        ("maaltal=90&aar=snart", "Skriv året med fire cifre"),
        ("maaltal=90&aar=9999", "Skriv året med fire cifre"),
    ],
)
def test_a_question_without_an_answer_says_why(
    board: Client, site: Published, question: str, words: str
) -> None:
    levels(site).update(estimate=81.4)
    assert words in text_of(open_page(board, f"{PAGE}?proev=omraade-0&{question}"))


def test_a_target_reached_by_a_figure_without_uncertainty_says_so(
    board: Client, site: Published
) -> None:
    levels(site).update(estimate=81.4, lower=None, upper=None)
    page = text_of(open_page(board, f"{PAGE}?proev=omraade-0&maaltal=20&aar=2030"))
    assert "på den rigtige side af måltallet, men usikkerheden kendes ikke." in page


def test_a_hidden_figure_gives_no_way_to_a_target(board: Client, site: Published) -> None:
    Result.objects.filter(definition=site.definitions[0], area=site.areas[0]).update(
        state="suppressed", **NOTHING
    )
    page = text_of(open_page(board, f"{PAGE}?proev=omraade-0&maaltal=90&aar=2030"))
    assert "Tallet er skjult, fordi det bygger på få personer. Sådan er" in page


# Odd figures: each has its word, and none an empty picture or a wrong 0.


def test_one_point_is_a_figure_without_a_change(board: Client, site: Published) -> None:
    Result.objects.filter(definition=site.definitions[0]).exclude(
        slot="2025", statement__in=["level", "gap", "comparator"]
    ).delete()
    page = open_page(board, ALONE)
    told = text_of(page)
    assert "Område 0 81,4 i 2025; resten af kommunen 87,4 i 2025." in told
    assert "kan ikke afgøres endnu (for få målinger)" in told
    assert chart(page)["data"][-1]["y"] == [pytest.approx(81.4)]
    assert "kan ikke afgøres endnu" in text_of(open_page(board, "/omraader/omraade-0/"))


def test_equal_figures_are_unchanged_and_drawn_level(board: Client, site: Published) -> None:
    levels(site).update(estimate=80.0, lower=80.0, upper=80.0)
    change = Result.objects.filter(
        definition=site.definitions[0], area=site.areas[0], statement="change"
    )
    change.update(estimate=0.0, lower=0.0, upper=0.0, verdict="unchanged")
    page = open_page(board, ALONE)
    assert "stort set uændret" in text_of(page)
    low, high = chart(page)["layout"]["yaxis"]["range"]
    assert low < 80 < high


def test_nobody_to_count_is_said_and_is_no_zero(board: Client, site: Published) -> None:
    Result.objects.filter(definition=site.definitions[0], area=site.areas[0]).update(
        state="not_computed", reason="no_denominator", **NOTHING
    )
    for path in (ALONE, "/omraader/omraade-0/"):
        told = text_of(open_page(board, path))
        assert "Tallet kan ikke beregnes, fordi der ikke er nogen at regne på." in told
        assert "Ingen at regne på" in told
    assert "reelt nul" not in told
    assert "Når der er indberettet tal, tegnes kurverne her." not in open_page(board)


def test_hidden_holes_stay_open_and_are_named_in_the_table(board: Client, site: Published) -> None:
    levels(site).filter(slot="2022").update(state="suppressed", **NOTHING)
    page = open_page(board, ALONE)
    values = chart(page)["data"][-1]["y"]
    assert values.count(None) == 1
    assert 0 not in values
    assert "2022 Tallet er skjult, fordi det bygger på få personer." in text_of(page)


def test_an_area_hidden_throughout_has_words_instead_of_an_empty_picture(
    board: Client, site: Published
) -> None:
    Result.objects.filter(definition=site.definitions[0]).update(state="suppressed", **NOTHING)
    page = open_page(board, ALONE)
    assert "Tallet er skjult, fordi det bygger på få personer." in page
    assert "data-chart=" not in page
    assert "Ingen tal at tegne" in page


def test_a_break_in_the_middle_parts_the_curve_and_is_named(board: Client, site: Published) -> None:
    AreaExtent.objects.filter(area=site.areas[0]).update(valid_to="2021-12-31")
    AreaExtent.objects.create(
        area=site.areas[0], valid_from="2022-01-01", breaks_series=True, parent=site.town
    )
    page = open_page(board, ALONE)
    values = chart(page)["data"][-1]["y"]
    assert values.index(None) == 3
    words = " ".join(note["text"] for note in chart(page)["layout"]["annotations"])
    assert "Område 0 har fået ny afgrænsning" in words.replace("<br>", " ")


@pytest.mark.parametrize(
    ("verdict", "reason", "words"),
    [
        ("kept", "", "holder måltallet (70,0 i 2030)"),
        (
            "right_side", "target_within_uncertainty",
            "på den rigtige side af måltallet (70,0 i 2030), men ikke sikkert",
        ),
    ],
)  # fmt: skip
def test_a_target_equal_to_the_baseline_is_kept_where_that_is_sure(
    board: Client, site: Published, verdict: str, reason: str, words: str
) -> None:
    aim(site.definitions[0], site.areas[0], 70.0)
    kept = result_row(
        site.definitions[0], site.areas[0], "pace", 2025, 0.0, is_latest=True, verdict=verdict
    )
    kept.reason = reason
    for name in ("estimate", "lower", "upper", "lower_998", "upper_998"):
        setattr(kept, name, None)  # no ratio, yet a word
    store(site, kept)
    page = open_page(board, ALONE)
    assert words in page
    assert ("usikkerheden rummer måltallet" in page) == bool(reason)
    assert ("holder måltallet" in page) == (not reason)
    assert "Måltallet 70,0" not in page


@pytest.mark.parametrize("path", [PAGE, ALONE, f"{PAGE}?proev=omraade-0&maaltal=90&aar=2030"])
def test_the_page_asks_the_database_at_most_eight_times(
    board: Client, site: Published, path: str
) -> None:
    board.get(PAGE)
    with CaptureQueriesContext(connection) as queries:
        open_page(board, path)
    # One more sets the snapshot where no transaction is open yet.
    assert len(queries) <= 7


def test_what_is_really_compared_with_is_named_where_the_agreed_one_does_not_exist(
    board: Client, site: Published
) -> None:
    Result.objects.filter(definition=site.definitions[0], comparator="rest").update(
        comparator="municipality"
    )
    page = text_of(open_page(board))
    assert "Hele kommunen (aftalt: resten af kommunen)" in page
    assert "Resten af kommunen (aftalt)" not in page
    assert "Findes ikke for denne indikator; her bruges hele kommunen." in page
    asked = text_of(open_page(board, f"{PAGE}?sammenlign=kommunen"))
    assert "Aftalt: resten af kommunen." not in asked


def test_where_the_agreed_comparator_exists_its_own_name_stands(board: Client) -> None:
    assert "Resten af kommunen (aftalt)" in text_of(open_page(board))
