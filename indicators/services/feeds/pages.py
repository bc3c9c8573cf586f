"""What the pages of feeds show: the list with the last fetch in words, one feed, its history."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from areas.models import Area
from indicators.models import Feed, FeedFetch
from indicators.rules.feeds import DENOMINATOR, HIDDEN, NUMERATOR, PREVIEW, FeedMapping, Selection
from indicators.services.feeds.choices import indicator_names, seen_feeds
from indicators.services.feeds.words import Told, moment, purpose_of, told, when_next
from indicators.services.names import localised
from indicators.services.periods_in_words import slot_in_words
from partnership.rules.access import Standing

MOST_FETCHES = 20
AT_WORK = (FeedFetch.State.WAITING, FeedFetch.State.RUNNING)


@dataclass(frozen=True)
class Row:
    """A feed in the list."""

    feed: Feed
    indicator: str
    told: Told | None
    at: str
    next: str


@dataclass(frozen=True)
class Passed:
    """A fetch in the history."""

    at: str
    by: str
    told: Told
    is_preview: bool


@dataclass
class Detail:
    """One feed: the newest fetch, what it brought, what is fetched, and what went before."""

    feed: Feed
    newest: Told | None = None
    at: str = ""
    next: str = ""
    progress: dict[str, object] | None = None
    is_preview: bool = False
    may_start: bool = False
    lines: list[dict[str, str]] = field(default_factory=list)
    hidden: int = 0
    facts: list[tuple[str, str]] = field(default_factory=list)
    history: list[Passed] = field(default_factory=list)


def rows_for(standing: Standing) -> list[Row]:
    """The feeds, each with how its newest fetch went."""
    feeds = seen_feeds(standing)
    newest = (
        FeedFetch.objects.filter(feed__in=feeds)
        .order_by("feed_id", "-requested_at", "-pk")
        .distinct("feed_id")
    )
    fetches = {fetch.feed_id: fetch for fetch in newest}
    names = indicator_names(feeds)
    return [_row(feed, fetches.get(feed.pk), names) for feed in feeds]


def _row(feed: Feed, fetch: FeedFetch | None, names: dict[str, str]) -> Row:
    code = str(feed.mapping.get("indicator", ""))
    return Row(
        feed,
        names.get(code, code),
        told(fetch) if fetch else None,
        moment(fetch.finished_at or fetch.requested_at) if fetch else "",
        when_next(feed),
    )


def detail_of(feed: Feed) -> Detail:
    """All that the page of one feed shows."""
    fetches = list(
        feed.fetches.select_related("requested_by__person").order_by("-requested_at", "-pk")[
            :MOST_FETCHES
        ]
    )
    found = status_of(feed, fetches[0] if fetches else None)
    found.facts = _facts(feed)
    found.history = [
        Passed(
            moment(fetch.finished_at or fetch.requested_at),
            _who(fetch),
            told(fetch),
            purpose_of(fetch) == PREVIEW,
        )
        for fetch in fetches
    ]
    return found


def newest_fetch(feed: Feed) -> FeedFetch | None:
    """The fetch asked for last."""
    return feed.fetches.order_by("-requested_at", "-pk").first()


def status_of(feed: Feed, fetch: FeedFetch | None) -> Detail:
    """How the newest fetch goes or went, and what it would change."""
    found = Detail(feed, next=when_next(feed))
    if fetch is None:
        return found
    found.newest, found.at = told(fetch), moment(fetch.finished_at or fetch.requested_at)
    found.is_preview = purpose_of(fetch) == PREVIEW
    if fetch.state in AT_WORK:
        found.progress = _bar(fetch)
        return found
    details = fetch.details or {}
    found.may_start = found.is_preview and bool(details) and fetch.state != FeedFetch.State.FAILED
    found.lines = [_line(each) for each in details.get("lines", [])]
    found.hidden = int(details.get("hidden", 0))
    return found


def _bar(fetch: FeedFetch) -> dict[str, object]:
    is_running = fetch.state == FeedFetch.State.RUNNING
    text = _("Venter på, at serveren har tid")
    if is_running:
        text = ngettext(
            "%(done)s af %(total)s spørgsmål er besvaret",
            "%(done)s af %(total)s spørgsmål er besvaret",
            fetch.total,
        ) % {"done": fetch.done, "total": fetch.total}
    return {
        "id": "hentning",
        "label": _("Henter fra Statistikbanken"),
        "done": fetch.done,
        "total": fetch.total if is_running and fetch.total > 1 else 0,
        "text": text,
    }


def _line(kept: list[str]) -> dict[str, str]:
    outcome, area, category, slot, old, new = kept
    place = f"{area}, {category}" if category else area
    return {
        "outcome": outcome, "place": place, "slot": slot_in_words(slot), "old": old, "new": new,
    }  # fmt: skip


def _who(fetch: FeedFetch) -> str:
    if fetch.requested_by is None:
        return _("Af sig selv")
    person = getattr(fetch.requested_by, "person", None)
    return person.name if person else str(fetch.requested_by)


def _facts(feed: Feed) -> list[tuple[str, str]]:
    """What is fetched and what it is here, in the words the table had when the feed was made."""
    mapping, selection = FeedMapping.read(feed.mapping), Selection.read(feed.selection)
    facts = [
        (_("Indikator"), indicator_names([feed]).get(mapping.indicator, mapping.indicator)),
        (_("Tabel"), f"{feed.table}: {mapping.texts.get('', '')}".rstrip(": ")),
        (_("Kilde"), localised(feed.source)),
        (_("Områder"), _areas(mapping)),
    ]
    for name, codes in selection.picked.items():
        if name != mapping.area_variable:
            words = ", ".join(_value(mapping, name, code) for code in codes)
            facts.append((mapping.texts.get(name, name).capitalize(), words))
    facts.append((_("Perioder"), _periods(selection.newest)))
    facts.append((_("Hvor tit"), str(feed.get_every_display()).capitalize()))
    if mapping.zero != HIDDEN:
        facts.append((_("Nuller"), _("Et 0 i tabellen er et reelt nul")))
    return facts


def _areas(mapping: FeedMapping) -> str:
    rows: Any = Area.objects.filter(code__in=mapping.areas.values()).order_by("position", "name")
    return ", ".join(area.name for area in rows)


def _value(mapping: FeedMapping, name: str, code: str) -> str:
    text = mapping.texts.get(f"{name}/{code}", code)
    role = mapping.parts.get(code) if name == mapping.part_variable else ""
    if role == NUMERATOR:
        return _("%(value)s (delen)") % {"value": text}
    if role == DENOMINATOR:
        return _("%(value)s (helheden)") % {"value": text}
    return text


def _periods(newest: int) -> str:
    if not newest:
        return _("Alle")
    return ngettext("Den nyeste", "De %(count)s nyeste", newest) % {"count": newest}
