"""What must hold before a figure is written: locks, retirement, the possible, rules, a reason."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from django.utils import timezone

from indicators.models import (
    CheckRule,
    Indicator,
    Measurement,
    OutboxEntry,
    PeriodLock,
    Source,
    WorkflowStep,
)
from indicators.rules.values import Figure, Refused
from indicators.rules.workflow import SEEN
from indicators.services.check_rules import breaches
from indicators.services.measurements import NewFigure, ParallelEdit, record_many
from indicators.services.refusals import sentence
from partnership.rules.access import NotAllowed, Standing
from partnership.services.standing import standing_of
from tests.factories.entry import House, make_definition, make_house

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> House:
    return make_house()


def share(house: House, part: int = 10, *, slot: str = "2024", **more) -> NewFigure:
    figure = Figure(numerator=Decimal(part), denominator=Decimal(20))
    values = {"data_set": house.safe_set, **more}
    return NewFigure(definition=house.safe, area=house.areas[0], slot=slot, figure=figure, **values)


def count(house: House, number: int, *, slot: str = "2024") -> NewFigure:
    return NewFigure(
        definition=house.people, area=house.areas[0], slot=slot, data_set=house.people_set,
        figure=Figure(value=Decimal(number)),
    )  # fmt: skip


def write(*entries: NewFigure, standing: Standing | None = None) -> list[Measurement]:
    return record_many(entries=entries, by=None, standing=standing).measurements


def refused(*entries: NewFigure, standing: Standing | None = None) -> Refused:
    with pytest.raises(Refused) as raised:
        write(*entries, standing=standing)
    return raised.value


def test_a_locked_year_closes_its_quarters_for_all_indicators_or_for_one(house):
    house.safe.frequency = "quarter"
    PeriodLock.objects.create(slot="2024", indicator=house.safe.indicator, reason="Gjort op")
    why = refused(share(house, slot="2024K3"))
    assert sentence(why) == (
        "Perioden er låst (2024: Gjort op). Bed sekretariatet om at låse den op under Låste perioder."
    )
    assert write(share(house, slot="2025K1"), count(house, 3))
    PeriodLock.objects.create(slot="2025M02", reason="Hele måneden")
    assert write(share(house, slot="2025K2")), "a month closes no quarter"
    assert write(share(house, slot="2025K1", part=10)), "the same figure again writes nothing"


def test_what_is_opened_again_can_be_written(house):
    PeriodLock.objects.create(
        slot="2024", reason="Gjort op", unlocked_at=timezone.now(), unlock_reason="En fejl"
    )
    assert write(share(house))


def test_a_retired_indicator_takes_no_figures(house):
    house.safe.indicator.retired_on = timezone.localdate()
    assert refused(share(house)).code == "retired"
    house.safe.indicator.retired_on = timezone.localdate() + dt.timedelta(days=1)
    assert write(share(house))


@pytest.mark.parametrize(
    ("least", "most", "words"),
    [(0, 40, "0 til 40"), (60, None, "mindst 60"), (None, 40.5, "højst 40,5")],
)
def test_outside_the_possible_is_refused_with_the_limits(house, least, most, words):
    house.safe.least, house.safe.most = least, most
    assert f"50 ligger uden for det mulige ({words})" in sentence(refused(share(house)))
    house.safe.least, house.safe.most = 50, 50
    assert write(share(house))


def test_official_figures_approve_themselves_and_say_so(house):
    source = house.safe.source
    source.is_official, house.safe_set.approval_required = True, True
    source.save()
    stored = write(share(house))[0]
    assert stored.workflow == "released"
    assert WorkflowStep.objects.get().is_alone


def test_nobody_gets_round_approval_by_naming_an_official_source(house):
    official = Source.objects.create(
        code="officiel", name="Officiel", family="officiel", is_official=True, shown_to="everyone"
    )
    house.safe_set.approval_required = True
    draft = write(share(house, source=official), standing=house.standing)[0]
    assert draft.workflow == "draft"
    fetched = write(share(house, slot="2023", source=official))[0]
    assert fetched.workflow == "released"


def test_what_a_supplier_owns_is_approved_by_it_and_waits_for_its_release(house):
    house.safe_set.is_supplier_owned = True
    stored = write(share(house), standing=standing_of(house.supplier))[0]
    assert (stored.workflow, WorkflowStep.objects.get().to_state) == ("approved", "approved")
    with pytest.raises(NotAllowed):
        write(share(house, slot="2023"), standing=house.standing)


def test_no_answer_tells_what_a_supplier_keeps_to_itself(house):
    house.safe_set.is_supplier_owned = True
    house.safe_set.save()
    write(share(house), standing=standing_of(house.supplier))
    own = house.safe.indicator.data_sets.create(supplier=house.people_set.supplier)
    for part in (10, 11):  # the same figure, and another one
        for seen in (None, 0, 1):
            try:
                write(share(house, part, data_set=own, seen_version=seen), standing=house.standing)
            except ParallelEdit:
                pytest.fail("a parallel edit shows the other figure")
            except NotAllowed:
                continue
            pytest.fail("written over")


def test_a_draft_moves_no_result_but_the_first_makes_the_figure_known(house):
    house.safe_set.approval_required = True
    write(share(house))
    assert OutboxEntry.objects.count() == 1
    write(share(house, 11))
    assert OutboxEntry.objects.count() == 1


def test_a_correction_of_the_published_hands_its_reason_on(house):
    first = write(share(house))[0]
    Measurement.objects.filter(pk=first.pk).update(workflow="published")
    assert refused(share(house, 11)).code == "needs_correction"
    assert write(replace(share(house), comment="Kun en note"))[0].correction == ""
    Measurement.objects.filter(version=2).update(workflow="published")
    house.safe_set.approval_required = True
    assert write(share(house, 11, correction="Talt forkert"))[0].workflow == "draft"
    assert write(share(house, 12))[0].correction == "Talt forkert"


def test_a_new_edition_of_an_official_source_needs_no_reason(house):
    source = house.safe.source
    source.is_official = True
    source.save()
    first = write(share(house))[0]
    Measurement.objects.filter(pk=first.pk).update(workflow="published")
    assert write(share(house, 11))[0].workflow == "released"


def rule(house: House, **fields) -> CheckRule:
    """Those who feel safe cannot be more than there are residents."""
    values = {
        "name": "Flere trygge end beboere", "left": house.safe.indicator, "left_part": "numerator",
        "relation": "at_most", "right_part": "value", **fields,
    }  # fmt: skip
    made = CheckRule.objects.create(**values)
    made.right.add(house.people.indicator)
    return made


def test_a_hard_rule_refuses_by_its_name_and_a_soft_one_is_told(house):
    hard = rule(house, is_hard=True)
    write(count(house, 9))
    why = refused(share(house, 10))
    assert sentence(why) == (
        "Tallet passer ikke med et andet tal. Reglen er: Flere trygge end beboere. "
        "Ret det af tallene, der er forkert."
    )
    assert write(share(house, 9)), "no more than there are"
    assert refused(count(house, 8)).code == "rule_broken", "from the other side too"
    hard.is_hard = False
    hard.save()
    assert [breach.rule for breach in breaches([count(house, 8)])] == [hard]
    assert write(count(house, 8))


def test_figures_written_together_are_compared_with_each_other(house):
    rule(house, is_hard=True)
    write(count(house, 9))
    assert write(share(house, 10), count(house, 10))


def test_a_sum_is_asked_of_all_its_parts(house):
    parts = [
        make_definition(code, supplier=house.people_set.supplier, kind="count", unit="personer")
        for code in ("born", "voksne")
    ]
    made = CheckRule.objects.create(
        name="Børn og voksne", left=house.people.indicator, left_part="value", relation="equals",
        right_part="value",
    )  # fmt: skip
    made.right.set([part.indicator for part in parts])
    entries = [
        replace(count(house, number), definition=part, data_set=part.indicator.data_sets.get())
        for part, number in zip(parts, (3, 4), strict=True)
    ]
    write(entries[0])
    assert not breaches([count(house, 9)]), "one part is unknown"
    write(entries[1])
    assert breaches([count(house, 9)])
    assert not breaches([count(house, 7)])
    made.is_active = False
    made.save()
    assert not breaches([count(house, 9)])


def test_rules_do_not_ask_figures_the_writer_may_not_see(house):
    rule(house, is_hard=True)
    house.people_set.is_supplier_owned = True
    house.people_set.save()
    write(count(house, 1))
    assert write(share(house, 10), standing=standing_of(house.supplier))
    assert breaches([share(house, 10)])


def test_a_figure_nobody_writes_is_refused_by_nothing_that_is_kept(house):
    rule(house, is_hard=True)
    house.people_set.is_supplier_owned = True
    house.people_set.save()
    written = write(count(house, 1))[0]
    assert written.workflow not in SEEN
    assert not breaches([share(house, 10)], hard=True), "the supplier's own"
    Measurement.objects.filter(pk=written.pk).update(workflow="released")
    assert breaches([share(house, 10)], hard=True)
    Indicator.objects.filter(pk=house.people.indicator_id).update(is_restricted=True)
    assert not breaches([share(house, 10)], hard=True), "restricted"
    Indicator.objects.filter(pk=house.safe.indicator_id).update(is_restricted=True)
    assert breaches([count(house, 1), share(house, 10)], hard=True), "its own are known"


def test_the_next_figure_of_a_series_keeps_the_source_the_series_had(house):
    old, new = (
        Source.objects.create(code=code, name=code, family="test", shown_to="partnership")
        for code in ("gammel", "ny")
    )
    first, second = write(
        share(house, slot="2020", source=old), share(house, slot="2022", source=new)
    )
    assert [first.source, second.source] == [old, new]
    typed = write(*(share(house, slot=slot) for slot in ("2019", "2021", "2023")))
    assert [each.source_id for each in typed] == [old.pk, old.pk, new.pk]
    # now there are stretches of several periods from each
    typed = write(*(share(house, slot=slot) for slot in ("2018", "2024", "2030")))
    assert [each.source_id for each in typed] == [old.pk, new.pk, new.pk]
    last = write(share(house, slot="2026", source=old), share(house, slot="2027"))
    assert [each.source_id for each in last] == [old.pk, new.pk], "written at once"
    (typed,) = write(share(house, slot="2028"))
    assert typed.source_id == new.pk
    (elsewhere,) = write(replace(share(house), area=house.areas[1]))
    assert elsewhere.source == house.safe.source


def test_a_figure_typed_at_the_end_of_an_official_series_does_not_approve_itself(house):
    official = Source.objects.create(
        code="dst", name="Danmarks Statistik", family="dst", shown_to="everyone", is_official=True
    )
    house.safe_set.is_supplier_owned = True
    house.safe_set.save()
    (fetched,) = write(share(house, slot="2023", source=official))
    assert fetched.workflow == "released"
    (typed,) = write(share(house), standing=standing_of(house.supplier))
    assert (typed.source, typed.workflow) == (official, "approved")
