"""The section of a brief on what is new: figures beside those before them, and changed verdicts.

Always against the agreed comparator, and never of restricted indicators.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from areas.models import Area
from indicators.services import cards, figure_moves
from indicators.services import figure_move_words as words
from indicators.services.figure_moves import Move, Since
from indicators.services.readings import Entry
from indicators.services.wording import headline
from reports.rules.blocks import CHANGED
from reports.services import passports
from reports.services.figure_lines import Picture, does_not_close
from reports.services.material import Line, Section, in_full


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
    url = cards.indicator_url(entry.code)
    return [
        Line(entry.name, words.told(entry, rows), (passports.of_moves(entry, rows, url),), url=url)
        for rows in words.grouped(moves)
    ]


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
    lines: Sequence[Line],
    *,
    body: str,
    since: dt.date | None,
    day: str,
    url: str,
    lacks_verdicts: bool = False,
) -> Section:
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
        where=in_full(), url=url, note=note,
    )  # fmt: skip
