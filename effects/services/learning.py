"""The learning archive: closed reviews across interventions, so that nobody tries the same twice unawares.

What was expected and how strong the evidence was are read from the locked evidence, as they were
then. Who may read a closed review may read it here; restricted indicators only with that right.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from areas.models import Area
from effects.models import EffectVersion, ExpectedEffect, Review
from effects.rules import expected_effects as rules
from effects.services import review_lists
from effects.services.evidence_comparison import grade_words
from effects.services.frozen_evidence import names_one_of
from effects.services.rewriting_words import changes_in_words
from indicators.models import FrozenCopy, FrozenFigure
from indicators.rules.frozen import fingerprint
from indicators.services import frozen_access
from indicators.services.names import spoken
from partnership.models import Decision, Goal, Intervention
from partnership.rules import interventions as steps
from partnership.rules.access import Standing

COLUMNS = (
    "intervention__effort_area", "decision", "body", "frozen", "settled_by",
)  # fmt: skip
DAYS = ("earliest_on", "latest_on")
SHORT = {"finding", "outcome"}
LINKS = {"area": "areas", "goal": "goals", "effort_area": "effort_area", "kind": "kind"}
OF_INTERVENTIONS = ("name", "name_en", "problem", "what_we_do", "what_should_change")
TEXTS = (
    *(f"intervention__{name}" for name in OF_INTERVENTIONS), "decision__title", "reason", "story",
)  # fmt: skip


@dataclass(frozen=True)
class Lesson:
    """One closed review: what was tried, where, what was expected and found, and what was decided."""

    review: Review
    title: str
    tried: str
    areas: tuple[str, ...]
    expected: tuple[str, ...]
    strength: str
    is_closed_to: bool


def lessons(standing: Standing, wanted: Mapping[str, Any]) -> QuerySet[Review]:
    """Closed reviews this person may read and asked for, the latest first."""
    found = review_lists.visible_to(standing).filter(closed_at__isnull=False, withdrawn_because="")
    found = found.filter(**{name: value for name, value in wanted.items() if name in SHORT})
    for name, column in LINKS.items():
        if wanted.get(name):
            found = found.filter(**{f"intervention__{column}": wanted[name]})
    for word in str(wanted.get("q", "")).split():
        found = found.filter(about(word) | _aimed_at(word, standing))
    return found.order_by("-closed_at", "-pk").distinct()


def about(word: str) -> Q:
    """A word that stands anywhere in what is told of a review."""
    found = Q()
    for text in TEXTS:
        found |= Q(**{f"{text}__icontains": word})
    return found


def _aimed_at(word: str, standing: Standing) -> Q:
    """A word in the name of what a review's intervention or decision is aimed at."""
    decided = Decision.objects.filter(goals__in=_goals(word))
    return Q(intervention__in=_aimed(word, standing)) | Q(decision__in=decided.values("pk"))


def _aimed(word: str, standing: Standing) -> QuerySet[Intervention]:
    """Interventions with the word in the name of an area, a goal, or an indicator they should move.

    A restricted indicator is found by those with the right alone: a hit would tell of it.
    """
    effects = ExpectedEffect.objects.filter(
        Q(indicator__name__icontains=word) | Q(indicator__name_en__icontains=word)
    )
    if not standing.sees_restricted:
        effects = effects.filter(indicator__is_restricted=False)
    return Intervention.objects.filter(
        Q(areas__in=Area.objects.filter(name__icontains=word))
        | Q(goals__in=_goals(word))
        | Q(expected_effects__in=effects)
    )


def _goals(word: str) -> QuerySet[Goal]:
    return Goal.objects.filter(Q(title__icontains=word) | Q(title_en__icontains=word))


def ended_unseen(standing: Standing, wanted: Mapping[str, Any]) -> QuerySet[Intervention]:
    """Interventions that ended though nobody wrote what was found, the latest first; two queries.

    Asked for a finding or for what was decided of one there are none.
    """
    closed = Review.objects.filter(
        intervention=OuterRef("pk"), closed_at__isnull=False, withdrawn_because=""
    )
    over = [state for state, ways in steps.STEPS.items() if not ways]
    found = Intervention.objects.filter(~Exists(closed), state__in=over)
    if SHORT & wanted.keys():
        return found.none()
    for name, column in LINKS.items():
        if wanted.get(name):
            found = found.filter(**{column: wanted[name]})
    for word in str(wanted.get("q", "")).split():
        said = Q(pk__in=_aimed(word, standing))
        for text in OF_INTERVENTIONS:
            said |= Q(**{f"{text}__icontains": word})
        found = found.filter(said)
    found = found.select_related("body").prefetch_related("areas").distinct()
    return found.order_by(F("ends_on").desc(nulls_last=True), "name")


def told(found: Iterable[Review], standing: Standing) -> list[Lesson]:
    """Some closed reviews as they are told; four queries."""
    restricted = FrozenFigure.objects.filter(
        copy=OuterRef("frozen"), definition__indicator__is_restricted=True
    )
    ids, codes = [review.pk for review in found], frozen_access.restricted_codes()
    rows = Review.objects.filter(pk__in=ids).annotate(shows_restricted=Exists(restricted))
    rows = rows.select_related(*COLUMNS).defer("frozen__pdf").order_by("-closed_at", "-pk")
    rows = rows.prefetch_related("intervention__areas")
    return [_lesson(row, set() if standing.sees_restricted else codes, standing) for row in rows]


