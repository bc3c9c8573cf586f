"""What lies behind the figures: written by the secretariat alone, traced, and safe in parallel."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from areas.models import Area
from indicators.models import (
    ComparatorChoice,
    ControlLimit,
    Definition,
    EventMarker,
    OutboxEntry,
    Relocation,
    StoryNote,
)
from indicators.services import comparator_choices, control_limits, events, relocations, stories
from partnership.rules.access import NotAllowed, SeatFact, Standing
from partnership.services.edits import StaleEdit, stamp_of
from partnership.services.standing import standing_of
from tests.factories import panels
from tests.factories import people as make

pytestmark = pytest.mark.django_db
DAY = dt.date(2024, 5, 1)
CPR = "Se 010203-1234"


@pytest.fixture
def site():
    made = panels.site({"nord": {"2024": (10, 100)}, "kommune": {"2024": (50, 1000)}})
    OutboxEntry.objects.all().delete()
    return made


@pytest.fixture
def secretariat():
    return standing_of(make.seated_user("secretariat"))


def other_roles():
    return [
        Standing(),
        *(
            Standing(1, seats=(SeatFact(role, 1, 1, kind),))
            for role, kind in (("member", "board"), ("chair", "coordination"), ("supplier", ""))
        ),
    ]


def stale_groups():
    return set(OutboxEntry.objects.values_list("group__code", flat=True))


def effort(site, **changes):
    values = {
        "kind": "effort", "title": "Nyt beboerhus", "happened_on": DAY,
        "area": site.areas["nord"], "indicator": site.definition.indicator,
    }  # fmt: skip
    return {**values, **changes}


def as_they_are(row, names):
    return {name: getattr(row, name) for name in names}


EVENT = ("kind", "title", "title_en", "text", "happened_on", "described_on", "area", "indicator")
MOVE = (
    "from_area", "to_area", "households", "residents", "starts_on", "ends_on", "announced_on",
    "source", "note",
)  # fmt: skip


# ------------------------------------------------------------------------------------------- events


def test_an_effort_has_its_contribution_computed_and_leaves_it_when_withdrawn(site, secretariat):
    event = events.add(by=secretariat, **effort(site))
    assert event.created_by_id == secretariat.user_id
    assert stale_groups() == {"uden-job"}
    OutboxEntry.objects.all().delete()
    events.withdraw(by=secretariat, event_id=event.pk)
    events.withdraw(by=secretariat, event_id=event.pk)
    assert stale_groups() == {"uden-job"}
    assert OutboxEntry.objects.count() == 1
    assert event.events.count() == 2


def test_an_event_that_is_no_effort_computes_nothing(site, secretariat):
    events.add(by=secretariat, kind="decision", title="Måltal vedtaget", happened_on=DAY)
    assert stale_groups() == set()


def test_an_effort_that_becomes_something_else_takes_its_result_along(site, secretariat):
    event = events.add(by=secretariat, **effort(site))
    OutboxEntry.objects.all().delete()
    values = as_they_are(event, EVENT) | {"kind": "other", "indicator": None}
    events.change(by=secretariat, event_id=event.pk, seen=stamp_of(event), **values)
    assert stale_groups() == {"uden-job"}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"area": None}, "area"),
        ({"indicator": None}, "indicator"),
        ({"title": CPR}, "title"),
        ({"text": CPR}, "text"),
        ({"title": ""}, "title"),
        ({"kind": "fest"}, "kind"),
    ],
)
def test_an_event_that_cannot_be_is_refused_by_field(site, secretariat, changes, field):
    with pytest.raises(ValidationError) as refused:
        events.add(by=secretariat, **effort(site, **changes))
    assert field in refused.value.message_dict
    assert not EventMarker.objects.exists()


def test_an_event_of_nobody_known_can_be_corrected(site, secretariat):
    event = EventMarker.objects.create(**effort(site))  # as a partnership file brings it
    values = as_they_are(event, EVENT) | {"title": "Ny overskrift"}
    events.change(by=secretariat, event_id=event.pk, seen=stamp_of(event), **values)
    event.refresh_from_db()
    assert (event.title, event.created_by) == ("Ny overskrift", None)


def test_two_who_correct_the_same_event_are_both_told(site, secretariat):
    event = events.add(by=secretariat, **effort(site))
    seen = stamp_of(event)
    values = as_they_are(event, EVENT)
    events.change(by=secretariat, event_id=event.pk, seen=seen, **{**values, "title": "Ét"})
    with pytest.raises(StaleEdit):
        events.change(by=secretariat, event_id=event.pk, seen=seen, **{**values, "title": "To"})
    event.refresh_from_db()
    assert event.title == "Ét"


# ------------------------------------------------------------------------------------------ stories


def test_a_story_is_signed_with_the_seat_and_never_with_a_name(site, secretariat):
    indicator = site.definition.indicator
    note = stories.write(by=secretariat, indicator=indicator, text="Vi ved mere.", slot="2024k3")
    assert (note.slot, note.writer_role) == ("2024K3", make.body("secretariat").name)
    assert secretariat.name not in note.writer_role
    stories.change(
        by=secretariat, story_id=note.pk, seen=stamp_of(note), indicator=indicator,
        area=site.areas["nord"], slot="", text="Vi ved endnu mere.",
    )  # fmt: skip
    stories.withdraw(by=secretariat, story_id=note.pk)
    stories.withdraw(by=secretariat, story_id=note.pk)
    note.refresh_from_db()
    assert (note.text, note.is_withdrawn) == ("Vi ved endnu mere.", True)
    assert note.events.count() == 3


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"text": CPR}, "text"), ({"slot": "i fjor"}, "slot"), ({"text": ""}, "text")],
)
def test_a_story_that_cannot_be_is_refused_by_field(site, secretariat, changes, field):
    values = {"indicator": site.definition.indicator, "text": "Vi ved mere.", **changes}
    with pytest.raises(ValidationError) as refused:
        stories.write(by=secretariat, **values)
    assert field in refused.value.message_dict
    assert not StoryNote.objects.exists()


# -------------------------------------------------------------------------------------- relocations


def move(site, **changes):
    values = {
        "from_area": site.areas["nord"], "households": 12, "starts_on": dt.date(2027, 1, 1),
        "announced_on": DAY, "source": "Helhedsplanen",
    }  # fmt: skip
    return {**values, **changes}


def test_a_relocation_is_announced_corrected_and_called_off(site, secretariat):
    made = relocations.announce(by=secretariat, **move(site))
    values = as_they_are(made, MOVE) | {"households": 15, "residents": 40}
    relocations.change(by=secretariat, relocation_id=made.pk, seen=stamp_of(made), **values)
    relocations.withdraw(by=secretariat, relocation_id=made.pk)
    relocations.withdraw(by=secretariat, relocation_id=made.pk)
    made.refresh_from_db()
    assert (made.households, made.residents, made.is_withdrawn) == (15, 40, True)
    assert made.events.count() == 3


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"to_area": "nord"}, "to_area"),
        ({"ends_on": dt.date(2026, 1, 1)}, "ends_on"),
        ({"residents": 11}, "residents"),
        ({"note": CPR}, "note"),
        ({"source": ""}, "source"),
    ],
)
def test_a_relocation_that_cannot_be_is_refused_by_field(site, secretariat, changes, field):
    if "to_area" in changes:
        changes = {"to_area": site.areas["nord"]}
    with pytest.raises(ValidationError) as refused:
        relocations.announce(by=secretariat, **move(site, **changes))
    assert field in refused.value.message_dict
    assert not Relocation.objects.exists()


# ----------------------------------------------------------------------------------- control limits


@pytest.fixture
def quarterly(site):
    Definition.objects.update(frequency="quarter")
    site.definition.refresh_from_db()
    return site


def test_limits_are_fixed_for_a_reason_and_lifted_again(quarterly, secretariat):
    chart = {"definition": quarterly.definition, "area": quarterly.areas["nord"]}
    limit = control_limits.fix(by=secretariat, from_slot="2024k2", reason="Ny optælling", **chart)
    assert (limit.from_slot, limit.fixed_by_id) == ("2024K2", secretariat.user_id)
    assert stale_groups() == {"uden-job"}
    with pytest.raises(ValidationError, match="allerede lagt fast"):
        control_limits.fix(by=secretariat, from_slot="2024K2", reason="Igen", **chart)
    control_limits.change(
        by=secretariat, limit_id=limit.pk, seen=stamp_of(limit), from_slot="2024K3",
        reason="Ny optælling fra juli", **chart,
    )  # fmt: skip
    trace = limit.events.model
    control_limits.lift(by=secretariat, limit_id=limit.pk)
    assert not ControlLimit.objects.exists()
    assert trace.objects.filter(pgh_label="delete", from_slot="2024K3").exists()


@pytest.mark.parametrize(
    ("frequency", "slot", "reason", "field"),
    [
        ("quarter", "sommer", "Ny optælling", "from_slot"),
        ("quarter", "2024M05", "Ny optælling", "from_slot"),
        ("year", "2024", "Ny optælling", "definition"),
        ("quarter", "2024K2", "", "reason"),
        ("quarter", "2024K2", CPR, "reason"),
    ],
)
def test_limits_that_cannot_be_are_refused_by_field(
    site, secretariat, frequency, slot, reason, field
):
    Definition.objects.update(frequency=frequency)
    site.definition.refresh_from_db()
    with pytest.raises(ValidationError) as refused:
        control_limits.fix(
            by=secretariat, definition=site.definition, area=site.areas["nord"], from_slot=slot,
            reason=reason,
        )  # fmt: skip
    assert field in refused.value.message_dict
    assert stale_groups() == set()


# -------------------------------------------------------------------------------------- comparators


def choose(by, **changes):
    values = {
        "seen": comparator_choices.offered().stamp, "offered": ["rest", "municipality"],
        "agreed": "municipality", "reason": "Mødet 1. maj, punkt 4",
    }  # fmt: skip
    comparator_choices.choose(by=by, **{**values, **changes})


def test_where_nothing_was_chosen_everything_is_offered_against_the_rest(site):
    now = comparator_choices.offered()
    assert now.agreed == "rest"
    assert set(now.keys) == set(comparator_choices.possible())


def test_what_is_agreed_is_traced_and_everything_is_computed_anew(site, secretariat):
    other = make.area("Fyrrelunden", kind=Area.Kind.REFERENCE)
    key = f"reference:{other.pk}"
    choose(secretariat, offered=["rest", "municipality", key])
    assert stale_groups() == {"uden-job"}
    choose(secretariat, offered=[key, "rest"], agreed=key, reason="Mødet 2. juni")
    kinds = list(ComparatorChoice.objects.values_list("kind", "is_default"))
    assert kinds == [("rest", False), ("reference", True)]
    assert comparator_choices.offered().reason == "Mødet 2. juni"
    traces = ComparatorChoice._meta.get_field("events").related_model
    contexts = {row.pgh_context.metadata["reason"] for row in traces.objects.all()}
    assert contexts == {"Mødet 1. maj, punkt 4", "Mødet 2. juni"}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"agreed": "country"}, "agreed"),
        ({"offered": ["rest", "maanen"], "agreed": "rest"}, "offered"),
        ({"reason": " "}, "reason"),
        ({"reason": CPR}, "reason"),
    ],
)
def test_a_choice_that_cannot_be_is_refused_by_field(site, secretariat, changes, field):
    with pytest.raises(ValidationError) as refused:
        choose(secretariat, **changes)
    assert field in refused.value.message_dict
    assert not ComparatorChoice.objects.exists()


def test_two_who_choose_at_once_are_both_told(site, secretariat):
    seen = comparator_choices.offered().stamp
    choose(secretariat, seen=seen)
    with pytest.raises(StaleEdit):
        choose(secretariat, seen=seen, agreed="rest")
    assert comparator_choices.offered().agreed == "municipality"


# -------------------------------------------------------------------------------------------- doors


def test_nobody_else_may_say_anything(site, secretariat):
    event = events.add(by=secretariat, **effort(site))
    indicator = site.definition.indicator
    note = stories.write(by=secretariat, indicator=indicator, text="Vi ved mere.")
    made = relocations.announce(by=secretariat, **move(site))
    for by in other_roles():
        for act in (
            lambda by: events.add(by=by, **effort(site)),
            lambda by: events.change(by=by, event_id=event.pk, seen=0, **as_they_are(event, EVENT)),
            lambda by: events.withdraw(by=by, event_id=event.pk),
            lambda by: stories.write(by=by, indicator=indicator, text="Nej"),
            lambda by: stories.change(
                by=by, story_id=note.pk, seen=0, indicator=indicator, area=None, slot="", text="Nej"
            ),
            lambda by: stories.withdraw(by=by, story_id=note.pk),
            lambda by: relocations.announce(by=by, **move(site)),
            lambda by: relocations.change(
                by=by, relocation_id=made.pk, seen=0, **as_they_are(made, MOVE)
            ),
            lambda by: relocations.withdraw(by=by, relocation_id=made.pk),
            lambda by: control_limits.fix(
                by=by, definition=site.definition, area=site.areas["nord"], from_slot="2024K1",
                reason="Nej",
            ),
            lambda by: control_limits.lift(by=by, limit_id=1),
            choose,
        ):  # fmt: skip
            with pytest.raises(NotAllowed):
                act(by)
