"""Explanations as files: every statement with its inputs and parameters, one row each.

The headings are Danish and the same in every language, so that a recipe finds them. Codes are those
of `docs/methods/`. One shape serves the file of one statement and the file of all.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from django.utils.translation import override

from indicators.context import example_notice
from indicators.models import Definition, ExampleSet, Indicator, Target
from indicators.rules import verdicts
from indicators.rules.council import three_part
from indicators.rules.verdicts import Verdict
from indicators.services.definition_series import series_of
from indicators.services.explanations.addresses import COUNCIL
from indicators.services.explanations.cases import Case
from indicators.services.explanations.inputs import ANSWER, AREA, GAP, REST, inputs_of
from indicators.services.explanations.rows import Book, Row, S, rows_of
from indicators.services.explanations.words import verdict_in_words
from indicators.services.snapshots import one_moment
from partnership.exports.spreadsheets import Cell, csv_bytes, csv_lines


class Line(NamedTuple):
    """What one row of a file is written from."""

    role: str
    row: Row
    code: str
    definition: Definition
    target: Target | None


_ABOUT: tuple[tuple[str, Callable[[Line], Cell]], ...] = (
    ("rolle", lambda line: line.role),
    ("aflæsning", lambda line: line.row.statement),
    ("indikator", lambda line: line.code),
    ("definition", lambda line: line.definition.version),
    ("område", lambda line: line.row.area_slug),
    ("område_id", lambda line: line.row.area_id),
    ("områdetype", lambda line: line.row.area_kind),
    ("grundlag", lambda line: line.row.comparator),
    ("mod", lambda line: line.row.other_slug),
    ("hændelse", lambda line: line.row.event_id),
    ("kategori", lambda line: line.row.category),
    ("periode", lambda line: line.row.slot),
    ("udgangspunkt", lambda line: line.row.baseline_slot),
    ("nyeste", lambda line: line.row.is_latest),
    ("tilstand", lambda line: line.row.state),
    ("årsag", lambda line: line.row.reason),
)
_SAID: tuple[tuple[str, Callable[[Line], Cell]], ...] = (
    ("estimat", lambda line: line.row.estimate),
    ("nedre_95", lambda line: line.row.lower),
    ("øvre_95", lambda line: line.row.upper),
    ("nedre_998", lambda line: line.row.lower_998),
    ("øvre_998", lambda line: line.row.upper_998),
    ("forhold", lambda line: line.row.ratio),
    ("forhold_nedre", lambda line: line.row.ratio_lower),
    ("forhold_øvre", lambda line: line.row.ratio_upper),
    ("dom", lambda line: line.row.verdict),
    ("sikkerhed", lambda line: line.row.certainty),
    ("dom_i_ord", lambda line: verdict_in_words(line.row)),
    ("metode", lambda line: line.row.method),
)
_FROM: tuple[tuple[str, Callable[[Line], Cell]], ...] = (
    ("tæller", lambda line: line.row.numerator),
    ("nævner", lambda line: line.row.denominator),
    ("n", lambda line: line.row.n),
    ("sd", lambda line: line.row.number("sd")),
    ("designeffekt", lambda line: line.row.number("deff")),
    ("population", lambda line: line.row.number("population")),
    ("detaljer", lambda line: _json(line.row)),
    ("målt_fra", lambda line: line.row.starts_on),
    ("slut", lambda line: line.row.ends_on),
    ("offentliggjort", lambda line: line.row.published_on),
    ("kilde", lambda line: line.row.source),
    ("kildefamilie", lambda line: line.row.family),
    ("måling_version", lambda line: line.row.version),
)
_BY: tuple[tuple[str, Callable[[Line], Cell]], ...] = (
    ("talslags", lambda line: line.definition.kind),
    ("dataslags", lambda line: line.definition.data_kind),
    ("tæller_hvad", lambda line: line.definition.counts),
    ("retning", lambda line: line.definition.direction),
    ("mindste_ændring", lambda line: line.definition.smallest_relevant_change),
    ("bånd_nedre", lambda line: line.definition.band_lower),
    ("bånd_øvre", lambda line: line.definition.band_upper),
    ("per", lambda line: line.definition.per),
    ("enhed", lambda line: line.definition.unit),
    ("hyppighed", lambda line: line.definition.frequency),
    ("opgjort", lambda line: line.definition.period_kind),
    ("måltal", lambda line: line.target.value if line.target else None),
    ("måltal_periode", lambda line: line.target.slot if line.target else ""),
    ("måltal_udgangspunkt", lambda line: line.target.baseline_slot if line.target else ""),
    ("beregnet_med", lambda line: line.row.code_version),
    ("beregnet", lambda line: line.row.computed_at),
)
_COLUMNS = (*_ABOUT, *_SAID, *_FROM, *_BY)
HEADER = [*(name for name, _value in _COLUMNS), "bemærkning"]


def file_of(case: Case) -> bytes:
    """One statement, then its inputs, each with the part it plays."""
    lines = [Line(ANSWER, case.row, case.entry.code, case.definition, case.target)]
    lines += [
        Line(part.role, part.row, case.entry.code, case.definition, case.target)
        for part in case.parts
        if part.row is not None
    ]
    with override("da"):
        notice = _notice()
        return csv_bytes(HEADER, (_cells(line, notice) for line in lines))


def every(*, restricted: bool) -> Iterator[str]:
    """Every statement that may be seen, line by line, read in one moment."""
    with one_moment(), override("da"):
        notice = _notice()
        lines = _every(restricted=restricted)
        yield from csv_lines(HEADER, (_cells(line, notice) for line in lines))


def _every(*, restricted: bool) -> Iterator[Line]:
    definitions = {
        series.pk: series.newest
        for series in series_of(Definition.objects.select_related("source"))
    }
    last = {(t.indicator_id, t.area_id): t for t in Target.objects.order_by("slot")}
    targets = {place: t for place, t in last.items() if t.is_decided}  # a proposal judges nothing
    seen = Indicator.objects.seen_by(restricted=restricted).order_by("code")
    for pk, code in seen.values_list("pk", "code"):
        book = Book(rows_of(code, restricted=restricted, category=None))
        for row in (*book, *council_rows(book)):
            target = targets.get((pk, row.area_id))
            yield Line(ANSWER, row, code, definitions[row.definition_id], target)


def council_rows(book: Book) -> Iterator[Row]:
    """The three-part verdicts of the newest changes of gaps."""
    for row in book:
        if row.statement == S.GAP_CHANGE and row.is_latest and row.has_value:
            found = council_row(row, book)
            if found.verdict:
                yield found


def council_row(gap_change: Row, book: Book) -> Row:
    """A gap's change, read together with what area and comparator did themselves."""
    asked = gap_change._replace(statement=COUNCIL)
    found = {part.role: part.row for part in inputs_of(asked, book)}
    three = [_verdict(found.get(role)) for role in (AREA, REST, GAP)]
    gap = book.find(gap_change, S.GAP)
    has_better_side = gap is not None and gap.verdict not in (verdicts.ABOVE, verdicts.BELOW)
    message = three_part(*three, has_better_side=has_better_side).message
    nothing: dict[str, Any] = dict.fromkeys(
        ("estimate", "lower", "upper", "lower_998", "upper_998", "ratio", "ratio_lower",
         "ratio_upper", "numerator", "denominator", "n", "version", "details")
    )  # fmt: skip
    return asked._replace(**nothing, verdict=message, certainty="", reason="", method="three_part")


def _verdict(row: Row | None) -> Verdict:
    code = row.verdict if row is not None and row.has_value else ""
    return Verdict(code or verdicts.CANNOT_TELL)


def _notice() -> str:
    """That the figures are invented, where they are: it goes with them wherever they go."""
    return example_notice(is_example=ExampleSet.objects.filter(is_fictitious=True).exists())


def _cells(line: Line, notice: str) -> list[Cell]:
    return [*(value(line) for _name, value in _COLUMNS), notice]


def _json(row: Row) -> str:
    return json.dumps(row.details, ensure_ascii=False, sort_keys=True) if row.details else ""
