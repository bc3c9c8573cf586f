"""docs/states.md as a whole: the ways of figures and of the partnership's work, and that of a review."""

from __future__ import annotations

from effects.models import Review
from effects.rules import reviews as rules
from indicators.services.workflow_words import states_document
from partnership.services.state_words import RUNS, Way, section_of

LABELS = {
    rules.OPEN: "Åben",
    rules.CLOSED: "Afsluttet",
    rules.WITHDRAWN: "Trukket tilbage",
}
REVIEW = Way(
    "A review", "effects/rules/reviews.py", LABELS, rules.STEPS,
    {
        rules.MOVE: ("Flyt til en anden dag", "uret, så længe dagen ikke er kommet"),
        rules.CLOSE: ("Registrér opfølgning", RUNS),
        rules.WITHDRAW: ("Trukket tilbage", "uret, når der ikke er mere at følge op på"),
    },
    "Uret åbner en opfølgning to måneder før dens dag og sætter den på det første møde den dag eller "
    "senere. Afsluttet står den fast, også i databasen.",
)  # fmt: skip


def document() -> str:
    """The whole file."""
    return "\n".join([states_document(), *section_of(REVIEW), *_answers()])


def _answers() -> list[str]:
    """What each decision on a review asks for besides its reason."""
    labels = dict(Review.Outcome.choices)
    lines = ["| Beslutning | In the code | Kræver en beslutning | Kræver en næste dag |"]
    lines.append("|---|---|---|---|")
    for outcome in rules.OUTCOMES:
        rests = "ja" if outcome in rules.RESTS_ON_A_DECISION else "nej"
        if rules.needs_day(rules.AS_EXPECTED, outcome):
            day = "ja"
        elif rules.needs_day(rules.TOO_EARLY, outcome):
            day = "når det er for tidligt eller ikke kan afgøres"
        else:
            day = "nej, den slutter"
        lines.append(f"| {labels[outcome]} | `{outcome}` | {rests} | {day} |")
    return [*lines, ""]
