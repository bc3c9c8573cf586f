"""People: recognised by their address, so that nobody appears twice."""

from __future__ import annotations

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import User
from partnership.models import Person
from partnership.rules.access import NotAllowed, Standing
from partnership.services import edits


def namesakes(*, by: Standing, name: str, email: str) -> list[Person]:
    """Those of a name whom an invitation could mean though they have another address, or none.

    Only those whom the inviter may correct: an organisation's administrator learns of nobody else.
    """
    if Person.objects.filter(Q(email__iexact=email) | Q(user__email__iexact=email)).exists():
        return []  # the address says who it is
    found = Person.objects.filter(name__iexact=name).order_by("pk")
    return [person for person in found if manages(by, person)]


@transaction.atomic
def with_login(*, by: Standing, name: str, email: str, known: Person | None = None) -> Person:
    """The person of this address, with a login that can be invited; made where missing.

    `known` is somebody without a login, or with another address, of whom the inviter says that it is
    the same person. Refuses an address that belongs to somebody else, and a deactivated login.
    """
    user = User.objects.select_for_update().filter(email__iexact=email).first()
    person = Person.objects.filter(user=user).first() if user else None
    if person is None:
        person = Person.objects.filter(email__iexact=email, user__isnull=True).first()
    if known is not None:
        person, name = _the_known(by, known, person), known.name
    if person and person.name != name:
        raise ValidationError(
            {
                "name": _("Adressen tilhører allerede %(name)s. Skriv det navn, eller brug en "
                          "anden adresse.") % {"name": person.name}
            }
        )  # fmt: skip
    if user and not user.is_active:
        raise ValidationError(
            {"email": _("Brugeren er deaktiveret. Genåbn brugeren først under Brugere.")}
        )
    with pghistory.context(reason="person invited"):
        user = user or User.objects.create_user(email)
        if person is None:
            return Person.objects.create(name=name, email=user.email, user=user)
        if person.user_id is None:
            person.user, person.email = user, user.email
            person.save(update_fields=["user", "email"])
    return person


def _the_known(by: Standing, known: Person, of_address: Person | None) -> Person:
    """The one who is known already, held; refused where the address leads to somebody else."""
    person = edits.locked(Person, known.pk)
    check_manage_person(by, person)
    if of_address is not None and of_address != person:
        raise ValidationError(
            {"email": _("Adressen tilhører allerede %(name)s.") % {"name": of_address.name}}
        )
    if person.user is not None:
        raise ValidationError(
            {"email": _("%(name)s logger ind med %(email)s. Skriv den adresse.")
             % {"name": person.name, "email": person.user.email}}
        )  # fmt: skip
    return person


def login_of(by: Standing) -> User | None:
    """Whose login acts."""
    return User.objects.get(pk=by.user_id) if by.user_id is not None else None


def name_of(by: Standing) -> str:
    """The name of whoever acts; empty for one who is no person here."""
    if by.user_id is None:
        return ""
    return Person.objects.filter(user_id=by.user_id).values_list("name", flat=True).first() or ""


def manages(by: Standing, person: Person) -> bool:
    """Whether somebody may correct a person: one whose every seat is in their own organisation."""
    if by.is_administrator:
        return True
    organisations = set(person.seats.values_list("organisation_id", flat=True))
    return bool(organisations) and organisations <= by.administers


def check_manage_person(by: Standing, person: Person) -> None:
    """Raise `NotAllowed` unless `manages` says yes."""
    if not manages(by, person):
        raise NotAllowed("manages")


@transaction.atomic
def change(*, by: Standing, person_id: int, seen: int, name: str, title: str) -> Person:
    """Correct a person's name or title. Raises `StaleEdit` when it changed after `seen`."""
    person = edits.locked(Person, person_id)
    check_manage_person(by, person)
    with pghistory.context(reason="person changed"):
        edits.change(person, seen=seen, values={"name": name, "title": title})
    return person
