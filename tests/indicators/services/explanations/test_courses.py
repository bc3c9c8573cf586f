"""Which figures an explained slope goes through: the same ones that it was computed from."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest

from indicators.rules.bases import STATED_BY
from indicators.services.explanations.courses import points_of


def row(year, value, **more):
    blank = {"n": None, "denominator": None, "lower": 1.0}
    day = dt.date(year, 12, 31)
    return SimpleNamespace(
        statement="level", slot=str(year), ends_on=day, estimate=value, **(blank | more)
    )


def slope_of(rows):
    definition = SimpleNamespace(kind="amount")
    return SimpleNamespace(definition=definition, book=rows, series=lambda _name: rows)


@pytest.mark.parametrize("name", STATED_BY)
def test_an_amount_is_taken_for_a_mean_where_any_figure_states_what_it_is_made_of(name):
    bare = row(2021, 5.0)
    stated = row(2020, 4.0, **{name: 80.0})
    assert bare.slot not in [point.slot for point in points_of(slope_of([stated, bare]))]
    assert [point.slot for point in points_of(slope_of([bare]))] == ["2021"]  # a sum
