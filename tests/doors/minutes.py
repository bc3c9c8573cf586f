"""Doors: minutes, papers and documents."""

from __future__ import annotations

from typing import Any

from partnership.models import Meeting, Minutes
from tests.doors.door import ROLES, Door
from tests.factories import meetings, people

# What belongs to a body is not there for an administrator without a seat in one.
_NOBODYS = {**dict.fromkeys(ROLES, 403), "anonymous": 302, "administrator": 404}
OF_A_BODY = {**_NOBODYS, "secretariat": 200, "board": 200, "group": 200}
RUNS = {**_NOBODYS, "secretariat": 200}  # and members of the body are refused
POST = {**dict.fromkeys(ROLES, 405), "anonymous": 302, "no_seat": 403, "supplier": 403}
ARCHIVE = {**_NOBODYS, "secretariat": 200, "board": 404, "group": 404}

DOORS: dict[str, Door | dict[str, int]] = {
    "partnership:minutes-detail": OF_A_BODY,
    "partnership:minutes-write": RUNS,
    "partnership:minutes-upload": RUNS,
    "partnership:minutes-file": OF_A_BODY,
    "partnership:minutes-comment": POST,
    "partnership:minutes-propose": RUNS,
    "partnership:minutes-take-back": RUNS,
    "partnership:minutes-approve": RUNS,
    "partnership:minutes-correct": RUNS,
    "partnership:minutes-document": OF_A_BODY,
    "partnership:agenda-document": OF_A_BODY,
    "partnership:archive-list": ARCHIVE,
    "partnership:archive-record": RUNS,
    "partnership:archive-package": RUNS,
    "partnership:paper-create": RUNS,
    "partnership:paper-detail": OF_A_BODY,
    "partnership:paper-version": RUNS,
    "partnership:paper-release": POST,
    "partnership:paper-withdraw": POST,
    "partnership:paper-file": OF_A_BODY,
}


def _meeting(state: str) -> Meeting:
    """A meeting of the coordination group with minutes in a state."""
    made = meetings.meeting()
    item = meetings.item(made, outcome="treated")
    meetings.minutes(made, state=state, texts={item: "Zq"})
    return made


def arguments() -> dict[str, dict[str, Any]]:
    """Arguments of the addresses that take some, each naming a thing that exists."""
    board, group = people.body("board"), people.body("coordination")
    if group.parent_id is None:
        group.parent = board
        group.save()
    draft, locked = _meeting(Minutes.State.DRAFT), _meeting(Minutes.State.APPROVED)
    proposed = _meeting(Minutes.State.PROPOSED)
    proposed.minutes.upload = meetings.file()
    proposed.minutes.save()
    paper = meetings.paper(meeting=proposed)
    one = {"pk": paper.pk}
    sent = {"pk": proposed.pk}
    found: dict[str, dict[str, Any]] = {name: sent for name in DOORS if ":archive-list" not in name}
    return found | {
        "partnership:minutes-propose": {"pk": draft.pk},
        "partnership:minutes-correct": {"pk": locked.pk},
        "partnership:minutes-document": {**sent, "form": "pdf"},
        "partnership:agenda-document": {**sent, "form": "docx"},
        "partnership:paper-create": {"home": "meeting", **sent},
        "partnership:paper-detail": one,
        "partnership:paper-version": one,
        "partnership:paper-release": one,
        "partnership:paper-withdraw": one,
        "partnership:paper-file": {"pk": paper.versions.get().pk},
    }
