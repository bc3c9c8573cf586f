"""What else could explain a change: what people wrote, what else happened, and who moved."""

from __future__ import annotations

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from effects.rules import evidence as rules
from effects.services.evidence_course_words import under_way_sentence
from effects.services.evidence_findings import Findings, parts_of
from indicators.services import wording
from indicators.services.lists_in_words import quoted
from indicators.services.periods_in_words import slot_in_words

NAMED = 2  # how many other interventions or events the words name before they count the rest
QUOTED = 200  # characters of what people wrote themselves


def other_sentences(found: Findings) -> list[str]:
    """Other explanations: those that people wrote down, and those that the site knows of."""
    sentences = [_written(found.expected.version.other_causes)]
    if names := [each.name for each in found.neighbours]:
        sentences.append(
            _("I samme område og tid kørte også %(names)s.") % {"names": quoted(names, most=NAMED)}
        )
    if names := [each.title for each in found.happened]:
        sentences.append(
            _("I samme periode er også sket: %(names)s.") % {"names": quoted(names, most=NAMED)}
        )
    if found.moves:
        sentences.append(_("Der er meldt flytninger til eller fra området i samme tid."))
    return [*sentences, under_way_sentence(found), _movers(found)]


def _written(text: str) -> str:
    words = Truncator(" ".join(text.split())).chars(QUOTED)
    if not words:
        return _("Ingen har skrevet andre mulige forklaringer ned.")
    return _("Andre mulige forklaringer er skrevet ned: “%(text)s”") % {"text": words}


def _movers(found: Findings) -> str:
    """Are the residents better off, or are there new residents?"""
    if found.first is None or found.last is None or not found.outcome:
        return ""
    values = {"since": "", "period": ""}
    if found.splits:
        values = {
            "since": slot_in_words(found.splits[0].baseline_slot),
            "period": slot_in_words(found.splits[-1].slot),
        }
    values |= _who(found)
    sentences = {
        rules.STAYED_ALONE: _(
            "Hele ændringen fra %(since)s til %(period)s (%(change)s %(unit)s) er sket hos beboere, "
            "der blev boende (%(stayed)s); flytninger trak den anden vej (%(moved)s). Delene er uden "
            "usikkerhed."
        ),
        rules.MOVED_ALONE: _(
            "Hele ændringen fra %(since)s til %(period)s (%(change)s %(unit)s) hænger sammen med, hvem "
            "der er flyttet til og fra (%(moved)s); beboere, der blev boende, trak den anden vej "
            "(%(stayed)s). Delene er uden usikkerhed."
        ),
        rules.STAYED: _(
            "Det meste af ændringen fra %(since)s til %(period)s er sket hos beboere, der blev "
            "boende."
        ),
        rules.MOVED: _(
            "Det meste af ændringen fra %(since)s til %(period)s hænger sammen med, hvem der er "
            "flyttet til og fra."
        ),
        rules.UNKNOWN: _(
            "Det er kun delvist kendt, hvem der er flyttet, så det kan ikke siges, om det går "
            "beboerne anderledes, eller om det er nye beboere."
        ),
        rules.NOT_KNOWN: _(
            "Det vides ikke, hvem der er flyttet, så det kan ikke siges, om det går beboerne "
            "anderledes, eller om det er nye beboere."
        ),
        rules.HIDDEN: _(
            "Beboere og flytninger hver for sig er skjult (få personer), så det kan ikke siges, om "
            "det går beboerne anderledes, eller om det er nye beboere."
        ),
    }
    return sentences.get(found.movers, "") % values


def _who(found: Findings) -> dict[str, str]:
    """The change that is split by who moved, and the parts of it, with their signs."""
    parts = rules.added_up(parts_of(found.splits)) if found.splits else None
    if parts is None:
        return {}
    style, decimals = wording.number_style(), found.entry.decimals
    return {
        "change": style.signed(parts.change, decimals),
        "stayed": style.signed(parts.stayed, decimals),
        "moved": style.signed(parts.moved, decimals),
        "unit": wording.gap_unit(found.entry),
    }
