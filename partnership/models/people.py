"""People who hold seats; many of them never sign in."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models


@pghistory.track()
class Person(models.Model):
    """Somebody in the partnership. A person may have a login; a login never is a person."""

    name = models.CharField(max_length=120)
    title = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="person",
    )

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
