"""Locked minutes stand: every address of the partnership, every role, with whatever it may be sent."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import NoReverseMatch, reverse

from partnership.models import Decision, Meeting, Minutes
from partnership.services import minutes_content
from partnership.urls import urlpatterns
from tests.factories import meetings, people

pytestmark = pytest.mark.django_db


def locked_meeting() -> Meeting:
    """A meeting with all that minutes lock."""
    made = meetings.meeting(title="Låst møde")
    item = meetings.item(made, "Tryghed", outcome="treated", text="Sagen")
    meetings.attendance(made, people.person())
    meetings.decision(item)
    meetings.paper(item=item)
    meetings.paper(meeting=made)
    minutes = meetings.minutes(
        made, state=Minutes.State.APPROVED, texts={item: "Drøftet"}, opening="Velkommen"
    )
    Decision.objects.filter(item=item).update(locked_at=minutes.locked_at)
    return made


def typed(meeting: Meeting) -> dict[str, Any]:
    """Values for about every field there is, each another than what stands."""
    item = meeting.items.get()
    words = ("title", "text", "note", "place", "name", "opening", "reason", "word", "comment",
             "recommendation", "cancelled_because")  # fmt: skip
    return {
        **dict.fromkeys(words, "Ændret"), f"text_{item.pk}": "Ændret", f"seen_{item.pk}": "0",
        "text_0": "Ændret", "seen": "0", "outcome": "postponed", f"outcome_{item.pk}": "postponed",
        "kind": "information", "starts_on": "1.1.2030", "day": "1.1.2030", "from": "08:00",
        "starts_at": "08:00", "ends_at": "09:00", "comments_until": "1.1.2100", "status": "absent",
        "move": f"{item.pk}:op", "order": str(item.pk), "drop": "1", "minutes": "99",
        "form": "online", "state": "draft", "read": "",
        "file": SimpleUploadedFile("ny.pdf", meetings.pdf()),
    }  # fmt: skip


def addresses(meeting: Meeting) -> list[str]:
    """Every address that takes a number, with the numbers of all that belongs to the meeting."""
    item = meeting.items.get()
    paper = meeting.papers.get()
    numbers = {meeting.pk, item.pk, paper.pk, item.papers.get().pk, item.decisions.get().pk,
               meeting.attendances.get().pk}  # fmt: skip
    found = []
    for pattern in urlpatterns:
        for number in sorted(numbers):
            for extra in ({}, {"home": "item"}, {"home": "meeting"}, {"form": "pdf"}):
                try:
                    kwargs = {"pk": number, **extra}
                    found.append(reverse(f"partnership:{pattern.name}", kwargs=kwargs))
                except NoReverseMatch:
                    continue
    return found


@pytest.mark.parametrize("role", ["secretariat", "group", "board", "administrator"])
def test_no_address_changes_locked_minutes_for_anybody(role):
    meeting = locked_meeting()
    minutes = Minutes.objects.get()
    assert minutes_content.stands(meeting, minutes)
    client = Client(raise_request_exception=False)
    client.force_login(people.seated_user(role))
    tried = addresses(meeting)
    assert len(tried) > 60
    broken = [
        address for address in tried if client.post(address, typed(meeting)).status_code >= 500
    ]
    assert broken == []
    found = Minutes.objects.select_related("meeting", "upload").get()
    assert found.is_locked
    assert found.sha256 == minutes.sha256
    assert minutes_content.stands(found.meeting, found)


FORMS = (
    "agenda-item-change", "agenda-item-withdraw", "agenda-item-create", "decision-create",
    "paper-create item", "paper-create meeting", "paper-version", "attendance", "minutes-write",
    "minutes-upload",
)  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_no_form_is_shown_for_what_locked_minutes_refuse(form):
    meeting = locked_meeting()
    item, minutes_url = (
        meeting.items.get(),
        reverse("partnership:minutes-detail", args=[meeting.pk]),
    )
    name, _space, home = form.partition(" ")
    number = {
        "agenda-item-change": item.pk, "agenda-item-withdraw": item.pk, "decision-create": item.pk,
        "paper-version": meeting.papers.get().pk,
    }.get(name, item.pk if home == "item" else meeting.pk)  # fmt: skip
    client = Client(HTTP_HOST="localhost")
    client.force_login(people.seated_user("secretariat"))
    address = reverse(f"partnership:{name}", args=[home, number] if home else [number])
    answer = client.get(address, follow=True)
    assert answer.redirect_chain == [(minutes_url, 302)]
    assert "Referatet er godkendt og låst. Skriv en rettelse i stedet." in answer.content.decode()
