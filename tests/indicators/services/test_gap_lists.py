"""Which distances have moved and who did it, which have not, and which nobody can tell of, by why."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pytest
from scipy.stats import norm

from indicators.services.gap_lists import GapLists, gap_lists
from indicators.services.gap_trends import told_beside
from indicators.services.results import Entry, Figures
from indicators.services.undecided import count, courses
from tests.indicators.services.test_wording import entry, figures, reading

NOT_SAID = {"lower": None, "upper": None}


def one(at: int, name: str, **more: Any) -> Entry:
    return entry(**{"definition_id": at, "code": f"prove-{at}", "name": name, "version": 1, **more})


def listed(*cases: tuple[str, Figures], **more: Any) -> GapLists:
    entries = [one(at, name, **more) for at, (name, _figures) in enumerate(cases)]
    known = {at: found._replace(**named(found)) for at, (_name, found) in enumerate(cases)}
    return gap_lists(entries, known, slug="omraade-0")


def named(found: Figures) -> dict[str, Any]:
    """The statements with the kind they are stored under: the explanation's address names it."""
    kinds = ("level", "gap", "change", "gap_change")
    known = [(kind, getattr(found, kind)) for kind in kinds]
    return {kind: one._replace(statement=kind) for kind, one in known if one is not None}


def why(found: Figures, **more: Any) -> tuple[str, str]:
    (reason,) = listed(("Prøve", found), **more).unknown
    return reason.title, reason.explained


def untold(gap: float = -12.0, *, base: float = 400.0, **change: Any) -> Figures:
    given = {"reason": "change_smaller_than_uncertainty", **change}
    found = figures(gap, 1.3, "lag", "cannot_tell", **given)
    return found._replace(level=reading(70.0, n=base))


def test_each_distance_stands_in_one_list_and_the_moved_say_who_moved() -> None:
    found = listed(
        ("Nærmere", figures(-8.0, 2.0, "lag", "narrowed", certainty="signs")),
        ("Fjernere", figures(-8.0, -2.0, "lag", "widened", own="back", rest="forward")),
        ("Mindre forspring", figures(3.0, -2.0, "lead", "lead_shrunk", own="back")),
        ("Krydset", figures(3.0, 6.0, "lead", "crossed")),
        ("Uændret", figures(-8.0, 0.1, "lag", "unchanged")),
        ("Uden bedre side", figures(8.0, -2.0, "above", "nearer", own="rises")),
        ("Uvis", untold()),
    )
    assert [each.name for each in found.better] == ["Nærmere", "Krydset"]
    assert [each.name for each in found.worse] == ["Fjernere", "Mindre forspring"]
    assert [each.name for each in found.unchanged] == ["Uændret"]
    assert [each.name for each in found.other] == ["Uden bedre side"]
    assert (found.unknown_count, found.total) == (1, 7)
    assert (
        "Området er gået tilbage, mens resten af kommunen er gået frem." in found.worse[0].sentence
    )
    assert all(each.sentence for each in (*found.better, *found.worse, *found.other))
    assert all("/forklar/omraade-0/vurdering/" in each.url for each in found.better)
    assert found.comparator == "resten af kommunen"


def test_what_cannot_be_told_says_why() -> None:
    few = (
        "For få bag tallet",
        "Selv hvis hele afstanden forsvandt, ville to tal med så få bag næppe kunne vise det.",
    )
    assert why(untold()) == ("Ændringen er mindre end usikkerheden", "")
    wide = {"lower": -3.7, "upper": 6.3}  # around +1.3
    assert why(untold(-3.0, **wide)) == few
    assert why(untold(-3.0, **wide), kind="mean") == ("Ændringen er mindre end usikkerheden", "")
    assert why(untold(reason="too_few")) == ("For få målinger", "")
    assert why(untold()._replace(gap_change=None)) == ("For få målinger", "")
    no_n = untold(reason="no_n", **NOT_SAID)
    assert why(no_n._replace(level=reading(70.0, n=None))) == ("Antal svar ikke oplyst", "")
    assert why(no_n, data_kind="register") == ("Usikkerheden er ikke oplyst", "")


def test_hidden_and_unreleased_figures_are_named_and_never_shown() -> None:
    states = {
        "suppressed": "Skjult (få personer)",
        "suppressed_by_source": "Skjult af kilden",
        "not_released": "Findes, ikke frigivet",
        "missing": "Mangler",
    }
    for state, words in states.items():
        nothing = reading(None, state=state)
        found = Figures(level=nothing, gap=nothing, gap_change=nothing)
        assert why(found) == (words, "")


def test_reasons_stand_in_one_order_with_those_of_the_figures_first() -> None:
    hidden = reading(None, state="suppressed")
    found = listed(
        ("Skjult", Figures(level=hidden, gap=hidden)),
        ("Få målinger", untold(reason="too_few")),
        ("Usikker", untold()),
        ("Også usikker", untold()),
    )
    assert [(each.title, len(each.items)) for each in found.unknown] == [
        ("Ændringen er mindre end usikkerheden", 2),
        ("For få målinger", 1),
        ("Skjult (få personer)", 1),
    ]


