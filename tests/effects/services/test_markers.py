"""Interventions on the curves: marked by themselves, corrected by themselves, never twice."""

import datetime as dt

import pytest
from django.utils import timezone

from effects.models import EffectMarker
from effects.services import expectations, expected_effects, markers
from indicators.models import EventMarker, OutboxEntry
from partnership.models import Intervention
from partnership.services.standing import standing_of
from tests.factories import decisions as make
from tests.factories import people, programme
from tests.factories.results import published

TODAY = timezone.localdate


@pytest.fixture
def site(db):
    return published(areas=3, indicators=1)


@pytest.fixture
def office(site):
    return standing_of(people.seated_user("secretariat"))


def running(site, *, named="Fritidsjob", **more):
    values = {
        "name_en": "Jobs", "state": "running", "starts_on": TODAY() - dt.timedelta(days=30), **more
    }  # fmt: skip
    made = programme.intervention(named, **values)
    made.areas.set(site.areas[:2])
    return made


def expect(office, site, intervention, *, areas=None, **more):
    values = {
        "indicator": site.definitions[0].indicator, "areas": areas or site.areas[:2],
        "direction": "rise", "size": 5.0, "earliest_on": TODAY() + dt.timedelta(days=200),
        "latest_on": TODAY() + dt.timedelta(days=900), "why": "Det virker andre steder.", **more,
    }  # fmt: skip
    return expected_effects.write(
        by=office, intervention_id=intervention.pk, wording=expected_effects.Wording(**values)
    )


def shown():
    return EventMarker.objects.filter(is_withdrawn=False).order_by("area", "kind", "happened_on")


def test_a_running_intervention_is_marked_where_something_is_expected(site, office):
    found = running(site)
    OutboxEntry.objects.all().delete()
    expect(office, site, found)
    both = list(shown())
    assert [event.area for event in both] == site.areas[:2]
    for event in both:
        assert (event.kind, event.title, event.title_en) == ("effort", "Fritidsjob", "Jobs")
        assert event.happened_on == found.starts_on
        assert event.described_on == TODAY()
        assert event.same_effort == sorted(area.pk for area in site.areas[:2])
    assert OutboxEntry.objects.filter(group=site.definitions[0].indicator.group).exists()
    before = OutboxEntry.objects.count()
    assert markers.settle() == 0
    assert OutboxEntry.objects.count() == before
    assert EffectMarker.objects.count() == 2


def test_a_proposal_is_marked_once_it_has_begun(site, office):
    found = running(site, state="proposed", starts_on=None)
    expect(office, site, found)
    assert not shown().exists()
    begins = TODAY() + dt.timedelta(days=10)
    Intervention.objects.filter(pk=found.pk).update(state="running", starts_on=begins)
    assert markers.settle() == 0
    assert markers.settle(today=begins) == 2
    assert set(shown().values_list("happened_on", flat=True)) == {begins}


def test_name_start_and_areas_are_followed(site, office):
    found = running(site)
    expect(office, site, found)
    Intervention.objects.filter(pk=found.pk).update(
        name="Job til unge", starts_on=TODAY() - dt.timedelta(days=60)
    )
    found.areas.set(site.areas[1:])
    markers.settle()
    only = shown().get()
    assert (only.area, only.title) == (site.areas[1], "Job til unge")
    assert only.happened_on == TODAY() - dt.timedelta(days=60)
    assert only.same_effort == sorted(area.pk for area in site.areas)
    found.areas.set(site.areas)
    markers.settle()
    assert shown().count() == 2
    assert EffectMarker.objects.count() == 2


def test_what_is_withdrawn_or_dropped_leaves_the_curves(site, office):
    found = running(site)
    effect = expect(office, site, found)
    expected_effects.withdraw(by=office, effect_id=effect.pk, reason="Skrevet ved en fejl")
    assert not shown().exists()
    again = expect(office, site, found)
    assert shown().count() == 2
    Intervention.objects.filter(pk=found.pk).update(state="dropped")
    markers.settle()
    assert not shown().exists()
    assert again.markers.count() == 2


def test_steps_are_marked_as_decisions(site, office):
    found = running(site, starts_on=TODAY() - dt.timedelta(days=400))
    expect(office, site, found, areas=site.areas[:1])
    for verb, days in (("adjust", 100), ("stop", 5)):
        found.steps.create(
            decision=make.decision(), verb=verb, from_state="running",
            to_state="stopped" if verb == "stop" else "running",
            happens_on=TODAY() - dt.timedelta(days=days),
        )  # fmt: skip
    later = TODAY() + dt.timedelta(days=50)
    assert markers.settle() == 2
    marked = list(shown().filter(kind="decision"))
    assert [event.title for event in marked] == ["Fritidsjob: justeret", "Fritidsjob: stoppet"]
    assert [event.title_en for event in marked] == ["Jobs: adjusted", "Jobs: stopped"]
    assert markers.settle(today=later) == 0


def test_a_long_name_still_says_what_was_decided(site, office):
    found = running(site, named="x" * 120, name_en="")
    expect(office, site, found, areas=site.areas[:1])
    found.steps.create(
        decision=make.decision(), verb="anchor", from_state="running", to_state="anchored",
        happens_on=TODAY(),
    )  # fmt: skip
    markers.settle()
    told = shown().get(kind="decision").title
    assert len(told) == 120
    assert told.endswith("…: forankret i driften")


def test_an_area_that_is_added_after_the_start_is_marked_as_described_on_that_day(site, office):
    found = running(site, state="proposed", starts_on=None)
    effect = expect(office, site, found, areas=site.areas[:1])
    start, later = TODAY() + dt.timedelta(days=10), TODAY() + dt.timedelta(days=40)
    Intervention.objects.filter(pk=found.pk).update(state="running", starts_on=start)
    wording = expected_effects.Wording(
        direction="rise", size=5.0, earliest_on=TODAY() + dt.timedelta(days=200),
        latest_on=TODAY() + dt.timedelta(days=900), why="Det virker andre steder.",
        areas=site.areas[:2],
    )  # fmt: skip
    expected_effects.amend(
        by=office, effect_id=effect.pk, seen=1, wording=wording, reason="Den anden er kommet med.",
        today=later,
    )  # fmt: skip
    days = dict(shown().values_list("area", "described_on"))
    assert days == {site.areas[0].pk: TODAY(), site.areas[1].pk: later}
    (one,) = expectations.of_interventions([found.pk])[found.pk]
    assert one.added == {site.areas[1].pk: later}
    assert not one.is_as_foretold and not one.is_late and one.regrouped_on is None
