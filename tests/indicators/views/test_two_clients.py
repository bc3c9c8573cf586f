"""Two people write one cell at the same time."""

from typing import Any

import pytest

from tests.factories.clients import write_together

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_is_acknowledged_is_stored_and_nothing_else(live_server: Any) -> None:
    outcome = write_together(live_server.url, tries=12)
    assert sorted(outcome.acknowledged) == outcome.stored
    assert len(outcome.acknowledged) + outcome.told == outcome.tries == 24
