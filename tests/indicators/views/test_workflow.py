"""The pages of approval, release and locked periods, as those who use them meet them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from indicators.models import DataSet, Flag, Measurement, PeriodLock, WorkflowStep
from indicators.rules.values import Figure
from indicators.services import workflow
from indicators.services.measurements import NewFigure, record_many
from partnership.services.standing import standing_of
from tests.factories import people
from tests.factories.entry import House, make_house, make_user

pytestmark = pytest.mark.django_db
APPROVAL, RELEASE = "/indberetning/godkendelse/", "/indberetning/frigivelse/"
LOCKS = "/indberetning/laaste-perioder/"


@pytest.fixture
def house() -> House:
    made = make_house()
    made.safe_set.approval_required = True
    made.safe_set.save()
    return made


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def enter(house: House, by: User, *, area: int = 0, slot: str = "2024", part: int = 411) -> int:
    entry = NewFigure(
        definition=house.safe, area=house.areas[area], slot=slot, data_set=house.safe_set,
        figure=Figure(numerator=Decimal(part), denominator=Decimal(508)), comment="talt op",
    )  # fmt: skip
    return record_many(entries=[entry], by=by, standing=standing_of(by)).measurements[0].pk


def sent(house: House, **more) -> int:
    """A figure that the supplier entered and sent."""
    pk = enter(house, house.supplier, **more)
    workflow.submit(chosen=[pk], by=house.supplier, standing=standing_of(house.supplier))
    return pk


def state(pk: int) -> str:
    return Measurement.objects.get(pk=pk).workflow


def told(answer) -> str:
    return " ".join(str(message) for message in answer.context["messages"])


def test_what_differs_most_stands_first_with_what_it_was(house):
    before = [
        sent(house, area=0, slot="2023", part=400),
        sent(house, area=1, slot="2023", part=300),
    ]
    secretary, standing = house.secretary, standing_of(house.secretary)
    workflow.approve(chosen=before, by=secretary, standing=standing)
    workflow.release(chosen=before, by=secretary, standing=standing)
    sent(house, area=0, part=405)
    jump = sent(house, area=1, part=90)
    cell = Measurement.objects.get(pk=jump).cell
    Flag.objects.create(cell=cell, kind="manual", version=1, note="Ring til afdelingen")
    answer = signed_in(secretary).get(APPROVAL)
    rows = answer.context["queue"].rows
    assert [row.area for row in rows] == ["Område 2", "Område 1"]
    assert (rows[0].old, rows[0].old_from) == ("300 af 508 (59,1 %)", "2023")
    assert (rows[0].new, rows[0].change) == ("90 af 508 (17,7 %)", "−41,3 procentpoint")
    page = answer.content.decode()
    for text in ("Ring til afdelingen", "talt op", "politi", "Sådan går et tal"):
        assert text in page


def test_many_are_approved_with_one_button(house):
    ids = [sent(house, slot=slot) for slot in ("2023", "2024")]
    answer = signed_in(house.secretary).post(
        APPROVAL, {"verb": "approve", "chosen": ids}, follow=True
    )
    assert "2 tal er godkendt." in told(answer)
    assert {state(pk) for pk in ids} == {"approved"}
    assert "Intet venter på dig" in answer.content.decode()


def test_a_return_needs_a_reason_and_keeps_what_was_chosen(house):
    pk = sent(house)
    client = signed_in(house.secretary)
    answer = client.post(APPROVAL, {"verb": "send_back", "chosen": [pk]})
    assert answer.status_code == 422
    assert f'value="{pk}" aria-label="Område 1, Trygge, 2024" checked' in answer.content.decode()
    data = {"verb": "send_back", "chosen": [pk], "reason": "010190-1234"}
    assert client.post(APPROVAL, data).status_code == 422
    client.post(APPROVAL, {"verb": "send_back", "chosen": [pk], "reason": "Se igen"})
    back = signed_in(house.supplier).get(f"{APPROVAL}?vis=retur")
    assert "Begrundelse: Se igen" in back.content.decode()
    assert state(pk) == "returned"


def test_nothing_chosen_and_unknown_buttons_are_said(house):
    client = signed_in(house.secretary)
    pk = sent(house)
    assert "Vælg mindst ét tal" in client.post(APPROVAL, {"verb": "approve"}).content.decode()
    wrong = client.post(APPROVAL, {"verb": "publish", "chosen": [pk]})
    assert (wrong.status_code, state(pk)) == (422, "submitted")
    gone = client.post(APPROVAL, {"verb": "approve", "chosen": [999_999]}, follow=True)
    assert "findes ikke længere" in told(gone)


def test_the_second_of_two_windows_is_told_place_and_reason(house):
    pk = sent(house)
    first, second = signed_in(house.secretary), signed_in(house.secretary)
    first.post(APPROVAL, {"verb": "approve", "chosen": [pk]})
    answer = second.post(APPROVAL, {"verb": "approve", "chosen": [pk]}, follow=True)
    assert "Område 1, Trygge, 2024: En anden har taget stilling imens (nu: Godkendt)." in told(
        answer
    )


def test_own_figures_stand_under_sent_and_not_under_waiting(house):
    pk = sent(house)
    client = signed_in(house.supplier)
    assert not client.get(APPROVAL).context["queue"].rows
    assert [row.id for row in client.get(f"{APPROVAL}?vis=sendt").context["queue"].rows] == [
        str(pk)
    ]
    answer = client.post(APPROVAL, {"verb": "approve", "chosen": [pk]}, follow=True)
    assert "Bed en anden om at godkende det" in told(answer)


def test_drafts_are_sent_from_their_list(house):
    pk = enter(house, house.supplier)
    client = signed_in(house.supplier)
    assert len(client.get(f"{APPROVAL}?vis=kladder").context["queue"].rows) == 1
    client.post(f"{APPROVAL}?vis=kladder", {"verb": "submit", "chosen": [pk]})
    assert state(pk) == "submitted"


def test_what_another_supplier_has_in_hand_is_not_listed(house):
    sent(house)
    house.safe_set.is_supplier_owned = True
    house.safe_set.save()
    for user in (house.secretary, house.other_supplier):
        for tab in ("venter", "kladder", "sendt", "retur"):
            assert not signed_in(user).get(f"{APPROVAL}?vis={tab}").context["queue"].rows


def approved(house: House) -> int:
    pk = sent(house)
    workflow.approve(chosen=[pk], by=house.secretary, standing=standing_of(house.secretary))
    return pk


def test_released_now_or_held_until_a_day(house):
    pk = approved(house)
    client = signed_in(house.secretary)
    past = client.post(RELEASE, {"verb": "hold", "chosen": [pk], "release_on": "1.1.2020"})
    assert past.status_code == 422
    assert client.post(RELEASE, {"verb": "hold", "chosen": [pk]}).status_code == 422
    day = timezone.localdate() + dt.timedelta(days=9)
    client.post(RELEASE, {"verb": "hold", "chosen": [pk], "release_on": day.isoformat()})
    row = client.get(f"{RELEASE}?vis=holdt").context["queue"].rows[0]
    assert row.release_on == f"{day.day}.{day.month}.{day.year}"
    answer = client.post(f"{RELEASE}?vis=holdt", {"verb": "release", "chosen": [pk]}, follow=True)
    assert "1 tal er frigivet til partnerskabet." in told(answer)
    assert Measurement.objects.get(pk=pk).release_on is None


def test_published_by_period_where_the_source_allows(house):
    pk = approved(house)
    client = signed_in(house.secretary)
    client.post(RELEASE, {"verb": "release", "chosen": [pk]})
    assert not client.get(f"{RELEASE}?vis=frigivet").context["queue"].rows
    source = house.safe.source
    source.shown_to, source.may_be_published = "everyone", True
    source.save()
    row = client.get(f"{RELEASE}?vis=frigivet").context["queue"].rows[0]
    assert (row.indicator, row.period, row.new) == ("Trygge", "2024", "1")
    client.post(f"{RELEASE}?vis=frigivet", {"verb": "publish", "chosen": [row.id]})
    assert state(pk) == "published"


def test_a_published_figure_is_corrected_with_a_reason(house):
    pk = approved(house)
    source = house.safe.source
    source.shown_to, source.may_be_published = "everyone", True
    source.save()
    who = {"by": house.secretary, "standing": standing_of(house.secretary)}
    workflow.release(chosen=[pk], **who)
    workflow.publish(chosen=[pk], **who)
    address = f"/indberetning/celle/{house.safe.pk}/{house.areas[0].pk}/2024/"
    client = signed_in(house.supplier)
    typed = {"first": "412", "second": "508", "seen": "1"}
    refused = client.post(address, typed)
    assert (refused.status_code, refused.json()["field"]) == (422, "correction")
    assert client.post(address, {**typed, "correction": "Talt forkert"}).status_code == 200
    newest = Measurement.objects.get(version=2)
    assert (newest.workflow, newest.correction) == ("draft", "Talt forkert")
    assert "Rettet, fordi: Talt forkert" in " ".join(client.get(address).content.decode().split())


def test_the_cell_tells_each_step(house):
    pk = approved(house)
    address = f"/indberetning/celle/{house.safe.pk}/{house.areas[0].pk}/2024/"
    page = signed_in(house.secretary).get(address).content.decode()
    assert "Sendt til godkendelse af politi" in page
    assert "Godkendt af sekretaer" in page
    assert WorkflowStep.objects.filter(measurement=pk).count() == 2


def test_a_period_is_locked_refuses_and_is_opened_again(house):
    client = signed_in(house.secretary)
    assert "Ingen perioder er låst" in client.get(LOCKS).content.decode()
    wrong = client.post(f"{LOCKS}laas/", {"slot": "20x4", "reason": "Gjort op"})
    assert "Perioden kendes ikke" in wrong.content.decode()
    client.post(f"{LOCKS}laas/", {"slot": "2024", "reason": "Gjort op"})
    twice = client.post(f"{LOCKS}laas/", {"slot": "2024", "reason": "Igen"})
    assert "allerede låst" in twice.content.decode()
    address = f"/indberetning/celle/{house.safe.pk}/{house.areas[0].pk}/2024/"
    refused = client.post(address, {"first": "1", "second": "2", "seen": "0"})
    assert refused.status_code == 422
    assert "Perioden er låst (2024: Gjort op)" in refused.json()["message"]
    assert not Measurement.objects.exists()
    lock = PeriodLock.objects.get()
    grid = client.get("/indberetning/?for_what=i-trygge&first_year=2023&last_year=2024")
    told = grid.content.decode()
    assert '<li id="laas0">2024 er låst: Gjort op (sekretaer)</li>' in told
    assert told.count('<td class="is-locked">') == 4 * 2
    assert told.count(">låst</span>") == 4
    opened = f"{LOCKS}{lock.pk}/laas-op/"
    client.post(opened, {"reason": "En fejl blev fundet"})
    assert "låst perioden op imens" in client.post(opened, {"reason": "Også mig"}).content.decode()
    page = client.get(LOCKS).content.decode()
    assert "Gjort op" in page
    assert "En fejl blev fundet" in page
    assert client.post(address, {"first": "1", "second": "2", "seen": "0"}).status_code == 200


def test_the_waiting_list_takes_as_many_queries_for_many_as_for_few(
    house, django_assert_max_num_queries
):
    for year in range(2001, 2021):
        sent(house, slot=str(year))
    colleague = make_user("kollega@test.dk", organisation=house.safe_set.supplier, role="supplier")
    client = signed_in(colleague)
    client.get(APPROVAL)
    with django_assert_max_num_queries(25):
        assert len(client.get(APPROVAL).context["queue"].rows) == 20


def test_a_flag_tells_the_approver_nothing_of_figures_that_are_kept_back(house):
    figure = Measurement.objects.get(pk=sent(house))
    Flag.objects.create(
        cell=figure.cell, kind=Flag.Kind.TOTAL, version=1,
        details={"sums": [{"of": "Køn", "parts": "400", "whole": "411"}]},
    )  # fmt: skip
    desk, word = signed_in(house.secretary), str(Flag.Kind.TOTAL.label)
    assert word in desk.get(APPROVAL).content.decode()
    other = people.organisation("Boligselskabet")
    DataSet.objects.create(
        indicator=house.safe.indicator, supplier=other, is_supplier_owned=True
    )  # some of the parts may be theirs
    assert word not in desk.get(APPROVAL).content.decode()
