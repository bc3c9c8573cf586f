"""The comparison as a reader uses it: comparator, choices, curves, distances, file."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re

import pytest
from django.test import Client

from areas.models import Area
from indicators.models import Definition, ExampleSet, Indicator, Result, Target
from tests.factories.results import Published, publish, published, reader
from tests.factories.workbooks import rows_in, sheet_in

pytestmark = pytest.mark.django_db
PAGE = "/sammenligning/"


@pytest.fixture
def site() -> Published:
    made = published()
    country = Area.objects.create(
        kind="country", code="dk", slug="landet", name="Prøvelandet", position=99
    )
    for row in Result.objects.filter(is_default=True):
        row.pk, row.comparator, row.other, row.is_default = None, "country", country, False
        row.estimate = (row.estimate or 0.0) - 10
        row.save()
    for row in Result.objects.filter(area=made.town, statement="level"):
        row.pk, row.area, row.estimate = None, country, 91.0
        row.save()
    return made


@pytest.fixture
def board(client: Client, site: Published) -> Client:
    client.force_login(reader())
    return client


def text(client: Client, path: str, **headers: str) -> str:
    response = client.get(path, headers=headers)
    assert response.status_code == 200
    return response.content.decode()


def go_back(site: Published, at: int, area: int) -> None:
    Result.objects.filter(
        definition=site.definitions[at], area=site.areas[area], statement="change", comparator=""
    ).update(verdict="back", estimate=-4, lower=-6, upper=-2)


def table(client: Client, path: str) -> list[dict[str, str]]:
    content = client.get(path).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content), delimiter=";"))


def test_each_cell_has_value_verdict_base_distance_and_a_way_to_its_explanation(
    board: Client, site: Published
) -> None:
    page = text(board, PAGE)
    assert page.count('<span class="matrix__value">81,4</span>') == 3
    assert 'afstand <span class="matrix__gap">−6,0</span>' in page
    assert "n = 412" in page
    assert "/indikatorer/indikator-0/forklaring/omraade-0/" in page or "Forklar tallet" in page
    assert "offentliggjort 12.9.2025" in page


def test_the_page_says_which_question_a_sign_answers_and_gives_the_overview_s_answer_too(
    board: Client, site: Published
) -> None:
    moved = Result.objects.get(
        definition=site.definitions[0], area=site.areas[0], statement="change", comparator=""
    )
    moved.pk, moved.statement, moved.verdict, moved.certainty = None, "pace", "cannot_tell", ""
    moved.reason = "change_smaller_than_uncertainty"
    moved.save()
    page = " ".join(text(board, PAGE).split())
    assert "Tegnet ved tallet svarer på: Er tallet ændret siden udgangspunktet?" in page
    assert page.count("mod måltallet:") == 1, "only where a target is decided"
    assert "kan ikke afgøres endnu" in page.split("mod måltallet:")[1][:400]
    first = table(board, "/sammenligning/tabel.csv?vision=v1&vis=visioner")[0]
    assert first["Område 0: udvikling"] == "går frem"
    assert first["Område 0: mod måltallet"].startswith("kan ikke afgøres endnu")
    assert first["Område 1: mod måltallet"] == ""
    overview = " ".join(text(board, "/").split())
    assert "Tegnet svarer på: Når området måltallet?" in overview


def test_an_undecided_pace_has_the_reason_of_the_area_s_card(
    board: Client, site: Published
) -> None:
    definition, area = site.definitions[0], site.areas[0]
    moved = Result.objects.get(
        definition=definition, area=area, statement="change", comparator="", is_latest=True
    )
    Result.objects.filter(
        definition=definition, area=area, statement="level", slot=moved.slot
    ).update(n=40, denominator=None)
    level = Result.objects.get(
        definition=definition, area=area, statement="level", slot=moved.slot, comparator=""
    )
    Target.objects.create(
        indicator=definition.indicator, area=area, baseline_slot="2019", slot="2030",
        value=(level.estimate or 0) - (moved.estimate or 0) + 2, decided_on=dt.date(2020, 1, 1),
        decision="Vedtaget af partnerskabet",
    )  # fmt: skip
    moved.pk, moved.statement, moved.verdict, moved.certainty = None, "pace", "cannot_tell", ""
    moved.reason = "change_smaller_than_uncertainty"
    moved.save()
    words = "kan næppe afgøres inden 2030 (for få bag tallet)"
    for path in (area.get_absolute_url(), PAGE):
        plain = " ".join(re.sub("<[^>]+>", " ", text(board, path)).split())
        assert words in plain, path
    row = table(board, "/sammenligning/tabel.csv?vision=v1&vis=visioner")[0]
    assert row["Område 0: mod måltallet"] == words


def test_a_newer_figure_that_waits_for_its_release_is_told_and_never_shown(
    board: Client, site: Published
) -> None:
    newest = Result.objects.get(
        definition=site.definitions[0], area=site.areas[0], statement="level", is_latest=True
    )
    newest.pk, newest.slot, newest.is_latest, newest.state = None, "2026", False, "not_released"
    newest.estimate = newest.lower = newest.upper = newest.n = None
    newest.lower_998 = newest.upper_998 = newest.numerator = newest.denominator = None
    newest.save()
    page = text(board, PAGE)
    assert page.count('<span class="matrix__note">2026: Findes, ikke frigivet</span>') == 1
    assert page.count('<span class="matrix__value">81,4</span>') == 3, (
        "the released one still stands"
    )
    first = table(board, "/sammenligning/tabel.csv?vision=v1&vis=visioner")[0]
    assert first["Område 0"] == "81,4"
    assert "2026: Findes, ikke frigivet" in first["Område 0: bemærkning"]


def test_another_comparator_gives_other_distances_another_column_and_stays_in_links(
    board: Client, site: Published
) -> None:
    page = text(board, f"{PAGE}?sammenlign=landet")
    assert 'afstand <span class="matrix__gap">−16,0</span>' in page
    assert 'class="soft">Prøvelandet</th>' in page
    assert "91,0" in page
    assert "/sammenligning/tabel.csv?sammenlign=landet" in page
    assert "/sammenligning/aktuelt/?sammenlign=landet" in page
    assert "/sammenligning/afstand/indikator-0/?sammenlign=landet" in page
    assert "afstanden til Prøvelandet" in page
    assert 'class="matrix__gap">−16,0' not in text(board, PAGE)


def test_a_living_part_is_kept_by_comparator(board: Client, site: Published) -> None:
    agreed = text(board, "/sammenligning/aktuelt/")
    country = text(board, "/sammenligning/aktuelt/?sammenlign=landet")
    assert "−6,0" in agreed and "−16,0" not in agreed
    assert "−16,0" in country


def test_a_comparator_that_is_not_offered_is_said_not_to_be(board: Client) -> None:
    page = text(board, f"{PAGE}?sammenlign=maanen")
    assert "findes ikke her. Der sammenlignes med det aftalte: resten af kommunen." in page


def test_what_is_behind_and_goes_back_stands_first(board: Client, site: Published) -> None:
    go_back(site, 2, 1)
    page = text(board, PAGE)
    places = [page.index(f'data-live="raekke-indikator-{at}"') for at in (2, 0, 1)]
    assert places == sorted(places)
    assert "Bag resten af kommunen og går tilbage</th>" in page
    in_order = text(board, f"{PAGE}?vis=visioner")
    assert "Bag resten af kommunen og går tilbage</th>" not in in_order
    assert in_order.index("raekke-indikator-0") < in_order.index("raekke-indikator-2")


def test_that_nothing_is_behind_and_goes_back_is_said(board: Client) -> None:
    assert "Ingen af de viste indikatorer er både bag resten af kommunen og går tilbage." in text(
        board, PAGE
    )


def test_rows_can_be_chosen_by_vision_kind_of_data_and_front(
    board: Client, site: Published
) -> None:
    Definition.objects.filter(pk=site.definitions[1].pk).update(data_kind="register")
    Indicator.objects.filter(code="indikator-2").update(is_front=False)

    def rows(asked: str) -> set[str]:
        page = text(board, f"{PAGE}?{asked}")
        return {str(at) for at in range(3) if f'data-live="raekke-indikator-{at}"' in page}

    assert rows("vision=v1") == {"0", "2"}
    assert rows("data=register") == {"1"}
    assert rows("data=spoergeskema&forside=1") == {"0"}
    assert rows("data=noget&vis=andet") == {"0", "1", "2"}
    assert "Ingen indikatorer passer til valget" in text(board, f"{PAGE}?data=haendelser")


def test_a_row_held_against_another_thing_than_agreed_says_so(
    board: Client, site: Published
) -> None:
    Result.objects.filter(definition=site.definitions[0], comparator="rest").update(
        comparator="municipality"
    )
    assert "afstand til hele kommunen" in text(board, PAGE)


def test_a_figure_of_the_whole_municipality_is_not_taken_for_its_rest(
    board: Client, site: Published
) -> None:
    without = Result.objects.filter(definition=site.definitions[0], comparator="without_areas")
    without.delete()
    page = text(board, PAGE)
    assert page.count("Hele kommunen, med boligområderne:") == 1
    assert "findes tallet uden boligområderne ikke for indikatoren" in page
    rows = table(board, "/sammenligning/tabel.csv?vis=visioner")
    head = "Prøve Kommune uden boligområderne: bemærkning"
    assert [row[head] for row in rows if row[head]] == ["hele kommunen, med boligområderne"]


def test_the_page_of_the_distance_names_what_is_really_compared_with(
    board: Client, site: Published
) -> None:
    path = "/sammenligning/afstand/indikator-0/"
    Result.objects.filter(definition=site.definitions[0], comparator="rest").update(
        comparator="municipality"
    )
    page = text(board, path)
    assert "Hele kommunen (aftalt: resten af kommunen)" in page
    assert "Aftalt: resten af kommunen. Findes ikke for denne indikator; her bruges" in page


def test_where_no_distance_is_computed_the_reason_stands_in_its_place(
    board: Client, site: Published
) -> None:
    nothing = {"estimate": None, "lower": None, "upper": None, "lower_998": None, "upper_998": None}
    Result.objects.filter(statement="gap", definition=site.definitions[0]).update(
        state="not_computed", reason="different_sources", verdict="", certainty="", **nothing
    )
    assert "ingen afstand: forskellige kilder eller perioder" in text(board, PAGE)


def test_a_plain_count_is_not_held_against_all_others(board: Client, site: Published) -> None:
    Definition.objects.filter(pk=site.definitions[0].pk).update(kind="count")
    Result.objects.filter(statement__startswith="gap", definition=site.definitions[0]).delete()
    page = text(board, f"{PAGE}?vision=v1")
    assert page.count("matrix__gap") == 3  # the other indicator of the vision
    own = text(board, "/sammenligning/afstand/indikator-0/")
    assert (
        own.count("For et antal beregnes ingen afstand") == 4
    )  # each area, and where the curve stood
    assert "data-chart" not in own


def test_a_hidden_figure_has_no_verdict_on_its_distance(board: Client, site: Published) -> None:
    Result.objects.filter(definition=site.definitions[0], area=site.areas[0]).update(
        state="suppressed", estimate=None, lower=None, upper=None, lower_998=None,
        upper_998=None, n=None, verdict="", certainty="",
    )  # fmt: skip
    lines = board.get("/sammenligning/afstand/indikator-0/").context["page"].lines
    assert lines[0].sentence == "Tallet er skjult, fordi det bygger på få personer."
    assert (lines[0].verdict, lines[0].explained) == (None, "")
    assert lines[1].verdict is not None


def test_the_file_holds_exactly_what_is_shown(board: Client, site: Published) -> None:
    go_back(site, 2, 1)
    rows = table(board, "/sammenligning/tabel.csv?sammenlign=landet&vision=v1")
    assert [row["Indikator"] for row in rows] == [
        "Tilfredshed med boligområdet",
        "Tryg i nabolaget",
    ]
    assert rows[0]["Gruppe"] == "Bag Prøvelandet og går tilbage"
    first = rows[1]
    assert first["Område 0"] == "81,4"
    assert first["Område 0: afstand"] == "-16"
    assert first["Område 0: udvikling"] == "går frem"
    assert first["Område 0: bygger på"] == "n = 412"
    assert first["Prøvelandet"] == "91"
    assert first["Sammenlignet med"] == "Prøvelandet"
    assert first["Udvalg"] == "Et trygt og attraktivt kvarter"
    assert first["Kilde"] == "Lokal tryghedsmåling"
    assert first["Offentliggjort"] == "12.9.2025"
    assert board.get("/sammenligning/tabel.csv?vision=v1").headers["Content-Disposition"] == (
        'attachment; filename="sammenligning-resten-v1.csv"'
    )


def test_the_workbook_holds_the_same_as_the_file(board: Client, site: Published) -> None:
    Result.objects.filter(definition=site.definitions[0], area=site.areas[0]).update(
        state="suppressed", estimate=None, lower=None, upper=None, lower_998=None,
        upper_998=None, n=None, verdict="", certainty="",
    )  # fmt: skip
    asked = "?sammenlign=landet&vision=v1&vis=visioner"
    answer = board.get(f"/sammenligning/tabel.xlsx{asked}")
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="sammenligning-landet-v1-visioner.xlsx"'
    )
    sheet, rows = sheet_in(answer.content), rows_in(answer.content)
    assert (sheet.formulas, sheet.frozen) == (0, "C2")
    in_csv = table(board, f"/sammenligning/tabel.csv{asked}")
    assert [row["Indikator"] for row in rows] == [row["Indikator"] for row in in_csv]
    hidden, shown = rows
    assert "Område 0" not in hidden and "Område 0: afstand" not in hidden
    assert str(hidden["Område 0: bemærkning"]).startswith("Skjult")
    assert (shown["Område 0"], shown["Område 0: afstand"]) == (81.4, -16.0)
    assert shown["Område 0: bygger på"] == "n = 412"
    assert shown["Sammenlignet med"] == "Prøvelandet"
    assert shown["Kilde"] == "Lokal tryghedsmåling"
    assert shown["Offentliggjort"] == "12.9.2025"
    assert shown["Periode"] == in_csv[1]["Periode"]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_there_is_no_file_with_a_comparator_that_is_not_offered(board: Client, kind: str) -> None:
    answer = board.get(f"/sammenligning/tabel.{kind}?sammenlign=maanen")
    assert answer.status_code == 404
    assert "Content-Disposition" not in answer.headers
    page = answer.content.decode()
    assert "Det sammenligningsgrundlag, adressen beder om, findes ikke her." in page
    assert "Resten af kommunen (aftalt)" in page


def test_files_say_that_example_figures_are_invented(board: Client, site: Published) -> None:
    assert {row["Bemærkning"] for row in table(board, "/sammenligning/tabel.csv")} == {""}
    ExampleSet.objects.create(code="eksempel", is_fictitious=True)
    notice = {"Eksempeldata: tallene er opdigtede"}
    assert {row["Bemærkning"] for row in table(board, "/sammenligning/tabel.csv")} == notice
    rows = rows_in(board.get("/sammenligning/tabel.xlsx").content)
    assert {row["Bemærkning"] for row in rows} == notice


def test_the_file_says_states_in_words_and_no_number(board: Client, site: Published) -> None:
    Result.objects.filter(definition=site.definitions[0], area=site.areas[0]).update(
        state="suppressed", estimate=None, lower=None, upper=None, lower_998=None,
        upper_998=None, n=None, verdict="", certainty="",
    )  # fmt: skip
    first = table(board, "/sammenligning/tabel.csv?vis=visioner")[0]
    assert first["Område 0"] == first["Område 0: afstand"] == first["Område 0: bygger på"] == ""
    assert first["Område 0: bemærkning"] == "Skjult (få personer)"
    assert first["Område 0: udvikling"] == ""


def test_small_curves_show_areas_comparator_table_and_passport(
    board: Client, site: Published
) -> None:
    page = text(board, "/sammenligning/kurver/")
    assert page.count('<svg class="multiple"') == 3
    assert "Prøve Kommune uden boligområderne" in page
    assert "Område 0 fra 70,0 i 2019 til 81,4 i 2025" in page
    assert "81,4 (77,4 til 85,4), n = 412" in page
    assert page.count("Kilde") >= 3
    country = text(board, "/sammenligning/kurver/?sammenlign=landet&vision=v2")
    assert country.count('<svg class="multiple"') == 1
    assert "Prøvelandet fra 91,0" in country


def test_one_indicator_is_drawn_area_by_area_on_one_scale(board: Client, site: Published) -> None:
    response = board.get("/sammenligning/kurver/?indikator=indikator-1")
    curves = response.context["page"].groups[0].curves
    assert [curve.name for curve in curves] == ["Område 0", "Område 1", "Område 2"]
    assert len({repr(curve.picture["grid"]) for curve in curves}) == 1
    assert "alle på samme skala" in response.content.decode()


def test_the_table_fetches_the_curves_of_the_front_alone(board: Client, site: Published) -> None:
    Indicator.objects.filter(code="indikator-2").update(is_front=False)
    page = text(board, PAGE)
    assert 'hx-get="/sammenligning/kurver/?forside=1"' in page
    part = text(board, "/sammenligning/kurver/?forside=1", **{"HX-Request": "true"})
    assert "<html" not in part
    assert part.count('<svg class="multiple"') == 2


def test_indicators_without_figures_are_named_under_the_curves(
    board: Client, site: Published
) -> None:
    Result.objects.filter(definition=site.definitions[1]).delete()
    assert "Uden tal at tegne: Fritidsjob, 13-17 år." in text(board, "/sammenligning/kurver/")


def test_without_any_figure_the_page_of_curves_says_what_belongs_there(
    board: Client, site: Published
) -> None:
    Result.objects.all().delete()
    assert "Ingen kurver at vise" in text(board, "/sammenligning/kurver/")
    assert "Ingen kurver at vise" in text(board, "/sammenligning/kurver/?indikator=indikator-0")


def test_the_distance_over_time_has_sentence_chart_and_table(
    board: Client, site: Published
) -> None:
    response = board.get("/sammenligning/afstand/indikator-0/")
    page = response.content.decode()
    assert "Andelen i Område 0 var 6,0 procentpoint lavere end i resten af kommunen i 2025." in page
    assert "Der er tegn på, at afstanden er blevet mindre siden 2019" in page
    figure = response.context["page"].figure
    assert figure["title"] == "Tryg i nabolaget: afstand til resten af kommunen, procentpoint"
    assert figure["table"]["rows"] == [
        ["2025", "−6,0 (−10,0 til −2,0)", "−5,0 (−9,0 til −1,0)", "−4,0 (−8,0 til 0,0)"]
    ]
    assert figure["passport"]["source"] == "Lokal tryghedsmåling"
    assert figure["passport"]["n"] == "412"


def test_the_distance_follows_the_comparator_and_says_where_there_is_none(
    board: Client, site: Published
) -> None:
    page = text(board, "/sammenligning/afstand/indikator-0/?sammenlign=landet")
    assert "16,0 procentpoint lavere end i Prøvelandet" in page
    without = text(board, "/sammenligning/afstand/indikator-0/?sammenlign=uden-omraaderne")
    assert "Ingen afstand at vise" in without
    assert "det kræver antal fra både området og kommunen" in without
    assert board.get("/sammenligning/afstand/findes-ikke/").status_code == 404


def test_new_figures_bring_new_curves_under_an_open_table(board: Client, site: Published) -> None:
    before = board.get(PAGE).context["ground"].version
    publish(site, site.definitions[0], shift=1)
    fresh = text(board, f"/sammenligning/aktuelt/?kendt={before}")
    after = board.get(PAGE).context["ground"].version
    assert after != before
    assert f'data-live="kurver" data-version="{after}"' in fresh
