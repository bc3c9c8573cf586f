"""What could not be settled in writing stands on the body's next agenda."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from partnership.models import AgendaItem, Meeting, StandingItem, WrittenProcedure


def place(found: WrittenProcedure) -> AgendaItem:
    """Put the matter on the next meeting's agenda, with its text and recommendation."""
    meeting = Meeting.objects.ahead().filter(body=found.body_id).first()
    if meeting is None:
        raise ValidationError(_("Der er intet møde forude. Planlæg et møde først."))
    last = meeting.items.order_by("-position").first()
    return AgendaItem.objects.create(
        meeting=meeting, position=last.position + 1 if last else 0, title=found.title,
        kind=StandingItem.Kind.DECISION, text=found.text, recommendation=found.recommendation,
        origin=f"procedure:{found.pk}", carries_over=True, minutes=15,
    )  # fmt: skip
