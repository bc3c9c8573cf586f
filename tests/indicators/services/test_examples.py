"""Examples come with an account of every row, and leave without a trace of themselves."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.apps import apps

from accounts.models import User
from areas.models import Area
from indicators.models import (
    Cell,
    DataSet,
    Definition,
    ExampleSet,
    Indicator,
    Measurement,
    Relocation,
    Result,
    StoryNote,
)
from indicators.rules.values import Figure
from indicators.services.example_removal import remove_example, what_removal_takes
from indicators.services.examples import PASSWORD, ExampleRefused, load_example, sign_ins
from indicators.services.measurements import NewFigure, record_many
from indicators.services.recompute.groups import drain
from partnership.models import Body, Organisation, Ownership, Person, Seat

pytestmark = pytest.mark.django_db
OUR_APPS = {"accounts", "areas", "partnership", "indicators"}


def row_counts():
    """Rows of every table that holds the partnership's own data."""
    return {
        model._meta.label: model._default_manager.count()
        for model in apps.get_models()
        if model._meta.app_label in OUR_APPS and not model.__name__.endswith("Event")
    }


@pytest.mark.parametrize("code", ["eksempel", "gladsaxe", "to-kommuner"])
def test_loading_and_removing_leaves_every_table_as_it_was(code):
    before = row_counts()
    load_example(code)
    drain()
    assert Result.objects.exists()
    remove_example()
    assert row_counts() == before


def test_loading_twice_changes_nothing():
    load_example("to-kommuner")
    before = row_counts()
    load_example("to-kommuner")
    assert row_counts() == before


def test_the_same_figures_come_every_time():
    def figures():
        rows = Measurement.objects.order_by("cell__area", "cell__definition", "cell__slot")
        return [(m.value, m.numerator, m.denominator, m.n, m.state) for m in rows]

    load_example("to-kommuner")
    first = figures()
    remove_example()
    load_example("to-kommuner")
    assert figures() == first


def test_what_others_made_meanwhile_survives():
    load_example("to-kommuner")
    owner = Organisation.objects.create(kind="housing", name="Vores Bo", slug="vores-bo")
    place = Area.objects.create(kind="area", code="ours", slug="ours", name="Vores Vang")
    Ownership.objects.create(organisation=owner, area=place)
    user = User.objects.create_user("leder@vores.example")
    person = Person.objects.create(name="Vores leder", user=user)
    seat = Seat.objects.create(
        person=person,
        organisation=Organisation.objects.get(slug="proevestrup-kommune"),
        body=Body.objects.get(slug="sekretariatet"),
        role="secretariat",
        starts_on=dt.date(2025, 1, 1),
    )
    definition = Definition.objects.get(indicator__code="kender-naboer")
    data_set = DataSet.objects.get(indicator=definition.indicator, is_default=True)
    mine = record_many(
        entries=[NewFigure(definition, place, "2025", Figure(value=Decimal(70)), data_set)],
        by=user,
        standing=None,
    ).measurements[0]

    remove_example()

    assert Measurement.objects.get() == mine
    assert Seat.objects.get() == seat
    assert seat.organisation.name == "Prøvestrup Kommune"
    assert list(Ownership.objects.values_list("area__name", flat=True)) == ["Vores Vang"]
    assert list(Area.objects.values_list("name", flat=True)) == ["Vores Vang"]
    assert list(User.objects.all()) == [user]
    assert not ExampleSet.objects.exists()


def test_figures_logged_on_a_fictitious_place_are_told_before_they_go():
    load_example("to-kommuner")
    user = User.objects.get(email="sekretariat@fjord.example")
    cell = Cell.objects.filter(definition__indicator__code="kender-naboer").first()
    data_set = DataSet.objects.get(indicator__code="kender-naboer")
    record_many(
        entries=[
            NewFigure(
                cell.definition, cell.area, cell.slot, Figure(value=Decimal(50), n=300), data_set
            ),
            NewFigure(
                cell.definition, cell.area, "2017", Figure(value=Decimal(49), n=300), data_set
            ),
        ],
        by=user,
        standing=None,
    )
    takes = what_removal_takes()
    assert (takes.others_measurements, takes.others_cells) == (2, 1)
    remove_example()
    assert not Measurement.objects.exists()


