"""Locked evidence: its page, and the stored bytes as JSON and PDF."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from effects.models import Review
from effects.services import frozen_evidence_pages as pages
from indicators.models import FrozenCopy
from indicators.services import frozen_access
from partnership.rules.access import may_see_partnership
from partnership.services import decision_pages
from partnership.views.access import SeatedRequest, requires
from partnership.views.files import made


def found(request: SeatedRequest, pk: int) -> Review:
    """A closed review this person may read; any other is one that does not exist."""
    return get_object_or_404(pages.visible_to(request.standing), pk=pk)


@requires(may_see_partnership)
@never_cache
@require_safe
def frozen_detail(request: SeatedRequest, pk: int) -> HttpResponse:
    """What the body had before it, and what became of each figure since."""
    review = found(request, pk)
    page = pages.page_of(review, request.standing, path=request.path)
    context = {
        "page": page,
        "review": review,
        "settled_by": decision_pages.visible_to(request.standing)
        .filter(pk=review.settled_by_id or 0)
        .first(),
        "broken": pages.broken_words(page),
        "purges": [pages.purge_words(each) for each in page.purges],
        "is_english": (get_language() or "da").startswith("en"),
        "crumbs": [
            (_("Partnerskab"), reverse("partnership:partnership")),
            (_("Effektopfølgninger"), reverse("effects:review-list")),
            (str(review.intervention or review.decision),
             reverse("effects:review-detail", args=[pk])),
            (_("Låst grundlag"), ""),
        ],
    }  # fmt: skip
    return render(request, "effects/frozen_evidence/detail.html", context)


@requires(may_see_partnership)
@never_cache
@require_safe
def frozen_json(request: SeatedRequest, pk: int) -> HttpResponse:
    """The stored content, byte for byte."""
    copy, name = _copy(request, pk)
    return made(copy.canonical.encode(), name=f"{name}.json", content_type="application/json")


@requires(may_see_partnership)
@never_cache
@require_safe
def frozen_pdf(request: SeatedRequest, pk: int) -> HttpResponse:
    """The stored PDF, byte for byte."""
    copy, name = _copy(request, pk)
    return made(bytes(copy.pdf), name=f"{name}.pdf", content_type="application/pdf")


def _copy(request: SeatedRequest, pk: int) -> tuple[FrozenCopy, str]:
    """The copy and what its files are called; none where it holds what the person may not see."""
    review = found(request, pk)
    copy = review.frozen
    if copy is None or pages.is_closed_to(copy, request.standing):
        raise Http404
    frozen_access.note_reading(copy, request.standing, path=request.path)
    day = timezone.localdate(copy.frozen_at)
    return copy, f"{day:%Y-%m-%d} låst grundlag {review.intervention or review.decision}"[:120]
