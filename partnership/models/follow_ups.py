"""Follow-ups (opgaver) between meetings, and what passed from one hand to another."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnership.models.agendas import AgendaItem
from partnership.models.bodies import Body
from partnership.models.decisions import Decision, WrittenProcedure
from partnership.models.interventions import Intervention
from partnership.models.people import Person
from partnership.models.plans import Delivery


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    """Reads of follow-ups."""

    def open(self) -> FollowUpQuerySet:
        """Those still to be done."""
        return self.filter(state="open")


@pghistory.track()
class FollowUp(models.Model):
    """Somebody has something to do by a day (opgave), most often because a body decided it."""

    class State(models.TextChoices):
        OPEN = "open", _("Åben")
        DONE = "done", _("Udført")
        DROPPED = "dropped", _("Bortfaldet")

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="follow_ups")
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="follow_ups"
    )
    item = models.ForeignKey(
        AgendaItem, on_delete=models.SET_NULL, null=True, blank=True, related_name="follow_ups"
    )
    intervention = models.ForeignKey(
        Intervention, on_delete=models.SET_NULL, null=True, blank=True, related_name="follow_ups"
    )
    title = models.CharField(max_length=160)
    text = models.TextField(blank=True)
    owner = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="follow_ups"
    )
    due_on = models.DateField()
    state = models.CharField(max_length=7, choices=State, default=State.OPEN)
    closed_on = models.DateField(null=True, blank=True)
    closing_word = models.CharField(max_length=300, blank=True)
    created_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "id"]
        indexes = [
            models.Index(fields=["due_on"], condition=Q(state="open"), name="follow_up_open")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", closed_on__isnull=True)
                | (~Q(state="open") & Q(closed_on__isnull=False) & ~Q(closing_word="")),
                name="closed_follow_up_says_how",
            )
        ]

    def __str__(self) -> str:
        return self.title


@pghistory.track()
class Handover(models.Model):
    """One thing passed on: from a body that closed to its parent, or from a person who left."""

    follow_up = models.ForeignKey(
        FollowUp, on_delete=models.CASCADE, null=True, blank=True, related_name="handovers"
    )
    decision = models.ForeignKey(
        Decision, on_delete=models.CASCADE, null=True, blank=True, related_name="handovers"
    )
    item = models.ForeignKey(
        AgendaItem, on_delete=models.CASCADE, null=True, blank=True, related_name="handovers"
    )
    procedure = models.ForeignKey(
        WrittenProcedure, on_delete=models.CASCADE, null=True, blank=True, related_name="handovers"
    )
    intervention = models.ForeignKey(
        Intervention, on_delete=models.CASCADE, null=True, blank=True, related_name="handovers"
    )
    delivery = models.ForeignKey(
        Delivery, on_delete=models.CASCADE, null=True, blank=True, related_name="handovers"
    )
    from_body = models.ForeignKey(
        Body, on_delete=models.SET_NULL, null=True, blank=True, related_name="handed_over"
    )
    to_body = models.ForeignKey(
        Body, on_delete=models.SET_NULL, null=True, blank=True, related_name="taken_over"
    )
    from_person = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="handed_over"
    )
    to_person = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="taken_over"
    )
    reason = models.CharField(max_length=200)
    by = models.CharField(max_length=120, blank=True, help_text="Name of whoever carried it out")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["created_at", "id"]
        triggers = [pgtrigger.Protect(name="handovers_stand", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.created_at:%Y-%m-%d} {self.reason}"

    @property
    def thing(self) -> models.Model | None:
        """What was passed on."""
        things = (
            self.follow_up, self.decision, self.item,
            self.procedure, self.intervention, self.delivery,
        )  # fmt: skip
        return next((thing for thing in things if thing is not None), None)