def test_what_others_wrote_goes_with_the_place_and_else_keeps_what_it_is_about():
    load_example("to-kommuner")
    place = Area.objects.create(kind="area", code="ours", slug="ours", name="Vores Vang")
    theirs = Area.objects.compared().exclude(pk=place.pk)[0]
    indicator = Indicator.objects.get(code="kender-naboer")
    StoryNote.objects.create(indicator=indicator, area=theirs, text="Om deres sted.")
    kept = StoryNote.objects.create(indicator=indicator, area=place, text="Om vores sted.")
    Relocation.objects.create(
        from_area=place, to_area=theirs, households=9, starts_on="2027-01-01",
        announced_on="2026-01-01", source="Helhedsplanen",
    )  # fmt: skip
    assert what_removal_takes().others_notes == 2
    remove_example()
    assert StoryNote.objects.get() == kept
    assert Indicator.objects.get() == indicator
    assert not Relocation.objects.exists()


def test_one_sign_in_for_each_role():
    load_example("to-kommuner")
    found = {each.role: each.email for each in sign_ins()}
    assert set(found) == {"administrator", "secretariat", "board", "group", "supplier"}
    assert all(email.endswith(".example") for email in found.values())
    assert User.objects.get(email=found["board"]).check_password(PASSWORD)


def test_a_real_site_is_spared_and_never_gets_the_known_password(settings):
    settings.HTTPS = True
    with pytest.raises(ExampleRefused):
        load_example("to-kommuner")
    assert not User.objects.exists()
    _example, password = load_example("to-kommuner", forced=True)
    assert password != PASSWORD
    assert not User.objects.first().check_password(PASSWORD)


def test_two_examples_are_never_mixed():
    load_example("to-kommuner")
    with pytest.raises(ExampleRefused):
        load_example("gladsaxe")


def test_an_unknown_example_and_none_at_all_are_refused():
    with pytest.raises(ExampleRefused):
        load_example("../settings")
    with pytest.raises(ExampleRefused):
        remove_example()


def test_every_published_figure_names_its_source_with_address():
    load_example("gladsaxe")
    assert Measurement.objects.count() > 100
    assert not Measurement.objects.filter(source__url="").exists()
    safe = Measurement.objects.filter(
        cell__area__name="Høje Gladsaxe", cell__definition__indicator__code="tryg-i-nabolaget"
    ).order_by("cell__slot")
    found = [(m.cell.slot, float(m.value), m.n) for m in safe]
    assert found == [("2016", 68.8, None), ("2017", 79.6, None)]


def test_every_state_of_a_figure_can_be_seen_in_the_fictitious_set():
    load_example("eksempel")
    drain()
    levels = Result.objects.filter(statement="level")
    states = set(levels.values_list("state", flat=True))
    assert states >= {
        "value", "missing", "suppressed", "suppressed_by_source", "not_released", "not_relevant",
    }  # fmt: skip
    assert levels.filter(estimate=0).exists()
    assert levels.filter(reason="no_n").exists()


def test_the_parts_of_a_breakdown_sum_to_the_whole():
    load_example("eksempel")
    whole, sums = {}, {}
    for m in Measurement.objects.filter(state="value", numerator__isnull=False).select_related(
        "cell__category__category_set"
    ):
        place = (m.cell.definition_id, m.cell.area_id, m.cell.slot)
        code = m.cell.category.category_set.code
        if code == "total":
            whole[place] = (m.numerator, m.denominator)
        else:
            had = sums.get((place, code), (0, 0))
            sums[place, code] = (had[0] + m.numerator, had[1] + m.denominator)
    assert {code for _place, code in sums} == {"sex", "age", "arrivals", "departures"}
    for (place, code), parts in sums.items():
        assert parts == whole[place], (place, code)


def test_more_can_wait_for_homes_than_there_are_homes():
    load_example("eksempel")
    waiting = Measurement.objects.filter(
        cell__definition__indicator__code="venteliste", cell__area__slug="stjernehoej"
    )
    newest = waiting.latest("cell__slot")
    assert newest.numerator > newest.denominator


def test_an_area_is_always_part_of_its_municipality():
    load_example("eksempel")
    counted = Measurement.objects.filter(numerator__isnull=False).select_related("cell__area")
    sums: dict[tuple[int, str, int], list[float]] = {}
    whole = {}
    for m in counted:
        key = (m.cell.definition_id, m.cell.slot, m.cell.category_id)
        if m.cell.area.kind == Area.Kind.AREA:
            into = sums.setdefault(key, [0, 0])
            into[0] += m.numerator
            into[1] += m.denominator
        elif m.cell.area.kind == Area.Kind.MUNICIPALITY:
            whole[key] = (m.numerator, m.denominator)
    assert len(whole) > 200
    for key, (numerator, denominator) in whole.items():
        parts = sums[key]
        assert 0 <= parts[0] <= numerator
        assert 0 < parts[1] < denominator
