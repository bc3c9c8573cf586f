"""What moves, in short, on the overview: how many of each, and the first by name."""

from __future__ import annotations

from dataclasses import dataclass

from effects.services.moving import AreaGaps, Moving, Riddle, moving
from effects.services.review_lists import ReviewRow
from partnership.models import Intervention
from partnership.rules.access import Standing

FEW = 3


@dataclass(frozen=True)
class MovingInShort:
    """The whole, and the first few of what is long."""

    whole: Moving

    @property
    def due(self) -> list[ReviewRow]:
        """The reviews that wait longest."""
        return self.whole.due[:FEW]

    @property
    def without(self) -> list[Intervention]:
        """Interventions by name."""
        return self.whole.without[:FEW]

    @property
    def riddles(self) -> list[Riddle]:
        """Indicators in the areas' own order."""
        return self.whole.riddles[:FEW]

    @property
    def unseen(self) -> list[Intervention]:
        """Interventions by name."""
        return [line.intervention for line in self.whole.unseen[:FEW]]

    @property
    def unknown(self) -> list[AreaGaps]:
        """The areas with distances that cannot be told of, all of them, in their own order."""
        return [each for each in self.whole.gaps if each.gaps.unknown]


def overview_moving(standing: Standing) -> MovingInShort:
    """What moves, as far as this person may read it."""
    return MovingInShort(moving(standing))
