"""Eight people fill one round at once: every figure acknowledged is stored, and nothing else is.

    pytest tests/drills/eight_writers.py -s

Not part of the usual run; `tests/indicators/views/test_writers.py` does the same on a smaller scale.
"""

from typing import Any

import pytest

from tests.factories.writers import fill_together

pytestmark = pytest.mark.django_db(transaction=True)


def test_eight_writers_lose_nothing(live_server: Any) -> None:
    outcome = fill_together(live_server.url, writers=8, rounds=6, years=12)
    print(
        f"\nacknowledged {len(outcome.acknowledged)}, told of another {outcome.told_of_another}, "
        f"versions stored {len(outcome.stored)}, cells {len(outcome.shown_last)}"
    )
    assert sorted(outcome.acknowledged) == sorted(outcome.stored)
    assert outcome.refused == 0
    assert len(outcome.acknowledged) + outcome.told_of_another == 8 * 6 * 36
