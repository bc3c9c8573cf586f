"""Decisions: what a body decided, when, why and for whom; and decisions taken in writing."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnership.models.agendas import AgendaItem
from partnership.models.bodies import Body
from partnership.models.interventions import Intervention
from partnership.models.locks import LOCKED, stands_with_minutes
from partnership.models.organisations import Organisation
from partnership.models.people import Person
from partnership.models.strategy import Goal


@pghistory.track()
class WrittenProcedure(models.Model):
    """A decision asked for in writing between meetings (skriftlig godkendelse)."""

    class State(models.TextChoices):
        OPEN = "open", _("Afventer svar")
        ADOPTED = "adopted", _("Vedtaget")
        REJECTED = "rejected", _("Ikke vedtaget")
        TO_MEETING = "to_meeting", _("Taget op på et møde")
        WITHDRAWN = "withdrawn", _("Trukket")

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="written_procedures")
    title = models.CharField(max_length=160)
    text = models.TextField(blank=True)
    recommendation = models.TextField()
    opens_on = models.DateField(default=timezone.localdate)
    deadline = models.DateField()
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    closed_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-deadline", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(deadline__gte=F("opens_on")), name="procedure_deadline_after_opening"
            )
        ]

    def __str__(self) -> str:
        return self.title


@pghistory.track()
class WrittenAnswer(models.Model):
    """A member's answer in a written procedure."""

    class Answer(models.TextChoices):
        APPROVE = "approve", _("godkender")
        REJECT = "reject", _("godkender ikke")
        MEETING = "meeting", _("vil have sagen på et møde")

    procedure = models.ForeignKey(
        WrittenProcedure, on_delete=models.CASCADE, related_name="answers"
    )
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="written_answers")
    answer = models.CharField(max_length=7, choices=Answer)
    comment = models.TextField(max_length=2000, blank=True)
    answered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["procedure", "person"]
        constraints = [
            models.UniqueConstraint(fields=["procedure", "person"], name="written_answer_once")
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_answer_display()}"


@pghistory.track()
class Decision(models.Model):
    """What a body decided: its own number, the words, the reason, and what follows from it."""

    class Kind(models.TextChoices):
        START = "start", _("sætte en indsats i gang")
        ADJUST = "adjust", _("justere en indsats")
        END = "end", _("afslutte en indsats")
        TARGET = "target", _("fastsætte et måltal")
        MONEY = "money", _("økonomi")
        AGREEMENT = "agreement", _("aftaler og planer")
        ORGANISATION = "organisation", _("organisering")
        OTHER = "other", _("andet")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Forslag")
        ADOPTED = "adopted", _("Vedtaget")
        CARRIED_OUT = "carried_out", _("Gennemført")
        REJECTED = "rejected", _("Ikke vedtaget")
        REPLACED = "replaced", _("Afløst af en ny beslutning")
        DROPPED = "dropped", _("Bortfaldet")

    year = models.PositiveSmallIntegerField()
    serial = models.PositiveSmallIntegerField(help_text="Runs anew each year, across bodies")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="decisions")
    held_by = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="held_decisions",
        help_text="The body that follows it now, where the one that took it was closed",
    )  # fmt: skip
    item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    procedure = models.OneToOneField(
        WrittenProcedure, on_delete=models.PROTECT, null=True, blank=True, related_name="decision"
    )
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.OTHER)
    state = models.CharField(max_length=11, choices=State, default=State.PROPOSED)
    title = models.CharField(max_length=160)
    text = models.TextField()
    reason = models.TextField(blank=True)
    decided_on = models.DateField(null=True, blank=True)
    responsible = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="decisions"
    )
    responsible_organisation = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="decisions"
    )
    due_on = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    replaces = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    goals = models.ManyToManyField(Goal, blank=True, related_name="decisions")
    interventions = models.ManyToManyField(Intervention, blank=True, related_name="decisions")
    votes_for = models.PositiveSmallIntegerField(null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(null=True, blank=True)
    votes_blank = models.PositiveSmallIntegerField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    closing_word = models.CharField(max_length=300, blank=True)
    locked_at = models.DateTimeField(
        null=True, blank=True, help_text="When the minutes that hold it were locked"
    )
    revision = models.PositiveIntegerField(default=0, help_text="Grows when its links change")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-year", "-serial"]
        constraints = [
            models.UniqueConstraint(fields=["year", "serial"], name="decision_number_once"),
            models.CheckConstraint(
                condition=Q(item__isnull=True) | Q(procedure__isnull=True),
                name="decision_taken_in_one_place",
            ),
            models.CheckConstraint(
                condition=Q(state="proposed") | Q(decided_on__isnull=False),
                name="settled_decision_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(review_on__isnull=True)
                | Q(decided_on__isnull=True)
                | Q(review_on__gte=F("decided_on")),
                name="decision_reviewed_after_it_was_taken",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="locked_decision_stands",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(
                    "year", "serial", "body", "item", "procedure", "kind", "title", "text",
                    "reason", "decided_on", "votes_for", "votes_against", "votes_blank",
                    "locked_at",
                ),
                func=f"""
                    IF OLD.locked_at IS NOT NULL THEN
                        RAISE EXCEPTION '{LOCKED}' USING ERRCODE = 'integrity_constraint_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
            stands_with_minutes(
                "locked_meeting_takes_no_decision",
                meeting="SELECT i.meeting_id FROM partnership_agendaitem i WHERE i.id = ROW.item_id",
                operation=pgtrigger.Insert,
            ),
            stands_with_minutes(
                "locked_meeting_lets_no_decision_move",
                meeting="SELECT i.meeting_id FROM partnership_agendaitem i WHERE i.id = ROW.item_id",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("item"),
            ),
            pgtrigger.Protect(
                name="locked_decision_stays",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__locked_at__isnull=False),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def number(self) -> str:
        """The number people cite: year and serial."""
        return f"{self.year}-{self.serial:03d}"
