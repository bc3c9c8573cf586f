"""Recording figures: versions, parallel edits, rights, all or nothing."""

import threading
from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection
from django.db.models import F
from django.utils import timezone

from indicators.models import Cell, Measurement, OutboxEntry, WorkflowStep
from indicators.rules.values import MISSING, Figure, Refused
from indicators.services import bulk_rows
from indicators.services.measurements import NewFigure, ParallelEdit, record, record_many
from partnership.rules.access import NotAllowed, Standing
from partnership.services.standing import standing_of
from tests.factories.entry import House, make_house

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> House:
    return make_house()


def counts(part: int, whole: int) -> Figure:
    return Figure(numerator=Decimal(part), denominator=Decimal(whole))


def write(house: House, figure: Figure, *, seen: int, by=None, **more) -> Measurement:
    by = by or house.secretary
    return record(
        definition=house.safe, area=house.areas[0], slot="2024", figure=figure, seen_version=seen,
        data_set=house.safe_set, by=by, standing=standing_of(by), **more,
    )  # fmt: skip


def test_first_figure_is_released_and_marks_its_group_stale(house):
    stored = write(house, counts(411, 508), seen=0, comment="talt op")
    assert (stored.version, stored.workflow, stored.entered_by) == (1, "released", house.secretary)
    assert (str(stored.starts_on), str(stored.ends_on)) == ("2024-01-01", "2024-12-31")
    assert stored.source == house.safe.source
    assert OutboxEntry.objects.get().group == house.safe.indicator.group


def test_correction_is_a_new_version_and_the_old_one_stays(house):
    write(house, counts(411, 508), seen=0)
    second = write(house, counts(412, 508), seen=1)
    assert second.version == second.cell.version == Cell.objects.get().version == 2
    assert [m.numerator for m in Measurement.objects.all()] == [411, 412]


def test_same_figure_again_changes_nothing(house):
    first = write(house, counts(411, 508), seen=0)
    assert write(house, counts(411, 508), seen=1) == first
    assert write(house, counts(411, 508), seen=0) == first, "a resent request is harmless"
    assert OutboxEntry.objects.count() == 1


def test_parallel_edit_tells_what_stands_there(house):
    first = write(house, counts(411, 508), seen=0)
    with pytest.raises(ParallelEdit) as raised:
        write(house, counts(300, 508), seen=0)
    assert raised.value.current == first
    assert write(house, counts(300, 508), seen=1).version == 2


def test_data_set_with_approval_is_stored_as_draft(house):
    house.safe_set.approval_required = True
    assert write(house, counts(1, 2), seen=0).workflow == "draft"


def test_supplier_writes_own_data_set_only(house):
    assert write(house, counts(1, 2), seen=0, by=house.supplier).version == 1
    with pytest.raises(NotAllowed):
        write(house, counts(2, 2), seen=1, by=house.other_supplier)
    with pytest.raises(NotAllowed):
        record_many(entries=[entry(house, "2024")], by=None, standing=Standing())
    assert Measurement.objects.count() == 1


def test_figure_of_another_supplier_stays_theirs(house):
    write(house, counts(1, 2), seen=0)
    own = house.safe.indicator.data_sets.create(supplier=house.people_set.supplier)
    entry = NewFigure(
        definition=house.safe, area=house.areas[0], slot="2024", figure=counts(2, 2), data_set=own
    )
    with pytest.raises(NotAllowed):
        record_many(
            entries=[entry], by=house.other_supplier, standing=standing_of(house.other_supplier)
        )
    assert Measurement.objects.count() == 1


def test_refused_figure_is_not_stored(house):
    with pytest.raises(Refused):
        write(house, counts(6, 5), seen=0)
    assert not Cell.objects.exists()


def test_missing_is_a_state_without_figure(house):
    stored = write(house, Figure(state=MISSING), seen=0)
    assert (stored.state, stored.value, stored.numerator) == ("missing", None, None)


def test_figure_on_a_day_stands_on_the_first_day_of_its_slot(house):
    house.safe.period_kind = "point"
    stored = write(house, counts(1, 2), seen=0)
    assert str(stored.starts_on) == str(stored.ends_on) == "2024-01-01"


