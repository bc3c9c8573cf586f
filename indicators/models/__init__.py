"""What: definitions, the figures logged, and the results computed from them."""

from indicators.models.comparators import ComparatorChoice
from indicators.models.control_limits import ControlLimit
from indicators.models.data_sets import DataSet, DataSetReader
from indicators.models.definitions import Category, CategorySet, Definition, Indicator, Target
from indicators.models.editions import PublishedCell, ResultNews
from indicators.models.events import EventMarker
from indicators.models.examples import ExampleRow, ExampleSet
from indicators.models.feeds import Feed, FeedFetch
from indicators.models.flags import CheckRule, Evidence, Flag
from indicators.models.frozen import FrozenCopy, FrozenFigure, FrozenPurge
from indicators.models.imports import ImportBatch, ImportMapping, ImportRow
from indicators.models.measurements import Cell, Measurement
from indicators.models.relocations import Relocation
from indicators.models.results import Result
from indicators.models.rounds import Round, RoundDuty, WheelEntry
from indicators.models.runs import Group, OutboxEntry, Run
from indicators.models.sources import Source, SourceMark
from indicators.models.statutory import (
    OriginStatement,
    StatutoryCriterion,
    StatutoryInput,
    StatutoryRule,
)
from indicators.models.stories import StoryNote
from indicators.models.thresholds import DisclosureThreshold
from indicators.models.workflow import PeriodLock, RestrictedReading, Withdrawal, WorkflowStep

__all__ = [
    "Category",
    "CategorySet",
    "Cell",
    "CheckRule",
    "ComparatorChoice",
    "ControlLimit",
    "DataSet",
    "DataSetReader",
    "Definition",
    "DisclosureThreshold",
    "EventMarker",
    "Evidence",
    "ExampleRow",
    "ExampleSet",
    "Feed",
    "FeedFetch",
    "Flag",
    "FrozenCopy",
    "FrozenFigure",
    "FrozenPurge",
    "Group",
    "ImportBatch",
    "ImportMapping",
    "ImportRow",
    "Indicator",
    "Measurement",
    "OriginStatement",
    "OutboxEntry",
    "PeriodLock",
    "PublishedCell",
    "Relocation",
    "RestrictedReading",
    "Result",
    "ResultNews",
    "Round",
    "RoundDuty",
    "Run",
    "Source",
    "SourceMark",
    "StatutoryCriterion",
    "StatutoryInput",
    "StatutoryRule",
    "StoryNote",
    "Target",
    "WheelEntry",
    "Withdrawal",
    "WorkflowStep",
]
