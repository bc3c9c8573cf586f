"""Copying whole columns to and from the database."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indicators.services.recompute import groups as recompute
from tests.factories.panels import level, three_areas

pytestmark = pytest.mark.django_db


def test_questions_may_be_logged_while_columns_are_copied() -> None:
    """As in development, where the database connection keeps an account of all it is asked."""
    three_areas()
    with CaptureQueriesContext(connection) as asked:
        recompute.drain()
    assert len(asked)
    assert level("a", "2024").estimate == pytest.approx(20)
