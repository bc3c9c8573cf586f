"""Effort areas (indsatsområder): written, changed, retired, or taken from the preset."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pghistory
from django.db import models, transaction

from partnership.models import EffortArea
from partnership.rules.access import Standing
from partnership.rules.programme_presets import EFFORT_AREAS
from partnership.services import edits
from partnership.services.interventions import check_write


@transaction.atomic
def create(
    *, by: Standing, values: Mapping[str, Any], sets: Mapping[str, Iterable[models.Model]]
) -> EffortArea:
    """Write an effort area down."""
    check_write(by)
    with pghistory.context(reason="effort area made"):
        return edits.created(EffortArea, values=values, sets=sets)


@transaction.atomic
def change(
    *,
    by: Standing,
    effort_area_id: int,
    seen: int,
    values: Mapping[str, Any],
    sets: Mapping[str, Iterable[models.Model]],
) -> EffortArea:
    """Change its words, its goals and whether it is still used."""
    check_write(by)
    found = edits.locked(EffortArea, effort_area_id)
    edits.check_name_is_free(EffortArea, values["name"], but=found.pk)
    with pghistory.context(reason="effort area changed"):
        edits.change(found, seen=seen, values=values, sets=sets)
    return found


@transaction.atomic
def make_preset(*, by: Standing) -> int:
    """Make those of the four known effort areas that are not there; how many were made."""
    check_write(by)
    names = {name.lower() for name in EffortArea.objects.values_list("name", flat=True)}
    missing = [preset for preset in EFFORT_AREAS if preset.name.lower() not in names]
    with pghistory.context(reason="effort areas from the preset"):
        for preset in missing:
            EffortArea.objects.create(
                name=preset.name, name_en=preset.name_en,
                slug=edits.free_slug(EffortArea, preset.name),
                position=EFFORT_AREAS.index(preset) + 1,
            )  # fmt: skip
    return len(missing)
