"""What the data move does to wordings that were written in briefs before it."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from partnership.models import AgendaItem
from reports.models import Brief, BriefBlock
from tests.factories import briefs, meetings, people

pytestmark = pytest.mark.django_db
WORDING = "At vi venter til foråret."


def written(item: AgendaItem, key: str = "", text: str = WORDING) -> None:
    """A wording in the item's brief, as briefs once had them, and the move."""
    brief, _made = Brief.objects.get_or_create(meeting=item.meeting)
    BriefBlock.objects.create(brief=brief, key=key or f"item:{item.pk}", text=text)
    BriefBlock.objects.create(brief=brief, key="opening", text="Kære alle")
    import_module("reports.migrations.0003_wordings_stand_on_the_agenda").move(apps, None)
    item.refresh_from_db()


def kept() -> list[str]:
    return list(BriefBlock.objects.exclude(key="opening").values_list("text", flat=True))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", WORDING),
        (WORDING, WORDING),
        ("At den fortsætter.", f"At den fortsætter.\n\n{WORDING}"),
    ],
)
def test_a_wording_goes_to_the_item_beneath_what_is_proposed_there(before, after):
    item = meetings.item(briefs.ahead(), kind="decision", recommendation=before)
    written(item)
    assert item.recommendation == after
    assert kept() == []
    assert BriefBlock.objects.get().text == "Kære alle"


def test_the_wording_of_a_review_finds_its_item_by_what_it_is_of():
    item = meetings.item(briefs.ahead(), kind="review", origin="review:12")
    written(item, "review:12")
    assert item.recommendation == WORDING


def test_a_wording_of_a_matter_that_has_left_the_agenda_is_shown_where_the_brief_is_written():
    item = meetings.item(briefs.ahead(), kind="decision", outcome="withdrawn")
    written(item)
    assert item.recommendation == "" and kept() == [WORDING]
    client = Client()
    client.force_login(people.seated_user("secretariat"))
    address = reverse("reports:brief-change", args=[item.meeting_id])
    assert WORDING in client.get(address).content.decode()
    client.post(address, {"seen": 0, "text_opening": "Kære bestyrelse"})
    assert kept() == [WORDING]


def test_briefs_of_meetings_that_were_held_stay_as_they_were():
    item = meetings.item(meetings.meeting(state="held"), kind="decision")
    written(item)
    assert item.recommendation == "" and kept() == [WORDING]
