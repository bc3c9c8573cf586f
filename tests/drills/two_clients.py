"""Two HTTP clients write one cell 200 times: every figure acknowledged is stored, and no other.

    pytest tests/drills/two_clients.py -s

Not part of the usual run; `tests/indicators/views/test_two_clients.py` does the same on a smaller
scale.
"""

from typing import Any

import pytest

from tests.factories.clients import write_together

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_hundred_tries(live_server: Any) -> None:
    outcome = write_together(live_server.url, tries=100)
    print(
        f"\ntries {outcome.tries}, acknowledged {len(outcome.acknowledged)}, "
        f"told of the other {outcome.told}, versions stored {len(outcome.stored)}"
    )
    assert outcome.tries == 200
    assert sorted(outcome.acknowledged) == outcome.stored
    assert len(outcome.acknowledged) + outcome.told == outcome.tries
