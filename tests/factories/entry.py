"""A small house for tests of entry: two areas, one municipality, a survey share and a count."""

from dataclasses import dataclass
from typing import Any

from accounts.models import User
from areas.models import Area, AreaExtent
from indicators.models import DataSet, Definition, Group, Indicator, Source
from partnership.models import Body, Organisation, Person, Seat
from partnership.rules.access import Standing
from partnership.services.standing import standing_of

PASSWORD = "en-lang-adgangskode"


@dataclass
class House:
    """What the tests name."""

    areas: list[Area]
    town: Area
    safe: Definition
    people: Definition
    safe_set: DataSet
    people_set: DataSet
    secretary: User
    supplier: User
    other_supplier: User

    @property
    def standing(self) -> Standing:
        return standing_of(self.secretary)


def make_user(email: str, **seat: Any) -> User:
    """A user with one seat; her name is her role."""
    user = User.objects.create_user(email, PASSWORD)
    person = Person.objects.create(name=email.split("@")[0], email=email, user=user)
    Seat.objects.create(person=person, starts_on="2020-01-01", **seat)
    return user


def make_definition(code: str, *, supplier: Organisation, **fields: Any) -> Definition:
    """An indicator in a group of its own, with one definition and one default data set."""
    group = Group.objects.create(code=code)
    source, _made = Source.objects.get_or_create(
        code="test",
        defaults={"name": "Egen opgørelse", "family": "test", "shown_to": "partnership"},
    )
    name = fields.pop("name", code)
    indicator = Indicator.objects.create(code=code, name=name, name_en=name, group=group)
    DataSet.objects.create(indicator=indicator, supplier=supplier, is_default=True)
    values = {
        "kind": "share", "data_kind": "register", "direction": "higher", "unit": "pct.",
        "unit_en": "pct.", "per": 100, "numerator": "trygge", "denominator": "svar",
    }  # fmt: skip
    return Definition.objects.create(indicator=indicator, source=source, **{**values, **fields})


def make_house() -> House:
    """Two housing areas in one municipality, two suppliers, a secretary."""
    town = Area.objects.create(
        kind="municipality", code="901", slug="kommunen", name="Kommunen", position=9
    )
    areas = [
        Area.objects.create(
            kind="area", code=f"o{i}", slug=f"omraade-{i}", name=f"Område {i}", position=i
        )
        for i in (1, 2, 3)
    ]
    for area in areas:
        AreaExtent.objects.create(area=area, parent=town)
    municipality = Organisation.objects.create(kind="municipality", name="Kommune", slug="kommune")
    police = Organisation.objects.create(kind="police", name="Politi", slug="politi")
    office = Body.objects.create(kind="secretariat", name="Sekretariatet", slug="sekretariatet")
    safe = make_definition("trygge", supplier=police, name="Trygge", data_kind="survey")
    people = make_definition(
        "beboere", supplier=municipality, name="Beboere", kind="count", unit="personer"
    )
    return House(
        areas=areas,
        town=town,
        safe=safe,
        people=people,
        safe_set=safe.indicator.data_sets.get(),
        people_set=people.indicator.data_sets.get(),
        secretary=make_user(
            "sekretaer@test.dk", organisation=municipality, body=office, role="secretariat"
        ),
        supplier=make_user("politi@test.dk", organisation=police, role="supplier"),
        other_supplier=make_user("kommune@test.dk", organisation=municipality, role="supplier"),
    )
