"""Why a target is said to be kept or lost: the baseline met it already, so there is no pace."""

from __future__ import annotations

from django.utils.translation import gettext as _

from indicators.rules import paces
from indicators.services.explanations import inputs as parts
from indicators.services.explanations.cases import Case
from indicators.services.explanations.words import verdict_in_words
from indicators.services.periods_in_words import slot_in_words


def kept_words(case: Case) -> str:
    """The word with the target itself: "holder måltallet (70,0 i 2030)"."""
    word = verdict_in_words(case.row)
    return f"{word} ({_target(case)})" if case.target is not None else word


def kept_rules(case: Case) -> list[str]:
    """Baseline against target, newest figure against target, and how sure the latter is."""
    now, before = case.known(parts.NOW), case.known(parts.BEFORE)
    if case.target is None or now is None or before is None:
        return [
            _("Udgangspunktet opfyldte allerede måltallet, så der er intet tempo at måle."),
            _("Svaret er: %(word)s.") % {"word": verdict_in_words(case.row)},
        ]
    values = {
        "before": case.write(before.estimate),
        "since": slot_in_words(before.slot),
        "now": case.write(now.estimate),
        "period": slot_in_words(now.slot),
        "target": _target(case),
        "word": verdict_in_words(case.row),
    }
    first = _(
        "Udgangspunktet (%(before)s i %(since)s) opfyldte allerede måltallet (%(target)s), så der "
        "er intet tempo at måle."
    )
    if case.row.verdict == paces.KEPT:
        second = _(
            "Det nyeste tal (%(now)s i %(period)s) opfylder det også. Derfor er svaret: %(word)s."
        )
    else:
        second = _(
            "Det nyeste tal (%(now)s i %(period)s) opfylder det ikke. Derfor er svaret: %(word)s."
        )
    return [first % values, second % values, _how_sure(case)]


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
    now, target = case.known(parts.NOW), case.target
    if now is None or target is None or now.lower is None or now.upper is None:
        return _("Hvor sikkert det er, kan ikke siges: det nyeste tals usikkerhed kendes ikke.")
    limits = {"limits": case.limits(now)}
    if now.lower <= target.value <= now.upper:
        return (
            _(
                "Det er ikke sikkert: det nyeste tals 95 %%-interval (%(limits)s) rummer måltallet, så "
                "tallet kan ligge på begge sider af det."
            )
            % limits
        )
    return (
        _(
            "Der er tegn på det: hele det nyeste tals 95 %%-interval (%(limits)s) ligger på samme side "
            "af måltallet."
        )
        % limits
    )
