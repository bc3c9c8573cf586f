"""Editions of a brief: sent out as frozen copies, to readers who are known by name."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from accounts.models import User
from accounts.services.notices import tell
from indicators.models import FrozenCopy
from indicators.services import (
    frozen_access,
    frozen_copies,
    frozen_documents,
    frozen_revisions,
)
from indicators.services.frozen_copies import Integrity
from indicators.services.frozen_revisions import Revision
from partnership.models import Meeting, Seat
from partnership.rules import meetings as meeting_rules
from partnership.rules.access import Standing
from partnership.rules.bodies import check_run_body
from partnership.services import edits
from partnership.services.body_rights import seen_by
from reports.exports.brief_files import document, docx, moment_of
from reports.models import Brief, BriefEdition, BriefReader
from reports.rules.corrections import is_superseded
from reports.services import departures, money_changes
from reports.services.compositions import Content
from reports.services.departures import Departure
from reports.services.drafts import (
    Draft,
    Stamp,
    draft_stamp,
    drafted,
    gathered,
    too_long_words,
)
from reports.services.money_changes import MoneyChange

READY = gettext_lazy("%(body)s: mødeoplægget til %(title)s den %(day)s er klar til at blive læst.")


@dataclass(frozen=True)
class EditionPage:
    """An edition as it was sent out, and what has happened to its matters and figures since.

    No content where it is not for this person any more; `raw` is what is stored where it cannot be
    read. `belongs` says that the content is that of this edition.
    """

    edition: BriefEdition
    content: Content | None
    integrity: Integrity
    revisions: tuple[Revision, ...]
    others: tuple[BriefEdition, ...]
    raw: str = ""
    is_closed: bool = False
    belongs: bool = True
    departures: tuple[Departure, ...] = ()
    money: tuple[MoneyChange, ...] = ()
    meeting_words: str = ""

    @property
    def is_newest(self) -> bool:
        """Whether no later edition was sent out."""
        return all(each.number < self.edition.number for each in self.others)


def may_issue(meeting: Meeting) -> bool:
    """Whether a brief can still be sent out: the meeting is ahead."""
    return meeting.state in meeting_rules.AHEAD


def fingerprint_of(draft: Draft) -> str:
    """A draft's fingerprint: whoever sends it out says which reading of it is meant."""
    return frozen_copies.fingerprint_of(draft.content)


@transaction.atomic
def issue(*, by: Standing, meeting_id: int, read: str, user: User | None) -> BriefEdition:
    """Send the brief of a meeting out as it was read: freeze it, note its readers, tell them."""
    meeting = edits.locked(Meeting, meeting_id)
    check_run_body(by, meeting.body_id)
    if not may_issue(meeting):
        raise ValidationError(
            _("Mødet er %(state)s, så der sendes ikke flere mødeoplæg ud.")
            % {"state": meeting.get_state_display().lower()}
        )
    found = gathered(meeting)  # once: what is checked here is what is frozen below
    seen_draft = drafted(found, draft_stamp(meeting))
    if read != fingerprint_of(seen_draft):
        raise ValidationError(
            _("Mødeoplægget er ændret, siden du læste det. Læs det igen, og send det så ud."),
            code="changed",
        )
    if seen_draft.is_too_long:
        raise ValidationError(too_long_words(seen_draft), code="too_long")
    brief, _made = Brief.objects.get_or_create(meeting=meeting)
    last = brief.editions.aggregate(last=Max("number"))["last"] or 0
    now = timezone.now().replace(microsecond=0)
    draft = drafted(found, _stamp(last + 1, now))
    frozen = frozen_copies.freeze(
        kind=FrozenCopy.Kind.BRIEF, content=draft.content, figures=draft.readings,
        pdf=draft.pdf, holds_restricted=False,
    )  # fmt: skip
    with pghistory.context(reason="brief sent out"):
        edition = BriefEdition.objects.create(
            brief=brief, number=last + 1, frozen=frozen, issued_at=now, issued_by=user
        )
    readers = readers_of(meeting)
    for reader in readers:
        note_reader(edition, reader)
    _tell(edition, meeting, readers)
    return edition


def _stamp(number: int, now: dt.datetime) -> Stamp:
    with override("da"):
        day = date_format(timezone.localtime(now), "j. F Y")
        state = _("Udgave %(number)s, sendt ud den %(day)s") % {"number": number, "day": day}
    return Stamp(state, now)


