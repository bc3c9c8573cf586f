"""The texts of a brief: who may write them, what is refused, and two who write at once."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from partnership.rules.access import NotAllowed
from partnership.services.edits import StaleEdit, stamp_of
from partnership.services.standing import standing_of
from reports.models import Brief
from reports.services import briefs as service
from reports.services.compositions import Written
from tests.factories import briefs, people
from tests.factories.decisions import secretary

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    return briefs.ahead()


def write(meeting, by=None, seen=0, **texts):
    written = {key: Written(text) for key, text in texts.items()}
    return service.change(
        by=by or secretary(), meeting_id=meeting.pk, seen=seen, written=written
    )  # fmt: skip


def texts(meeting):
    return {each.key: each.text for each in Brief.objects.get(meeting=meeting).blocks.all()}


def test_texts_are_kept_and_an_emptied_one_goes(meeting):
    brief = write(meeting, opening="Kære alle", gaps="Se her")
    assert texts(meeting) == {"opening": "Kære alle", "gaps": "Se her"}
    write(meeting, seen=stamp_of(brief), opening="")
    assert texts(meeting) == {"gaps": "Se her"}


def test_who_writes_on_an_old_reading_is_told(meeting):
    brief = write(meeting, opening="Kære alle")
    old = stamp_of(brief)
    write(meeting, seen=old, opening="Kære medlemmer")
    with pytest.raises(StaleEdit):
        write(meeting, seen=old, opening="Hej")
    assert texts(meeting) == {"opening": "Kære medlemmer"}


def test_two_who_both_begin_do_not_overwrite_each_other(meeting):
    write(meeting, opening="Kære alle")
    with pytest.raises(StaleEdit):
        write(meeting, opening="Hej")
    assert texts(meeting) == {"opening": "Kære alle"}


def test_saving_the_same_again_is_no_change(meeting):
    brief = write(meeting, opening="Kære alle")
    stamp = stamp_of(brief)
    write(meeting, seen=0, opening="Kære alle")
    assert stamp_of(brief) == stamp


def test_what_looks_like_a_cpr_number_is_refused_and_not_repeated(meeting):
    with pytest.raises(ValidationError) as refused:
        write(meeting, gaps="Ring til 010203-1234")
    assert "010203" not in str(refused.value)
    assert not Brief.objects.exists()


def test_a_text_too_long_for_two_pages_is_refused(meeting):
    with pytest.raises(ValidationError, match="højst 300 tegn"):
        write(meeting, gaps="a" * 301)


def test_no_place_of_its_own_can_be_made_up(meeting):
    with pytest.raises(ValueError, match="forside"):
        write(meeting, forside="Hej")
    with pytest.raises(ValueError, match="opening"):
        service.change(
            by=secretary(), meeting_id=meeting.pk, seen=0,
            written={"opening": Written("", is_left_out=True)},
        )  # fmt: skip


def test_members_do_not_write_it_and_the_chair_does(meeting):
    member, chair = people.seated_user("group"), people.seated_user("group")
    with pytest.raises(NotAllowed):
        write(meeting, by=standing_of(member), opening="Hej")
    chair.person.seats.update(role="chair")
    write(meeting, by=standing_of(chair), opening="Hej")
    assert texts(meeting) == {"opening": "Hej"}
