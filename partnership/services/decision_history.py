"""What happened to a decision, from its trace."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnership.models import Body, Decision, Organisation, Person
from partnership.services.trace_histories import Telling

FIELDS = {
    "title": gettext_lazy("Overskrift"),
    "text": gettext_lazy("Beslutning"),
    "reason": gettext_lazy("Begrundelse"),
    "kind": gettext_lazy("Art"),
    "decided_on": gettext_lazy("Besluttet den"),
    "responsible_id": gettext_lazy("Ansvarlig person"),
    "responsible_organisation_id": gettext_lazy("Ansvarlig organisation"),
    "held_by_id": gettext_lazy("Følges af"),
    "due_on": gettext_lazy("Frist"),
    "review_on": gettext_lazy("Følges op den"),
    "votes_for": gettext_lazy("Stemmer for"),
    "votes_against": gettext_lazy("Stemmer imod"),
    "votes_blank": gettext_lazy("Stemte ikke"),
}


def _more(before: Any, event: Any) -> Iterator[str]:
    if before.locked_at is None and event.locked_at is not None:
        yield _("Låst sammen med referatet")
    if before.item_id != event.item_id:
        yield _("Flyttet med punktet til et andet møde")
    if event.revision != before.revision:
        yield _("Indsatser eller effektmål er ændret")


TELLING = Telling(
    fields=FIELDS,
    states=lambda: dict(Decision.State.choices),
    named={
        "responsible_id": Person, "responsible_organisation_id": Organisation, "held_by_id": Body,
    },
    choices={"kind": lambda: dict(Decision.Kind.choices)},
    long=frozenset({"text", "reason"}),
    more=_more,
)  # fmt: skip
