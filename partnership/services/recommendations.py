"""What is proposed under an agenda item: one wording, for the agenda and for whatever is sent with it.

What people wrote stands first, then the decisions that are proposed on the item, with all their
conditions. Of a review nobody has written of, the answers it can have are named, as such.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from partnership.models import AgendaItem, Decision, StandingItem


@dataclass(frozen=True)
class Part:
    """One wording: its label and words, and the decision it is of, if it is a proposed one."""

    label: str
    text: str
    decision: Decision | None = None
    is_written: bool = True

    @property
    def alone(self) -> str:
        """The words where no label stands before them."""
        if self.decision is not None:
            return f"{self.label} {self.decision.number}: {self.text}"
        if not self.is_written:
            return _("Ingen har skrevet en indstilling. %(label)s: %(text)s") % {
                "label": self.label, "text": self.text,
            }  # fmt: skip
        return self.text


def parts_of(item: AgendaItem, *, decisions: Iterable[Decision] | None = None) -> list[Part]:
    """All that is proposed; `decisions` are those registered on the item, where they are known."""
    known = item.decisions.all() if decisions is None else decisions
    found = [Part(_("Indstilling"), item.recommendation)] if item.recommendation else []
    found += [
        Part(_("Forslag"), each.text or each.title, each)
        for each in known
        if each.state == Decision.State.PROPOSED and not _same(each.text, item.recommendation)
    ]
    is_open = item.outcome == AgendaItem.Outcome.OPEN and item.meeting.is_ahead
    if not found and is_open and item.kind == StandingItem.Kind.REVIEW:
        text = _(
            "%(body)s beslutter ud fra grundlaget, om der skal fortsættes, justeres, stoppes eller "
            "forankres i driften, eller om det udsættes til en ny dato."
        ) % {"body": item.meeting.body.name}  # fmt: skip
        found = [Part(_("Udkast til ordlyd"), text, is_written=False)]
    return found


def _same(text: str, other: str) -> bool:
    """Whether two wordings say the same, word for word; an empty one says nothing."""
    return bool(text.split()) and text.split() == other.split()
