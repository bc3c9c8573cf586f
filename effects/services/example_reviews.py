"""Reviews that an example tells of: closed long ago on the figures that were there then.

Their evidence is made of the published figures up to a period, and frozen as any other, so the
figures must have been computed: this is the last thing that loading an example does.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from django.db.models import Model
from django.utils import timezone, translation

from effects.models import Review
from effects.services import expectations, review_schedules
from effects.services.evidence import Evidence, assemble, evidence_for
from effects.services.expectations import Expected
from effects.services.frozen_evidence import freeze_review
from indicators.services.partnership_file.contents import PartnershipFile, Row
from indicators.services.partnership_file.days import day_of
from indicators.services.results import Reading
from partnership.models import AgendaItem, Decision, Intervention


def load_reviews(file: PartnershipFile, today: dt.date) -> list[Model]:
    """Make the reviews that are not there yet; an intervention that has any is left as it is."""
    made: list[Model] = []
    for row in file.rows("reviews"):
        intervention = Intervention.objects.select_related("body").get(slug=row["intervention"])
        if not intervention.reviews.filter(closed_at__isnull=False).exists():
            made.append(_review(row, intervention, today))
    review_schedules.open_due(today=today)
    review_schedules.place_due(today=today)
    return made


def _review(row: Row, intervention: Intervention, today: dt.date) -> Review:
    item = AgendaItem.objects.select_related("meeting").get(
        meeting__title=row["meeting"], title=row["item"]
    )
    at, again = item.meeting.ends_at, row.get("next")
    decision = row.get("decision")
    review = Review(
        intervention=intervention, cause=Review.Cause.EXPECTED, due_on=day_of(row["due"], today),
        opened_at=item.meeting.starts_at, closed_at=at, body=item.meeting.body, item=item,
        finding=row["finding"], outcome=row["outcome"], reason=row["reason"],
        story=row.get("story", ""),
        next_review_on=None if again is None else day_of(again, today),
        settled_by=Decision.objects.get(title=decision) if decision else None,
    )  # fmt: skip
    with translation.override("da"):
        then = _expected_then(intervention, timezone.localdate(at))
        found = _known_then(then, timezone.localdate(at), row["known_until"])
        review.frozen = freeze_review(review, found, expected=then, at=at)
    review.full_clean()
    review.save()
    return review


def _expected_then(intervention: Intervention, day: dt.date) -> list[Expected]:
    """What was expected on a day: the versions that had been written."""
    return [
        expectations.of_versions(one.effect, [v for v in one.versions if v.written_on <= day])
        for one in expectations.of_interventions([intervention.pk])[intervention.pk]
        if one.first.written_on <= day
    ]


def _known_then(expected: Sequence[Expected], day: dt.date, until: str) -> list[Evidence]:
    """Their evidence as the figures up to a period gave it."""
    return [
        assemble(
            each.expected, each.area, each.entry, _up_to(each.series, until),
            replace(each.found.others, today=day),
        )
        for each in evidence_for(expected, restricted=False, today=day)
    ]  # fmt: skip


def _up_to(readings: Sequence[Reading], until: str) -> list[Reading]:
    """The statements of the time, of which those about the last period were the newest."""
    return [
        reading._replace(is_latest=reading.slot == until)
        for reading in readings
        if reading.slot <= until
    ]
