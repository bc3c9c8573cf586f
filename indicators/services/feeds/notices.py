"""Who is told when a fetch has ended: the one who asked for it, or the office when the clock did."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.services.notices import Sentence, tell
from indicators.models import Feed, FeedFetch, Indicator
from indicators.rules.feeds import PREVIEW
from indicators.services.feeds.words import purpose_of
from partnership.models import Seat

TOLD_AFTER = 3  # failures in a row that may pass by themselves

TRIED = _("Hentningen “%(feed)s” er prøvet. Se, hvad den vil gøre.")
FETCHED = _("Der er hentet tal fra Statistikbanken: “%(feed)s”.")
REVISED = _("Danmarks Statistik har rettet tal: “%(feed)s”.")
UNCHANGED = _("Der var intet nyt i Statistikbanken: “%(feed)s”.")
FAILED = _("“%(feed)s” kunne ikke hentes fra Statistikbanken. De tal, I har, er ikke rørt.")


def tell_of(fetch: FeedFetch, *, failed_attempts: int = 0, may_pass: bool = True) -> None:
    """Tell how a fetch ended. Whoever asked is always told; the clock speaks when there is news."""
    feed = fetch.feed
    asked_by = fetch.requested_by
    if asked_by is None and not _is_news(fetch, failed_attempts=failed_attempts, may_pass=may_pass):
        return
    tell(
        users=[asked_by] if asked_by is not None else _office(feed),
        kind="feed",
        message=_sentence(fetch),
        values={"feed": feed.name},
        path=reverse("indicators:feed-detail", args=[feed.pk]),
        key=f"feed-{fetch.pk}",
    )


def _is_news(fetch: FeedFetch, *, failed_attempts: int, may_pass: bool) -> bool:
    if fetch.state == FeedFetch.State.FAILED:
        return failed_attempts == (TOLD_AFTER if may_pass else 1)
    return fetch.state == FeedFetch.State.DONE


def _sentence(fetch: FeedFetch) -> Sentence:
    if fetch.state == FeedFetch.State.FAILED:
        return FAILED
    if purpose_of(fetch) == PREVIEW:
        return TRIED
    if fetch.state == FeedFetch.State.UNCHANGED:
        return UNCHANGED
    details = fetch.details or {}
    return REVISED if details.get("changed") and not details.get("first") else FETCHED


def _office(feed: Feed) -> Iterable[User]:
    """The secretariat of today; of restricted figures only those with the right to them."""
    office = Q(role=Seat.Role.SECRETARIAT)
    if Indicator.objects.filter(code=feed.mapping.get("indicator"), is_restricted=True).exists():
        office &= Q(sees_restricted=True)
    seats = Seat.objects.on(timezone.localdate()).filter(office, person__user__isnull=False)
    return User.objects.filter(pk__in=seats.values("person__user_id"))
