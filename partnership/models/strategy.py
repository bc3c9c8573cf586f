"""What the partners agreed to reach: a frame holds visions, a vision holds goals."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language


@pghistory.track()
class Frame(models.Model):
    """An agreed set of visions for a period, such as the partnership's own visions to a year."""

    name = models.CharField(max_length=120, unique=True)
    slug = models.SlugField(unique=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    is_home = models.BooleanField(
        default=False, help_text="The frame that overview and area pages are ordered by"
    )

    class Meta:
        ordering = ["starts_on", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")), name="frame_ends_after_start"
            ),
            models.UniqueConstraint(
                fields=["is_home"], condition=Q(is_home=True), name="one_home_frame"
            ),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Vision(models.Model):
    """One of the frame's visions: how things should be at its end. Counted, never graded."""

    frame = models.ForeignKey(Frame, on_delete=models.CASCADE, related_name="visions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    title_en = models.CharField(max_length=160, blank=True)
    slug = models.SlugField()

    class Meta:
        ordering = ["frame", "number"]
        constraints = [
            models.UniqueConstraint(fields=["frame", "number"], name="vision_number_once"),
            models.UniqueConstraint(fields=["frame", "slug"], name="vision_slug_once"),
        ]

    def __str__(self) -> str:
        """Its title in the reader's language."""
        return self.title_en if get_language() == "en" and self.title_en else self.title


@pghistory.track()
class Goal(models.Model):
    """An outcome goal (effektmål) under a vision; indicators show whether it is met."""

    vision = models.ForeignKey(Vision, on_delete=models.CASCADE, related_name="goals")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["vision", "number"]
        constraints = [
            models.UniqueConstraint(fields=["vision", "number"], name="goal_number_once")
        ]

    def __str__(self) -> str:
        """Its title in the reader's language."""
        return self.title_en if get_language() == "en" and self.title_en else self.title
