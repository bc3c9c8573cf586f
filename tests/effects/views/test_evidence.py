"""The page of an intervention's evidence: who reads it, what stands there, and what it costs."""

from __future__ import annotations

import datetime as dt
import html
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from effects.models import EffectVersion, ExpectedEffect
from effects.services import markers
from indicators.models import Definition, EventMarker, Indicator, Relocation
from indicators.services.recompute import groups as recompute
from partnership.models import Intervention, InterventionStep
from tests.factories import decisions, people, programme, reviews
from tests.factories.panels import Site, correct, site

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 6, 1)
YEARS = range(2015, 2024)
OWN = [160, 164, 158, 161, 159, 130, 126, 128, 100]
SECOND = [120, 123, 119, 122, 121, 120, 122, 119, 121]
THIRD = [101, 99, 102, 98, 100, 101, 99, 100, 102]


def years(counts, base=400):
    return {str(year): (count, base) for year, count in zip(YEARS, counts, strict=True)}


@pytest.fixture
def made() -> Site:
    return site(
        {
            "a": years(OWN), "b": years(SECOND), "c": years(THIRD),
            "kommune": years([1500] * 9, 9000),
        }
    )  # fmt: skip


@pytest.fixture
def effort() -> Intervention:
    return programme.running("Jobvejleder")


def expect(made: Site, effort: Intervention, *slugs: str, **more) -> ExpectedEffect:
    effect = ExpectedEffect.objects.create(
        intervention=effort, indicator=made.definition.indicator,
        number=effort.expected_effects.count() + 1,
    )  # fmt: skip
    version = EffectVersion.objects.create(
        effect=effect, number=1,
        **{
            "direction": "fall", "size": 8.0, "earliest_on": dt.date(2022, 1, 1),
            "latest_on": dt.date(2025, 12, 31), "why": "Fordi vejlederen kender alle.",
            "written_on": dt.date(2019, 12, 1), **more,
        },
    )  # fmt: skip
    version.areas.set([made.areas[slug] for slug in slugs])
    return effect


def settled() -> None:
    markers.settle(today=TODAY)
    recompute.drain()


def address(effort: Intervention) -> str:
    return f"/indsatser/{effort.slug}/grundlag/"


def read(path: str, role: str = "board", status: int = 200, **seat) -> str:
    client = Client()
    client.force_login(people.seated_user(role, **seat))
    answer = client.get(path)
    assert answer.status_code == status
    plain = re.sub(r"<script.*?</script>|<[^>]+>", " ", answer.content.decode(), flags=re.DOTALL)
    return " ".join(html.unescape(plain).split())


def test_the_page_tells_paragraph_figures_sources_and_ways_on(made, effort):
    effect = expect(made, effort, "a", other_causes="Højkonjunktur.")
    settled()
    shown = read(address(effort))
    event = effect.markers.get().event
    for words in (
        "Forventningen er, at andelen i Område a falder med 8,0 procentpoint",
        "Der er tegn på, at tallet er faldet, og faldet er mindst så stort som forventet.",
        "Bidrag: beskrevet; bidraget kan ikke afgøres",
        "Hvorfor vi tror det Fordi vejlederen kender alle.",
        "Andre mulige forklaringer Højkonjunktur.",
        "Ændring, siden indsatsen begyndte",
        "Prøveregister · 2019 · offentliggjort 1.3.2020 · n = 400",
        "Prøveregister · 2015–2023 · offentliggjort 1.3.2024 · n = 400",
        "A Jobvejleder , 1.1.2020",
        "Hvorfor der ikke siges mere",
        "Tabel bag kurven",
    ):
        assert words in shown, words
    client = Client()
    client.force_login(people.seated_user("secretariat"))
    page = client.get(address(effort)).content.decode()
    assert f'href="/bidrag/{event.pk}/"' in page
    assert "/indikatorer/uden-job/forklar/a/bidrag/" in page


