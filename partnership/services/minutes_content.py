"""All that minutes lock, as plain values: what the fingerprint is taken of and the archive gets.

Names of people, organisations and bodies may change later and stand here by their numbers, so that
the fingerprint can be checked against the database at any time.
"""

from __future__ import annotations

from datetime import UTC, datetime

from partnership.models import (
    AgendaItem,
    Attendance,
    Decision,
    FollowUp,
    Meeting,
    Minutes,
    MinutesText,
    Paper,
    PaperVersion,
)
from partnership.rules import minutes as rules

FOLLOWED = ("responsible", "responsible_organisation", "due_on", "review_on")


def content_of(meeting: Meeting, minutes: Minutes | None) -> dict[str, object]:
    """Meeting, attendance, agenda, texts, decisions and papers; nine queries for any meeting.

    Who follows a decision and when may change after the lock: locked minutes have their own copy.
    """
    is_locked = minutes is not None and minutes.is_locked
    followed = minutes.followed if minutes and is_locked else followed_in(meeting)
    content: dict[str, object] = {
        "meeting": {
            "id": meeting.pk,
            "body": meeting.body_id,
            "title": meeting.title,
            "starts_at": _moment(meeting.starts_at),
            "ends_at": _moment(meeting.ends_at),
            "form": meeting.form,
            "place": meeting.place,
        },
        "opening": minutes.opening if minutes else "",
        "upload": minutes.upload.sha256 if minutes and minutes.upload else "",
        "attendance": list(
            Attendance.objects.filter(meeting=meeting)
            .order_by("person")
            .values("person", "organisation", "role", "has_vote", "status", "stands_in_for")
        ),
        "items": _items(meeting),
        "decisions": _decisions(meeting, is_locked=is_locked),
        "papers": _papers(meeting),
    }
    content |= {"guests": meeting.guests} if meeting.guests else {}
    return content | ({"followed": followed} if followed else {})


def followed_in(meeting: Meeting) -> dict[str, dict[str, object]]:
    """Who follows each decision of a meeting and when, by the decision's key, as it stands now.

    A decision with tasks keeps them too: what is to be done, by whom and by which day.
    """
    found = Decision.objects.filter(item__meeting=meeting).exclude(state=Decision.State.PROPOSED)
    tasks = _tasks(meeting)
    return {
        str(key): {
            "responsible": person,
            "responsible_organisation": organisation,
            "due_on": due_on.isoformat() if due_on else "",
            "review_on": review_on.isoformat() if review_on else "",
            **({"tasks": tasks[key]} if key in tasks else {}),
        }
        for key, person, organisation, due_on, review_on in found.order_by("pk").values_list(
            "pk", *FOLLOWED
        )
    }


def _tasks(meeting: Meeting) -> dict[int, list[dict[str, object]]]:
    """The tasks of a meeting's decisions, by decision."""
    found: dict[int, list[dict[str, object]]] = {}
    rows = FollowUp.objects.filter(decision__item__meeting=meeting).order_by("due_on", "pk")
    for decision, title, owner, due_on in rows.values_list(
        "decision_id", "title", "owner_id", "due_on"
    ):
        task = {"title": title, "owner": owner, "due_on": due_on.isoformat()}
        found.setdefault(decision or 0, []).append(task)
    return found


def fingerprint_of(meeting: Meeting, minutes: Minutes | None) -> str:
    """The fingerprint of what stands now."""
    return rules.fingerprint(content_of(meeting, minutes))


def stands(meeting: Meeting, minutes: Minutes) -> bool:
    """Whether locked minutes still are what was locked."""
    return minutes.is_locked and fingerprint_of(meeting, minutes) == minutes.sha256


def _moment(when: datetime) -> str:
    return when.astimezone(UTC).isoformat()


def _items(meeting: Meeting) -> list[dict[str, object]]:
    texts = dict(
        MinutesText.objects.filter(item__meeting=meeting).values_list("item_id", "text").order_by()
    )
    items = AgendaItem.objects.filter(meeting=meeting).order_by("position", "pk")
    return [
        {**row, "said": texts.get(row["id"], "")}
        for row in items.values(
            "id", "position", "title", "kind", "text", "recommendation", "minutes", "presenter",
            "outcome",
        )
    ]  # fmt: skip


def _decisions(meeting: Meeting, *, is_locked: bool) -> list[dict[str, object]]:
    """What was decided; a proposal that was settled after the lock is not of these minutes."""
    found = Decision.objects.filter(item__meeting=meeting).exclude(state=Decision.State.PROPOSED)
    if is_locked:
        found = found.filter(locked_at__isnull=False)
    rows = found.order_by("year", "serial").values(
        "year", "serial", "body", "item", "kind", "title", "text", "reason", "decided_on",
        "votes_for", "votes_against", "votes_blank",
    )  # fmt: skip
    return [
        {**row, "decided_on": row["decided_on"].isoformat() if row["decided_on"] else ""}
        for row in rows
    ]


def _papers(meeting: Meeting) -> list[dict[str, object]]:
    own = Paper.objects.filter(meeting=meeting) | Paper.objects.filter(item__meeting=meeting)
    versions = PaperVersion.objects.filter(paper__in=own).order_by("paper", "number")
    files: dict[int, list[str]] = {}
    for paper, sha256 in versions.values_list("paper_id", "file__sha256"):
        files.setdefault(paper, []).append(sha256)
    rows = own.order_by("pk").values("id", "item", "name", "is_withdrawn")
    return [{**row, "files": files.get(row["id"], [])} for row in rows]
