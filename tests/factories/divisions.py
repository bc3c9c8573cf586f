"""A house whose first area has two divisions with an owner each, and an indicator both report to."""

from __future__ import annotations

from dataclasses import dataclass

from django.test import Client

from accounts.models import User
from areas.models import Area, AreaExtent
from indicators.models import DataSet
from partnership.models import Organisation, Ownership
from tests.factories.entry import House, make_house, make_user


@dataclass
class Divided:
    """What the tests name: each owner supplies for the count of residents."""

    house: House
    north: Area
    south: Area
    northern: User
    southern: User


def make_divided() -> Divided:
    """Område 1 with Nordafdelingen and Sydafdelingen."""
    house = make_house()
    made = []
    for name in ("Nord", "Syd"):
        slug = name.lower()
        area = Area.objects.create(
            kind="division", code=f"d-{slug}", slug=slug, name=f"{name}afdelingen", position=20
        )
        AreaExtent.objects.create(area=area, parent=house.areas[0])
        owner = Organisation.objects.create(kind="housing", name=f"Bolig {name}", slug=f"bo-{slug}")
        Ownership.objects.create(organisation=owner, area=area)
        DataSet.objects.create(indicator=house.people.indicator, supplier=owner)
        user = make_user(f"{slug}@test.dk", organisation=owner, role="supplier")
        made.append((area, user))
    (north, northern), (south, southern) = made
    return Divided(house, north, south, northern, southern)


def client_of(user: User) -> Client:
    """The person's browser."""
    client = Client()
    client.force_login(user)
    return client
