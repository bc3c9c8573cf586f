"""The evidence in a few short paragraphs that say no more than its grade allows: bidrag, never effekt.

What was expected by when; what the figure did, and the distance; whether the time has come, and what
the newest figure cannot show yet; how it went beside other areas, the only place where a contribution
is spoken of, and when more can be said of it; what else could explain it and what is not known. Every
sentence is whole, so that it can be translated.
"""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from effects.rules import evidence as rules
from effects.services import rewriting_words
from effects.services.evidence_comparison import comparison_sentences
from effects.services.evidence_course_words import distance_sentences
from effects.services.evidence_figure_words import comparator_of, figure_sentences, subject_of
from effects.services.evidence_findings import Findings
from effects.services.evidence_other_words import other_sentences
from effects.services.evidence_time_words import time_sentences
from indicators.rules import contribution
from indicators.rules.verdicts import TOO_FEW
from indicators.services import wording
from indicators.services.periods_in_words import day_in_words

BETWEEN = "\n\n"


def paragraphs(found: Findings) -> tuple[str, ...]:
    """What was expected, what happened, what can be said of a contribution, and what else there is.

    Each is of one matter and short: they are read aloud at meetings.
    """
    parts = (
        expected_sentences(found),
        [*figure_sentences(found), *original_sentences(found)],
        distance_sentences(found),
        time_sentences(found),
        [*comparison_sentences(found), _answer(found)],
        other_sentences(found),
    )
    told = (" ".join(sentence for sentence in part if sentence) for part in parts)
    return tuple(each for each in told if each)


def text_of(found: Findings) -> str:
    """The paragraphs as one text, an empty line between them."""
    return BETWEEN.join(paragraphs(found))


def expected_sentence(found: Findings) -> str:
    """What was expected by when, in one sentence."""
    version, entry = found.expected.version, found.entry
    values = {
        "subject": subject_of(found),
        "area": found.area.label,
        "comparator": comparator_of(found),
        "size": wording.number_style().plain(version.size, entry.decimals),
        "unit": wording.gap_unit(entry),
        "earliest": day_in_words(version.earliest_on),
        "latest": day_in_words(version.latest_on),
    }
    sentences = {
        (rules.LEVEL, rules.RISE): _(
            "Forventningen er, at %(subject)s stiger med %(size)s %(unit)s, tidligst synligt "
            "den %(earliest)s og senest den %(latest)s."
        ),
        (rules.LEVEL, rules.FALL): _(
            "Forventningen er, at %(subject)s falder med %(size)s %(unit)s, tidligst synligt "
            "den %(earliest)s og senest den %(latest)s."
        ),
        (rules.GAP, rules.RISE): _(
            "Forventningen er, at afstanden fra %(area)s til %(comparator)s bliver %(size)s "
            "%(unit)s større, tidligst synligt den %(earliest)s og senest den %(latest)s."
        ),
        (rules.GAP, rules.FALL): _(
            "Forventningen er, at afstanden fra %(area)s til %(comparator)s bliver %(size)s "
            "%(unit)s mindre, tidligst synligt den %(earliest)s og senest den %(latest)s."
        ),
    }
    return sentences[version.measure, version.direction] % values


def expected_sentences(found: Findings) -> list[str]:
    """The expectation, that it was written late, and that it was changed."""
    expected = found.expected
    sentences = [expected_sentence(found)]
    if expected.is_late:
        sentences.append(
            _(
                "Den blev først skrevet den %(day)s, efter at indsatsen var begyndt, så der kan højst "
                "gives en beskrivelse."
            )
            % {"day": day_in_words(expected.first.written_on)}
        )
    return [*sentences, _rewritten(found), _added(found)]


def _added(found: Findings) -> str:
    """That the area or the target group came to it after the start."""
    expected = found.expected
    values = {"area": found.area.label}
    if found.area.pk in expected.added:
        values["day"] = day_in_words(expected.added[found.area.pk])
        return (
            _(
                "%(area)s blev først tilføjet den %(day)s, efter at indsatsen var begyndt, så der kan "
                "højst gives en beskrivelse."
            )
            % values
        )
    if expected.regrouped_on is None:
        return ""
    values["day"] = day_in_words(expected.regrouped_on)
    return (
        _(
            "Målgruppen blev skrevet om den %(day)s, efter at indsatsen var begyndt, så der kan højst "
            "gives en beskrivelse."
        )
        % values
    )


