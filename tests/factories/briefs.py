"""Briefs for tests: a meeting ahead, and its brief sent out by the secretariat."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from indicators.models import ResultNews
from indicators.services.recompute import groups as recompute
from partnership.exports.documents import Box, Heading, Prose
from partnership.models import Body, Delivery, FollowUp, Meeting
from partnership.services.standing import standing_of
from reports.exports import brief_files
from reports.models import BriefEdition
from reports.services import drafts, editions
from reports.services.compositions import Content
from tests.factories import meetings, panels, people, programme
from tests.factories.panels import Counts, Site


def ahead(body: Body | None = None, **fields: Any) -> Meeting:
    """A meeting of the coordination group in ten days, called today."""
    values = {
        "state": "called", "starts_at": timezone.now() + dt.timedelta(days=10),
        "called_at": timezone.now(), **fields,
    }  # fmt: skip
    return meetings.meeting(body, **values)


def issued(meeting: Meeting) -> BriefEdition:
    """The brief as it stands now, sent out."""
    user = people.seated_user("secretariat")
    return editions.issue(
        by=standing_of(user), meeting_id=meeting.pk, user=user,
        read=editions.fingerprint_of(drafts.draft_of(meeting)),
    )  # fmt: skip


MOMENT = dt.datetime(2026, 5, 4, 9, 0, tzinfo=dt.UTC)
FIGURES: dict[str, dict[str, Counts]] = {
    # what goes wrong faster than the rest of the town; what is steady; what is hidden for small counts
    "a": {"2022": (40, 400), "2023": (80, 400), "2024": (128, 400)},
    "b": {"2022": (50, 250), "2023": (50, 250), "2024": (51, 250)},
    "c": {"2022": (50, 300), "2023": (40, 300), "2024": (3, 300)},
    "kommune": {"2022": (1000, 10000), "2023": (990, 10000), "2024": (960, 10000)},
}


@dataclass
class World:
    """A body that met before and meets again, and the figures it is to look at."""

    site: Site
    body: Body
    before: Meeting
    meeting: Meeting


def world() -> World:
    """Figures of three areas, a meeting held, one ahead with a matter, a late task and delivery."""
    early = {area: dict(list(slots.items())[:-1]) for area, slots in FIGURES.items()}
    site = panels.site(early)
    for area, slots in FIGURES.items():
        panels.correct(site, area, "2024", slots["2024"], published_on=dt.date(2026, 4, 1))
    body = people.body("coordination", name="Prøvegruppen", slug="proevegruppen")
    before = meetings.meeting(
        body, title="Møde i marts", starts_at=MOMENT - dt.timedelta(days=60),
        created_at=MOMENT - dt.timedelta(days=90), place="",
    )  # fmt: skip
    meeting = ahead(
        body, title="Møde i maj", starts_at=MOMENT + dt.timedelta(days=10),
        called_at=MOMENT - dt.timedelta(days=1), place="Rådhuset",
    )  # fmt: skip
    item = meetings.item(
        meeting, "Lektiecafé", kind="decision", recommendation="At lektiecaféen fortsætter."
    )
    organisation = people.organisation("Boligforeningen", kind="housing")
    decided = meetings.item(before, "Lys på stien", kind="decision", outcome="treated")
    meetings.decision(
        decided, "Lys på stien", serial=7, state="carried_out",
        closed_on=dt.date(2026, 4, 20), closing_word="Lamperne er sat op.",
    )  # fmt: skip
    FollowUp.objects.create(
        body=body, item=item, title="Indhent tilbud", due_on=dt.date(2026, 4, 30),
        owner=people.person("Driftschefen"),
    )  # fmt: skip
    Delivery.objects.create(
        plan=programme.plan("Delaftale"), party=organisation, title="Lokaler til klubben",
        due_on=dt.date(2026, 4, 15),
    )  # fmt: skip
    recompute.drain()
    ResultNews.objects.all().delete()  # what is new is told by the days of publication alone
    return World(site, body, before, meeting)


def text_of(content: Content) -> str:
    """The words of a brief as a reader meets them, from the blocks of its Word file."""
    found = brief_files.document(content)
    lines = [found.notice, f"{found.body} · {found.kind}", found.title, found.state]
    lines += [f"{name}: {value}" for name, value in found.facts]
    for block in found.blocks:
        match block:
            case Heading():
                lines += ["", f"# {block.text}", block.aside]
            case Prose():
                lines += [f"{block.label}: {block.text}" if block.label else block.text]
            case Box():
                lines += [f"> {block.heading}: {block.text}"]
    return "\n".join(line for line in lines if line is not None).strip() + "\n"
