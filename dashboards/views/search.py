"""Search. What is typed comes by post, so that a number that must not be kept never stands in an address."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from dashboards.services.search import MANY, Question, groups
from dashboards.services.search_kinds import KINDS
from partnership.rules.access import may_open_pages, may_see_partnership
from partnership.rules.privacy import looks_like_cpr
from partnership.views.access import SeatedRequest, requires

REFUSED = "afvist"


@requires(may_open_pages)
@require_http_methods(["GET", "HEAD", "POST"])
def search(request: SeatedRequest) -> HttpResponse:
    """What was found, kind by kind; what looks like a CPR number is dropped before anything else."""
    asked = request.POST if request.method == "POST" else request.GET
    text, chosen = asked.get("q", "").replace("\x00", ""), asked.get("art", "")
    here = reverse("dashboards:search")
    if looks_like_cpr(text) or looks_like_cpr(chosen):
        return redirect(f"{here}?{urlencode({REFUSED: 1})}")
    if request.method == "POST":
        return redirect(f"{here}?{urlencode({'q': text.strip()[:200]})}")
    question = Question(text, request.standing)
    chosen = chosen if chosen in {kind.code for kind in KINDS} else ""
    context = {
        "query": question.text,
        "groups": groups(KINDS, question, chosen=chosen) if question.words else [],
        "chosen": chosen,
        "most": MANY,
        "is_refused": REFUSED in request.GET,
        "sees_partnership": may_see_partnership(request.standing),
    }
    return render(request, "dashboards/search/search.html", context)
