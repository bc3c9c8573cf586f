"""The page of an intervention's evidence: one section for each expected effect in each area."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from effects.services import evidence_comparison, expectations
from effects.services.evidence import Evidence, evidence_for
from effects.services.evidence_facts import Fact
from effects.services.evidence_findings import Neighbour
from effects.services.evidence_strength import strength_in_words
from effects.services.expectations import Expected
from effects.services.rewriting_words import area_added_in_words, when_described
from indicators.charts import Break, Series, common_scale, small_multiple
from indicators.services import cards, wording
from indicators.services.comparators import AGREED
from indicators.services.curve_points import (
    event_signs,
    extent_break,
    markers_of,
    points_of,
)
from indicators.services.curves import (
    Curve,
    bounds_of,
    breaks_of,
    curve_figure,
    passport_of,
    summary_of,
    table_of,
)
from indicators.services.indicator_curves import curves_of
from indicators.services.indicator_grounds import Aim
from indicators.services.names import localised
from partnership.models import Intervention
from partnership.rules.access import Standing


@dataclass(frozen=True)
class Line:
    """One fact with the number of its source; none where its words say it."""

    fact: Fact
    source: int | None


@dataclass(frozen=True)
class Place:
    """One area of an expected effect: what is said, the curve, the figures and the ways on."""

    key: str
    evidence: Evidence
    grade: str
    added: str
    reasons: list[str]
    lines: list[Line]
    sources: list[str]
    figure: dict[str, Any] | None
    picture: dict[str, Any] | None
    signs: list[dict[str, str]]
    neighbours: tuple[Neighbour, ...]
    links: list[tuple[str, str]]


@dataclass(frozen=True)
class EffectSection:
    """One expected effect with its areas; none where the indicator is followed no longer."""

    key: str
    expected: Expected
    name: str
    address: str
    places: list[Place]
    described: str


@dataclass(frozen=True)
class EvidencePage:
    """What the page shows."""

    intervention: Intervention
    sections: list[EffectSection]
    strength: str


def evidence_page(intervention: Intervention, standing: Standing) -> EvidencePage:
    """The evidence of all that is expected of an intervention, as it is now."""
    restricted = standing.sees_restricted
    expected = expectations.of_interventions([intervention.pk], restricted=restricted)
    found = evidence_for(expected[intervention.pk], restricted=restricted)
    by_effect = {
        pk: list(rows) for pk, rows in groupby(found, key=lambda one: one.expected.effect.pk)
    }
    return EvidencePage(
        intervention=intervention,
        sections=[
            _section(one, by_effect.get(one.effect.pk, [])) for one in expected[intervention.pk]
        ],
        strength=strength_in_words(found),
    )


def _section(expected: Expected, found: Sequence[Evidence]) -> EffectSection:
    key = f"effekt-{expected.effect.number}"
    curves = [_curves(each) for each in found]
    scale = None
    if len(found) > 1 and any(curves):
        bounds = bounds_of(found[0].entry)
        scale = common_scale([_series(each) for each in curves if each], bounds)
    return EffectSection(
        key=key,
        expected=expected,
        name=found[0].entry.name if found else localised(expected.effect.indicator),
        address=cards.indicator_url(expected.effect.indicator.code),
        places=[
            _place(each, f"{key}-{each.area.slug}", drawn, scale, is_alone=len(found) == 1)
            for each, drawn in zip(found, curves, strict=True)
        ],
        described=""
        if expected.is_as_foretold
        else when_described(expected, wording.gap_unit(found[0].entry) if found else ""),
    )


def _curves(evidence: Evidence) -> list[Curve]:
    """The area's own curve and what it is compared with."""
    area = evidence.area
    return curves_of(evidence.series, evidence.versions, [area], alone=area, against=AGREED)


def _series(curves: Sequence[Curve]) -> list[Series]:
    return [Series(one.label, one.style, points_of(one.readings)) for one in curves]


def _redrawn(evidence: Evidence) -> list[Break]:
    return [extent_break(day, evidence.area.label) for day in evidence.others.redrawn]


def _place(
    evidence: Evidence,
    key: str,
    curves: Sequence[Curve],
    scale: tuple[Any, Any] | None,
    *,
    is_alone: bool,
) -> Place:
    compared = evidence.found.comparison
    lines, sources = lines_of(evidence.facts)
    return Place(
        key=key,
        evidence=evidence,
        grade=evidence_comparison.grade_words(compared.grade),
        added=area_added_in_words(evidence.expected, evidence.area),
        reasons=evidence_comparison.reasons_in_words(evidence.found),
        lines=lines,
        sources=sources,
        figure=_figure(evidence, key, curves) if is_alone else None,
        picture=None if is_alone else _picture(evidence, key, curves, scale),
        signs=event_signs(evidence.others.events),
        neighbours=evidence.found.neighbours,
        links=_links(evidence),
    )


def lines_of(facts: Sequence[Fact]) -> tuple[list[Line], list[str]]:
    """The facts, and each source once: many figures come from the same one."""
    sources = list(dict.fromkeys(fact.passport for fact in facts if fact.passport))
    numbers = {words: number for number, words in enumerate(sources, 1)}
    return [Line(fact, numbers.get(fact.passport)) for fact in facts], sources


def _figure(evidence: Evidence, key: str, curves: Sequence[Curve]) -> dict[str, Any] | None:
    """The whole curve, where there is one area."""
    entry = evidence.entry
    aim = None
    if entry.target_value is not None and entry.target_slot:
        aim = Aim(
            entry.target_value, entry.target_slot, entry.target_baseline_slot or "",
            entry.target_decided_on, entry.target_steps,
        )  # fmt: skip
    figure = curve_figure(
        entry,
        curves,
        target=aim,
        extent_breaks=_redrawn(evidence),
        versions=evidence.versions,
        events=evidence.others.events,
    )
    return None if figure is None else {**figure, "id": f"{key}-kurve"}


def _picture(
    evidence: Evidence, key: str, curves: Sequence[Curve], scale: tuple[Any, Any] | None
) -> dict[str, Any] | None:
    """A small curve on the scale of all areas of the effect, with its table and passport."""
    if not curves:
        return None
    entry, numbers = evidence.entry, wording.number_style()
    days, span = scale or (None, None)
    breaks = breaks_of(curves, _redrawn(evidence), evidence.versions)
    title = _("%(indicator)s, %(unit)s") % {"indicator": entry.name, "unit": entry.unit}
    drawn = small_multiple(
        _series(curves),
        key=f"{key}-kurve",
        title=f"{title}, {evidence.area.label}",
        description=summary_of(entry, curves, breaks),
        number=lambda value: numbers.plain(value, 0 if value == int(value) else 1),
        days=days,
        span=span,
        bounds=bounds_of(entry),
        breaks=breaks,
        markers=markers_of(evidence.others.events),
    )
    return {
        "drawn": drawn,
        "title": title,
        "breaks": list(dict.fromkeys(cut.label for cut in breaks)),
        "passport": passport_of(entry, curves),
        "table": table_of(entry, curves, f"{title}, {evidence.area.label}"),
        "id": f"{key}-tabel",
    }


def _links(evidence: Evidence) -> list[tuple[str, str]]:
    """The ways on: the indicator in the area, and where the comparison is told in full."""
    url = cards.indicator_url(evidence.entry.code)
    links = [(_("Indikatoren i området"), f"{url}?omraade={evidence.area.slug}#kurve")]
    if evidence.event_id is not None:
        told = reverse("dashboards:contribution-detail", args=[evidence.event_id])
        links.append((_("Sammenligningen med andre områder"), told))
    return links
