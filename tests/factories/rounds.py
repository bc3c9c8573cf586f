"""Rounds for tests: a round over the small house of the entry tests."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from accounts.models import User
from indicators.models import DataSet, Definition, Measurement, Round
from indicators.rules.values import Figure
from indicators.services import rounds
from indicators.services.measurements import record
from partnership.models import Person, Seat
from partnership.services.standing import standing_of
from tests.factories.entry import House

OPENS, DEADLINE = dt.date(2026, 2, 1), dt.date(2026, 3, 1)


def asked(house: House, **fields: Any) -> rounds.Asked:
    """Both indicators, three areas, two years: twelve cells, six from each organisation."""
    usual: dict[str, Any] = {
        "name": "Forår 2026",
        "indicators": [house.safe.indicator, house.people.indicator],
        "areas": house.areas,
        "slots": ["2024", "2025"],
        "opens_on": OPENS,
        "deadline": DEADLINE,
    }
    return rounds.Asked(**{**usual, **fields})


def make_round(house: House, **fields: Any) -> Round:
    """A round opened by the secretary."""
    return rounds.open_round(by=house.standing, asked=asked(house, **fields))


def answer(
    house: House, definition: Definition, area: int, slot: str, *, by: User, state: str = "value",
    comment: str = "",
) -> Measurement:  # fmt: skip
    """Answer one cell of the round."""
    figure = Figure(state=state)
    if state == "value":
        is_count = definition == house.people
        figure = (
            Figure(state=state, value=Decimal(100))
            if is_count
            else Figure(state=state, numerator=Decimal(60), denominator=Decimal(100))
        )
    data_set = DataSet.objects.get(indicator=definition.indicator)
    return record(
        definition=definition, area=house.areas[area], slot=slot, figure=figure, seen_version=0,
        data_set=data_set, by=by, standing=standing_of(by), comment=comment,
    )  # fmt: skip


def responsible(data_set: DataSet, user: User) -> Person:
    """Let a user answer for a data set."""
    person = Person.objects.get(user=user)
    data_set.responsible = person
    data_set.save()
    return person


def second_office(house: House, email: str = "sekretaer2@test.dk") -> User:
    """Another secretary."""
    user = User.objects.create_user(email, "en-lang-adgangskode")
    seat = Seat.objects.get(person__user=house.secretary)
    person = Person.objects.create(name="Sekretær 2", email=email, user=user)
    Seat.objects.create(
        person=person, organisation=seat.organisation, body=seat.body, role=seat.role,
        starts_on="2020-01-01",
    )  # fmt: skip
    return user
