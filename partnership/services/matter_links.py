"""Where the matter behind an agenda item is read, and where it is settled; by the item's origin."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from partnership.models import AgendaItem

# What stands before the colon of an origin: the page of the matter, what its link says, and the
# page where what the meeting came to is written, with what that link says.
PAGES: dict[str, tuple[str, object, str, object]] = {
    "follow_up": ("partnership:follow-up-detail", _("Se opgaven"), "", ""),
    "review": (
        "effects:review-detail", _("Se effektopfølgningen og grundlaget"),
        "effects:review-close", _("Registrér opfølgning"),
    ),
}  # fmt: skip


@dataclass(frozen=True)
class MatterLink:
    """The links of one item."""

    url: str
    label: str
    settle_url: str = ""
    settle_label: str = ""


def link_of(item: AgendaItem) -> MatterLink | None:
    """The way to the matter an item is about; None for an item of its own."""
    kind, _colon, key = item.origin.partition(":")
    if kind not in PAGES or not key.isdecimal():
        return None
    name, label, settle, settle_label = PAGES[kind]
    settle_url = f"{reverse(settle, args=[key])}?punkt={item.pk}" if settle else ""
    return MatterLink(reverse(name, args=[key]), str(label), settle_url, str(settle_label))
