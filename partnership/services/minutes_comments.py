"""Comments on proposed minutes: by those in the body, or by a case officer for one of them."""

from __future__ import annotations

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from partnership.models import Comment, Meeting, Minutes, Person
from partnership.rules import minutes as rules
from partnership.rules.access import NotAllowed, Standing
from partnership.rules.bodies import speaks_for
from partnership.services.plain_texts import refuse_civil_numbers


def is_open(minutes: Minutes) -> bool:
    """Whether comments are taken today."""
    until = minutes.comments_until
    return until is not None and timezone.localdate() <= until


def may_comment(minutes: Minutes, standing: Standing, body_id: int) -> bool:
    """Whether the person may comment on these minutes today."""
    return standing.person_id is not None and rules.may_comment(
        minutes.state, standing, body_id, is_open=is_open(minutes)
    )


def members_of(standing: Standing, body_id: int) -> list[Person]:
    """The members on whose behalf the person may write."""
    return list(Person.objects.filter(pk__in=speaks_for(standing, body_id)))


def must_name_member(standing: Standing, body_id: int) -> bool:
    """Whether the person only speaks for others in the body: a case officer has no say of their own."""
    roles = {seat.role for seat in standing.seats if seat.body_id == body_id}
    return roles == {"case_officer"} and not standing.is_secretariat


@transaction.atomic
def add(
    *, by: Standing, meeting: Meeting, text: str, on_behalf_of: Person | None = None
) -> Comment:
    """Say something about proposed minutes, until the day that was set."""
    minutes = Minutes.objects.select_for_update().get(meeting=meeting)
    if minutes.is_locked or minutes.state != Minutes.State.PROPOSED or not is_open(minutes):
        raise ValidationError(_("Der kan ikke kommenteres mere. Skriv til sekretariatet."))
    if by.person_id is None or not may_comment(minutes, by, meeting.body_id):
        raise NotAllowed("may_comment_minutes")
    if on_behalf_of is not None and on_behalf_of.pk not in speaks_for(by, meeting.body_id):
        raise NotAllowed("speaks_for")
    if on_behalf_of is None and must_name_member(by, meeting.body_id):
        raise ValidationError({"on_behalf_of": _("Vælg, hvem du skriver på vegne af.")})
    refuse_civil_numbers(text=text)
    with pghistory.context(reason="minutes commented"):
        return Comment.objects.create(
            about_minutes=minutes, person_id=by.person_id, on_behalf_of=on_behalf_of, text=text
        )
