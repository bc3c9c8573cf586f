"""Several people fill one round at the same time."""

from typing import Any

import pytest

from tests.factories.writers import fill_together

pytestmark = pytest.mark.django_db(transaction=True)


def test_no_figure_that_was_acknowledged_is_lost(live_server: Any) -> None:
    outcome = fill_together(live_server.url, writers=3, rounds=2)
    assert sorted(outcome.acknowledged) == sorted(outcome.stored)
    assert outcome.refused == 0
    assert len(outcome.acknowledged) + outcome.told_of_another == 3 * 2 * 12
