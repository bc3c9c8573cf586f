"""What is expected of cells: recompute has worked it out, entry only compares."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from indicators.models import Result
from indicators.rules.cells import Shape, percentage
from indicators.rules.expected_ranges import Range, is_unexpected
from indicators.rules.values import VALUE, Figure
from indicators.services.bulk_rows import among
from indicators.services.definition_series import series_beside
from indicators.services.wording import number_style

Key = tuple[int, int, str]


def ranges_of(
    definitions: Iterable[int], areas: Iterable[int], slots: Iterable[str]
) -> dict[Key, Range]:
    """(definition, area, slot) → the range expected of the total in that cell; two queries.

    A range is that of the series, so it holds for whichever of its versions a cell is written in.
    """
    series = series_beside(definitions)
    found = (
        Result.objects.published()
        .filter(
            statement=Result.Statement.EXPECTED,
            state=Result.State.VALUE,
            definition__in={each.pk for each in series.values()},
            area__in=among(areas),
            slot__in=list(slots),
            category__code="total",
            lower__isnull=False,
            upper__isnull=False,
        )
        .values_list("definition_id", "area_id", "slot", "lower", "upper")
    )
    return {
        (version.pk, area, slot): Range(lower, upper)
        for definition, area, slot, lower, upper in found
        if lower is not None and upper is not None
        for version in series[definition].versions
    }


def is_questioned(figure: Figure | None, shape: Shape, expected: Range | None) -> bool:
    """Whether a figure asks for a second look."""
    if figure is None or figure.state != VALUE:
        return False
    value = percentage(figure, shape) if figure.numerator is not None else figure.value
    return is_unexpected(None if value is None else float(value), expected)


def expected_sentence(shape: Shape, lower: float, upper: float) -> str:
    """What could be expected of a figure, and what to do."""
    limits = number_style().interval(lower, upper, shape.decimals)
    return _(
        "Ud fra de øvrige tal i rækken kunne man vente %(limits)s. Er tallet rigtigt, så skriv "
        "gerne hvorfor i kommentaren."
    ) % {"limits": f"{limits} {shape.sign}".strip()}


def question(figure: Figure | None, shape: Shape, expected: Range | None) -> str:
    """What is asked of the person who entered the figure; "" where there is nothing to ask."""
    if expected is None or not is_questioned(figure, shape, expected):
        return ""
    return expected_sentence(shape, expected.lower, expected.upper)
