"""The judge: no paragraph claims more than its grade, over all that a grade can rest on.

`SAYS` is the table of what may be said about a contribution, grade by grade and code by code. What
is left of a paragraph when those phrases are taken out may not speak of contribution, cause or
effect at all; and what is said of the figure itself may not be surer than its interval.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from dataclasses import replace
from functools import cache

import pytest
from django.utils import translation
from django.utils.translation import gettext

from effects.rules import evidence as rules
from effects.services.evidence_comparison import comparison_sentences
from effects.services.evidence_course_words import before_sentence
from effects.services.evidence_figure_words import figure_sentences
from effects.services.evidence_findings import Findings, findings
from effects.services.evidence_strength import level_of, strength_of
from effects.services.evidence_words import paragraphs, text_of
from indicators.rules import contribution
from indicators.rules.verdicts import Evidence
from tests.factories import evidence as made

# Grade and code → the only sentences in which a contribution may be spoken of. 0 and 1: never that
# there is one. 2: that the development fits one, and in the same breath that it proves nothing.
SAYS = {
    "da": {
        (0, contribution.PRE_TREND): [
            "Det kan ikke afgøres, om indsatsen har bidraget: ændringen kan lige så vel være"
        ],
        (0, "sure_before"): ["så det kan ikke afgøres, om indsatsen har bidraget."],
        (1, contribution.DESCRIBED): [
            "Det er en beskrivelse: det kan ikke siges, om indsatsen har bidraget."
        ],
        (2, rules.FITS): ["Det passer med, at indsatsen har bidraget, men beviser det ikke."],
        (2, rules.AGAINST): ["Tallene kan ikke sige hvorfor."],
        (2, rules.APART): ["Tallene kan ikke sige hvorfor."],
        (2, rules.EARLY): ["Det er tidligere, end vi ventede at kunne se noget, så det skal læses varsomt."],
        (2, rules.MIXED): [
            "Områdets eget tal er samtidig gået modsat det forventede, så det skal læses varsomt."
        ],
    },
    "en": {
        (0, contribution.PRE_TREND): [
            "Whether the intervention has contributed cannot be told: the change may just as well be"
        ],
        (0, "sure_before"): ["so whether the intervention has contributed cannot be told."],
        (1, contribution.DESCRIBED): [
            "This is a description: whether the intervention has contributed cannot be told."
        ],
        (2, rules.FITS): ["This fits the intervention having contributed, but does not prove it."],
        (2, rules.AGAINST): ["The figures cannot tell why."],
        (2, rules.APART): ["The figures cannot tell why."],
        (2, rules.EARLY): ["That is earlier than we expected to see anything, so read it with care."],
        (2, rules.MIXED): [
            "At the same time the area's own figure has gone against what was expected; read it with care."
        ],
    },
}  # fmt: skip
# Only where the slope's interval leaves out 0: that the area was on another way before.
ON_ITS_WAY = {"da": "allerede før indsatsen på vej", "en": "already moving another way"}
# Never, at any grade, once the phrases above are out.
NEVER = {
    "da": re.compile(
        r"bidrag|effekt|virk|skyld|på grund af|takket være|årsag|fordi|forårsag|dokumenter|bevis"
        r"|ført til|medfør|resultat|derfor|hvorfor|lykkedes|succes|passer med|sikkert|klart",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"contribut|effect|impact|work(s|ed|ing)\b|because|due to|thanks to|caus|prov(e|en|ed)\b"
        r"|led to|result|therefore|why|success|fits|\bcertain|clearly",
        re.IGNORECASE,
    ),
}
# Only at grade 2: that the area developed differently.
SIGNS = {"da": "udviklet sig anderledes", "en": "developed differently"}
# Only where the interval leaves out 0: that the figure has moved.
MOVED = {"da": "Der er tegn på, at", "en": "There are signs that"}
# Only of a distance, and only where what is stored of just that change is certain at 99.8 %.
CLEAR = {"da": "klare tegn", "en": "clear signs"}
LONGEST = 100  # words of a paragraph, at its longest: all that is known, written late
SURE = (rules.MET, rules.SIZE_OPEN, rules.PARTLY, rules.OPPOSITE)
# What may be said of the size, by what the interval lets be said; of other figures none of it.
SIZES = {
    "da": {
        rules.MET: "mindst så stor|mindst så meget",
        rules.PARTLY: "men mindre end forventet|men ikke så meget som forventet",
        rules.SIZE_OPEN: "men det kan ikke afgøres, om (stigningen|faldet|den er blevet så meget)",
        rules.NOT_MET: "men (det|den) er ikke (steget|faldet|blevet) så meget",
    },
    "en": {
        rules.MET: "at least as",
        rules.PARTLY: "but (by )?less than expected|but not by as much as expected",
        rules.SIZE_OPEN: "but it cannot be told whether",
        rules.NOT_MET: "but it has not",
    },
}  # fmt: skip
LANGUAGES = ("da", "en")

INTERVALS = {"above": (4.0, 1.0, 7.0), "below": (-4.0, -7.0, -1.0), "around": (4.0, -1.0, 9.0),
             "none": (4.0, None, None)}  # fmt: skip
# The slope before the start: told as a fact only where its interval leaves out 0.
SLOPES = {"open": (0.7, -0.5, 1.8), "sure": (0.7, 0.2, 1.2), "none": (0.7, None, None)}
PLACEBOS = {"none": (), "one": (1.0,), "smaller": (1.0, -2.0), "larger": (9.0, 1.0)}


def comparisons(is_late: bool, *, whole: bool):
    """Every stored comparison that the facts can give, graded by the rule itself.

    `whole`: each with every set of reasons; else each with every weightiest reason.
    """
    found = {}
    for before, after, interval, agrees, placebo, alarms in itertools.product(
        (2, 3, 4), (1, 2, 3), INTERVALS, (True, False), PLACEBOS, (None, 0.03, 0.08)
    ):
        estimate, lower, upper = INTERVALS[interval]
        facts = contribution.Facts(
            before=before, after=after, evidence=Evidence(estimate, lower, upper),
            adjusted=estimate if agrees else -estimate, placebos=PLACEBOS[placebo], alarms=alarms,
            is_described_late=is_late,
        )  # fmt: skip
        grade = contribution.grade(facts, direction="higher")
        key = (grade.number, grade.reasons if whole else grade.reasons[:1], interval)
        found[key] = (grade, INTERVALS[interval])
    for grade, (estimate, lower, upper) in found.values():
        if grade.reasons == ("too_few",):
            yield made.did(None, state="not_computed", reason="too_few")
            continue
        is_open = grade.reasons == (contribution.PRE_TREND,)
        for slope in SLOPES.values() if is_open else [SLOPES["open"]]:
            details = {"grade": grade.number, "reasons": list(grade.reasons), "alarms_rule": [0.08]}
            details |= dict(zip(("slope", "slope_lower", "slope_upper"), slope, strict=True))
            details |= {"areas": [1, 2, 3, 4]}
            yield made.did(
                estimate, lower=lower, upper=upper, verdict=grade.verdict.code,
                reason=grade.verdict.reason, details=details,
            )  # fmt: skip
    yield made.did(None, state="not_computed", reason="nothing_to_compare")
    yield made.did(None, state="suppressed", reason="few_people")
    yield None


# What the figure does: the figure after the start, with limits ± 2 on both (± 2.8 on the change).
FIGURES = {
    rules.MET: [made.level(2019, 50.0), made.level(2022, 58.0)],
    rules.SIZE_OPEN: [made.level(2019, 50.0), made.level(2022, 54.0)],
    rules.PARTLY: [
        made.level(2019, 50.0, lower=49.5, upper=50.5), made.level(2022, 54.0, lower=53.5, upper=54.5)
    ],
    rules.OPEN: [made.level(2019, 50.0), made.level(2022, 52.5)],
    rules.NOT_MET: [made.level(2019, 50.0), made.level(2022, 51.0)],
    rules.OPPOSITE: [made.level(2019, 50.0), made.level(2022, 46.0)],
    rules.NO_LIMITS: [made.level(2019, 50.0), made.level(2022, 56.0, lower=None, upper=None)],
    rules.NO_BEFORE: [made.level(2022, 56.0)],
    rules.NO_AFTER: [made.level(2019, 50.0)],
    rules.BREAK: [made.level(2019, 50.0), made.level(2022, 56.0, family="andet")],
    "suppressed": [made.level(2019, 50.0), made.level(2022, None, state="suppressed")],
    "suppressed_by_source": [
        made.level(2019, 50.0), made.level(2022, None, state="suppressed_by_source")
    ],
    "missing": [made.level(2019, 50.0), made.level(2022, None, state="missing")],
    "not_released": [made.level(2019, 50.0), made.level(2022, None, state="not_released")],
    "not_relevant": [made.level(2019, 50.0), made.level(2022, None, state="not_relevant")],
    "not_computed": [
        made.level(2019, 50.0), made.level(2022, None, state="not_computed", reason="no_denominator")
    ],
}  # fmt: skip
DAYS = {
    rules.BEFORE: dt.date(2021, 6, 1), rules.WITHIN: dt.date(2023, 6, 1),
    rules.PAST: dt.date(2025, 6, 1),
}  # fmt: skip


def turned(readings, by):
    """The same figures seen from the other side: 100 − x for levels, −x for differences."""
    if by > 0:
        return list(readings)
    return [mirrored(one) for one in readings]


def mirrored(one):
    if one is None or one.estimate is None:
        return one
    base = 100.0 if one.statement == "level" else 0.0
    lower = None if one.upper is None else base - one.upper
    upper = None if one.lower is None else base - one.lower
    return one._replace(estimate=base - one.estimate, lower=lower, upper=upper)


def every_case():
    """Every comparison × every figure × every time × late or not × rise or fall; reasons as above."""
    for is_late, way in itertools.product((False, True), (1, -1)):
        direction = "rise" if way > 0 else "fall"
        polarity = "higher" if way > 0 else "lower"
        expected = made.expected(is_late=is_late, direction=direction)
        entry = made.entry(direction=polarity)
        short, long = (list(comparisons(is_late, whole=whole)) for whole in (False, True))
        cases = [
            *itertools.product(short, FIGURES, DAYS),
            *itertools.product(long, [rules.MET, rules.OPEN], [rules.WITHIN]),
        ]
        for found, figure, when in cases:
            readings = turned([*FIGURES[figure], *([found] if found else [])], way)
            yield figure, when, findings(
                expected, made.area(), entry, readings, made.others(today=DAYS[when])
            )  # fmt: skip


CASES = list(every_case())


@cache
def told(at: int, language: str = "da") -> str:
    """The paragraph of a case."""
    with translation.override(language):
        return text_of(CASES[at][2])


def every_text():
    """Each case with its Danish paragraph."""
    return [(*case, told(at)) for at, case in enumerate(CASES)]


def test_the_cases_reach_every_grade_and_every_code():
    codes = {(case.comparison.grade, case.comparison.code) for _f, _w, case in CASES}
    assert codes == {
        (0, "unasked"), (0, "too_few"), (0, "nothing"), (0, "silent"), (0, "pre_trend"),
        (1, "described"), (2, "fits"), (2, "early"), (2, "against"), (2, "mixed"),
    }  # fmt: skip
    assert all(case.outcome == figure and case.when == when for figure, when, case in CASES)
    reasons = {reason for _f, _w, case in CASES for reason in case.comparison.reasons}
    assert reasons >= {
        "no_spread", "interval_holds_zero", "described_late", "few_before", "few_after",
        "no_placebo", "placebo_larger", "false_alarms",
    }  # fmt: skip


def judged(case: Findings, text: str, language: str) -> list[str]:
    """Everything a paragraph says that it may not, or does not say that it must."""
    compared = case.comparison
    wrong = []
    rest = text
    for words in SILENCES.values():
        with translation.override(language):
            rest = rest.replace(gettext(words), "")
    for phrase in says(case, language):
        if phrase not in text:
            wrong.append(f"mangler: {phrase}")
        rest = rest.replace(phrase, "")
    if beyond := NEVER[language].search(rest):
        wrong.append(f"siger for meget: {beyond.group()}")
    if (ON_ITS_WAY[language] in text) != (says(case, language) == SAYS[language][0, "sure_before"]):
        wrong.append("en udvikling før indsatsen kræver en usikkerhed uden nul")
    if (SIGNS[language] in text) != (compared.grade == 2):
        wrong.append("tegn på en anden udvikling hører til grad 2 og kun dér")
    if (CLEAR[language] in text) != bool(certain(case)):
        wrong.append("klare tegn kræver en vurdering, der er sikker på 99,8 %")
    unsure = text.replace(CLEAR[language], CLEAR[language].split()[1])
    if (MOVED[language] in unsure) != (case.outcome in SURE):
        wrong.append("at tallet har flyttet sig, kræver en usikkerhed uden nul")
    return [*wrong, *missized(case, language), *misplaced(case, language)]


def says(case: Findings, language: str) -> list[str]:
    """What may be said of a contribution; of a slope before the start by its own interval."""
    compared, details = case.comparison, (case.did.details or {}) if case.did else {}
    slope = (details.get("slope"), details.get("slope_lower"), details.get("slope_upper"))
    is_sure = compared.code == contribution.PRE_TREND and slope == SLOPES["sure"]
    return SAYS[language].get((compared.grade, "sure_before" if is_sure else compared.code), [])


def missized(case: Findings, language: str) -> list[str]:
    """The size is told as its interval lets it, with the interval beside the change."""
    with translation.override(language):
        happened = " ".join(figure_sentences(case)).replace(before_sentence(case), "")
    said = {code for code, words in SIZES[language].items() if re.search(words, happened)}
    wrong = []
    if said != {case.outcome} & set(SIZES[language]):
        wrong.append(f"størrelsen følger ikke usikkerheden: {said} af {case.outcome}")
    has_limits = case.moved is not None and case.moved.limits is not None
    is_told = bool(re.search(r"(usikkerhed|uncertainty) [−\d]", happened))
    if is_told != (has_limits and not crossed(case)):
        wrong.append("ændringens usikkerhed står ved ændringen")
    return wrong


def crossed(case: Findings) -> bool:
    """A distance that changed sides: its sizes have no change between them."""
    if not case.is_gap or case.first is None or case.last is None:
        return False
    return (case.first.estimate or 0.0) * (case.last.estimate or 0.0) < 0


def certain(case: Findings) -> list[str]:
    """Which sentences may speak of clear signs: on the distance that was expected, or beside a figure."""
    change, first, last = case.figures.gap_change, case.first, case.last
    if change is None or change.verdict not in MOVING or last is None:
        return []
    wide = Evidence(
        change.estimate, change.lower, change.upper, change.lower_998, change.upper_998
    )  # fmt: skip
    if wide.certainty != "clear_signs" or case.outcome in (rules.NOT_BEGUN, rules.BREAK):
        return []
    if not case.is_gap:
        return ["beside"]
    same = first is not None and (first.slot, last.slot) == (change.baseline_slot, change.slot)
    return ["expected"] if same and case.outcome in SURE and change.verdict in STAYING else []


def misplaced(case: Findings, language: str) -> list[str]:
    """A contribution is spoken of in a paragraph of its own, and no paragraph is long."""
    with translation.override(language):
        told, own = paragraphs(case), comparison_sentences(case)[:1]
    allowed = says(case, language)
    wrong = []
    if not 3 <= len(told) <= 6:
        wrong.append("det ventede, tallet, afstanden, tiden, bidraget og andre forklaringer")
    for each in told:
        is_own = any(each.startswith(first) for first in own)
        if is_own and MOVED[language] in each:
            wrong.append("i afsnittet om bidraget tales der ikke om tallet selv")
        if not is_own and any(phrase in each for phrase in (*allowed, SIGNS[language])):
            wrong.append("om bidraget tales der kun i sit eget afsnit")
    if max(len(each.split()) for each in told) > LONGEST:
        wrong.append("et afsnit er for langt")
    return wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_paragraph_claims_more_than_its_grade(language):
    faults = {}
    for at, (figure, when, case) in enumerate(CASES):
        if wrong := judged(case, told(at, language), language):
            faults[figure, when, case.comparison.grade, case.comparison.code] = wrong
    assert not faults, list(faults.items())[:3]


def test_what_was_described_late_is_never_said_to_show_signs():
    late = [(case, text) for _f, _w, case, text in every_text() if case.expected.is_late]
    assert late
    assert all(case.comparison.grade < 2 for case, _text in late)
    assert all("så der kan højst gives en beskrivelse" in text for _case, text in late)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_rewritten_after_the_start_claims_no_more_and_always_says_so(language):
    seen = set()
    for is_late, direction in itertools.product((False, True), ("rise", "fall")):
        first = made.expected(is_late=is_late)
        later = made.expected(direction=direction, size=8.0, is_late=True).version
        later.number, later.written_on = 2, dt.date(2022, 11, 23)
        expected = replace(first, version=later, amendments=(later,))
        cases = itertools.product(comparisons(is_late, whole=False), FIGURES, DAYS)
        for found, figure, when in cases:
            readings = [*FIGURES[figure], *([found] if found else [])]
            case = findings(
                expected, made.area(), made.entry(), readings, made.others(today=DAYS[when])
            )  # fmt: skip
            with translation.override(language):
                text = text_of(case)
            assert not judged(case, text, language), text
            seen.add((direction, case.comparison.grade))
            assert "5 → 8" in text
            if language == "da":
                assert "skrevet om" in text and "nyeste udgave" in text
                assert ("Målt mod den oprindelige" in text) == (case.outcome in rules.JUDGED)
    assert ("rise", 2) in seen and ("fall", 2) not in seen


# What the figure did before the start, and which words that may have; what the distance did.
BEFORE_START = {
    "Der var tegn på en stigning allerede": 44.0, "Der var tegn på et fald allerede": 56.0, "": 49.0
}  # fmt: skip
TURNED = dict(zip(BEFORE_START, [*list(BEFORE_START)[1::-1], ""], strict=True))
COURSE = re.compile("(stigning|fald) allerede")
UNDER_WAY = "En del af ændringen kan være en udvikling, der var i gang før indsatsen."
DISTANCES = {
    "narrowed": "der er tegn på, at den er blevet mindre", "nearer": "at den er blevet mindre",
    "widened": "der er tegn på, at den er blevet større", "farther": "at den er blevet større",
    "lead_grown": "der er tegn på, at det er blevet større",
    "lead_shrunk": "der er tegn på, at det er blevet mindre",
    "crossed": "der er tegn på et skifte", "crossed_back": "der er tegn på et skifte",
    "unchanged": "stort set uændret", "cannot_tell": "det kan ikke afgøres, om den har ændret sig",
    "": "",
}  # fmt: skip
MOVING = [code for code, words in DISTANCES.items() if "blevet" in words or "skifte" in words]
STAYING = [code for code in MOVING if "crossed" not in code]


def around(verdict):
    """A distance from 2015 to 2022 with this verdict; none where there is no verdict."""
    against = {"comparator": "rest", "is_default": True, "baseline_slot": "2015"}
    if not verdict:
        return []
    return [made.gap(2022, -6.0), made.reading("gap_change", 2022, 5.0, verdict=verdict, **against)]


@pytest.mark.parametrize("way", [1, -1])
def test_what_was_before_and_beside_is_said_as_surely_as_it_is_known_and_changes_no_grade(way):
    expected = made.expected(direction="rise" if way > 0 else "fall")
    every = itertools.product(
        comparisons(is_late=False, whole=False), FIGURES, BEFORE_START.items(), DISTANCES.items()
    )
    for found, figure, (course, value), (verdict, distance) in every:
        readings = turned(
            [made.level(2015, value), *FIGURES[figure], *([found] if found else [])], way
        )
        case = findings(
            expected, made.area(), made.entry(), [*readings, *around(verdict)], made.others()
        )  # fmt: skip
        with translation.override("da"):
            text = text_of(case)
        assert not judged(case, text, "da"), text
        said = course if way > 0 else TURNED[course]
        if figure == rules.NO_BEFORE:  # then the older figure is the one from before the start
            continue
        assert (said in text) and bool(COURSE.search(text)) == bool(said), text
        both = figure in SURE and (figure == rules.OPPOSITE) == ("fald" in course)
        assert (UNDER_WAY in text) == bool(course and both), text
        shown = case.last is not None and figure != rules.BREAK
        assert (distance in text) == (shown or not distance), text
        if not shown:
            assert "Afstanden til" not in text and "forspring" not in text


# The limits at 99.8 % of a change of 5 ± 2, and how sure that makes it.
WIDE = {"clear_signs": (1.0, 9.0), "signs": (-1.0, 11.0), "": (None, None)}


@pytest.mark.parametrize("measure", [rules.LEVEL, rules.GAP])
def test_signs_are_clear_exactly_where_the_change_of_the_distance_is_certain_at_99_8(measure):
    """The area's page says so of the same two years; so the evidence must, and of no others."""
    expected = made.expected(measure=measure, direction="fall")
    against = {"comparator": "rest", "is_default": True}
    seen = set()
    every = itertools.product(
        [None, *list(comparisons(is_late=False, whole=False))[::20]], [v for v in DISTANCES if v],
        WIDE.items(), ("2015", "2019"), (-11.0, -9.0, -7.0),
    )  # fmt: skip
    for found, verdict, (certainty, (lower, upper)), since, before in every:
        readings = [
            *FIGURES[rules.MET], made.gap(2019, before), made.gap(2022, -6.0),
            made.reading(
                "gap_change", 2022, 5.0, verdict=verdict, certainty=certainty, baseline_slot=since,
                lower_998=lower, upper_998=upper, **against,
            ),
            *([found] if found else []),
        ]  # fmt: skip
        case = findings(expected, made.area(), made.entry(), readings, made.others())
        with translation.override("da"):
            text = text_of(case)
        assert text.count("klare tegn") == len(certain(case)), text
        assert not judged(case, text, "da"), text
        seen.add((certainty, *certain(case)))
    which = "expected" if measure == rules.GAP else "beside"
    assert seen == {("clear_signs", which), ("clear_signs",), ("signs",), ("",)}


