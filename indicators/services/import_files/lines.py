"""Lines for COPY: what is staged of one row of a file."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from decimal import Decimal

from indicators.models import ImportRow
from indicators.rules.values import Figure

# A plain row leaves the rest to the table: it holds a figure, is new, and nothing is said of it.
_PLACED = ("batch_id", "definition_id", "category_id", "slot", "area_id", "place", "row")
VALUE_COLUMNS, COUNT_COLUMNS = (*_PLACED, "value"), (*_PLACED, "numerator", "denominator")
COLUMNS = (
    *_PLACED, "numerator", "denominator", "value", "state", "outcome", "code", "field", "text",
    "comment", "details", "n", "published_on", "seen_version",
)  # fmt: skip
NULL = r"\N"
NOWHERE = f"{NULL}\t{NULL}\t\t"  # definition, category and slot of a row that has none
_LAST = [f"{number:03}" for number in range(1000)]


def numbers_of(numbers: Sequence[int]) -> list[str]:
    """Numbers of rows as texts: those in sequence share all but their last three digits."""
    if not isinstance(numbers, range) or numbers.start < 1000:
        return list(map(str, numbers))
    texts: list[str] = []
    for thousand in range(numbers.start // 1000, numbers[-1] // 1000 + 1):
        first, last = numbers.start - 1000 * thousand, numbers.stop - 1000 * thousand
        texts += map(str(thousand).__add__, _LAST[max(0, first) : last])
    return texts


def end_of_value(value: str) -> str:
    """What stands after the row's number in the line of a plain value."""
    return f"\t{value}\n"


def end_of_counts(numerator: str, denominator: str) -> str:
    """The same of two plain counts."""
    return f"\t{numerator}\t{denominator}\n"


def end_of(figure: Figure, *, comment: str, details: Mapping[str, str], day: dt.date | None) -> str:
    """The same of any figure, with what was said of it."""
    numbers = [figure.numerator, figure.denominator, figure.value]
    return _joined(
        *(NULL if number is None else str(number) for number in numbers),
        figure.state, ImportRow.Outcome.NEW, "", "", "", _safe(comment),
        _safe(json.dumps(details)) if details else NULL,
        NULL if figure.n is None else str(figure.n), day.isoformat() if day else NULL, "0",
    )  # fmt: skip


def end_of_refused(code: str, field: str, said: str, facts: Mapping[str, object]) -> str:
    """The same of a row that is refused: why, and what stood there."""
    known = {name: _plain(fact) for name, fact in facts.items()}
    return _joined(
        NULL, NULL, NULL, "", ImportRow.Outcome.REFUSED, code, field[:60], _safe(said[:120]), "",
        _safe(json.dumps(known)) if known else NULL, NULL, NULL, NULL,
    )  # fmt: skip


def _joined(*parts: str) -> str:
    return "\t" + "\t".join(parts) + "\n"


def _safe(text: str) -> str:
    """A text as COPY reads it."""
    plain = text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")
    return plain.replace("\r", "\\r").replace("\0", "")


def _plain(fact: object) -> object:
    """A fact of a refusal as JSON keeps it; `sentences.refusal_of` reads it back."""
    if isinstance(fact, Decimal):
        return {"decimal": str(fact)}
    return list(fact) if isinstance(fact, tuple) else fact