def test_what_is_not_followed_is_not_counted() -> None:
    alone = Figures(level=reading(70.0))
    found = listed(
        ("Alene", alone),
        ("Ikke relevant", Figures(level=reading(None, state="not_relevant"))),
        ("Intet tal", Figures()),
        ("Skjult og alene", Figures(level=reading(None, state="suppressed"))),
    )
    assert [each.name for each in found.alone] == ["Alene"]
    assert found.total == 0 and found.comparator == ""
    background = listed(("Baggrund", untold()), direction="context")
    assert background.total == 0
    assert [each.name for each in background.background] == ["Baggrund"]


def power(change: float, half: float) -> float:
    """How often an interval of this half width, drawn around such a change, leaves 0 outside it."""
    return float(norm.sf(norm.ppf(0.975) - abs(change) / (half / norm.ppf(0.975))))


@pytest.mark.parametrize("half", [0.5, 3.0, 5.15, 12.0])
def test_few_is_said_where_the_whole_distance_would_hardly_be_seen_and_nowhere_else(
    half: float,
) -> None:
    """Neither distance, of today or at the baseline, may be one that is found every other time."""
    said = set()
    for gap, change in product(
        [*np.arange(-30, 30.1, 1.7), 0.3 * half], np.linspace(-half, half, 7)
    ):
        if abs(change) >= half or abs(gap) < 0.01:
            continue
        limits = {"lower": change - half, "upper": change + half}
        found = figures(gap, change, "lag", "cannot_tell", reason="change_smaller_than_uncertainty")
        moved = found.gap_change
        assert moved is not None
        title, _more = why(found._replace(gap_change=moved._replace(**limits)))
        hardly = all(power(whole, half) < 0.50 for whole in (gap, gap - change))
        assert (title == "For få bag tallet") == hardly, (gap, change, half)
        said.add(hardly)
    assert said == {True, False}


def with_trend(verdict: str, change: str = "cannot_tell", certainty: str = "signs") -> Figures:
    found = figures(-8.0, 2.0, "lag", change, reason="change_smaller_than_uncertainty")
    sure = "" if verdict == "cannot_tell" else certainty
    trend = reading(0.4, verdict=verdict, certainty=sure, comparator="rest", baseline_slot="2014")
    return found._replace(gap_trend=trend)


@pytest.mark.parametrize(
    ("trend", "change", "words"),
    [
        ("narrowed", "cannot_tell", "er der tegn på, at afstanden til resten af kommunen er blevet mindre."),
        ("widened", "cannot_tell", "er der tegn på, at afstanden til resten af kommunen er blevet større."),
        ("unchanged", "cannot_tell", "er afstanden stort set uændret."),
        ("cannot_tell", "narrowed", "kan det ikke afgøres, om afstanden har ændret sig."),
        ("cannot_tell", "unchanged", "kan det ikke afgøres, om afstanden har ændret sig."),
        ("narrowed", "narrowed", ""),
        ("cannot_tell", "cannot_tell", ""),
    ],
)  # fmt: skip
def test_a_trend_that_says_another_thing_stands_beside_the_verdict_and_never_for_it(
    trend: str, change: str, words: str
) -> None:
    found = with_trend(trend, change)
    lists = listed(("Prøve", found))
    where = {"cannot_tell": "unknown", "narrowed": "better", "unchanged": "unchanged"}[change]
    items = lists.unknown[0].items if where == "unknown" else getattr(lists, where)
    assert [each.name for each in items] == ["Prøve"]
    in_list = items[0].sentence
    assert bool(words) == ("alle tal" in in_list)
    assert words.partition(" er blevet ")[2] in in_list  # which way it has gone
    told = told_beside(found)
    assert words in told
    assert ("tæller" in told) == bool(words)
    assert lists.has_trends == (bool(words) and where == "unknown")


def test_an_areas_own_course_that_cannot_be_told_is_listed_by_why() -> None:
    unsure = reading(
        1.0, statement="change", verdict="cannot_tell", reason="change_smaller_than_uncertainty"
    )
    level = reading(70.0, statement="level")
    known = {
        0: Figures(level=level, change=unsure),
        1: Figures(level=level),
        2: Figures(level=level, change=unsure._replace(verdict="forward", reason="")),
    }
    found = courses([one(at, f"Prøve {at}") for at in range(3)], known, slug="omraade-0")
    assert [(each.title, [item.name for item in each.items]) for each in found] == [
        ("Ændringen er mindre end usikkerheden", ["Prøve 0"]),
        ("For få målinger", ["Prøve 1"]),
    ]
    assert count(found) == 2
    assert "/forklar/omraade-0/aendring/" in found[0].items[0].url
