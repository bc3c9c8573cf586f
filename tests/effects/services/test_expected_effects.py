"""Expected effects: said beforehand, amended with a reason, withdrawn with a reason, never rewritten."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import ProgrammingError, transaction
from django.utils import timezone

from effects.models import EffectVersion, ExpectedEffect
from effects.services import expectations
from effects.services import expected_effects as service
from indicators.models import EventMarker
from partnership.models import Intervention
from partnership.rules.access import NotAllowed
from partnership.services.edits import StaleEdit
from partnership.services.standing import standing_of
from tests.factories import decisions as make
from tests.factories import people, programme
from tests.factories.results import make_indicator, published

TODAY = timezone.localdate
DAY = dt.timedelta(days=1)


@pytest.fixture
def site(db):
    return published(areas=3, indicators=2)


@pytest.fixture
def office(site):
    return make.secretary()


@pytest.fixture
def proposal(site):
    found = programme.intervention("Fritidsjob")
    found.areas.set(site.areas[:2])
    return found


def worded(site, **changes):
    values = {
        "indicator": site.definitions[0].indicator, "direction": "rise", "size": 5.0,
        "earliest_on": TODAY() + 300 * DAY, "latest_on": TODAY() + 900 * DAY,
        "why": "Det er set andre steder.", "areas": site.areas[:1], **changes,
    }  # fmt: skip
    return service.Wording(**values)


def write(by, site, found, **changes):
    return service.write(by=by, intervention_id=found.pk, wording=worded(site, **changes))


def begun(found, *, days=30, state="running"):
    day = TODAY() - days * DAY
    Intervention.objects.filter(pk=found.pk).update(state=state, starts_on=day)


def test_what_is_written_beforehand_is_read_in_three_queries(
    site, office, proposal, django_assert_num_queries
):
    write(office, site, proposal)
    write(office, site, proposal, indicator=site.definitions[1].indicator, areas=())
    other = programme.intervention()
    with django_assert_num_queries(3):
        found = expectations.of_interventions([proposal.pk, other.pk])
        assert found[other.pk] == []
        first, second = found[proposal.pk]
        assert first.areas == (site.areas[0],)
        assert second.areas == tuple(
            site.areas[:2]
        )  # all of the intervention's where none is named
        assert (first.effect.number, second.effect.number) == (1, 2)
        assert not first.is_late
        assert first.amendments == ()
        assert first.version.written_on == TODAY()


def test_chairs_of_the_interventions_body_write_and_others_do_not(site, proposal):
    def chair(body):
        user, person = make.member(body=body)
        person.seats.update(role="chair")
        return standing_of(user)

    own = people.body("coordination")
    write(chair(own), site, proposal)
    foreign = people.body("ad_hoc", name="En anden gruppe", slug="anden")
    _user, member = make.member()
    for person in (chair(foreign), standing_of(member.user)):
        with pytest.raises(NotAllowed):
            write(person, site, proposal, areas=site.areas[1:2])
    assert ExpectedEffect.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"size": 0.0}, "size"), ({"size": -3.0}, "size"), ({"size": 101.0}, "size"),
        ({"indicator": None}, "indicator"),
        ({"latest_on": TODAY() + 299 * DAY}, "latest_on"),
        ({"earliest_on": TODAY() - DAY}, "earliest_on"),
        ({"why": "Se 010190-1234"}, "why"), ({"other_causes": "Spørg 010190-1234"}, "other_causes"),
    ],
)  # fmt: skip
def test_what_cannot_stand_is_refused_beside_its_field(site, office, proposal, change, field):
    with pytest.raises(ValidationError) as refusal:
        write(office, site, proposal, **change)
    assert set(refusal.value.message_dict) == {field}
    assert "010190" not in str(refusal.value)
    assert not ExpectedEffect.objects.exists()


def test_areas_are_the_interventions_own(site, office, proposal):
    with pytest.raises(ValidationError) as refusal:
        write(office, site, proposal, areas=site.areas[2:])
    assert refusal.value.message_dict == {"areas": ["Vælg blandt indsatsens områder."]}
    anywhere = programme.intervention()
    write(office, site, anywhere, areas=site.areas[2:])
    assert expectations.offered_areas(anywhere) == site.areas


def test_nothing_is_seen_before_the_start(site, office, proposal):
    begun(proposal, days=-100)
    with pytest.raises(ValidationError) as refusal:
        write(office, site, proposal, earliest_on=TODAY() + 99 * DAY)
    assert "før indsatsens start" in str(refusal.value)
    write(office, site, proposal, earliest_on=TODAY() + 100 * DAY)


def test_a_restricted_indicator_is_for_those_with_the_right(site, office, proposal):
    hidden = make_indicator(site, 9, code="oprindelse", is_restricted=True).indicator
    with pytest.raises(ValidationError):
        write(office, site, proposal, indicator=hidden)
    seeing = standing_of(people.seated_user("secretariat", sees_restricted=True))
    effect = write(seeing, site, proposal, indicator=hidden)
    assert expectations.of_interventions([proposal.pk])[proposal.pk] == []
    assert len(expectations.of_interventions([proposal.pk], restricted=True)[proposal.pk]) == 1
    with pytest.raises(NotAllowed):
        service.withdraw(by=office, effect_id=effect.pk, reason="Nej")
    with pytest.raises(NotAllowed):
        service.amend(
            by=office, effect_id=effect.pk, seen=1, wording=worded(site, size=3.0), reason="Ja"
        )


def test_one_expectation_for_an_indicator_in_an_area(site, office, proposal):
    write(office, site, proposal)
    with pytest.raises(ValidationError, match="nr. 1"):
        write(office, site, proposal, measure="gap", areas=site.areas[:2])
    second = write(office, site, proposal, areas=site.areas[1:2])
    with pytest.raises(ValidationError, match="nr. 1"):
        amend(office, site, second, areas=site.areas[:2])


def amend(by, site, effect, *, seen=1, reason="Vi ved mere nu.", decision=None, **changes):
    return service.amend(
        by=by, effect_id=effect.pk, seen=seen, reason=reason, decision=decision,
        wording=worded(site, **changes),
    )  # fmt: skip


def test_an_amendment_stands_beside_what_was_believed(site, office, proposal):
    effect = write(office, site, proposal)
    begun(proposal)
    decision = make.decision()
    amend(office, site, effect, size=3.0, decision=decision)
    (found,) = expectations.of_interventions([proposal.pk])[proposal.pk]
    assert [version.size for version in found.versions] == [5.0, 3.0]
    assert (found.version.reason, found.version.decision) == ("Vi ved mere nu.", decision)
    assert found.version.is_late
    assert found.amendments == (found.version,)
    marker = EventMarker.objects.get(kind="effort")
    assert marker.described_on == found.first.written_on


def test_what_is_written_once_is_never_changed(site, office, proposal):
    effect = write(office, site, proposal)
    with pytest.raises(ProgrammingError), transaction.atomic():
        EffectVersion.objects.filter(effect=effect).update(size=1.0)
    with pytest.raises(ProgrammingError), transaction.atomic():
        EffectVersion.objects.filter(effect=effect).delete()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"reason": " "}, "hvorfor"), ({"reason": "Se 010190-1234", "size": 2.0}, "CPR"),
        ({}, "ikke ændret noget"), ({"size": 0.0}, "over 0"),
    ],
)  # fmt: skip
def test_an_amendment_says_why_and_changes_something(site, office, proposal, change, words):
    effect = write(office, site, proposal)
    with pytest.raises(ValidationError, match=words):
        amend(office, site, effect, **change)
    assert effect.versions.count() == 1


def test_a_proposed_decision_stands_behind_nothing(site, office, proposal):
    effect = write(office, site, proposal)
    with pytest.raises(ValidationError, match="der er taget"):
        amend(office, site, effect, size=2.0, decision=make.proposal())


def test_two_at_once_see_each_other(site, office, proposal):
    effect = write(office, site, proposal)
    amend(office, site, effect, size=3.0)
    with pytest.raises(StaleEdit) as stale:
        amend(office, site, effect, size=4.0)
    assert (stale.value.stored.size, stale.value.stamp) == (3.0, 2)
    amend(office, site, effect, seen=2, size=4.0)
    assert list(effect.versions.values_list("size", flat=True)) == [5.0, 3.0, 4.0]


def test_described_after_the_start_is_late_also_where_the_start_is_told_later(
    site, office, proposal
):
    write(office, site, proposal)
    begun(proposal)
    write(office, site, proposal, areas=site.areas[1:2])
    first, second = expectations.of_interventions([proposal.pk])[proposal.pk]
    assert second.first.is_late
    assert not first.first.is_late
    assert first.is_late  # it began before the day it was written
    assert second.is_late


def test_what_is_withdrawn_stays_readable_with_its_reason(site, office, proposal):
    effect = write(office, site, proposal)
    for reason, words in (("", "hvorfor"), ("Se 010190-1234", "CPR")):
        with pytest.raises(ValidationError, match=words):
            service.withdraw(by=office, effect_id=effect.pk, reason=reason)
    for _again in range(2):
        service.withdraw(by=office, effect_id=effect.pk, reason="Vi måler det ikke mere.")
    assert expectations.of_interventions([proposal.pk])[proposal.pk] == []
    (found,) = expectations.of_interventions([proposal.pk], withdrawn=True)[proposal.pk]
    assert found.is_withdrawn
    assert found.effect.withdrawn_because == "Vi måler det ikke mere."
    assert effect.events.count() == 2
    with pytest.raises(ValidationError, match="Skriv en ny"):
        amend(office, site, effect, size=2.0)
    write(office, site, proposal)  # the same may be expected anew


def test_an_intervention_that_ended_keeps_what_was_expected(site, office, proposal):
    effect = write(office, site, proposal)
    begun(proposal, state="stopped")
    with pytest.raises(ValidationError, match="Indsatsen er slut"):
        write(office, site, proposal, areas=site.areas[1:2])
    with pytest.raises(ValidationError, match="Indsatsen er slut"):
        amend(office, site, effect, size=2.0)
