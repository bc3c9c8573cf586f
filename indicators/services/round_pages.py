"""The pages of rounds, in words: how far each is, from whom, and what is missing where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from indicators.models import DataSet, Round
from indicators.rules import rounds as rules
from indicators.rules.rounds import Progress
from indicators.services import round_addresses, rounds
from indicators.services.entry import data_sets_for
from indicators.services.names import localised
from indicators.services.periods_in_words import slot_in_words, written_out
from indicators.services.round_facts import (
    RoundCell,
    RoundFacts,
    facts_of,
    scope_of,
    with_what_is_asked,
)
from partnership.models import Person
from partnership.rules.access import Standing

STATES = {
    rules.PLANNED: (gettext_lazy("Planlagt"), "soft"),
    rules.OPEN: (gettext_lazy("Åben"), "accent"),
    rules.OVERDUE: (gettext_lazy("Overskredet"), "warn"),
    rules.CLOSED: (gettext_lazy("Lukket"), ""),
}
WANTS = {
    rules.MISSING: gettext_lazy("mangler"),
    rules.NO_REASON: gettext_lazy("mangler en begrundelse"),
    rules.RETURNED: gettext_lazy("sendt retur"),
    rules.AWAITED: gettext_lazy("afventer leverandørens frigivelse"),
}
SHOWN = 60  # missing cells listed one by one


@dataclass(frozen=True)
class RoundCard:
    """One round in a list."""

    name: str
    url: str
    state: str
    tone: str
    sentence: str
    periods: str
    progress: dict[str, Any]
    is_open: bool


@dataclass(frozen=True)
class Part:
    """An organisation's or an indicator's part of a round, in words."""

    name: str
    filled: str
    in_time: str
    missing: int
    awaited: int
    supplier: str = ""
    person: str = ""


@dataclass(frozen=True)
class MissingCell:
    """One cell that wants an answer, and the way to it where the reader may write it."""

    label: str
    wants: str
    url: str


@dataclass(frozen=True)
class RoundPage:
    """Everything on a round's page."""

    card: RoundCard
    timeliness: str
    organisations: list[Part]
    indicators: list[Part]
    missing: list[MissingCell]
    missing_more: int
    facts: list[tuple[str, str]]
    note: str = ""
    own_missing: int = 0
    awaited: int = 0
    grid_url: str = ""
    missing_url: str = ""
    history: list[Any] = field(default_factory=list)


def rounds_for(standing: Standing) -> QuerySet[Round]:
    """The rounds that ask for a data set the person is told of."""
    sets = scope_of(standing).data_sets
    asked = Round.objects.filter(indicators__data_sets__in=sets).distinct()
    return with_what_is_asked(asked)


def cards_for(standing: Standing, rows: Sequence[Round]) -> list[RoundCard]:
    """Some rounds as the reader may know them, in a fixed number of queries."""
    return [card_of(facts) for facts in facts_of(rows, scope_of(standing))]


def card_of(facts: RoundFacts) -> RoundCard:
    """A round in words."""
    found, progress = facts.round, facts.progress
    state = state_of(facts)
    words, tone = STATES[state]
    return RoundCard(
        name=found.name,
        url=round_addresses.page(found),
        state=str(words),
        tone=tone,
        sentence=sentence_of(found, progress),
        periods=", ".join(slot_in_words(slot) for slot in found.slots),
        progress={
            "id": f"round-{found.pk}",
            "label": found.name,
            "done": progress.filled,
            "total": progress.total,
            "text": sentence_of(found, progress),
        },
        is_open=state in (rules.OPEN, rules.OVERDUE),
    )


def state_of(facts: RoundFacts) -> str:
    """Where the round is today."""
    found = facts.round
    return rules.state_of(
        opens_on=found.opens_on,
        deadline=found.deadline,
        is_closed=found.closed_at is not None,
        today=timezone.localdate(),
        is_complete=facts.progress.is_complete,
    )


def sentence_of(found: Round, progress: Progress) -> str:
    """27 af 36 udfyldt, frist 1. marts 2027."""
    return _("%(filled)s af %(total)s udfyldt, frist %(deadline)s") % {
        "filled": progress.filled,
        "total": progress.total,
        "deadline": written_out(found.deadline),
    }


