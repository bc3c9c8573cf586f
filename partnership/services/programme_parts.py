"""What effort areas and target groups have in common: written down, changed, retired."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pghistory
from django.db import models, transaction

from partnership.models import EffortArea, TargetGroup
from partnership.rules.access import Standing
from partnership.services import edits
from partnership.services.interventions import check_write

Part = EffortArea | TargetGroup


@transaction.atomic
def create(
    model: type[Part], *, by: Standing, values: Mapping[str, Any],
    sets: Mapping[str, Iterable[models.Model]],
) -> Part:  # fmt: skip
    """Write one down."""
    check_write(by)
    with pghistory.context(reason=f"{model._meta.verbose_name} made"):
        made: Part = edits.created(model, values=values, sets=sets)
    return made


@transaction.atomic
def change(
    model: type[Part], *, by: Standing, part_id: int, seen: int, values: Mapping[str, Any],
    sets: Mapping[str, Iterable[models.Model]],
) -> Part:  # fmt: skip
    """Change its words, its links and whether it is still used."""
    check_write(by)
    found: Part = edits.locked(model, part_id)
    edits.check_name_is_free(model, values["name"], but=found.pk)
    with pghistory.context(reason=f"{model._meta.verbose_name} changed"):
        edits.change(found, seen=seen, values=values, sets=sets)
    return found
