"""The page of self-evaluations: this year's question, and what the earlier ones told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from effects.models import Evaluation, EvaluationAnswer
from effects.rules import evaluations as rules
from effects.services import evaluations
from indicators.services import wording
from partnership.models import Organisation
from partnership.rules.access import Standing


@dataclass(frozen=True)
class Asked:
    """One year's question, as far as this person may know."""

    evaluation: Evaluation
    state: str
    answered: int
    invited: int
    mine: EvaluationAnswer | None
    may_answer: bool


@dataclass(frozen=True)
class Told:
    """What a closed one told: the share, who was asked, differences between organisations, comments."""

    evaluation: Evaluation
    sentence: str
    base: str
    parts: list[tuple[str, str, str]]  # organisation, share, answers
    comments: list[str]


@dataclass(frozen=True)
class EvaluationPage:
    """What the page shows: questions that are not counted yet, and what the others told."""

    asked: list[Asked]
    told: list[Told]
    may_run: bool


def page_of(standing: Standing, *, today: dt.date) -> EvaluationPage:
    """All years, the newest first; four queries."""
    every = list(Evaluation.objects.prefetch_related("answers"))
    seated = evaluations.seated_in(every)
    names = dict(Organisation.objects.order_by("pk").values_list("pk", "name"))
    asked, told = [], []
    for found in every:
        homes = seated[found.pk]
        if found.closed_at is None:
            asked.append(_asked(found, standing, today, invited=len(homes)))
        else:
            told.append(_told(found, {person: names[at] for person, at in homes.items()}))
    return EvaluationPage(asked, told, rules.may_run_evaluations(standing))


def mine(found: Evaluation, standing: Standing) -> EvaluationAnswer | None:
    """The person's own answer: the only one anybody reads."""
    return found.answers.filter(person_id=standing.person_id or 0).first()


def _asked(found: Evaluation, standing: Standing, today: dt.date, *, invited: int) -> Asked:
    state, answers = evaluations.state(found, today=today), found.answers.all()
    own = (each for each in answers if each.person_id == standing.person_id)
    return Asked(
        evaluation=found, state=state, answered=len(answers), invited=invited,
        mine=next(own, None),
        may_answer=state == rules.OPEN and rules.may_answer_evaluations(standing),
    )  # fmt: skip


def _told(found: Evaluation, homes: Mapping[int, str]) -> Told:
    """What one told; `homes` are the organisations of those who were asked."""
    answers = list(found.answers.all())
    whole = rules.outcome([each.answer for each in answers])
    style = wording.number_style()
    base = _("%(n)s svar fra %(invited)s inviterede") % {
        "n": style.plain(whole.answers), "invited": style.plain(found.invited),
    }  # fmt: skip
    if whole.share is None:
        few = _("For få svar: der vises intet under %(least)s svar.") % {"least": rules.LEAST}
        return Told(found, few, base if not answers else "", [], [])
    share = _percent(whole.share)
    return Told(
        evaluation=found,
        sentence=_("%(share)s svarede “i høj grad” eller “i meget høj grad”.") % {"share": share},
        base=base,
        parts=_parts(answers, homes),
        # In the order of the alphabet, so that the order of answering tells nothing.
        comments=sorted((each.comment for each in answers if each.comment), key=str.casefold),
    )


def _parts(answers: list[EvaluationAnswer], homes: Mapping[int, str]) -> list[tuple[str, str, str]]:
    rest = _("Øvrige organisationer")
    by_organisation: dict[str, list[int]] = {}
    for each in answers:
        by_organisation.setdefault(homes.get(each.person_id, rest), []).append(each.answer)
    style = wording.number_style()
    return [
        (name, _percent(told.share or 0.0), style.plain(told.answers))
        for name, told in rules.split(by_organisation, rest=rest).items()
    ]


def _percent(share: float) -> str:
    return _("%(share)s pct.") % {"share": wording.number_style().plain(share)}
