"""The area dashboard: what a board member reads."""

from __future__ import annotations

import pytest
from django.test import Client

from areas.models import Area
from indicators.models import Indicator, OutboxEntry, Relocation, Result, Target
from tests.factories.results import Published, aim, make_indicator, publish, published, reader

pytestmark = pytest.mark.django_db
PAGE, LIVE = "/omraader/omraade-0/", "/omraader/omraade-0/aktuelt/"
NOTHING = {
    "estimate": None, "lower": None, "upper": None, "lower_998": None, "upper_998": None,
    "n": None, "verdict": "", "certainty": "",
}  # fmt: skip


def open_page(client: Client, path: str = PAGE) -> str:
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


def test_the_headline_stands_in_words_with_passport(board: Client) -> None:
    page = open_page(board)
    assert "Andelen i Område 0 var 6,0 procentpoint lavere end i resten af kommunen i 2025." in page
    assert "afstanden er blevet mindre siden 2019 (fra 13,3)" in page
    for passport in ("Lokal tryghedsmåling", "offentliggjort 12.9.2025", "n = 412 svar"):
        assert passport in page


def test_facts_name_homes_owners_and_municipality(board: Client) -> None:
    page = open_page(board)
    assert "1.124 boliger" in page
    assert "Ejes af Boligforeningen" in page
    assert "Sammenlignes med resten af kommunen" in page


def test_visions_are_counted(board: Client) -> None:
    assert "Af 2 indikatorer: 2 går frem." in open_page(board)


def test_a_target_is_counted_by_its_pace(board: Client, site: Published) -> None:
    aim(site.definitions[0], site.areas[0], 90)
    pace = Result.objects.get(
        definition=site.definitions[0], area=site.areas[0], statement="change"
    )
    pace.pk, pace.statement, pace.verdict = None, "pace", "on_track"
    pace.save()
    page = open_page(board)
    assert "Af 2 indikatorer: 1 er på rette kurs, 1 går frem." in page
    assert "sparkline__target" in page


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("suppressed", "Tallet er skjult, fordi det bygger på få personer."),
        ("suppressed_by_source", "Kilden har skjult tallet."),
        ("not_released", "Tallet findes, men er ikke frigivet."),
        ("missing", "Tallet mangler."),
        ("not_relevant", "Indikatoren er ikke relevant her."),
    ],
)
def test_each_state_has_its_own_words(
    board: Client, site: Published, state: str, words: str
) -> None:
    Result.objects.filter(definition=site.definitions[0], area=site.areas[0]).update(
        state=state, **NOTHING
    )
    assert words in open_page(board)


def test_a_newer_figure_that_waits_for_its_release_is_told_beside_the_newest_released(
    board: Client, site: Published
) -> None:
    newest = Result.objects.get(
        definition=site.definitions[0], area=site.areas[0], statement="level", is_latest=True
    )
    newest.pk, newest.slot, newest.is_latest, newest.state = None, "2026", False, "not_released"
    for name, nothing in NOTHING.items():
        setattr(newest, name, nothing)
    newest.save()
    page = open_page(board)
    assert "var 6,0 procentpoint lavere end i resten af kommunen i 2025." in page
    assert "2026: Findes, ikke frigivet" in page


def test_a_true_zero_is_a_figure(board: Client, site: Published) -> None:
    Result.objects.filter(
        definition=site.definitions[0], area=site.areas[0], statement="level"
    ).update(estimate=0.0, lower=0.0, upper=1.0)
    page = open_page(board)
    assert "reelt nul" in page
    assert "Tallet mangler." not in page


def test_a_share_without_n_says_so_and_has_no_verdict(board: Client, site: Published) -> None:
    rows = Result.objects.filter(definition=site.definitions[0], area=site.areas[0])
    rows.update(n=None, lower=None, upper=None, lower_998=None, upper_998=None, reason="no_n")
    rows.filter(statement__in=["change", "gap_change"]).update(verdict="cannot_tell", certainty="")
    page = open_page(board)
    assert "antal svar ikke oplyst" in page


def test_unlike_sources_are_not_subtracted(board: Client, site: Published) -> None:
    Result.objects.filter(
        definition=site.definitions[0],
        area=site.areas[0],
        statement__in=["gap", "gap_change", "comparator"],
    ).update(state="not_computed", reason="different_sources", **NOTHING)
    page = open_page(board)
    assert "Forskellige kilder eller perioder – afstanden beregnes ikke." in page
    assert "Andelen i Område 0 var 81,4 pct. i 2025." in page


def test_an_indicator_for_context_is_not_judged(client: Client) -> None:
    published(indicators=1, direction="context")
    client.force_login(reader())
    page = open_page(client)
    for word in ("går frem", "kan ikke afgøres", "er blevet mindre"):
        assert word not in page


