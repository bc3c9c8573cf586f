"""Locked evidence (låst grundlag): what a body had before it when it closed a review.

Values, intervals, words, definitions, what was expected in every version, and what the figures were
computed with: written down once, in Danish, which is the language of the record.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any

from django.utils import timezone, translation

from effects.models import EffectVersion, Review
from effects.services import expectations
from effects.services.evidence import Evidence, evidence_for
from effects.services.evidence_strength import strength_in_words
from effects.services.expectations import Expected
from effects.services.frozen_evidence_documents import document_of, tellings_of
from indicators.models import FrozenCopy, Group
from indicators.services import frozen_documents
from indicators.services.frozen_copies import code_versions, figure_of, freeze, hold, key_of
from indicators.services.results import Entry, Reading

FORMAT = 1  # grows when the content is put together otherwise


def lock(review: Review, *, restricted: bool) -> FrozenCopy:
    """Read the evidence of a review as it is now, and freeze it."""
    with translation.override("da"):
        expected: list[Expected] = []
        if review.intervention_id is not None:
            pk = review.intervention_id
            expected = expectations.of_interventions([pk], restricted=restricted)[pk]
        hold(Group.objects.filter(indicators__in={one.effect.indicator_id for one in expected}))
        found = evidence_for(expected, restricted=restricted)
        return freeze_review(review, found, expected=expected)


def freeze_review(
    review: Review,
    evidences: Sequence[Evidence],
    *,
    expected: Sequence[Expected] = (),
    at: dt.datetime | None = None,
) -> FrozenCopy:
    """Freeze this evidence for the review; the words of the evidence must have been made in Danish.

    `expected` also names the effects of which there is no evidence; `at` is the moment it is of, now
    unless told. Raises ValidationError (code `not_shown`) where a figure was published anew meanwhile.
    """
    at, told = (at or timezone.now()).replace(microsecond=0), expected or _of(evidences)
    with translation.override("da"):
        content = content_of(review, evidences, expected=told, at=at)
        return freeze(
            kind=FrozenCopy.Kind.EVIDENCE,
            content=content,
            figures=figures_of(evidences),
            pdf=frozen_documents.pdf_of(content),
            # Of one without figures there is no evidence, but what was believed stands there.
            holds_restricted=any(one.effect.indicator.is_restricted for one in told),
            at=at,
        )


def _of(evidences: Sequence[Evidence]) -> list[Expected]:
    return list({each.expected.effect.pk: each.expected for each in evidences}.values())


def figures_of(evidences: Sequence[Evidence]) -> list[Reading]:
    """Every statement the evidence shows, once, in its order."""
    return list({key_of(r): r for each in evidences for r in each.readings}.values())


def names_one_of(content: object, codes: Collection[str]) -> bool:
    """Whether a stored content tells what was expected of one of these indicators."""
    rows = content.get("expected") if isinstance(content, dict) else None
    told = rows if isinstance(rows, list) else []
    return any(isinstance(one, dict) and one.get("indicator") in codes for one in told)


def content_of(
    review: Review, evidences: Sequence[Evidence], *, expected: Sequence[Expected], at: dt.datetime
) -> dict[str, Any]:
    """All that is frozen, as plain values; its pages stand under "document"."""
    figures = figures_of(evidences)
    computed = code_versions(figures)
    document = document_of(review, expected, now=at)
    return {
        "format": FORMAT,
        "kind": FrozenCopy.Kind.EVIDENCE.value,
        "language": "da",
        "frozen_at": at,
        "code_version": computed,
        "review": _review(review),
        "expected": [_expected(each) for each in expected],
        "evidence": [_evidence(each) for each in evidences],
        "strength": _strength(evidences),
        "definitions": definitions_of(evidences),
        "figures": [figure_of(reading) for reading in figures],
        "document": frozen_documents.pages(
            document, tellings_of(expected, evidences, code_version=computed)
        ),
    }


def _review(review: Review) -> dict[str, Any]:
    return {
        "number": review.pk,
        "due_on": review.due_on,
        "cause": review.cause,
        "intervention": review.intervention.slug if review.intervention else None,
        "decision": review.decision.number if review.decision else None,
        "body": review.body.slug if review.body else None,
    }


def _expected(one: Expected) -> dict[str, Any]:
    return {
        "number": one.effect.number,
        "indicator": one.effect.indicator.code,
        "is_late": one.is_late,
        "versions": [_version(version) for version in one.versions],
    }


def _version(version: EffectVersion) -> dict[str, Any]:
    group = version.target_group
    return {
        "number": version.number,
        "written_on": version.written_on,
        "is_late": version.is_late,
        "measure": version.measure,
        "direction": version.direction,
        "size": version.size,
        "earliest_on": version.earliest_on,
        "latest_on": version.latest_on,
        "areas": [area.slug for area in version.areas.all()],
        "target_group": group.name if group else None,
        "decision": version.decision.number if version.decision else None,
        "words": {
            "typed": True, "why": version.why, "other_causes": version.other_causes,
            "reason": version.reason,
        },
    }  # fmt: skip


def _evidence(one: Evidence) -> dict[str, Any]:
    keys = sorted(key_of(reading).word for reading in one.readings)
    return {
        "effect": one.expected.effect.number,
        "indicator": one.entry.code,
        "area": one.area.slug,
        "grade": one.grade,
        "figures": keys,
        "paragraph": {"text": one.text, "tells": keys},
    }


def _strength(evidences: Sequence[Evidence]) -> dict[str, Any]:
    """The line of strength, with every figure it rests on: it goes with the first that is taken out."""
    keys = sorted(key_of(reading).word for reading in figures_of(evidences))
    return {"text": strength_in_words(evidences), "tells": keys}


def definitions_of(evidences: Sequence[Evidence]) -> list[dict[str, Any]]:
    """Every version of every definition that a figure is made with, once."""
    found: dict[tuple[int, int], dict[str, Any]] = {}
    for each in evidences:
        for entry in each.entry.members or (each.entry,):
            found[entry.indicator_id, entry.version] = _definition(entry)
    return [found[key] for key in sorted(found)]


def _definition(entry: Entry) -> dict[str, Any]:
    return {
        "indicator": entry.code,
        "name": entry.name,
        "version": entry.version,
        "kind": entry.kind,
        "data_kind": entry.data_kind,
        "direction": entry.direction,
        "unit": entry.unit,
        "per": entry.per,
        "decimals": entry.decimals,
        "numerator": entry.numerator,
        "denominator": entry.denominator,
        "caveat": entry.caveat,
        "source": entry.source,
        "source_url": entry.source_url,
        "breaks_series": entry.breaks_series,
    }
