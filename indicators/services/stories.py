"""Story notes: what people who know a place say of a figure, written, corrected and withdrawn."""

from __future__ import annotations

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from areas.models import Area
from indicators.models import Indicator, StoryNote
from indicators.rules.periods import UnknownPeriod, parse_slot
from partnership.models import Seat
from partnership.rules.access import Standing, check, may_describe
from partnership.services import edits
from partnership.services.plain_texts import refuse_civil_numbers


@transaction.atomic
def write(
    *, by: Standing, indicator: Indicator, text: str, area: Area | None = None, slot: str = ""
) -> StoryNote:
    """Write a note, dated today and signed with the seat its writer holds, never with a name.

    Raises `NotAllowed`, and `ValidationError` by field.
    """
    check(may_describe, by)
    note = StoryNote(
        indicator=indicator,
        area=area,
        slot=_checked(text=text, slot=slot),
        text=text,
        written_by_id=by.user_id,
        writer_role=_seat_in_words(by),
    )
    note.full_clean()
    with pghistory.context(reason="story written"):
        note.save()
    return note


@transaction.atomic
def change(
    *,
    by: Standing,
    story_id: int,
    seen: int,
    indicator: Indicator,
    area: Area | None,
    slot: str,
    text: str,
) -> StoryNote:
    """Correct a note; date and signature stay. Raises `StaleEdit` when it changed after `seen`."""
    check(may_describe, by)
    values = {
        "indicator": indicator,
        "area": area,
        "slot": _checked(text=text, slot=slot),
        "text": text,
    }
    note = edits.locked(StoryNote, story_id)
    with pghistory.context(reason="story changed"):
        edits.change(note, seen=seen, values=values)
    return note


@transaction.atomic
def withdraw(*, by: Standing, story_id: int) -> StoryNote:
    """Take a note off the pages; its row and its trace stay. Twice is as good as once."""
    check(may_describe, by)
    note = edits.locked(StoryNote, story_id)
    if not note.is_withdrawn:
        with pghistory.context(reason="story withdrawn"):
            note.is_withdrawn = True
            note.save(update_fields=["is_withdrawn"])
    return note


def _checked(*, text: str, slot: str) -> str:
    """The period as it is stored. Raises `ValidationError` where the text or the period cannot be."""
    refuse_civil_numbers(text=text)
    if not slot.strip():
        return ""
    try:
        return parse_slot(slot).code
    except UnknownPeriod:
        told = _("Perioden kendes ikke. Skriv 2024, 2024H1, 2024K3 eller 2024M05.")
        raise ValidationError({"slot": told}) from None


def _seat_in_words(by: Standing) -> str:
    """The body that the writer's secretariat seat lies in, else the organisation."""
    if by.user_id is None:
        return ""
    seats = Seat.objects.on(timezone.localdate()).filter(
        person__user_id=by.user_id, role=Seat.Role.SECRETARIAT
    )
    seat = seats.select_related("body", "organisation").first()
    if seat is None:
        return ""
    return seat.body.name if seat.body else seat.organisation.name
