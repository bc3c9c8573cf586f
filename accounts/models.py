"""The door: who can sign in, the invitations that let a person in, and what each is told."""

from __future__ import annotations

from typing import Any, ClassVar

import pghistory
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    """Creates users by e-mail address; addresses are compared without regard to case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Create a user; without a password nobody can sign in until an invitation is accepted."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.full_clean()
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        """Find a user whatever case the address is typed in."""
        return self.get(email__iexact=username)


@pghistory.track(exclude=["password", "last_login"])
class User(AbstractBaseUser):
    """A login. What its owner may do follows from seats in the partnership, never from the login."""

    class Language(models.TextChoices):
        DANISH = "da", "Dansk"
        ENGLISH = "en", "English"

    class NoticeFrequency(models.TextChoices):
        AT_ONCE = "at_once", _("med det samme")
        DAILY = "daily", _("én gang om dagen")
        WEEKLY = "weekly", _("én gang om ugen")

    email = models.EmailField("e-mail", unique=True)
    is_active = models.BooleanField(default=True)
    language = models.CharField(max_length=2, choices=Language, default=Language.DANISH)
    notice_frequency = models.CharField(
        max_length=8, choices=NoticeFrequency, default=NoticeFrequency.WEEKLY
    )
    joined_at = models.DateTimeField(default=timezone.now, editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserManager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_any_case")]

    def __str__(self) -> str:
        return self.email


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Reads of invitations."""

    def open(self) -> InvitationQuerySet:
        """Invitations whose link still works."""
        return self.filter(
            accepted_at__isnull=True, revoked_at__isnull=True, expires_at__gt=timezone.now()
        )


@pghistory.track(exclude=["token_hash"])
class Invitation(models.Model):
    """A single-use link with which a person chooses a password and gets in; only its hash is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="invitations")
    token_hash = models.CharField(max_length=64, unique=True)
    issued_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="invitations_issued"
    )
    issued_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("issued_at")),
                name="invitation_expires_after_issue",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.issued_at:%Y-%m-%d})"


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Reads of notices."""

    def unread(self) -> NoticeQuerySet:
        """What its reader has not opened yet."""
        return self.filter(read_at__isnull=True)


class Notice(models.Model):
    """One line that tells a person what waits: shown on the site, and sent by mail when they chose.

    It names no figure. `key` is what makes it one: the same matter is told a person once.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=40)
    text = models.CharField(max_length=300)
    text_en = models.CharField(max_length=300)
    path = models.CharField(max_length=300, blank=True, help_text="The page it is about")
    key = models.CharField(max_length=160)
    created_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="notice_once")]
        indexes = [
            models.Index(
                fields=["user"], condition=models.Q(mailed_at__isnull=True), name="notice_unmailed"
            )
        ]

    def __str__(self) -> str:
        return self.text


class Visit(models.Model):
    """When a person looked at the first page last, and when the time before: what is new since then.

    Not traced: it is nobody else's business, and a look changes nothing on the site.
    """

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="visit")
    began_at = models.DateTimeField(default=timezone.now)
    before_at = models.DateTimeField(null=True, help_text="The last look before this visit")

    class Meta:
        ordering = ["user"]

    def __str__(self) -> str:
        return f"{self.user} {self.began_at:%Y-%m-%d %H:%M}"
