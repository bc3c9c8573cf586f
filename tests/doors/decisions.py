"""Doors: decisions, written procedures and follow-ups."""

from __future__ import annotations

from typing import Any

from tests.doors.door import MEMBERS, ROLES, Door, doors
from tests.factories import decisions, meetings, people

# What belongs to a body is not there for an administrator without a seat in one.
_NOBODYS = {**dict.fromkeys(ROLES, 403), "anonymous": 302, "administrator": 404}
OF_A_BODY = {**_NOBODYS, "secretariat": 200, "board": 200, "group": 200}
RUNS = {**_NOBODYS, "secretariat": 200}  # and members of the body are refused
RUNS_POST = {**dict.fromkeys(ROLES, 403), "anonymous": 302} | dict.fromkeys(
    ("administrator", "secretariat", "board", "group"), 405
)
GIVES = {**dict.fromkeys(ROLES, 403), "anonymous": 302} | dict.fromkeys(
    ("secretariat", "board", "group"), 200
)

DOORS: dict[str, Door | dict[str, int]] = {
    "partnership:decision-list": MEMBERS,
    "partnership:decision-file": MEMBERS,
    "partnership:decision-propose": RUNS,
    "partnership:decision-create": RUNS,
    "partnership:decision-detail": OF_A_BODY,
    "partnership:decision-change": RUNS,
    "partnership:decision-adopt": RUNS,
    "partnership:decision-replace": RUNS,
    "partnership:decision-reject": RUNS,
    "partnership:decision-carry-out": RUNS,
    "partnership:decision-drop": RUNS,
    "partnership:follow-up-list": MEMBERS,
    "partnership:follow-up-create": GIVES,
    "partnership:follow-up-detail": OF_A_BODY,
    "partnership:follow-up-change": RUNS,
    "partnership:follow-up-pass-on": RUNS,
    "partnership:follow-up-finish": RUNS,
    "partnership:follow-up-drop": RUNS,
    "indicators:target-list": OF_A_BODY,
    "effects:decision-effects": OF_A_BODY,
    "partnership:procedure-list": MEMBERS,
    "partnership:procedure-create": doors("secretariat"),
    "partnership:procedure-detail": OF_A_BODY,
    "partnership:procedure-change": RUNS,
    "partnership:procedure-answer": RUNS_POST,
    "partnership:procedure-adopt": RUNS,
    "partnership:procedure-reject": RUNS_POST,
    "partnership:procedure-move": RUNS_POST,
    "partnership:procedure-withdraw": RUNS_POST,
}


def arguments() -> dict[str, dict[str, Any]]:
    """Arguments of the addresses that take some, each naming a thing that exists."""
    group = people.body("coordination")
    item = meetings.item(meetings.meeting(group), kind="decision")
    taken = {"pk": decisions.decision(group).pk}
    proposed = {"pk": decisions.proposal(group).pk}
    task = {"pk": decisions.follow_up(group).pk}
    asked = {"pk": decisions.procedure(group).pk}
    given = {
        "decision-propose": {"slug": group.slug},
        "decision-create": {"pk": item.pk},
        **dict.fromkeys(("decision-adopt", "decision-reject"), proposed),
    }
    for name in ("detail", "change", "replace", "carry-out", "drop"):
        given[f"decision-{name}"] = taken
    for name in ("detail", "change", "pass-on", "finish", "drop"):
        given[f"follow-up-{name}"] = task
    for name in ("detail", "change", "answer", "adopt", "reject", "move", "withdraw"):
        given[f"procedure-{name}"] = asked
    found = {f"partnership:{name}": values for name, values in given.items()}
    return found | {"indicators:target-list": taken, "effects:decision-effects": taken}