# When the intervention was adjusted, and what a figure of the year 2022 cannot show then.
ADJUSTED = {
    None: "",
    dt.date(2020, 6, 1): "",  # the earliest day lies later, and 2022 reaches it
    dt.date(2022, 1, 1): rules.SOON_ADJUSTED,  # two years again: the start took as long
    dt.date(2022, 7, 1): rules.BEFORE_ADJUSTED,  # within the year that was measured
    dt.date(2023, 3, 1): rules.BEFORE_ADJUSTED,
}
FIRST_THAT_CAN = {"da": "Det første tal, der kan, ", "en": "The first figure that can "}
CANNOT_SHOW = {
    "da": re.compile("kan ikke vise (det|den|justeringen) endnu"),
    "en": re.compile("cannot show (it|the adjustment) yet"),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("way", [1, -1])
def test_a_figure_from_before_its_time_is_said_not_to_show_it_and_claims_no_more(way, language):
    """Every comparison × figure × adjustment × earliest day; told always and only where it holds."""
    seen = set()
    for earliest in (made.EARLIEST, dt.date(2023, 1, 1)):
        expected = made.expected(direction="rise" if way > 0 else "fall", earliest_on=earliest)
        every = itertools.product(comparisons(is_late=False, whole=False), FIGURES, ADJUSTED)
        for found, figure, adjusted in every:
            readings = turned([*FIGURES[figure], *([found] if found else [])], way)
            others = made.others(adjusted_on=adjusted)
            case = findings(expected, made.area(), made.entry(), readings, others)
            with translation.override(language):
                text = text_of(case)
            assert not judged(case, text, language), text
            is_early = earliest > made.EARLIEST
            code = ADJUSTED[adjusted]
            if is_early and code != rules.BEFORE_ADJUSTED:
                code = rules.TOO_SOON if adjusted is None else rules.SOON_ADJUSTED
            assert case.unseen == (code if case.last else ""), (adjusted, figure)
            assert bool(CANNOT_SHOW[language].search(text)) == bool(case.unseen), text
            assert (FIRST_THAT_CAN[language] in text) == bool(case.unseen), text
            if is_early and case.last:
                assert case.comparison.code != rules.FITS
            seen.add((case.unseen, case.comparison.grade))
    assert {code for code, _grade in seen} == {
        "", rules.TOO_SOON, rules.BEFORE_ADJUSTED, rules.SOON_ADJUSTED
    }  # fmt: skip
    assert {grade for code, grade in seen if code} == {0, 1, 2}


def test_before_its_time_nothing_is_said_to_fit():
    early = [text for _f, when, _case, text in every_text() if when == rules.BEFORE]
    assert early
    for text in early:
        assert "passer med" not in text
        assert "så det er for tidligt at vurdere" in text


SILENCES = {
    "suppressed": "Tallet er skjult, fordi det bygger på få personer.",
    "suppressed_by_source": "Kilden har skjult tallet.",
    "missing": "Tallet mangler.",
    "not_released": "Tallet findes, men er ikke frigivet.",
    "not_relevant": "Indikatoren er ikke relevant her.",
    "not_computed": "Tallet kan ikke beregnes, fordi der ikke er nogen at regne på.",
}


def test_missing_hidden_unreleased_and_not_relevant_are_never_mixed():
    for figure, _when, case, text in every_text():
        said = {state for state, words in SILENCES.items() if words in text}
        hidden_comparison = case.comparison.code == rules.SILENT
        if hidden_comparison:
            said -= {"suppressed"} if figure != "suppressed" else set()
        assert said == ({figure} & set(SILENCES)), (figure, text)


def test_a_figure_that_is_not_shown_takes_its_sentences_with_it():
    for figure, _when, _case, text in every_text():
        if figure in SILENCES or figure == rules.NO_AFTER:
            assert "i 2022" not in text
            assert "forventet, at" not in text
            assert "flyttet sig" not in text.replace("hvem der er flyttet", "")


WORDS = {
    "stiger": "falder", "steget": "faldet", "stigningen er mindst så stor": "faldet er mindst så stort",
    "stigningen er så stor": "faldet er så stort",
}  # fmt: skip


def neutral(text: str) -> str:
    """The message without its direction and its numbers."""
    for up, down in sorted(WORDS.items(), key=lambda pair: -len(pair[0])):
        text = text.replace(down, "↕").replace(up, "↕")
    return re.sub(r"[−+]?\d+(,\d+)?", "#", text)


def test_a_mirrored_indicator_gives_the_same_message_with_mirrored_words():
    """55 per cent in work and 45 per cent out of work: what is said of one is said of the other."""
    sides = {"rise": [], "fall": []}
    for at, (_figure, _when, case) in enumerate(CASES):
        sides[case.expected.version.direction].append(at)
    assert len(sides["rise"]) == len(sides["fall"]) == len(CASES) / 2
    for one, other in zip(sides["rise"], sides["fall"], strict=True):
        (figure, when, up), (mirror_figure, mirror_when, down) = CASES[one], CASES[other]
        assert (figure, when) == (mirror_figure, mirror_when)
        assert (up.outcome, up.comparison, up.movers) == (
            down.outcome, down.comparison, down.movers
        )  # fmt: skip
        text, mirror = told(one), told(other)
        assert "falder" not in text and "stiger" not in mirror
        assert neutral(text) == neutral(mirror)


# What the one line of strength may say of a contribution: only that it cannot be told.
STRENGTH = {
    "da": ("bidraget kan ikke afgøres", "tegn på en anden udvikling"),
    "en": ("the contribution cannot be determined", "signs of a different development"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_line_of_strength_claims_no_more_than_the_grade(language):
    untold, signs = STRENGTH[language]
    levels = set()
    for _figure, _when, case in CASES:
        with translation.override(language):
            words = strength_of(case)
        assert (signs in words) == (case.comparison.grade == 2 and case.last is not None), words
        assert not NEVER[language].search(words.replace(untold, "")), words
        levels.add(level_of(case))
    assert levels == set(rules.LEVELS)
