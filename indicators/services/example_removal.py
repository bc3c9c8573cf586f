"""Taking an example away: by the account of its rows, and what was logged on its places.

A figure on a place that goes cannot stay. A row that something else has come to lean on stays and
becomes an ordinary row; everything made by others elsewhere is untouched.
"""

from __future__ import annotations

from dataclasses import dataclass

import pghistory.models
import pgtrigger
from django.apps import apps
from django.db import models, transaction
from django.db.models import Q

from accounts.models import Invitation, Notice, User
from areas.models import Area, AreaExtent
from indicators.models import (
    Category,
    CategorySet,
    Cell,
    ComparatorChoice,
    ControlLimit,
    DataSet,
    DataSetReader,
    Definition,
    DisclosureThreshold,
    EventMarker,
    ExampleRow,
    ExampleSet,
    Group,
    ImportMapping,
    Indicator,
    Measurement,
    OriginStatement,
    OutboxEntry,
    PeriodLock,
    PublishedCell,
    Relocation,
    RestrictedReading,
    Result,
    ResultNews,
    Round,
    RoundDuty,
    Run,
    Source,
    SourceMark,
    StatutoryInput,
    StoryNote,
    Target,
    WheelEntry,
    Withdrawal,
    WorkflowStep,
)
from indicators.services.examples import ExampleRefused, ids_of
from indicators.services.partnership_file.chapters import chapters
from indicators.services.partnership_file.work import WORK_MODELS
from indicators.services.partnership_file.work_money import MONEY_MODELS
from indicators.services.staleness import mark_stale
from partnership.models import (
    Body,
    EffortArea,
    Frame,
    Goal,
    Organisation,
    Ownership,
    Person,
    Seat,
    TargetGroup,
    Vision,
)
from partnership.services.work_removal import remove_work

# What leans on something stands before it.
ORDER: tuple[type[models.Model], ...] = (
    *MONEY_MODELS, *WORK_MODELS,
    Measurement, RoundDuty, Round, WheelEntry, Cell, ControlLimit, EventMarker, StoryNote, Relocation,
    OriginStatement, ResultNews,
    StatutoryInput, ComparatorChoice, DisclosureThreshold, Target, DataSet, Definition, Indicator,
    Group, Source, Category, CategorySet, Run,
    TargetGroup, EffortArea, Goal, Vision, Frame, Seat, Person, User, Body,
    Ownership, Organisation, AreaExtent, Area,
)  # fmt: skip
# Rows that go with what they belong to and never hold it back.
FOLLOWING = (
    ExampleRow, Invitation, Notice, OutboxEntry, Result, Run, AreaExtent, Ownership, Target,
    PublishedCell, DataSetReader, SourceMark, ImportMapping, PeriodLock, RestrictedReading, RoundDuty,
    # Those of others go on without the indicator or place that went.
    Round, WheelEntry,
)  # fmt: skip
# The one place where figures are deleted may pass by what keeps them.
GUARDS = (
    "indicators.Measurement:never_rewritten",
    "indicators.Measurement:never_deleted",
    "indicators.WorkflowStep:never_rewritten",
)
# What is said of a place goes with the place, whoever said it: the fields that name one.
SAID_OF_PLACES: dict[type[models.Model], tuple[str, ...]] = {
    EventMarker: ("area",), StoryNote: ("area",), Relocation: ("from_area", "to_area"),
    ControlLimit: ("area",), OriginStatement: ("area",), ComparatorChoice: ("other",),
}  # fmt: skip


@dataclass(frozen=True)
class Removal:
    """What removing an example takes away: its own rows, and what others logged on its places."""

    example: ExampleSet
    own_rows: int
    others_measurements: int
    others_cells: int
    others_targets: int
    others_notes: int


def what_removal_takes(code: str | None = None) -> Removal:
    """What `remove_example` would take away, told before it is done."""
    example = _loaded(code)
    places = ids_of(Area, example)
    own = Q(pk__in=ids_of(Measurement, example))
    return Removal(
        example=example,
        own_rows=example.rows.count(),
        others_measurements=Measurement.objects.filter(cell__area__in=places).exclude(own).count(),
        others_cells=Cell.objects.filter(area__in=places)
        .exclude(pk__in=ids_of(Cell, example))
        .count(),
        others_targets=Target.objects.filter(area__in=places)
        .exclude(pk__in=ids_of(Target, example))
        .count(),
        others_notes=sum(
            rows.exclude(pk__in=ids_of(model, example)).count()
            for model, rows in _said_of(set(places))
        ),
    )


@transaction.atomic
def remove_example(code: str | None = None) -> Removal:
    """Take an example away again. Raises `ExampleRefused` where none is loaded."""
    removal = what_removal_takes(code)
    example = removal.example
    order = (*(model for chapter in chapters() for model in chapter.models), *ORDER)
    ids = {model: set(ids_of(model, example)) for model in order}
    places = ids[Area]
    Result.objects.filter(
        Q(area__in=places)
        | Q(other__in=places)
        | Q(source__in=ids[Source])
        | Q(definition__in=ids[Definition])
    ).delete()
    # The one place where figures are deleted: their place goes, and they with it.
    with pgtrigger.ignore(*GUARDS):
        gone = Measurement.objects.filter(Q(cell__area__in=places) | Q(pk__in=ids[Measurement]))
        WorkflowStep.objects.filter(measurement__in=gone).delete()
        gone.delete()
        Withdrawal.objects.filter(cell__area__in=places).delete()
        Cell.objects.filter(area__in=places).delete()
        for _model, rows in _said_of(places):
            rows.delete()
        AreaExtent.objects.filter(parent__in=places).exclude(area__in=places).update(parent=None)
        for chapter in reversed(chapters()):
            chapter.remove(ids[Body])
        remove_work(ids[Body])
        for model in (each for each in order if each is not Measurement):
            _delete_free(model, ids[model])
    example.delete()
    groups = Group.objects.filter(indicators__isnull=False).distinct()
    mark_stale(groups=groups, reason="eksempeldata fjernet")
    return removal


def _said_of(places: set[int]) -> list[tuple[type[models.Model], models.QuerySet[models.Model]]]:
    """Events, notes and the like that name one of these places."""
    found = []
    for model, names in SAID_OF_PLACES.items():
        about = Q(*((f"{name}__in", places) for name in names), _connector=Q.OR)
        found.append((model, model._default_manager.filter(about)))
    return found


def _loaded(code: str | None) -> ExampleSet:
    sets = ExampleSet.objects.filter(code=code) if code else ExampleSet.objects.all()
    example = sets.first()
    if example is None:
        raise ExampleRefused("none_loaded", code or "")
    return example


def _delete_free(model: type[models.Model], ids: set[int]) -> None:
    """Delete what nothing leans on; a body under a body goes first, then the one above it."""
    while free := _free(model, ids):
        model._default_manager.filter(pk__in=free).delete()
        ids = ids - free


def _free(model: type[models.Model], ids: set[int]) -> set[int]:
    """The rows that nothing else leans on; what belonged to the example is gone by now."""
    free = set(ids)
    for relation in model._meta.related_objects:
        child = relation.related_model
        if isinstance(child, str) or relation.on_delete is models.SET_NULL:
            continue
        if child in FOLLOWING or issubclass(child, pghistory.models.Event):
            continue
        if apps.get_app_config(child._meta.app_label).name.startswith(("allauth", "django.")):
            continue
        name = relation.field.name
        leaning = child._default_manager.filter(**{f"{name}__in": free})
        free -= set(leaning.values_list(name, flat=True))
    return free
