"""Corrections: additions to locked minutes that say what was wrong; the minutes themselves stand."""

from __future__ import annotations

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.services import notices
from partnership.models import AgendaItem, MinutesCorrection
from partnership.rules import minutes as rules
from partnership.rules.access import NotAllowed, Standing
from partnership.services.minutes import called, check_step, held
from partnership.services.plain_texts import refuse_civil_numbers


@transaction.atomic
def add(*, by: Standing, meeting_id: int, text: str, item: AgendaItem | None) -> MinutesCorrection:
    """Put a correction to locked minutes, about one item or about the whole."""
    minutes = held(meeting_id=meeting_id, by=by)
    if not minutes.is_locked:
        raise ValidationError(
            _("Referatet er ikke godkendt endnu. Ret det i stedet for at skrive en rettelse.")
        )
    check_step(minutes, rules.CORRECT)
    refuse_civil_numbers(text=text)
    if by.person_id is None or (item is not None and item.meeting_id != meeting_id):
        raise NotAllowed("correction")
    with pghistory.context(reason="minutes corrected"):
        correction = MinutesCorrection.objects.create(
            minutes=minutes, item=item, text=text, person_id=by.person_id
        )
    notices.tell(
        users=called(minutes.meeting, but=by),
        kind="minutes_corrected",
        message=gettext_lazy("Der er skrevet en rettelse til referatet af %(meeting)s."),
        values={"meeting": minutes.meeting.title},
        path=reverse("partnership:minutes-detail", args=[meeting_id]),
        key=f"minutes_corrected:{correction.pk}",
    )
    return correction
