"""Feeds as the secretariat keeps them: made, changed, started, paused, and asked for at once."""

from __future__ import annotations

from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from indicators.importers.statbank_api import TableInfo
from indicators.models import Feed, FeedFetch, Source
from indicators.rules.feeds import (
    MOST_NEWEST,
    PREVIEW,
    TAKE,
    FeedMapping,
    Selection,
    next_fetch,
)
from indicators.services.feeds.reading import asked_for, target_of
from indicators.services.nudges import nudge_after_commit
from partnership.rules.access import Standing, check, may_manage_feeds
from partnership.services import edits
from partnership.services.plain_texts import refuse_civil_numbers

FETCH = "indicators.tasks.fetch_feeds"


def official_sources() -> list[Source]:
    """Sources that feeds may bring figures from: official ones, of whom it is settled who sees them."""
    return list(Source.objects.filter(is_official=True).exclude(shown_to=""))


def check_feed(*, info: TableInfo, selection: Selection, mapping: FeedMapping) -> None:
    """Raise `Refused` where a table cannot give this, or where it would not fit the indicator."""
    asked_for(info, selection, mapping, target_of(mapping).definition)


@transaction.atomic
def create(
    *,
    by: Standing,
    name: str,
    source: Source,
    every: str,
    info: TableInfo,
    selection: Selection,
    mapping: FeedMapping,
) -> Feed:
    """Keep a feed, not yet started, and have a first fetch tried that changes nothing.

    Raises `NotAllowed`, `Refused`, and `ValidationError` by field.
    """
    check(may_manage_feeds, by)
    refuse_civil_numbers(name=name)
    edits.check_name_is_free(Feed, name)
    _check_source(source)
    check_feed(info=info, selection=selection, mapping=mapping)
    feed = Feed(
        name=name, source=source, table=info.id, every=every, is_active=False,
        selection=selection.stored(), mapping=mapping.stored(), created_by_id=by.user_id,
    )  # fmt: skip
    feed.full_clean()
    with pghistory.context(reason="feed created"):
        feed.save()
    ask(by=by, feed_id=feed.pk, purpose=PREVIEW)
    return feed


def _check_source(source: Source) -> None:
    if not source.shown_to:
        raise ValidationError(
            {"source": _("Det er ikke afklaret, hvem kildens tal må vises til. Gør det først.")}
        )


@transaction.atomic
def change(*, by: Standing, feed_id: int, seen: int, name: str, every: str, newest: int) -> Feed:
    """Change the name, how often, and how many periods. Raises `StaleEdit`."""
    check(may_manage_feeds, by)
    refuse_civil_numbers(name=name)
    if not 0 <= newest <= MOST_NEWEST:
        raise ValidationError({"newest": _("Skriv et tal mellem 0 og 100; 0 er alle perioder.")})
    feed = edits.locked(Feed, feed_id)
    edits.check_name_is_free(Feed, name, but=feed_id)
    selection = Selection(Selection.read(feed.selection).picked, newest)
    values: dict[str, Any] = {"name": name, "every": every, "selection": selection.stored()}
    if feed.is_active and every != feed.every:
        values["next_fetch_at"] = next_fetch(every, now=timezone.now())
    with pghistory.context(reason="feed changed"):
        edits.change(feed, seen=seen, values=values)
    return feed


@transaction.atomic
def start(*, by: Standing, feed_id: int) -> FeedFetch:
    """Let the clock fetch from now on, beginning at once."""
    check(may_manage_feeds, by)
    feed = edits.locked(Feed, feed_id)
    feed.is_active = True
    with pghistory.context(reason="feed started"):
        feed.save(update_fields=["is_active"])
    return ask(by=by, feed_id=feed_id, purpose=TAKE)


@transaction.atomic
def pause(*, by: Standing, feed_id: int) -> None:
    """Stop the clock; what was fetched stays."""
    check(may_manage_feeds, by)
    feed = edits.locked(Feed, feed_id)
    feed.is_active, feed.next_fetch_at = False, None
    with pghistory.context(reason="feed paused"):
        feed.save(update_fields=["is_active", "next_fetch_at"])


@transaction.atomic
def ask(*, by: Standing, feed_id: int, purpose: str) -> FeedFetch:
    """Ask for a fetch at once; the one that waits already is enough.

    A fetch with the purpose "preview" tells what would change and changes nothing.
    """
    check(may_manage_feeds, by)
    try:
        with transaction.atomic():
            fetch = FeedFetch.objects.create(
                feed_id=feed_id, requested_by_id=by.user_id, details={"purpose": purpose}
            )
    except IntegrityError:
        waiting = (FeedFetch.State.WAITING, FeedFetch.State.RUNNING)
        found = FeedFetch.objects.filter(feed_id=feed_id, state__in=waiting).first()
        if found is None:
            raise
        return found
    nudge_after_commit(FETCH)
    return fetch
