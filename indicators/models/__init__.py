"""What: definitions, the figures logged, and the results computed from them."""

from indicators.models.comparators import ComparatorChoice
from indicators.models.control_limits import ControlLimit
from indicators.models.definitions import (
    Category,
    CategorySet,
    DataSet,
    Definition,
    Indicator,
    Source,
    Target,
)
from indicators.models.editions import PublishedCell
from indicators.models.events import EventMarker
from indicators.models.examples import ExampleRow, ExampleSet
from indicators.models.imports import ImportBatch
from indicators.models.measurements import Cell, Measurement
from indicators.models.relocations import Relocation
from indicators.models.results import Result
from indicators.models.runs import Group, OutboxEntry, Run
from indicators.models.statutory import (
    OriginStatement,
    StatutoryCriterion,
    StatutoryInput,
    StatutoryRule,
)
from indicators.models.stories import StoryNote
from indicators.models.thresholds import DisclosureThreshold

__all__ = [
    "Category",
    "CategorySet",
    "Cell",
    "ComparatorChoice",
    "ControlLimit",
    "DataSet",
    "Definition",
    "DisclosureThreshold",
    "EventMarker",
    "ExampleRow",
    "ExampleSet",
    "Group",
    "ImportBatch",
    "Indicator",
    "Measurement",
    "OriginStatement",
    "OutboxEntry",
    "PublishedCell",
    "Relocation",
    "Result",
    "Run",
    "Source",
    "StatutoryCriterion",
    "StatutoryInput",
    "StatutoryRule",
    "StoryNote",
    "Target",
]
