"""Plans and agreements (helhedsplan, strategisk aftale, delaftaler): written and changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from django.utils.translation import gettext as _

from partnership.models import Plan
from partnership.rules.access import Standing
from partnership.rules.plans import is_within_itself
from partnership.services import edits
from partnership.services.interventions import check_write

TREE = 7_420_051  # who moves a plan holds the whole tree, so that two cannot put each in the other


@transaction.atomic
def create(
    *, by: Standing, values: Mapping[str, Any], sets: Mapping[str, Iterable[models.Model]]
) -> Plan:
    """Write a plan or an agreement down."""
    check_write(by)
    _check(None, values)
    with pghistory.context(reason="plan made"):
        return edits.created(Plan, values=values, sets=sets)


@transaction.atomic
def change(
    *,
    by: Standing,
    plan_id: int,
    seen: int,
    values: Mapping[str, Any],
    sets: Mapping[str, Iterable[models.Model]],
) -> Plan:
    """Change a plan: its words, its period, its parties and what it lies beneath."""
    check_write(by)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TREE])
    found = edits.locked(Plan, plan_id)
    edits.check_name_is_free(Plan, values["name"], but=found.pk)
    _check(found, values)
    with pghistory.context(reason="plan changed"):
        edits.change(found, seen=seen, values=values, sets=sets)
    return found


def _check(plan: Plan | None, values: Mapping[str, Any]) -> None:
    """Say in words what does not fit."""
    if values["ends_on"] < values["starts_on"]:
        raise ValidationError(
            {"ends_on": _("Perioden slutter, før den begynder. Ret en af dagene.")}
        )
    parent = values.get("parent")
    if plan is not None and parent is not None:
        parents = dict(Plan.objects.order_by().values_list("pk", "parent_id"))
        if is_within_itself(plan.pk, parent.pk, parents):
            raise ValidationError(
                {
                    "parent": _(
                        "En aftale kan ikke ligge under sig selv eller under sine delaftaler."
                    )
                }
            )
