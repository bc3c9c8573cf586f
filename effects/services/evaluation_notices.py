"""Who is told of the year's self-evaluation: those who may answer, when it opens, and once again."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Notice, User
from accounts.services.notices import tell
from effects.models import Evaluation
from effects.rules import evaluations as rules
from effects.services import evaluations
from partnership.models import Seat

OPENS = _("Årets selvevaluering er åben til den %(day)s: ét spørgsmål, som du kan svare på.")
AGAIN = _("Årets selvevaluering lukker den %(day)s. Du har ikke svaret endnu.")


def remind(*, today: dt.date | None = None) -> None:
    """Tell of each question that is open, and near its end remind those who have not answered.

    Asked again nothing is told twice, also when its days are moved.
    """
    today = today or timezone.localdate()
    for found in Evaluation.objects.filter(closed_at__isnull=True):
        if evaluations.state(found, today=today) == rules.OPEN:
            _tell(found, today)


def _tell(found: Evaluation, today: dt.date) -> None:
    opened, users = f"evaluation-{found.year}-open", _unanswered(found, today)
    told = {
        user: timezone.localdate(at)
        for user, at in Notice.objects.filter(key=opened).values_list("user", "created_at")
    }
    news = [user for user in users if user.pk not in told]
    values = {"day": found.closes_on}
    path = reverse("effects:evaluation-answer", args=[found.year])
    tell(users=news, kind="due", message=OPENS, values=values, path=path, key=opened)
    remind_on = rules.remind_on(opens_on=found.opens_on, closes_on=found.closes_on)
    if remind_on is not None and today >= remind_on:
        # Whoever is told today that it is open is not reminded on the same day.
        late = [user for user in users if told.get(user.pk, today) < today]
        key = f"evaluation-{found.year}-again"
        tell(users=late, kind="due", message=AGAIN, values=values, path=path, key=key)


def _unanswered(found: Evaluation, today: dt.date) -> list[User]:
    """The logins of those who sit in a body today and have not answered."""
    seats = Seat.objects.on(today).filter(body__isnull=False)
    seats = seats.exclude(person__in=found.answers.values("person"))
    return list(
        User.objects.filter(is_active=True, pk__in=seats.values("person__user")).order_by("pk")
    )
