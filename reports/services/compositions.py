"""A brief as its content: plain words and numbers of sources, from which page, PDF and Word are made.

The content is what is frozen when a brief is sent out, and its fingerprint stands at the foot of its
pages. Beside every sentence, under "tells", stand the keys of the stored statements it was read
from, and under "figures" those statements: by the keys a figure that is withdrawn is taken out of a
copy that was sent out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indicators.services.frozen_copies import figure_of, key_of
from indicators.services.readings import Reading
from reports.rules.blocks import DECIDE, LONGEST_PROPOSAL, OPENING
from reports.rules.budgets import Budget, shortened
from reports.services.material import Line, Passport, Section

Content = dict[str, Any]
FORM = 1  # of the content: what a later version of the printers must still be able to read


@dataclass(frozen=True)
class Written:
    """What people wrote at one place of a brief."""

    text: str = ""
    is_left_out: bool = False


@dataclass
class Sources:
    """The passports a brief refers to, each once, numbered as they come."""

    numbers: dict[str, int] = field(default_factory=dict)
    rows: list[dict[str, Any]] = field(default_factory=list)
    readings: dict[Any, Reading] = field(default_factory=dict)

    def refer(self, passports: Sequence[Passport]) -> list[int]:
        """The numbers of some passports; those that are new get the next ones."""
        found = []
        for passport in passports:
            for reading in passport.readings:
                self.readings.setdefault(key_of(reading), reading)
            if passport.text not in self.numbers:
                self.numbers[passport.text] = len(self.rows) + 1
                self.rows.append({
                    "number": len(self.rows) + 1, "text": passport.text, "url": passport.url,
                    "tells": keys_of([passport]),
                })  # fmt: skip
            found.append(self.numbers[passport.text])
        return sorted(set(found))


def typed(text: str) -> Content:
    """What people wrote, marked as theirs: they may have named a figure in it."""
    return {"text": text, "typed": True}


def keys_of(passports: Sequence[Passport]) -> list[str]:
    """The statements behind some passports, as words."""
    return sorted({key_of(each).word for one in passports for each in one.readings})


def compose(
    sections: Sequence[Section], written: Mapping[str, Written], budget: Budget, **frame: Any
) -> tuple[Content, list[Reading]]:
    """The content within a budget, and every figure it shows; `frame` is what stands around it."""
    sources = Sources()
    shown = [_section(each, written, budget, sources) for each in sections]
    opening = written.get(OPENING, Written()).text
    content = {
        **frame, "form": FORM, "opening": typed(opening), "sections": shown, "sources": sources.rows
    }  # fmt: skip
    readings = list(sources.readings.values())
    content["figures"] = [figure_of(each) for each in readings]
    return content, readings


def _section(
    section: Section, written: Mapping[str, Written], budget: Budget, sources: Sources
) -> Content:
    said = written.get(section.key, Written())
    head = {"key": section.key, "title": section.title, "is_left_out": said.is_left_out}
    if said.is_left_out:
        return head
    room = budget.decisions if section.key == DECIDE else budget.lines
    lines = section.lines[:room]
    rest = len(section.lines) - len(lines)
    return {
        **head,
        "remark": typed(said.text),
        "note": section.note,
        "empty": "" if section.lines else section.empty,
        "lines": [_line(each, budget, sources) for each in lines],
        "more": more_of(rest, section.where) if rest else "",
        "more_url": section.url if rest else "",
    }


def _line(line: Line, budget: Budget, sources: Sources) -> Content:
    points = line.points[: budget.points]
    rest = len(line.points) - len(points)
    return {
        "title": shortened(line.title, 160),
        "url": line.url,
        "told": _told(shortened(line.text, max(budget.signs, 240)), line.passports, sources),
        "points": [_told(each.text, each.passports, sources) for each in points],
        "more": more_of(rest, _("se indsatsens grundlag")) if rest else "",
        "money": [
            {
                **_told(shortened(each.text, max(budget.signs, 300)), each.passports, sources),
                "about": each.about,
                "amounts": [list(pair) for pair in each.amounts],
            }
            for each in line.money
        ],
        "place": line.key,
        "proposal": typed(_proposal(line, budget)),
    }


def _told(text: str, passports: Sequence[Passport], sources: Sources) -> Content:
    """A sentence with the numbers of its sources, and the keys of the statements it tells."""
    return {"text": text, "sources": sources.refer(passports), "tells": keys_of(passports)}


def _proposal(line: Line, budget: Budget) -> str:
    """What is proposed on the agenda, each wording as far as there is room; else a sentence."""
    if not line.key:
        return ""
    if not line.proposals:
        return _("Der er ikke skrevet en indstilling endnu.")
    room = max(budget.signs, LONGEST_PROPOSAL)
    return "\n".join(_wording(each, room) for each in line.proposals)


def _wording(text: str, room: int) -> str:
    """A wording, and where it is cut that it stands whole elsewhere: its end may be its terms."""
    cut = shortened(text, room)
    if cut == " ".join(text.split()):
        return cut
    return f"{cut} ({_('hele ordlyden står på dagsordenen')})"


def more_of(number: int, where: str) -> str:
    """Og 3 flere (se Opgaver)."""
    words = ngettext("og %(number)s mere (%(where)s)", "og %(number)s flere (%(where)s)", number)
    return words % {"number": number, "where": where}
