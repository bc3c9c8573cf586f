"""Asking a rule once per distinct case gives the words that asking it row by row would."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.models import Definition
from indicators.rules import paces, verdicts
from indicators.rules.verdicts import Evidence, Verdict
from indicators.services.recompute import verdicts as asked
from indicators.services.recompute.lines import Line, line
from indicators.services.recompute.words import CERTAINTIES, REASONS, VERDICTS

# Numbers on, beside and far from every boundary that the rules know.
AROUND = [base + off for base in (0.0, 0.6, 0.95, 1.0, -1.0, 2.0) for off in (0, 1e-9, -1e-9, 2e-9)]
NUMBER = st.one_of(st.sampled_from([*AROUND, math.nan]), st.floats(-50, 50))
ROW = st.tuples(NUMBER, NUMBER, NUMBER, NUMBER, NUMBER)
ROWS = st.lists(
    st.tuples(ROW, NUMBER, NUMBER, NUMBER, st.integers(0, 9), st.booleans()), max_size=40
)
DIRECTIONS = st.sampled_from(["higher", "lower", "band", "context"])
SMALLEST = st.sampled_from([None, 0.0, 1.0, 0.6])


def made(direction: str, smallest: float | None) -> Definition:
    band = (0.6, 2.0) if direction == "band" else (None, None)
    return Definition(
        kind="share", direction=direction, smallest_relevant_change=smallest,
        band_lower=band[0], band_upper=band[1],
    )  # fmt: skip


def differences(rows: list[tuple[float, ...]]) -> Line:
    values = np.array(rows, dtype=float).reshape(-1, 5)
    found = line(np.zeros(len(values)))
    return Line(
        type(found.at95)(values[:, 0], values[:, 1], values[:, 2]),
        type(found.at998)(values[:, 0], values[:, 3], values[:, 4]),
        found.numerator, found.denominator, found.n, found.state, found.reason,
    )  # fmt: skip


def same(words: asked.Words, expected: Callable[[int], Verdict], count: int) -> None:
    for row in range(count):
        found = Verdict(
            VERDICTS.words[words.code[row]],
            CERTAINTIES.words[words.certainty[row]],
            REASONS.words[words.reason[row]],
        )
        assert found == expected(row), row


@settings(max_examples=300, deadline=None)
@given(ROWS, DIRECTIONS, SMALLEST)
def test_every_row_gets_the_word_its_rule_gives_it(
    rows: list[tuple[tuple[float, ...], float, float, float, int, bool]],
    direction: str,
    smallest: float | None,
) -> None:
    definition = made(direction, smallest)
    lines = differences([row[0] for row in rows])
    first, target = (np.array([row[i] for row in rows], dtype=float) for i in (1, 3))
    latest = differences([row[0] for row in reversed(rows)])
    began = differences([(row[1], *rows[i - 1][0][1:]) for i, row in enumerate(rows)])
    periods = np.array([row[4] for row in rows], dtype=np.int64)
    is_due = np.array([row[5] for row in rows], dtype=np.bool_)
    band = (0.6, 2.0) if direction == "band" else None

    def evidence(i: int) -> Evidence:
        return Evidence(*rows[i][0])

    same(
        asked.change_words(definition, lines, first=first, periods=periods),
        lambda i: verdicts.change(
            evidence(i), direction=direction, smallest=smallest, periods=int(periods[i]),
            first=float(first[i]), band=band,
        ),
        len(rows),
    )  # fmt: skip
    same(
        asked.gap_words(definition, lines),
        lambda i: verdicts.gap(evidence(i), direction=direction, smallest=smallest),
        len(rows),
    )
    same(
        asked.gap_change_words(definition, lines, before=first, periods=periods),
        lambda i: verdicts.gap_change(
            evidence(i), before=float(first[i]), direction=direction, smallest=smallest,
            periods=int(periods[i]),
        ),
        len(rows),
    )  # fmt: skip
    same(
        asked.pace_words(
            definition, lines, baseline=began, latest=latest, target=target, is_due=is_due
        ),
        lambda i: paces.pace(
            evidence(i), first=float(first[i]), latest=evidence(len(rows) - 1 - i), target=float(target[i]),
            direction=direction, is_due=bool(is_due[i]),
            first_limits=Evidence(None, *rows[i - 1][0][1:3]).limits,
        ),
        len(rows),
    )  # fmt: skip


def test_more_features_than_fit_in_one_number_are_told_apart() -> None:
    rng = np.random.default_rng(7)
    features = [rng.integers(0, 1000, 200) for _ in range(12)]
    words = asked.ask(lambda row: Verdict(f"row {row}"), *features)
    assert len({VERDICTS.words[code] for code in words.code}) == 200


def test_no_rows_ask_nothing() -> None:
    words = asked.ask(lambda _row: Verdict("never"), np.zeros(0))
    assert len(words.code) == len(words.certainty) == len(words.reason) == 0
