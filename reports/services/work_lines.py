"""The sections of a brief on what was agreed: decisions carried out, tasks and deliveries behind time."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from partnership.models import Decision, Delivery, FollowUp, Meeting
from partnership.rules import deliveries as delivery_rules
from reports.rules.blocks import DELIVERIES, TASKS
from reports.services.material import Line, Section


def written(day: dt.date) -> str:
    """A day as it is written out."""
    return date_format(day, "j. F Y")


def last_meeting(meeting: Meeting) -> Meeting | None:
    """The meeting that the body held before this one."""
    return (
        Meeting.objects.filter(
            body=meeting.body_id, state=Meeting.State.HELD, starts_at__lt=meeting.starts_at
        )
        .exclude(pk=meeting.pk)
        .order_by("-starts_at", "-pk")
        .first()
    )


def carried_out(meeting: Meeting, since: dt.date | None) -> list[Line]:
    """Decisions of the body that were carried out after a day."""
    if since is None:
        return []
    found = Decision.objects.filter(
        Q(held_by=meeting.body_id) | Q(held_by__isnull=True, body=meeting.body_id),
        state=Decision.State.CARRIED_OUT,
        closed_on__gt=since,
    ).order_by("closed_on", "year", "serial")
    return [
        Line(
            title=f"{each.number} {each.title}",
            text=_("Gennemført den %(day)s. %(word)s")
            % {"day": written(each.closed_on or since), "word": each.closing_word},
            url=reverse("partnership:decision-detail", args=[each.pk]),
        )
        for each in found
    ]


def tasks(meeting: Meeting, today: dt.date) -> Section:
    """Open tasks of the body whose deadline has passed."""
    found = (
        FollowUp.objects.open()
        .filter(body=meeting.body_id, due_on__lt=today)
        .select_related("owner")
        .order_by("due_on", "pk")
    )
    lines = [
        Line(
            title=each.title,
            text=_("Frist den %(day)s. Ligger hos %(name)s.")
            % {"day": written(each.due_on), "name": each.owner.name}
            if each.owner
            else _("Frist den %(day)s. Ingen har opgaven.") % {"day": written(each.due_on)},
            url=reverse("partnership:follow-up-detail", args=[each.pk]),
        )
        for each in found
    ]
    address = reverse("partnership:follow-up-list")
    return Section(
        key=TASKS, title=_("Opgaver over fristen"), lines=tuple(lines),
        empty=_("Ingen opgaver er over fristen."), where=_("se Opgaver"),
        url=f"{address}?whose={meeting.body_id}&state=overdue",
    )  # fmt: skip


def deliveries(since: dt.date | None, today: dt.date) -> Section:
    """Agreed deliveries that are late, or were settled as less than promised since the last meeting."""
    broken = Q(state__in=delivery_rules.BROKEN)
    if since is not None:
        broken &= Q(settled_on__gt=since)
    found = (
        Delivery.objects.filter(Q(state=delivery_rules.AGREED, due_on__lt=today) | broken)
        .select_related("party", "plan")
        .order_by("due_on", "pk")
    )
    address = reverse("partnership:delivery-list")
    return Section(
        key=DELIVERIES, title=_("Leverancer, der ikke er leveret som aftalt"),
        lines=tuple(_delivery(each, address) for each in found),
        empty=_("Alle leverancer, der har nået fristen, er leveret."), where=_("se Leverancer"),
        url=f"{address}?state=broken",
    )  # fmt: skip


def _delivery(found: Delivery, address: str) -> Line:
    values = {
        "party": found.party.name, "plan": found.plan.name, "day": written(found.due_on),
        "state": found.get_state_display(), "word": found.word,
    }  # fmt: skip
    if found.state == delivery_rules.AGREED:
        text = _("%(party)s, %(plan)s. Skulle være leveret den %(day)s.") % values
    else:
        text = _("%(party)s, %(plan)s. %(state)s: %(word)s") % values
    return Line(title=found.title, text=text, url=f"{address}#leverance-{found.pk}")
