"""A withdrawn figure goes out of every frozen copy that holds it: the only way one is ever rewritten.

The figure, those made with it and the sentences that tell them make room for "tilbagekaldt" and the
day, in the content and in the PDF, which is printed anew. What remains of the earlier copy are its
fingerprints.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from itertools import groupby
from operator import attrgetter
from typing import Any

import pgtrigger
from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from areas.models import Area, AreaExtent
from indicators.models import (
    Cell,
    FrozenCopy,
    FrozenFigure,
    FrozenPurge,
    Measurement,
    Result,
    Withdrawal,
)
from indicators.rules import frozen_purges as rule
from indicators.rules.frozen import canonical, fingerprint
from indicators.services.frozen_copies import key_of_figure
from partnership.exports.documents import Document, Prose
from partnership.exports.pdf_files import pdf

COPIES = "indicators.FrozenCopy:frozen_copy_stands"
FIGURES = "indicators.FrozenFigure:frozen_figure_stands"
NUMBERS = ("estimate", "lower", "upper", "n")
COUNTS = ("numerator", "denominator", "value", "n")


def purge(*, withdrawal: Withdrawal, cell: Cell, rows: Collection[Measurement]) -> int:
    """Take the figure out of all copies; `rows` still hold it. Returns how many were rewritten.

    Call inside the withdrawal's transaction, with the group held: no copy can come meanwhile.
    """
    counts = {float(n) for row in rows for name in COUNTS if (n := getattr(row, name)) is not None}
    counts.discard(0.0)
    done = 0
    for copy, figures in _holding(cell, rows):
        _rewrite(copy, figures, counts, withdrawal)
        done += 1
    return done


def _holding(
    cell: Cell, rows: Collection[Measurement]
) -> list[tuple[FrozenCopy, list[FrozenFigure]]]:
    """Copies with those of their figures that may rest on the cell, made when it had been logged."""
    since = min(row.entered_at for row in rows)
    figures = (
        FrozenFigure.objects.filter(
            definition__indicator=cell.definition.indicator_id,
            withdrawn_by__isnull=True,
            copy__kept_at__gte=since,
        )
        .select_related("copy", "area")
        .order_by("copy_id", "pk")
    )
    place = rule.WithdrawnCell(_areas(cell), cell.area.kind, cell.slot)
    found = []
    for copy, group in groupby(figures, key=attrgetter("copy")):
        every = list(group)
        resting = [each for each in every if rule.rests_on(_place(each), place)]
        if resting and not _shows_another(every, cell, rows):
            found.append((copy, resting))
    return found


def _areas(cell: Cell) -> frozenset[int]:
    """The areas whose own figures rest on the cell: a division's area is a sum with it in it."""
    areas = {cell.area_id}
    if cell.area.kind == Area.Kind.DIVISION:
        areas |= set(AreaExtent.objects.filter(area=cell.area_id).values_list("parent", flat=True))
    return frozenset(areas)


def _place(figure: FrozenFigure) -> rule.Place:
    return rule.Place(
        figure.statement, figure.area_id, figure.area.kind, figure.comparator, figure.other_id,
        figure.slot,
    )  # fmt: skip


def _shows_another(
    figures: Collection[FrozenFigure], cell: Cell, rows: Collection[Measurement]
) -> bool:
    """Whether the copy shows a version of the cell that is not withdrawn: then none of it is."""
    withdrawn = {row.version for row in rows}
    return any(
        each.statement == Result.Statement.LEVEL
        and (each.area_id, each.slot) == (cell.area_id, cell.slot)
        and each.version is not None
        and each.version not in withdrawn
        for each in figures
    )


def _rewrite(
    copy: FrozenCopy,
    figures: Collection[FrozenFigure],
    counts: Collection[float],
    withdrawal: Withdrawal,
) -> None:
    """The copy without the figures; its fingerprints before are kept, and new ones fit from now on."""
    numbers = {
        n for each in figures for name in NUMBERS if (n := getattr(each, name)) is not None and n
    }
    taken = rule.Taken(
        keys=frozenset(key_of_figure(each).word for each in figures),
        numbers=frozenset(numbers),
        counts=frozenset(counts),
        words=words_of(withdrawal),
    )
    content = rule.without(json.loads(copy.canonical), taken)
    text, printed = canonical(content), print_content(copy.kind, content)
    FrozenPurge.objects.create(
        copy=copy, withdrawal=withdrawal,
        sha256_before=copy.sha256, pdf_sha256_before=copy.pdf_sha256,
    )  # fmt: skip
    with pgtrigger.ignore(COPIES):
        FrozenCopy.objects.filter(pk=copy.pk).update(
            canonical=text, sha256=fingerprint(text), pdf=printed, pdf_sha256=fingerprint(printed)
        )
    with pgtrigger.ignore(FIGURES):
        FrozenFigure.objects.filter(pk__in=[each.pk for each in figures]).update(
            state=Result.State.MISSING, reason=rule.WITHDRAWN, verdict="", certainty="",
            withdrawn_by=withdrawal, **dict.fromkeys(NUMBERS),
        )  # fmt: skip


def words_of(withdrawal: Withdrawal) -> str:
    """What stands where the figure stood; data of the record, so not translated."""
    day = timezone.localtime(withdrawal.confirmed_at or timezone.now())
    return f"tilbagekaldt {day:%d.%m.%Y}"


def print_content(kind: str, content: Mapping[str, Any]) -> bytes:
    """The content printed as its kind is; one that holds no pages is replaced by a page that says so."""
    named = settings.FROZEN_PRINTERS.get(kind)
    if named is None:
        return pdf(_nothing_left())
    printer: Callable[[Mapping[str, Any]], bytes] = import_string(named)
    return printer(content)


def _nothing_left() -> Document:
    return Document(
        kind="Låst dokument", title="Et tal er tilbagekaldt", body="Kvarterkompas", facts=(),
        blocks=(Prose("Dokumentet holdt et tal, der er tilbagekaldt, og vises derfor ikke mere."),),
        made_at=timezone.now().replace(microsecond=0),
    )  # fmt: skip
