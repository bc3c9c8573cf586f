"""Areas put together from divisions."""

from __future__ import annotations

import pytest

from indicators.rules.partial import partial, parts_of


def test_the_reason_tells_how_many_divisions_have_a_figure() -> None:
    assert parts_of(partial(4, 5)) == (4, 5)
    assert len(partial(9999, 9999)) <= 40


@pytest.mark.parametrize("reason", ["", "too_few", "partial", "partial:1"])
def test_other_reasons_tell_nothing_of_divisions(reason: str) -> None:
    assert parts_of(reason) is None
