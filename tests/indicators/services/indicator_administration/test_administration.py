"""Indicators administered: versions, targets, data sets, retirement, merging and presets."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from accounts.models import User
from areas.models import Area
from indicators.models import (
    DataSet,
    Definition,
    Indicator,
    Measurement,
    OutboxEntry,
    Target,
)
from indicators.rules.values import Figure
from indicators.services.indicator_administration import (
    data_sets,
    definitions,
    indicators,
    pages,
    presets,
    targets,
)
from indicators.services.measurements import NewFigure, record_many
from partnership.rules.access import NotAllowed, SeatFact, Standing
from partnership.services.edits import StaleEdit, stamp_of
from tests.factories import people
from tests.factories.entry import make_definition
from tests.factories.results import published

pytestmark = pytest.mark.django_db
STAFF = Standing(user_id=1, seats=(SeatFact("secretariat", 1, 1, "secretariat"),))
BOARD = Standing(user_id=2, seats=(SeatFact("member", 1, 1, "board"),))


@pytest.fixture
def site():
    made = published(areas=1, indicators=1)
    DataSet.objects.create(
        indicator=made.definitions[0].indicator, supplier=people.organisation(), is_default=True
    )
    return made


def values(site, **changed):
    return {**definitions.values_of(site.definitions[0]), **changed}


def new_version(site, **more):
    given = {
        "by": STAFF, "indicator_id": site.definitions[0].indicator_id, "seen_version": 1,
        "values": values(site, numerator="meget trygge"), "breakdowns": [],
        "valid_from": dt.date(2026, 1, 1), "breaks_series": True, "note": "Nyt spørgsmål",
    }  # fmt: skip
    return definitions.new_version(**{**given, **more})


def stale() -> set[str]:
    return set(OutboxEntry.objects.values_list("group__code", flat=True))


def test_an_own_indicator_gets_a_code_a_group_and_a_definition(site):
    made = indicators.create(
        by=STAFF, name="Børn i fritidsklub", name_en="", home_goal=None, belongs_with=None,
        is_front=False, is_restricted=False, definition=values(site), breakdowns=[],
    )  # fmt: skip
    assert (made.code, made.group.code, made.name_en) == (
        "boern-i-fritidsklub", "boern-i-fritidsklub", "Børn i fritidsklub",
    )  # fmt: skip
    assert made.definitions.get().version == 1


def test_one_that_belongs_with_another_is_hidden_and_published_with_it(site):
    other = site.definitions[0].indicator
    made = indicators.create(
        by=STAFF, name="Utrygge", name_en="", home_goal=None, belongs_with=other, is_front=False,
        is_restricted=False, definition=values(site), breakdowns=[],
    )  # fmt: skip
    assert made.group == other.group
    OutboxEntry.objects.all().delete()
    alone = {
        "name": "Utrygge", "name_en": "", "home_goal": None, "belongs_with": None,
        "is_front": False, "is_restricted": False,
    }  # fmt: skip
    moved = indicators.change(by=STAFF, indicator_id=made.pk, seen=stamp_of(made), **alone)
    assert moved.group != other.group
    assert stale() == {other.group.code, moved.group.code}
    OutboxEntry.objects.all().delete()
    indicators.change(
        by=STAFF, indicator_id=made.pk, seen=stamp_of(moved), **alone | {"name": "Utrygge (ny)"}
    )
    assert stale() == set()


def test_clearer_words_move_no_figure_and_anything_else_is_sent_to_a_new_version(site):
    definition = site.definitions[0]
    definitions.put_more_clearly(
        by=STAFF, definition_id=definition.pk, seen=stamp_of(definition),
        values={"caveat": "Spurgt i maj", "least": 0.0, "most": 100.0}, breakdowns=[],
    )  # fmt: skip
    definition.refresh_from_db()
    assert (definition.caveat, definition.most, stale()) == ("Spurgt i maj", 100.0, set())
    with pytest.raises(ValidationError) as refused:
        definitions.put_more_clearly(
            by=STAFF, definition_id=definition.pk, seen=stamp_of(definition),
            values={"direction": "lower"}, breakdowns=[],
        )  # fmt: skip
    assert "direction" in refused.value.message_dict


def test_a_new_version_leaves_the_old_one_as_it_was_and_computes_the_group_anew(site):
    made = new_version(site)
    old = Definition.objects.get(indicator=made.indicator, version=1)
    assert (made.version, made.breaks_series, old.numerator) == (2, True, "trygge")
    assert stale() == {made.indicator.group.code}


@pytest.mark.parametrize(
    ("given", "word"),
    [
        ({"seen_version": 0}, "En anden har lavet version 1"),
        ({"values": None}, "Intet er anderledes"),
        ({"valid_from": dt.date(2019, 1, 1)}, "senere dag"),
        ({"values": {"frequency": "quarter"}, "breaks_series": False}, "“Hvor ofte”. Sæt kryds"),
        ({"values": {"unit": "procent"}, "breaks_series": False}, "samme kurve: “Enhed”"),
        (
            {"values": {"kind": "rate", "per": 1000}, "breaks_series": False},
            "“Slags tal”, “Regnes pr.”",
        ),
        ({"values": {"numerator": ""}}, "Skriv, hvad der tælles"),
    ],
)
def test_a_version_that_cannot_be_is_refused_with_its_reason(site, given, word):
    Definition.objects.update(valid_from=dt.date(2020, 1, 1))
    site.definitions[0].refresh_from_db()
    if "values" in given:
        given = given | {"values": values(site, **(given["values"] or {}))}
    with pytest.raises(ValidationError) as refused:
        new_version(site, **given)
    assert word in " ".join(refused.value.messages)
    assert Definition.objects.count() == 1


def test_other_words_and_another_source_go_on_without_a_break(site):
    made = new_version(site, breaks_series=False, values=values(site, numerator="meget trygge"))
    assert (made.version, made.breaks_series) == (2, False)


def test_targets_stand_by_period_and_a_decision_has_both_a_day_and_words(site):
    indicator, area = site.definitions[0].indicator, site.areas[0]
    usual = {
        "by": STAFF, "indicator": indicator, "area": area, "baseline_slot": "2022", "slot": "2030",
        "value": 80.0, "decided_on": None, "decision": "",
    }  # fmt: skip
    made = targets.set_target(**usual)
    targets.set_target(**usual | {"slot": "2026", "value": 74.0})
    assert Target.objects.count() == 2
    for given, field in [
        ({}, "slot"),
        ({"slot": "2030K1"}, "slot"),
        ({"slot": "snart"}, "slot"),
        ({"slot": "2031", "value": 101.0}, "value"),
        ({"slot": "2031", "decided_on": dt.date(2026, 1, 1)}, "decision"),
        ({"slot": "2031", "decision": "Bestyrelsen"}, "decided_on"),
    ]:
        with pytest.raises(ValidationError) as refused:
            targets.set_target(**usual | given)
        assert field in refused.value.message_dict
    decided = {
        "baseline_slot": "2022", "slot": "2030", "value": 80.0,
        "decided_on": dt.date(2026, 3, 1), "decision": "Partnerskabet 1. marts 2026, punkt 4",
    }  # fmt: skip
    seen = stamp_of(made)
    assert targets.change(by=STAFF, target_id=made.pk, seen=seen, **decided).is_decided
    with pytest.raises(StaleEdit):
        targets.change(by=STAFF, target_id=made.pk, seen=seen, **decided | {"value": 81.0})
    targets.drop(by=STAFF, target_id=made.pk)
    assert stale() == {indicator.group.code}
    assert Target.objects.count() == 1


def handled(**more):
    return {
        "approval_required": False, "is_default": False, "is_supplier_owned": False,
        "responsible": None, "readers": [], **more,
    }  # fmt: skip


def test_one_data_set_is_the_usual_one(site):
    indicator = site.definitions[0].indicator
    police = people.organisation("Politiet")
    first = indicator.data_sets.get()
    made = data_sets.create(
        by=STAFF, indicator=indicator, supplier=police, **handled(is_default=True)
    )
    first.refresh_from_db()
    assert (made.is_default, first.is_default) == (True, False)
    with pytest.raises(ValidationError, match="allerede"):
        data_sets.create(by=STAFF, indicator=indicator, supplier=police, **handled())
    with pytest.raises(ValidationError, match="sekretariatet skriver i"):
        data_sets.change(by=STAFF, data_set_id=made.pk, seen=stamp_of(made), **handled())
    with pytest.raises(ValidationError, match="sekretariatet skriver i"):
        data_sets.remove(by=STAFF, data_set_id=made.pk)
    data_sets.remove(by=STAFF, data_set_id=first.pk)
    assert list(indicator.data_sets.all()) == [made]


def test_what_a_supplier_owns_only_the_supplier_opens(site):
    indicator = site.definitions[0].indicator
    police, town = people.organisation("Politiet"), people.organisation("Kommunen")
    made = data_sets.create(
        by=STAFF, indicator=indicator, supplier=police, **handled(is_supplier_owned=True)
    )
    for attempt in (handled(), handled(is_supplier_owned=True, readers=[town])):
        with pytest.raises(NotAllowed):
            data_sets.change(by=STAFF, data_set_id=made.pk, seen=stamp_of(made), **attempt)
    officer = Standing(
        user_id=3,
        seats=(SeatFact("supplier", police.pk), SeatFact("administrator", police.pk)),
    )
    data_sets.change(
        by=officer, data_set_id=made.pk, seen=stamp_of(made),
        **handled(is_supplier_owned=True, readers=[town, police]),
    )  # fmt: skip
    assert [reader.organisation for reader in made.readers.all()] == [town]
    data_sets.change(
        by=STAFF, data_set_id=made.pk, seen=stamp_of(made), **handled(is_supplier_owned=True)
    )
    assert not made.readers.exists()


def test_a_retired_indicator_leaves_the_pages_and_comes_back(site):
    indicator = site.definitions[0].indicator
    indicators.retire(by=STAFF, indicator_id=indicator.pk, on=dt.date(2026, 5, 1))
    assert not Indicator.objects.seen_by(restricted=True).exists()
    again = indicators.take_up(by=STAFF, indicator_id=indicator.pk)
    assert (again.is_active, again.retired_on) == (True, None)


def two_alike():
    supplier = people.organisation("Kommunen")
    one = make_definition("gammel", supplier=supplier)
    other = make_definition("ny", supplier=supplier)
    area = published(areas=1, indicators=0).areas[0]
    user = people.seated_user("secretariat")
    rows = [(one, "2022", 30), (one, "2023", 32), (other, "2023", 33)]
    record_many(
        entries=[
            NewFigure(
                definition=definition, area=area, slot=slot,
                figure=Figure(numerator=Decimal(count), denominator=Decimal(50)),
                data_set=definition.indicator.data_sets.get(),
            )
            for definition, slot, count in rows
        ],
        by=user,
        standing=None,
    )  # fmt: skip
    return one, other, user


def on_its_way(indicator: Indicator) -> None:
    """A figure that waits for a second person."""
    data_set = indicator.data_sets.get()
    DataSet.objects.filter(pk=data_set.pk).update(approval_required=True)
    data_set.refresh_from_db()
    entry = NewFigure(
        definition=indicator.definitions.get(), area=Area.objects.first(), slot="2024",
        figure=Figure(numerator=Decimal(1), denominator=Decimal(50)), data_set=data_set,
    )  # fmt: skip
    record_many(entries=[entry], by=None, standing=None)


def test_what_is_computed_anew_names_nothing_restricted_and_counts_nothing_unreleased():
    one, other, _user = two_alike()
    Indicator.objects.filter(pk=other.indicator_id).update(
        group=one.indicator.group, is_restricted=True
    )
    before = pages.consequence_in_words(one.indicator)
    assert "(2 tal)" in before
    assert other.indicator.name not in before
    on_its_way(one.indicator)
    assert pages.consequence_in_words(one.indicator) == before


def test_merging_carries_figures_over_and_keeps_the_others_own():
    one, other, user = two_alike()
    told = indicators.merge_preview(indicator=one.indicator, into=other.indicator)
    assert (told.carried, told.in_both, told.obstacle) == (1, 1, "")
    done = indicators.merge(
        by=STAFF, user=user, indicator_id=one.indicator_id, into_id=other.indicator_id
    )
    assert done == told
    rows = Measurement.objects.filter(cell__definition=other).order_by("cell__slot")
    assert [(row.cell.slot, int(row.numerator)) for row in rows] == [("2022", 30), ("2023", 33)]
    assert "Overført fra" in rows[0].comment
    merged = Indicator.objects.get(pk=one.indicator_id)
    assert (merged.is_active, merged.merged_into) == (False, other.indicator)
    with pytest.raises(ValidationError, match="lagt sammen med"):
        indicators.take_up(by=STAFF, indicator_id=merged.pk)


def later_version(definition: Definition, **more) -> Definition:
    """The next version of the same definition, from 2023 on."""
    found = Definition.objects.get(pk=definition.pk)
    found.pk, found.version, found.valid_from = None, 2, dt.date(2023, 1, 1)
    for name, value in more.items():
        setattr(found, name, value)
    found.save()
    return found


def test_each_carried_figure_goes_to_the_version_that_holds_for_its_period():
    one, other, user = two_alike()
    later = later_version(other)
    record_many(
        entries=[
            NewFigure(
                definition=one, area=Area.objects.first(), slot="2024",
                figure=Figure(numerator=Decimal(35), denominator=Decimal(50)),
                data_set=one.indicator.data_sets.get(),
            )
        ],
        by=user, standing=None,
    )  # fmt: skip
    indicators.merge(by=STAFF, user=user, indicator_id=one.indicator_id, into_id=other.indicator_id)
    rows = Measurement.objects.filter(cell__definition__indicator=other.indicator)
    assert set(rows.values_list("cell__slot", "cell__definition")) == {
        ("2022", other.pk), ("2023", other.pk), ("2024", later.pk),
    }  # fmt: skip


def test_a_figure_whose_period_counted_otherwise_is_not_merged():
    one, other, _user = two_alike()
    later_version(other)
    Definition.objects.filter(pk=other.pk).update(kind="mean")
    told = indicators.merge_preview(indicator=one.indicator, into=other.indicator)
    assert "samme måde" in told.obstacle


@pytest.mark.parametrize(
    ("name", "change", "word"),
    [
        ("ny", lambda i: Definition.objects.filter(indicator=i).update(kind="mean"), "samme måde"),
        ("ny", lambda i: Indicator.objects.filter(pk=i.pk).update(is_active=False), "ikke i brug"),
        ("gammel", lambda i: Indicator.objects.filter(pk=i.pk).update(is_restricted=True), "fortrolig"),
        ("gammel", lambda i: i.data_sets.update(is_supplier_owned=True), "ejes af leverandøren"),
        ("gammel", lambda i: on_its_way(i), "ikke frigivet"),
    ],
)  # fmt: skip
def test_what_does_not_count_alike_is_not_merged(name, change, word):
    one, other, user = two_alike()
    change(Indicator.objects.get(code=name))
    with pytest.raises(ValidationError, match=word):
        indicators.merge(
            by=STAFF, user=user, indicator_id=one.indicator_id, into_id=other.indicator_id
        )
    assert Measurement.objects.filter(cell__definition=other).count() == 1


def test_an_indicator_is_not_merged_with_itself_or_with_one_nobody_supplies():
    one, other, _user = two_alike()
    told = indicators.merge_preview(indicator=one.indicator, into=one.indicator)
    assert "anden indikator" in told.obstacle
    bare = Indicator.objects.create(
        code="bar", name="Bar", name_en="Bare", group=one.indicator.group
    )
    told = indicators.merge_preview(indicator=other.indicator, into=bare)
    assert "intet datasæt" in told.obstacle


def test_a_board_member_administers_nothing(site):
    indicator = site.definitions[0].indicator
    for attempt in (
        lambda: new_version(site, by=BOARD),
        lambda: indicators.retire(by=BOARD, indicator_id=indicator.pk),
        lambda: indicators.take_up(by=BOARD, indicator_id=indicator.pk),
        lambda: presets.adopt(by=BOARD, codes=[]),
        lambda: targets.drop(by=BOARD, target_id=1),
        lambda: data_sets.remove(by=BOARD, data_set_id=1),
        lambda: indicators.merge(
            by=BOARD, user=User(), indicator_id=indicator.pk, into_id=indicator.pk
        ),
    ):
        with pytest.raises(NotAllowed):
            attempt()
