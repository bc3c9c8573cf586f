"""How small a count may be shown: dated rows that administrators add and end, never rewrite."""

from __future__ import annotations

import datetime as dt

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from indicators.models import DisclosureThreshold, Group, Source
from indicators.services.staleness import mark_stale
from partnership.rules.access import Standing, check, may_administer
from partnership.services import edits
from partnership.services.plain_texts import refuse_civil_numbers

REASON = gettext_noop("grænse for små tal ændret")
LEAST_EVER = 3  # below this a hidden count could be told from its neighbours


@transaction.atomic
def add(
    *,
    by: Standing,
    source: Source | None,
    valid_from: dt.date | None,
    valid_to: dt.date | None,
    least_count: int,
    least_base: int,
    least_answers: int,
    reason: str,
) -> DisclosureThreshold:
    """Add a row for all sources (None) or for one; all figures are computed anew by it.

    What is hidden already stays hidden. Raises `NotAllowed`, and `ValidationError` by field.
    """
    check(may_administer, by)
    refuse_civil_numbers(reason=reason)
    if least_count < LEAST_EVER:
        told = _("Grænsen kan ikke være lavere end %(least)s.") % {"least": LEAST_EVER}
        raise ValidationError({"least_count": told})
    _check_dates(valid_from, valid_to)
    row = DisclosureThreshold(
        source=source,
        valid_from=valid_from,
        valid_to=valid_to,
        least_count=least_count,
        least_base=least_base,
        least_answers=least_answers,
        reason=reason,
    )
    row.full_clean()
    with pghistory.context(reason="disclosure threshold added"):
        row.save()
    _compute_anew()
    return row


@transaction.atomic
def end(*, by: Standing, threshold_id: int, seen: int, valid_to: dt.date) -> DisclosureThreshold:
    """A row holds for the last time for periods that end on this day.

    Raises `NotAllowed`, `ValidationError` by field, and `StaleEdit` when it changed after `seen`.
    """
    check(may_administer, by)
    row = edits.locked(DisclosureThreshold, threshold_id)
    _check_dates(row.valid_from, valid_to)
    with pghistory.context(reason="disclosure threshold ended"):
        edits.change(row, seen=seen, values={"valid_to": valid_to})
    _compute_anew()
    return row


def _check_dates(first: dt.date | None, last: dt.date | None) -> None:
    if first and last and last < first:
        raise ValidationError({"valid_to": _("Sidste dag kan ikke ligge før første dag.")})


def _compute_anew() -> None:
    mark_stale(groups=Group.objects.filter(indicators__isnull=False).distinct(), reason=REASON)
