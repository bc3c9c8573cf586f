"""The first steps of a new installation."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from areas.models import Area
from indicators.models import Cell, Indicator
from partnership.models import Organisation, Vision
from partnership.rules.access import Standing, may_administer, may_enter_figures


@dataclass(frozen=True)
class Step:
    """One thing to do, with the way there for those who may."""

    label: str
    help: str
    url: str
    is_done: bool


def first_steps(standing: Standing) -> list[Step]:
    """Organisations, areas, visions, indicators, first figures; asked only while one is missing."""
    administration = reverse("partnership:administration") if may_administer(standing) else ""
    entry = reverse("indicators:entry") if may_enter_figures(standing) else ""
    from_file = _("Læses ind fra partnerskabets fil.")
    wanted: list[tuple[str, str, str, type[models.Model]]] = [
        (_("Opret organisationerne"), _("Kommune, boligorganisationer, politi."), administration,
         Organisation),
        (_("Få områderne på plads"), from_file, administration, Area),
        (_("Få visionerne på plads"), from_file, administration, Vision),
        (_("Vælg indikatorer"), from_file, administration, Indicator),
        (_("Indberet de første tal"), _("Så begynder siderne at fyldes."), entry, Cell),
    ]  # fmt: skip
    return [
        Step(label, text, url, model._default_manager.exists())
        for label, text, url, model in wanted
    ]
