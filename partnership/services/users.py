"""Logins seen from the partnership: shut out at once, let in again, invited once more."""

from __future__ import annotations

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import invitations
from partnership.models import Seat
from partnership.rules.access import Standing, check, may_administer
from partnership.services import edits, people
from partnership.services.administrators import (
    administers,
    check_one_remains,
    one_at_a_time,
)


@transaction.atomic
def deactivate(*, by: Standing, user_id: int) -> User:
    """Shut a user out: every session ends with its next request, open links stop working."""
    check(may_administer, by)
    one_at_a_time()
    user = edits.locked(User, user_id)
    is_administrator = administers(Seat.objects.filter(person__user=user))
    with pghistory.context(reason="user deactivated"):
        user.is_active = False
        user.save(update_fields=["is_active"])
    invitations.revoke(user=user)
    if is_administrator:
        check_one_remains()
    return user


@transaction.atomic
def reactivate(*, by: Standing, user_id: int) -> User:
    """Let a user in again; what opens depends on the seats that hold."""
    check(may_administer, by)
    user = edits.locked(User, user_id)
    with pghistory.context(reason="user reactivated"):
        user.is_active = True
        user.save(update_fields=["is_active"])
    return user


@transaction.atomic
def invite_again(*, by: Standing, user_id: int) -> User:
    """Mail a new link to somebody who has not chosen a password yet; earlier links close."""
    check(may_administer, by)
    user = edits.locked(User, user_id)
    if not user.is_active or user.has_usable_password():
        raise ValidationError(
            _("Brugeren har allerede valgt adgangskode eller er deaktiveret."), code="not_invitable"
        )
    waiting = Seat.objects.filter(person__user=user).select_related("body", "organisation")
    invitations.issue(
        user=user,
        issued_by=people.login_of(by),
        inviter=people.name_of(by),
        seats=list(dict.fromkeys((seat.body or seat.organisation).name for seat in waiting)),
    )
    return user
