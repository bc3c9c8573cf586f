"""The example's meetings, decisions and money come whole and go whole."""

from __future__ import annotations

import pytest
from django.utils import timezone

from indicators.services.example_removal import remove_example
from indicators.services.examples import load_example
from partnership import models
from partnership.models import Body, Decision, Intervention, KeyShare, Meeting, Minutes, Person
from partnership.rules.access import SeatFact, Standing
from partnership.rules.money import by_year
from partnership.services import agendas, follow_ups
from partnership.services.minutes_content import stands

pytestmark = pytest.mark.django_db

TOLD = [name for name in models.__all__ if name not in ("FileChunk", "StoredFile")]


def counts() -> dict[str, int]:
    found = {name: getattr(models, name).objects.count() for name in TOLD}
    return {name: count for name, count in found.items() if count}


def test_the_example_can_be_worked_with_and_taken_away_whole() -> None:
    load_example("eksempel")
    loaded = counts()
    assert load_example("eksempel") and counts() == loaded, "loading again changes nothing"
    assert Meeting.objects.ahead().count() == 2
    assert sum(share.percent for share in KeyShare.objects.all()) == 200
    split = Decision.objects.get(title="Bidrag efter antal boliger")
    assert [key.name for key in split.distribution_keys.all()] == ["Efter antal boliger"]
    assert set(Intervention.objects.values_list("state", flat=True)) == {
        "running", "anchored", "proposed",
    }  # fmt: skip
    locked = Minutes.objects.filter(locked_at__isnull=False).select_related("meeting__body")
    assert len(locked) == 3
    assert all(stands(minutes.meeting, minutes) for minutes in locked)
    assert Decision.objects.filter(locked_at__isnull=False).count() == 5
    # what people do afterwards in the example's bodies
    board = Body.objects.get(slug="partnerskabet")
    agendas.place(body=board, origin="note:1", title="Noget nyt")
    secretary = Person.objects.get(name="Sekretariatsleder")
    by = Standing(
        user_id=secretary.user_id, name=secretary.name, person_id=secretary.pk,
        seats=(SeatFact("secretariat", 1, 1, "secretariat"),),
    )  # fmt: skip
    task = models.FollowUp.objects.filter(state="open")[0]
    follow_ups.close(by=by, follow_up_id=task.pk, verb="finish", word="Gjort")
    remove_example("eksempel")
    assert counts() == {}


def test_what_the_example_budgets_is_covered_by_contributions_and_grants() -> None:
    load_example("eksempel")
    fund = models.Fund.objects.get()
    (year,) = fund.years.filter(year=timezone.localdate().year)
    promise = fund.commitments.get()
    grant = by_year(promise.amount, promise.starts_on, promise.ends_on)[year.year]
    budget = sum(line.amount for line in fund.budget_lines.filter(year=year.year))
    paid = sum(row.amount for row in fund.bookings.filter(kind="grant"))
    assert 0 <= year.amount + grant - budget < budget / 20
    assert paid <= grant


def test_any_other_business_stands_last_when_a_matter_comes_later() -> None:
    load_example("eksempel")
    board = Body.objects.get(slug="partnerskabet")
    agendas.place(body=board, origin="note:1", title="Noget nyt")
    meeting = Meeting.objects.ahead().filter(body=board).get(state="called")
    titles = [item.title for item in meeting.items.order_by("position", "pk")]
    assert titles[-2:] == ["Noget nyt", "Eventuelt"]
