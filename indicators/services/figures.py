"""A figure on its way into a cell, and the figure that a stored version holds."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from areas.models import Area
from indicators.models import Category, DataSet, Definition, Measurement, Source
from indicators.rules.values import Figure, Measure


@dataclass(frozen=True)
class NewFigure:
    """One figure to record. Empty source, comment and dates mean "as it is, or the usual".

    `slot` is a period code (2024, 2024K3). The measuring period is the slot itself, for a figure
    on a day the slot's first day, unless dates are given. `seen_version` None: whatever is there.
    `correction` says why a published figure is changed. `workflow` is for files that bring a whole
    partnership along: a state other than the usual first one.
    """

    definition: Definition
    area: Area
    slot: str
    figure: Figure
    data_set: DataSet
    category: Category | None = None
    seen_version: int | None = None
    source: Source | None = None
    comment: str = ""
    published_on: dt.date | None = None
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    correction: str = ""
    workflow: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether it is the whole figure and not a part of a breakdown."""
        return self.category is None or self.category.code == "total"

    def is_same_as(self, current: Measurement) -> bool:
        """Whether recording it would change nothing; what is empty stays as it is."""
        return (
            self.figure.stored() == figure_of(current).stored()
            and self.comment in ("", current.comment)
            and (self.source is None or self.source.pk == current.source_id)
            and self.published_on in (None, current.published_on)
            and self.starts_on in (None, current.starts_on)
            and self.ends_on in (None, current.ends_on)
        )


def measure_of(definition: Definition) -> Measure:
    """What the checks must know of a definition."""
    return Measure(
        kind=definition.kind,
        data_kind=definition.data_kind,
        per=definition.per,
        least=definition.least,
        most=definition.most,
    )


def figure_of(measurement: Measurement) -> Figure:
    """The figure that a stored version holds."""
    return Figure(
        state=measurement.state,
        numerator=measurement.numerator,
        denominator=measurement.denominator,
        value=measurement.value,
        n=measurement.n,
        invited=measurement.invited,
        sd=measurement.sd,
        design_effect=measurement.design_effect,
        population=measurement.population,
    )
