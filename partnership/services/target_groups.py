"""Target groups (målgrupper): written, changed, retired; a prioritised one is followed by itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pghistory
from django.db import models, transaction

from partnership.models import TargetGroup
from partnership.rules.access import Standing
from partnership.services import edits
from partnership.services.interventions import check_write


@transaction.atomic
def create(
    *, by: Standing, values: Mapping[str, Any], sets: Mapping[str, Iterable[models.Model]]
) -> TargetGroup:
    """Write a target group down."""
    check_write(by)
    with pghistory.context(reason="target group made"):
        return edits.created(TargetGroup, values=values, sets=sets)


@transaction.atomic
def change(
    *,
    by: Standing,
    target_group_id: int,
    seen: int,
    values: Mapping[str, Any],
    sets: Mapping[str, Iterable[models.Model]],
) -> TargetGroup:
    """Change its words, its links and whether it is still used."""
    check_write(by)
    found = edits.locked(TargetGroup, target_group_id)
    edits.check_name_is_free(TargetGroup, values["name"], but=found.pk)
    with pghistory.context(reason="target group changed"):
        edits.change(found, seen=seen, values=values, sets=sets)
    return found