def test_stored_versions_cannot_be_rewritten(house):
    stored = write(house, counts(1, 2), seen=0)
    with pytest.raises(DatabaseError, match="Cannot update"):
        Measurement.objects.filter(pk=stored.pk).update(numerator=2)


def entry(house: House, slot: str, *, area: int = 0, part: int = 10) -> NewFigure:
    return NewFigure(
        definition=house.safe, area=house.areas[area], slot=slot, figure=counts(part, 20),
        data_set=house.safe_set,
    )  # fmt: skip


def test_many_are_all_or_none(house):
    good, bad = entry(house, "2023"), replace(entry(house, "2024"), figure=counts(6, 5))
    with pytest.raises(Refused):
        record_many(entries=[good, bad], by=None, standing=None)
    assert not Cell.objects.exists()


def test_many_count_new_changed_unchanged(house):
    record_many(entries=[entry(house, "2022"), entry(house, "2023")], by=None, standing=None)
    moved = record_many(
        entries=[entry(house, "2022"), entry(house, "2023", part=11), entry(house, "2024")],
        by=None,
        standing=None,
    )
    assert (moved.new, moved.changed, moved.unchanged) == (1, 1, 1)
    assert [m.cell.slot for m in moved.measurements] == ["2022", "2023", "2024"]


@pytest.mark.parametrize("few", [0, 1000])
def test_new_changed_and_untouched_cells_count_their_versions_alike(house, monkeypatch, few):
    monkeypatch.setattr(bulk_rows, "FEW", few)  # copied in, or stored the ordinary way
    record_many(entries=[entry(house, "2022"), entry(house, "2023")], by=None, standing=None)
    mixed = [entry(house, "2022"), entry(house, "2023", part=11), entry(house, "2024")]
    record_many(entries=mixed, by=None, standing=None)
    versions = {cell.slot: cell.version for cell in Cell.objects.all()}
    assert versions == {"2022": 1, "2023": 2, "2024": 1}
    stored = Measurement.objects.order_by("cell__slot", "version")
    assert [(m.cell.slot, m.version, m.numerator) for m in stored] == [
        ("2022", 1, 10), ("2023", 1, 10), ("2023", 2, 11), ("2024", 1, 10),
    ]  # fmt: skip
    assert all(m.entered_at <= timezone.now() and m.data_set == house.safe_set for m in stored)
    steps = WorkflowStep.objects.exclude(to_state=F("measurement__workflow"))
    assert not steps.exists()
    assert WorkflowStep.objects.count() == stored.exclude(workflow="draft").count()


def test_many_take_as_many_queries_as_few(house, django_assert_num_queries):
    record_many(entries=[entry(house, "2001")], by=None, standing=None)
    with django_assert_num_queries(13):
        record_many(entries=[entry(house, "2002")], by=None, standing=None)
    many = [entry(house, str(year), area=area) for year in range(2003, 2023) for area in (0, 1, 2)]
    with django_assert_num_queries(13):
        record_many(entries=many, by=None, standing=None)


def test_cell_named_twice_is_a_mistake_of_the_caller(house):
    with pytest.raises(ValueError, match="twice"):
        record_many(entries=[entry(house, "2024"), entry(house, "2024")], by=None, standing=None)


def test_data_set_of_another_indicator_is_a_mistake_of_the_caller(house):
    with pytest.raises(ValueError, match="another indicator"):
        record_many(
            entries=[replace(entry(house, "2024"), data_set=house.people_set)],
            by=None,
            standing=None,
        )


@pytest.mark.django_db(transaction=True)
def test_writers_at_the_same_time_lose_nothing():
    house, acknowledged, told = make_house(), [], []

    def writer(start: int) -> None:
        for number in range(start, start + 10):
            seen = Cell.objects.values_list("version", flat=True).first() or 0
            try:
                acknowledged.append(write(house, counts(number, 100), seen=seen).pk)
            except ParallelEdit as edit:
                told.append(edit.current.pk)
        connection.close()

    threads = [threading.Thread(target=writer, args=(start,)) for start in (1, 41)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    stored = list(Measurement.objects.order_by("version").values_list("pk", "version"))
    assert sorted(acknowledged) == sorted(pk for pk, _version in stored)
    assert [version for _pk, version in stored] == list(range(1, len(stored) + 1))
    assert len(stored) + len(told) == 20
    assert Cell.objects.get().version == len(stored)