def page_of(standing: Standing, found: Round) -> RoundPage:
    """One round, from whom and on what."""
    facts = facts_of([found], scope_of(standing))[0]
    persons = rounds.persons_of(found)
    may_write = set(data_sets_for(standing).values_list("pk", flat=True))
    waiting = [cell for cell in facts.cells if cell.is_open]
    missing = round_addresses.missing(found)
    return RoundPage(
        card=card_of(facts),
        timeliness=_timeliness(facts.progress),
        organisations=[
            _part(name, facts, cells) for name, cells in _by_supplier(facts.cells).items()
        ],
        indicators=[
            _indicator(facts, cells, persons) for cells in _by_data_set(facts.cells).values()
        ],
        missing=[_missing(cell, may_write, missing) for cell in waiting[:SHOWN]],
        missing_more=max(len(waiting) - SHOWN, 0),
        facts=_facts(found),
        note=found.note,
        awaited=facts.progress.awaited,
        own_missing=sum(cell.data_set.pk in may_write for cell in waiting),
        grid_url=round_addresses.grid(found),
        missing_url=missing,
    )


def _timeliness(progress: Progress) -> str:
    parts = [
        ngettext("%(n)s til tiden", "%(n)s til tiden", progress.in_time) % {"n": progress.in_time}
    ]
    if progress.late:
        parts.append(_("%(n)s efter fristen") % {"n": progress.late})
    if progress.awaited:
        parts.append(_("%(n)s afventer leverandørens frigivelse") % {"n": progress.awaited})
    wanting = progress.missing - progress.awaited
    if wanting:
        parts.append(ngettext("%(n)s mangler", "%(n)s mangler", wanting) % {"n": wanting})
    return " · ".join(parts)


def _by_supplier(cells: Iterable[RoundCell]) -> dict[str, list[RoundCell]]:
    found: dict[str, list[RoundCell]] = {}
    for cell in cells:
        found.setdefault(cell.data_set.supplier.name, []).append(cell)
    return dict(sorted(found.items()))


def _by_data_set(cells: Iterable[RoundCell]) -> dict[int, list[RoundCell]]:
    found: dict[int, list[RoundCell]] = {}
    for cell in cells:
        found.setdefault(cell.data_set.pk, []).append(cell)
    return found


def _part(
    name: str, facts: RoundFacts, cells: list[RoundCell], *, supplier: str = "", person: str = ""
) -> Part:
    progress = facts.of(cells)
    of_total = _("%(filled)s af %(total)s")
    return Part(
        name=name,
        filled=of_total % {"filled": progress.filled, "total": progress.total},
        in_time=of_total % {"filled": progress.in_time, "total": progress.filled},
        missing=progress.missing - progress.awaited,
        awaited=progress.awaited,
        supplier=supplier,
        person=person,
    )


def _indicator(facts: RoundFacts, cells: list[RoundCell], persons: dict[int, Person]) -> Part:
    data_set: DataSet = cells[0].data_set
    person = persons.get(data_set.pk)
    return _part(
        localised(data_set.indicator), facts, cells,
        supplier=data_set.supplier.name, person=person.name if person else "",
    )  # fmt: skip


def _missing(cell: RoundCell, may_write: set[int], grid: str) -> MissingCell:
    place = f"{localised(cell.indicator)}, {cell.area.name}, {slot_in_words(cell.address.slot)}"
    url = f"{grid}#c-{cell.address.id}-1" if cell.data_set.pk in may_write else ""
    return MissingCell(place, str(WANTS[cell.standing]), url)


def _facts(found: Round) -> list[tuple[str, str]]:
    facts = [
        (_("Perioder"), ", ".join(slot_in_words(slot) for slot in found.slots)),
        (_("Åbner"), written_out(found.opens_on)),
        (_("Frist"), written_out(found.deadline)),
    ]
    if found.release_on:
        facts.append((_("Frigives tidligst"), written_out(found.release_on)))
    if found.wheel_entry:
        facts.append((_("Åbnet af årshjulet"), found.wheel_entry.name))
    return facts
