"""What stands in the paragraph: the distance, who moved, what else happened, and what cannot be told."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from types import SimpleNamespace

import pytest

from effects.rules import evidence as rules
from effects.services import review_pages
from effects.services.evidence import assemble
from effects.services.evidence_facts import facts_of, readings_of
from effects.services.evidence_findings import Announced, Neighbour, findings
from effects.services.evidence_words import paragraphs, text_of
from effects.services.rewriting_words import area_added_in_words, when_described
from indicators.services.indicator_grounds import Happening
from tests.factories import evidence as made

SURELY_MORE = [made.level(2019, 50.0), made.level(2022, 56.0)]


def gap_case(before, now, *, direction="fall", comparison=None):
    readings = [
        made.level(2019, 50.0),
        made.level(2022, 50.0),
        made.gap(2019, before),
        made.gap(2022, now),
    ]
    readings += [comparison] if comparison else []
    return findings(
        made.expected(measure="gap", direction=direction), made.area(), made.entry(), readings,
        made.others(),
    )  # fmt: skip


SIZE_OPEN = "men det kan ikke afgøres, om den er blevet så meget"


@pytest.mark.parametrize("side", [1, -1])
@pytest.mark.parametrize(
    ("before", "now", "direction", "says"),
    [
        (20, 12, "fall", "tegn på, at afstanden er blevet mindre, mindst så meget som forventet."),
        (
            20,
            16,
            "fall",
            f"tegn på, at afstanden er blevet mindre, {SIZE_OPEN} mindre som forventet.",
        ),
        (
            20,
            14,
            "fall",
            f"tegn på, at afstanden er blevet mindre, {SIZE_OPEN} mindre som forventet.",
        ),
        (20, 24, "fall", "tegn på, at afstanden er blevet større, altså modsat det forventede."),
        (20, 19, "fall", "den er ikke blevet så meget mindre som forventet."),
        (20, 28, "rise", "tegn på, at afstanden er blevet større, mindst så meget som forventet."),
        (
            20,
            24,
            "rise",
            f"tegn på, at afstanden er blevet større, {SIZE_OPEN} større som forventet.",
        ),
        (20, 14, "rise", "tegn på, at afstanden er blevet mindre, altså modsat det forventede."),
        (20, 21, "rise", "den er ikke blevet så meget større som forventet."),
        (20, 17.5, "fall", "Ændringen er mindre end usikkerheden"),
    ],
)
def test_a_distance_is_told_by_its_size_from_whichever_side(side, before, now, direction, says):
    text = text_of(gap_case(side * before, side * now, direction=direction))
    assert says in text
    assert (
        "Afstanden til resten af kommunen var 20,0 procentpoint i 2019, før indsatsen begyndte den 1.1.2020"
        in text
    )
    change = f"{now - before:+.1f}".replace("-", "−").replace(".", ",")
    assert f"({change} procentpoint, usikkerhed " in text  # the distance's size, from either side
    way = "mindre" if direction == "fall" else "større"
    assert f"bliver 5,0 procentpoint {way}, tidligst synligt den 1.1.2022" in text


def test_a_distance_that_changed_sides_is_told_so():
    assert "kommet om på den anden side" in text_of(gap_case(-5, 4))
    assert "kommet om på den anden side" not in text_of(gap_case(-9, -4))


def test_a_contribution_to_a_distance_goes_by_the_side_the_area_was_on():
    signs = made.did(6.0, details={"grade": 2, "reasons": []})
    assert gap_case(-20, -14, comparison=signs).comparison.code == rules.FITS
    assert gap_case(20, 14, comparison=signs).comparison.code == rules.AGAINST


def council(area, rest):
    """A distance that has narrowed since the baseline, with what area and comparator did."""
    base = {"is_latest": True, "baseline_slot": "2015"}
    against = {"comparator": "rest", "is_default": True}
    return [
        made.level(2019, 50.0), made.level(2022, 50.0),
        made.gap(2019, -20), made.gap(2022, -14, verdict="lag"),
        made.reading("change", 2022, 1.0, verdict=area, **base),
        made.reading("change", 2022, 1.0, verdict=rest, **base, **against),
        made.reading("gap_change", 2022, 6.0, verdict="narrowed", **base, **against),
    ]  # fmt: skip


def test_a_distance_that_shrank_since_the_rest_fell_back_is_no_progress():
    fell = "Siden 2015 er det resten af kommunen, der er gået tilbage; området er ikke gået frem."
    told = {("unchanged", "back"): fell, ("back", "back"): fell, ("forward", "forward"): ""}
    for (area, rest), words in told.items():
        found = findings(
            made.expected(measure="gap", direction="fall"), made.area(), made.entry(),
            council(area, rest), made.others(),
        )  # fmt: skip
        text = text_of(found)
        assert words in text
        assert ("gået tilbage" in text) == bool(words)


def test_what_cannot_be_told_is_told_with_when_it_can():
    few = made.did(None, state="not_computed", reason="too_few")
    history = [made.level(year, 50.0) for year in range(2016, 2020)]
    levels = [*history, made.level(2020, 56.0)]
    found = findings(made.expected(), made.area(), made.entry(), [*levels, few], made.others())
    assert "Der kan tidligst sammenlignes, når tallet for 2021 er kommet." in text_of(found)
    found = findings(made.expected(), made.area(), made.entry(), [*levels[3:], few], made.others())
    assert "Der er tal for 1 år før indsatsen, og der skal være mindst tre" in text_of(found)
    described = made.did(4.0, details={"grade": 1, "reasons": ["few_after"]})
    found = findings(
        made.expected(), made.area(), made.entry(), [*levels, described], made.others()
    )
    told = "Svaret kan tidligst blive mere end en beskrivelse, når tallet for 2022 er kommet."
    assert told in text_of(found)


def test_an_effort_that_has_not_begun_has_its_figure_and_no_judgement():
    for state, day in (
        ("proposed", None),
        ("running", dt.date(2024, 1, 1)),
        ("dropped", made.START),
    ):
        expected = made.expected(intervention={"state": state, "starts_on": day})
        found = findings(
            expected, made.area(), made.entry(), [made.level(2022, 56.0)], made.others()
        )
        text = text_of(found)
        assert "Andelen i Område A var 56,0 pct. i 2022. Indsatsen er ikke begyndt." in text
        assert "sammenlign" not in text and "tegn på" not in text


def split(year, change, **details):
    return made.reading(
        "split", year, change, baseline_slot=str(year - 1), lower=None, upper=None, details=details
    )


def movers_told(*splits, now=56.0, **entry):
    levels = [
        made.level(2020, 50.0, slot="2019", ends_on=dt.date(2019, 12, 31)),
        made.level(2021, 53.0),
        made.level(2022, now),
    ]
    found = findings(
        made.expected(intervention={"starts_on": dt.date(2020, 6, 1)}), made.area(),
        made.entry(**entry), [*levels, *splits], made.others(),
    )  # fmt: skip
    return text_of(found)


def test_whether_residents_are_better_off_or_new():
    stayed = {"stayed": 2.0, "moved_in": 1.0, "moved_out": 0.0, "unknown": 0.0}
    moved = stayed | {"stayed": 0.5, "moved_in": 2.5}
    chain = [split(2020, 3.0, **stayed), split(2021, 3.0, **stayed), split(2022, 3.0, **stayed)]
    told = "Det meste af ændringen fra 2019 til 2022 er sket hos beboere, der blev boende."
    assert told in movers_told(*chain)
    told = "Det meste af ændringen fra 2021 til 2022 hænger sammen med, hvem der er flyttet til og fra."
    assert told in movers_told(split(2022, 3.0, **moved), chain[0])
    assert "hvem der er flyttet" not in movers_told(split(2022, 3.0, **moved), now=54.0)
    assert "kun delvist kendt, hvem der er flyttet" in movers_told(split(2022, 3.0, stayed=2.0))
    hidden = split(2022, None)._replace(state="suppressed", details=None)
    assert "er skjult (få personer)" in movers_told(hidden)
    assert "Det vides ikke, hvem der er flyttet" in movers_told()
    assert "flyttet" not in movers_told(counts="things").replace("flyttet sig", "")


def test_where_one_part_made_more_than_the_change_the_other_is_said_to_have_pulled_against_it():
    stayed = {"stayed": 14.7, "moved_in": -5.2, "moved_out": -2.4, "unknown": 0.0}
    told = movers_told(split(2022, 7.1, **stayed), now=60.1)
    assert (
        "Hele ændringen fra 2021 til 2022 (+7,1 procentpoint) er sket hos beboere, der blev boende "
        "(+14,7); flytninger trak den anden vej (−7,6). Delene er uden usikkerhed."
    ) in told
    moved = {"stayed": -2.0, "moved_in": 9.1, "moved_out": 0.0, "unknown": 0.0}
    told = movers_told(split(2022, 7.1, **moved), now=60.1)
    assert (
        "Hele ændringen fra 2021 til 2022 (+7,1 procentpoint) hænger sammen med, hvem der er flyttet "
        "til og fra (+9,1); beboere, der blev boende, trak den anden vej (−2,0)."
    ) in told
    assert "Det meste" not in told


def compared(estimate=4.0, **details):
    """A figure that rose, with a stored comparison."""
    kept = {"grade": 1, "slots": ["2015", "2016", "2022"], "is_after": [False, False, True]}
    found = made.did(
        estimate, lower=-1.0, upper=9.0, verdict="described", details=kept | details
    )  # fmt: skip
    return findings(
        made.expected(), made.area(), made.entry(), [*SURELY_MORE, found], made.others()
    )


def test_the_areas_it_is_compared_with_are_named_up_to_three_and_else_counted():
    def told(*areas):
        return text_of(compared(areas=[1, *areas]))

    assert "Målt mod et område uden indsatsen (Område B) har" in told(2)
    assert "Målt mod områder uden indsatsen (Område B, Område C og Område D) har" in told(2, 3, 4)
    assert "Målt mod 4 områder uden indsatsen har" in told(2, 3, 4, 5)
    assert "Målt mod 2 områder uden indsatsen har" in told(2, 99)  # one that is not known by name
    assert "Målt mod områder uden indsatsen har" in told()
    lines = [fact for fact in facts_of(compared(areas=[1, 2, 3])) if "Sammenlignet" in fact.label]
    assert "3 områder, 3 år" in lines[0].passport and "n\u00a0=" not in lines[0].passport


def test_a_course_before_the_start_is_told_as_fact_only_where_its_interval_leaves_out_0():
    pre = {"grade": 0, "reasons": ["pre_trend"], "slope": 0.65}
    open_ = text_of(compared(**pre, slope_lower=-0.46, slope_upper=1.77))
    assert (
        "Det kan ikke afgøres, om indsatsen har bidraget: ændringen kan lige så vel være en forskel, "
        "der var i gang før indsatsen (+0,7 procentpoint om året, usikkerhed −0,5 til 1,8)."
    ) in open_
    assert "på vej en anden vej" not in open_
    sure = text_of(compared(**pre, slope_lower=0.02, slope_upper=1.28))
    assert "Område A var allerede før indsatsen på vej en anden vej" in sure
    bare = text_of(compared(**pre))
    assert "en forskel, der var i gang før indsatsen." in bare and "om året" not in bare
    facts = {
        f.label: f.words for f in facts_of(compared(**pre, slope_lower=-0.46, slope_upper=1.77))
    }
    assert facts["Udviklingen før indsatsen"].startswith(
        "+0,65 procentpoint om året (−0,46 til 1,77); trukket fra"
    )


def test_a_distance_is_shown_with_both_numbers_behind_it_of_its_own_period():
    readings = [
        made.level(2022, 56.0, n=204.0), made.level(2023, 57.0, n=210.0),
        made.gap(2019, -17.8), made.gap(2022, -11.2, n=None),
        made.reading("comparator", 2022, 70.0, comparator="rest", n=4111.0),
        made.reading("comparator", 2023, 70.0, comparator="rest", n=4140.0),
    ]  # fmt: skip
    made_of = assemble(
        made.expected(measure="gap", direction="fall"), made.area(), made.entry(), readings,
        made.others(),
    )  # fmt: skip
    assert made_of.passport["n"] == "204"
    assert made_of.passport["comparator"].replace("\u00a0", " ").endswith("(n = 4.111)")


def test_other_explanations_are_named_by_people_and_by_the_site():
    day = dt.date(2021, 3, 1)
    events = tuple(
        Happening(id=pk, kind=kind, title=title, text="", on=day, area_id=1)
        for pk, (kind, title) in enumerate(
            [("other", "Ny skole"), ("effort", "Andet"), ("decision", "Egen"), ("other", "Ny sti"),
             ("other", "Metro")]
        )
    )  # fmt: skip
    neighbours = (Neighbour("Familiehus", "familiehus", day, None),)
    found = findings(
        made.expected(other_causes="Højkonjunktur  i\nbyen."), made.area(), made.entry(),
        SURELY_MORE,
        made.others(
            events=events, own=frozenset({2}), neighbours=neighbours,
            moves=(Announced(is_out=True, households=40, starts_on=day),),
        ),
    )  # fmt: skip
    text = text_of(found)
    assert "Andre mulige forklaringer er skrevet ned: “Højkonjunktur i byen.”" in text
    assert "I samme område og tid kørte også “Familiehus”." in text
    assert "I samme periode er også sket: “Ny skole”, “Ny sti” og 1 anden." in text
    assert "Der er meldt flytninger til eller fra området i samme tid." in text
    bare = text_of(replace(found, others=made.others()))
    assert "I samme" not in bare and "meldt flytninger" not in bare


def test_a_changed_expectation_is_told_to_be_changed():
    expected = made.expected()
    expected = replace(expected, amendments=(expected.version, expected.version))
    found = findings(expected, made.area(), made.entry(), SURELY_MORE, made.others())
    assert "Forventningen er ændret 2 gange" in text_of(found)
    once = replace(found, expected=replace(expected, amendments=(expected.version,)))
    assert "Forventningen er ændret én gang" in text_of(once)


def rewritten(figures=SURELY_MORE, today=dt.date(2025, 6, 1), comparison=None, **more):
    """An expectation of 5 by 2024 that was written anew two years after the start."""
    first = made.expected()
    later = made.expected(**({"size": 8.0, "latest_on": dt.date(2027, 10, 1)} | more)).version
    later.number, later.written_on, later.is_late = 2, dt.date(2022, 11, 23), True
    expected = replace(first, version=later, amendments=(later,))
    readings = [*figures, comparison] if comparison else figures
    return findings(
        expected, made.area(), made.entry(), readings, made.others(today=today)
    )  # fmt: skip


def test_what_was_rewritten_after_the_start_is_held_against_both_and_never_looks_foreseen():
    text = text_of(rewritten([made.level(2019, 50.0), made.level(2022, 58.0)]))
    assert (
        "Den blev først skrevet før start (1.12.2019), men er skrevet om efter start (23.11.2022): "
        "5 → 8 procentpoint, senest 31.12.2024 → 1.10.2027. Her holdes tallet op mod den nyeste "
        "udgave."
    ) in text
    assert (
        "Der er tegn på, at tallet er steget, men det kan ikke afgøres, om stigningen er så stor som "
        "forventet."
    ) in text
    assert (
        "Målt mod den oprindelige forventning (stiger 5,0 procentpoint, senest den 31.12.2024) er "
        "ændringen mindst så stor som forventet."
    ) in text
    assert (
        "Efter den oprindelige forventning skulle det ses senest den 31.12.2024; den dag er gået."
    ) in text


@pytest.mark.parametrize(
    ("now", "says"),
    [
        (58.0, "er ændringen mindst så stor som forventet."),
        (54.0, "kan det ikke afgøres, om ændringen er så stor som forventet."),
        (51.0, "er ændringen ikke så stor som forventet."),
        (46.0, "går ændringen modsat det forventede."),
        (52.5, "kan det ikke afgøres, om ændringen er så stor som forventet."),
    ],
)
def test_every_answer_is_also_given_for_what_stood_at_the_start(now, says):
    text = text_of(rewritten([made.level(2019, 50.0), made.level(2022, now)], size=2.0))
    assert f"(stiger 5,0 procentpoint, senest den 31.12.2024) {says}" in text
    none = text_of(rewritten([made.level(2019, 50.0)]))
    assert "Målt mod den oprindelige" not in none and "skrevet om efter start" in none


def test_a_direction_that_was_turned_after_the_start_gives_no_signs():
    signs = made.did(4.0, lower=1.0, upper=7.0, verdict="better", details={"grade": 2})
    kept = rewritten(comparison=signs)
    assert (kept.comparison.grade, kept.comparison.code) == (2, "fits")
    turned = rewritten(comparison=signs, direction="fall")
    assert (turned.comparison.grade, turned.comparison.reasons) == (1, (rules.TURNED_LATE,))
    text = text_of(turned)
    assert "stiger → falder" in text
    assert "Den forventede retning blev skrevet om, efter at indsatsen var begyndt." in text
    assert "Det er en beskrivelse: det kan ikke siges, om indsatsen har bidraget." in text


def test_what_was_written_late_and_rewritten_is_told_as_both():
    first = made.expected(is_late=True)
    later = made.expected(is_late=True, size=8.0).version
    later.number, later.written_on = 2, dt.date(2022, 11, 23)
    expected = replace(first, version=later, amendments=(later,))
    text = text_of(findings(expected, made.area(), made.entry(), SURELY_MORE, made.others()))
    assert "efter at indsatsen var begyndt" in text
    assert "Den blev skrevet om den 23.11.2022: 5 → 8 procentpoint." in text
    assert when_described(expected, "procentpoint") == (
        "først beskrevet efter start (1. januar 2021); ændret 23. november 2022: 5 → 8 procentpoint"
    )
    assert when_described(first) == "beskrevet efter start (1. januar 2021)"
    assert when_described(rewritten().expected, "procentpoint") == (
        "først beskrevet før start (1. december 2019); ændret efter start (23. november 2022): "
        "5 → 8 procentpoint, senest 31.12.2024 → 1.10.2027"
    )


SIGNS = made.did(4.0, lower=1.0, upper=7.0, verdict="better", details={"grade": 2})


def test_an_area_that_was_added_after_the_start_says_so_and_is_only_described():
    day = dt.date(2022, 11, 23)
    added = replace(rewritten().expected, added={made.area().pk: day})
    found = findings(added, made.area(), made.entry(), [*SURELY_MORE, SIGNS], made.others())
    assert (found.comparison.grade, found.comparison.reasons) == (1, (rules.ADDED_LATE,))
    text = text_of(found)
    assert "Område A blev først tilføjet den 23.11.2022, efter at indsatsen var begyndt" in text
    assert "Området blev tilføjet, efter at indsatsen var begyndt." in text
    assert "Målt mod den oprindelige" not in text  # nothing was expected here then
    assert area_added_in_words(added, made.area()) == "tilføjet efter start (23. november 2022)"
    assert "; Område A tilføjet efter start (23. november 2022)" in when_described(added)
    # Once recomputed the marked effort is late by itself; the reason stays the area's own.
    late = made.did(4.0, lower=1.0, upper=7.0, details={"grade": 1, "reasons": ["described_late"]})
    found = findings(added, made.area(), made.entry(), [*SURELY_MORE, late], made.others())
    assert "Området blev tilføjet, efter at indsatsen var begyndt." in text_of(found)


def test_a_target_group_that_was_named_after_the_start_says_so_in_every_area():
    first = made.expected()
    later = made.expected(target_group_id=5).version
    later.number, later.written_on, later.is_late = 2, dt.date(2022, 11, 23), True
    expected = replace(first, version=later, amendments=(later,))
    found = findings(expected, made.area(), made.entry(), [*SURELY_MORE, SIGNS], made.others())
    assert (found.comparison.grade, found.comparison.reasons) == (1, (rules.REGROUPED_LATE,))
    assert "Målgruppen blev skrevet om den 23.11.2022" in text_of(found)
    assert "målgruppen skrevet om efter start (23. november 2022)" in when_described(expected)


def test_an_area_that_was_redrawn_in_between_is_not_compared_with_itself():
    found = findings(
        made.expected(), made.area(), made.entry(), SURELY_MORE,
        made.others(redrawn=(dt.date(2021, 1, 1),)),
    )  # fmt: skip
    assert found.outcome == rules.BREAK
    older = [made.level(2019, 50.0, definition_id=9), made.level(2022, 56.0)]
    found = findings(made.expected(), made.area(), made.entry(), older, made.others())
    assert found.outcome == rules.BREAK
    assert "databrud" in text_of(found)


def test_it_is_told_in_short_paragraphs_of_one_matter_each():
    years = [str(year) for year in range(2016, 2023)]
    details = {"grade": 2, "slots": years, "is_after": [year >= "2020" for year in years]}
    signs = made.did(4.0, lower=1.0, upper=7.0, verdict="better", details=details)
    against = {"comparator": "rest", "is_default": True, "baseline_slot": "2015"}
    distance = [
        made.gap(2022, -6.0), made.reading("gap_change", 2022, 5.0, verdict="narrowed", **against)
    ]  # fmt: skip
    found = findings(
        made.expected(other_causes="Et nyt lager åbner."), made.area(), made.entry(),
        [*SURELY_MORE, *distance, signs], made.others(today=dt.date(2025, 6, 1)),
    )  # fmt: skip
    foretold, happened, beside, time, contribution, else_ = paragraphs(found)
    assert foretold.startswith("Forventningen er")
    assert happened == (
        "Andelen i Område A var 50,0 pct. i 2019, før indsatsen begyndte den 1.1.2020, og 56,0 pct. i 2022 "
        "(+6,0 procentpoint, usikkerhed 3,2 til 8,8). Der er tegn på, at tallet er steget, men det kan ikke "
        "afgøres, om stigningen er så stor som forventet."
    )
    # Two numbers that differ say why: another year, and the other areas' change taken out.
    assert beside.startswith("Afstanden til resten af kommunen var 11,0 procentpoint i 2015")
    assert beside.endswith("Den regnes fra udgangspunktet (2015), tallet fra 2019.")
    assert time == "Det skulle kunne ses senest den 31.12.2024; den dag er gået."
    assert "fra 2016–2019 til 2020–2022" in contribution
    assert "Det er et andet tal end ændringen ovenfor: det er gennemsnit af årene" in contribution
    assert contribution.startswith("Målt mod områder uden indsatsen")
    assert else_.startswith("Andre mulige forklaringer er skrevet ned")
    assert text_of(found) == "\n\n".join(paragraphs(found))


def test_how_often_chance_shows_as_much_is_told_plainly():
    details = {"grade": 1, "reasons": ["false_alarms"], "alarms_rule": [0.02, 0.08]}
    found = findings(
        made.expected(), made.area(), made.entry(),
        [*SURELY_MORE, made.did(4.0, details=details)], made.others(),
    )  # fmt: skip
    assert (
        "Der er så få år og områder, at et sted uden indsats også ville vise tegn i op til 8 af 100 "
        "tilfælde (det højeste af tre beregnede tal); vi kræver højst 5."
    ) in text_of(found)


def before(*earlier, measure="level", now=None, is_below=False, **more):
    make = made.gap if measure == "gap" else made.level
    figures = [make(year, value) for year, value in earlier]
    if not is_below:
        figures += [make(2019, 50.0), make(2022, now)] if now else [make(2019, 50.0)]
    return findings(
        made.expected(measure=measure), made.area(), made.entry(), figures, made.others(**more)
    )  # fmt: skip


def test_what_the_figure_did_before_the_start_is_told_where_it_is_sure():
    assert (
        "tegn på en stigning allerede før indsatsen (fra 42,0 pct. i 2014 til 50,0 i 2019; "
        "ændring +8,0 procentpoint, usikkerhed 5,2 til 10,8)"
        in text_of(before((2010, 80.0), (2014, 42.0), (2018, 49.0), now=56.0))
    )
    assert "allerede før" not in text_of(before((2018, 49.0), now=56.0))
    assert "allerede før" not in text_of(before((2008, 20.0), now=56.0))
    redrawn = {"redrawn": (dt.date(2016, 1, 1),)}
    assert "allerede før" not in text_of(before((2014, 42.0), now=56.0, **redrawn))
    gap = text_of(before((2015, 40.0), measure="gap", now=56.0))
    assert "tegn på, at afstanden blev større allerede før indsatsen (fra 40,0" in gap
    assert "ændring +10,0 procentpoint, usikkerhed 7,2 til 12,8)" in gap
    lead = text_of(before((2015, -40.0), (2019, -50.0), measure="gap", is_below=True))
    assert "ændring +10,0 procentpoint, usikkerhed 7,2 til 12,8)" in lead
    assert "allerede før" not in text_of(before((2015, -20.0), measure="gap", now=56.0))


def test_the_older_figure_stands_among_the_figures_with_its_source():
    found = before((2014, 42.0), now=56.0)
    first = facts_of(found)[0]
    assert first.label == "Tallet, ældre tal fra før indsatsen"
    assert "2014" in first.passport and "n = 400" in first.passport.replace("\u00a0", " ")
    assert found.earlier in readings_of(found)


def counted(year, value, **more):
    """A figure counted on the first day of a year."""
    day = dt.date(year, 1, 1)
    return made.level(year, value, starts_on=day, ends_on=day, **more)


@pytest.mark.parametrize(
    ("today", "lag", "says"),
    [
        (
            dt.date(2023, 6, 1),
            10,
            "Det første tal, der kan, måles den 1.1.2025 og ventes i november 2025.",
        ),
        (
            dt.date(2025, 6, 1),
            10,
            "Det første tal, der kan, er målt den 1.1.2025 og ventes i november 2025.",
        ),
        (
            dt.date(2026, 6, 1),
            10,
            "Det første tal, der kan, er målt den 1.1.2025 og skulle være kommet i november 2025.",
        ),
        (
            dt.date(2023, 6, 1),
            None,
            "Det første tal, der kan, måles den 1.1.2025; hvornår det kommer, vides ikke.",
        ),
        (
            dt.date(2025, 6, 1),
            None,
            "Det første tal, der kan, er målt den 1.1.2025; hvornår det kommer, vides ikke.",
        ),
    ],
)
def test_where_the_newest_figure_cannot_show_an_adjustment_the_first_that_can_is_told(
    today, lag, says
):
    """Adjusted 1.3.2022 and given two years as the start was: seen from 1.3.2024, counted 1.1.2025."""
    figures = [counted(2019, 50.0), counted(2022, 56.0)]
    figures.insert(1, counted(2021, 55.0))
    found = findings(
        made.expected(), made.area(), made.entry(release_lag_months=lag), figures,
        made.others(today=today, adjusted_on=dt.date(2022, 3, 1)),
    )  # fmt: skip
    text = text_of(found)
    assert (
        "Det nyeste tal er målt den 1.1.2022, helt eller delvist før justeringen, og kan ikke vise "
        f"den endnu. {says}"
    ) in text
    known = review_pages.known_by([SimpleNamespace(found=found)])
    assert known == (dt.date(2025, 12, 1) if lag else None)
    seen = findings(made.expected(), made.area(), made.entry(), figures, made.others())
    assert "Det første tal" not in text_of(seen)
    both = [SimpleNamespace(found=found), SimpleNamespace(found=seen)]
    assert review_pages.known_by(both) is None  # one of them can show it now


def test_a_change_that_the_shown_figures_do_not_give_says_why():
    figures = [made.level(2019, 34.75), made.level(2022, 31.44)]
    fall = made.expected(direction="fall")
    text = text_of(findings(fall, made.area(), made.entry(), figures, made.others()))
    assert "34,8 pct. i 2019" in text and "31,4 pct. i 2022" in text
    assert "(−3,3 procentpoint, regnet på de uafrundede tal; usikkerhed −6,1 til −0,5)" in text
    bare = [made.level(2019, 34.75), made.level(2022, 31.44, lower=None, upper=None)]
    text = text_of(findings(fall, made.area(), made.entry(), bare, made.others()))
    assert "(−3,3 procentpoint, regnet på de uafrundede tal)" in text


def test_all_three_rates_of_false_alarms_stand_among_the_facts():
    details = {"grade": 1, "alarms_rule": [0.027, 0.051, 0.08], "correlations": [0.0, 0.3, 0.6]}
    found = findings(
        made.expected(), made.area(), made.entry(),
        [*SURELY_MORE, made.did(4.0, details=details)], made.others(),
    )  # fmt: skip
    words = [fact.words for fact in facts_of(found)]
    assert (
        "2,7 pct. · 5,1 pct. · 8,0 pct. (ved en sammenhæng fra år til år på 0,0 · 0,3 · 0,6)"
        in words
    )
