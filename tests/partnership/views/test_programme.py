"""Plans, effort areas, target groups and deliveries, as a browser meets them."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Notice
from partnership.models import Delivery, EffortArea, Plan, TargetGroup
from partnership.services import deliveries
from partnership.services.edits import stamp_of
from tests.factories import decisions as make
from tests.factories import entry, people, programme

TODAY = timezone.localdate


def url(name, *args):
    return reverse(f"partnership:{name}", args=args)


def text_of(answer):
    return answer.content.decode()


def typed(**changes):
    return {
        "name": "Helhedsplan 2027-2030", "kind": "master_plan", "starts_on": "1.1.2027",
        "ends_on": "31.12.2030", "funder": "Landsbyggefonden", **changes,
    }  # fmt: skip


@pytest.fixture
def office(db):
    client = Client()
    client.force_login(people.seated_user("secretariat"))
    return client


def test_the_four_effort_areas_are_made_once(office):
    assert "Opret Landsbyggefondens fire indsatsområder" in text_of(office.get(url("programme")))
    office.post(url("effort-area-preset"))
    office.post(url("effort-area-preset"))
    assert EffortArea.objects.count() == 4
    page = text_of(office.get(url("programme")))
    assert "Kriminalitetsforebyggelse" in page
    assert "Opret Landsbyggefondens" not in page


def test_a_plan_with_a_sub_agreement_beneath_and_never_within_itself(office):
    party = people.organisation()
    office.post(url("plan-create"), typed(parties=[party.pk]))
    plan = Plan.objects.get()
    assert list(plan.parties.all()) == [party]
    office.post(url("plan-create"), typed(name="Delaftale", kind="sub_agreement", parent=plan.pk))
    part = Plan.objects.get(name="Delaftale")
    assert "Delaftale" in text_of(office.get(url("plan-detail", plan.slug)))
    answer = office.post(
        url("plan-change", plan.slug), typed(parent=part.pk, seen=stamp_of(plan), text="Mit ord")
    )
    assert "under sig selv eller under sine delaftaler" in text_of(answer)
    assert "Mit ord" in text_of(answer)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"ends_on": "1.1.2026"}, "Perioden slutter, før den begynder."),
        ({"name": "strategisk AFTALE"}, "Navnet er allerede brugt."),
        ({"starts_on": "31.2.2027"}, "Skriv datoen som 1.3.2027"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_is_lost(office, changes, words):
    programme.plan("Strategisk aftale")
    answer = office.post(url("plan-create"), typed(text="Det lange afsnit", **changes))
    assert words in text_of(answer)
    assert "Det lange afsnit" in text_of(answer)
    assert Plan.objects.count() == 1


def test_two_windows_on_a_plan_lose_nothing(office):
    plan, party = programme.plan(), people.organisation()
    stamp = stamp_of(plan)
    office.post(url("plan-change", plan.slug), typed(parties=[party.pk], seen=stamp))
    answer = office.post(url("plan-change", plan.slug), typed(name="Den anden", seen=stamp))
    assert "To rettelser af det samme" in text_of(answer)
    assert party.name in text_of(answer)
    plan.refresh_from_db()
    assert list(plan.parties.all()) == [party]


def test_effort_areas_and_target_groups_are_written_and_linked(office):
    office.post(url("effort-area-create"), {"name": "Beskæftigelse", "position": "1"})
    effort = EffortArea.objects.get()
    office.post(
        url("target-group-create"),
        {"name": "Unge", "is_prioritised": "on", "effort_areas": [effort.pk]},
    )
    group = TargetGroup.objects.get()
    assert "Unge" in text_of(office.get(url("effort-area-detail", effort.slug)))
    assert "Prioriteret målgruppe" in text_of(office.get(url("target-group-detail", group.slug)))
    for name, row in (("effort-area", effort), ("target-group", group)):
        retired = {"name": row.name, "position": "1", "retired_on": "1.1.2027"}
        office.post(url(f"{name}-change", row.slug), {**retired, "seen": stamp_of(row)})
        row.refresh_from_db()
        assert row.retired_on == dt.date(2027, 1, 1)
        assert "bruges ikke mere" in text_of(office.get(url(f"{name}-detail", row.slug)))


def test_an_indicator_is_followed_at_an_effort_area_and_a_target_group(office):
    definition = entry.make_definition("fritidsjob", supplier=people.organisation())
    indicator = definition.indicator
    effort, group = programme.effort_area(), programme.target_group()
    choice = reverse("indicators:indicator-programme", args=[indicator.code])
    ticked = {"effort_areas": [effort.pk], "target_groups": [group.pk], "seen": ";"}
    office.post(choice, ticked)
    for noun, row in (("effort-area", effort), ("target-group", group)):
        address = reverse(f"indicators:{noun}-indicators", args=[row.slug])
        assert address in text_of(office.get(url(f"{noun}-detail", row.slug)))
        assert indicator.name in text_of(office.get(address))
        part = text_of(office.get(address, headers={"HX-Request": "true"}))
        assert indicator.name in part
        assert "<html" not in part
    late = office.post(choice, {"target_groups": [group.pk], "seen": ";"})
    assert "En anden har lige ændret det samme." in text_of(late)
    assert list(indicator.effort_areas.all()) == [effort]
    indicator.is_restricted = True
    indicator.save()
    address = reverse("indicators:effort-area-indicators", args=[effort.slug])
    member, _person = make.member()
    office.force_login(member)
    assert indicator.name not in text_of(office.get(address))


def test_a_delivery_is_settled_with_a_word_and_opened_again(office):
    plan, party = programme.plan(), people.organisation()
    office.post(
        url("delivery-create", plan.slug),
        {"title": "To klasser", "party": party.pk, "due_on": "1.3.2027"},
    )
    found = Delivery.objects.get()
    day = f"{TODAY():%d.%m.%Y}"
    answer = office.post(url("delivery-keep-partly", found.pk), {"on": day})
    assert answer.status_code == 200  # the word is missing
    ahead = f"{TODAY() + dt.timedelta(days=2):%d.%m.%Y}"
    answer = office.post(url("delivery-keep-partly", found.pk), {"on": ahead, "word": "En klasse."})
    assert "Dagen ligger i fremtiden. Vælg i dag eller en tidligere dag." in text_of(answer)
    office.post(url("delivery-keep-partly", found.pk), {"on": day, "word": "En klasse."})
    found.refresh_from_db()
    assert (found.state, found.word, found.settled_on) == ("partly", "En klasse.", TODAY())
    late = office.post(url("delivery-keep", found.pk), {"on": day, "word": "Alt."})
    assert "leverancen står nu som “Delvist leveret”" in text_of(late)
    assert "En klasse." in text_of(office.get(url("plan-detail", plan.slug)))
    office.post(url("delivery-reopen", found.pk))
    found.refresh_from_db()
    assert (found.state, found.word, found.settled_on) == ("agreed", "", None)
    office.post(
        url("delivery-change", found.pk),
        {"title": "Tre klasser", "party": party.pk, "due_on": "1.4.2027", "seen": stamp_of(found)},
    )
    found.refresh_from_db()
    assert found.title == "Tre klasser"


def test_what_was_not_held_and_by_whom(office):
    plan = programme.plan()
    school, police = people.organisation("Skolen"), people.organisation("Politiet")
    before = TODAY() - dt.timedelta(days=3)
    late = programme.delivery(plan, "Forsinket", party=school, due_on=before)
    failed = programme.delivery(
        plan, "Brudt", party=police, state="not_kept", settled_on=before, word="Nåede det ikke."
    )
    kept = programme.delivery(
        plan, "Holdt", party=police, state="kept", settled_on=before, word="Som aftalt."
    )
    for query, wanted in (
        ({"state": "broken"}, {late, failed}), ({"state": "late"}, {late}),
        ({"party": police.pk}, {failed, kept}), ({"state": "kept"}, {kept}),
        ({"plan": "x"}, {late, failed, kept}),
    ):  # fmt: skip
        answer = office.get(url("delivery-list"), query)
        assert set(answer.context["page"]) == wanted, query
    assert "over fristen" in text_of(office.get(url("delivery-list"), {"state": "late"}))
    assert "Ingen leverancer passer" in text_of(
        office.get(url("delivery-list"), {"state": "dropped"})
    )


def test_the_responsible_is_reminded_a_week_before_and_when_it_is_late_each_once(office):
    user, person = make.member()
    due = TODAY() + dt.timedelta(days=7)
    plan = programme.plan()
    programme.delivery(plan, "To klasser", responsible=person, due_on=due)
    for day in (0, 1, 8, 9):
        deliveries.remind(today=TODAY() + dt.timedelta(days=day))
    told = list(Notice.objects.filter(user=user).values_list("text", flat=True))
    assert len(told) == 2
    assert all("To klasser" in text for text in told)


def test_the_pages_ask_no_more_of_many(office, django_assert_max_num_queries):
    plan = programme.plan()
    for number in range(200):
        programme.delivery(plan, f"Leverance {number}")
        programme.plan(f"Delaftale {number}", parent=plan)
    for address in (url("programme"), url("delivery-list"), url("plan-detail", plan.slug)):
        with django_assert_max_num_queries(24):
            assert office.get(address).status_code == 200
