"""The ways of the partnership's things in words, for docs/states.md: from the dicts that guard them.

The document is Danish in all languages of the screen, as its words are those that the screen shows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from partnership.models import (
    Decision,
    Delivery,
    FollowUp,
    Intervention,
    Meeting,
    Minutes,
    WrittenProcedure,
)
from partnership.rules import (
    decisions,
    deliveries,
    follow_ups,
    interventions,
    meetings,
    minutes,
    written_procedures,
)

RUNS = "sekretariatet og organets formænd"
OFFICE = "sekretariatet"
DECIDED = "sekretariatet, på en beslutning"
LOCKED = "Godkendte referater er låst, også i databasen: en rettelse er en tilføjelse."


@dataclass(frozen=True)
class Way:
    """One thing's way: its states in words, its steps, and who takes each of them."""

    title: str
    module: str
    labels: Mapping[str, Any]
    steps: Mapping[str, Mapping[str, str]]
    words: Mapping[str, tuple[str, str]]
    note: str = ""


WAYS: tuple[Way, ...] = (
    Way(
        "A meeting", "partnership/rules/meetings.py",
        dict(Meeting.State.choices), meetings.STEPS,
        {
            meetings.CALL: ("Indkald", RUNS),
            meetings.CHANGE: ("Ret tid og sted", RUNS),
            meetings.HOLD: ("Afholdt", RUNS),
            meetings.CANCEL: ("Aflys", f"{RUNS}, altid med en begrundelse"),
            meetings.MERGE: ("Læg sammen", RUNS),
        },
        "Punkter, som ikke blev behandlet, går videre til organets næste møde.",
    ),
    Way(
        "Minutes", "partnership/rules/minutes.py",
        dict(Minutes.State.choices), minutes.STEPS,
        {
            minutes.WRITE: ("Skriv", RUNS),
            minutes.PROPOSE: ("Send til kommentering", RUNS),
            minutes.TAKE_BACK: ("Tag tilbage", RUNS),
            minutes.APPROVE: ("Godkend og lås", f"{RUNS}, når mødet er holdt og hvert punkt er afgjort"),
            minutes.CORRECT: ("Skriv en rettelse", RUNS),
        },
        LOCKED,
    ),
    Way(
        "A decision", "partnership/rules/decisions.py",
        dict(Decision.State.choices), decisions.STEPS,
        {
            decisions.ADOPT: ("Vedtag", RUNS),
            decisions.REJECT: ("Ikke vedtaget", RUNS),
            decisions.CARRY_OUT: ("Gennemført", f"{RUNS}, og den ansvarlige"),
            decisions.REPLACE: ("Afløs", RUNS),
            decisions.DROP: ("Lad bortfalde", RUNS),
        },
        "Vedtagne beslutninger læses også af organerne under; forslag og afslag gør ikke.",
    ),
    Way(
        "A decision in writing", "partnership/rules/written_procedures.py",
        dict(WrittenProcedure.State.choices), written_procedures.STEPS,
        {
            written_procedures.ADOPT: ("Vedtag", f"{RUNS}, når svarene fører til det"),
            written_procedures.REJECT: ("Ikke vedtaget", f"{RUNS}, når svarene fører til det"),
            written_procedures.MOVE: ("Tag op på et møde", f"{RUNS}; ét medlem kan kræve det"),
            written_procedures.WITHDRAW: ("Træk", RUNS),
        },
        "Tavshed er ikke samtykke.",
    ),
    Way(
        "A task", "partnership/rules/follow_ups.py",
        dict(FollowUp.State.choices), follow_ups.STEPS,
        {
            follow_ups.FINISH: ("Udført", f"den, der har opgaven, den, der gav den, {RUNS}"),
            follow_ups.DROP: ("Lad bortfalde", f"den, der gav den, {RUNS}"),
        },
        "Begge dele altid med et ord om, hvordan det gik.",
    ),
    Way(
        "An intervention", "partnership/rules/interventions.py",
        dict(Intervention.State.choices), interventions.STEPS,
        {
            interventions.START: ("Sæt i gang", DECIDED),
            interventions.ADJUST: ("Justér", DECIDED),
            interventions.COMPLETE: ("Afslut", DECIDED),
            interventions.ANCHOR: ("Forankr i driften", f"{DECIDED}; hos hvem og på hvis budget"),
            interventions.STOP: ("Stop", DECIDED),
            interventions.DROP: ("Opgiv før start", DECIDED),
        },
        "Hvert skridt bygger på en vedtaget beslutning.",
    ),
    Way(
        "An agreed delivery", "partnership/rules/deliveries.py",
        dict(Delivery.State.choices), deliveries.STEPS,
        {
            deliveries.KEEP: ("Leveret", OFFICE),
            deliveries.KEEP_PARTLY: ("Delvist leveret", OFFICE),
            deliveries.FAIL: ("Ikke leveret", OFFICE),
            deliveries.DROP: ("Bortfaldet efter aftale", OFFICE),
            deliveries.REOPEN: ("Åbn igen", OFFICE),
        },
    ),
)  # fmt: skip


def ways_document() -> str:
    """The part of docs/states.md about the partnership's work."""
    return "\n".join(line for way in WAYS for line in section_of(way))


def section_of(way: Way) -> list[str]:
    """One thing's way as lines of the document."""
    lines = [f"## {way.title}", "", f"From `{way.module}`.", "", "```"]
    for state, steps in way.steps.items():
        lines.append(str(way.labels[state]))
        for at, (verb, following) in enumerate(steps.items()):
            branch = "└" if at == len(steps) - 1 else "├"
            lines.append(f"  {branch}─ {way.words[verb][0]} → {way.labels[following]}")
    lines += ["```", "", "| From | Step | In the code | To | Who |", "|---|---|---|---|---|"]
    lines += [
        f"| {way.labels[state]} (`{state}`) | {way.words[verb][0]} | `{verb}`"
        f" | {way.labels[following]} (`{following}`) | {way.words[verb][1]} |"
        for state, steps in way.steps.items()
        for verb, following in steps.items()
    ]
    return [*lines, "", *([way.note, ""] if way.note else [])]
