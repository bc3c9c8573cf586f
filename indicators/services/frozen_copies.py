"""Frozen copies: what people had before them, kept as it was shown, with fingerprints that tell.

One mechanism for the evidence locked with a decision and for briefs that were sent out. Nothing is
worked out here: only figures that are published as they are given can be frozen.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import pgtrigger
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from indicators.models import FrozenCopy, FrozenFigure, FrozenPurge, Group, Result
from indicators.models.runs import LOCK_CLASS
from indicators.rules import frozen as rule
from indicators.rules.frozen import Integrity as Integrity
from indicators.rules.frozen import canonical as canonical
from indicators.rules.frozen import fingerprint
from indicators.services.categories import total_category
from indicators.services.readings import TOTAL, Reading

NOT_SHOWN = "not_shown"
GUARDS = (
    "indicators.FrozenCopy:frozen_copy_stands",
    "indicators.FrozenFigure:frozen_figure_stands",
)


class Key(NamedTuple):
    """What tells one statement from all others of a run."""

    statement: str
    definition_id: int
    area_id: int
    comparator: str
    other_id: int | None
    slot: str
    event_id: int | None

    @property
    def word(self) -> str:
        """The key as one word, by which a document names the figures that it tells."""
        parts = ["" if part is None else str(part) for part in self]
        return "/".join(parts)


class Found(NamedTuple):
    """A published statement of today."""

    shown: rule.Shown
    baseline_slot: str
    reason: str
    version: int | None
    code_version: str
    is_restricted: bool


_SHOWN = ("state", "estimate", "lower", "upper", "n", "verdict", "certainty")


def key_of(reading: Reading) -> Key:
    """The key of what a page has read."""
    return Key(
        reading.statement, reading.definition_id, reading.area_id, reading.comparator,
        reading.other_id, reading.slot, reading.event_id,
    )  # fmt: skip


def key_of_figure(figure: FrozenFigure) -> Key:
    """The key of a frozen figure."""
    return Key(
        figure.statement, figure.definition_id, figure.area_id, figure.comparator,
        figure.other_id, figure.slot, figure.event,
    )  # fmt: skip


def figure_of(reading: Reading) -> dict[str, Any]:
    """A statement as a frozen document writes it: as shown, and nothing behind a state."""
    return {
        "key": key_of(reading).word,
        "statement": reading.statement,
        "slot": reading.slot,
        "baseline_slot": reading.baseline_slot,
        "starts_on": reading.starts_on,
        "ends_on": reading.ends_on,
        "published_on": reading.published_on,
        "comparator": reading.comparator,
        "other": reading.other,
        "state": reading.state,
        "reason": reading.reason,
        "estimate": reading.estimate,
        "lower": reading.lower,
        "upper": reading.upper,
        "n": reading.n,
        "verdict": reading.verdict,
        "certainty": reading.certainty,
        "source": reading.source,
    }


def fingerprint_of(content: Mapping[str, Any]) -> str:
    """The fingerprint that the content gets when frozen: for the foot of its own pages."""
    return fingerprint(canonical(content))


def code_versions(figures: Iterable[Reading]) -> str:
    """What the published figures were computed with, as their runs record it."""
    return _code_version(published_now(key_of(each) for each in figures).values())


@transaction.atomic
def freeze(
    *,
    kind: str,
    content: Mapping[str, Any],
    figures: Sequence[Reading],
    pdf: bytes,
    holds_restricted: bool,
    at: dt.datetime | None = None,
) -> FrozenCopy:
    """Keep the content, its PDF and its figures as they were shown, `at` a moment or now.

    Raises ValidationError (code `not_shown`) where a figure is not published as it is given: it
    was never shown so, or has changed since. Raises `NotWritable` where the content is no JSON.
    """
    told = {key_of(each): each for each in figures}
    hold(Group.objects.filter(indicators__definitions__in={key.definition_id for key in told}))
    now = published_now(told)
    for key, reading in told.items():
        _check_shown(reading, now.get(key))
    text = canonical(content)
    copy = FrozenCopy.objects.create(
        kind=kind,
        canonical=text,
        sha256=fingerprint(text),
        pdf=pdf,
        pdf_sha256=fingerprint(pdf),
        code_version=_code_version(now.values()),
        frozen_at=at or timezone.now(),
        holds_restricted=holds_restricted or any(each.is_restricted for each in now.values()),
    )
    category = total_category()
    FrozenFigure.objects.bulk_create(
        FrozenFigure(
            copy=copy, statement=key.statement, definition_id=key.definition_id,
            area_id=key.area_id, comparator=key.comparator, other_id=key.other_id, slot=key.slot,
            baseline_slot=reading.baseline_slot, category=category, event=key.event_id,
            reason=reading.reason, version=reading.measurement_version,
            **{name: getattr(reading, name) for name in _SHOWN},
        )
        for key, reading in told.items()
    )  # fmt: skip
    return copy


def hold(groups: QuerySet[Group]) -> None:
    """Let nothing of these groups be published or withdrawn until this transaction ends.

    What is read then is what is kept, and no withdrawal misses a copy that is on its way.
    """
    with connection.cursor() as cursor:
        for pk in groups.order_by("pk").distinct().values_list("pk", flat=True):
            cursor.execute("SELECT pg_advisory_xact_lock_shared(%s, %s)", [LOCK_CLASS, pk])


def _check_shown(reading: Reading, now: Found | None) -> None:
    """Refuse what nobody can have been shown; a state without a figure may well have been."""
    if (
        reading.category_set != TOTAL
        or now is None
        or shown_of(reading) != now.shown
        or (reading.baseline_slot, reading.reason) != (now.baseline_slot, now.reason)
    ):
        raise ValidationError(
            _("Tallene er ændret, siden du åbnede siden. Hent siden igen, og se grundlaget på ny."),
            code=NOT_SHOWN,
        )


def _code_version(found: Iterable[Found]) -> str:
    versions = sorted({each.code_version for each in found if each.code_version})
    return " · ".join(versions)[:200]


def shown_of(given: Reading | FrozenFigure) -> rule.Shown:
    """What a page shows of a statement."""
    return rule.Shown(**{name: getattr(given, name) for name in _SHOWN})


def published_now(keys: Iterable[Key], *, restricted: bool = True) -> dict[Key, Found]:
    """Today's published statements of these keys; one query."""
    wanted = set(keys)
    if not wanted:
        return {}
    rows = (
        Result.objects.published()
        .seen_by(restricted=restricted)
        .filter(
            definition__in={key.definition_id for key in wanted},
            area__in={key.area_id for key in wanted},
            statement__in={key.statement for key in wanted},
            slot__in={key.slot for key in wanted},
            category__category_set__code=TOTAL,
        )
        .exclude(statement=Result.Statement.EXPECTED)
        .values_list(
            *Key._fields, *_SHOWN, "baseline_slot", "reason", "version",
            F("run__code_version"), F("definition__indicator__is_restricted"),
        )
    )  # fmt: skip
    found = {}
    width, shown = len(Key._fields), len(_SHOWN)
    for row in rows:
        key = Key(*row[:width])
        if key in wanted:
            values = dict(zip(_SHOWN, row[width : width + shown], strict=True))
            found[key] = Found(rule.Shown(**values), *row[width + shown :])
    return found


def state_of(copy: FrozenCopy) -> Integrity:
    """Whether what is stored still fits its fingerprints."""
    return rule.integrity(
        text=copy.canonical, sha256=copy.sha256,
        pdf=bytes(copy.pdf), pdf_sha256=copy.pdf_sha256,
    )  # fmt: skip


def delete_copies(ids: Collection[int]) -> None:
    """Delete frozen copies whole: only with an example that is taken away, figures and places with it."""
    with pgtrigger.ignore(*GUARDS):
        FrozenPurge.objects.filter(copy__in=ids).delete()
        FrozenFigure.objects.filter(copy__in=ids).delete()
        FrozenCopy.objects.filter(pk__in=ids).delete()
