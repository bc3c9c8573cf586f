"""Example sets: loaded with an account of every row, and taken away again by that account.

Removing takes the rows the example brought, and what was logged on its places: a figure on a
place that goes cannot stay. A row that something else has come to lean on stays and becomes an
ordinary row; everything made by others elsewhere is untouched.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pghistory.models
import pgtrigger
from django.apps import apps
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

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
from indicators.services.partnership_file.chapters import chapters
from indicators.services.partnership_file.files import load_partnership
from indicators.services.partnership_file.reading import FileRefused, read_partnership
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
from partnership.rules.access import MEMBER_ROLES
from partnership.services.work_removal import remove_work

EXAMPLES = Path(__file__).resolve().parent.parent.parent / "examples"
DEFAULT = "eksempel"
PASSWORD = "kvarterkompas-eksempel"  # noqa: S105 - printed on every start; for trying out only

# What leans on something stands before it.
ORDER: tuple[type[models.Model], ...] = (
    *MONEY_MODELS, *WORK_MODELS,
    Measurement, RoundDuty, Round, WheelEntry, Cell, ControlLimit, EventMarker, StoryNote, Relocation,
    OriginStatement,
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


class ExampleRefused(Exception):
    """The example cannot be loaded or removed now; `reason` is a code, see the commands."""

    def __init__(self, reason: str, name: str = "") -> None:
        super().__init__(reason)
        self.reason, self.name = reason, name


@dataclass(frozen=True)
class SignIn:
    """A sign-in that an example brought, and the role it stands for."""

    email: str
    role: str
    person: str


@dataclass(frozen=True)
class Removal:
    """What removing an example takes away: its own rows, and what others logged on its places."""

    example: ExampleSet
    own_rows: int
    others_measurements: int
    others_cells: int
    others_targets: int
    others_notes: int


def example_path(code: str) -> Path:
    """The file of an example. Raises `ExampleRefused` where there is none of that name."""
    path = EXAMPLES / f"{code}.toml"
    if not code.replace("-", "").isalnum() or not path.exists():
        raise ExampleRefused("unknown", code)
    return path


def example_codes() -> list[str]:
    """The examples that come with the program."""
    return sorted(path.stem for path in EXAMPLES.glob("*.toml"))


@transaction.atomic
def load_example(code: str, *, forced: bool = False) -> tuple[ExampleSet, str]:
    """Load an example whole and note every row it made; returns it and the sign-ins' password.

    Loading again changes nothing. A site reached by HTTPS is taken for a real one: refused unless
    forced, and then with a password that nobody knows beforehand. Raises `ExampleRefused` and
    `FileRefused`.
    """
    path = example_path(code)
    if settings.HTTPS and not forced:
        raise ExampleRefused("real_site", settings.SITE_URL)
    other = ExampleSet.objects.exclude(code=code).first()
    if other is not None:
        raise ExampleRefused("other_loaded", other.name)
    file = read_partnership(path)
    if file.partnership["code"] != code:
        raise FileRefused([f"[partnership] code: {file.partnership['code']} ≠ {code}"])
    password = secrets.token_urlsafe(12) if settings.HTTPS else PASSWORD
    example, _made = ExampleSet.objects.get_or_create(
        code=code,
        defaults={
            "name": file.partnership["name"],
            "is_fictitious": file.partnership["is_fictitious"],
        },
    )
    made = load_partnership(path).made
    wanted = {row["name"]: row["sign_in"] for row in file.rows("people") if row.get("sign_in")}
    made += _sign_ins(wanted, (row for row in made if isinstance(row, Person)), password)
    ExampleRow.objects.bulk_create(
        (
            ExampleRow(example_set=example, model=row._meta.label_lower, row_id=row.pk)
            for row in made
        ),
        batch_size=2000,
    )
    return example, password


@transaction.atomic
def finish_example(example: ExampleSet) -> None:
    """Make what leans on the example's computed figures; call it when all is computed."""
    file = read_partnership(example_path(example.code))
    made = [row for chapter in chapters() for row in chapter.finish(file, timezone.localdate())]
    ExampleRow.objects.bulk_create(
        ExampleRow(example_set=example, model=row._meta.label_lower, row_id=row.pk) for row in made
    )


def _sign_ins(wanted: dict[str, str], people: Iterable[Person], password: str) -> list[User]:
    """A login for each person made here that should have one; an address in use is left alone."""
    encoded, users = make_password(password), []
    for person in people:
        email = wanted.get(person.name)
        if email and not User.objects.filter(email__iexact=email).exists():
            user = User.objects.create(email=email, password=encoded)
            Person.objects.filter(pk=person.pk).update(user=user)
            users.append(user)
    return users


def sign_ins() -> list[SignIn]:
    """The sign-ins of the example that is loaded, in the order of the roles' reach."""
    found = []
    people = Person.objects.filter(user__in=_ids(User)).prefetch_related("seats__body")
    for person in people.select_related("user").order_by("pk"):
        seat = next(iter(person.seats.all()), None)
        if seat is not None and person.user is not None:
            found.append(SignIn(person.user.email, role_of(seat), person.name))
    reach = ("administrator", "secretariat", "board", "group", "supplier")
    return sorted(found, key=lambda each: reach.index(each.role))


def role_of(seat: Seat) -> str:
    """Which of the five kinds of access a seat gives."""
    if seat.role in MEMBER_ROLES:
        return "board" if seat.body and seat.body.kind == Body.Kind.BOARD else "group"
    return str(seat.role)


def what_removal_takes(code: str | None = None) -> Removal:
    """What `remove_example` would take away, told before it is done."""
    example = _loaded(code)
    places = _ids(Area, example)
    own = Q(pk__in=_ids(Measurement, example))
    return Removal(
        example=example,
        own_rows=example.rows.count(),
        others_measurements=Measurement.objects.filter(cell__area__in=places).exclude(own).count(),
        others_cells=Cell.objects.filter(area__in=places)
        .exclude(pk__in=_ids(Cell, example))
        .count(),
        others_targets=Target.objects.filter(area__in=places)
        .exclude(pk__in=_ids(Target, example))
        .count(),
        others_notes=sum(
            rows.exclude(pk__in=_ids(model, example)).count()
            for model, rows in _said_of(set(places))
        ),
    )


@transaction.atomic
def remove_example(code: str | None = None) -> Removal:
    """Take an example away again. Raises `ExampleRefused` where none is loaded."""
    removal = what_removal_takes(code)
    example = removal.example
    order = (*(model for chapter in chapters() for model in chapter.models), *ORDER)
    ids = {model: set(_ids(model, example)) for model in order}
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


def _ids(
    model: type[models.Model], example: ExampleSet | None = None
) -> models.QuerySet[ExampleRow, int]:
    rows = ExampleRow.objects.filter(model=model._meta.label_lower)
    if example is not None:
        rows = rows.filter(example_set=example)
    return rows.values_list("row_id", flat=True)


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