def test_differences_are_seen_from_this_area(board: Client) -> None:
    assert "−1,0" in open_page(board, "/omraader/omraade-0/")
    assert "+1,0" in open_page(board, "/omraader/omraade-1/")


def test_lists_name_where_the_area_leads_and_where_it_falls_behind(
    board: Client, site: Published
) -> None:
    leading, falling = site.definitions[0], site.definitions[1]
    Result.objects.filter(definition=leading, statement="gap").update(verdict="lead", estimate=2.5)
    Result.objects.filter(definition=falling, statement="change").update(verdict="back")
    page = open_page(board)
    ahead, behind = page.split("Foran kommunen</h2>")[1].split("Bag kommunen og går tilbage</h2>")
    assert leading.indicator.name in ahead
    assert falling.indicator.name in behind
    assert "bedre end i resten af kommunen" in page


def test_a_waiting_computation_is_said(board: Client, site: Published) -> None:
    assert "beregnes" not in open_page(board).replace("afstanden beregnes ikke", "")
    OutboxEntry.objects.create(group=site.definitions[0].indicator.group, reason="prøve")
    assert ">beregnes<" in open_page(board)


def test_the_living_part_answers_only_with_news(board: Client, site: Published) -> None:
    known = board.get(PAGE).context["version"]
    assert board.get(LIVE, {"kendt": known}).status_code == 204
    publish(site, site.definitions[0], shift=3)
    fresh = board.get(LIVE, {"kendt": known})
    assert fresh.status_code == 200
    assert "84,4" in fresh.content.decode()
    assert "<html" not in fresh.content.decode()


def test_a_restricted_indicator_needs_the_right(client: Client, site: Published) -> None:
    goal = site.definitions[0].indicator.home_goal
    make_indicator(site, 7, goal=goal, code="oprindelse", is_restricted=True)
    client.force_login(reader())
    assert "tal-oprindelse" not in open_page(client)
    assert client.get("/indikatorer/oprindelse/").status_code == 404
    client.force_login(reader("med-ret@test.dk", sees_restricted=True))
    assert "tal-oprindelse" in open_page(client)
    assert client.get("/indikatorer/oprindelse/").status_code == 200


def test_an_inactive_indicator_is_nowhere(board: Client, site: Published) -> None:
    make_indicator(site, 8, code="hvilende", is_active=False)
    assert "tal-hvilende" not in open_page(board)
    assert board.get("/indikatorer/hvilende/").status_code == 404


def test_the_municipality_has_a_page_of_levels(board: Client) -> None:
    page = open_page(board, "/omraader/kommunen/")
    assert "88,0" in page
    assert "går frem" not in page


def test_unknown_areas_are_not_found(board: Client) -> None:
    assert board.get("/omraader/findes-ikke/").status_code == 404
    assert board.get("/omraader/kommunen/aktuelt/").status_code == 404


def test_an_area_without_figures_teaches(client: Client) -> None:
    published(indicators=0)
    client.force_login(reader())
    page = open_page(client)
    assert "Der er endnu ingen tal at vise for området." in page
    assert "Ingen indikatorer endnu" in page


def test_the_list_of_areas_states_facts(board: Client) -> None:
    page = open_page(board, "/omraader/")
    assert "1.126 boliger" in page
    assert "Prøve Kommune" in page


def against(site: Published, kind: str, other: Area, level: float) -> None:
    """The first indicator in the first area, measured against another comparator too."""
    rows = Result.objects.filter(
        definition=site.definitions[0],
        area=site.areas[0],
        statement__in=["comparator", "gap", "gap_change"],
    )
    for row in rows:
        row.pk, row.comparator, row.other, row.is_default = None, kind, other, False
        if row.statement == "comparator":
            row.estimate = level
        if row.statement == "gap":
            row.estimate, row.ratio, row.ratio_lower, row.ratio_upper = (
                81.4 - level,
                1.25,
                1.1,
                1.41,
            )
        row.save()


def test_what_it_is_compared_with_can_be_chosen_and_stands_in_the_address(
    board: Client, site: Published
) -> None:
    region = Area.objects.create(kind="region", code="r", slug="regionen", name="Region Prøve")
    against(site, "region", region, 65.0)
    page = open_page(board, f"{PAGE}?sammenlign=regionen")
    assert "Andelen i Område 0 var 16,4 procentpoint højere end i Region Prøve i 2025." in page
    assert "resten af kommunen</h2>" not in page
    assert "Bag Region Prøve og går tilbage" in page
    assert "svarer til 25 pct. højere (mellem 10 og 41 pct. højere)" in page
    assert f"{LIVE}?sammenlign=regionen" in page
    assert "/indikatorer/indikator-0/?sammenlign=regionen" in page
    assert "lavere end i resten af kommunen i 2025." in open_page(board)


