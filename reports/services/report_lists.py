"""The list of reports: briefs to be written, and those that were sent out."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from partnership.models import Meeting
from partnership.rules.access import Standing
from partnership.rules.bodies import may_run_body
from partnership.services.body_rights import seen_by
from reports.models import BriefEdition
from reports.services import editions

ON_A_PAGE = 25


@dataclass(frozen=True)
class ReportList:
    """Meetings ahead whose brief the person writes, and a page of what was sent out."""

    ahead: tuple[Meeting, ...]
    issued: Page[BriefEdition]
    runs_any: bool


def list_for(standing: Standing, *, page: str | None = None) -> ReportList:
    """What this person may open."""
    runs = [pk for pk in seen_by(standing) if may_run_body(standing, pk)]
    ahead = Meeting.objects.ahead().filter(body__in=runs).select_related("body", "brief")
    issued = editions.listed(standing).order_by("-issued_at", "-pk")
    return ReportList(
        ahead=tuple(ahead.prefetch_related("brief__editions")),
        issued=Paginator(issued, ON_A_PAGE).get_page(page),
        runs_any=bool(runs),
    )
