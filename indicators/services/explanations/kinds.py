"""Which method stands behind a row: as stored, else as the kind of figure says."""

from __future__ import annotations

from indicators.models import Definition, Result
from indicators.services.explanations.rows import Row

Kind = Definition.Kind
Comparator = Result.Comparator
_AS_PUBLISHED = (
    Comparator.MUNICIPALITY,
    Comparator.REGION,
    Comparator.COUNTRY,
)


def level_method(row: Row, definition: Definition) -> str:
    """The method of a figure's own interval: wilson, wilson_survey, poisson_exact, mean_t or ""."""
    if row.method:
        return row.method
    if definition.kind == Kind.SHARE:
        return "wilson_survey" if row.numerator is None else "wilson"
    if definition.kind == Kind.RATE:
        return "poisson_exact"
    if definition.kind == Kind.MEAN:
        return "mean_t"
    is_counted = definition.data_kind == Definition.DataKind.EVENTS
    return "poisson_exact" if definition.kind == Kind.COUNT and is_counted else ""


def subtracts_exactly(row: Row, definition: Definition, other: Row) -> bool:
    """Whether the other side is a published line: not where a survey's own limits are known."""
    is_survey = definition.data_kind == Definition.DataKind.SURVEY
    return row.comparator in _AS_PUBLISHED and not (is_survey and other.has_limits)


def is_whole_year(row: Row) -> bool:
    """Whether a sum is a year of halves, quarters or months, and not several years together."""
    return row.statement == Result.Statement.POOLED and len(row.slot) < len(row.baseline_slot)


def is_mean_of_stock(row: Row, definition: Definition) -> bool:
    """Whether a sum counts the same people every time, so that the mean number is what counts."""
    if definition.data_kind != Definition.DataKind.REGISTER:
        return False
    is_counted_on_days = definition.period_kind == Definition.PeriodKind.POINT
    return definition.kind == Kind.SHARE or (is_whole_year(row) and is_counted_on_days)
