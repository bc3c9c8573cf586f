"""The rule behind the graded answer about a marked effort."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from indicators.rules import contribution
from indicators.services.explanations.cases import plain
from indicators.services.explanations.rows import Row


def contribution_rules(row: Row) -> list[str]:
    """The grade, and everything that kept it from being higher."""
    details: dict[str, Any] = row.details or {}
    number = details.get("grade")
    grades = {
        0: _("Trin 0: kan ikke afgøres."),
        1: _("Trin 1: beskrevet, uden at der siges noget om bidrag."),
        2: _("Trin 2: tegn på en anden udvikling."),
    }
    sentences = [grades[number]] if number in grades else []
    rates = details.get("alarms_rule") or [None]
    alarms = "" if rates[-1] is None else f"{plain(rates[-1] * 100, 1)} {_('pct.')}"
    found = [reason_in_words(reason, alarms) for reason in details.get("reasons") or []]
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


def reason_in_words(code: str, alarms: str) -> str:
    """Why an effort's answer stops below the highest grade."""
    words = {
        contribution.PRE_TREND: _(
            "Når udviklingen før indsatsen trækkes fra, skifter ændringen retning, eller den "
            "bliver mindre end halvt så stor."
        ),
        contribution.NO_SPREAD: _(
            "Afstanden har slet ikke varieret, så usikkerheden kan ikke beregnes."
        ),
        contribution.HOLDS_ZERO: _("Usikkerheden er så stor, at der måske ikke er nogen forskel."),
        contribution.DESCRIBED_LATE: _("Indsatsen blev først beskrevet, efter at den var begyndt."),
        contribution.FEW_BEFORE: _("Der er tal for under fire år før indsatsen."),
        contribution.FEW_AFTER: _("Der er tal for under tre år efter indsatsen."),
        contribution.NO_PLACEBO: _("Der er kun ét område at sammenligne med."),
        contribution.PLACEBO: _("Et område uden indsatsen har ændret sig mere."),
        contribution.FALSE_ALARMS: _(
            "Med så få år og områder ville reglen slå ud i %(alarms)s af tilfældene, uden at der er "
            "noget; der accepteres højst 5 pct."
        ),
    }
    return words.get(code, "") % {"alarms": alarms}