def _rewritten(found: Findings) -> str:
    """That it was changed, and what was rewritten after the start."""
    expected = found.expected
    if expected.rewritten:
        values = {
            "day": day_in_words(expected.first.written_on),
            "later": day_in_words(rewriting_words.rewritten_on(expected)),
            "changes": rewriting_words.changes_of(expected, wording.gap_unit(found.entry)),
        }
        return (
            _(
                "Den blev skrevet om den %(later)s: %(changes)s. Her holdes tallet op mod den nyeste "
                "udgave."
            )
            if expected.is_late
            else _(
                "Den blev først skrevet før start (%(day)s), men er skrevet om efter start "
                "(%(later)s): %(changes)s. Her holdes tallet op mod den nyeste udgave."
            )
        ) % values
    count = len(expected.amendments)
    if not count:
        return ""
    return ngettext(
        "Forventningen er ændret én gang, siden den først blev skrevet.",
        "Forventningen er ændret %(n)s gange, siden den først blev skrevet.",
        count,
    ) % {"n": count}


def original_sentences(found: Findings) -> list[str]:
    """How the figure stands with what was expected at the start, where that was rewritten since."""
    first = found.original
    if first is None:
        return []
    version, entry = first.expected.version, first.entry
    size = wording.number_style().plain(version.size, entry.decimals)
    values = {
        "size": f"{size} {wording.gap_unit(entry)}",
        "way": version.get_direction_display(),
        "latest": day_in_words(version.latest_on),
    }
    told = {
        rules.MET: _(
            "Målt mod den oprindelige forventning (%(way)s %(size)s, senest den %(latest)s) er "
            "ændringen mindst så stor som forventet."
        ),
        rules.SIZE_OPEN: _(
            "Målt mod den oprindelige forventning (%(way)s %(size)s, senest den %(latest)s) kan det "
            "ikke afgøres, om ændringen er så stor som forventet."
        ),
        rules.PARTLY: _(
            "Målt mod den oprindelige forventning (%(way)s %(size)s, senest den %(latest)s) er "
            "ændringen mindre end forventet."
        ),
        rules.NOT_MET: _(
            "Målt mod den oprindelige forventning (%(way)s %(size)s, senest den %(latest)s) er "
            "ændringen ikke så stor som forventet."
        ),
        rules.OPPOSITE: _(
            "Målt mod den oprindelige forventning (%(way)s %(size)s, senest den %(latest)s) går "
            "ændringen modsat det forventede."
        ),
        rules.OPEN: _(
            "Målt mod den oprindelige forventning (%(way)s %(size)s, senest den %(latest)s) kan det "
            "ikke afgøres, om ændringen er så stor som forventet."
        ),
    }
    return [told[first.outcome] % values] if first.outcome in told else []


def _answer(found: Findings) -> str:
    """From when on the comparison with other areas can say more."""
    start, compared = found.expected.effect.intervention.starts_on, found.comparison
    if start is None or found.outcome == rules.NOT_BEGUN:
        return ""
    if compared.code == TOO_FEW and found.years_before < contribution.LEAST_BEFORE:
        return ngettext(
            "Der er tal for %(n)s år før indsatsen, og der skal være mindst tre, før der kan "
            "sammenlignes; det kræver, at tidligere år bliver indberettet.",
            "Der er tal for %(n)s år før indsatsen, og der skal være mindst tre, før der kan "
            "sammenlignes; det kræver, at tidligere år bliver indberettet.",
            found.years_before,
        ) % {"n": found.years_before}
    if compared.code == TOO_FEW:
        year = rules.whole_year(start, contribution.LEAST_AFTER)
        return _("Der kan tidligst sammenlignes, når tallet for %(year)s er kommet.") % {
            "year": year
        }
    if compared.reasons == (contribution.FEW_AFTER,):
        year = rules.whole_year(start, contribution.FIRM_AFTER)
        return _(
            "Svaret kan tidligst blive mere end en beskrivelse, når tallet for %(year)s er kommet."
        ) % {"year": year}
    return ""
