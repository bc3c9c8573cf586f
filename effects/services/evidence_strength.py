"""How strong the evidence of an intervention is, in one line: the same words on every page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from effects.rules import evidence as rules
from effects.services.evidence import Evidence
from effects.services.evidence_findings import Findings
from indicators.services.periods_in_words import day_in_words


def question() -> str:
    """What the line answers."""
    return _("Hvor stærkt er grundlaget?")


def strength_of(found: Findings) -> str:
    """How much one expected effect in one area rests on, in few words; no more than its grade allows."""
    level = level_of(found)
    if level == rules.MEDIUM:
        return {
            rules.FITS: _("middel: tegn på en anden udvikling, i den forventede retning"),
            rules.EARLY: _("middel: tegn på en anden udvikling, men tidligere end ventet"),
            rules.MIXED: _(
                "middel: tegn på en anden udvikling, men områdets eget tal går modsat det forventede"
            ),
            rules.AGAINST: _("middel: tegn på en anden udvikling, men modsat det forventede"),
        }.get(found.comparison.code, _("middel: tegn på en anden udvikling"))
    return {
        rules.NONE: _("intet endnu: der er intet tal at vise fra efter starten"),
        rules.VERY_WEAK: _("meget svagt: bidraget kan ikke afgøres"),
        rules.WEAK: _("svagt: beskrevet; bidraget kan ikke afgøres"),
    }[level]


def level_of(found: Findings) -> str:
    """How strong it is, as a code."""
    has_figure = found.last is not None and found.outcome != rules.NOT_BEGUN
    return rules.strength(found.comparison, has_figure=has_figure)


def strength_in_words(evidences: Sequence[Evidence]) -> str:
    """All of an intervention's evidence in one line, the strongest first; "" where there is none."""
    found = (each.found for each in evidences)
    ranked = sorted(found, key=lambda one: rules.LEVELS.index(level_of(one)), reverse=True)
    counts = Counter(strength_of(found) for found in ranked)
    if not counts:
        return ""
    if len(counts) == 1:
        told = [*counts]
    else:
        told = [
            _("%(n)s af %(all)s: %(words)s") % {"n": n, "all": len(ranked), "words": words}
            for words, n in counts.items()
        ]
    line = capfirst(" · ".join(told))
    return " ".join([f"{line}.", *_unseen(ranked)])


def _unseen(found: Sequence[Findings]) -> list[str]:
    """That the figures cannot show it all yet."""
    adjusted = [each for each in found if each.unseen in rules.AFTER_ADJUSTMENT]
    days = [each.others.adjusted_on for each in adjusted if each.others.adjusted_on]
    if days:
        return [
            _("Justeringen den %(day)s kan ikke ses i tallene endnu.")
            % {"day": day_in_words(max(days))}
        ]
    if any(each.when == rules.BEFORE or each.unseen for each in found):
        return [_("Noget af det ventede kan ikke ses i tallene endnu.")]
    return []