def test_a_comparator_without_figures_is_said_in_words(board: Client, site: Published) -> None:
    Area.objects.create(kind="region", code="r", slug="regionen", name="Region Prøve")
    page = open_page(board, f"{PAGE}?sammenlign=regionen")
    assert "Der er ingen tal at sammenligne med her." in page
    assert "Andelen i Område 0 var 81,4 pct. i 2025." in page
    assert "Afstand til" not in page


def trend(site: Published, **more: object) -> None:
    row = Result.objects.get(definition=site.definitions[0], area=site.areas[0], statement="change")
    row.pk, row.statement = None, "trend"
    values = {"estimate": 1.9, "lower": 0.8, "upper": 2.9, "verdict": "forward", **more}
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


def test_from_five_periods_on_the_trend_speaks_with_its_slope(
    board: Client, site: Published
) -> None:
    trend(site, verdict="back", estimate=-1.9, lower=-2.9, upper=-0.8)
    page = open_page(board)
    assert "Af 2 indikatorer: 1 går frem, 1 går tilbage." in page
    assert "−1,9 procentpoint om året (−2,9 til −0,8)" in page
    behind = page.split("Bag kommunen og går tilbage</h2>")[1]
    assert site.definitions[0].indicator.name in behind.split("</section>")[0]


def test_a_target_says_what_each_year_from_now_on_must_bring(
    board: Client, site: Published
) -> None:
    aim(site.definitions[0], site.areas[0], 90)
    page = open_page(board)
    assert "Måltallet 90,0 i 2030 kræver +1,7 procentpoint om året" in page
    Target.objects.update(decided_on=None, decision="")
    assert "Forslaget til måltal (90,0 i 2030) kræver +1,7" in open_page(board)


def test_a_target_equal_to_the_baseline_is_kept_and_requires_nothing(
    board: Client, site: Published
) -> None:
    aim(site.definitions[0], site.areas[0], 70.0)
    row = Result.objects.get(definition=site.definitions[0], area=site.areas[0], statement="change")
    row.pk, row.statement, row.verdict, row.estimate = None, "pace", "kept", None
    row.state, row.lower, row.upper, row.lower_998, row.upper_998 = "value", *[None] * 4
    row.save()
    page = open_page(board)
    name = site.definitions[0].indicator.name
    assert "holder måltallet (70,0 i 2030)" in page
    assert "kræver" not in page
    lead = page.split('<p class="lead">')[1].split("</p>")[0]
    assert f"Området holder måltallet for “{name}”." in lead
    assert f"den rigtige vej med “{name}”" not in lead


def test_a_target_that_may_not_be_kept_is_said_so_in_dot_card_and_lead(
    board: Client, site: Published
) -> None:
    aim(site.definitions[0], site.areas[0], 70.0)
    row = Result.objects.get(definition=site.definitions[0], area=site.areas[0], statement="change")
    row.pk, row.statement, row.verdict, row.estimate = None, "pace", "right_side", None
    row.state, row.reason, row.certainty = "value", "target_within_uncertainty", ""
    row.lower, row.upper, row.lower_998, row.upper_998 = [None] * 4
    row.save()
    page = open_page(board)
    assert "på den rigtige side af måltallet (70,0 i 2030), men ikke sikkert" in page
    assert "holder måltallet" not in page
    assert "●" not in page


def test_the_summary_names_the_way_and_not_the_rise(board: Client, site: Published) -> None:
    Indicator.objects.filter(pk=site.definitions[0].indicator_id).update(name="Utryg i nabolaget")
    page = open_page(board)
    assert "Det går den rigtige vej med “Utryg i nabolaget”" in page
    assert "gået frem på" not in page


def test_the_summary_counts_what_cannot_be_told_and_leads_to_the_lists(
    board: Client, site: Published
) -> None:
    here = Result.objects.filter(definition=site.definitions[0], area=site.areas[0])
    unsure = {"verdict": "cannot_tell", "reason": "change_smaller_than_uncertainty"}
    here.filter(statement__in=("change", "gap_change")).update(**unsure)
    here.filter(statement="gap_change").update(lower=-60, upper=60)
    page = open_page(board)
    lead = page.split('<p class="lead">')[1].split("</p>")[0]
    own = '<a href="#udvikling-uafgjort">1 indikator</a> kan det endnu ikke afgøres, om området'
    gap = (
        '<a href="#afstande-uafgjort">1 indikator</a> kan det endnu ikke afgøres, om afstanden til '
        "resten af kommunen er blevet mindre eller større."
    )
    assert own in lead and gap in lead
    assert '<a href="#afstande-bedre">Afstanden til resten af kommunen er blevet mindre</a>' in lead
    listed = page.split('id="afstande-uafgjort"')[1].split("</details>")[0]
    assert "For få bag tallet" in listed
    assert f">{site.definitions[0].indicator.name}</a>" in listed
    assert site.definitions[1].indicator.name not in listed
    assert "forklar/omraade-0/vurdering/" in listed
    assert f">{site.definitions[0].indicator.name}</a>" in page.split('id="udvikling-uafgjort"')[1]


