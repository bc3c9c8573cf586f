"""Why the answer about a marked effort is not a higher grade, in words for every page that says so."""

from __future__ import annotations

from django.utils.translation import gettext as _

from indicators.rules import contribution


def reason_in_words(code: str, alarms: str) -> str:
    """One reason as a sentence; `alarms` is how often the whole rule fires by chance, with its unit."""
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
