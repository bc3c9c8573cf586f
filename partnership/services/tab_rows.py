"""Rows of pages beside each other: each shown to those for whom its rule says yes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from partnership.rules.access import Rule, Standing

# Words, URL name, who may go there.
Place = tuple[object, str, Rule]


@dataclass(frozen=True)
class Tab:
    """One page of the row, and the smaller row below it while one is there."""

    label: str
    url: str
    is_current: bool
    below: tuple[Tab, ...] = ()


def row(
    places: Sequence[Place],
    standing: Standing,
    path: str,
    *,
    below: Mapping[str, Sequence[Place]],
    also: Mapping[str, Sequence[str]],
) -> list[Tab]:
    """The pages this person may open; the one that the path lies within is marked.

    `below` names the pages of a smaller row that a tab opens, `also` pages that belong to a tab.
    """
    found = []
    for label, name, rule in places:
        small = [place for place in below.get(name, ()) if place[2](standing)]
        opened = [name, *(other for _label, other, _rule in small)]
        if rule(standing):
            found.append((label, name, small, [*opened, *also.get(name, ())]))
        elif small:  # nothing of its own is open, but what lies below it is
            found.append((small[0][0], small[0][1], small, opened[1:]))
    here = _deepest({name: names for _label, name, _small, names in found}, path)
    return [
        Tab(
            str(label),
            reverse(name),
            is_current=name == here,
            below=_small_row(small, path) if name == here else (),
        )
        for label, name, small, _names in found
    ]


def _small_row(places: list[Place], path: str) -> tuple[Tab, ...]:
    """The row below; none where it would hold one page."""
    if len(places) < 2:
        return ()
    here = _deepest({name: [name] for _label, name, _rule in places}, path)
    return tuple(
        Tab(str(label), reverse(name), is_current=name == here) for label, name, _rule in places
    )


def _deepest(places: dict[str, list[str]], path: str) -> str:
    """Whose page the path lies deepest within."""
    return max(
        (
            (len(address), name)
            for name, names in places.items()
            for address in map(reverse, names)
            if path.startswith(address)
        ),
        default=(0, ""),
    )[1]
