"""Why the answer about a marked effort is not a higher grade, in words for every page that says so."""

from __future__ import annotations

from django.utils.translation import gettext as _

from indicators.rules import contribution


def reason_in_words(code: str, alarms: float | None) -> str:
    """One reason as a sentence; `alarms` is how often the whole rule fires by chance, where known."""
    if code == contribution.FALSE_ALARMS:
        return _alarms_in_words(alarms)
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
    }
    return words.get(code, "")


def _alarms_in_words(alarms: float | None) -> str:
    """How often chance alone would do it, of a hundred; the exact share stands among the facts."""
    if alarms is None:
        return _("Det kan ikke regnes ud, hvor ofte en forskel som denne ville opstå tilfældigt.")
    most = round(100 * contribution.MOST_ALARMS)
    values = {"n": round(100 * alarms), "most": most}
    if values["n"] <= most:  # 5.3 would be told as no more than what is accepted
        return (
            _(
                "Der er så få år og områder, at et sted uden indsats også ville vise tegn i lidt "
                "over %(most)s af 100 tilfælde (det højeste af tre beregnede tal); vi kræver højst "
                "%(most)s."
            )
            % values
        )
    return (
        _(
            "Der er så få år og områder, at et sted uden indsats også ville vise tegn i op til %(n)s "
            "af 100 tilfælde (det højeste af tre beregnede tal); vi kræver højst %(most)s."
        )
        % values
    )
