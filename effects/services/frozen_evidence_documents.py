"""The pages of locked evidence: what was expected, what the figures said, and what they are.

Danish whoever locks it: it is the record.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.text import capfirst

from effects.models import Review
from effects.services.evidence import Evidence
from effects.services.evidence_comparison import grade_words
from effects.services.evidence_facts import passport_line
from effects.services.evidence_strength import question, strength_in_words
from effects.services.expectations import Expected
from effects.services.rewriting_words import when_described
from indicators.context import example_notice
from indicators.models import ExampleSet, Result
from indicators.services import wording
from indicators.services.comparators import name_of
from indicators.services.frozen_copies import key_of, shown_of
from indicators.services.frozen_documents import Telling
from indicators.services.frozen_revisions import finer, verdict_words
from indicators.services.periods_in_words import day_in_words, slot_in_words
from indicators.services.results import Entry, Reading
from partnership.exports.documents import Document, Heading, Prose, Table

S = Result.Statement
KIND = "Låst grundlag"
COMPUTED = "Sådan er det regnet"  # the label of what the figures were computed with
# Statements that say how something has moved, or how far apart two figures are.
_SIGNED = (
    S.CHANGE, S.GAP, S.GAP_CHANGE, S.DIFFERENCE, S.TREND, S.GAP_TREND, S.CONTRIBUTION, S.SPLIT,
)  # fmt: skip
_YEARLY = (S.TREND, S.GAP_TREND)


def document_of(review: Review, expected: Sequence[Expected], *, now: dt.datetime) -> Document:
    """The head of the pages: which review, of what, when it was locked."""
    is_example = ExampleSet.objects.filter(is_fictitious=True).exists()
    subject = review.intervention or review.decision
    body = review.body.name if review.body else "Kvarterkompas"
    facts = [("Låst", f"{_moment(now)}")]
    is_due = review.due_on <= timezone.localdate(now)  # one may be closed before its day
    due = (
        f"forfalden {_day(review.due_on)}" if is_due else f"skulle følges op {_day(review.due_on)}"
    )
    facts += [("Opfølgning", f"{due}: {review.get_cause_display()}")]
    if review.decision is not None:
        facts += [("Beslutning", f"{review.decision.number} {review.decision.title}")]
    facts += [("Forventet", _count(len(expected)))]
    return Document(
        kind=KIND, title=str(subject), body=body, facts=tuple(facts), blocks=(), made_at=now,
        notice=example_notice(is_example=is_example),
        subject=f"{KIND} til effektopfølgningen {_day(review.due_on)}",
    )  # fmt: skip


def _count(effects: int) -> str:
    if not effects:
        return "ingen forventede effekter"
    return "1 forventet effekt" if effects == 1 else f"{effects} forventede effekter"


def tellings_of(
    expected: Sequence[Expected], evidences: Sequence[Evidence], *, code_version: str = ""
) -> list[Telling]:
    """The blocks with the figures each tells."""
    blocks = [*_strength(evidences)]
    sources = Sources()
    for one in expected:
        here = [each for each in evidences if each.expected.effect.pk == one.effect.pk]
        blocks += [*_expected(one, here)]
        for each in here:
            blocks += [*_evidence(each, sources)]
        if not here:
            blocks.append(_quiet("Der er ingen tal, der kan vises, for denne forventede effekt."))
    if not expected:
        blocks.append(_quiet("Der er ingen forventede effekter, så der er intet grundlag i tal."))
    blocks += [*_definitions(evidences), *sources.telling()]
    blocks.append(
        _quiet(
            "Tal, usikkerheder, vurderinger og ord står, som de blev vist, da grundlaget blev låst. "
            "Senere rettelser ændrer dem ikke."
        )
    )
    if code_version:
        text = f"Usikkerhederne er 95 %-intervaller. Beregnet med {code_version}."
        blocks.append(Telling(Prose(text, label=COMPUTED, tone="quiet")))
    return blocks


def _strength(evidences: Sequence[Evidence]) -> Iterator[Telling]:
    """All of it in one line, before anything else."""
    if words := strength_in_words(evidences):
        figures = tuple({key_of(r): r for each in evidences for r in each.readings}.values())
        yield Telling(Prose(words, label=question()), figures=figures)


def _quiet(text: str) -> Telling:
    return Telling(Prose(text, tone="quiet"))


def _expected(one: Expected, here: Sequence[Evidence]) -> Iterator[Telling]:
    """What was believed, and how that was changed."""
    name = here[0].entry.name if here else one.effect.indicator.name
    unit = wording.gap_unit(here[0].entry) if here else ""
    late = "" if one.is_as_foretold else capfirst(when_described(one, unit))
    yield Telling(Heading(name, str(one.effect.number), late))
    yield Telling(Prose(one.version.why, label="Hvorfor vi tror det"), typed=True)
    if one.version.other_causes:
        text = one.version.other_causes
        yield Telling(Prose(text, label="Hvad der ellers kan forklare en ændring"), typed=True)
    if one.amendments:
        entry = here[0].entry if here else None
        rows = tuple(
            (
                f"{version.number}. {_day(version.written_on)}",
                f"{version.get_direction_display()} {_size(version.size, entry)}",
                f"{_day(version.earliest_on)}–{_day(version.latest_on)}",
                version.reason or "Først skrevet",
            )
            for version in one.versions
        )
        table = Table(
            "Forventningen, som den blev skrevet og ændret",
            ("Skrevet", "Forventet", "Synligt", "Grund"), rows, (3, 4, 5, 8),
        )  # fmt: skip
        yield Telling(table, typed=True)


def _size(size: float, entry: Entry | None) -> str:
    if entry is None:
        return f"{size:g}".replace(".", ",")
    return f"{wording.number_style().plain(size, entry.decimals)} {wording.gap_unit(entry)}"


def _evidence(one: Evidence, sources: Sources) -> Iterator[Telling]:
    """One area: the words, and every figure they are written from with the number of its source."""
    aside = f"Bidrag: {grade_words(one.grade)}"
    yield Telling(Heading(one.area.name, level=2, aside=aside), figures=one.readings)
    yield Telling(Prose(one.text), figures=one.readings)
    told = {key_of(reading) for fact in one.facts for reading in fact.tells}
    lines = [(fact.label, fact.words, fact.passport, fact.tells) for fact in one.facts]
    lines += [
        (*_rest(reading, one.entry), passport_line(one.found, reading), (reading,))
        for reading in one.readings
        if key_of(reading) not in told
    ]
    rows = tuple(
        (label, words, sources.refer(passport, figures))
        for label, words, passport, figures in lines
    )
    if rows:
        columns = ("Hvad", "Tal (95 % usikkerhed)", "Kilde")
        yield Telling(
            Table("Tallene bag", columns, rows, (15, 25, 2), is_small=True),
            rows=tuple(figures for *_words, figures in lines),
        )


def _rest(reading: Reading, entry: Entry) -> tuple[str, str]:
    """A statement that the words rest on and no line of the evidence names."""
    what = capfirst(str(S(reading.statement).label))
    if reading.comparator:
        what += f", {name_of(reading.comparator, reading.other)}"
    verdict = verdict_words(reading.statement, shown_of(reading)) if reading.verdict else ""
    words = value_words(reading, entry)
    return f"{what}, {slot_in_words(reading.slot)}", f"{words} – {verdict}" if verdict else words


@dataclass
class Sources:
    """Where the figures come from, each line once, numbered as they come."""

    lines: dict[str, list[Reading]] = field(default_factory=dict)

    def refer(self, line: str, figures: Sequence[Reading]) -> str:
        """The number of a line; a new one gets the next. Nothing for a line that says nothing."""
        if not line:
            return ""
        self.lines.setdefault(line, []).extend(figures)
        return str(list(self.lines).index(line) + 1)

    def telling(self) -> Iterator[Telling]:
        """The list of them all: a line says the n of its figures."""
        if self.lines:
            rows = tuple((str(number), line) for number, line in enumerate(self.lines, 1))
            yield Telling(Heading("Kilder"))
            yield Telling(
                Table(
                    "Numrene i kolonnen “Kilde”",
                    ("Nr.", "Kilde, periode, offentliggjort og n"),
                    rows,
                    (1, 14),
                    is_small=True,
                ),
                rows=tuple(tuple(figures) for figures in self.lines.values()),
            )


def value_words(reading: Reading, entry: Entry) -> str:
    """A statement's figure with its unit and interval, or why there is none."""
    if not reading.has_value:
        return str(Result.State(reading.state).label) if not reading.verdict else "–"
    style, decimals = wording.number_style(), entry.decimals + finer(reading.statement)
    is_signed = reading.statement in _SIGNED
    write = style.signed if is_signed else style.plain
    unit = wording.gap_unit(entry) if is_signed else entry.unit
    if reading.statement == S.PACE:
        unit = "af det nødvendige tempo"
    if reading.statement in _YEARLY:
        unit += " om året"
    text = f"{write(reading.estimate or 0.0, decimals)} {unit}".strip()
    if reading.lower is None or reading.upper is None:
        return text
    return f"{text} ({style.interval(reading.lower, reading.upper, decimals)})"


def _definitions(evidences: Sequence[Evidence]) -> Iterator[Telling]:
    """What each figure is: part, whole, unit, source and caveat, as they stood."""
    entries = {each.entry.indicator_id: each.entry for each in evidences}
    if not entries:
        return
    yield Telling(Heading("Sådan er tallene gjort op"))
    for entry in entries.values():
        parts = [f"Tæller: {entry.numerator}."] if entry.numerator else []
        parts += [f"Nævner: {entry.denominator}."] if entry.denominator else []
        parts += [f"Enhed: {entry.unit.rstrip('.')}. Kilde: {entry.source or 'ikke oplyst'}."]
        parts += [f"Forbehold: {entry.caveat}"] if entry.caveat else []
        label = f"{entry.name} (definition version {entry.versions_told})"
        yield Telling(Prose(" ".join(parts), label=label))


def _day(day: dt.date) -> str:
    return day_in_words(day)


def _moment(moment: dt.datetime) -> str:
    local = timezone.localtime(moment)
    return f"{day_in_words(local.date())} kl. {local:%H.%M}"
