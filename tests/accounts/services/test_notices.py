"""Notices: told once, in both languages, and read by their owner alone."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils.translation import gettext_lazy, ngettext_lazy

from accounts.models import Notice
from accounts.services import notices
from tests.factories import people

pytestmark = pytest.mark.django_db


def told(**more: object) -> list[Notice]:
    values = {
        "users": more.pop("users", None) or [people.user("a@test.dk")],
        "kind": "due",
        "message": gettext_lazy("Fristen for %(what)s er %(on)s"),
        "values": {"what": "Forår", "on": dt.date(2027, 3, 1)},
        "path": "/indberetning/",
        "key": "due:1",
        **more,
    }
    notices.tell(**values)  # type: ignore[arg-type]
    return list(Notice.objects.order_by("pk"))


def test_a_notice_says_its_date_in_both_languages() -> None:
    (notice,) = told()
    assert "1. marts 2027" in notices.text_for(notice, "da")
    assert "1 March 2027" in notices.text_for(notice, "en")
    assert notice.path == "/indberetning/" and notice.read_at is None and notice.mailed_at is None


def test_the_same_matter_is_told_a_person_once() -> None:
    user = people.user("a@test.dk")
    told(users=[user, user])
    told(users=[user])
    assert len(told(users=[user], key="due:2")) == 2


def test_a_closed_login_is_told_nothing() -> None:
    assert told(users=[people.user("b@test.dk", is_active=False)]) == []


def test_one_and_many_are_told_apart() -> None:
    user = people.user("a@test.dk")
    message = ngettext_lazy("%(count)d indsamling", "%(count)d indsamlinger", "count")
    one = told(users=[user], message=message, values={"count": 1})[-1]
    many = told(users=[user], message=message, values={"count": 2}, key="due:2")[-1]
    assert (one.text, many.text) == ("1 indsamling", "2 indsamlinger")


def test_a_line_too_long_is_cut_with_a_mark() -> None:
    (notice,) = told(message=gettext_lazy("%(what)s"), values={"what": "x" * 400})
    assert len(notice.text) == 300 and notice.text.endswith("…")


def test_only_its_owner_marks_a_notice_read() -> None:
    user, other = people.user("a@test.dk"), people.user("b@test.dk")
    (notice,) = told(users=[user])
    assert notices.mark_read(user=other, notice_id=notice.pk) is None
    read = notices.mark_read(user=user, notice_id=notice.pk)
    assert read is not None and read.read_at is not None
    again = notices.mark_read(user=user, notice_id=notice.pk)
    assert again is not None and again.read_at == read.read_at


def test_all_are_marked_read_at_once() -> None:
    user, other = people.user("a@test.dk"), people.user("b@test.dk")
    told(users=[user, other])
    told(users=[user], key="due:2")
    assert notices.mark_all_read(user=user) == 2
    assert Notice.objects.unread().get().user == other
