"""Invitations: a link that lets a person choose a password, once, for a week."""

from __future__ import annotations

import datetime as dt
import enum
import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import pghistory
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from accounts.models import Invitation, User


class LinkState(enum.Enum):
    """What became of a link."""

    OPEN = "open"
    USED = "used"
    REVOKED = "revoked"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


class LinkRefused(Exception):
    """The link does not open anything (any more)."""

    def __init__(self, state: LinkState) -> None:
        super().__init__(state.value)
        self.state = state


class MailNotSent(Exception):
    """Everything was saved, but the mail server would not take the letter."""


@dataclass(frozen=True)
class FoundLink:
    """A link looked up; without an invitation when nobody ever sent it."""

    state: LinkState
    invitation: Invitation | None = None


def hash_of(token: str) -> str:
    """What is stored of a token: the token itself is only in the mail."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def issue(
    *, user: User, issued_by: User | None, inviter: str = "", seats: Sequence[str] = ()
) -> str:
    """Open a link for the user, close the earlier ones, mail it after commit; returns the token.

    The letter names who invites and the bodies that a seat waits in, as the caller knows them.

    Raises `MailNotSent` from the commit when the letter could not be handed over.
    """
    now = timezone.now()
    token = secrets.token_urlsafe(32)
    with pghistory.context(reason="invitation issued"):
        revoke(user=user)
        Invitation.objects.create(
            user=user,
            token_hash=hash_of(token),
            issued_by=issued_by,
            issued_at=now,
            expires_at=now + dt.timedelta(days=settings.INVITATION_DAYS),
        )
    transaction.on_commit(partial(_mail, user, token, inviter, tuple(seats)))
    return token


def revoke(*, user: User) -> int:
    """Close all open links of a user; says how many there were."""
    with pghistory.context(reason="invitation revoked"):
        return Invitation.objects.open().filter(user=user).update(revoked_at=timezone.now())


def find(token: str) -> FoundLink:
    """Look a link up without using it."""
    invitation = (
        Invitation.objects.select_related("user", "issued_by")
        .filter(token_hash=hash_of(token))
        .first()
    )
    return FoundLink(_state(invitation), invitation)


@transaction.atomic
def accept(*, token: str, password: str) -> User:
    """Use the link: set the password, once. The row is locked, so of two clicks one is refused.

    Raises `LinkRefused`, or `ValidationError` for a password that is too weak.
    """
    invitation = Invitation.objects.select_for_update().filter(token_hash=hash_of(token)).first()
    state = _state(invitation)
    if invitation is None or state is not LinkState.OPEN:
        raise LinkRefused(state)
    user = User.objects.select_for_update().get(pk=invitation.user_id)
    if not user.is_active:
        raise LinkRefused(LinkState.REVOKED)
    validate_password(password, user)
    with pghistory.context(reason="invitation accepted"):
        user.set_password(password)
        user.save(update_fields=["password"])
        invitation.accepted_at = timezone.now()
        invitation.save(update_fields=["accepted_at"])
    return user


def _state(invitation: Invitation | None) -> LinkState:
    if invitation is None:
        return LinkState.UNKNOWN
    # A password chosen in another way (a forgotten one, asked for anew) closes the link too.
    if invitation.accepted_at or invitation.user.has_usable_password():
        return LinkState.USED
    if invitation.revoked_at or not invitation.user.is_active:
        return LinkState.REVOKED
    if invitation.expires_at <= timezone.now():
        return LinkState.EXPIRED
    return LinkState.OPEN


def _mail(user: User, token: str, inviter: str, seats: Sequence[str]) -> None:
    """Write to the person in the person's own language."""
    with translation.override(user.language):
        context = {
            "link": settings.SITE_URL.rstrip("/") + reverse("accounts:invitation", args=[token]),
            "inviter": inviter,
            "seats": seats,
            "days": settings.INVITATION_DAYS,
            "support_email": settings.SUPPORT_EMAIL,
        }
        subject = " ".join(render_to_string("accounts/mail/invitation_subject.txt").split())
        text = render_to_string("accounts/mail/invitation.txt", context)
    try:
        send_mail(subject, text, None, [user.email])
    except OSError as trouble:  # covers SMTP errors and a server that does not answer
        raise MailNotSent from trouble
