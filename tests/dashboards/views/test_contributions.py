"""The page of a marked effort: the sentence of each grade, what stands behind it, and who sees it."""

from __future__ import annotations

import datetime as dt
import html
import re

import pytest
from django.test import Client

from indicators.models import EventMarker, Indicator
from indicators.services.recompute import groups as recompute
from tests.factories import people
from tests.factories.panels import Site, site

pytestmark = pytest.mark.django_db

YEARS = range(2015, 2024)
OWN = [160, 164, 158, 161, 159, 130, 126, 128, 124]
SECOND = [120, 123, 119, 122, 121, 120, 122, 119, 121]
THIRD = [101, 99, 102, 98, 100, 101, 99, 100, 102]


def years(counts, base=400):
    return {str(year): (count, base) for year, count in zip(YEARS, counts, strict=True)}


def built(own=OWN) -> Site:
    return site(
        {
            "a": years(own), "b": years(SECOND), "c": years(THIRD),
            "kommune": years([1500] * 9, 9000),
        }
    )  # fmt: skip


def effort(made: Site, **more) -> EventMarker:
    values = {
        "kind": "effort", "title": "Jobvejleder", "happened_on": dt.date(2020, 1, 1),
        "described_on": dt.date(2019, 11, 1), "area": made.areas["a"],
        "indicator": made.definition.indicator, "text": "To medarbejdere i beboerhuset.",
    }  # fmt: skip
    return EventMarker.objects.create(**{**values, **more})


def read(path: str, status: int = 200, **seat) -> str:
    client = Client()
    client.force_login(people.seated_user("board", **seat))
    answer = client.get(path)
    assert answer.status_code == status
    plain = re.sub(r"<script.*?</script>|<[^>]+>", " ", answer.content.decode(), flags=re.DOTALL)
    return " ".join(html.unescape(plain).split())


def test_a_description_says_that_nothing_is_claimed_and_why():
    event = effort(built())
    recompute.drain()
    shown = read(f"/bidrag/{event.pk}/")
    told = "Efter indsatsen er afstanden fra Område a til de andre områder i gennemsnit ændret"
    assert re.search(rf"{told} \(−8,[34] procentpoint; usikkerhed −\d", shown)
    assert "Det er en beskrivelse: det kan ikke siges, om indsatsen har bidraget." in shown
    assert re.search(
        r"et sted uden indsats også ville vise tegn i op til \d+ af 100 tilfælde", shown
    )
    assert "To medarbejdere i beboerhuset." in shown
    assert "Forklar tallet" in shown


def test_everything_behind_the_answer_is_told_with_its_passport():
    event = effort(built())
    recompute.drain()
    shown = read(f"/bidrag/{event.pk}/")
    for words in (
        "Afstandens gennemsnit før indsatsen", "Afstandens gennemsnit efter indsatsen",
        "procentpoint om året (", "når udviklingen før er trukket fra",
        "Mindste ændring, der kunne være set (i fire ud af fem tilfælde)",
        "5 år før og 4 år efter; en måling hen over begyndelsen tæller ikke med",
        "Område b: +", "Område c: +", "sammenhæng 0,0", "sammenhæng 0,6",
        "Usikkerheden alene", "Hele reglen for “tegn på”", "Kilde: Prøveregister", "2015–2023",
        "n = 400",
    ):  # fmt: skip
        assert words in shown, words
    assert "effekt" not in shown.casefold()


def test_too_few_years_are_told_in_words_without_a_picture():
    event = effort(built(), happened_on=dt.date(2023, 1, 1))
    recompute.drain()
    shown = read(f"/bidrag/{event.pk}/")
    assert "der skal være tal for mindst tre år før indsatsen og to år efter" in shown
    assert "Tabel bag kurven" not in shown


def test_a_trend_from_before_is_told_as_the_reason():
    event = effort(built([160 - 6 * k + (k % 2) for k in range(9)]))
    recompute.drain()
    shown = read(f"/bidrag/{event.pk}/")
    assert "Det kan ikke afgøres, om indsatsen har bidraget: Område a var allerede før" in shown
    assert "Trækkes den mulige udvikling før indsatsen fra" in shown


def test_a_trend_from_before_that_is_not_sure_is_not_told_as_a_fact():
    event = effort(built([160, 142, 158, 140, 146, 139, 141, 138, 140]))
    recompute.drain()
    shown = read(f"/bidrag/{event.pk}/")
    assert "Område a var allerede før" not in shown
    assert re.search(
        r"Det kan ikke afgøres, om indsatsen har bidraget: ændringen kan lige så vel være en forskel, "
        r"der var i gang før indsatsen \(−\d,\d procentpoint om året, usikkerhed −\d,\d til \d,\d\)",
        shown,
    )


def test_nothing_to_compare_with_and_nothing_computed_yet():
    made = site({"a": years(OWN), "kommune": years([1500] * 9, 9000)})
    event = effort(made)
    assert "Indsatsen er ikke beregnet endnu." in read(f"/bidrag/{event.pk}/")
    assert "Ikke beregnet endnu" in read("/bidrag/")
    recompute.drain()
    assert "Der er ingen områder at sammenligne Område a med." in read(f"/bidrag/{event.pk}/")


def test_the_list_names_each_effort_with_its_grade():
    made = built()
    effort(made)
    effort(made, title="Trukket", is_withdrawn=True)
    EventMarker.objects.create(kind="other", title="Storm", happened_on=dt.date(2020, 1, 1))
    recompute.drain()
    shown = read("/bidrag/")
    assert "Jobvejleder Område a · Uden job · begyndt 1.1.2020" in shown
    assert "Beskrevet; bidraget kan ikke afgøres" in shown
    assert "Trukket" not in shown and "Storm" not in shown


def test_an_empty_list_teaches():
    assert "Ingen indsatser er markeret endnu" in read("/bidrag/")


def test_an_effort_on_a_restricted_indicator_is_for_those_with_the_right():
    event = effort(built())
    Indicator.objects.update(is_restricted=True)
    recompute.drain()
    read(f"/bidrag/{event.pk}/", status=404)
    assert "Jobvejleder" not in read("/bidrag/")
    assert "Område a" in read(f"/bidrag/{event.pk}/", sees_restricted=True)


def test_what_is_no_effort_has_no_page():
    built()
    other = EventMarker.objects.create(kind="other", title="Storm", happened_on="2020-01-01")
    read(f"/bidrag/{other.pk}/", status=404)
    read("/bidrag/999999999/", status=404)
