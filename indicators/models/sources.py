"""Sources: where figures come from, what was agreed about them, and what their marks mean."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partnership.models import Organisation


@pghistory.track()
class Source(models.Model):
    """Where figures come from, and what was agreed about them.

    Only figures of one family may be subtracted from each other. Without `shown_to` nothing is
    taken in: somebody must first have settled who may see it.
    """

    class ShownTo(models.TextChoices):
        UNSETTLED = "", _("ikke afklaret")
        PARTNERSHIP = "partnership", _("partnerskabet")
        EVERYONE = "everyone", _("alle")

    code = models.SlugField(unique=True)
    name = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160, blank=True)
    family = models.CharField(max_length=40, help_text="Sources that count in the same way")
    url = models.URLField(max_length=400, blank=True)
    controller = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="sources"
    )
    basis = models.CharField(max_length=300, blank=True, help_text="Agreement or legal basis")
    shown_to = models.CharField(
        max_length=11, choices=ShownTo, blank=True, default=ShownTo.UNSETTLED
    )
    may_be_published = models.BooleanField(default=False)
    is_official = models.BooleanField(
        default=False, help_text="Published official statistics, which approve themselves"
    )
    retention_months = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="How long files that came in are kept"
    )
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(may_be_published=True) | Q(shown_to="everyone"),
                name="published_source_is_for_everyone",
            )
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class SourceMark(models.Model):
    """What a source means by a mark in place of a number (.., x, -): asked once, then remembered."""

    class Meaning(models.TextChoices):
        ZERO = "zero", _("reelt nul")
        MISSING = "missing", _("mangler")
        SUPPRESSED = "suppressed_by_source", _("skjult af kilden")
        NOT_RELEVANT = "not_relevant", _("ikke relevant")
        BLANK = "blank", _("intet: cellen springes over")

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="marks")
    mark = models.CharField(max_length=20)
    meaning = models.CharField(max_length=20, choices=Meaning)

    class Meta:
        ordering = ["source", "mark"]
        constraints = [models.UniqueConstraint(fields=["source", "mark"], name="source_mark_once")]

    def __str__(self) -> str:
        return f"{self.source} {self.mark}"
