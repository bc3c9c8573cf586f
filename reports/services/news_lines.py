"""The section of a brief on what is new: figures beside those before them, and changed verdicts.

Always against the agreed comparator, and never of restricted indicators.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _

from areas.models import Area
from indicators.services import cards, figure_moves
from indicators.services.figure_moves import Move, Since
from indicators.services.periods_in_words import slot_in_words
from indicators.services.readings import Entry
from indicators.services.wording import headline, number_style
from reports.rules.blocks import CHANGED
from reports.services import passports
from reports.services.figure_lines import Picture, does_not_close
from reports.services.material import Line, Section


@dataclass(frozen=True)
class News:
    """What is new, and whether it cannot be known of some figures what their verdict was before."""

    lines: tuple[Line, ...] = ()
    lacks_verdicts: bool = False


def changed(seen: Picture, since: dt.datetime | None) -> News:
    """Figures that came and verdicts that changed after a moment; nothing where there was none."""
    if since is None:
        return News()
    news = figure_moves.since(since, restricted=False)
    fresh = {entry: places for entry in seen.chosen if (places := _fresh(seen, entry, news))}
    series = figure_moves.series_of(fresh, seen.areas, restricted=False)
    lines: list[Line] = []
    lacks = False
    for entry in seen.chosen:
        moves = [
            figure_moves.move_of(entry, area, seen.of(entry, area), series=series, since=news)
            for area in fresh.get(entry, ())
        ]
        lines += _fresh_lines(entry, moves)
        lines += _judged_lines(seen, entry, set(news.turned))
        lacks = lacks or any(each.judged == figure_moves.UNKNOWN for each in moves)
    return News(tuple(lines), lacks)


def _fresh(seen: Picture, entry: Entry, news: Since) -> list[Area]:
    """The areas of which the newest figure is new."""
    return [
        area
        for area in seen.areas
        for level in [seen.of(entry, area).level]
        if level is not None and level.has_value and news.is_new(level)
    ]


def _fresh_lines(entry: Entry, moves: Iterable[Move]) -> list[Line]:
    """New figures of one indicator, a line for each period and what there was before it."""

    def kind(each: Move) -> tuple[str, str, str]:
        return each.now.slot, each.now.source, each.before.slot if each.before else ""

    url, lines = cards.indicator_url(entry.code), []
    for (slot, _source, before), group in groupby(sorted(moves, key=kind), key=kind):
        rows = list(group)
        values = {
            "period": slot_in_words(slot), "before": slot_in_words(before) if before else "",
            "figures": ", ".join(_figures(entry, each) for each in rows), "unit": entry.unit,
        }  # fmt: skip
        text = _("Nyt tal for %(period)s: %(figures)s %(unit)s") % values
        if before:
            text = (
                _("Nyt tal for %(period)s, i parentes det for %(before)s: %(figures)s %(unit)s")
                % values
            )
        text += "" if text.endswith(".") else "."
        passport = passports.of_moves(entry, rows, url)
        lines.append(Line(entry.name, f"{text} {verdict_told(rows)}".strip(), (passport,), url=url))
    return lines


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


def _judged_lines(seen: Picture, entry: Entry, judged: set[tuple[int, int]]) -> list[Line]:
    """Areas of which something else is said now; what does not close has its own section."""
    lines = []
    for area in seen.areas:
        figures = seen.of(entry, area)
        is_told = figures.level is not None and figures.level.has_value
        if (entry.definition_id, area.pk) in judged and is_told and not does_not_close(figures):
            text = _("Vurderingen er ændret. %(words)s") % {
                "words": headline(entry, figures, area=area.name)
            }
            passport = passports.of_area(entry, figures, (area.name, area.slug))
            url = cards.indicator_url(entry.code)
            lines.append(Line(f"{entry.name} · {area.name}", text, (passport,), url=url))
    return lines


def changed_section(
    lines: Sequence[Line], *, body: str, since: dt.date | None, day: str, lacks_verdicts: bool = False
) -> Section:  # fmt: skip
    """What is new since the body met last."""
    if since is None:
        empty = _(
            "Der er ikke registreret et tidligere møde i %(body)s, så der er intet at sammenligne med."
        ) % {"body": body}  # fmt: skip
    else:
        empty = _(
            "Siden mødet den %(day)s er der hverken kommet nye tal, ændrede vurderinger eller "
            "gennemførte beslutninger."
        ) % {"day": day}  # fmt: skip
    note = _("Sidste møde var den %(day)s.") % {"day": day} if lines and since else ""
    if note and lacks_verdicts:
        note += " " + _(
            "Hvor der intet står om vurderingen, var den ikke regnet ud dengang, så den kan ikke "
            "sammenlignes."
        )
    return Section(
        key=CHANGED, title=_("Nyt siden sidste møde"), lines=tuple(lines), empty=empty,
        where=_("se Overblik"), url=reverse("dashboards:overview"), note=note,
    )  # fmt: skip
