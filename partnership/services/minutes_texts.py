"""What minutes say, item by item: saved side by side with what others write.

All texts of a page come in together, each with the reading it was written on. A text that somebody
else changed meanwhile is not overwritten: both stand in the answer, with a proposal that holds the
words of both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from partnership.models import AgendaItem, Minutes, MinutesText
from partnership.rules import merging
from partnership.rules import minutes as rules
from partnership.rules.access import Standing
from partnership.services.edits import stamp_of
from partnership.services.minutes import check_step, held
from partnership.services.plain_texts import refuse_civil_number

OPENING = 0  # stands among the items' numbers for what is said of the meeting as a whole


@dataclass(frozen=True)
class Typed:
    """A text as it came from the form, and the stamp of the reading it was written on."""

    text: str
    seen: int


@dataclass(frozen=True)
class Clash:
    """One text that two people wrote: what is stored, what was typed, and a proposal of both."""

    key: int
    stored: str
    typed: str
    proposal: merging.Merge
    stamp: int


def marks() -> merging.Marks:
    """The lines between which a proposal shows two versions of the same place."""
    return merging.Marks(
        stored=_("[[ Gemt af en anden ]]"),
        typed=_("[[ Skrevet af dig ]]"),
        end=_("[[ Slut: behold det, der gælder, og slet disse linjer ]]"),
    )


@transaction.atomic
def save(*, by: Standing, meeting_id: int, texts: Mapping[int, Typed]) -> list[Clash]:
    """Store the texts that were changed; returns those that somebody else changed too.

    `texts` has the items' numbers as keys, and `OPENING`. Texts of other meetings' items are not
    looked at.
    """
    minutes = held(meeting_id=meeting_id, by=by)
    check_step(minutes, rules.WRITE)
    _check_texts(texts)
    items = AgendaItem.objects.filter(meeting=meeting_id, pk__in=texts).order_by("pk")
    places = {item.pk: item for item in items}
    stored = {
        row.item_id: row
        for row in MinutesText.objects.select_for_update().filter(item__in=places).order_by("pk")
    }
    clashes = []
    with pghistory.context(reason="minutes written"):
        for key, typed in texts.items():
            if key == OPENING:
                clashes.append(_save_opening(minutes, typed))
            elif key in places:
                clashes.append(_save_text(minutes, places[key], stored.get(key), typed))
    return [clash for clash in clashes if clash is not None]


def plain(text: str) -> str:
    """A text as it is stored: one kind of line break, nothing hanging at the ends."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def _check_texts(texts: Mapping[int, Typed]) -> None:
    for typed in texts.values():
        refuse_civil_number(typed.text)
        if merging.has_marks(typed.text, marks()):
            raise ValidationError(
                _("Der står stadig linjer med [[ … ]]. Behold det, der gælder, og slet linjerne.")
            )


def _save_opening(minutes: Minutes, typed: Typed) -> Clash | None:
    text = plain(typed.text)
    base = _reading(Minutes, minutes.pk, typed.seen, "opening")
    if text in (base, minutes.opening):
        return None
    if minutes.opening != base:
        return _clash(OPENING, base, minutes.opening, text, stamp_of(minutes))
    minutes.opening = text
    minutes.save(update_fields=["opening"])
    return None


def _save_text(
    minutes: Minutes, item: AgendaItem, row: MinutesText | None, typed: Typed
) -> Clash | None:
    text = plain(typed.text)
    if row is None:
        if text:
            MinutesText.objects.create(minutes=minutes, item=item, text=text)
        return None
    base = _reading(MinutesText, row.pk, typed.seen, "text")
    if text in (base, row.text):
        return None
    if row.text != base:
        return _clash(item.pk, base, row.text, text, stamp_of(row))
    row.text = text
    row.save(update_fields=["text"])
    return None


def _reading(model: type[Minutes] | type[MinutesText], pk: int, seen: int, field: str) -> str:
    """The text as the writer had read it: from the row's trace; nothing where it was empty yet."""
    events: Any = model._meta.get_field("events").related_model
    found = events.objects.filter(pgh_obj_id=pk, pgh_id=seen).values_list(field, flat=True).first()
    return found or ""


def _clash(key: int, base: str, stored: str, typed: str, stamp: int) -> Clash:
    proposal = merging.merge(base, stored=stored, typed=typed, marks=marks())
    return Clash(key, stored, typed, proposal, stamp)
