"""Collection rounds: opened, changed, closed and opened again, each with its trace."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.services.notices import tell
from areas.models import Area
from indicators.models import Definition, Indicator, Round, RoundDuty, WheelEntry
from indicators.rules.periods import UnknownPeriod, parse_slot
from indicators.services import round_addresses
from indicators.services.entry import definitions_of
from indicators.services.round_facts import expected_sets
from partnership.models import Person
from partnership.rules.access import Standing, check, may_run_rounds
from partnership.services import edits, recipients
from partnership.services.plain_texts import refuse_civil_numbers

RESERVED = frozenset({"opret"})  # the address of the page that makes a new one


@dataclass(frozen=True)
class Asked:
    """What a round asks for, and by when."""

    name: str
    indicators: Sequence[Indicator]
    areas: Sequence[Area]
    slots: Sequence[str]
    opens_on: dt.date
    deadline: dt.date
    release_on: dt.date | None = None
    note: str = ""


@transaction.atomic
def open_round(*, by: Standing, asked: Asked) -> Round:
    """Make a round; the responsible persons of its data sets are told once it has begun.

    Raises `NotAllowed`, and `ValidationError` by field.
    """
    check(may_run_rounds, by)
    made = make(asked, opened_by=by.user_id)
    announce(made)
    return made


def make(
    asked: Asked, *, opened_by: int | None = None, wheel_entry: WheelEntry | None = None
) -> Round:
    """A new round with the persons that answer for its data sets. Call inside a transaction."""
    values = _checked(asked)
    with pghistory.context(reason="round opened", **_what(asked)):
        made = Round(
            slug=_free_slug(asked.name),
            opened_by_id=opened_by,
            wheel_entry=wheel_entry,
            **values,
        )
        made.full_clean()
        made.save()
        made.indicators.set(asked.indicators)
        made.areas.set(asked.areas)
        _set_duties(made, {})
    return made


@transaction.atomic
def change(
    *, by: Standing, round_id: int, seen: int, asked: Asked, persons: Mapping[int, Person | None]
) -> Round:
    """Change what is asked for, by when, and who answers (`persons` by data set).

    Raises `StaleEdit` when the round changed after `seen`.
    """
    check(may_run_rounds, by)
    values = _checked(asked)
    found = edits.locked(Round, round_id)
    asked = replace(asked, indicators=with_unseen(asked.indicators, found.indicators.all(), by=by))
    duties = dict(found.duties.values_list("data_set_id", "person_id"))
    with pghistory.context(reason="round changed", **_what(asked)):
        edits.change(
            found, seen=seen, values=values,
            sets={"indicators": asked.indicators, "areas": asked.areas},
            beside=_with(duties, persons) != duties,
        )  # fmt: skip
        _set_duties(found, persons)
    announce(found)
    return found


@transaction.atomic
def close(*, by: Standing, round_id: int) -> Round:
    """End a round: nothing more is asked for and nobody is reminded. What is missing stays missing."""
    check(may_run_rounds, by)
    found = edits.locked(Round, round_id)
    if found.closed_at is None:
        with pghistory.context(reason="round closed"):
            found.closed_at, found.closed_by_id = timezone.now(), by.user_id
            found.save(update_fields=["closed_at", "closed_by"])
    return found


@transaction.atomic
def reopen(*, by: Standing, round_id: int) -> Round:
    """Ask again. The deadline stays as it was; the page that changes it is one click away."""
    check(may_run_rounds, by)
    found = edits.locked(Round, round_id)
    if found.closed_at is not None:
        with pghistory.context(reason="round reopened"):
            found.closed_at = found.closed_by_id = None
            found.save(update_fields=["closed_at", "closed_by"])
    return found


def announce(found: Round) -> None:
    """Tell those who answer that the round is open, once; nothing before it has begun."""
    if found.closed_at is not None or found.opens_on > timezone.localdate():
        return
    duties = found.duties.filter(person__user__isnull=False).select_related("person__user")
    tell(
        users=recipients.seated(duty.person.user for duty in duties),
        kind="round",
        message=gettext_lazy("Indsamlingen “%(round)s” er åben. Frist %(deadline)s."),
        values={"round": found.name, "deadline": found.deadline},
        path=round_addresses.page(found),
        key=f"round-{found.pk}-open",
    )


def persons_of(found: Round) -> dict[int, Person]:
    """Who answers, by data set."""
    duties = found.duties.select_related("person__user")
    return {duty.data_set_id: duty.person for duty in duties}


def _set_duties(found: Round, persons: Mapping[int, Person | None]) -> None:
    """One person for each data set: the one named, else the one who was, else the data set's own."""
    sets = expected_sets([each.pk for each in found.indicators.all()])
    wanted: dict[int, Person] = {}
    was = persons_of(found)
    for data_set in sets.values():
        person = persons.get(data_set.pk, was.get(data_set.pk, data_set.responsible))
        if person is not None:
            wanted[data_set.pk] = person
    found.duties.exclude(data_set__in=wanted).delete()
    for data_set_id, person in wanted.items():
        if was.get(data_set_id) != person:
            RoundDuty.objects.update_or_create(
                round=found, data_set_id=data_set_id, defaults={"person": person}
            )


