"""What the nightly check promises: a stored figure that is wrong is found, told and put right."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from indicators.models import Group, OutboxEntry, Result, Run
from indicators.models.runs import NIGHTLY
from indicators.services import runs
from indicators.services.recompute import checking
from indicators.services.recompute import groups as recompute
from indicators.services.recompute.checking import check_all
from tests.factories import people
from tests.factories.panels import Site, correct, level, three_areas
from tests.factories.results import reader

pytestmark = pytest.mark.django_db


@pytest.fixture
def shares() -> Site:
    made = three_areas()
    correct(made, "b", "2023", (3, 250))
    recompute.drain()
    return made


def test_a_group_that_cannot_be_checked_raises_the_alarm(
    shares: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_given: object) -> None:
        raise ArithmeticError("no answer")

    monkeypatch.setattr(checking, "compute", broken)
    account = check_all()
    assert account.state == "done"
    assert "kunne ikke kontrolleres" in runs.alarm()


def test_a_check_under_way_is_not_taken_for_one_that_found_nothing(shares: Site) -> None:
    under_way = Run.objects.create(reason=NIGHTLY, total=1)
    recompute.drain()
    under_way.refresh_from_db()
    assert under_way.state == Run.State.RUNNING


NOW = dt.datetime(2026, 11, 23, 8, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("hours", "state", "said"),
    [
        ([(5, 4)], "done", "Seneste natlige kontrol sluttede"),
        ([(40, 39)], "done", "Der har ikke været en natlig kontrol i mere end et døgn"),
        ([(29, 28), (7, None)], "running", "blev ikke færdig"),
        ([(29, 28), (1, None)], "running", "Der har ikke været en natlig kontrol i mere end"),
    ],
)
def test_the_page_says_when_the_nightly_check_last_ended_and_warns(
    client: Client, hours: list[tuple[int, int | None]], state: str, said: str
) -> None:
    for began, ended in hours:
        Run.objects.create(
            reason=NIGHTLY,
            started_at=NOW - dt.timedelta(hours=began),
            finished_at=NOW - dt.timedelta(hours=ended) if ended else None,
            state=Run.State.DONE if ended else Run.State.RUNNING,
        )
    client.force_login(people.seated_user("secretariat"))
    with time_machine.travel(NOW, tick=False):
        page = client.get(reverse("indicators:run-list")).content.decode()
    assert said in page
    assert ("Sig det til den, der driver systemet." in page) == (hours != [(5, 4)])


def test_a_new_site_is_not_warned_of_a_check_that_is_still_to_come(client: Client) -> None:
    client.force_login(people.seated_user("secretariat"))
    page = client.get(reverse("indicators:run-list")).content.decode()
    assert "Der har endnu ikke været en natlig kontrol." in page
    assert "Sig det til" not in page


def test_what_was_computed_bit_by_bit_equals_what_is_computed_anew(shares: Site) -> None:
    correct(shares, "a", "2024", (30, 200))
    recompute.drain()
    account = check_all()
    assert (account.state, account.total, account.alarm) == ("done", 1, "")
    assert not OutboxEntry.objects.exists()


@pytest.mark.parametrize(
    "tampered",
    [
        {"estimate": 21.0},
        {"lower_998": 14.999},
        {"n": None},
        {"reason": "no_n"},
        {"is_latest": False},
        {"details": {"sd": 2.0}},
        {"published_on": "2025-03-02"},
    ],
)
def test_one_tampered_field_raises_the_alarm_and_is_put_right(
    shares: Site, tampered: dict[str, object]
) -> None:
    before = level("a", "2024")
    Result.objects.filter(pk=before.pk).update(**tampered)
    account = check_all()
    assert "1 aflæsninger" in account.alarm
    assert "Område a" in account.alarm and "2024" in account.alarm
    assert Group.objects.get().current_run.alarm == account.alarm
    assert recompute.drain() == 1
    after = level("a", "2024")
    for name in tampered:
        assert getattr(after, name) == getattr(before, name)
    assert check_all().alarm == ""


def test_a_result_that_is_gone_or_too_many_is_found(shares: Site) -> None:
    Result.objects.filter(pk=level("a", "2024").pk).delete()
    assert "1 aflæsninger" in check_all().alarm
    recompute.drain()
    extra = level("a", "2024")
    extra.pk, extra.slot = None, "2031"
    extra.save(force_insert=True)
    assert "2031" in check_all().alarm


def test_a_group_that_waits_is_left_to_its_own_computation(shares: Site) -> None:
    Result.objects.filter(pk=level("a", "2024").pk).update(estimate=1.0)
    correct(shares, "a", "2023", (30, 200))
    assert check_all().alarm == ""


def test_the_alarm_tells_no_hidden_figure(shares: Site) -> None:
    hidden = level("b", "2023")
    assert hidden.state == "suppressed"
    Result.objects.filter(pk=hidden.pk).update(state="value", estimate=1.2, numerator=3)
    alarm = check_all().alarm
    assert "1,2" not in alarm and "1.2" not in alarm and " 3" not in alarm


def test_administrators_see_the_alarm_until_a_check_finds_all_right(
    shares: Site, client: Client
) -> None:
    Result.objects.filter(pk=level("a", "2024").pk).update(estimate=21.0)
    check_all()
    recompute.drain()
    user = reader()
    client.force_login(user)
    address = reverse("dashboards:overview")
    assert "Den natlige kontrol" not in client.get(address).content.decode()
    administrator = reader("admin@test.dk", role="administrator", body=None)
    client.force_login(administrator)
    assert "Den natlige kontrol" in client.get(address).content.decode()
    page = client.get(reverse("indicators:run-list")).content.decode()
    assert "var forkert" in page and "Område a" in page
    assert runs.alarm()
    check_all()
    assert not runs.alarm()
    assert "Den natlige kontrol" not in client.get(address).content.decode()
