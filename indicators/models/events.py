"""Events beside the curves: what happened, where and when, so that a bend can be understood."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.models import Area
from indicators.models.definitions import Indicator


@pghistory.track()
class EventMarker(models.Model):
    """Something that happened on a day: shown on the curves of its area and indicator.

    Without an area it concerns all areas, without an indicator all indicators. An effort is an event
    whose contribution can be asked for: did its area develop differently afterwards?
    """

    class Kind(models.TextChoices):
        EFFORT = "effort", _("indsats")
        DECISION = "decision", _("beslutning")
        OTHER = "other", _("anden hændelse")

    kind = models.CharField(max_length=8, choices=Kind)
    title = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120, blank=True)
    text = models.CharField(max_length=500, blank=True)
    happened_on = models.DateField()
    described_on = models.DateField(
        null=True, blank=True, help_text="When the effort was written down; after its start caps it"
    )
    area = models.ForeignKey(
        Area, on_delete=models.CASCADE, null=True, blank=True, related_name="markers"
    )
    indicator = models.ForeignKey(
        Indicator, on_delete=models.CASCADE, null=True, blank=True, related_name="markers"
    )
    same_effort = ArrayField(
        models.PositiveBigIntegerField(),
        default=list,
        blank=True,
        help_text="Areas with the same effort: nobody to compare with",
    )
    path = models.CharField(
        max_length=200, blank=True, help_text="The page it comes from: an intervention's story"
    )
    is_withdrawn = models.BooleanField(default=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["happened_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="effort") | Q(area__isnull=False, indicator__isnull=False),
                name="effort_has_place_and_aim",
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.happened_on}"

    @property
    def is_effort(self) -> bool:
        """Whether its contribution can be asked for."""
        return self.kind == self.Kind.EFFORT
