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


def subtracts_exactly(row: Row) -> bool:
    """Whether the other side is a published line, taken without uncertainty of its own."""
    return row.comparator in _AS_PUBLISHED
