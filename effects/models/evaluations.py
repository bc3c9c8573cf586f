"""The partnership looks at itself: does working together give more than each could do alone?"""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnership.models import Person


@pghistory.track()
class Evaluation(models.Model):
    """A year's self-evaluation: one question to everybody with a seat in a body."""

    year = models.PositiveSmallIntegerField(unique=True)
    question = models.CharField(max_length=300)
    opens_on = models.DateField()
    closes_on = models.DateField()
    invited = models.PositiveSmallIntegerField(
        default=0, help_text="People who held a seat while it was open, counted when it closed"
    )
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")), name="evaluation_closes_after_opening"
            )
        ]

    def __str__(self) -> str:
        return str(self.year)


class EvaluationAnswer(models.Model):
    """One person's answer. Not traced: nobody but the person ever reads it."""

    class Answer(models.IntegerChoices):
        NOT_AT_ALL = 1, _("slet ikke")
        LITTLE = 2, _("i mindre grad")
        SOME = 3, _("i nogen grad")
        MUCH = 4, _("i høj grad")
        VERY_MUCH = 5, _("i meget høj grad")

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="answers")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    answer = models.PositiveSmallIntegerField(choices=Answer)
    comment = models.TextField(max_length=1000, blank=True)
    answered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["evaluation", "id"]
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "person"], name="evaluation_answer_once")
        ]

    def __str__(self) -> str:
        return f"{self.evaluation}"
