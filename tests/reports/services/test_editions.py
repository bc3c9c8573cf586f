"""Editions: frozen as they were read, given to readers who are known, never changed."""

from __future__ import annotations

import datetime as dt
import io
import json

import docx
import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from pypdf import PdfReader

from accounts.models import Notice
from indicators.services import frozen_copies, withdrawals
from indicators.services.recompute import groups as recompute
from partnership.rules.access import NotAllowed
from partnership.services.standing import standing_of
from reports.models import Brief, BriefBlock, BriefEdition
from reports.services import drafts, editions
from tests.factories import briefs, meetings, people
from tests.factories.panels import correct
from tests.indicators.services.test_withdrawals import ask, seated

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return briefs.world()


def member(world, role="member"):
    user = people.seated_user("group", body=world.body)
    user.person.seats.update(role=role)
    return user


def page_of(edition):
    return editions.page_of(edition, standing_of(people.seated_user("secretariat")))


def readers(edition):
    return {each.user_id for each in edition.readers.all()}


def test_it_is_given_to_those_who_hold_a_seat_in_the_body_and_they_are_told(world):
    given = {member(world).pk, member(world, "observer").pk}
    people.seated_user("board")
    gone = member(world)
    gone.person.seats.update(ends_on="2021-01-01")
    edition = briefs.issued(world.meeting)
    assert readers(edition) == given
    notices = Notice.objects.filter(kind="brief_issued")
    assert {each.user_id for each in notices} == given
    for each in notices:
        assert each.path == f"/rapporter/moedeoplaeg/{world.meeting.pk}/udgave/1/"
        assert "32" not in each.text + each.text_en


def test_the_copy_holds_the_content_its_figures_and_the_pdf(world):
    edition = briefs.issued(world.meeting)
    copy = edition.frozen
    assert frozen_copies.state_of(copy).is_intact
    assert not copy.holds_restricted
    assert json.loads(copy.canonical)["state"].startswith("Udgave 1, sendt ud den ")
    assert PdfReader(io.BytesIO(bytes(copy.pdf))).trailer["/Root"]["/MarkInfo"]["/Marked"]
    shown = {(each.statement, each.area.slug) for each in copy.figures.select_related("area")}
    assert {("level", "a"), ("gap", "a"), ("gap_change", "a"), ("level", "b")} <= shown
    assert ("level", "c") not in shown


def test_its_figures_are_under_the_fingerprint_that_stands_on_its_pages(world):
    edition = briefs.issued(world.meeting)
    copy, content = edition.frozen, editions.content_of(edition)
    figures = {each["key"] for each in content["figures"]}
    assert figures == {frozen_copies.key_of_figure(each).word for each in copy.figures.all()}
    for page in PdfReader(io.BytesIO(bytes(copy.pdf))).pages:
        assert copy.sha256 in "".join(page.extract_text().split())
    word = docx.Document(io.BytesIO(editions.file_of(edition, "docx")))
    assert copy.sha256 in "".join(each.text for each in word.sections[0].footer.paragraphs)
    assert page_of(edition).belongs
    edition.frozen.pdf = briefs.issued(world.meeting).frozen.pdf  # another one's
    assert not page_of(edition).belongs


def test_what_was_sent_out_stays_as_it_was_while_the_figures_move_on(world):
    edition = briefs.issued(world.meeting)
    pdf, word = editions.file_of(edition, "pdf"), editions.file_of(edition, "docx")
    words = editions.content_of(edition)
    correct(world.site, "a", "2024", (100, 400))
    recompute.drain()
    again = BriefEdition.objects.get(pk=edition.pk)
    assert (editions.file_of(again, "pdf"), editions.file_of(again, "docx")) == (pdf, word)
    assert editions.content_of(again) == words
    assert docx.Document(io.BytesIO(word)).core_properties.language == "da-DK"
    page = page_of(again)
    assert any("32,0 → 25,0" in each.words for each in page.revisions)


def test_the_next_edition_keeps_the_earlier_one(world):
    first = briefs.issued(world.meeting)
    BriefBlock.objects.create(brief=first.brief, key="opening", text="Kære alle")
    second = briefs.issued(world.meeting)
    assert [each.number for each in editions.of_meeting(world.meeting)] == [2, 1]
    assert editions.newest(world.meeting) == second
    assert editions.content_of(first)["opening"]["text"] == ""
    assert not page_of(first).is_newest
    with pytest.raises(DatabaseError), transaction.atomic():
        BriefEdition.objects.filter(pk=first.pk).update(number=9)
    with pytest.raises(DatabaseError), transaction.atomic():
        first.delete()