@pytest.mark.parametrize(
    ("change", "gap", "stands_open"),
    [
        ("forward", "narrowed", False),
        ("cannot_tell", "cannot_tell", False),
        ("back", "narrowed", True),
        ("forward", "widened", True),
    ],
)
def test_only_what_asks_for_attention_stands_open_on_a_phone(
    board: Client, site: Published, change: str, gap: str, *, stands_open: bool
) -> None:
    here = Result.objects.filter(definition=site.definitions[0], area=site.areas[0])
    here.filter(statement="change").update(verdict=change)
    here.filter(statement="gap_change").update(verdict=gap)
    page = open_page(board)
    assert 'id="tal-indikator-0"' in page
    folded = 'id="fold-tal-indikator-0" open data-fold-narrow' in page
    assert folded is not stands_open


def test_a_target_that_cannot_be_told_of_stands_open_on_a_phone(
    board: Client, site: Published
) -> None:
    here = Result.objects.filter(definition=site.definitions[0], area=site.areas[0])
    found = here.get(statement="change")
    found.pk, found.statement, found.verdict = None, "pace", "cannot_tell"
    found.save()
    here.filter(statement="change").update(verdict="cannot_tell")
    aim(site.definitions[0], site.areas[0], 90)
    assert 'id="fold-tal-indikator-0"' not in open_page(board)


def test_a_distance_that_grew_stands_open_with_who_moved(board: Client, site: Published) -> None:
    here = Result.objects.filter(definition=site.definitions[0], area=site.areas[0])
    here.filter(statement="gap_change").update(verdict="widened")
    here.filter(statement="change").update(verdict="back")
    listed = open_page(board).split('id="fold-vaerre" open')[1].split("</details>")[0]
    assert site.definitions[0].indicator.name in listed
    assert "Området er gået tilbage; en ændring i resten af kommunen kan ikke ses." in listed


@pytest.mark.parametrize(("standing", "is_ahead"), [("lead", True), ("cannot_tell", False)])
def test_only_a_sure_lead_is_called_ahead(
    board: Client, site: Published, standing: str, *, is_ahead: bool
) -> None:
    of_first = Result.objects.filter(definition=site.definitions[0], area=site.areas[0])
    of_first.filter(statement="gap_change").update(verdict="crossed")
    of_first.filter(statement="gap").update(verdict=standing, estimate=0.6)
    page = open_page(board)
    listed = page.split("Foran kommunen</h2>")[1].split("</section>")[0]
    assert (site.definitions[0].indicator.name in listed) is is_ahead
    assert ("nu foran" in page.replace(listed, "")) is is_ahead
    assert ("vendt til det bedre, men ikke sikkert foran" in page) is not is_ahead
    assert ("men foran i 2025" in page) is is_ahead


def test_announced_relocations_stand_on_both_areas(board: Client, site: Published) -> None:
    Relocation.objects.create(
        from_area=site.areas[0], to_area=site.areas[1], households=120, residents=260,
        starts_on="2027-01-01", announced_on="2026-06-01", source="Helhedsplanen",
    )  # fmt: skip
    assert "120 husstande skal flytte fra området til Område 1." in open_page(board)
    there = open_page(board, "/omraader/omraade-1/")
    assert "120 husstande skal flytte hertil fra Område 0." in there
    assert "I alt 260 beboere." in there
    assert "Helhedsplanen" in there
    assert "Varslede flytninger" not in open_page(board, "/omraader/omraade-2/")
    assert "/lovkrav/taet-paa/" not in there
    board.force_login(reader("med-ret@test.dk", sees_restricted=True))
    assert "/lovkrav/taet-paa/" in open_page(board, "/omraader/omraade-1/")


def test_those_who_move_stand_beside_the_levels_of_their_vision(
    board: Client, site: Published
) -> None:
    goal = site.definitions[0].indicator.home_goal
    make_indicator(site, 9, goal=goal, code="tilflyttere-i-arbejde", is_front=False)
    page = open_page(board)
    movers = page.split("Hvem flytter ind og ud?")[1].split("</section>")[0]
    assert "tal-tilflyttere-i-arbejde" in movers
    assert page.count('id="tal-tilflyttere-i-arbejde"') == 1


def test_each_verdict_leads_to_what_made_it(board: Client) -> None:
    page = open_page(board)
    assert "/indikatorer/indikator-0/forklar/omraade-0/aendring/?periode=2025" in page
    assert "/indikatorer/indikator-0/forklar/omraade-0/vurdering/?periode=2025" in page
