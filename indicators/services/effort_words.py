"""Why the answer about a marked effort is not a higher grade, in words for every page that says so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from indicators.rules import contribution
from indicators.services import wording
from indicators.services.results import Entry


def under_way_in_words(entry: Entry, details: Mapping[str, Any]) -> str:
    """That the change may be one that was there before, where that is not known; "" where it is.

    The rule is careful: it gives no answer where the slope before could explain the change. The
    words claim no such slope unless its interval leaves out 0.
    """
    slope, lower, upper = (details.get(name) for name in ("slope", "slope_lower", "slope_upper"))
    if contribution.is_sure_before(lower, upper):
        return ""
    if slope is None or lower is None or upper is None:
        return _(
            "Det kan ikke afgøres, om indsatsen har bidraget: ændringen kan lige så vel være en "
            "forskel, der var i gang før indsatsen."
        )
    style = wording.number_style()
    return _(
        "Det kan ikke afgøres, om indsatsen har bidraget: ændringen kan lige så vel være en forskel, "
        "der var i gang før indsatsen (%(slope)s %(unit)s om året, usikkerhed %(interval)s)."
    ) % {
        "slope": style.signed(slope, entry.decimals),
        "unit": wording.gap_unit(entry),
        "interval": style.interval(lower, upper, entry.decimals),
    }


def reason_in_words(code: str, alarms: float | None) -> str:
    """One reason as a sentence; `alarms` is how often the whole rule fires by chance, where known."""
    if code == contribution.FALSE_ALARMS:
        return _alarms_in_words(alarms)
    words = {
        contribution.PRE_TREND: _(
            "Trækkes den mulige udvikling før indsatsen fra, skifter ændringen retning, eller den "
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
