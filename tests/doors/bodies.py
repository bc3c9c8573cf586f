"""Doors: body pages, one's own seats, handovers."""

from __future__ import annotations

import datetime as dt
from typing import Any

from partnership.models import FollowUp, Seat
from tests.doors.door import MEMBERS, SEATED, Door, doors
from tests.factories import people

DOORS: dict[str, Door | dict[str, int]] = {
    "partnership:own-seat-list": SEATED,
    "partnership:body-detail": MEMBERS,
    "partnership:body-close": {
        "anonymous": 302, "no_seat": 403, "supplier": 403, "board": 403, "group": 403,
        "secretariat": 200, "administrator": 200,
    },
    "partnership:handover-list": doors("secretariat"),
    "partnership:handover-create": doors("secretariat"),
}  # fmt: skip


def arguments() -> dict[str, dict[str, Any]]:
    """An ad hoc group, and somebody who left it with a follow-up on the name."""
    group = people.body("ad_hoc")
    gone = people.person()
    people.seat("group", person=gone, body=group, ends_on=dt.date(2021, 1, 1))
    FollowUp.objects.create(body=group, title="Zq", owner=gone, due_on=dt.date(2021, 2, 1))
    assert Seat.objects.filter(person=gone).count() == 1
    slug = {"slug": group.slug}
    return {
        "partnership:body-detail": slug,
        "partnership:body-close": slug,
        "partnership:handover-create": {"pk": gone.pk},
    }
