"""Minutes: written, sent out, approved; and once locked they stand, by whatever route one comes."""

from __future__ import annotations

import datetime as dt
import threading
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from accounts.models import Notice
from partnership.models import Decision, Meeting, Minutes, MinutesText
from partnership.rules.access import NotAllowed, Standing
from partnership.services import (
    archives,
    corrections,
    minutes,
    minutes_content,
    minutes_pages,
    minutes_texts,
)
from partnership.services.minutes_texts import OPENING, Typed
from partnership.services.standing import standing_of
from tests.factories import meetings, people

pytestmark = pytest.mark.django_db


@pytest.fixture
def by() -> Standing:
    return standing_of(people.seated_user("secretariat"))


@pytest.fixture
def meeting() -> Meeting:
    """A meeting with two settled items, a decision on the first, and a member who was called."""
    made = meetings.meeting()
    first = meetings.item(made, "Tryghed", outcome="treated")
    meetings.item(made, "Eventuelt", outcome="treated")
    meetings.decision(first, "Lektiecafé")
    meetings.attendance(made, people.seated_user("group").person)
    return made


def written(meeting: Meeting, by: Standing, text: str = "Det blev drøftet.") -> Minutes:
    """Minutes with a text under the first item."""
    item = meeting.items.all()[0]
    assert not minutes_texts.save(by=by, meeting_id=meeting.pk, texts={item.pk: Typed(text, 0)})
    return Minutes.objects.get(meeting=meeting)


def proposed(meeting: Meeting, by: Standing) -> Minutes:
    written(meeting, by)
    until = timezone.localdate() + dt.timedelta(days=7)
    return minutes.propose(by=by, meeting_id=meeting.pk, comments_until=until)


def approved(meeting: Meeting, by: Standing) -> Minutes:
    found = proposed(meeting, by)
    read = minutes_content.fingerprint_of(meeting, found)
    return minutes.approve(by=by, meeting_id=meeting.pk, read=read, note="på mødet")


def test_from_draft_to_lock_the_called_are_told_at_each_step(by, meeting):
    found = approved(meeting, by)
    assert found.state == Minutes.State.APPROVED
    assert found.is_locked
    assert minutes_content.stands(meeting, found)
    assert Decision.objects.get().locked_at == found.locked_at
    told = Notice.objects.values_list("kind", flat=True).order_by("pk")
    assert list(told) == ["minutes_proposed", "minutes_approved"]
    assert f"/moeder/{meeting.pk}/referat/" in Notice.objects.first().path


def test_an_item_without_an_outcome_is_named_before_the_lock(by, meeting):
    meetings.item(meeting, "Glemt punkt")
    with pytest.raises(ValidationError, match="Glemt punkt"):
        approved(meeting, by)
    assert not Minutes.objects.get().is_locked


def test_a_decision_that_is_still_a_proposal_is_named_before_the_lock(by, meeting):
    decision = Decision.objects.get()
    Decision.objects.update(state=Decision.State.PROPOSED)
    with pytest.raises(ValidationError, match=decision.number):
        approved(meeting, by)


def test_a_meeting_that_was_not_held_has_no_approved_minutes(by):
    ahead = meetings.meeting(state=Meeting.State.CALLED)
    meetings.item(ahead, outcome="treated")
    with pytest.raises(ValidationError, match="afholdt"):
        approved(ahead, by)


def test_a_cancelled_meeting_has_no_minutes(by):
    gone = meetings.meeting(state=Meeting.State.CANCELLED, cancelled_because="Sne")
    meetings.item(gone)
    with pytest.raises(ValidationError, match="intet at skrive"):
        written(gone, by)


def test_what_changed_since_it_was_read_is_not_approved_unread(by, meeting):
    found = proposed(meeting, by)
    read = minutes_content.fingerprint_of(meeting, found)
    second = meeting.items.all()[1]
    minutes_texts.save(by=by, meeting_id=meeting.pk, texts={second.pk: Typed("Nyt", 0)})
    with pytest.raises(ValidationError, match="Læs det igen"):
        minutes.approve(by=by, meeting_id=meeting.pk, read=read, note="")


