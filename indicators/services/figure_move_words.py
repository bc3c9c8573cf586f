"""The words for a new figure beside the one before it: on the overview and in briefs the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import groupby

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from indicators.services import figure_moves
from indicators.services.cards import base_label, passport_of
from indicators.services.figure_moves import Move
from indicators.services.periods_in_words import slot_in_words
from indicators.services.readings import Entry, Reading
from indicators.services.wording import number_style


def grouped(moves: Iterable[Move]) -> list[list[Move]]:
    """What can be told in one sentence: of the same period and source, and of the same one before."""

    def kind(each: Move) -> tuple[str, str, str]:
        return each.now.slot, each.now.source, each.before.slot if each.before else ""

    return [list(group) for _kind, group in groupby(sorted(moves, key=kind), key=kind)]


def told(entry: Entry, moves: Sequence[Move]) -> str:
    """The figures of one group, each with the one before it, and what the verdicts did."""
    first = moves[0]
    values = {
        "period": slot_in_words(first.now.slot),
        "before": slot_in_words(first.before.slot) if first.before else "",
        "figures": ", ".join(_figures(entry, each) for each in moves), "unit": entry.unit,
    }  # fmt: skip
    text = _("Nyt tal for %(period)s: %(figures)s %(unit)s") % values
    if first.before:
        text = (
            _("Nyt tal for %(period)s, i parentes det for %(before)s: %(figures)s %(unit)s")
            % values
        )
    text += "" if text.endswith(".") else "."
    return f"{text} {verdict_told(moves)}".strip()


def _figures(entry: Entry, move: Move) -> str:
    """An area's figure, and behind it the one before: "Stjernehøj 31,0 (32,1)"."""
    style = number_style()
    now = f"{move.area.label} {style.plain(move.now.estimate or 0.0, entry.decimals)}"
    if move.before is None:
        return now
    return f"{now} ({style.plain(move.before.estimate or 0.0, entry.decimals)})"


def verdict_told(moves: Sequence[Move]) -> str:
    """Whether the verdicts became others, as far as that can be known."""
    turned = [each.area.label for each in moves if each.judged == figure_moves.OTHER]
    same = [each.area.label for each in moves if each.judged == figure_moves.SAME]
    if same and len(same) == len(moves):
        return _("Vurderingen er uændret.")
    parts = []
    if turned:
        parts.append(_("Vurderingen er ændret: %(areas)s.") % {"areas": ", ".join(turned)})
    if same:
        parts.append(_("Vurderingen er uændret: %(areas)s.") % {"areas": ", ".join(same)})
    return " ".join(parts)


def passport_words(entry: Entry, moves: Sequence[Move]) -> str:
    """Source, periods, publication and n of one period's figures, and of those before them."""
    first = moves[0].now
    found = passport_of(entry, first)
    days = sorted({each.now.published_on for each in moves if each.now.published_on is not None})
    parts = [found["source"], found["period"], published_words(*days)]
    parts += _bases(entry, [(each.area.label, each.now) for each in moves])
    if not any(each.now.n is not None for each in moves) and not found["n_not_needed"]:
        parts.append(found["n_missing"])
    text = ", ".join(part for part in parts if part)
    earlier = [(each.area.label, each.before) for each in moves if each.before is not None]
    bases = _bases(entry, [(name, level) for name, level in earlier if level is not None])
    if earlier and bases:
        period = slot_in_words(earlier[0][1].slot)
        text = f"{text}; {period}: {bases[0]}"
    return text


def _bases(entry: Entry, levels: Sequence[tuple[str, Reading]]) -> list[str]:
    """How many each figure rests on: "n = 400 (Område a), 250 (Område b)"."""
    style, label = number_style(), base_label(entry)
    based = [f"{style.plain(each.n, 0)} ({name})" for name, each in levels if each.n is not None]
    if not based:
        return []
    return [f"n = {', '.join(based)}" + (f" {label}" if label else "")]


def published_words(*days: dt.date | None) -> str:
    """When figures were published; nothing where that is not known."""
    known = [date_format(day, "SHORT_DATE_FORMAT") for day in days if day is not None]
    if not known:
        return ""
    return _("offentliggjort %(day)s") % {"day": ", ".join(known)}
