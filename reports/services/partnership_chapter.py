"""The sections of a partnership file about briefs: sent out before a meeting, and gone with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

import pgtrigger
from django.db.models import Model

from indicators.services.frozen_copies import delete_copies
from indicators.services.partnership_file.chapters import Chapter
from indicators.services.partnership_file.contents import PartnershipFile
from indicators.services.partnership_file.sections import NEEDED, Spec
from partnership.models import Meeting, Person
from partnership.services.standing import standing_of
from reports.models import Brief, BriefEdition
from reports.services.drafts import draft_of
from reports.services.editions import fingerprint_of, issue, may_issue

GUARDS = ("reports.BriefEdition:brief_edition_stands", "reports.BriefEdition:brief_edition_stays")
SECTIONS: dict[str, Spec] = {"briefs": {"meeting": NEEDED, "by": NEEDED}}
NAMED = {"briefs": {"meeting": "meeting", "by": "person"}}


def finish(file: PartnershipFile, today: dt.date) -> list[Model]:
    """Send out what is not there yet, as the person named would; the figures are computed by now."""
    for row in file.rows("briefs"):
        meeting = Meeting.objects.select_related("body").get(title=row["meeting"])
        if not may_issue(meeting) or Brief.objects.filter(meeting=meeting).exists():
            continue
        user = Person.objects.select_related("user").get(name=row["by"]).user
        if user is None:
            continue  # nobody to send it out
        read = fingerprint_of(draft_of(meeting))
        issue(by=standing_of(user), meeting_id=meeting.pk, read=read, user=user)
    return []  # they go with their meetings


def remove(bodies: Collection[int]) -> None:
    """Take away the briefs of some bodies' meetings."""
    briefs = Brief.objects.filter(meeting__body__in=bodies)
    editions = BriefEdition.objects.filter(brief__in=briefs)
    copies = list(editions.values_list("frozen", flat=True))
    with pgtrigger.ignore(*GUARDS):
        editions.delete()
    delete_copies(copies)
    briefs.delete()


CHAPTER = Chapter(remove=remove, sections=SECTIONS, named=NAMED, finish=finish)
