"""When figures come, in words: how long after the period, when the next one is expected."""

from __future__ import annotations

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indicators.rules.lags import Next, next_figure
from indicators.services.readings import Entry


def lag_in_words(entry: Entry) -> str:
    """How long after the period a figure is out; empty where it is not known."""
    lag = entry.release_lag_months
    if lag is None:
        return ""
    if lag == 0:
        return _("i periodens sidste måned")
    words = ngettext("%(count)s måned efter perioden", "%(count)s måneder efter perioden", lag)
    return words % {"count": lag}


def overdue(entry: Entry, slot: str) -> Next | None:
    """The figure that should be out, where `slot` is the newest one there is; else None."""
    following = next_figure(slot, entry.release_lag_months, timezone.localdate())
    return following if following is not None and following.is_overdue else None


def expected_month(following: Next) -> str:
    """Marts 2026."""
    return date_format(following.expected_in, "F Y")


def stale_in_words(entry: Entry, slot: str) -> str:
    """The marker of a figure whose successor should be out: "Forældet: ventet marts 2026"."""
    following = overdue(entry, slot)
    if following is None:
        return ""
    return _("Forældet: ventet %(month)s") % {"month": expected_month(following)}
