"""The words of the way to the readers: states, steps, who takes them, and why one cannot be taken."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indicators.models import Measurement, WorkflowStep
from indicators.rules import workflow as rules
from partnership.services.state_words import ways_document

VERBS = {
    rules.SUBMIT: gettext_lazy("Send til godkendelse"),
    rules.SEND_BACK: gettext_lazy("Send retur"),
    rules.APPROVE: gettext_lazy("Godkend"),
    rules.RELEASE: gettext_lazy("Frigiv"),
    rules.HOLD: gettext_lazy("Hold tilbage til en dag"),
    rules.PUBLISH: gettext_lazy("Offentliggør"),
}
WHO = {
    rules.SUBMIT: gettext_lazy("den, der indberetter"),
    rules.SEND_BACK: gettext_lazy("sekretariatet eller leverandøren, altid med en begrundelse"),
    rules.APPROVE: gettext_lazy("en anden end den, der har indtastet eller sendt tallet"),
    rules.RELEASE: gettext_lazy("sekretariatet; leverandøren alene, når tallene er dens egne"),
    rules.HOLD: gettext_lazy("den, der kan frigive; systemet frigiver selv på dagen"),
    rules.PUBLISH: gettext_lazy("sekretariatet, når kilden må offentliggøres"),
}
SHORTCUTS = (
    gettext_lazy(
        "Tal fra offentliggjort officiel statistik godkender sig selv og er frigivet straks."
    ),
    gettext_lazy(
        "Kræver datasættet ikke godkendelse, godkender den, der indtaster, alene. Det står ved tallet."
    ),
    gettext_lazy(
        "Ejer leverandøren selv sine tal, er det kun leverandøren og dem, den har nævnt, "
        "der kan se tallet før frigivelsen. Andre ser “Findes, ikke frigivet”."
    ),
    gettext_lazy(
        "En rettelse er en ny version, der går vejen forfra. Den gamle bliver stående imens."
    ),
)
REFUSALS = {
    "moved_on": gettext_lazy(
        "Tallet er ændret, siden du så det. Se det nye tal, og tag stilling igen."
    ),
    "other_state": gettext_lazy("En anden har taget stilling imens (nu: %(state)s)."),
    "own_figure": gettext_lazy(
        "Du har selv indtastet eller sendt tallet. Bed en anden om at godkende det."
    ),
    "not_allowed": gettext_lazy(
        "Det har du ikke adgang til for dette datasæt. Spørg sekretariatet."
    ),
    "not_for_publication": gettext_lazy(
        "Kilden må ikke offentliggøres. Det afgøres på siden Kilder."
    ),
}


@dataclass(frozen=True)
class WayStep:
    """One row of the printed diagram."""

    state: str
    verb: str
    following: str
    who: str


def way() -> list[WayStep]:
    """Every step there is, in words, from the dicts that guard them."""
    labels = dict(Measurement.Workflow.choices)
    return [
        WayStep(str(labels[state]), str(VERBS[verb]), str(labels[following]), str(WHO[verb]))
        for state, steps in rules.STEPS.items()
        for verb, following in steps.items()
    ]


def way_lines() -> list[str]:
    """The printed diagram: each state with the arrows that lead out of it."""
    labels = dict(Measurement.Workflow.choices)
    lines = []
    for state, steps in rules.STEPS.items():
        lines.append(str(labels[state]))
        out = [(VERBS[verb], labels[following]) for verb, following in steps.items()]
        for at, (verb, following) in enumerate(out):
            branch = "└" if at == len(out) - 1 else "├"
            lines.append(f"  {branch}─ {verb} → {following}")
    return lines


def refusal_in_words(code: str, state: str = "") -> str:
    """Why a figure was not moved."""
    return str(REFUSALS[code]) % {"state": Measurement.Workflow(state).label if state else ""}


def steps_of(version: Measurement) -> list[str]:
    """Each step of a version in one line: what, who, when and why; fetched with the version."""
    return [step_in_words(step) for step in version.steps.all()]


def step_in_words(step: WorkflowStep) -> str:
    """Such as "Godkendt af Sekretær, 3.5.2026 10.14: efter aftale"."""
    person = getattr(step.by, "person", None) if step.by else None
    who = person.name if person else str(step.by) if step.by else ""
    words = str(step.get_to_state_display())
    if step.from_state == step.to_state:
        words = _("Holdes tilbage")
    if who:
        words = _("%(state)s af %(name)s") % {"state": words, "name": who}
    if step.is_alone:
        words = _("%(step)s (godkendt af én person)") % {"step": words} if who else words
    text = f"{words}, {date_format(timezone.localtime(step.at), 'SHORT_DATETIME_FORMAT')}"
    return f"{text}: {step.reason}" if step.reason else text


def states_document() -> str:
    """docs/states.md as a whole: the way of a figure, and those of the partnership's work."""
    labels = dict(Measurement.Workflow.choices)
    lines = [
        "# States and steps",
        "",
        "Written by `python manage.py write_states` from the dicts that guard the steps. Do not edit by",
        "hand.",
        "",
        "## A figure",
        "",
        "From `indicators/rules/workflow.py`.",
        "",
        "```",
        *way_lines(),
        "```",
        "",
        "| In the code | On the screen |",
        "|---|---|",
        *(f"| `{state}` | {labels[state]} |" for state in rules.STATES),
        "",
        "| From | Step | In the code | To | Who |",
        "|---|---|---|---|---|",
    ]
    lines += [
        f"| {labels[state]} | {VERBS[verb]} | `{verb}` | {labels[following]} | {WHO[verb]} |"
        for state, steps in rules.STEPS.items()
        for verb, following in steps.items()
    ]
    lines += ["", *(f"- {sentence}" for sentence in SHORTCUTS), "", ways_document()]
    return "\n".join(lines)
