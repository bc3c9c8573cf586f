"""What the texts of one file mean, beyond its shape: which indicator, areas and parts they name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

LEFT_OUT = 0  # the answer "not with us" where an area, indicator or category could be named


@dataclass(frozen=True)
class Meaning:
    """A person's answers about a file's texts; kept with the mapping and offered again.

    `indicator` is used where the file names none. `areas` and `indicators` say whom a text means,
    in lower case, by id; 0 leaves it out. With `leaves_out` areas that nobody knows are left out
    instead of refused. `breakdown` names the dimension whose members are taken in as categories.
    """

    indicator: int | None = None
    areas: Mapping[str, int] = field(default_factory=dict)
    indicators: Mapping[str, int] = field(default_factory=dict)
    leaves_out: bool = False
    breakdown: str = ""
    members: Mapping[str, int] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Plain data."""
        return asdict(self)


def meaning_from_json(stored: Mapping[str, Any] | None) -> Meaning:
    """What `Meaning.to_json` wrote; nothing said where nothing was stored."""
    return Meaning(**stored) if stored else Meaning()
