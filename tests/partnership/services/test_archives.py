"""Documents of a meeting, and the package for the municipality's archive."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import json
import xml.etree.ElementTree as ET
import zipfile

import docx
import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from pypdf import PdfReader

from partnership.exports.archives import safe_name
from partnership.models import Meeting, Minutes, Paper
from partnership.rules.access import NotAllowed, Standing
from partnership.services import agenda_items, archives, corrections, documents, minutes_pages
from partnership.services.edits import StaleEdit, stamp_of
from partnership.services.minutes_pages import MeetingRecord
from partnership.services.standing import standing_of
from tests.factories import foreign, meetings, people

pytestmark = pytest.mark.django_db
NOTICE = "Eksempeldata: tallene er opdigtede"


@pytest.fixture
def by() -> Standing:
    return standing_of(people.seated_user("secretariat"))


@pytest.fixture
def meeting(by: Standing) -> Meeting:
    """A held meeting with locked minutes, a decision, papers in all states, and a correction."""
    made = meetings.meeting(
        title="Møde 3: æøå/../etc", case_number="27.00-G01", guests="Lokalpolitiet"
    )
    item = meetings.item(
        made, "Tryghed", outcome="treated", text="Sagen", recommendation="At det godkendes"
    )
    meetings.item(made, "Trukket punkt", outcome="withdrawn")
    meetings.decision(item, "Lektiecafé", reason="Den virker måske")
    meetings.attendance(made, people.person("Formand"), stands_in_for=people.person("Direktør"))
    paper = meetings.paper("Notat æøå", item=item)
    meetings.version(paper, content=b"%PDF-1.7 den nye")
    meetings.paper("Hemmeligt", item=item, released_at=None)
    meetings.paper("Trukket notat", item=item, is_withdrawn=True)
    meetings.minutes(made, state=Minutes.State.APPROVED, texts={item: "Det blev drøftet."})
    corrections.add(by=by, meeting_id=made.pk, text="Skal læses 2028.", item=item)
    return made


def record(meeting: Meeting, by: Standing) -> MeetingRecord:
    return minutes_pages.record_of(meeting, minutes_pages.minutes_of(meeting, by), by)


def words(content: bytes) -> str:
    pages = PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_the_agenda_holds_matters_and_released_papers(meeting, by):
    text = words(documents.pdf(documents.agenda(record(meeting, by), notice=NOTICE)))
    for part in ("Dagsorden", "Tryghed", "Sagen", "Indstilling", "Notat æøå (version 2)", NOTICE):
        assert part in text
    for part in ("Hemmeligt", "Trukket notat", "Det blev drøftet"):
        assert part not in text
    assert "Trukket fra dagsordenen • Trukket punkt" in text  # it was sent out with the agenda


def test_an_agenda_on_paper_says_what_its_page_says(by):
    ahead = meetings.meeting(
        state="called", called_at=timezone.now(), starts_at=timezone.now() + dt.timedelta(days=9)
    )
    meetings.item(ahead, "Velkomst", minutes=15)
    light = meetings.item(ahead, "Lys")
    meetings.decision(light, text="At der sættes lamper op.", state="proposed", decided_on=None)
    reader = standing_of(foreign.seated(ahead.body))
    text = words(documents.pdf(documents.agenda(record(ahead, reader), notice="")))
    begins = timezone.localtime(ahead.starts_at)
    second = begins + dt.timedelta(minutes=15)
    assert f"kl. {begins:%H.%M}" in text and f"kl. {second:%H.%M}" in text
    assert "At der sættes lamper op." in text


def test_an_agenda_says_that_it_was_changed_after_it_was_sent_out(by):
    ahead = meetings.meeting(
        state="called", called_at=timezone.now() - dt.timedelta(days=3),
        created_at=timezone.now() - dt.timedelta(days=4),
        starts_at=timezone.now() + dt.timedelta(days=9),
    )  # fmt: skip
    item = meetings.item(ahead, "Lys")
    item.events.update(pgh_created_at=timezone.now() - dt.timedelta(days=4))
    sent = documents.agenda(record(ahead, by), notice="").state
    assert "ændret" not in sent
    item.position = 7
    item.save()
    assert documents.agenda(record(ahead, by), notice="").state == sent
    agenda_items.withdraw(by=by, item_id=item.pk)
    today = date_format(timezone.localdate(), "j. F Y")
    assert documents.agenda(record(ahead, by), notice="").state == f"{sent}, ændret den {today}"


def test_what_is_taken_off_before_the_agenda_is_sent_leaves_no_word_in_it(by):
    ahead = meetings.meeting(state=Meeting.State.PLANNED, called_at=None)
    meetings.item(ahead, "Fortrudt punkt", outcome="withdrawn")
    assert "Fortrudt" not in words(documents.pdf(documents.agenda(record(ahead, by), notice="")))


def test_the_minutes_hold_what_was_said_decided_and_corrected(meeting, by):
    found = record(meeting, by)
    with translation.override("en"):  # documents are Danish whoever asks for them
        document = documents.minutes(found, found.minutes, notice="")
    text = words(documents.pdf(document))
    decision = found.items[0].decisions[0]
    for part in (
        "Referat", "Det blev drøftet.", f"Beslutning {decision.number}", "Den virker måske",
        "Rettelse", "Skal læses 2028.", "Formand (for Direktør)", "til stede", "Godkendt og låst",
        "27.00-G01", "marts 2026",
    ):  # fmt: skip
        assert part in text
    paragraphs = docx.Document(io.BytesIO(documents.word(document))).paragraphs
    assert "Det blev drøftet." in [paragraph.text for paragraph in paragraphs]


def test_a_meeting_without_an_agenda_has_documents_too(by):
    bare = meetings.meeting(state=Meeting.State.PLANNED)
    document = documents.agenda(record(bare, by), notice="")
    assert "ingen punkter" in words(documents.pdf(document))
    assert "Udkast" in document.state
    draft = meetings.minutes(bare)
    assert "Kladde" in documents.minutes(record(bare, by), draft, notice="").state


def test_the_package_is_complete_and_its_lists_agree_with_its_files(meeting, by):
    content = archives.package(record(meeting, by), notice=NOTICE)
    assert content == archives.package(record(meeting, by), notice=NOTICE)
    archive = zipfile.ZipFile(io.BytesIO(content))
    assert archive.testzip() is None
    told = json.loads(archive.read("metadata.json"))
    assert told["case_number"] == "27.00-G01"
    assert told["body"] == meeting.body.name
    assert told["participants"][0]["name"] == "Formand"
    assert told["guests"] == "Lokalpolitiet"
    assert told["decisions"][0]["item"] == 1
    assert told["decisions"][0]["reason"] == "Den virker måske"
    assert told["withdrawn_items"] == [{"title": "Trukket punkt"}]
    assert told["corrections"][0]["text"] == "Skal læses 2028."
    assert told["notice"] == NOTICE
    listed = {row["path"]: row["sha256"] for row in told["files"]}
    assert set(archive.namelist()) - set(listed) == {"metadata.json", "metadata.xml", "files.csv"}
    for path, sha256 in listed.items():
        assert hashlib.sha256(archive.read(path)).hexdigest() == sha256
    assert archive.read("bilag/01-notat-aeoeaa.pdf") == b"%PDF-1.7 den nye"
    assert [path for path in listed if path.startswith("bilag/")] == ["bilag/01-notat-aeoeaa.pdf"]
    locked = archive.read("referat/laast-indhold.json")
    assert hashlib.sha256(locked).hexdigest() == told["minutes"]["sha256"]
    tree = ET.fromstring(archive.read("metadata.xml"))  # noqa: S314  our own file
    assert tree.findtext("meeting/title") == meeting.title
    assert {node.findtext("path") for node in tree.iter("file")} == set(listed)
    rows = list(
        csv.DictReader(io.StringIO(archive.read("files.csv").decode("utf-8-sig")), delimiter=";")
    )
    assert {row["path"]: row["sha256"] for row in rows} == listed


def test_minutes_that_came_as_a_file_lie_in_the_package(by):
    made = meetings.meeting()
    meetings.minutes(made, upload=meetings.file("Vores referat.pdf", b"%PDF-1.7 skrevet ude"))
    archive = zipfile.ZipFile(io.BytesIO(archives.package(record(made, by), notice="")))
    assert archive.read("referat/01-vores-referat-pdf.pdf") == b"%PDF-1.7 skrevet ude"


@pytest.mark.parametrize(
    ("name", "ending", "safe"),
    [
        ("../../etc/passwd", "pdf", "01-etc-passwd.pdf"),
        ("Æble & <b>", "DOCX", "01-aeble-b.docx"),
        ("", "p/df", "01-x.pdf"),
        ("con", "", "01-con.bin"),
    ],
)
def test_names_in_the_package_are_safe(name, ending, safe):
    assert safe_name(name, number=1, ending=ending) == safe


def test_what_is_not_sent_yet_is_listed_until_it_is_noted(meeting, by):
    meetings.minutes(meetings.meeting())  # a draft is not for the archive yet
    (row,) = archives.rows_for(by, sent=False)
    assert row.meeting == meeting
    today = timezone.localdate()
    seen = stamp_of(meeting)
    archives.record(
        by=by, meeting_id=meeting.pk, seen=seen, case_number="27.00-A", archived_on=today
    )
    assert archives.rows_for(by, sent=False) == []
    (row,) = archives.rows_for(by, sent=True)
    assert (row.meeting.case_number, row.meeting.archived_on) == ("27.00-A", today)
    with pytest.raises(StaleEdit):
        archives.record(by=by, meeting_id=meeting.pk, seen=seen, case_number="B", archived_on=None)


def test_notes_for_the_archive_are_checked(meeting, by):
    values = {"meeting_id": meeting.pk, "seen": stamp_of(meeting), "archived_on": None}
    with pytest.raises(ValidationError, match="CPR"):
        archives.record(by=by, **values, case_number="010203-1234")
    ahead = {**values, "archived_on": timezone.localdate() + dt.timedelta(days=1)}
    with pytest.raises(ValidationError, match="ikke kommet"):
        archives.record(by=by, **ahead, case_number="A")
    member = standing_of(people.seated_user("group"))
    with pytest.raises(NotAllowed):
        archives.record(by=member, **values, case_number="A")


def test_a_reader_fetches_documents_and_a_writer_the_package(meeting):
    client, reader = Client(), Client()
    client.force_login(people.seated_user("secretariat"))
    reader.force_login(people.seated_user("group"))
    for name, form, start in (
        ("minutes-document", "pdf", b"%PDF"), ("agenda-document", "docx", b"PK"),
    ):  # fmt: skip
        answer = reader.get(reverse(f"partnership:{name}", args=[meeting.pk, form]))
        assert answer.content.startswith(start)
        assert "attachment" in answer["Content-Disposition"]
    assert (
        reader.get(reverse("partnership:minutes-document", args=[meeting.pk, "exe"])).status_code
        == 404
    )
    package = client.get(reverse("partnership:archive-package", args=[meeting.pk]))
    assert zipfile.ZipFile(io.BytesIO(package.content)).namelist()
    page = client.get(reverse("partnership:archive-list")).content.decode()
    assert meeting.case_number in page
    address = reverse("partnership:archive-record", args=[meeting.pk])
    seen = client.get(address).context["form"]["seen"].value()
    values = {"case_number": "27.01", "archived_on": "1.6.2026", "seen": seen}
    assert client.post(address, values).status_code == 302
    meeting.refresh_from_db()
    assert meeting.case_number == "27.01"


def test_an_agenda_that_was_not_sent_is_for_its_writers(by):
    made = meetings.meeting(state=Meeting.State.PLANNED)
    meetings.item(made)
    reader = Client()
    reader.force_login(people.seated_user("group"))
    address = reverse("partnership:agenda-document", args=[made.pk, "pdf"])
    assert reader.get(address).status_code == 404
    assert Paper.objects.count() == 0
