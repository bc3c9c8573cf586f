"""Reminders of rounds: to those who still owe figures, and after the deadline to the secretariat.

Each is told once. A person reads of the own data sets only; the secretariat reads which organisations
are awaited, and of figures that a supplier keeps to itself only whether they were released.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import Q
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.services.notices import tell
from indicators.models import DataSet, Indicator, Round
from indicators.rules.rounds import WEEK, reminder_on
from indicators.services import round_addresses, rounds
from indicators.services.names import localised
from indicators.services.round_facts import (
    RoundFacts,
    Scope,
    facts_of,
    whole_scope,
    with_what_is_asked,
)
from partnership.services import recipients

LISTED = 3  # indicators named in one line
BEFORE = gettext_lazy("“%(round)s” har frist %(deadline)s. Der mangler endnu svar på: %(what)s.")
AFTER = gettext_lazy(
    "Fristen for “%(round)s” var %(deadline)s. Der mangler stadig svar på: %(what)s."
)
LATE = gettext_lazy("Fristen for “%(round)s” var %(deadline)s. Der afventes svar fra: %(who)s.")


def remind(*, today: dt.date | None = None) -> None:
    """Tell everybody what is due today. Asked again it tells nobody twice."""
    today = today or timezone.localdate()
    open_now = list(with_what_is_asked(Round.objects.open_on(today)))
    for found in open_now:
        rounds.announce(found)
    due = [found for found in open_now if _stage(found, today) or today > found.deadline]
    if not due:
        return
    for facts in facts_of(due, whole_scope()):
        _remind_those_who_answer(facts, today)
    for facts in facts_of([found for found in due if today > found.deadline], _office_scope()):
        _tell_the_office(facts, today)


def _stage(found: Round, today: dt.date) -> str:
    return reminder_on(opens_on=found.opens_on, deadline=found.deadline, today=today)


def _remind_those_who_answer(facts: RoundFacts, today: dt.date) -> None:
    stage = _stage(facts.round, today)
    if not stage:
        return
    for user, owed in _owed(facts).items():
        tell(
            users=[user],
            kind="due" if today <= facts.round.deadline else "late",
            message=BEFORE if today <= facts.round.deadline else AFTER,
            values={
                "round": facts.round.name,
                "deadline": facts.round.deadline,
                "what": _names(owed),
            },
            path=round_addresses.missing(facts.round),
            key=_key(facts.round, stage),
        )


def _owed(facts: RoundFacts) -> dict[User, list[Indicator]]:
    """What each person still owes: the named one, else those who enter for the organisation."""
    owing: dict[int, DataSet] = {
        cell.data_set.pk: cell.data_set for cell in facts.cells if cell.is_open
    }
    named = rounds.persons_of(facts.round)
    here = {user.pk for user in recipients.seated(each.user for each in named.values())}
    others = recipients.suppliers({each.supplier_id for each in owing.values()})
    office: list[User] | None = None
    found: dict[User, list[Indicator]] = defaultdict(list)
    for pk, data_set in owing.items():
        person = named.get(pk)
        is_here = person is not None and person.user_id in here
        users: Iterable[User] = [person.user] if person and person.user and is_here else []
        users = users or others.get(data_set.supplier_id, [])
        if not users and not data_set.is_supplier_owned:
            office = recipients.secretariat() if office is None else office
            users = office if not data_set.indicator.is_restricted else []
        for user in users:
            found[user].append(data_set.indicator)
    return found


def _office_scope() -> Scope:
    """What the whole secretariat may know: nothing that a supplier has not released."""
    whole = whole_scope()
    kept = Q(is_supplier_owned=True)
    seen = frozenset(DataSet.objects.exclude(kept).values_list("pk", flat=True))
    return Scope(whole.data_sets, whole.areas, seen)


def _tell_the_office(facts: RoundFacts, today: dt.date) -> None:
    awaited = {cell.data_set.supplier for cell in facts.cells if cell.is_open}
    if not awaited:
        return
    weeks = (today - facts.round.deadline).days // WEEK
    tell(
        users=recipients.secretariat(),
        kind="late",
        message=LATE,
        values={
            "round": facts.round.name,
            "deadline": facts.round.deadline,
            "who": ", ".join(sorted(each.name for each in awaited)),
        },
        path=round_addresses.page(facts.round),
        key=_key(facts.round, f"office-{weeks}"),
    )


def _key(found: Round, stage: str) -> str:
    """A deadline that was moved is another matter."""
    return f"round-{found.pk}-{found.deadline:%Y%m%d}-{stage}"


def _in_words(indicators: Sequence[Indicator]) -> str:
    names = ", ".join(localised(each) for each in indicators[:LISTED])
    more = len(indicators) - LISTED
    return _("%(names)s og %(count)s til") % {"names": names, "count": more} if more > 0 else names


_names = lazy(_in_words, str)
