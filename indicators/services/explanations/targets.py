"""Where the newest figure stands to its target, and how sure that is: asked before any pace."""

from __future__ import annotations

from django.utils.translation import gettext as _

from indicators.rules import paces, verdicts
from indicators.services.explanations import inputs as parts
from indicators.services.explanations.cases import LEVELS, Case
from indicators.services.explanations.paces import speeds_in_words
from indicators.services.explanations.words import verdict_in_words
from indicators.services.periods_in_words import slot_in_words
from indicators.services.verdict_words import standing_words

_RIGHT = (paces.KEPT, paces.MET, paces.RIGHT_SIDE)


def target_words(case: Case) -> str:
    """The word with the target itself: "holder måltallet (70,0 i 2030)"."""
    return standing_words(case.row.verdict, _target(case))


def target_rules(case: Case) -> list[str]:
    """The newest figure against the target, how sure its side is, and why no pace is told."""
    now = case.known(parts.NOW)
    if case.target is None or now is None:
        return [_("Svaret er: %(word)s.") % {"word": verdict_in_words(case.row)}]
    values = {
        "now": case.write(now.estimate),
        "period": slot_in_words(now.slot),
        "target": _target(case),
    }
    if case.row.verdict in _RIGHT:
        side = _(
            "Det nyeste tal (%(now)s i %(period)s) ligger på den rigtige side af måltallet (%(target)s)."
        )
    else:
        side = _(
            "Det nyeste tal (%(now)s i %(period)s) ligger på den forkerte side af måltallet (%(target)s)."
        )
    answer = _("Derfor er svaret: %(word)s.") % {"word": verdict_in_words(case.row)}
    return [side % values, f"{_how_sure(case)} {answer}", *_no_pace(case)]


def _target(case: Case) -> str:
    target = case.target
    if target is None:
        return ""
    return _("%(target)s i %(when)s") % {
        "target": case.write(target.value),
        "when": slot_in_words(target.slot),
    }


def _how_sure(case: Case) -> str:
    """The newest figure's interval against the target."""
    now, row = case.known(parts.NOW), case.row
    limits = {"limits": case.limits(now) if now is not None else ""}
    if not limits["limits"]:
        return _("Hvor sikkert det er, kan ikke siges: det nyeste tals usikkerhed kendes ikke.")
    if row.verdict in (paces.RIGHT_SIDE, paces.WRONG_SIDE):
        return (
            _(
                "Det er ikke sikkert: det nyeste tals 95 %%-interval (%(limits)s) rummer måltallet, så "
                "tallet kan ligge på begge sider af det."
            )
            % limits
        )
    if now is not None and row.certainty == verdicts.CLEAR_SIGNS:
        return _(
            "Der er klare tegn på det: hele det nyeste tals interval ligger på samme side af "
            "måltallet, også ved den strenge prøve (%(limits)s)."
        ) % {"limits": case.limits(now, LEVELS[1])}
    return (
        _(
            "Der er tegn på det: hele det nyeste tals 95 %%-interval (%(limits)s) ligger på samme side "
            "af måltallet."
        )
        % limits
    )


def _no_pace(case: Case) -> list[str]:
    """That there is no way to measure a pace on; else what the pace says beside the side."""
    now, before, target = case.known(parts.NOW), case.known(parts.BEFORE), case.target
    if target is None or now is None or before is None:
        return []
    if now.slot >= target.slot:
        return []
    if paces.was_met(before.estimate or 0.0, target.value, case.definition.direction):
        values = {"before": case.write(before.estimate), "since": slot_in_words(before.slot)}
        told = _(
            "Udgangspunktet (%(before)s i %(since)s) opfyldte allerede måltallet, så der er "
            "intet tempo at måle: at holde et måltal er ikke en fremgang."
        )
        if case.row.verdict != paces.NOT_MET:
            return [told % values]
        values["limits"] = case.limits(before)
        unsure = _(
            "Det var ikke sikkert dengang (usikkerhed %(limits)s), så der siges ikke, at måltallet er "
            "tabt."
        )
        return [told % values, unsure % values]
    return speeds_in_words(case) if case.row.verdict == paces.RIGHT_SIDE else []