def _checked(asked: Asked) -> dict[str, object]:
    """The round's own fields. Raises `ValidationError` by field."""
    refuse_civil_numbers(name=asked.name, note=asked.note)
    errors: dict[str, str] = {}
    if asked.deadline < asked.opens_on:
        errors["deadline"] = _("Fristen ligger før åbningen. Ret en af dagene.")
    if not asked.indicators:
        errors["indicators"] = _("Vælg mindst én indikator.")
    if not asked.areas:
        errors["areas"] = _("Vælg mindst ét område.")
    try:
        slots = sorted({parse_slot(slot).code for slot in asked.slots})
    except UnknownPeriod as unknown:
        raise ValidationError(
            {
                "slots": _(
                    "Perioden “%(period)s” kendes ikke. Skriv fx 2018, 2019K3 eller 2020M05."
                )
                % {"period": str(unknown)}
            }
        ) from None
    if not slots:
        errors["slots"] = _("Vælg mindst én periode.")
    elif asked.indicators:
        errors |= _without_cells(asked.indicators, slots)
    if errors:
        raise ValidationError(errors)
    return {
        "name": asked.name,
        "slots": slots,
        "opens_on": asked.opens_on,
        "deadline": asked.deadline,
        "release_on": asked.release_on,
        "note": asked.note,
    }


def _without_cells(indicators: Collection[Indicator], slots: Collection[str]) -> dict[str, str]:
    """Indicators and periods that have nothing to do with each other ask for nothing."""
    lengths = {parse_slot(slot).frequency for slot in slots}
    newest = [each[0] for each in definitions_of([found.pk for found in indicators]).values()]
    idle = [found.indicator.name for found in newest if found.frequency not in lengths]
    if idle:
        told = _("Ingen af perioderne har den længde, som disse tal opgøres i: %(names)s.")
        return {"slots": told % {"names": ", ".join(idle[:5])}}
    unused = lengths - {found.frequency for found in newest}
    if unused:
        words = dict(Definition.Frequency.choices)
        told = _("Ingen af indikatorerne opgøres pr. %(lengths)s.")
        return {"slots": told % {"lengths": ", ".join(str(words[each]) for each in sorted(unused))}}
    return {}


def with_unseen(
    chosen: Iterable[Indicator], stored: Iterable[Indicator], *, by: Standing
) -> list[Indicator]:
    """The chosen, and of those that stand the ones the person was never shown: they stay."""
    unseen = () if by.sees_restricted else (one for one in stored if one.is_restricted)
    return list(dict.fromkeys((*chosen, *unseen)))


def _what(asked: Asked) -> dict[str, object]:
    """What is asked for, in the trace: the tables between are not traced themselves."""
    return {
        "indicators": [each.code for each in asked.indicators],
        "areas": [each.code for each in asked.areas],
    }


def _with(duties: Mapping[int, int], persons: Mapping[int, Person | None]) -> dict[int, int]:
    """The duties with other persons; None takes one away."""
    now = {**duties, **{pk: person.pk if person else 0 for pk, person in persons.items()}}
    return {pk: person for pk, person in now.items() if person}


def _free_slug(name: str) -> str:
    slug = edits.free_slug(Round, name)
    return edits.free_slug(Round, f"{slug}-runde") if slug in RESERVED else slug
