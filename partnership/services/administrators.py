"""There is always somebody who can let others in: the last administrator cannot be lost."""

from __future__ import annotations

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from partnership.models import Organisation, Person, Seat
from partnership.services.edits import free_slug

# Two administrators who remove each other at the same moment wait here for one another.
_LOCK = 7_201_001


def one_at_a_time() -> None:
    """Let only one transaction at a time take rights away; held until it ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def administers(seats: QuerySet[Seat]) -> bool:
    """Whether one of the seats is an administrator's that still holds or is to come."""
    today = timezone.localdate()
    held = seats.filter(role=Seat.Role.ADMINISTRATOR)
    return held.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today)).exists()


def check_one_remains() -> None:
    """Refuse a change after which nobody could sign in as administrator for good."""
    remaining = (
        Seat.objects.on(timezone.localdate())
        .filter(role=Seat.Role.ADMINISTRATOR, ends_on__isnull=True, person__user__is_active=True)
        .exclude(person__user__password__startswith=UNUSABLE_PASSWORD_PREFIX)
    )
    if not remaining.exists():
        raise ValidationError(
            _(
                "Der skal altid være mindst én administrator, som kan logge ind og har en plads "
                "uden slutdato. Giv først en anden sådan en plads."
            ),
            code="last_administrator",
        )


@transaction.atomic
def ensure(*, email: str, organisation_name: str, password: str | None) -> tuple[User, bool]:
    """A user with an administrator's seat from today on; says whether the user is new.

    Safe to repeat: an existing user keeps the password unless a new one is given.
    """
    user = User.objects.filter(email__iexact=email).first()
    is_new = user is None
    if user is None:
        user = User.objects.create_user(email, password)
    elif password:
        user.set_password(password)
    user.is_active = True
    user.save()
    organisation = Organisation.objects.filter(name=organisation_name).first()
    if organisation is None:
        organisation = Organisation.objects.create(
            kind=Organisation.Kind.MUNICIPALITY,
            name=organisation_name,
            slug=free_slug(Organisation, organisation_name),
        )
    person, _made = Person.objects.get_or_create(
        user=user, defaults={"name": user.email.split("@")[0], "email": user.email}
    )
    today = timezone.localdate()
    seats = Seat.objects.filter(person=person, role=Seat.Role.ADMINISTRATOR)
    if not seats.on(today).filter(ends_on__isnull=True).exists():
        # A seat with an end would overlap the new one; the endless one takes its place.
        seats.filter(ends_on__gte=today).delete()
        Seat.objects.create(
            person=person,
            organisation=organisation,
            role=Seat.Role.ADMINISTRATOR,
            starts_on=today,
        )
    return user, is_new