def test_empty_minutes_and_past_days_are_not_sent_out(by, meeting):
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    with pytest.raises(ValidationError, match="tomt"):
        minutes.propose(by=by, meeting_id=meeting.pk, comments_until=tomorrow)
    written(meeting, by)
    with pytest.raises(ValidationError, match="forbi"):
        minutes.propose(
            by=by, meeting_id=meeting.pk, comments_until=tomorrow - dt.timedelta(days=2)
        )


def test_proposed_minutes_are_taken_back_and_sent_again(by, meeting):
    proposed(meeting, by)
    assert minutes.take_back(by=by, meeting_id=meeting.pk).state == Minutes.State.DRAFT
    with pytest.raises(ValidationError):
        minutes.take_back(by=by, meeting_id=meeting.pk)


def test_members_neither_write_nor_approve(meeting, by):
    member = standing_of(people.seated_user("group"))
    found = proposed(meeting, by)
    read = minutes_content.fingerprint_of(meeting, found)
    for step in (
        lambda: written(meeting, member),
        lambda: minutes.approve(by=member, meeting_id=meeting.pk, read=read, note=""),
        lambda: minutes.take_back(by=member, meeting_id=meeting.pk),
    ):
        with pytest.raises(NotAllowed):
            step()


def test_locked_minutes_take_no_change_by_any_service(by, meeting):
    approved(meeting, by)
    item = meeting.items.all()[0]
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    for step in (
        lambda: minutes_texts.save(
            by=by, meeting_id=meeting.pk, texts={item.pk: Typed("Andet", 0)}
        ),
        lambda: minutes.propose(by=by, meeting_id=meeting.pk, comments_until=tomorrow),
        lambda: minutes.take_back(by=by, meeting_id=meeting.pk),
        lambda: minutes.approve(by=by, meeting_id=meeting.pk, read="", note=""),
        lambda: minutes.drop_upload(by=by, meeting_id=meeting.pk),
        lambda: minutes.upload(
            by=by, meeting_id=meeting.pk, name="a.pdf", size=9, pieces=[meetings.pdf()], user=None
        ),
    ):
        with pytest.raises(ValidationError, match="låst"):
            step()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE partnership_minutes SET opening = 'x'",
        "UPDATE partnership_minutes SET locked_at = NULL, state = 'draft'",
        "UPDATE partnership_minutes SET followed = '{}'",
        "DELETE FROM partnership_minutes",
        "UPDATE partnership_minutestext SET text = 'x'",
        "DELETE FROM partnership_minutestext",
        "UPDATE partnership_agendaitem SET title = 'x'",
        "DELETE FROM partnership_agendaitem",
        "UPDATE partnership_attendance SET status = 'absent'",
        "UPDATE partnership_meeting SET starts_at = now(), ends_at = now() + interval '1 hour'",
        "UPDATE partnership_decision SET text = 'x'",
        "UPDATE partnership_decision SET locked_at = NULL",
        "UPDATE partnership_paper SET name = 'x'",
        "UPDATE partnership_paper SET released_at = NULL",
        "DELETE FROM partnership_paperversion",
        "UPDATE partnership_paper SET is_withdrawn = true",
    ],
)
def test_locked_minutes_stand_in_the_database_too(by, meeting, statement):
    meetings.paper(meeting=meeting)
    approved(meeting, by)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert minutes_content.stands(meeting, Minutes.objects.get())


def test_who_was_to_follow_a_decision_stands_in_locked_minutes_when_it_is_passed_on(by, meeting):
    decision, first, later = (
        Decision.objects.get(),
        people.person("Den første"),
        dt.date(2027, 3, 1),
    )
    Decision.objects.update(responsible=first, due_on=later, review_on=later)
    found = approved(meeting, by)
    stored = archives.package(minutes_pages.record_of(meeting, found, by), notice="")
    Decision.objects.update(responsible=people.person("Den anden"), due_on=None, review_on=None)
    record = minutes_pages.record_of(meeting, Minutes.objects.get(), by)
    shown = record.items[0].decisions[0]
    assert (shown.pk, shown.responsible, shown.due_on, shown.review_on) == (
        decision.pk, first, later, later,
    )  # fmt: skip
    assert archives.package(record, notice="") == stored
    assert minutes_content.stands(meeting, found)


