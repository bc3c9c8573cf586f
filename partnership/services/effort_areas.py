"""Effort areas (indsatsområder): the four known ones; what they share is in programme_parts."""

from __future__ import annotations

import pghistory
from django.db import transaction

from partnership.models import EffortArea
from partnership.rules.access import Standing
from partnership.rules.programme_presets import EFFORT_AREAS
from partnership.services import edits
from partnership.services.interventions import check_write


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
