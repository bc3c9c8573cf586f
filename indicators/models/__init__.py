"""What: definitions, the figures logged, and the results computed from them."""

from indicators.models.definitions import (
    Category,
    CategorySet,
    DataSet,
    Definition,
    Indicator,
    Source,
    Target,
)
from indicators.models.examples import ExampleRow, ExampleSet
from indicators.models.imports import ImportBatch
from indicators.models.measurements import Cell, Measurement
from indicators.models.results import Result
from indicators.models.runs import Group, OutboxEntry, Run

__all__ = [
    "Category",
    "CategorySet",
    "Cell",
    "DataSet",
    "Definition",
    "ExampleRow",
    "ExampleSet",
    "Group",
    "ImportBatch",
    "Indicator",
    "Measurement",
    "OutboxEntry",
    "Result",
    "Run",
    "Source",
    "Target",
]