def test_a_proposal_settled_after_the_lock_leaves_the_minutes_as_they_were(by, meeting):
    put_off = meetings.item(meeting, "Udsat", outcome="postponed")
    meetings.decision(put_off, "Senere", state=Decision.State.PROPOSED, decided_on=None)
    found = approved(meeting, by)
    Decision.objects.filter(item=put_off).update(
        state=Decision.State.REJECTED, decided_on=timezone.localdate()
    )
    assert minutes_content.stands(meeting, found)
    record = minutes_pages.record_of(meeting, found, by)
    assert [row.state for item in record.items for row in item.decisions] == ["adopted", "proposed"]


def test_the_archive_is_noted_after_the_lock(by, meeting):
    approved(meeting, by)
    Meeting.objects.update(case_number="27.00-A", archived_on=timezone.localdate())


def test_a_correction_stands_beside_what_is_locked(by, meeting):
    with pytest.raises(ValidationError, match="ikke godkendt"):
        corrections.add(by=by, meeting_id=meeting.pk, text="Nej", item=None)
    approved(meeting, by)
    item = meeting.items.all()[0]
    made = corrections.add(by=by, meeting_id=meeting.pk, text="Skal læses 2028.", item=item)
    assert made.person.user_id == by.user_id
    assert minutes_content.stands(meeting, Minutes.objects.get())
    assert Notice.objects.filter(kind="minutes_corrected").exists()
    for statement in ("UPDATE partnership_minutescorrection SET text = 'x'",
                      "DELETE FROM partnership_minutescorrection"):  # fmt: skip
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_a_correction_names_no_other_meetings_item_and_no_civil_number(by, meeting):
    approved(meeting, by)
    other = meetings.item(meetings.meeting())
    with pytest.raises(NotAllowed):
        corrections.add(by=by, meeting_id=meeting.pk, text="Hov", item=other)
    with pytest.raises(ValidationError, match="CPR"):
        corrections.add(by=by, meeting_id=meeting.pk, text="010203-1234", item=None)


def test_minutes_come_as_a_file_and_go_again(by, meeting):
    made = minutes.upload(
        by=by, meeting_id=meeting.pk, name="referat.pdf", size=10, pieces=[meetings.pdf()],
        user=None,
    )  # fmt: skip
    assert made.upload.name == "referat.pdf"
    until = timezone.localdate()
    assert minutes.propose(by=by, meeting_id=meeting.pk, comments_until=until).upload
    assert minutes.drop_upload(by=by, meeting_id=meeting.pk).upload is None
    with pytest.raises(ValidationError):
        minutes.upload(
            by=by, meeting_id=meeting.pk, name="a.xlsx", size=10, pieces=[b"PK\x03\x04"], user=None
        )


def test_two_who_write_the_same_text_both_keep_it(by, meeting):
    item = meeting.items.all()[0]
    written(meeting, by, "En\nTo\n\nTre")
    seen = minutes_texts.stamp_of(MinutesText.objects.get())
    first = {item.pk: Typed("En\nTo af A\n\nTre", seen)}
    assert minutes_texts.save(by=by, meeting_id=meeting.pk, texts=first) == []
    apart = {item.pk: Typed("En\nTo\n\nTre af B", seen)}
    (clash,) = minutes_texts.save(by=by, meeting_id=meeting.pk, texts=apart)
    assert clash.stored == "En\nTo af A\n\nTre"
    assert clash.typed == "En\nTo\n\nTre af B"
    assert clash.proposal.text == "En\nTo af A\n\nTre af B"
    assert not clash.proposal.has_conflict
    assert MinutesText.objects.get().text == "En\nTo af A\n\nTre"
    merged = {item.pk: Typed(clash.proposal.text, clash.stamp)}
    assert minutes_texts.save(by=by, meeting_id=meeting.pk, texts=merged) == []
    assert MinutesText.objects.get().text == "En\nTo af A\n\nTre af B"


