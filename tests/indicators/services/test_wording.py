"""Sentences: dated, in the past tense, true to sign, polarity and reason."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import translation

from indicators.services import verdict_words, wording
from indicators.services.periods_in_words import measured_in_words, slot_in_words
from indicators.services.results import Entry, Figures, Reading
from indicators.services.wording import Verdict


def entry(**more: Any) -> Entry:
    values = dict.fromkeys(Entry._fields) | {
        "code": "prove", "name": "Prøve", "kind": "share", "data_kind": "survey",
        "counts": "persons", "direction": "higher", "unit": "pct.", "decimals": 1,
        "is_pending": False,
    }  # fmt: skip
    return Entry(**{**values, **more})


def reading(estimate: float | None, **more: Any) -> Reading:
    values = dict.fromkeys(Reading._fields) | {
        "comparator": "", "slot": "2024", "baseline_slot": "2019", "is_latest": True,
        "state": "value", "reason": "", "estimate": estimate, "n": 400.0, "verdict": "",
        "certainty": "", "source": "Kilden", "family": "k",
    }  # fmt: skip
    if estimate is not None:
        values |= {"lower": estimate - 1, "upper": estimate + 1}
    return Reading(**{**values, **more})


def figures(gap: float, moved: float, gap_verdict: str, verdict: str, **more: Any) -> Figures:
    own, rest = more.pop("own", "forward"), more.pop("rest", "cannot_tell")
    return Figures(
        level=reading(70.0),
        gap=reading(gap, comparator="rest", verdict=gap_verdict),
        change=reading(5.0, verdict=own, certainty="signs"),
        comparator_change=reading(1.0, comparator="rest", verdict=rest),
        gap_change=reading(moved, comparator="rest", verdict=verdict, **more),
    )


def test_behind_and_closing_with_clear_signs() -> None:
    told = figures(12.4, -2.7, "lag", "narrowed", certainty="clear_signs")
    assert wording.headline(entry(direction="lower"), told, area="Værebro Vest") == (
        "Andelen i Værebro Vest var 12,4 procentpoint højere end i resten af kommunen i 2024. "
        "Der er klare tegn på, at afstanden er blevet mindre siden 2019 (fra 15,1). "
        "Området er gået frem; en ændring i resten af kommunen kan ikke ses."
    )


def test_higher_is_better_mirrors_the_sentence() -> None:
    told = figures(-12.4, 2.7, "lag", "narrowed", certainty="signs")
    assert wording.headline(entry(), told) == (
        "Andelen var 12,4 procentpoint lavere end i resten af kommunen i 2024. "
        "Der er tegn på, at afstanden er blevet mindre siden 2019 (fra 15,1). "
        "Området er gået frem; en ændring i resten af kommunen kan ikke ses."
    )


def test_a_lead_is_called_better_and_a_head_start() -> None:
    told = figures(3.0, 1.0, "lead", "lead_grown", certainty="signs")
    assert wording.headline(entry(), told) == (
        "Andelen lå 3,0 procentpoint bedre end i resten af kommunen i 2024. "
        "Der er tegn på, at forspringet er blevet større siden 2019 (fra 2,0). "
        "Området er gået frem; en ændring i resten af kommunen kan ikke ses."
    )


def test_a_crossing_says_where_it_lay_and_lies() -> None:
    told = figures(2.0, 4.0, "lead", "crossed", certainty="signs")
    assert "området lå bag i 2019, men foran i 2024" in wording.headline(entry(), told)


@pytest.mark.parametrize(
    ("verdict", "certainty", "words"),
    [
        ("crossed", "signs", "Der er tegn på et skifte til det bedre siden 2019"),
        ("crossed", "clear_signs", "Der er klare tegn på et skifte til det bedre siden 2019"),
        ("crossed_back", "signs", "Der er tegn på et skifte til det værre siden 2019"),
        ("crossed_back", "clear_signs", "Der er klare tegn på et skifte til det værre siden 2019"),
    ],
)
def test_a_crossing_to_no_sure_side_names_none(verdict: str, certainty: str, words: str) -> None:
    told = figures(0.6, 4.0, "cannot_tell", verdict, certainty=certainty)
    sentence = wording.headline(entry(), told)
    assert words in sentence
    assert "lå bag" not in sentence and "lå foran" not in sentence
    found = verdict_words.of_gap_change(entry(), told)
    assert found is not None
    assert "ikke sikkert" in found.word


@pytest.mark.parametrize(
    ("verdict", "own", "rest", "words"),
    [
        ("narrowed", "cannot_tell", "back", "Det skyldes, at resten af kommunen er gået tilbage."),
        ("widened", "forward", "forward", "Området er gået frem, men resten af kommunen mere."),
        ("widened", "back", "forward", "mens resten af kommunen er gået frem."),
        ("widened", "back", "back", "Både området og resten af kommunen er gået tilbage"),
        ("widened", "unchanged", "forward", "Resten af kommunen er gået frem, men"),
        ("narrowed", "forward", "unchanged", "Området er gået frem, mens resten af kommunen er"),
        (
            "narrowed",
            "forward",
            "forward",
            "Både området og resten af kommunen er gået frem, området",
        ),
        ("widened", "back", "cannot_tell", "en ændring i resten af kommunen kan ikke ses."),
        ("widened", "cannot_tell", "cannot_tell", "Det kan ikke afgøres, om det er området eller"),
        ("lead_shrunk", "back", "unchanged", "mens resten af kommunen er stort set uændret."),
    ],
)
def test_who_moved_is_always_said_where_the_distance_has(
    verdict: str, own: str, rest: str, words: str
) -> None:
    told = figures(-8.0, 2.0, "lag", verdict, certainty="signs", own=own, rest=rest)
    assert words in wording.headline(entry(), told)


def test_what_cannot_be_told_gives_change_and_uncertainty() -> None:
    told = figures(-8.0, 1.3, "lag", "cannot_tell", lower=-2.8, upper=5.4)
    assert wording.headline(entry(), told).endswith(
        "Det kan endnu ikke afgøres, om afstanden er blevet mindre eller større siden 2019 "
        "(ændring +1,3; usikkerhed −2,8 til 5,4 procentpoint)."
    )


def test_a_difference_within_its_uncertainty_is_not_called_one() -> None:
    told = figures(-0.6, 1.0, "cannot_tell", "narrowed", certainty="signs")
    assert "men forskellen er mindre end usikkerheden." in wording.headline(entry(), told)


def test_the_whole_municipality_is_named_as_containing_the_area() -> None:
    gap = reading(-4.0, comparator="municipality", verdict="lag")
    told = Figures(level=reading(70.0), gap=gap)
    assert "i hele kommunen, som området er en del af, i 2024." in wording.headline(entry(), told)
    assert "end i hele kommunen i 2024." in wording.headline(entry(), told, is_brief=True)


def test_without_a_gap_the_level_and_its_own_change_are_told() -> None:
    told = Figures(level=reading(70.0), change=reading(-5.0, verdict="back", certainty="signs"))
    assert wording.headline(entry(), told) == (
        "Andelen var 70,0 pct. i 2024. Der er tegn på, at andelen er faldet siden 2019 (fra 75,0)."
    )


def test_context_is_told_without_judgement() -> None:
    told = figures(-8.0, 2.0, "below", "nearer", certainty="signs")
    sentence = wording.headline(entry(direction="context"), told)
    assert sentence == "Andelen var 8,0 procentpoint lavere end i resten af kommunen i 2024."
    assert verdict_words.of_course(entry(direction="context"), told) is None


def test_a_level_with_the_comparator_is_said_as_such() -> None:
    told = figures(0.02, 0.0, "equal", "unchanged")
    assert wording.headline(entry(), told) == (
        "Andelen var på niveau med tallet i resten af kommunen i 2024. "
        "Afstanden er stort set uændret siden 2019."
    )


def test_a_known_base_is_not_called_unknown() -> None:
    change = reading(2.0, lower=None, upper=None, verdict="cannot_tell", reason="no_n")
    with_n = Figures(level=reading(70.0), change=change)
    without = Figures(level=reading(70.0, n=None), change=change)
    assert verdict_words.of_change(entry(), with_n) == Verdict(
        "undecided", "up", reason="usikkerheden kendes ikke"
    )
    found = verdict_words.of_change(entry(), without)
    assert found is not None
    assert found.reason == "antal svar ikke oplyst"


@pytest.mark.parametrize(
    ("kind", "n", "words"),
    [
        ("index", None, "antallet bag tallet er ikke oplyst"),
        ("mean", None, "antallet bag tallet er ikke oplyst"),
        ("index", 300.0, "usikkerheden kendes ikke"),
        ("count", None, "usikkerheden kendes ikke"),
    ],
)
def test_an_unstated_n_is_named_where_the_kind_of_figure_needs_one(
    kind: str, n: float | None, words: str
) -> None:
    change = reading(2.0, lower=None, upper=None, verdict="cannot_tell", reason="no_n")
    told = Figures(level=reading(70.0, n=n), change=change)
    found = verdict_words.of_change(entry(kind=kind, data_kind="register"), told)
    assert found is not None
    assert (found.kind, found.reason) == ("undecided", words)


@pytest.mark.parametrize(
    ("code", "kind", "word"),
    [
        ("on_track", "forward", "på rette kurs"),
        ("too_slow", "slow", ""),
        ("limited", "still", ""),
        ("wrong_way", "back", ""),
        ("off_course", "off_course", ""),
        ("met", "reached", "måltal nået"),
        ("not_met", "slow", "måltal ikke nået"),
        ("kept", "kept", "holder måltallet"),
        ("lost", "lost", "holder ikke længere måltallet"),
        ("right_side", "undecided", "på den rigtige side af måltallet, men ikke sikkert"),
        ("wrong_side", "undecided", "på den forkerte side af måltallet, men ikke sikkert"),
        ("cannot_tell", "undecided", ""),
    ],
)
def test_every_pace_has_its_sign_and_word(code: str, kind: str, word: str) -> None:
    told = Figures(level=reading(70.0), pace=reading(1.0, verdict=code))
    found = verdict_words.of_pace(entry(), told)
    assert found is not None
    assert (found.kind, found.word) == (kind, word)


@pytest.mark.parametrize(
    ("trend", "direction", "word"),
    [
        ("back", "up", "ikke på rette kurs; tendensen går tilbage"),
        ("forward", "up", "ikke på rette kurs; tendensen går frem"),
        ("cannot_tell", "", ""),
    ],
)
def test_off_course_says_the_way_only_where_the_trend_tells_it(
    trend: str, direction: str, word: str
) -> None:
    told = Figures(
        level=reading(70.0),
        pace=reading(-0.1, verdict="off_course"),
        trend=reading(0.7, verdict=trend),
    )
    found = verdict_words.of_pace(entry(), told)
    assert found == Verdict("off_course", direction, word=word)
    assert found is not None
    assert verdict_words.tally([found]).sentence == "Af 1 indikator: 1 er ikke på rette kurs."


def test_an_untold_pace_does_not_say_that_a_sure_change_is_unsure() -> None:
    told = Figures(
        level=reading(86.8),
        change=reading(5.6, lower=0.4, upper=10.7, verdict="forward"),
        pace=reading(1.5, verdict="cannot_tell", reason="change_smaller_than_uncertainty"),
    )
    found = verdict_words.of_pace(entry(), told)
    assert found is not None
    assert (found.kind, found.reason) == (
        "undecided", "tempoet kan være højt nok, men også for lavt",
    )  # fmt: skip


def test_a_vision_is_counted_in_words() -> None:
    verdicts = [
        Verdict("undecided"), Verdict("forward", "up", word="på rette kurs"), Verdict("slow"),
        Verdict("hidden"), Verdict("forward", "down", word="på rette kurs"), Verdict("back"),
    ]  # fmt: skip
    assert verdict_words.tally(verdicts).sentence == (
        "Af 6 indikatorer: 2 er på rette kurs, 1 går for langsomt frem, 1 går tilbage, "
        "1 kan ikke afgøres endnu, 1 er uden tal."
    )
    slow = [Verdict("still", "up"), Verdict("slow", word="måltal ikke nået (18,0 i 2025)")]
    assert verdict_words.tally(slow).sentence == (
        "Af 2 indikatorer: 1 går langt fra hurtigt nok frem, 1 har ikke nået måltallet."
    )
    assert verdict_words.tally([]).sentence == "Ingen indikatorer, der vurderes."


def test_periods_are_said_as_people_say_them() -> None:
    with translation.override("da"):
        assert slot_in_words("2024") == "2024"
        assert slot_in_words("2024H1") == "1. halvår 2024"
        assert slot_in_words("2024K3") == "3. kvartal 2024"
        assert slot_in_words("2024M05") == "maj 2024"
    level = reading(70.0)
    assert measured_in_words(level.slot, None, None) == "2024"


@pytest.mark.parametrize(
    ("n", "word"), [(60.0, "kan næppe afgøres inden 2030"), (4000.0, ""), (None, "")]
)
def test_what_so_few_can_never_show_is_said_so(n: float | None, word: str) -> None:
    aimed = entry(target_value=74.0, target_slot="2030", target_baseline_slot="2019")
    told = verdict_words.of_pace(
        aimed,
        Figures(
            level=reading(70.0, n=n),
            change=reading(2.0),
            pace=reading(
                0.8, verdict="cannot_tell", reason="change_smaller_than_uncertainty", lower=-1.0
            ),
        ),
    )
    assert told is not None
    assert (told.kind, told.word) == ("undecided", word)


def test_a_difference_of_indices_is_told_in_points_of_the_index():
    assert (
        wording.gap_unit(entry(kind="index", unit="pct. af regionens gennemsnit")) == "indekspoint"
    )
    assert wording.gap_unit(entry(kind="mean", unit="point (1-5)")) == "point (1-5)"
