"""The programme as data: plans and agreements, effort areas, target groups, agreed deliveries."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from partnership.models.organisations import Organisation
from partnership.models.people import Person
from partnership.models.strategy import Frame, Goal


@pghistory.track()
class EffortArea(models.Model):
    """A field of effort (indsatsområde): goals and indicators are held here, not per activity."""

    name = models.CharField(max_length=120, unique=True)
    name_en = models.CharField(max_length=120, blank=True)
    slug = models.SlugField(unique=True)
    text = models.TextField(blank=True)
    goals = models.ManyToManyField(Goal, blank=True, related_name="effort_areas")
    position = models.PositiveSmallIntegerField(default=0)
    retired_on = models.DateField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=0, help_text="Grows when its links change")

    class Meta:
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class TargetGroup(models.Model):
    """Whom efforts are for (målgruppe); a prioritised one is followed with its own indicators."""

    name = models.CharField(max_length=120, unique=True)
    name_en = models.CharField(max_length=120, blank=True)
    slug = models.SlugField(unique=True)
    text = models.TextField(blank=True, help_text="Who belongs to it")
    is_prioritised = models.BooleanField(default=False)
    effort_areas = models.ManyToManyField(EffortArea, blank=True, related_name="target_groups")
    goals = models.ManyToManyField(Goal, blank=True, related_name="target_groups")
    retired_on = models.DateField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=0, help_text="Grows when its links change")

    class Meta:
        ordering = ["-is_prioritised", "name"]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Plan(models.Model):
    """A plan or agreement the partners work under, for a period, with its parties and funder."""

    class Kind(models.TextChoices):
        MASTER_PLAN = "master_plan", _("helhedsplan")
        STRATEGIC = "strategic", _("strategisk aftale")
        SUB_AGREEMENT = "sub_agreement", _("delaftale")
        COOPERATION = "cooperation", _("samarbejdsaftale")
        OTHER = "other", _("anden aftale")

    kind = models.CharField(max_length=13, choices=Kind)
    name = models.CharField(max_length=160, unique=True)
    slug = models.SlugField(unique=True)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts"
    )
    frame = models.ForeignKey(
        Frame, on_delete=models.SET_NULL, null=True, blank=True, related_name="plans"
    )
    effort_area = models.ForeignKey(
        EffortArea, on_delete=models.SET_NULL, null=True, blank=True, related_name="plans"
    )
    funder = models.CharField(
        max_length=120, blank=True, help_text="Who funds it, if not the parties"
    )
    parties = models.ManyToManyField(Organisation, blank=True, related_name="plans")
    starts_on = models.DateField()
    ends_on = models.DateField()
    text = models.TextField(blank=True)
    case_number = models.CharField(max_length=60, blank=True)
    revision = models.PositiveIntegerField(default=0, help_text="Grows when its links change")

    class Meta:
        ordering = ["-starts_on", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="plan_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="plan_not_in_itself"
            ),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Delivery(models.Model):
    """What a party has promised in an agreement (aftalt leverance), and whether it was kept."""

    class State(models.TextChoices):
        AGREED = "agreed", _("Aftalt")
        KEPT = "kept", _("Leveret")
        PARTLY = "partly", _("Delvist leveret")
        NOT_KEPT = "not_kept", _("Ikke leveret")
        DROPPED = "dropped", _("Bortfaldet efter aftale")

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="deliveries")
    party = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="deliveries")
    responsible = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="deliveries"
    )
    title = models.CharField(max_length=160)
    text = models.TextField(blank=True)
    due_on = models.DateField()
    state = models.CharField(max_length=8, choices=State, default=State.AGREED)
    settled_on = models.DateField(null=True, blank=True)
    word = models.CharField(max_length=300, blank=True, help_text="How it went")

    class Meta:
        ordering = ["due_on", "id"]
        verbose_name_plural = "deliveries"
        constraints = [
            models.CheckConstraint(
                condition=Q(state="agreed", settled_on__isnull=True)
                | (~Q(state="agreed") & Q(settled_on__isnull=False) & ~Q(word="")),
                name="settled_delivery_says_how",
            )
        ]

    def __str__(self) -> str:
        return self.title
