"""Everything that effects and briefs show, on a site with figures, and every address it is shown at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse

from effects.models import EffectMarker, ExpectedEffect, Review
from effects.services import review_schedules
from indicators.models import EventMarker
from partnership.models import Meeting
from reports.models import BriefEdition
from tests.factories import briefs, frozen, meetings, people
from tests.factories.panels import Site

LISTS = (
    "dashboards:overview", "dashboards:moving", "dashboards:contribution-list",
    "effects:intervention-list", "effects:learning-workbook", "effects:review-list",
    "reports:report-list",
)  # fmt: skip


def prepared(made: Site, *slugs: str) -> None:
    """An intervention with what is expected of it, its locked evidence, a review due and a brief.

    The review stands on the agenda of a meeting ahead, for which a brief has been sent out.
    """
    body = people.body("coordination")
    closed = frozen.locked(made, *slugs, body=body)
    meetings.meeting(body, title="Sidste møde", starts_at=briefs.MOMENT.replace(year=2024))
    meeting = briefs.ahead(body, title="Næste møde", state="planned")
    Review.objects.create(
        intervention=closed.intervention, cause=Review.Cause.ASKED, due_on=dt.date(2026, 1, 1)
    )
    review_schedules.place_due()
    briefs.issued(meeting)


def addresses() -> Iterator[tuple[str, str]]:
    """Names that two sites share, and the addresses: expected effects, evidence, reviews, briefs."""
    for effect in ExpectedEffect.objects.select_related("intervention", "indicator"):
        yield from _of_effect(effect)
    for number, review in enumerate(Review.objects.order_by("pk")):
        parts = ("review-detail", "review-close", "frozen-detail", "frozen-json", "frozen-pdf")
        for part in parts:
            yield f"{part} {number}", reverse(f"effects:{part}", args=[review.pk])
    for number, meeting in enumerate(Meeting.objects.ahead().order_by("pk")):
        yield f"meeting {number}", reverse("partnership:meeting-detail", args=[meeting.pk])
        for part in ("brief-detail", "brief-change", "brief-issue"):
            yield f"{part} {number}", reverse(f"reports:{part}", args=[meeting.pk])
        yield f"brief pdf {number}", reverse("reports:brief-document", args=[meeting.pk, "pdf"])
    for edition in BriefEdition.objects.select_related("brief"):
        at = [edition.brief.meeting_id, edition.number]
        yield f"edition {edition.number}", reverse("reports:edition-detail", args=at)
        for form in ("pdf", "docx"):
            address = reverse("reports:edition-document", args=[*at, form])
            yield f"edition {form} {edition.number}", address
    for name in LISTS:
        yield name, reverse(name)
    for name in ("effects:learning-list", "effects:learning-file", "dashboards:search"):
        yield f"{name} asked", f"{reverse(name)}?q=Jobvejleder"


def _of_effect(effect: ExpectedEffect) -> Iterator[tuple[str, str]]:
    """The pages of one expected effect, and what is told as somebody types one."""
    at = [effect.intervention.slug, effect.number]
    for part in ("detail", "amend", "withdraw"):
        address = reverse(f"effects:expected-effect-{part}", args=at)
        yield f"expected effect {effect.number} {part}", address
    asked = f"indikator={effect.indicator.code}"
    new = reverse("effects:expected-effect-create", args=at[:1])
    for part in ("intervention-detail", "evidence-list", "review-ask"):
        yield f"{part} {effect.number}", reverse(f"effects:{part}", args=at[:1])
    yield f"new expected effect {effect.number}", f"{new}?{asked}"
    look = reverse("effects:expected-effect-look", args=at[:1])
    for measure in ("level", "gap"):
        for direction in ("rise", "fall"):
            typed = f"{asked}&measure={measure}&direction={direction}&size=1&earliest_on=1.1.2027"
            yield f"look {effect.number} {measure} {direction}", f"{look}?{typed}"
    marked = EffectMarker.objects.filter(effect=effect, event__kind=EventMarker.Kind.EFFORT)
    for number, event in enumerate(marked.order_by("pk").values_list("event_id", flat=True)):
        address = reverse("dashboards:contribution-detail", args=[event])
        yield f"contribution {effect.number} {number}", address
