"""What a person chose for the own login."""

from __future__ import annotations

import pghistory
from django.db import transaction

from accounts.models import User


@transaction.atomic
def choose_language(*, user: User, language: str) -> None:
    """Speak and write to the person in this language from now on."""
    with pghistory.context(reason="language chosen"):
        user.language = language
        user.save(update_fields=["language"])


@transaction.atomic
def choose_frequency(*, user: User, frequency: str) -> None:
    """Mail the person's notices this often from now on."""
    with pghistory.context(reason="frequency of mails chosen"):
        user.notice_frequency = frequency
        user.save(update_fields=["notice_frequency"])
