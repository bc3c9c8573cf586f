"""The municipality's archive: what is to be sent there, the package itself, and that it was sent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from partnership.exports import archives as exports
from partnership.exports.archives import Entry
from partnership.exports.documents import Document
from partnership.models import Body, Decision, Meeting, Minutes
from partnership.rules import minutes as rules
from partnership.rules.access import Standing
from partnership.rules.bodies import chairs, check_run_body
from partnership.rules.papers import ending_of
from partnership.services import documents, edits, files
from partnership.services.minutes_content import content_of
from partnership.services.minutes_pages import MeetingRecord
from partnership.services.paper_lists import PaperRow
from partnership.services.plain_texts import refuse_civil_numbers

KEPT = ("case_number", "archived_on")


@dataclass(frozen=True)
class ArchiveRow:
    """A meeting with locked minutes, and whether the archive has it."""

    meeting: Meeting
    locked_at: dt.datetime

    @property
    def is_sent(self) -> bool:
        """Whether it was sent."""
        return self.meeting.archived_on is not None


def run_by(standing: Standing) -> list[int]:
    """The bodies whose meetings the person runs."""
    if standing.is_secretariat:
        return list(Body.objects.values_list("pk", flat=True))
    return sorted(chairs(standing))


def rows_for(standing: Standing, *, sent: bool) -> list[ArchiveRow]:
    """Meetings with locked minutes, of bodies that the person runs; the oldest first."""
    found = Minutes.objects.filter(
        meeting__body__in=run_by(standing), locked_at__isnull=False,
        meeting__archived_on__isnull=not sent,
    )  # fmt: skip
    return [
        ArchiveRow(minutes.meeting, minutes.locked_at)
        for minutes in found.select_related("meeting__body").order_by("meeting__starts_at")
        if minutes.locked_at is not None
    ]


@transaction.atomic
def record(
    *, by: Standing, meeting_id: int, seen: int, case_number: str, archived_on: dt.date | None
) -> Meeting:
    """Note the case's number, and the day the package was sent; also when the minutes are locked."""
    meeting = edits.locked(Meeting, meeting_id)
    check_run_body(by, meeting.body_id)
    refuse_civil_numbers(case_number=case_number)
    if archived_on is not None and archived_on > timezone.localdate():
        raise ValidationError(
            {"archived_on": _("Dagen er ikke kommet endnu. Skriv dagen, det blev sendt.")}
        )
    values = {"case_number": case_number, "archived_on": archived_on}
    with pghistory.context(reason="meeting archived"):
        edits.change(meeting, seen=seen, values=values)
    return meeting


def package(record: MeetingRecord, *, notice: str) -> bytes:
    """Agenda, minutes, released papers and what they are, as one ZIP."""
    agenda = documents.agenda(record, notice=notice)
    entries = list(_documents(agenda, "dagsorden"))
    made_at = agenda.made_at
    facts = _facts(record, notice)
    if record.minutes is not None:
        minutes = documents.minutes(record, record.minutes, notice=notice)
        made_at = minutes.made_at
        entries += _documents(minutes, "referat")
        entries += _handed_in(record.minutes)
        if record.minutes.is_locked:
            content = rules.canonical(content_of(record.meeting, record.minutes))
            entries.append(
                Entry("referat/laast-indhold.json", "Det låste indhold", "lock", [content])
            )
    return exports.package(facts=facts, entries=[*entries, *_papers(record)], made_at=made_at)


def name_of(meeting: Meeting) -> str:
    """What the package is called."""
    day = timezone.localdate(meeting.starts_at)
    return exports.safe_name(meeting.title, number=meeting.pk, ending="zip").replace(
        f"{meeting.pk:02d}-", f"arkiv-{day:%Y-%m-%d}-", 1
    )


def _documents(document: Document, folder: str) -> Iterator[Entry]:
    for form, (printer, _content_type) in documents.PRINTERS.items():
        yield Entry(f"{folder}/{folder}.{form}", document.kind, folder, [printer(document)])


def _handed_in(minutes: Minutes) -> Iterator[Entry]:
    if minutes.upload is not None:
        name = exports.safe_name(
            minutes.upload.name, number=1, ending=ending_of(minutes.upload.name)
        )
        yield Entry(
            f"referat/{name}", minutes.upload.name, "minutes_file", files.pieces_of(minutes.upload)
        )


def _papers(record: MeetingRecord) -> Iterator[Entry]:
    """The newest version of each paper that was released and not withdrawn, in the agenda's order."""
    places: list[tuple[str, PaperRow]] = [("møde", row) for row in record.papers]
    places += [(str(item.number), row) for item in record.items for row in item.papers]
    number = 0
    for place, row in places:
        newest = row.newest
        if newest is None or row.paper.released_at is None or row.paper.is_withdrawn:
            continue
        number += 1
        name = exports.safe_name(row.paper.name, number=number, ending=ending_of(newest.file.name))
        yield Entry(
            f"bilag/{name}", f"{row.paper.name} (punkt {place})" if place != "møde"
            else row.paper.name, "paper", files.pieces_of(newest.file), newest.number,
        )  # fmt: skip


def _facts(record: MeetingRecord, notice: str) -> dict[str, object]:
    meeting, minutes = record.meeting, record.minutes
    with translation.override("da"):
        return {
            "body": meeting.body.name,
            "meeting": {
                "title": meeting.title,
                "starts_at": timezone.localtime(meeting.starts_at).isoformat(),
                "ends_at": timezone.localtime(meeting.ends_at).isoformat(),
                "form": str(meeting.get_form_display()),
                "place": meeting.place,
            },
            "case_number": meeting.case_number,
            "notice": notice,
            "minutes": {
                "state": str(minutes.get_state_display()) if minutes else "",
                "approved": minutes.approval_note if minutes else "",
                "locked_at": minutes.locked_at.isoformat() if minutes and minutes.locked_at else "",
                "sha256": minutes.sha256 if minutes else "",
            },
            "participants": [
                {
                    "name": row.person.name,
                    "organisation": row.organisation.name if row.organisation else "",
                    "attendance": row.status_in_words,
                    "stands_in_for": row.stands_in_for.name if row.stands_in_for else "",
                }
                for row in record.attendances
            ],
            "guests": meeting.guests,
            "items": [
                {
                    "number": row.number,
                    "title": row.item.title,
                    "kind": str(row.item.get_kind_display()),
                    "outcome": str(row.item.get_outcome_display()),
                }
                for row in record.items
            ],
            "withdrawn_items": [{"title": item.title} for item in record.withdrawn],
            "decisions": [
                _decision(decision, row.number)
                for row in record.items
                for decision in row.decisions
            ],
            "corrections": [
                {
                    "made_at": each.created_at.isoformat(),
                    "by": each.person.name,
                    "text": each.text,
                }
                for each in [*record.corrections, *(c for r in record.items for c in r.corrections)]
            ],
        }


def _decision(decision: Decision, item: int) -> dict[str, object]:
    who = decision.responsible or decision.responsible_organisation
    return {
        "number": decision.number,
        "item": item,
        "title": decision.title,
        "kind": str(decision.get_kind_display()),
        "text": decision.text,
        "reason": decision.reason,
        "decided_on": decision.decided_on.isoformat() if decision.decided_on else "",
        "responsible": str(who) if who else "",
        "due_on": decision.due_on.isoformat() if decision.due_on else "",
        "review_on": decision.review_on.isoformat() if decision.review_on else "",
    }
