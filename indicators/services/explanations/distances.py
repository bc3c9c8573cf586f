"""What an explanation of a moved distance says beside its own rule: which answer counts, if any does."""

from __future__ import annotations

from django.utils.translation import gettext as _

from indicators.models import Result
from indicators.services import gap_trends
from indicators.services.explanations.addresses import COUNCIL
from indicators.services.explanations.cases import Case
from indicators.services.results import Figures

S = Result.Statement
_MOVED_DISTANCES = (S.GAP_CHANGE, S.GAP_TREND, COUNCIL)


def beside(case: Case) -> list[str]:
    """Of a distance: that background is never counted, or that trend and change say two things."""
    row = case.row
    if row.statement not in _MOVED_DISTANCES or not row.is_latest:
        return []
    if case.entry.is_context:
        return [
            _("Indikatoren er baggrund: udviklingen beskrives, men vurderes og tælles ikke med.")
        ]
    gap, change, trend = (
        found.reading() if (found := case.book.find(row, statement)) else None
        for statement in (S.GAP, S.GAP_CHANGE, S.GAP_TREND)
    )
    told = gap_trends.told_beside(Figures(gap=gap, gap_change=change, gap_trend=trend))
    return [told] if told else []
