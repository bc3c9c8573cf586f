"""Files and recipes: another program, and a reader with ten lines, find what the site says."""

from __future__ import annotations

import io
import math
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from indicators.models import ExampleSet, Target
from indicators.services.explanations import pages as explanations
from indicators.services.explanations.addresses import WORDS
from indicators.services.explanations.files import HEADER, every, file_of
from indicators.services.explanations.pages import Asked, Explanation
from indicators.services.recompute.groups import drain
from tests.drills.recompute_verdicts import check, near, read
from tests.factories import panels
from tests.factories.results import aim

pytestmark = pytest.mark.django_db
YEARS = {"2018": 70, "2019": 66, "2020": 63, "2021": 58, "2022": 55, "2023": 49, "2024": 45}
TOWN = {slot: (1000 - 4 * at, 10000) for at, slot in enumerate(YEARS)}
EVERYWHERE = {
    "level", "comparator", "change", "gap", "gap_change", "difference", "pace", "trend", "gap_trend",
    "projection", "council",
}  # fmt: skip
KINDS = {
    "register": {"kind": "share", "data_kind": "register"},
    "higher": {"kind": "share", "direction": "higher", "smallest_relevant_change": 1.0},
    "band": {"kind": "share", "direction": "band", "band_lower": 20.0, "band_upper": 25.0},
    "context": {"kind": "share", "direction": "context"},
    "events": {"kind": "rate", "data_kind": "events", "per": 1000, "counts": "things"},
}


def site(**definition: object) -> panels.Site:
    """Two areas over seven years, one with a target, one hidden in a year."""
    made = panels.site(
        {
            "a": {slot: (x, 200) for slot, x in YEARS.items()},
            "b": {slot: (3 if slot == "2021" else 40, 250) for slot in YEARS},
            "kommune": TOWN,
        },
        **definition,
    )
    aim(made.definition, made.areas["a"], 15.0)
    drain()
    return made


@pytest.mark.parametrize("kind", KINDS)
def test_another_program_finds_every_figure_and_every_word(kind: str) -> None:
    site(**KINDS[kind])
    rows = read("".join(every(restricted=False)))
    agree, differ, notes = check(rows)
    assert notes == []
    assert differ.total() == 0
    assert {"level", "comparator", "change", "gap", "gap_change", "difference", "pace"} <= set(
        agree
    )
    is_hidden = any(row["tilstand"] == "suppressed" for row in rows)
    assert is_hidden == (kind != "events")  # things need not be hidden


def test_means_with_their_spread_are_found_again() -> None:
    made = panels.site(
        {"a": {}, "b": {}, "kommune": {}}, kind="mean", data_kind="survey", unit="point", per=1
    )
    figures = {"a": (62.0, 200), "b": (58.5, 180), "kommune": (70.25, 3000)}
    for slug, (mean, n) in figures.items():
        for slot in ("2022", "2023", "2024"):
            panels.correct(made, slug, slot, None, value=mean + int(slot) - 2022, n=n, sd=14.5)
    drain()
    agree, differ, notes = check(read("".join(every(restricted=False))))
    assert notes == []
    assert agree["level"] == 9 and differ.total() == 0


