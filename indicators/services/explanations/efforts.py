"""The rule behind the graded answer about a marked effort."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from indicators.services.effort_words import reason_in_words
from indicators.services.explanations.rows import Row


def contribution_rules(row: Row) -> list[str]:
    """The grade, and everything that kept it from being higher."""
    details: dict[str, Any] = row.details or {}
    number = details.get("grade")
    grades = {
        0: _("Grad 0: kan ikke afgøres."),
        1: _("Grad 1: beskrevet; bidraget kan ikke afgøres."),
        2: _("Grad 2: tegn på en anden udvikling."),
    }
    sentences = [grades[number]] if number in grades else []
    rates = details.get("alarms_rule") or [None]
    found = [reason_in_words(reason, rates[-1]) for reason in details.get("reasons") or []]
    sentences += [text for text in found if text]
    if number == 2:
        sentences.append(
            _(
                "Alle krav er opfyldt: mindst fire år før og tre år efter, grænserne rummer ikke 0, "
                "udviklingen før forklarer det ikke, ingen af de andre områder flyttede sig mere, "
                "og reglen slår højst ud 5 gange af 100, når intet er sket."
            )
        )
    return sentences
