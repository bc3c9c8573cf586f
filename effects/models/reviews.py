"""Reviews (effektopfølgninger): what came of it, looked at by the body that owns it, and decided on."""

from __future__ import annotations

import datetime as dt

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from indicators.models import FrozenCopy
from partnership.models import AgendaItem, Body, Decision, Intervention


@pghistory.track()
class Review(models.Model):
    """A look at whether something works, due on a day: of an intervention, or of a decision alone.

    An intervention has one open review at a time. It stands on the agenda of the body that owns it
    until somebody has written what was found and what was decided.
    """

    class Cause(models.TextChoices):
        EXPECTED = "expected", _("den forventede tid er gået")
        DECISION = "decision", _("beslutningens opfølgningsdag")
        AGAIN = "again", _("aftalt ved sidste opfølgning")
        ASKED = "asked", _("bedt om")

    class Finding(models.TextChoices):
        AS_EXPECTED = "as_expected", _("som forventet")
        PARTLY = "partly", _("delvist som forventet")
        NOT = "not", _("ikke som forventet")
        TOO_EARLY = "too_early", _("for tidligt at sige")
        CANNOT_TELL = "cannot_tell", _("kan ikke afgøres")

    class Outcome(models.TextChoices):
        CONTINUE = "continue", _("fortsætter")
        ADJUST = "adjust", _("justeres")
        STOP = "stop", _("stoppes")
        ANCHOR = "anchor", _("forankres i driften")
        POSTPONE = "postpone", _("udsættes")

    intervention = models.ForeignKey(
        Intervention, on_delete=models.CASCADE, null=True, blank=True, related_name="reviews"
    )
    decision = models.ForeignKey(
        Decision, on_delete=models.CASCADE, null=True, blank=True, related_name="reviews",
        help_text="The decision it follows up on, if one asked for it",
    )  # fmt: skip
    cause = models.CharField(max_length=8, choices=Cause)
    due_on = models.DateField()
    opened_at = models.DateTimeField(default=timezone.now)
    agenda_text = models.TextField(
        blank=True,
        help_text="What was last written of it on an agenda; people may have changed that",
    )

    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    withdrawn_because = models.CharField(
        max_length=300, blank=True, help_text="Closed without a finding: what it was about ended"
    )
    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="reviews",
        help_text="The body that looked at it, once closed",
    )  # fmt: skip
    item = models.ForeignKey(
        AgendaItem, on_delete=models.SET_NULL, null=True, blank=True, related_name="reviews",
        help_text="The agenda item it was treated on",
    )  # fmt: skip
    settled_on = models.DateField(
        null=True,
        blank=True,
        help_text="The day the body settled it, where that was outside its meetings",
    )
    finding = models.CharField(max_length=11, choices=Finding, blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)
    reason = models.TextField(max_length=4000, blank=True, help_text="Why: written by people")
    story = models.TextField(max_length=4000, blank=True, help_text="What lies behind the figures")
    early_reason = models.TextField(
        max_length=2000, blank=True, help_text="Why it is judged before anything can be seen"
    )
    next_review_on = models.DateField(null=True, blank=True)
    settled_by = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="settles",
        help_text="The decision that was taken on it",
    )  # fmt: skip
    frozen = models.OneToOneField(
        FrozenCopy, on_delete=models.PROTECT, null=True, blank=True, related_name="review"
    )

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(intervention__isnull=False) | Q(decision__isnull=False),
                name="review_is_about_something",
            ),
            models.UniqueConstraint(
                fields=["intervention"], condition=Q(closed_at__isnull=True),
                name="one_open_review_of_an_intervention",
            ),
            models.UniqueConstraint(
                fields=["decision"],
                condition=Q(closed_at__isnull=True, intervention__isnull=True),
                name="one_open_review_of_a_decision",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True)
                | ~Q(withdrawn_because="")
                | (~Q(finding="") & ~Q(outcome="") & ~Q(reason="") & Q(frozen__isnull=False)),
                name="closed_review_says_what_was_found",
            ),
            models.CheckConstraint(
                condition=~Q(finding__in=["too_early", "cannot_tell"])
                | Q(outcome__in=["stop", "anchor"])
                | Q(next_review_on__isnull=False),
                name="open_question_has_its_next_day",
            ),
            models.CheckConstraint(
                condition=Q(item__isnull=True) | Q(settled_on__isnull=True),
                name="review_on_a_meeting_has_its_day",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="postpone") | Q(next_review_on__isnull=False),
                name="postponed_review_has_its_next_day",
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Trigger(
                name="closed_review_stands",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(exclude=["closed_by", "item"]),
                func="""
                    IF OLD.closed_at IS NOT NULL THEN
                        RAISE EXCEPTION 'closed review stands'
                        USING ERRCODE = 'integrity_constraint_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Protect(
                name="closed_review_stays",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__closed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.intervention or self.decision} {self.due_on}"

    @property
    def origin(self) -> str:
        """The name of the matter on agendas."""
        return f"review:{self.pk}"

    @property
    def decided_on(self) -> dt.date | None:
        """The day it was settled: the one that was named, else the one on which it was closed."""
        if self.settled_on is not None or self.closed_at is None:
            return self.settled_on
        return timezone.localdate(self.closed_at)

    @property
    def is_open(self) -> bool:
        """Whether it still waits for a finding."""
        return self.closed_at is None
