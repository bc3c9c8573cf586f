"""One board meeting from the yearly wheel to the archive, and what was decided there to the next one."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from dataclasses import dataclass

import docx
import pytest
import vobject
from django.core.files.uploadedfile import SimpleUploadedFile
from icalendar import Calendar
from pypdf import PdfReader

from partnership import tasks
from partnership.models import (
    AgendaItem,
    Decision,
    FollowUp,
    Meeting,
    Person,
    PlannedMeeting,
)
from tests.factories import meetings as make
from tests.factories import people
from tests.factories.desks import COPENHAGEN, Desk, at

pytestmark = pytest.mark.django_db


@dataclass
class Table:
    """The people around one meeting, and what has come of it so far."""

    office: Desk
    member: Desk
    owner: Person
    meeting: Meeting

    @property
    def here(self) -> str:
        return f"/partnerskab/moeder/{self.meeting.pk}"


def called_from_the_wheel() -> Table:
    """The wheel's mark becomes a meeting with its standing items."""
    office, member = Desk("secretariat"), Desk("board")
    body = people.body("board")
    owner = people.person("Driftschef")
    people.seat("board", person=owner, body=body)
    mark = PlannedMeeting.objects.create(
        body=body, name="Partnerskabets møde i november", month=11, day=26,
        starts_at=dt.time(9), ends_at=dt.time(11), place="Rådhuset",
    )  # fmt: skip
    office.sends(f"/partnerskab/aarshjul/{mark.pk}/indkald/", day="26.11.2026")
    return Table(office, member, owner, Meeting.objects.get())


def agenda_is_sent(table: Table) -> AgendaItem:
    """An item to decide on with a paper that waits, then is shown; the members are called."""
    office, member, here = table.office, table.member, table.here
    office.sends(
        f"{here}/punkt/", title="Lys på stien", kind="decision", minutes="20",
        text="Mange er utrygge.", recommendation="At der sættes lys op.",
    )  # fmt: skip
    item = AgendaItem.objects.get(title="Lys på stien")
    paper = SimpleUploadedFile("Notat om lys.pdf", make.pdf())
    office.sends(f"/partnerskab/bilag/item/{item.pk}/nyt/", name="Notat om lys", file=paper)
    assert "Notat om lys" not in member.sees(f"{here}/"), "papers wait until they are released"
    office.sends(f"{here}/indkald/")
    assert member.user.notices.filter(path=f"{here}/").exists()
    return item


def calendars_read_it(table: Table) -> None:
    calendar = table.member.fetches(f"{table.here}/moede.ics").decode()
    (event,) = Calendar.from_ical(calendar).walk("VEVENT")
    assert event.decoded("DTSTART") == dt.datetime(2026, 11, 26, 9, tzinfo=COPENHAGEN)
    (other,) = vobject.readOne(calendar).vevent_list
    assert other.dtstart.value.astimezone(dt.UTC) == dt.datetime(2026, 11, 26, 8, tzinfo=dt.UTC)


def decided_and_written_down(table: Table, item: AgendaItem) -> FollowUp:
    office, here = table.office, table.here
    office.sends(f"{here}/afholdt/")
    page = office.sends(
        f"/partnerskab/moeder/punkter/{item.pk}/beslutning/",
        title="Lys på stien bag Kernen", text="Der sættes lys op inden jul.", kind="other",
        review_on="26.5.2027", task_1_title="Bestil lamper", task_1_owner=str(table.owner.pk),
        task_1_due_on="15.12.2026",
    )  # fmt: skip
    assert "2026-001" in page
    assert Decision.objects.get().review_on == dt.date(2027, 5, 26)
    texts = {f"text_{item.pk}": "Partnerskabet tiltrådte indstillingen."}
    office.sends(f"{here}/referat/skriv/", **texts)
    office.sends(f"{here}/referat/send/", comments_until="3.12.2026")
    return FollowUp.objects.get()


def documents_say_it(table: Table) -> None:
    """The tagged PDF and the Word file as other programs read them."""
    read = PdfReader(io.BytesIO(table.member.fetches(f"{table.here}/referat.pdf")))
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]
    told = " ".join(" ".join(page.extract_text() for page in read.pages).split())
    written = docx.Document(io.BytesIO(table.member.fetches(f"{table.here}/referat.docx")))
    texts = [part.text for part in written.paragraphs]
    texts += [cell.text for t in written.tables for row in t.rows for cell in row.cells]
    for words in ("Partnerskabet tiltrådte indstillingen.", "Der sættes lys op inden jul."):
        assert words in told
        assert words in " ".join(texts)


def package_is_whole(table: Table) -> None:
    package = zipfile.ZipFile(io.BytesIO(table.office.fetches(f"{table.here}/arkivpakke.zip")))
    assert package.testzip() is None
    names = " ".join(package.namelist())
    for ending in (".pdf", ".docx", "notat-om-lys.pdf", "metadata.json"):
        assert ending in names, package.namelist()
    about = next(name for name in package.namelist() if name.endswith("metadata.json"))
    assert "2026-001" in json.dumps(json.loads(package.read(about)))


def test_from_the_yearly_wheel_to_the_archive_and_the_next_agenda() -> None:
    with at("2026-11-02"):
        table = called_from_the_wheel()
        office, member, here = table.office, table.member, table.here
        item = agenda_is_sent(table)
        for words in ("Lys på stien", "At der sættes lys op.", "Notat om lys"):
            assert words in member.sees(f"{here}/")
        calendars_read_it(table)
    with at("2026-11-26", 12):
        task = decided_and_written_down(table, item)
        assert "Partnerskabet tiltrådte indstillingen." in member.sees(f"{here}/referat/")
    with at("2026-12-04"):
        office.sends(f"{here}/referat/godkend/", note="i skriftlig runde")
        assert Decision.objects.get().locked_at is not None
        assert "Godkendt og låst" in member.sees(f"{here}/referat/")
        documents_say_it(table)
    with at("2026-12-16"):
        office.sends(
            "/partnerskab/moeder/nyt/", body=str(table.meeting.body_id), title="Møde i januar",
            day="20.1.2027", starts="9.00", ends="11.00", form="in_person",
        )  # fmt: skip
        tasks.remind()
        tasks.remind()
        following = Meeting.objects.get(title="Møde i januar")
        late = AgendaItem.objects.filter(title__contains="Bestil lamper")
        assert [each.meeting for each in late] == [following]
        office.sends(f"/partnerskab/moeder/{following.pk}/indkald/")
        page = member.sees(f"/partnerskab/moeder/{following.pk}/")
        assert "Opgave over fristen: Bestil lamper" in page
        office.sends(f"/partnerskab/opgaver/{task.pk}/udfoert/", word="Lamperne er bestilt.")
        assert [(each.meeting, each.outcome) for each in late.all()] == [(following, "withdrawn")]
        package_is_whole(table)
