"""Meetings for tests: a body's meeting with items, papers and people, each by one short call."""

from __future__ import annotations

import datetime as dt
import io
import itertools
from collections.abc import Mapping
from typing import Any

import docx
from django.utils import timezone
from pypdf import PdfWriter

from partnership.models import (
    AgendaItem,
    Attendance,
    Body,
    Decision,
    Meeting,
    Minutes,
    MinutesText,
    Paper,
    PaperVersion,
    Person,
    StoredFile,
)
from partnership.services import files
from partnership.services.minutes import lock
from tests.factories import people

_numbers = itertools.count(1)
START = dt.datetime(2026, 3, 4, 9, 0, tzinfo=dt.UTC)


def meeting(body: Body | None = None, **fields: Any) -> Meeting:
    """A meeting that was held, of the coordination group unless another body is given."""
    fields.setdefault("title", f"Møde {next(_numbers)}")
    fields.setdefault("state", Meeting.State.HELD)
    fields.setdefault("starts_at", START)
    fields.setdefault("ends_at", fields["starts_at"] + dt.timedelta(hours=2))
    fields.setdefault("place", "Rådhuset, lokale 2")
    if fields["state"] in (Meeting.State.HELD, Meeting.State.CALLED):
        fields.setdefault("called_at", fields["starts_at"] - dt.timedelta(days=7))
    return Meeting.objects.create(body=body or people.body("coordination"), **fields)


def item(meeting: Meeting, title: str = "", **fields: Any) -> AgendaItem:
    """The next item of a meeting's agenda; open unless an outcome is given."""
    fields.setdefault("kind", "discussion")
    fields.setdefault("position", meeting.items.count())
    return AgendaItem.objects.create(
        meeting=meeting, title=title or f"Punkt {next(_numbers)}", **fields
    )


def attendance(meeting: Meeting, person: Person, status: str = "present", **fields: Any) -> Any:
    """Somebody who was called to a meeting."""
    fields.setdefault("organisation", people.organisation())
    fields.setdefault("role", "member")
    return Attendance.objects.create(meeting=meeting, person=person, status=status, **fields)


def decision(item: AgendaItem, title: str = "", **fields: Any) -> Decision:
    """A decision that was adopted on an item."""
    number = next(_numbers)
    fields.setdefault("state", Decision.State.ADOPTED)
    fields.setdefault("decided_on", timezone.localdate(item.meeting.starts_at))
    fields.setdefault("text", "Det blev besluttet.")
    return Decision.objects.create(
        year=2026, body=item.meeting.body, item=item,
        title=title or f"Beslutning {number}", **{"serial": number, **fields},
    )  # fmt: skip


def minutes(
    meeting: Meeting, *, state: str = Minutes.State.DRAFT,
    texts: Mapping[AgendaItem, str] | None = None, **fields: Any,
) -> Minutes:  # fmt: skip
    """A meeting's minutes in a state, with texts under some items; locked where they are approved."""
    today = timezone.localdate()
    if state == Minutes.State.PROPOSED:
        fields.setdefault("comments_until", today + dt.timedelta(days=7))
        fields.setdefault("proposed_at", timezone.now())
    made = Minutes.objects.create(meeting=meeting, **fields)
    for item, text in (texts or {}).items():
        MinutesText.objects.create(minutes=made, item=item, text=text)
    if state == Minutes.State.APPROVED:
        made.approval_note = "på mødet"
        lock(made, at=timezone.now())
    else:
        made.state = state
        made.save()
    return made


def file(name: str = "referat.pdf", content: bytes = b"") -> StoredFile:
    """A kept file."""
    return files.keep(name=name, pieces=[content or pdf()], by=None, content_type="application/pdf")


def paper(name: str = "", *, content: bytes = b"", **fields: Any) -> Paper:
    """A released paper with one version; say where it belongs: item, meeting, plan, …"""
    fields.setdefault("released_at", START)
    made = Paper.objects.create(name=name or f"Bilag {next(_numbers)}", **fields)
    version(made, content=content)
    return made


def version(paper: Paper, *, content: bytes = b"", name: str = "bilag.pdf") -> PaperVersion:
    """One more version of a paper."""
    file = files.keep(name=name, pieces=[content or pdf()], by=None, content_type="application/pdf")
    number = paper.versions.count() + 1
    return PaperVersion.objects.create(paper=paper, number=number, file=file, is_tagged=False)


def pdf(*, password: str = "") -> bytes:
    """A PDF of one empty page without tags; locked with a password where one is given."""
    writer = PdfWriter()
    writer.add_blank_page(width=100, height=100)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def word() -> bytes:
    """A .docx with one paragraph."""
    out = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("Et bilag")
    document.save(out)
    return out.getvalue()
