"""Agendas: the items of a meeting, and what members say about them beforehand."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnership.models.bodies import Body
from partnership.models.locks import stands_with_minutes
from partnership.models.meetings import Meeting, StandingItem
from partnership.models.minutes import Minutes
from partnership.models.people import Person


@pghistory.track()
class AgendaItem(models.Model):
    """One item of a meeting's agenda.

    `origin` names the matter that put it there ("follow_up:12"): it is open on one agenda only, and
    an item that carries over moves to the body's next meeting until a service closes it.
    """

    class Outcome(models.TextChoices):
        OPEN = "", _("åbent")
        TREATED = "treated", _("behandlet")
        POSTPONED = "postponed", _("udsat til et senere møde")
        MOVED = "moved", _("flyttet til et andet møde")
        WITHDRAWN = "withdrawn", _("trukket")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=160)
    kind = models.CharField(max_length=11, choices=StandingItem.Kind)
    text = models.TextField(blank=True, help_text="The matter (sagsfremstilling)")
    recommendation = models.TextField(blank=True, help_text="What is proposed (indstilling)")
    minutes = models.PositiveSmallIntegerField(default=10, help_text="Minutes set aside")
    presenter = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="presents"
    )
    standing_item = models.ForeignKey(
        StandingItem, on_delete=models.SET_NULL, null=True, blank=True, related_name="items"
    )
    origin = models.CharField(max_length=60, blank=True)
    carries_over = models.BooleanField(default=False)
    carried_from = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="carried_to"
    )
    outcome = models.CharField(max_length=9, choices=Outcome, default=Outcome.OPEN, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["meeting", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["origin"],
                condition=~Q(origin="") & Q(outcome=""),
                name="matter_open_on_one_agenda",
            ),
        ]
        triggers = [stands_with_minutes("locked_item_stands")]

    def __str__(self) -> str:
        return self.title


@pghistory.track()
class WaitingItem(models.Model):
    """An item without an agenda: the body has no meeting ahead, and the next one planned takes it.

    A matter is open on one agenda or waits here, never both: whoever moves one holds the body's row.
    """

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="waiting_items")
    title = models.CharField(max_length=160)
    kind = models.CharField(max_length=11, choices=StandingItem.Kind)
    text = models.TextField(blank=True)
    recommendation = models.TextField(blank=True)
    minutes = models.PositiveSmallIntegerField(default=10)
    presenter = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    standing_item = models.ForeignKey(
        StandingItem, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    origin = models.CharField(max_length=60, blank=True)
    carries_over = models.BooleanField(default=False)
    carried_from = models.OneToOneField(
        AgendaItem, on_delete=models.CASCADE, null=True, blank=True, related_name="waits_as"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["body", "created_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["origin"], condition=~Q(origin=""), name="matter_waits_once"
            )
        ]

    def __str__(self) -> str:
        return self.title


@pghistory.track()
class Comment(models.Model):
    """What a member, or a case officer for one, says about an item or about proposed minutes."""

    item = models.ForeignKey(
        AgendaItem, on_delete=models.CASCADE, null=True, blank=True, related_name="comments"
    )
    about_minutes = models.ForeignKey(
        Minutes, on_delete=models.CASCADE, null=True, blank=True, related_name="comments"
    )
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="comments")
    on_behalf_of = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    text = models.TextField(max_length=4000)
    created_at = models.DateTimeField(default=timezone.now)
    is_withdrawn = models.BooleanField(default=False)

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(item__isnull=False, about_minutes__isnull=True)
                | Q(item__isnull=True, about_minutes__isnull=False),
                name="comment_about_one_thing",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.created_at:%Y-%m-%d}"
