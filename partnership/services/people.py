"""People: recognised by their address, so that nobody appears twice."""

from __future__ import annotations

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from partnership.models import Person
from partnership.rules.access import Standing, check, may_administer
from partnership.services import edits


@transaction.atomic
def with_login(*, name: str, email: str) -> Person:
    """The person of this address, with a login that can be invited; made where missing.

    Refuses an address that belongs to somebody of another name, and a deactivated login.
    """
    user = User.objects.select_for_update().filter(email__iexact=email).first()
    person = Person.objects.filter(user=user).first() if user else None
    if person is None:
        person = Person.objects.filter(email__iexact=email, user__isnull=True).first()
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
            person.user = user
            person.save(update_fields=["user"])
    return person


def login_of(by: Standing) -> User | None:
    """Whose login acts."""
    return User.objects.get(pk=by.user_id) if by.user_id is not None else None


def name_of(by: Standing) -> str:
    """The name of whoever acts; empty for one who is no person here."""
    if by.user_id is None:
        return ""
    return Person.objects.filter(user_id=by.user_id).values_list("name", flat=True).first() or ""


@transaction.atomic
def change(*, by: Standing, person_id: int, seen: int, name: str, title: str) -> Person:
    """Correct a person's name or title. Raises `StaleEdit` when it changed after `seen`."""
    check(may_administer, by)
    person = edits.locked(Person, person_id)
    with pghistory.context(reason="person changed"):
        edits.change(person, seen=seen, values={"name": name, "title": title})
    return person
