"""What the pages behind the figures share: the way between them, and their lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnership.rules.access import may_choose_comparators, may_describe
from partnership.views.access import SeatedRequest

PAGES = (
    (gettext_lazy("Hændelser"), "indicators:event-list", may_describe),
    (gettext_lazy("Noter"), "indicators:story-list", may_describe),
    (gettext_lazy("Varslede flytninger"), "indicators:relocation-list", may_describe),
    (gettext_lazy("Kontrolgrænser"), "indicators:control-limit-list", may_describe),
    (gettext_lazy("Sammenligning"), "indicators:comparator-choice", may_choose_comparators),
)


@dataclass(frozen=True)
class Action:
    """A link on a row; `about` says to a screen reader which row."""

    label: str
    url: str
    about: str


@dataclass(frozen=True)
class Line:
    """A row of a list: its head, its further cells, whether it is withdrawn, what can be done."""

    head: str
    cells: Sequence[str]
    actions: Sequence[Action]
    is_withdrawn: bool = False


@dataclass(frozen=True)
class Listing:
    """A list page: words, columns and rows."""

    name: str
    title: str
    lead: str
    columns: Sequence[str]
    lines: Sequence[Line]
    create_label: str
    create_url: str
    empty: str


def beside(request: SeatedRequest, current: str) -> list[dict[str, Any]]:
    """The pages behind the figures that this person may open, beside each other."""
    return [
        {"label": label, "url": reverse(name), "is_current": name == current}
        for label, name, rule in PAGES
        if rule(request.standing)
    ]


def trail(title: str, *above: tuple[str, str]) -> list[tuple[str, str]]:
    """Breadcrumbs from the entry pages down to this one."""
    return [(_("Indberetning"), reverse("indicators:entry")), *above, (title, "")]


def show_list(request: SeatedRequest, listing: Listing) -> HttpResponse:
    """A list with its tabs."""
    context = {
        "listing": listing,
        "tabs": beside(request, listing.name),
        "crumbs": trail(listing.title),
    }
    return render(request, "indicators/knowledge/list.html", context)


def of_seen_indicators(request: SeatedRequest, path: str = "indicator") -> Q:
    """Rows of no indicator, or of one whose figures this person may see."""
    if request.standing.sees_restricted:
        return Q()
    return Q(**{f"{path}__isnull": True}) | Q(**{f"{path}__is_restricted": False})
