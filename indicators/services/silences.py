"""Why there is no figure, in the words of every page."""

from __future__ import annotations

from django.utils.translation import gettext as _

from indicators.models import Result
from indicators.rules.partial import parts_of
from indicators.services.results import Reading

State = Result.State


def silence(reading: Reading | None) -> str:
    """Why there is no figure, as a sentence."""
    if reading is None:
        return _("Der er ikke indberettet noget tal endnu.")
    return {
        State.MISSING: _("Tallet mangler."),
        State.SUPPRESSED: _("Tallet er skjult, fordi det bygger på få personer."),
        State.SUPPRESSED_BY_SOURCE: _("Kilden har skjult tallet."),
        State.NOT_RELEASED: _("Tallet findes, men er ikke frigivet."),
        State.NOT_RELEVANT: _("Indikatoren er ikke relevant her."),
        State.NOT_COMPUTED: _not_computed(reading.reason),
    }.get(State(reading.state), "")


def _not_computed(reason: str) -> str:
    if parts_of(reason):
        return _("Tallet er %(partial)s. Det vises, når alle er med.") % {
            "partial": reason_words(reason)
        }
    if reason == "different_sources":
        return _("Tallet kan ikke beregnes: %(why)s.") % {"why": reason_words(reason)}
    return _("Tallet kan ikke beregnes, fordi der ikke er nogen at regne på.")


def reason_words(code: str) -> str:
    """Why something cannot be told or computed, in few words."""
    if parts := parts_of(code):
        many, due = parts
        return _("delvist (%(many)s af %(due)s afdelinger)") % {"many": many, "due": due}
    return {
        "too_few": _("for få målinger"),
        "few_periods": _("bygger på få målinger"),
        "change_smaller_than_uncertainty": _("ændringen er mindre end usikkerheden"),
        "nothing_to_compare": _("intet at sammenligne med"),
        "no_comparator": _("intet at sammenligne med"),
        "different_sources": _("forskellige kilder eller perioder"),
        "comparator_missing": _("tallet for kommunen mangler endnu"),
        "no_n": _("antal svar ikke oplyst"),
        "no_spread": _("usikkerheden er ikke oplyst"),
        "no_denominator": _("ingen at regne på"),
        "few_people": _("få personer"),
        "no_whole_year": _("endnu ikke et helt år"),
        "not_summed": _("tallene kan ikke lægges sammen til hele år"),
        "break": _("databrud"),
        "target_within_uncertainty": _("usikkerheden rummer måltallet"),
        "growth_from_zero": _("vækst fra eller til 0 kan ikke opgøres i procent"),
    }.get(code, "")