def test_several_areas_stand_side_by_side_on_one_scale_with_their_tables(made, effort):
    expect(made, effort, "a", "b")
    settled()
    client = Client()
    client.force_login(people.seated_user("board"))
    page = client.get(address(effort)).content.decode()
    assert page.count('<svg class="multiple"') == 2
    assert "Tabel bag kurven" not in page
    scales = re.findall(r'<text class="multiple__tick"[^>]*text-anchor="end">([^<]*)</text>', page)
    assert scales[: len(scales) // 2] == scales[len(scales) // 2 :]


def test_what_happened_beside_it_is_named_with_its_day(made, effort):
    expect(made, effort, "a")
    other = programme.running("Familiehus", starts_on=dt.date(2021, 2, 1))
    other.areas.set([made.areas["a"]])
    elsewhere = programme.running("Nabohus")
    elsewhere.areas.set([made.areas["b"]])
    programme.intervention("Kun et forslag")
    EventMarker.objects.create(
        kind="other", title="Ny skole", happened_on="2021-08-01", area=made.areas["a"]
    )
    EventMarker.objects.create(
        kind="other", title="Anden by", happened_on="2021-08-01", area=made.areas["b"]
    )
    EventMarker.objects.create(kind="other", title="Længe før", happened_on="2010-08-01")
    Relocation.objects.create(
        from_area=made.areas["a"], households=40, starts_on="2022-01-01",
        announced_on="2021-01-01", source="Partnerskabet",
    )  # fmt: skip
    settled()
    shown = read(address(effort))
    assert "I samme område og tid kørte også “Familiehus”." in shown
    assert "Familiehus , fra 1.2.2021" in shown
    assert "I samme periode er også sket: “Ny skole”." in shown
    assert "Der er meldt flytninger til eller fra området i samme tid." in shown
    for absent in ("Nabohus", "Kun et forslag", "Anden by", "Længe før"):
        assert absent not in shown


def test_a_hidden_figure_takes_its_sentences_with_it(made, effort):
    expect(made, effort, "a")
    for year in range(2020, 2024):
        correct(made, "a", str(year), (3, 400))
    settled()
    shown = read(address(effort))
    assert "Tallet er skjult, fordi det bygger på få personer." in shown
    for absent in ("tegn på, at tallet", "0,8 pct.", "Ændring, siden indsatsen begyndte"):
        assert absent not in shown


def test_a_restricted_indicator_is_for_those_with_the_right(made, effort):
    expect(made, effort, "a")
    Indicator.objects.update(is_restricted=True)
    settled()
    shown = read(address(effort))
    assert "Der er ikke skrevet, hvad indsatsen skal flytte" in shown
    assert "Uden job" not in shown
    assert "Andelen i Område a" in read(address(effort), sees_restricted=True)


def test_an_indicator_that_is_followed_no_longer_is_told_so(made, effort):
    expect(made, effort, "a")
    settled()
    Indicator.objects.update(is_active=False)
    assert "Indikatoren følges ikke længere" in read(address(effort))


def test_what_was_described_late_bears_its_day(made, effort):
    expect(made, effort, "a", written_on=dt.date(2021, 5, 3), is_late=True)
    settled()
    shown = read(address(effort))
    assert "beskrevet efter start (3. maj 2021)" in shown
    assert "Den blev først skrevet den 3.5.2021, efter at indsatsen var begyndt" in shown


def test_nothing_expected_teaches_and_an_unknown_intervention_is_not_there(effort):
    assert "Der er ikke skrevet, hvad indsatsen skal flytte" in read(address(effort))
    read("/indsatser/findes-ikke/grundlag/", status=404)


def queries_of(effort: Intervention) -> int:
    client = Client()
    client.force_login(people.seated_user("board"))
    client.get(address(effort))
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(address(effort)).status_code == 200
    return len(seen)


def test_more_effects_and_areas_cost_no_more_queries(made, effort):
    expect(made, effort, "a")
    settled()
    one = queries_of(effort)
    expect(made, effort, "b", "c")
    expect(made, effort, "a", "b", "c", measure="gap")
    programme.running("Endnu en").areas.set([made.areas["b"]])
    settled()
    assert queries_of(effort) == one
    assert one <= 25


def test_a_figure_from_before_an_adjustment_is_said_not_to_show_it(made, effort):
    expect(made, effort, "a")
    day = dt.date(2024, 3, 1)
    InterventionStep.objects.create(
        intervention=effort, decision=decisions.decision(), verb="adjust", from_state="running",
        to_state="running", happens_on=day,
    )  # fmt: skip
    settled()
    told = (
        "Indsatsen blev justeret den 1.3.2024. Det nyeste tal er målt i 2023, helt eller delvist før "
        "justeringen, og kan ikke vise den endnu."
    )
    assert told in read(address(effort))
    review = reviews.review(effort)
    desk = Client()
    desk.force_login(people.seated_user("secretariat"))
    page = html.unescape(desk.get(f"/opfoelgninger/{review.pk}/afslut/").content.decode())
    assert "Noget kan tallene ikke vise endnu" in page and told in page


def test_the_next_review_is_proposed_for_after_the_first_figure_that_can_show_anything(
    made, effort
):
    """Adjusted a month ago and given two years, as the start was; each year's figure is out in April."""
    expect(made, effort, "a")
    Definition.objects.update(release_lag_months=4)
    day = timezone.localdate() - dt.timedelta(days=30)
    InterventionStep.objects.create(
        intervention=effort, decision=decisions.decision(), verb="adjust", from_state="running",
        to_state="running", happens_on=day,
    )  # fmt: skip
    settled()
    year = (day + dt.timedelta(days=731)).year
    review = reviews.review(effort)
    desk = Client()
    desk.force_login(people.seated_user("secretariat"))
    page = html.unescape(desk.get(f"/opfoelgninger/{review.pk}/afslut/").content.decode())
    assert f"Det første tal, der kan, måles i {year} og ventes i april {year + 1}." in page
    assert f"Forslag: 1. maj {year + 1}." in page
    assert "Før den dag ventes intet tal, der kan vise, om det går som forventet." in page
