"""Agenda and minutes as documents: the records of a meeting in the blocks that both printers read.

Documents are written in Danish whoever asks for them: they are the record, and go to the archive.
"""

from __future__ import annotations

import datetime as dt

from django.utils import timezone, translation
from django.utils.formats import date_format

from partnership.exports.documents import Block, Box, Document, Heading, Prose, Table
from partnership.exports.pdf_files import pdf
from partnership.exports.word_files import word
from partnership.models import Attendance, Decision, Meeting, Minutes, MinutesCorrection
from partnership.services import agenda_changes
from partnership.services.minutes_pages import ItemRow, MeetingRecord, TaskLine
from partnership.services.paper_lists import PaperRow
from partnership.services.recommendations import parts_of

PRINTERS = {
    "pdf": (pdf, "application/pdf"),
    "docx": (
        word,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
}
AGENDA, MINUTES = "Dagsorden", "Referat"


def agenda(record: MeetingRecord, *, notice: str) -> Document:
    """A meeting's agenda with its matters, recommendations and released papers."""
    with translation.override("da"):
        blocks: list[Block] = []
        if record.meeting.note:
            blocks.append(Prose(record.meeting.note))
        for row in record.items:
            blocks += [_heading(row), *_matter(row)]
        if not record.items:
            blocks.append(Prose("Der er ingen punkter på dagsordenen endnu.", tone="quiet"))
        blocks += _withdrawn(record)
        blocks += _papers_of_meeting(record)
        return _document(AGENDA, record, blocks, notice=notice, state=_agenda_state(record.meeting))


def minutes(record: MeetingRecord, found: Minutes, *, notice: str) -> Document:
    """A meeting's minutes with attendance, texts, decisions and corrections."""
    with translation.override("da"):
        blocks: list[Block] = [*_attendance(record.attendances, record.meeting.guests)]
        if found.upload is not None:
            blocks.append(Prose(f"Referatet er lagt ind som fil: {found.upload.name}"))
        if found.opening:
            blocks.append(Prose(found.opening))
        blocks += [_correction(row) for row in record.corrections]
        for row in record.items:
            blocks += [_heading(row, outcome=True), *_said(row)]
        if not record.items:
            blocks.append(Prose("Der var ingen punkter på dagsordenen.", tone="quiet"))
        blocks += _withdrawn(record)
        blocks += _papers_of_meeting(record)
        if found.is_locked:
            blocks.append(
                Prose(f"Fingeraftryk (SHA-256) af det låste: {found.sha256}", tone="quiet")
            )
        return _document(MINUTES, record, blocks, notice=notice, state=_state(found))


def name_of(document: Document, meeting: Meeting, form: str) -> str:
    """What the file is called: day first, so that files of a folder stand in order."""
    day = timezone.localdate(meeting.starts_at)
    return f"{day:%Y-%m-%d} {document.kind.lower()} {meeting.title}"[:120].strip() + f".{form}"


def _document(
    kind: str, record: MeetingRecord, blocks: list[Block], *, notice: str, state: str
) -> Document:
    meeting = record.meeting
    start, end = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    facts = [("Tid", f"{date_format(start, 'l j. F Y')}, kl. {start:%H.%M}–{end:%H.%M}")]
    facts += [("Form", meeting.get_form_display())]
    facts += [("Sted", meeting.place)] if meeting.place else []
    facts += [("Link", meeting.link)] if meeting.link and kind == AGENDA else []
    facts += [("Sagsnummer", meeting.case_number)] if meeting.case_number else []
    return Document(
        kind=kind, title=meeting.title, body=meeting.body.name, facts=tuple(facts),
        blocks=tuple(blocks), made_at=_made_at(record), state=state, notice=notice,
        subject=f"{kind} for {meeting.body.name}, {date_format(start, 'j. F Y')}",
    )  # fmt: skip


def _made_at(record: MeetingRecord) -> dt.datetime:
    """The moment the content is of: of locked minutes the latest addition, else the meeting's."""
    moments = [record.meeting.called_at or record.meeting.created_at]
    if record.minutes is not None:
        moments += [record.minutes.proposed_at or record.meeting.starts_at]
        moments += [record.minutes.locked_at] if record.minutes.locked_at else []
    corrections = [*record.corrections, *(each for row in record.items for each in row.corrections)]
    moments += [each.created_at for each in corrections]
    return max(moments).replace(microsecond=0)


def _agenda_state(meeting: Meeting) -> str:
    if meeting.state == Meeting.State.CANCELLED:
        return f"Mødet er aflyst: {meeting.cancelled_because}"
    if meeting.called_at is None:
        return "Udkast – dagsordenen er ikke sendt ud"
    sent, changed = f"Sendt ud {_day(meeting.called_at)}", agenda_changes.changed_at(meeting)
    return f"{sent}, ændret den {_day(changed)}" if changed is not None else sent


def _state(found: Minutes) -> str:
    if found.locked_at is not None:
        note = f" Godkendt {found.approval_note}." if found.approval_note else ""
        return f"Godkendt og låst {_day(found.locked_at)}.{note}"
    if found.state == Minutes.State.PROPOSED and found.comments_until:
        until = date_format(found.comments_until, "j. F Y")
        return f"Til kommentering til og med {until} – ikke godkendt"
    return "Kladde – ikke godkendt"


def _heading(row: ItemRow, *, outcome: bool = False) -> Heading:
    item = row.item
    parts = [item.get_kind_display().capitalize()]
    if row.begins is not None and not outcome:
        parts.append(f"kl. {timezone.localtime(row.begins):%H.%M}")
    parts += [item.presenter.name] if item.presenter else []
    if outcome:
        parts += [item.get_outcome_display()] if item.outcome not in ("", "treated") else []
    elif item.minutes:
        parts.append(f"{item.minutes} min.")
    return Heading(item.title, str(row.number), " · ".join(parts))


def _matter(row: ItemRow) -> list[Block]:
    blocks: list[Block] = []
    if row.item.text:
        blocks.append(Prose(row.item.text))
    for part in parts_of(row.item, decisions=row.proposed):
        label = part.label if part.alone == part.text else ""
        blocks.append(Prose(part.alone, label=label))
    return blocks + _papers(row.papers)


def _said(row: ItemRow) -> list[Block]:
    blocks: list[Block] = []
    if row.item.recommendation:
        blocks.append(Prose(row.item.recommendation, label="Indstilling", tone="quiet"))
    if row.text:
        blocks.append(Prose(row.text, label="Referat" if row.item.recommendation else ""))
    elif not row.decisions:
        blocks.append(Prose("Intet referat.", tone="quiet"))
    blocks += [_decision(decision, tasks) for decision, tasks in row.decided]
    blocks += [_correction(correction) for correction in row.corrections]
    return blocks + _papers(row.papers)


def _decision(decision: Decision, tasks: list[TaskLine]) -> Box:
    is_open = decision.state in (Decision.State.PROPOSED, Decision.State.REJECTED)
    state = f" · {decision.get_state_display().lower()}" if is_open else ""
    who = decision.responsible or decision.responsible_organisation
    lines = [f"Begrundelse: {decision.reason}"] if decision.reason else []
    lines += [f"Stemmer: {_votes(decision)}"] if decision.votes_for is not None else []
    parts = [f"Ansvarlig: {who}"] if who else []
    parts += [f"frist {date_format(decision.due_on, 'j. F Y')}"] if decision.due_on else []
    parts += (
        [f"følges op {date_format(decision.review_on, 'j. F Y')}"] if decision.review_on else []
    )
    lines += [" · ".join(parts)] if parts else []
    lines += [f"Opgave: {_task(task)}" for task in tasks]
    return Box(f"Beslutning {decision.number}{state}", decision.title, decision.text, tuple(lines))


def _task(task: TaskLine) -> str:
    parts = [task.title, f"ansvarlig {task.owner}" if task.owner else ""]
    parts += [f"frist {date_format(task.due_on, 'j. F Y')}"] if task.due_on else []
    return " · ".join(part for part in parts if part)


def _votes(decision: Decision) -> str:
    return (
        f"{decision.votes_for} for, {decision.votes_against or 0} imod, "
        f"{decision.votes_blank or 0} hverken for eller imod"
    )


def _correction(correction: MinutesCorrection) -> Box:
    heading = f"Rettelse {_day(correction.created_at)}, {correction.person.name}"
    return Box(heading, "", correction.text, tone="correction")


def _attendance(rows: list[Attendance], guests: str) -> list[Block]:
    others: list[Block] = [Prose(guests, label="Gæster")] if guests else []
    if not rows:
        return others
    cells = tuple(
        (
            f"{row.person.name} (for {row.stands_in_for.name})" if row.stands_in_for
            else row.person.name,
            row.organisation.label if row.organisation else "–",
            row.status_in_words,
        )
        for row in rows
    )  # fmt: skip
    called = Table("Deltagere", ("Navn", "Organisation", "Deltagelse"), cells, (4, 4, 2))
    return [called, *others]


def _papers(rows: list[PaperRow], *, label: str = "Bilag") -> list[Block]:
    names = [
        row.paper.name + (f" (version {row.newest.number})" if row.newest.number > 1 else "")
        for row in rows
        if row.newest and row.paper.released_at and not row.paper.is_withdrawn
    ]
    return [Prose("\n".join(f"- {name}" for name in names), label=label)] if names else []


def _withdrawn(record: MeetingRecord) -> list[Block]:
    """What had been sent out with the agenda and was taken off it again."""
    if not record.withdrawn:
        return []
    titles = "\n".join(f"- {item.title}" for item in record.withdrawn)
    return [Heading("Trukket fra dagsordenen"), Prose(titles)]


def _papers_of_meeting(record: MeetingRecord) -> list[Block]:
    papers = _papers(record.papers, label="")
    return [Heading("Bilag til mødet"), *papers] if papers else []


def _day(moment: dt.datetime) -> str:
    return date_format(timezone.localtime(moment), "j. F Y")