def test_two_who_begin_the_same_text_get_both_between_marks(by, meeting):
    item = meeting.items.all()[0]
    written(meeting, by, "Af A")
    (clash,) = minutes_texts.save(
        by=by, meeting_id=meeting.pk, texts={item.pk: Typed("Af B", 0), OPENING: Typed("Hej", 0)}
    )
    assert clash.proposal.has_conflict
    assert "Af A" in clash.proposal.text
    assert "Af B" in clash.proposal.text
    assert Minutes.objects.get().opening == "Hej"
    with pytest.raises(ValidationError, match="linjer"):
        minutes_texts.save(
            by=by, meeting_id=meeting.pk, texts={item.pk: Typed(clash.proposal.text, clash.stamp)}
        )


def test_a_text_one_did_not_touch_overwrites_nothing(by, meeting):
    item = meeting.items.all()[0]
    written(meeting, by, "Af A")
    assert minutes_texts.save(by=by, meeting_id=meeting.pk, texts={item.pk: Typed("", 0)}) == []
    assert MinutesText.objects.get().text == "Af A"


def test_the_opening_too_is_written_by_two(by, meeting):
    texts = {OPENING: Typed("Velkommen", 0)}
    minutes_texts.save(by=by, meeting_id=meeting.pk, texts=texts)
    (clash,) = minutes_texts.save(by=by, meeting_id=meeting.pk, texts={OPENING: Typed("Hej", 0)})
    assert clash.key == OPENING
    assert clash.stored == "Velkommen"


def test_other_meetings_texts_and_civil_numbers_are_not_stored(by, meeting):
    other = meetings.item(meetings.meeting())
    assert not minutes_texts.save(
        by=by, meeting_id=meeting.pk, texts={other.pk: Typed("Fremmed", 0)}
    )
    with pytest.raises(ValidationError, match="CPR"):
        minutes_texts.save(by=by, meeting_id=meeting.pk, texts={OPENING: Typed("010203-1234", 0)})
    assert not MinutesText.objects.exists()


def in_two_threads(one: Any, other: Any) -> list[str]:
    """Run both at the same moment on connections of their own; what each was refused with."""
    start, refused = threading.Barrier(2), []

    def run(step: Any) -> None:
        try:
            start.wait()
            step()
        except ValidationError as refusal:
            refused.append(refusal.messages[0])
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(step,)) for step in (one, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refused


@pytest.mark.django_db(transaction=True)
def test_a_parallel_save_and_approval_never_pass_each_other(by, meeting):
    found = proposed(meeting, by)
    item = meeting.items.all()[1]
    read = minutes_content.fingerprint_of(meeting, found)
    refused = in_two_threads(
        lambda: minutes_texts.save(
            by=by, meeting_id=meeting.pk, texts={item.pk: Typed("I sidste øjeblik", 0)}
        ),
        lambda: minutes.approve(by=by, meeting_id=meeting.pk, read=read, note=""),
    )
    found.refresh_from_db()
    assert len(refused) == 1
    assert found.is_locked == ("låst" in refused[0])
    assert MinutesText.objects.filter(item=item).exists() != found.is_locked
    assert not found.is_locked or minutes_content.stands(meeting, found)


@pytest.mark.django_db(transaction=True)
def test_a_parallel_raw_change_and_approval_never_pass_each_other(by, meeting):
    found = proposed(meeting, by)
    read = minutes_content.fingerprint_of(meeting, found)

    def raw() -> None:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("UPDATE partnership_agendaitem SET title = title || ' rettet'")
        except DatabaseError as refusal:
            raise ValidationError("låst") from refusal

    refused = in_two_threads(
        raw, lambda: minutes.approve(by=by, meeting_id=meeting.pk, read=read, note="")
    )
    found.refresh_from_db()
    assert len(refused) == 1
    assert not found.is_locked or minutes_content.stands(meeting, found)


@pytest.mark.django_db(transaction=True)
def test_two_who_begin_at_once_begin_the_same_minutes(by, meeting):
    first, second = meeting.items.all()
    refused = in_two_threads(
        lambda: minutes_texts.save(by=by, meeting_id=meeting.pk, texts={first.pk: Typed("A", 0)}),
        lambda: minutes_texts.save(by=by, meeting_id=meeting.pk, texts={second.pk: Typed("B", 0)}),
    )
    assert refused == []
    assert Minutes.objects.count() == 1
    assert sorted(MinutesText.objects.values_list("text", flat=True)) == ["A", "B"]