def _lesson(review: Any, closed: set[str], standing: Standing) -> Lesson:
    """One review; `closed` are the indicators whose evidence this person may not read."""
    intervention, frozen = review.intervention, review.frozen
    content = {} if frozen is None else _content(frozen)
    hidden = frozen is not None and (frozen.holds_restricted or review.shows_restricted)
    is_closed = names_one_of(content, closed) or (hidden and not standing.sees_restricted)
    content = {} if is_closed else content
    return Lesson(
        review=review,
        title=spoken(intervention, "name") if intervention else str(review.decision),
        tried=intervention.what_we_do if intervention else review.decision.text,
        areas=tuple(area.name for area in intervention.areas.all()) if intervention else (),
        expected=tuple(_expected(content)),
        strength=_strength(content),
        is_closed_to=is_closed,
    )


def _content(frozen: FrozenCopy) -> dict[str, Any]:
    """What is stored; nothing where it is not what was locked any more."""
    if fingerprint(frozen.canonical) != frozen.sha256:
        return {}
    found = json.loads(frozen.canonical)
    return found if isinstance(found, dict) else {}


def _expected(content: Mapping[str, Any]) -> Iterator[str]:
    """What was expected then: indicator, direction and size, of the newest version."""
    directions = dict(EffectVersion.Direction.choices)
    known = {each.get("indicator"): each for each in _rows(content, "definitions")}
    for one in _rows(content, "expected"):
        versions = one.get("versions") or []
        if not versions:
            continue
        newest, definition = versions[-1], known.get(one.get("indicator"), {})
        name = str(definition.get("name") or one.get("indicator"))
        way = directions.get(newest.get("direction"), "")
        late = _described(one, versions)
        yield _("%(name)s %(way)s (%(late)s)") % {"name": name, "way": way, "late": late}


def _described(one: Mapping[str, Any], versions: Sequence[Mapping[str, Any]]) -> str:
    """Whether it was said beforehand, and what was rewritten after the start."""
    if one.get("is_late"):
        return _("beskrevet efter start")
    early = [each for each in versions if not each.get("is_late")] or [versions[0]]
    stood, newest = early[-1], versions[-1]
    changes = changes_in_words(_foretold(stood), _foretold(newest), "")
    told = (
        _("først beskrevet før start; ændret efter start: %(changes)s") % {"changes": changes}
        if changes
        else _("beskrevet før start")
    )
    return "; ".join([told, *_widened(stood, newest)])


def _widened(stood: Mapping[str, Any], newest: Mapping[str, Any]) -> Iterator[str]:
    """What came to it after the start: areas, or another target group."""
    added = len(set(newest.get("areas") or ()) - set(stood.get("areas") or ()))
    if added:
        yield (
            ngettext(
                "%(n)s område tilføjet efter start", "%(n)s områder tilføjet efter start", added
            )
            % {"n": added}
        )
    if stood.get("target_group") != newest.get("target_group"):
        yield _("målgruppen skrevet om efter start")


def _foretold(version: Mapping[str, Any]) -> dict[str, Any]:
    """What a stored version foretells, its days as days."""
    told = {name: version[name] for name in rules.FORETOLD if version.get(name) is not None}
    days = {name: dt.date.fromisoformat(told[name]) for name in DAYS if name in told}
    return told | days


def _strength(content: Mapping[str, Any]) -> str:
    """The strongest grade among the effects then, in few words."""
    grades = [int(each.get("grade") or 0) for each in _rows(content, "evidence")]
    return grade_words(max(grades)) if grades else ""


def _rows(content: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    found = content.get(name)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def header() -> list[str]:
    """The first line of the archive as a file."""
    return [
        _("Indsats eller beslutning"), _("Områder"), _("Hvad der blev gjort"), _("Forventet"),
        _("Vurdering"), _("Beslutning"), _("Begrundelse"), _("Historien bag tallene"),
        _("Sammenligningen dengang"), _("Afsluttet den"), _("Organ"),
        _("Afgjort uden for møde den"),
    ]  # fmt: skip


def lines(
    found: Iterable[Lesson], ended: Iterable[Intervention] = ()
) -> Iterator[Sequence[str | dt.date | None]]:
    """The archive as a file, row by row; what ended without a review comes last and says so."""
    for each in found:
        review = each.review
        yield [
            each.title, ", ".join(each.areas), each.tried, "; ".join(each.expected),
            review.get_finding_display(), review.get_outcome_display(), review.reason,
            review.story, each.strength,
            timezone.localdate(review.closed_at) if review.closed_at else None,
            review.body.name if review.body else "",
            review.settled_on,
        ]  # fmt: skip
    for one in ended:
        places = ", ".join(area.name for area in one.areas.all())
        yield [
            spoken(one, "name"), places, one.what_we_do, "", _("ingen effektopfølgning"),
            one.get_state_display(), "", "", "", one.ends_on, one.body.name,
        ]  # fmt: skip
