"""Which rows a comparison shows and in which order: what the reader chose, as it stands in the address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.http import urlencode
from django.utils.translation import gettext as _

from indicators.models import Definition
from indicators.services.results import Entry

OTHER_VISION = "oevrige"  # the key of indicators without a vision
IN_ORDER = "visioner"  # the visions' own order; else what is behind and goes back comes first
_KINDS = {
    "register": Definition.DataKind.REGISTER,
    "spoergeskema": Definition.DataKind.SURVEY,
    "haendelser": Definition.DataKind.EVENTS,
}


@dataclass(frozen=True)
class Filters:
    """The reader's choice; empty means all."""

    vision: str = ""
    kind: str = ""
    front: bool = False
    order: str = ""

    @property
    def worst_first(self) -> bool:
        """Whether indicators on which an area is behind and goes back stand at the top."""
        return self.order != IN_ORDER

    @property
    def is_narrowed(self) -> bool:
        """Whether something is left out."""
        return bool(self.vision or self.kind or self.front)

    @property
    def parts(self) -> dict[str, str]:
        """The choice as named parts of an address; what is not chosen is not named."""
        named = {
            "vision": self.vision,
            "data": self.kind,
            "forside": "1" if self.front else "",
            "vis": self.order,
        }
        return {name: value for name, value in named.items() if value}

    @property
    def address(self) -> str:
        """The same, written out."""
        return urlencode(self.parts)

    def keep(self, entries: Sequence[Entry]) -> list[Entry]:
        """The indicators that are asked for."""
        return [
            entry
            for entry in entries
            if (not self.vision or vision_key(entry) == self.vision)
            and (not self.kind or entry.data_kind == _KINDS[self.kind])
            and (entry.is_front or not self.front)
        ]

    def in_words(self, entries: Sequence[Entry]) -> str:
        """What is shown, for an export that stands alone."""
        visions = dict(visions_of(entries))
        words = [
            visions.get(self.vision, ""),
            kind_choices().get(self.kind, ""),
            _("kun indikatorer på forsiden") if self.front else "",
        ]
        return ", ".join(word for word in words if word) or _("alle indikatorer")


def filters_from(asked: Mapping[str, str]) -> Filters:
    """The choice in an address; words that mean nothing are taken as not said."""
    kind = asked.get("data", "")
    return Filters(
        vision=asked.get("vision", ""),
        kind=kind if kind in _KINDS else "",
        front=asked.get("forside", "") == "1",
        order=IN_ORDER if asked.get("vis", "") == IN_ORDER else "",
    )


def vision_key(entry: Entry) -> str:
    """The word of an indicator's vision in an address."""
    return entry.vision_slug or OTHER_VISION


def visions_of(entries: Sequence[Entry]) -> list[tuple[str, str]]:
    """The visions that have indicators, in their order: word in the address and title."""
    found = {vision_key(entry): entry.vision or _("Øvrige indikatorer") for entry in entries}
    return list(found.items())


def kind_choices() -> dict[str, str]:
    """Kinds of data: word in the address and on the screen."""
    return {
        "register": _("registre"),
        "spoergeskema": _("spørgeskemaer"),
        "haendelser": _("hændelser"),
    }
