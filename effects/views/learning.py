"""The learning archive: what was tried, found and decided, to be searched, and as a file."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from effects.forms.learning import LearningFilter
from effects.services import learning
from partnership.exports.spreadsheets import CONTENT_TYPE, XLSX_TYPE, csv_lines, xlsx_bytes
from partnership.models import Intervention
from partnership.rules.access import may_see_partnership
from partnership.views.access import SeatedRequest, requires

ON_A_PAGE = 20


@requires(may_see_partnership)
@require_safe
def learning_list(request: SeatedRequest) -> HttpResponse:
    """The archive, searched and filtered."""
    form = LearningFilter(request.GET)
    wanted = form.wanted()
    page = Paginator(learning.lessons(request.standing, wanted), ON_A_PAGE).get_page(
        request.GET.get("side")
    )
    query = request.GET.copy()
    for name in ("side", *form.errors):
        query.pop(name, None)
    context = {
        "form": form,
        "page": page,
        "lessons": learning.told(page.object_list, request.standing),
        "ended": [] if page.has_next() else learning.ended_unseen(request.standing, wanted),
        "query": f"{query.urlencode()}&" if query else "",
        "is_filtered": bool(wanted),
        "crumbs": [
            (_("Indsatser"), reverse("effects:intervention-list")), (_("Erfaringer"), ""),
        ],
    }  # fmt: skip
    return render(request, "effects/learning/list.html", context)


@requires(may_see_partnership)
@require_safe
def learning_file(request: SeatedRequest) -> StreamingHttpResponse:
    """The archive as it was asked for, as a CSV file."""
    rows = csv_lines(learning.header(), learning.lines(*_asked_for(request)))
    answer = StreamingHttpResponse(rows, content_type=CONTENT_TYPE)
    answer["Content-Disposition"] = 'attachment; filename="erfaringer.csv"'
    return answer


@requires(may_see_partnership)
@require_safe
def learning_workbook(request: SeatedRequest) -> HttpResponse:
    """The same rows as a workbook."""
    rows = learning.lines(*_asked_for(request))
    content = xlsx_bytes(learning.header(), rows, sheet=_("Erfaringer"), fixed=1)
    answer = HttpResponse(content, content_type=XLSX_TYPE)
    answer["Content-Disposition"] = 'attachment; filename="erfaringer.xlsx"'
    return answer


def _asked_for(request: SeatedRequest) -> tuple[list[learning.Lesson], Iterable[Intervention]]:
    wanted, standing = LearningFilter(request.GET).wanted(), request.standing
    lessons = learning.told(learning.lessons(standing, wanted), standing)
    return lessons, learning.ended_unseen(standing, wanted)
