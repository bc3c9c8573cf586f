"""Finding a table in the StatBank: the catalogue, the subjects, and what a table holds."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from django.conf import settings
from django.core.cache import cache

from indicators.importers.statbank_api import Statbank, Subject, Table, TableInfo
from indicators.importers.statbank_transport import (
    FOR_A_PAGE,
    Patience,
    StatbankProblem,
    Transport,
)

MOST_FOUND = 60
KEPT = 12 * 60 * 60  # seconds; tables are made and closed a few times a year
KEPT_INFO = 10 * 60  # while somebody picks from a table
KEPT_FAILURE = 20  # so that a page asks no silent server again at once
_TABLE = re.compile(r"^[A-ZÆØÅ][A-ZÆØÅ0-9_]{0,19}$")
Kept = TypeVar("Kept")


def statbank(patience: Patience = FOR_A_PAGE) -> Statbank:
    """The StatBank of this installation."""
    transport = Transport(settings.STATBANK_URL, settings.STATBANK_PROXY, patience)
    return Statbank(transport)


def subjects() -> list[tuple[Subject, list[Subject]]]:
    """The top subjects, each with those right below it. Raises `StatbankProblem`."""
    return _kept("subjects", KEPT, _read_subjects)


def _read_subjects() -> list[tuple[Subject, list[Subject]]]:
    asked = statbank()
    return [(top, asked.subjects(under=[top.id])) for top in asked.subjects()]


def find_tables(*, text: str = "", subject: str = "") -> tuple[list[Table], int]:
    """Tables that hold all words of the text, of one subject or of all; and how many more.

    A table whose name is the text comes first. Raises `StatbankProblem`.
    """
    wanted = _with_those_below(subject)
    key = f"tables:{','.join(wanted)}"
    tables = _kept(key, KEPT, lambda: statbank().tables(subjects=wanted))
    words = text.lower().split()
    found = {table.id: table for table in tables if all(word in _searched(table) for word in words)}
    ordered = sorted(found.values(), key=lambda table: table.id.lower() != text.lower().strip())
    return ordered[:MOST_FOUND], max(0, len(ordered) - MOST_FOUND)


def _with_those_below(subject: str) -> list[str]:
    """The StatBank lists the tables right under a subject; those below it are asked for too."""
    if not subject:
        return []
    below = [inner.id for top, inside in subjects() if top.id == subject for inner in inside]
    return [subject, *below]


def _searched(table: Table) -> str:
    return " ".join((table.id, table.text, table.unit, *table.variables)).lower()


def table_info(name: str) -> TableInfo:
    """What a table holds. Raises `StatbankProblem`, also for what can be no table."""
    table = name.strip().upper()
    if not _TABLE.match(table):
        raise StatbankProblem("not_found", message="")
    return _kept(f"table:{table}", KEPT_INFO, lambda: statbank().table_info(table))


def _kept(key: str, seconds: int, read: Callable[[], Kept]) -> Kept:
    """What was read a while ago; a failure is remembered too, but only for a moment."""
    key = f"statbank:{settings.STATBANK_URL}:{key}".encode().hex()[-200:]
    found = cache.get(key)
    if isinstance(found, StatbankProblem):
        raise found
    if found is None:
        try:
            found = read()
        except StatbankProblem as problem:
            cache.set(key, problem, KEPT_FAILURE)
            raise
        cache.set(key, found, seconds)
    return found  # type: ignore[no-any-return]
