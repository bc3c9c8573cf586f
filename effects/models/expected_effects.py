"""Expected effects: what an intervention should move, where, how much and by when, said beforehand."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.models import Area
from indicators.models import EventMarker, Indicator
from partnership.models import Decision, Intervention, TargetGroup


@pghistory.track()
class ExpectedEffect(models.Model):
    """One thing an intervention should move: an indicator. What is expected stands in its versions."""

    intervention = models.ForeignKey(
        Intervention, on_delete=models.CASCADE, related_name="expected_effects"
    )
    indicator = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, related_name="expected_effects"
    )
    number = models.PositiveSmallIntegerField(help_text="1, 2, … within the intervention")
    withdrawn_on = models.DateField(null=True, blank=True, help_text="No longer expected")
    withdrawn_because = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["intervention", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["intervention", "number"], name="expected_effect_number_once"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | ~Q(withdrawn_because=""),
                name="withdrawn_effect_has_its_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.intervention}: {self.indicator}"


@pghistory.track()
class EffectVersion(models.Model):
    """What was expected, as it was written on a day; a change is a new version with its reason.

    Written before the intervention began it is what we believed beforehand; written later it is an
    amendment, and one whose first version came after the start is "described after the start".
    """

    class Measure(models.TextChoices):
        LEVEL = "level", _("områdets eget tal")
        GAP = "gap", _("afstanden til sammenligningsgrundlaget")

    class Direction(models.TextChoices):
        RISE = "rise", _("stiger")
        FALL = "fall", _("falder")

    effect = models.ForeignKey(ExpectedEffect, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    areas = models.ManyToManyField(Area, related_name="expected_effects")
    target_group = models.ForeignKey(
        TargetGroup, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    measure = models.CharField(max_length=5, choices=Measure, default=Measure.LEVEL)
    direction = models.CharField(max_length=4, choices=Direction)
    size = models.FloatField(
        help_text="In the indicator's unit; percentage points for shares; above 0"
    )
    earliest_on = models.DateField(help_text="Before this day nothing can be seen")
    latest_on = models.DateField(help_text="By this day it should be seen")
    why = models.TextField(max_length=4000, help_text="Why we believe it")
    other_causes = models.TextField(
        max_length=4000, blank=True, help_text="What else could explain a change"
    )
    reason = models.TextField(max_length=2000, blank=True, help_text="Why it was amended")
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="effect_versions"
    )
    written_on = models.DateField(default=timezone.localdate)
    is_late = models.BooleanField(default=False, help_text="Written after the intervention began")
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["effect", "number"]
        constraints = [
            models.UniqueConstraint(fields=["effect", "number"], name="effect_version_once"),
            models.CheckConstraint(condition=Q(size__gt=0), name="expected_size_above_zero"),
            models.CheckConstraint(
                condition=Q(latest_on__gte=F("earliest_on")), name="expected_latest_after_earliest"
            ),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(reason=""), name="amendment_has_its_reason"
            ),
        ]
        triggers = [
            # A user who is removed may be forgotten; nothing else of a version ever changes.
            pgtrigger.Protect(
                name="expected_stands",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(exclude=["written_by"]),
            ),
            pgtrigger.Protect(name="expected_stays", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.effect} ({self.number})"


@pghistory.track()
class EffectMarker(models.Model):
    """Joins an expected effect in one area with the effort marked on the curves there."""

    effect = models.ForeignKey(ExpectedEffect, on_delete=models.CASCADE, related_name="markers")
    event = models.OneToOneField(EventMarker, on_delete=models.CASCADE, related_name="effect")

    class Meta:
        ordering = ["effect", "event"]

    def __str__(self) -> str:
        return f"{self.effect_id} {self.event_id}"
