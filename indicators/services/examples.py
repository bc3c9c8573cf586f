"""Example sets: loaded with an account of every row, by which `example_removal` takes them away again."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import models, transaction
from django.utils import timezone

from accounts.models import User
from indicators.models import (
    ExampleRow,
    ExampleSet,
)
from indicators.services.partnership_file.chapters import chapters
from indicators.services.partnership_file.files import load_partnership
from indicators.services.partnership_file.reading import FileRefused, read_partnership
from partnership.models import (
    Body,
    Person,
    Seat,
)
from partnership.rules.access import MEMBER_ROLES

EXAMPLES = Path(__file__).resolve().parent.parent.parent / "examples"
DEFAULT = "eksempel"
PASSWORD = "kvarterkompas-eksempel"  # noqa: S105 - printed on every start; for trying out only


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
    people = Person.objects.filter(user__in=ids_of(User)).prefetch_related("seats__body")
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


def ids_of(
    model: type[models.Model], example: ExampleSet | None = None
) -> models.QuerySet[ExampleRow, int]:
    """The rows of a model that an example brought; of all examples where none is named."""
    rows = ExampleRow.objects.filter(model=model._meta.label_lower)
    if example is not None:
        rows = rows.filter(example_set=example)
    return rows.values_list("row_id", flat=True)