def test_only_what_was_read_is_sent_out(world):
    user = people.seated_user("secretariat")
    read = editions.fingerprint_of(drafts.draft_of(world.meeting))
    brief = Brief.objects.create(meeting=world.meeting)
    BriefBlock.objects.create(brief=brief, key="opening", text="En anden skrev her")
    with pytest.raises(ValidationError, match="Læs det igen"):
        editions.issue(by=standing_of(user), meeting_id=world.meeting.pk, read=read, user=user)
    assert not BriefEdition.objects.exists()


def test_what_comes_while_it_is_sent_out_is_not_in_it(world, monkeypatch):
    user = people.seated_user("secretariat")
    read = editions.fingerprint_of(drafts.draft_of(world.meeting))
    sections_of = drafts.sections_of

    def and_then_something_comes(meeting, today):
        found = sections_of(meeting, today)
        meetings.item(meeting, "Kommet imens", kind="decision")
        return found

    monkeypatch.setattr(drafts, "sections_of", and_then_something_comes)
    edition = editions.issue(
        by=standing_of(user), meeting_id=world.meeting.pk, read=read, user=user
    )
    assert "Kommet imens" not in edition.frozen.canonical
    assert world.meeting.items.filter(title="Kommet imens").exists()


def test_what_two_pages_cannot_hold_is_not_sent_out_and_the_longest_texts_are_named(world):
    user = people.seated_user("secretariat")
    brief = Brief.objects.create(meeting=world.meeting)
    BriefBlock.objects.create(brief=brief, key="opening", text="a\n" * 290)
    BriefBlock.objects.create(brief=brief, key="gaps", text="b\n" * 140)
    BriefBlock.objects.create(brief=brief, key="tasks", text="Kort.")
    draft = drafts.draft_of(world.meeting)
    assert draft.is_too_long
    read = editions.fingerprint_of(draft)
    words = "“indledningen”, “Hvor områder har tabt terræn”"
    with pytest.raises(ValidationError, match=words):
        editions.issue(by=standing_of(user), meeting_id=world.meeting.pk, read=read, user=user)
    assert not BriefEdition.objects.exists()
    brief.blocks.exclude(key="tasks").delete()
    assert editions.newest(briefs.issued(world.meeting).brief.meeting) is not None


def test_members_send_nothing_out_and_of_a_meeting_that_was_held_nothing_is_sent(world):
    user = member(world)
    with pytest.raises(NotAllowed):
        editions.issue(by=standing_of(user), meeting_id=world.meeting.pk, read="", user=user)
    secretary = people.seated_user("secretariat")
    with pytest.raises(ValidationError, match="afholdt"):
        editions.issue(
            by=standing_of(secretary), meeting_id=world.before.pk, read="", user=secretary
        )


def words_of(edition, form):
    made = editions.file_of(edition, form)
    if form == "docx":
        return "\n".join(each.text for each in docx.Document(io.BytesIO(made)).paragraphs)
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)


def test_a_withdrawn_figure_goes_out_of_what_was_sent_and_the_rest_stays(world):
    wrong = correct(world.site, "a", "2024", (137, 411), published_on=dt.date(2026, 4, 1))
    recompute.drain()
    edition = briefs.issued(world.meeting)
    assert "Område a 33,3" in words_of(edition, "pdf")
    correct(world.site, "a", "2024", (128, 400), published_on=dt.date(2026, 4, 1))
    recompute.drain()
    (asker, asking), (decider, deciding) = seated("secretariat"), seated("secretariat")
    asked = ask(world.site, wrong, asker, asking)
    withdrawals.carry_out(pk=asked.pk, by=decider, standing=deciding)
    edition = BriefEdition.objects.get(pk=edition.pk)
    page = page_of(edition)
    assert page.integrity.is_intact
    for text in (words_of(edition, "pdf"), words_of(edition, "docx"), edition.frozen.canonical):
        assert "33,3" not in text
        assert "411" not in text
        assert "tilbagekaldt" in text
        assert "Boligforeningen, Delaftale" in text
    assert any("tilbagekaldt" in each.words for each in page.revisions)


def test_whoever_opens_it_later_is_a_reader_once(world):
    edition = briefs.issued(world.meeting)
    late = people.seated_user("secretariat")
    editions.note_reader(edition, late)
    editions.note_reader(edition, late)
    assert readers(edition) == {late.pk}
