"""Up to when notices are to be mailed by now."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from accounts.rules.digests import mailed_up_to

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=COPENHAGEN)


@pytest.mark.parametrize(
    ("frequency", "now", "expected"),
    [
        ("at_once", "2027-03-03 12:34", "2027-03-03 12:34"),
        ("daily", "2027-03-03 07:00", "2027-03-03 07:00"),
        ("daily", "2027-03-03 06:59", "2027-03-02 07:00"),
        ("daily", "2027-03-01 06:59", "2027-02-28 07:00"),
        ("weekly", "2027-03-01 07:00", "2027-03-01 07:00"),  # a Monday
        ("weekly", "2027-03-01 06:59", "2027-02-22 07:00"),
        ("weekly", "2027-03-07 23:59", "2027-03-01 07:00"),  # the Sunday after
        ("weekly", "2027-03-02 00:10", "2027-03-01 07:00"),
    ],
)
def test_the_latest_morning_that_has_begun(frequency: str, now: str, expected: str) -> None:
    assert mailed_up_to(frequency, at(now)) == at(expected)


def test_seven_is_seven_also_when_the_clock_was_changed() -> None:
    summer = mailed_up_to("daily", at("2027-03-28 08:00"))  # forward at two that night
    assert (summer.hour, summer.utcoffset()) == (7, dt.timedelta(hours=2))
