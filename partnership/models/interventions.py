"""Interventions (indsatser): what the partners do to move an area, decided by bodies."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.models import Area
from partnership.models.bodies import Body
from partnership.models.organisations import Organisation
from partnership.models.people import Person
from partnership.models.plans import EffortArea, Plan, TargetGroup
from partnership.models.strategy import Goal


@pghistory.track()
class Intervention(models.Model):
    """An effort aimed at goals in areas: its theory in short, who answers for it, and where it stands.

    Its state moves by decisions alone; no activity is ever counted.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Foreslået")
        RUNNING = "running", _("I gang")
        STOPPED = "stopped", _("Stoppet")
        COMPLETED = "completed", _("Afsluttet")
        ANCHORED = "anchored", _("Forankret i driften")
        DROPPED = "dropped", _("Opgivet før start")

    name = models.CharField(max_length=120, unique=True)
    name_en = models.CharField(max_length=120, blank=True)
    slug = models.SlugField(unique=True)
    kind = models.SlugField(blank=True, help_text="The known kind it was made from, if any")
    state = models.CharField(max_length=9, choices=State, default=State.PROPOSED)
    problem = models.TextField(help_text="Theory: the problem")
    for_whom = models.TextField(blank=True, help_text="Theory: for whom")
    what_we_do = models.TextField(help_text="Theory: what we do")
    what_should_change = models.TextField(help_text="Theory: what should change")
    goals = models.ManyToManyField(Goal, blank=True, related_name="interventions")
    areas = models.ManyToManyField(Area, blank=True, related_name="interventions")
    target_groups = models.ManyToManyField(TargetGroup, blank=True, related_name="interventions")
    partners = models.ManyToManyField(Organisation, blank=True, related_name="interventions")
    effort_area = models.ForeignKey(
        EffortArea, on_delete=models.SET_NULL, null=True, blank=True, related_name="interventions"
    )
    plan = models.ForeignKey(
        Plan, on_delete=models.SET_NULL, null=True, blank=True, related_name="interventions"
    )
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="interventions")
    responsible = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="interventions"
    )
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    anchored_with = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="anchored"
    )
    anchored_budget = models.CharField(
        max_length=200, blank=True, help_text="Whose ordinary budget carries it"
    )
    revision = models.PositiveIntegerField(default=0, help_text="Grows when its links change")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True)
                | Q(starts_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="intervention_ends_after_start",
            ),
            models.CheckConstraint(
                condition=~Q(state="anchored")
                | (Q(anchored_with__isnull=False) & ~Q(anchored_budget="")),
                name="anchored_intervention_names_its_home",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["proposed", "dropped"]) | Q(starts_on__isnull=False),
                name="started_intervention_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class InterventionStep(models.Model):
    """One step in an intervention's life, and the decision that took it there."""

    intervention = models.ForeignKey(Intervention, on_delete=models.CASCADE, related_name="steps")
    decision = models.ForeignKey(
        "partnership.Decision", on_delete=models.PROTECT, related_name="intervention_steps"
    )
    verb = models.CharField(max_length=9, help_text="start, adjust, stop, complete, anchor, drop")
    from_state = models.CharField(max_length=9, choices=Intervention.State)
    to_state = models.CharField(max_length=9, choices=Intervention.State)
    happens_on = models.DateField()
    note = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["intervention", "happens_on", "id"]
        triggers = [
            pgtrigger.Protect(name="steps_stand", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.intervention} {self.to_state} {self.happens_on}"


@pghistory.track()
class Milestone(models.Model):
    """A point on an intervention's way (milepæl)."""

    intervention = models.ForeignKey(
        Intervention, on_delete=models.CASCADE, related_name="milestones"
    )
    title = models.CharField(max_length=160)
    due_on = models.DateField()
    reached_on = models.DateField(null=True, blank=True)
    word = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["due_on", "id"]

    def __str__(self) -> str:
        return self.title
