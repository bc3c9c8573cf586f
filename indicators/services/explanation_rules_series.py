"""The rules behind the words about efforts and about swings from figure to figure."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from indicators.rules import contribution, control_charts
from indicators.services.explanation_rows import Row
from indicators.services.explanation_words import verdict_in_words
from indicators.services.periods_in_words import slot_in_words


def contribution_rules(row: Row) -> list[str]:
    """The grade, and everything that kept it from being higher."""
    details: dict[str, Any] = row.details or {}
    number = details.get("grade")
    grades = {
        0: _("Trin 0: kan ikke bedømmes."),
        1: _("Trin 1: beskrevet, uden påstand."),
        2: _("Trin 2: tegn på en anden udvikling."),
    }
    sentences = [grades[number]] if number in grades else []
    found = [reason_in_words(reason) for reason in details.get("reasons") or []]
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


def reason_in_words(code: str) -> str:
    """Why an effort's answer stops below the highest grade."""
    return {
        contribution.PRE_TREND: _(
            "Afstanden var allerede på vej før indsatsen: trækkes det fra, bliver svaret et andet."
        ),
        contribution.NO_SPREAD: _(
            "Afstanden svinger slet ikke, så usikkerheden kan ikke regnes ud."
        ),
        contribution.HOLDS_ZERO: _("Usikkerheden rummer 0."),
        contribution.DESCRIBED_LATE: _("Indsatsen er først beskrevet, efter at den begyndte."),
        contribution.FEW_BEFORE: _("Der er færre end fire år før indsatsen."),
        contribution.FEW_AFTER: _("Der er færre end tre år efter indsatsen."),
        contribution.NO_PLACEBO: _("Der er færre end to andre områder at sammenligne med."),
        contribution.PLACEBO: _("Et af de andre områder flyttede sig mere uden indsatsen."),
        contribution.FALSE_ALARMS: _(
            "Med så få år slår reglen ud mere end 5 gange af 100, selv om intet er sket."
        ),
    }.get(code, "")


def chart_rules(row: Row) -> list[str]:
    """What the newest figure says, by which pattern, and what is to be expected of the target."""
    details: dict[str, Any] = row.details or {}
    causes = {
        "": _("Den nyeste måling ligger inden for grænserne og følger intet mønster."),
        "outside": _("Den nyeste måling ligger uden for grænserne."),
        "drift": _("De seneste syv målinger stiger eller falder uden afbrydelse."),
        "near_limit": _("To af de seneste tre målinger ligger tæt på den samme grænse."),
        "shift": _("De seneste syv målinger ligger på samme side af gennemsnittet."),
    }
    assurances = {
        control_charts.PASSES: _("Måltallet ligger, så almindelige udsving altid opfylder det."),
        control_charts.FAILS: _("Måltallet ligger uden for, hvad almindelige udsving kan nå."),
        control_charts.HIT_OR_MISS: _("Måltallet ligger mellem grænserne: det nås af og til."),
    }
    found = [
        causes.get(details.get("cause", ""), ""),
        assurances.get(details.get("assurance", ""), ""),
    ]
    if details.get("begins"):
        words = _("Grænserne er fastlagt fra %(period)s: %(reason)s") % {
            "period": slot_in_words(details["begins"]),
            "reason": details.get("reason", ""),
        }
        found.append(words)
    if row.verdict:
        found.append(_("Derfor er svaret: %(word)s.") % {"word": verdict_in_words(row)})
    return [text for text in found if text]
