"""What is written when a review is closed: its parts, and what is wrong with it in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from effects.models import Review
from effects.rules import reviews as rules
from partnership.models import AgendaItem, Decision
from partnership.rules.access import Standing
from partnership.services.decisions import Wording
from partnership.services.interventions import Home


@dataclass(frozen=True)
class Closing:
    """What a person writes when a review is closed.

    What it rests on is a decision that was registered already (`decision`), or one that is
    registered at once (`wording`). `item` is the agenda item it was treated on, if any; without one
    it must be said that the body has settled it outside its meetings (`settled_outside`), while it
    stands on an agenda or waits for a meeting, and on which day (`settled_on`).
    """

    finding: str
    outcome: str
    reason: str
    story: str = ""
    early_reason: str = ""
    next_review_on: dt.date | None = None
    item: AgendaItem | None = None
    decision: Decision | None = None
    wording: Wording | None = None
    on: dt.date | None = None
    home: Home | None = None
    settled_outside: bool = False
    settled_on: dt.date | None = None

    @property
    def answer(self) -> rules.Answer:
        """What the rules ask of it."""
        return rules.Answer(
            finding=self.finding, outcome=self.outcome, reason=self.reason,
            early_reason=self.early_reason, next_review_on=self.next_review_on,
            has_decision=self.decision is not None or self.wording is not None,
            has_home=self.home is not None, is_on_item=self.item is not None,
            is_settled_outside=self.settled_outside, settled_on=self.settled_on,
        )  # fmt: skip


def faults_in_words(answer: rules.Answer, facts: rules.Facts, *, today: dt.date) -> dict[str, str]:
    """Everything that is wrong with an answer, by field, in words that name the way out."""
    found = rules.faults(answer, facts, today=today)
    return {name: _words(code, answer, facts) for name, code in found.items()}


def _words(code: str, answer: rules.Answer, facts: rules.Facts) -> str:
    chosen = (
        Review.Outcome.POSTPONE.label if answer.outcome == rules.POSTPONE
        else dict(Review.Finding.choices).get(answer.finding, "")
    )  # fmt: skip
    earliest = date_format(facts.earliest_on, "j. F Y") if facts.earliest_on else ""
    texts = {
        "not_here": _("Det kan ikke besluttes her: der er ingen indsats, som er i gang."),
        "missing": _("Feltet skal udfyldes."),
        "again": _("Skriv en ny dag: ved “%(chosen)s” skal det ses igen."),
        "early": _(
            "Intet kan ses før den %(day)s. Skriv, hvorfor I vurderer nu, eller vælg “for tidligt "
            "at sige”."
        ),
        "ends": _("Indsatsen slutter her, så der er ingen næste opfølgning. Lad feltet stå tomt."),
        "past": _("Dagen er gået. Vælg en dag efter i dag."),
        "far": _("Dagen ligger mere end 20 år ude i fremtiden."),
        "unseen": _("Intet kan ses før den %(day)s. Vælg den dag eller en senere."),
        "no_decision": _("Vælg beslutningen, eller skriv den nedenfor."),
        "no_home": _("Skriv, hvem der driver indsatsen videre, og hvilket budget der betaler."),
        "unsaid": _(
            "Opfølgningen står på en dagsorden eller venter på et møde. Sæt kryds, hvis "
            "organet har afgjort den uden for mødet. Ellers vent, til den er behandlet."
        ),
        "undated": _("Skriv den dag, organet afgjorde det."),
        "ahead": _("Dagen er ikke kommet endnu. Skriv den dag, organet afgjorde det."),
        "before": _(
            "Opfølgningen kunne først afgøres fra den %(from)s. Skriv den dag eller en senere."
        ),
        "at_meeting": _("Opfølgningen er behandlet på et møde, så mødets dag gælder. Ryd feltet."),
    }
    opened = date_format(facts.open_from, "j. F Y") if facts.open_from else ""
    return texts[code] % {"day": earliest, "chosen": chosen, "from": opened}


def is_sent_twice(review: Review, *, by: Standing, sent: Mapping[str, Any]) -> bool:
    """Whether this person closed it with these very words: a second press of the button."""
    if review.closed_by_id is None or review.closed_by_id != by.user_id:
        return False
    return all(
        str(sent.get(name, "")).split() == getattr(review, name).split()
        for name in ("finding", "outcome", "reason", "story")
    )


def already_closed(review: Review) -> str:
    """That somebody closed it meanwhile, and what they wrote."""
    if review.withdrawn_because:
        return _("Opfølgningen er trukket tilbage: %(reason)s") % {
            "reason": review.withdrawn_because
        }
    return _(
        "En anden har lige afsluttet opfølgningen: %(finding)s, %(outcome)s. Intet af det, du har "
        "skrevet, er gemt; det står stadig i felterne."
    ) % {"finding": review.get_finding_display(), "outcome": review.get_outcome_display()}
