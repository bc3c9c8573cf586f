"""Agenda items as they are written: added, changed, put in order, withdrawn, commented on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from partnership.models import AgendaItem, Comment, Meeting, MinutesText, Person
from partnership.rules import meetings as rules
from partnership.rules.access import NotAllowed, Standing
from partnership.rules.bodies import check_run_body, may_run_body, sits_in, speaks_for
from partnership.services import agenda_notices, agendas, edits, minutes_locks


@transaction.atomic
def add(*, by: Standing, meeting_id: int, **values: Any) -> AgendaItem:
    """Put an item on the agenda, before those that always stand last.

    On a meeting that was held it counts as treated: it is put there for what was decided on it.
    """
    meeting = _open(by, meeting_id, afterwards=True)
    if meeting.state == rules.HELD:
        values.setdefault("outcome", rules.TREATED)
    with pghistory.context(reason="agenda item added"):
        return agendas.insert(AgendaItem(**values), meeting)


@transaction.atomic
def change(*, by: Standing, item_id: int, seen: int, **values: Any) -> AgendaItem:
    """Change an item. Raises `StaleEdit` when somebody else changed it after `seen`."""
    _open(by, _meeting_of(item_id), afterwards=_was_added_afterwards(item_id))
    item = edits.locked(AgendaItem, item_id)
    with pghistory.context(reason="agenda item changed"):
        edits.change(item, seen=seen, values=values)
    return item


@transaction.atomic
def withdraw(*, by: Standing, item_id: int) -> None:
    """Take an item off the agenda; once the agenda was sent, it stands there as withdrawn."""
    afterwards = _was_added_afterwards(item_id)
    meeting = _open(by, _meeting_of(item_id), afterwards=afterwards)
    item = edits.locked(AgendaItem, item_id)
    if afterwards and _has_more(item):
        raise ValidationError(
            _("Punktet har en beslutning, et bilag eller en referattekst og bliver stående.")
        )
    with pghistory.context(reason="agenda item withdrawn"):
        if afterwards:
            item.delete()
        elif meeting.called_at or item.carried_from_id or item.origin or _has_more(item):
            item.outcome, item.carries_over = rules.WITHDRAWN, False
            item.save(update_fields=["outcome", "carries_over"])
            agenda_notices.left(item, why=agenda_notices.TAKEN, by=by.user_id)
        else:
            item.delete()


@transaction.atomic
def order(*, by: Standing, meeting_id: int, ids: Sequence[int], seen: Sequence[int]) -> bool:
    """Put the agenda in an order; False where it is not the one the person saw, and nothing is done."""
    meeting = _open(by, meeting_id)
    items = {item.pk: item for item in meeting.items.filter(outcome="")}
    stored = list(items)
    if stored == list(ids):
        return True
    if stored != list(seen) or sorted(ids) != sorted(stored):
        return False
    for position, pk in enumerate(ids, start=1):
        items[pk].position = position
    with pghistory.context(reason="agenda put in order"):
        AgendaItem.objects.bulk_update(items.values(), ["position"])
    return True


@transaction.atomic
def comment(
    *, by: Standing, item_id: int, text: str, on_behalf_of: Person | None = None
) -> Comment:
    """Say something about an item before the meeting; a helper says it for the member served."""
    item = AgendaItem.objects.select_related("meeting").get(pk=item_id)
    meeting = item.meeting
    if by.person_id is None or not may_comment(by, meeting.body_id):
        raise NotAllowed("may_comment")
    served = speaks_for(by, meeting.body_id)
    if on_behalf_of is not None and on_behalf_of.pk not in served:
        raise NotAllowed("speaks_for")
    if on_behalf_of is None and speaks_only_for_others(by, meeting.body_id):
        raise ValidationError({"on_behalf_of": _("Vælg det medlem, du skriver for.")})
    if not rules.takes_comments(meeting.state, was_called=meeting.called_at is not None):
        raise ValidationError(_("Punktet kan ikke længere kommenteres."))
    with pghistory.context(reason="agenda item commented on"):
        made = Comment(item=item, person_id=by.person_id, on_behalf_of=on_behalf_of, text=text)
        made.full_clean()
        made.save()
    return made


@transaction.atomic
def withdraw_comment(*, by: Standing, comment_id: int) -> None:
    """Take one's own comment back; that there was one still shows."""
    made = Comment.objects.select_for_update(of=("self",)).get(pk=comment_id)
    if made.person_id != by.person_id:
        raise NotAllowed("own comment")
    with pghistory.context(reason="comment withdrawn"):
        made.is_withdrawn = True
        made.save(update_fields=["is_withdrawn"])


def may_comment(by: Standing, body_id: int) -> bool:
    """Those in the body, and those who run its meetings."""
    return by.person_id is not None and (body_id in sits_in(by) or may_run_body(by, body_id))


def speaks_only_for_others(by: Standing, body_id: int) -> bool:
    """Whether the person sits in the body as a case officer alone, and so speaks for a member."""
    roles = {seat.role for seat in by.seats if seat.body_id == body_id}
    return roles == {"case_officer"} and not may_run_body(by, body_id)


def _has_more(item: AgendaItem) -> bool:
    """Whether something hangs on the item that is not to go with it."""
    texts = MinutesText.objects.filter(item=item)
    return any(rows.exists() for rows in (item.papers, item.comments, item.decisions, texts))


def added_afterwards() -> Q:
    """Items that were put on a meeting when it was over; what it really had stands as it was."""
    return Q(meeting__state=rules.HELD, created_at__gte=F("meeting__held_at"))


def _was_added_afterwards(item_id: int) -> bool:
    return AgendaItem.objects.filter(added_afterwards(), pk=item_id).exists()


def _meeting_of(item_id: int) -> int:
    return AgendaItem.objects.values_list("meeting", flat=True).get(pk=item_id)


def _open(by: Standing, meeting_id: int, *, afterwards: bool = False) -> Meeting:
    """The meeting whose agenda can still be written, its body held until the transaction ends.

    With `afterwards` also one that was held, until its minutes are locked.
    """
    meeting = Meeting.objects.get(pk=meeting_id)
    check_run_body(by, meeting.body_id)
    agendas.hold([meeting.body_id])
    meeting.refresh_from_db()
    is_locked = minutes_locks.is_locked(meeting_id)
    if afterwards and is_locked:
        raise ValidationError(
            _("Referatet er godkendt og låst, så dagsordenen kan ikke ændres. Skriv en rettelse.")
        )
    takes_items = rules.takes_items(meeting.state, is_locked=is_locked)
    if not (takes_items if afterwards else meeting.is_ahead):
        raise ValidationError(
            _("Dagsordenen kan ikke ændres: mødet er %(state)s.")
            % {"state": str(meeting.get_state_display()).lower()}
        )
    return meeting
