"""What waits for a person under Indberetning: own duties first, then what else is to be looked at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial

from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from areas.models import Area
from indicators.models import Result, Round, RoundDuty
from indicators.rules import workflow as rules
from indicators.rules.lags import Next
from indicators.services import results, round_addresses, workflow_queues
from indicators.services.cards import indicator_url
from indicators.services.entry import data_sets_for
from indicators.services.flags import open_flags
from indicators.services.lag_words import expected_month, overdue
from indicators.services.periods_in_words import slot_in_words, written_out
from indicators.services.readings import TOTAL
from indicators.services.round_facts import RoundFacts, facts_of, scope_of, with_what_is_asked
from partnership.rules.access import Standing

LISTED = 6  # indicators out of date that are named here


@dataclass(frozen=True)
class DueRound:
    """A round that wants something of this person."""

    name: str
    url: str
    grid_url: str
    sentence: str
    is_own: bool
    is_late: bool


@dataclass(frozen=True)
class Waiting:
    """A page with something to do, in words."""

    text: str
    url: str


@dataclass(frozen=True)
class Stale:
    """An indicator whose next figures should have been out by now."""

    name: str
    url: str
    text: str


@dataclass(frozen=True)
class DuePage:
    """Everything that waits."""

    rounds: list[DueRound] = field(default_factory=list)
    waiting: list[Waiting] = field(default_factory=list)
    stale: list[Stale] = field(default_factory=list)
    stale_more: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits."""
        return not (self.rounds or self.waiting or self.stale)


def due_for(standing: Standing) -> DuePage:
    """What waits for this person today; a number of queries that does not grow with the figures."""
    today = timezone.localdate()
    stale = stale_for(standing)
    return DuePage(
        rounds=_rounds(standing, today),
        waiting=_waiting(standing),
        stale=stale[:LISTED],
        stale_more=max(len(stale) - LISTED, 0),
    )


def _rounds(standing: Standing, today: dt.date) -> list[DueRound]:
    """Open rounds in which something is missing that the person may write; own duties first."""
    mine = set(data_sets_for(standing).values_list("pk", flat=True))
    named = set(
        RoundDuty.objects.filter(person__user=standing.user_id).values_list(
            "round_id", "data_set_id"
        )
    )
    asked = with_what_is_asked(Round.objects.open_on(today).order_by("deadline", "name"))
    found = []
    for facts in facts_of(list(asked), scope_of(standing)):
        owed = {cell.data_set.pk for cell in facts.cells if cell.is_open} & mine
        if owed:
            own = {pk for pk in owed if (facts.round.pk, pk) in named}
            found.append(_due_round(facts, own or owed, is_own=bool(own), today=today))
    return sorted(found, key=lambda each: not each.is_own)


def _due_round(
    facts: RoundFacts, data_sets: Iterable[int], *, is_own: bool, today: dt.date
) -> DueRound:
    """The person's own part where there is one, else all that the person may write."""
    wanted = set(data_sets)
    cells = [cell for cell in facts.cells if cell.data_set.pk in wanted]
    missing = facts.of(cells).missing
    words = ngettext(
        "%(count)s celle mangler, frist %(deadline)s",
        "%(count)s celler mangler, frist %(deadline)s",
        missing,
    )
    return DueRound(
        name=facts.round.name,
        url=round_addresses.page(facts.round),
        grid_url=round_addresses.missing(facts.round),
        sentence=words % {"count": missing, "deadline": written_out(facts.round.deadline)},
        is_own=is_own,
        is_late=today > facts.round.deadline,
    )


def _waiting(standing: Standing) -> list[Waiting]:
    """Flags, figures to approve, to mend and to release: only what this person may act on."""
    flags = open_flags(standing).count
    count = partial(workflow_queues.count_of, standing=standing)
    to_approve = count(rules.APPROVE, workflow=rules.SUBMITTED)
    returned = count(rules.SUBMIT, workflow=rules.RETURNED)
    ready = count(rules.RELEASE, workflow=rules.APPROVED, release_on__isnull=True)
    approval, release = reverse("indicators:approval"), reverse("indicators:release")
    lines = (
        (
            flags,
            ngettext("%(count)s tal skal ses efter", "%(count)s tal skal ses efter", flags),
            reverse("indicators:flag-list"),
        ),
        (
            to_approve,
            ngettext(
                "%(count)s tal venter på godkendelse", "%(count)s tal venter på godkendelse",
                to_approve,
            ),
            approval,
        ),
        (
            returned,
            ngettext("%(count)s tal er sendt retur", "%(count)s tal er sendt retur", returned),
            f"{approval}?vis=retur",
        ),
        (
            ready,
            ngettext("%(count)s tal kan frigives", "%(count)s tal kan frigives", ready),
            release,
        ),
    )  # fmt: skip
    return [Waiting(text % {"count": number}, url) for number, text, url in lines if number]


def stale_for(standing: Standing) -> list[Stale]:
    """Indicators of the person's data sets whose next figures should be out; the longest first."""
    mine = set(data_sets_for(standing).values_list("indicator_id", flat=True))
    entries = {
        entry.definition_id: entry
        for entry in results.catalogue(restricted=standing.sees_restricted)
        if entry.indicator_id in mine
    }
    newest = (
        Result.objects.published()
        .filter(
            definition__in=entries,
            statement=Result.Statement.LEVEL,
            state=Result.State.VALUE,
            is_latest=True,
            area__kind=Area.Kind.AREA,
            category__category_set__code=TOTAL,
        )
        .values_list("definition_id")
        .annotate(slot=Max("slot"))
    )
    slots: dict[int, tuple[int, str]] = {}
    for definition_id, slot in newest:
        indicator = entries[definition_id].indicator_id
        if slot > slots.get(indicator, (0, ""))[1]:
            slots[indicator] = (definition_id, slot)
    late: list[tuple[Next, Stale]] = []
    for definition_id, slot in slots.values():
        entry = entries[definition_id]
        awaited = overdue(entry, slot)
        if awaited is not None:
            text = _("%(period)s ventet %(month)s") % {
                "period": slot_in_words(awaited.slot),
                "month": expected_month(awaited),
            }
            late.append((awaited, Stale(entry.name, indicator_url(entry.code), text)))
    return [stale for _next, stale in sorted(late, key=lambda pair: pair[0].expected_in)]
