"""What has become of the money that a brief told, when only names are others."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
import time_machine

from partnership.models import BudgetLine
from partnership.services.standing import standing_of
from reports.services import editions
from tests.factories import briefs, meetings, money, people, reviews

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(dt.datetime(2027, 5, 4, 9, 0, tzinfo=dt.UTC), tick=False):
        yield


def test_a_payer_under_another_name_is_no_change_of_money():
    made = money.make(body=people.body("board"))
    review = reviews.review(made.intervention, due_on=dt.date(2027, 5, 1))
    meeting = briefs.ahead(made.intervention.body)
    meetings.item(meeting, "Opfølgning", kind="review", origin=review.origin)
    edition = briefs.issued(meeting)
    payer = made.payers[0]
    payer.name = "Part A, Nord"
    payer.save()
    page = editions.page_of(edition, standing_of(people.seated_user("board")))
    assert page.money == ()
    BudgetLine.objects.update(amount=Decimal(800000))
    page = editions.page_of(edition, standing_of(people.seated_user("board")))
    changed = {each.what for each in page.money}
    assert "Part A, Nord, efter nøgle" in changed and "Part A, efter nøgle" not in changed