def readers_of(meeting: Meeting) -> list[User]:
    """Those who are given the brief: who holds a seat in the body today and can sign in."""
    held = Seat.objects.on(timezone.localdate()).filter(
        body=meeting.body_id, person__user__is_active=True
    )
    return list(User.objects.filter(pk__in=held.values("person__user")).order_by("pk"))


def note_reader(edition: BriefEdition, user: User) -> None:
    """Note that somebody was given the edition, or has opened it; once."""
    BriefReader.objects.get_or_create(edition=edition, user=user)


def _tell(edition: BriefEdition, meeting: Meeting, readers: Sequence[User]) -> None:
    tell(
        users=readers,
        kind="brief_issued",
        message=READY,
        values={
            "body": meeting.body.name,
            "title": meeting.title,
            "day": timezone.localtime(meeting.starts_at).date(),
        },
        path=address_of(edition),
        key=f"brief:{edition.pk}",
    )


def address_of(edition: BriefEdition) -> str:
    """The page of an edition."""
    return reverse("reports:edition-detail", args=[edition.brief.meeting_id, edition.number])


def listed(standing: Standing) -> QuerySet[BriefEdition]:
    """The editions a person may read, those of the bodies whose matters they read; no contents."""
    found = BriefEdition.objects.filter(brief__meeting__body__in=seen_by(standing))
    return found.select_related("brief__meeting__body")


def seen(standing: Standing) -> QuerySet[BriefEdition]:
    """The same with what was sent out."""
    return listed(standing).select_related("frozen")


def newest(meeting: Meeting) -> BriefEdition | None:
    """The edition of a meeting's brief that was sent out last."""
    return (
        BriefEdition.objects.filter(brief__meeting=meeting)
        .select_related("brief")
        .order_by("-number")
        .first()
    )


def of_meeting(meeting: Meeting) -> tuple[BriefEdition, ...]:
    """All editions of a meeting's brief, newest first, without their contents."""
    rows = BriefEdition.objects.filter(brief__meeting=meeting).select_related("brief", "issued_by")
    return tuple(rows.order_by("-number"))


def page_of(edition: BriefEdition, standing: Standing) -> EditionPage:
    """The edition's page: what was sent out, whether it still is that, and what changed since."""
    copy = edition.frozen
    integrity = frozen_copies.state_of(copy)
    others = tuple(each for each in of_meeting(edition.brief.meeting) if each.pk != edition.pk)
    if frozen_access.is_closed_to(copy, standing):
        return EditionPage(edition, None, integrity, (), others, is_closed=True)
    content, meeting = content_of(edition), edition.brief.meeting
    left: tuple[Departure, ...] = ()
    money: tuple[MoneyChange, ...] = ()
    if content is not None:
        left = departures.of_content(content, meeting, standing)
        money = money_changes.of_content(content, meeting, issued_at=edition.issued_at)
    return EditionPage(
        edition=edition,
        content=departures.marked(content, left) if content is not None else None,
        integrity=integrity,
        revisions=tuple(
            each
            for each in frozen_revisions.revisions([copy], restricted=False)[copy.pk]
            if not is_superseded(each.key.split("/")[0], each.code)
        ),
        others=others,
        raw=copy.canonical if content is None else "",
        belongs=content is None or _belongs(content, edition),
        departures=left,
        money=money,
        meeting_words=departures.meeting_words(meeting),
    )


def content_of(edition: BriefEdition) -> Content | None:
    """The stored content; None where it was changed past the system and is no brief any more."""
    try:
        found = json.loads(edition.frozen.canonical)
        document(found)
    except (AttributeError, KeyError, TypeError, ValueError):
        return None
    return cast("Content", found)


def _belongs(content: Content, edition: BriefEdition) -> bool:
    """Whether content and PDF are those of this edition: another one's fit their own fingerprints."""
    is_print = "figures" not in content or frozen_documents.is_print_of(edition.frozen)
    return is_print and moment_of(content) == edition.issued_at


def file_of(edition: BriefEdition, form: str) -> bytes | None:
    """The stored PDF, or a Word file made from the stored content: the same bytes each time.

    None where what is stored is not what was sent out, so that nobody carries it further.
    """
    if form == "pdf":
        return bytes(edition.frozen.pdf)
    content = content_of(edition)
    if content is None or not frozen_copies.state_of(edition.frozen).json_fits:
        return None
    return docx(content)
