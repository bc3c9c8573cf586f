"""Frozen copies: what was shown at one moment, kept as it was, with a fingerprint that tells.

A frozen copy holds a document of figures and sentences as canonical JSON and as a PDF. Beside it
stand its figures one by one, so that it can be said which of them were revised or hidden since.
"""

from __future__ import annotations

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.models import Area
from indicators.models.definitions import Category, Definition
from indicators.models.results import Result
from indicators.models.workflow import Withdrawal


class FrozenCopy(models.Model):
    """What people had before them: never rewritten, only purged of a figure that was withdrawn."""

    class Kind(models.TextChoices):
        EVIDENCE = "evidence", _("låst grundlag")
        BRIEF = "brief", _("mødeoplæg")

    kind = models.CharField(max_length=8, choices=Kind)
    canonical = models.TextField(help_text="The whole content as canonical JSON")
    sha256 = models.CharField(max_length=64, help_text="Of the canonical JSON in UTF-8")
    pdf = models.BinaryField()
    pdf_sha256 = models.CharField(max_length=64)
    code_version = models.CharField(
        max_length=200, help_text="As the runs record it that its figures come from"
    )
    holds_restricted = models.BooleanField(
        default=False, help_text="Figures only for those who may see restricted indicators"
    )
    frozen_at = models.DateTimeField(default=timezone.now, help_text="The moment it is of")
    kept_at = models.DateTimeField(default=timezone.now, help_text="When it was written down")

    class Meta:
        ordering = ["-frozen_at", "-id"]
        triggers = [
            pgtrigger.Protect(
                name="frozen_copy_stands", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.frozen_at:%Y-%m-%d} {self.sha256[:8]}"


class FrozenFigure(models.Model):
    """One statement as a frozen copy shows it; the keys are those of the result it was read from."""

    copy = models.ForeignKey(FrozenCopy, on_delete=models.CASCADE, related_name="figures")
    statement = models.CharField(max_length=10, choices=Result.Statement)
    definition = models.ForeignKey(Definition, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    comparator = models.CharField(max_length=13, choices=Result.Comparator, blank=True)
    other = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, related_name="+")
    slot = models.CharField(max_length=8)
    baseline_slot = models.CharField(max_length=8, blank=True)
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="+")
    event = models.PositiveBigIntegerField(null=True, help_text="The marked effort, of a DiD")
    state = models.CharField(max_length=20, choices=Result.State)
    reason = models.CharField(max_length=40, blank=True)
    estimate = models.FloatField(null=True)
    lower = models.FloatField(null=True)
    upper = models.FloatField(null=True)
    n = models.FloatField(null=True)
    verdict = models.CharField(max_length=40, blank=True)
    certainty = models.CharField(max_length=12, blank=True)
    version = models.PositiveIntegerField(null=True, help_text="The measurement's version")
    withdrawn_by = models.ForeignKey(
        Withdrawal, on_delete=models.PROTECT, null=True, related_name="frozen_figures"
    )

    class Meta:
        ordering = ["copy", "id"]
        triggers = [
            pgtrigger.Protect(
                name="frozen_figure_stands", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]
        indexes = [models.Index(fields=["definition", "area", "slot"], name="frozen_figure_place")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="value")
                | Q(estimate__isnull=True, lower__isnull=True, upper__isnull=True, n__isnull=True),
                name="no_frozen_figure_behind_a_state",
            )
        ]

    def __str__(self) -> str:
        return f"{self.statement} {self.definition_id} {self.area_id} {self.slot}"


@pghistory.track()
class FrozenPurge(models.Model):
    """A withdrawn figure was taken out of a frozen copy: when, and the fingerprints before it."""

    copy = models.ForeignKey(FrozenCopy, on_delete=models.PROTECT, related_name="purges")
    withdrawal = models.ForeignKey(Withdrawal, on_delete=models.PROTECT, related_name="purges")
    sha256_before = models.CharField(max_length=64)
    pdf_sha256_before = models.CharField(max_length=64)
    purged_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["copy", "id"]
        constraints = [
            models.UniqueConstraint(fields=["copy", "withdrawal"], name="frozen_purge_once")
        ]

    def __str__(self) -> str:
        return f"{self.copy_id} {self.purged_at:%Y-%m-%d}"
