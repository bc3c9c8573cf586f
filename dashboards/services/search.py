"""Search across areas, figures and the partnership's work, never beyond what the reader may open.

Every word that was typed must stand somewhere in what is found, as a part of a word and whatever
its case. Each kind of thing costs one question and a fixed number of rows; nothing is counted, so
that nothing is told about what the reader does not see.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Case, IntegerField, Model, Q, QuerySet, Value, When

from partnership.rules.access import Rule, Standing
from partnership.services import body_rights

FEW, MANY = 5, 100  # hits of a kind among the others, and when it is chosen
LONGEST = 100  # letters of a query that are read
MOST_WORDS = 8
BEFORE, AFTER = 50, 110  # letters of a text shown around what was found


@dataclass(frozen=True)
class Hit:
    """One thing that was found: its name, where it is, and a line that says what it is."""

    title: str
    url: str
    context: str
    excerpt: str = ""


@dataclass(frozen=True)
class Kind:
    """A kind of thing that is searched: who may find it, and how."""

    code: str
    label: Any
    rule: Rule
    find: Callable[[Question, int], list[Hit]]


@dataclass(frozen=True)
class Group:
    """What was found of one kind, and whether there is more of it."""

    code: str
    label: str
    hits: list[Hit]
    has_more: bool


class Question:
    """What is asked for, by whom."""

    def __init__(self, text: str, standing: Standing) -> None:
        self.text = " ".join(text.split())[:LONGEST].strip()
        self.words = tuple(self.text.split()[:MOST_WORDS])
        self.standing = standing

    @cached_property
    def reach(self) -> tuple[frozenset[int], frozenset[int]]:
        """The bodies whose matters the reader sees, and those whose taken decisions."""
        return body_rights.reach_of(self.standing)

    def matches(self, *fields: str, also: Callable[[str], Q | None] = lambda word: None) -> Q:
        """Every word stands in one of the fields, or is something `also` knows."""
        found = Q()
        for word in self.words:
            one = Q()
            for field in fields:
                one |= Q(**{f"{field}__icontains": word})
            known = also(word)
            found &= one if known is None else one | known
        return found

    def ask(
        self, rows: QuerySet[Any], *fields: str, order: Iterable[str], limit: int,
        also: Callable[[str], Q | None] = lambda word: None,
    ) -> list[Any]:  # fmt: skip
        """The rows that match; first those that have it all in the first field, their name."""
        by_name = Case(
            When(self.matches(fields[0]), then=Value(0)), default=Value(1),
            output_field=IntegerField(),
        )  # fmt: skip
        found = rows.filter(self.matches(*fields, also=also))
        return list(found.order_by(by_name, *order)[: limit + 1])

    def excerpt(self, *texts: str) -> str:
        """The place in the first of the texts where a word was found; "" where none has one."""
        for text in texts:
            flat = " ".join(text.split())
            for word in self.words:
                if at := re.search(re.escape(word), flat, re.IGNORECASE):
                    return _around(flat, at.start(), at.end())
        return ""


def _around(text: str, start: int, end: int) -> str:
    """A text's words around a place, with dots where it was cut."""
    first = 0 if start <= BEFORE else text.find(" ", start - BEFORE) + 1
    last = len(text) if end + AFTER >= len(text) else text.rfind(" ", end, end + AFTER)
    last = last if last >= end else end + AFTER
    return f"{'… ' if first > 0 else ''}{text[first:last]}{' …' if last < len(text) else ''}"


def line(*parts: object) -> str:
    """What a thing is, in one line; parts without words are left out."""
    return " · ".join(text for part in parts if (text := str(part or "")))


def name_of(row: Model | None) -> str:
    """The name of a row that may not be there."""
    return str(row) if row is not None else ""


def groups(kinds: Iterable[Kind], question: Question, *, chosen: str = "") -> list[Group]:
    """What was found, kind by kind; of a chosen kind more, and nothing else."""
    limit = MANY if chosen else FEW
    found = []
    for kind in kinds:
        if (chosen and kind.code != chosen) or not kind.rule(question.standing):
            continue
        hits = kind.find(question, limit)
        if hits:
            found.append(Group(kind.code, str(kind.label), hits[:limit], len(hits) > limit))
    return found