@pytest.mark.parametrize("n", [1200, None])
def test_the_recipe_of_a_survey_s_distance_has_the_municipality_s_limits(
    n: int | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = panels.site({"a": {}, "kommune": {}}, data_kind="survey")
    for slot, own in (("2022", 20.0), ("2024", 30.0)):
        panels.correct(made, "a", slot, None, value=own, n=300)
        panels.correct(made, "kommune", slot, None, value=16.0, n=n)
    drain()
    monkeypatch.chdir(tmp_path)
    for word in ("afstand", "afstandens-aendring"):
        page = explanations.explain(Asked(code="uden-job", area="a", word=word), restricted=False)
        assert page is not None, word
        assert page.row.comparator == "municipality"
        follow(page, tmp_path)


def test_the_program_notices_a_wrong_figure_and_a_wrong_word() -> None:
    site()
    rows = read("".join(every(restricted=False)))
    said = next(row for row in rows if row["aflæsning"] == "change" and row["dom"] == "forward")
    said["dom"] = "back"
    limit = next(row for row in rows if row["aflæsning"] == "gap" and row["nedre_95"])
    limit["nedre_95"] = "0,5"
    _agree, differ, notes = check(rows)
    assert differ["change"] >= 1 and differ["gap"] >= 1
    assert any("dom: back there, forward here" in note for note in notes)


RECIPES = (
    "niveau", "grundlag", "aendring", "udvikling", "afstand", "afstandens-aendring",
    "afstandens-udvikling", "forskel", "tempo", "fremskrivning", "flere-aar",
)  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_the_recipe_beside_a_file_finds_what_the_file_says(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site(**KINDS[kind], pool_years=3)
    monkeypatch.chdir(tmp_path)
    for word in RECIPES:
        page = explanations.explain(Asked(code="uden-job", area="a", word=word), restricted=False)
        assert page is not None, word
        follow(page, tmp_path)


QUARTERS = [f"{year}K{part}" for year in range(2018, 2025) for part in range(1, 5)]


@pytest.mark.parametrize("kind", KINDS)
def test_quarters_are_summed_to_years_before_they_are_compared(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = panels.site(
        {
            "a": {slot: (40 - at + at % 3, 200) for at, slot in enumerate(QUARTERS)},
            "b": {slot: (20 + at % 4, 300) for at, slot in enumerate(QUARTERS)},
            "kommune": {slot: (900 + at % 5, 10000) for at, slot in enumerate(QUARTERS)},
        },
        frequency="quarter",
        **KINDS[kind],
    )
    aim(made.definition, made.areas["a"], 5.0)
    drain()
    agree, differ, notes = check(read("".join(every(restricted=False))))
    assert notes == [] and differ.total() == 0
    assert agree["pooled"] > 50
    monkeypatch.chdir(tmp_path)
    for word in (*RECIPES, "udsving"):
        page = explanations.explain(Asked(code="uden-job", area="a", word=word), restricted=False)
        assert page is not None, word
        if word not in ("niveau", "grundlag", "udsving", "fremskrivning"):
            assert page.row.slot == "2024", "a whole year"
        follow(page, tmp_path)


@pytest.mark.parametrize(
    ("definition", "figure"),
    [
        ({"data_kind": "survey"}, {"n": 210, "design_effect": 1.5}),
        ({"data_kind": "survey"}, {"n": 210}),
        ({}, {"n": 210}),
        ({"kind": "mean", "data_kind": "survey", "per": 1}, {"n": 210, "sd": 9.5}),
        ({"kind": "mean", "per": 1, "period_kind": "point"}, {"n": 210, "sd": 9.5}),
        ({"kind": "count", "per": 1, "period_kind": "point"}, {}),
        ({"kind": "count", "per": 1, "data_kind": "events", "counts": "things"}, {}),
    ],
)
def test_whole_years_of_every_kind_are_found_again(
    definition: dict[str, object],
    figure: dict[str, float],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = panels.site({"a": {}, "kommune": {}}, frequency="quarter", **definition)
    for at, slot in enumerate(QUARTERS[:16]):
        for slug, times in (("a", 1), ("kommune", 12)):
            more = {name: value * (times if name == "n" else 1) for name, value in figure.items()}
            panels.correct(made, slug, slot, None, value=40 + at % 5, **more)
    drain()
    agree, differ, notes = check(read("".join(every(restricted=False))))
    assert notes == [] and differ.total() == 0
    assert agree["pooled"] >= 8
    monkeypatch.chdir(tmp_path)
    for word in ("flere-aar", "aendring"):
        page = explanations.explain(Asked(code="uden-job", area="a", word=word), restricted=False)
        assert page is not None, word
        follow(page, tmp_path)


def follow(page: Explanation, tmp_path: Path) -> None:
    """Run the recipe beside the file, and hold what it prints against what the page says."""
    (tmp_path / page.file_name).write_bytes(file_of(page.case))
    printed = io.StringIO()
    with redirect_stdout(printed):
        exec(compile(page.recipe, "recipe", "exec"), {})  # noqa: S102 - what a reader would run
    lines = [[float(number) for number in line.split()] for line in printed.getvalue().splitlines()]
    row = page.row
    said = {0.95: (row.estimate, row.lower, row.upper),
            0.998: (row.estimate, row.lower_998, row.upper_998)}  # fmt: skip
    for level, *found in lines:
        level = 0.998 if level in (0.998, 998.0) else 0.95
        for ours, theirs in zip(found, said[level], strict=False):
            assert near(ours, math.nan if theirs is None else theirs), (row.statement, found, said)
    assert lines, row.statement
    assert len(page.recipe.splitlines()) <= 24


def test_a_proposal_is_no_target_in_a_file() -> None:
    site()
    Target.objects.update(decided_on=None, decision="")
    assert not any(row["måltal"] for row in read("".join(every(restricted=False))))


def test_invented_figures_say_so_in_every_row() -> None:
    site()
    assert {row["bemærkning"] for row in read("".join(every(restricted=False)))} == {""}
    ExampleSet.objects.create(code="eksempel", name="Eksempel")
    rows = read("".join(every(restricted=False)))
    assert {row["bemærkning"] for row in rows} == {"Eksempeldata: tallene er opdigtede"}


def test_every_heading_stands_once_and_every_statement_has_a_word() -> None:
    assert len(HEADER) == len(set(HEADER))
    assert len(set(WORDS.values())) == len(WORDS)
