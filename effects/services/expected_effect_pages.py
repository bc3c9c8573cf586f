"""An expected effect's own page: what is expected, every version beside the others, what can be seen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from effects.models import EffectVersion, ExpectedEffect
from effects.rules import expected_effects as rules
from effects.rules.access import may_write_effects_of
from effects.services import detectability, detectability_words, expectations
from effects.services.detectability_words import size_in_words
from effects.services.expectations import Expected
from effects.services.rewriting_words import when_described
from indicators.models import Definition, Indicator
from indicators.services import cards
from indicators.services.lists_in_words import listed
from indicators.services.names import localised, spoken
from indicators.services.periods_in_words import day_in_words
from partnership.models import Decision, Intervention, Seat
from partnership.rules import interventions as steps
from partnership.rules.access import Standing
from partnership.services import decision_pages


@dataclass(frozen=True)
class Cell:
    """What one version says of one thing, and whether the version before said something else."""

    text: str
    is_changed: bool
    url: str = ""


@dataclass(frozen=True)
class EffectPage:
    """What the page shows."""

    expected: Expected
    title: str
    sentence: str
    late: str
    heads: list[str]
    rows: list[tuple[str, list[Cell]]]
    seen: detectability_words.Seen | None
    indicator_url: str
    may_write: bool
    may_amend: bool


def find(intervention: Intervention, number: int, standing: Standing) -> Expected | None:
    """The effect of that number, where the person may see its indicator; three queries."""
    rows = ExpectedEffect.objects.filter(intervention=intervention, number=number)
    found = expectations.read(rows, restricted=standing.sees_restricted)
    return found[0] if found else None


def unit_of(indicator: Indicator) -> str:
    """The unit a change of the indicator is said in: percentage points for shares."""
    newest = indicator.definitions.order_by("-version").first()
    if newest is None:
        return ""
    special = {
        Definition.Kind.SHARE: _("procentpoint"), Definition.Kind.INDEX: _("indekspoint"),
    }  # fmt: skip
    return special.get(Definition.Kind(newest.kind), "") or spoken(newest, "unit")


def url_of(effect: ExpectedEffect, name: str = "detail") -> str:
    """The effect's page, or one of its forms."""
    return reverse(
        f"effects:expected-effect-{name}", args=[effect.intervention.slug, effect.number]
    )


def sentence_of(expected: Expected, unit: str) -> str:
    """What is expected, in one sentence; fit for lists too."""
    version = expected.version
    rises = version.direction == EffectVersion.Direction.RISE
    words = {
        ("level", True): _("%(name)s stiger %(size)s i %(areas)s"),
        ("level", False): _("%(name)s falder %(size)s i %(areas)s"),
        ("gap", True): _("%(name)s: afstanden bliver %(size)s større i %(areas)s"),
        ("gap", False): _("%(name)s: afstanden bliver %(size)s mindre i %(areas)s"),
    }[version.measure, rises]
    told = words % {
        "name": localised(expected.effect.indicator), "size": size_in_words(version.size, unit),
        "areas": listed([area.label for area in expected.areas]),
    }  # fmt: skip
    when = _("tidligst synligt %(earliest)s, senest %(latest)s") % {
        "earliest": day_in_words(version.earliest_on), "latest": day_in_words(version.latest_on),
    }  # fmt: skip
    return f"{told}, {when}."


def late_in_words(expected: Expected, unit: str) -> str:
    """That it was described, rewritten or widened when the intervention had begun; else nothing."""
    if expected.is_as_foretold:
        return ""
    return capfirst(when_described(expected, unit))


def page_of(expected: Expected, standing: Standing, *, today: dt.date) -> EffectPage:
    """Everything about one expected effect that this person may read."""
    effect = expected.effect
    unit = unit_of(effect.indicator)
    intervention = effect.intervention
    writes = may_write_effects_of(standing, intervention.body_id)
    is_open = bool(steps.STEPS[intervention.state]) and not expected.is_withdrawn
    return EffectPage(
        expected=expected,
        title=localised(effect.indicator),
        sentence=sentence_of(expected, unit),
        late=late_in_words(expected, unit),
        heads=[_head(expected, version) for version in expected.versions],
        rows=_rows(expected, unit, standing),
        seen=None if expected.is_withdrawn else seen_of(expected, standing),
        indicator_url=cards.indicator_url(effect.indicator.code) if _is_shown(effect) else "",
        may_write=writes,
        may_amend=writes and is_open,
    )


def seen_of(expected: Expected, standing: Standing) -> detectability_words.Seen | None:
    """Whether what is expected could be seen at all."""
    version = expected.version
    question = detectability.Question(
        indicator=expected.effect.indicator, areas=expected.areas, direction=version.direction,
        size=version.size, measure=version.measure, earliest_on=version.earliest_on,
        starts_on=expected.effect.intervention.starts_on,
    )  # fmt: skip
    found = detectability.assess(question, restricted=standing.sees_restricted)
    return detectability_words.told(found) if found is not None else None


def _is_shown(effect: ExpectedEffect) -> bool:
    return effect.indicator.is_active and effect.indicator.definitions.exists()


def _head(expected: Expected, version: EffectVersion) -> str:
    values = {"number": version.number, "day": day_in_words(version.written_on)}
    begun = expected.effect.intervention.starts_on
    if version.is_late or rules.is_late(version.written_on, begun):
        return _("Udgave %(number)s, skrevet %(day)s, efter start") % values
    return _("Udgave %(number)s, skrevet %(day)s") % values


def _rows(expected: Expected, unit: str, standing: Standing) -> list[tuple[str, list[Cell]]]:
    """What each version says, thing by thing; what changed is marked."""
    labels = {
        "areas": _("Områder"), "target_group": _("Målgruppe"), "measure": _("Hvad flytter sig"),
        "direction": _("Retning"), "size": _("Størrelse"), "earliest_on": _("Tidligst"),
        "latest_on": _("Senest"), "why": _("Hvorfor vi tror på det"),
        "other_causes": _("Hvad der ellers kan forklare en ændring"),
    }  # fmt: skip
    said = [_said(version, unit) for version in expected.versions]
    found = []
    for name in rules.TOLD:
        texts = [each[name] for each in said]
        cells = [
            Cell(text or "–", is_changed=at > 0 and text != texts[at - 1])
            for at, text in enumerate(texts)
        ]
        found.append((labels[name], cells))
    if expected.amendments:
        found.append(
            (
                _("Hvorfor ændret"),
                [Cell(v.reason or "–", is_changed=False) for v in expected.versions],
            )
        )
    found.append((_("Skrevet af"), _writers(expected)))
    found.append((_("Beslutningen bag"), _decisions(expected, standing)))
    return found


def _writers(expected: Expected) -> list[Cell]:
    """Who wrote each version: the seat they held that day, never the name."""
    writers = {version.written_by_id for version in expected.versions if version.written_by_id}
    rows = Seat.objects.filter(person__user__in=writers) if writers else Seat.objects.none()
    seats = list(rows.select_related("organisation", "person").order_by("starts_on", "pk"))
    return [_writer(version, seats) for version in expected.versions]


def _writer(version: EffectVersion, seats: Sequence[Seat]) -> Cell:
    mine = [
        f"{seat.get_role_display()} ({seat.organisation})"
        for seat in seats
        if version.written_by_id is not None
        and seat.person.user_id == version.written_by_id
        and seat.starts_on <= version.written_on
        and (seat.ends_on is None or seat.ends_on >= version.written_on)
    ]
    return Cell(listed(list(dict.fromkeys(mine))) or _("Ikke oplyst"), is_changed=False)


def _said(version: EffectVersion, unit: str) -> dict[str, str]:
    group = version.target_group
    return {
        "areas": listed([area.label for area in version.areas.all()]),
        "target_group": spoken(group, "name") if group is not None else _("Alle, tallet gælder"),
        "measure": version.get_measure_display(),
        "direction": version.get_direction_display(),
        "size": size_in_words(version.size, unit),
        "earliest_on": day_in_words(version.earliest_on),
        "latest_on": day_in_words(version.latest_on),
        "why": version.why,
        "other_causes": version.other_causes,
    }


def _decisions(expected: Expected, standing: Standing) -> list[Cell]:
    """The decision behind each version; one the reader may not open is not named."""
    ids = [version.decision_id for version in expected.versions if version.decision_id]
    shown = decision_pages.visible_to(standing).filter(pk__in=ids).in_bulk() if ids else {}
    return [
        _decision(shown.get(version.decision_id or 0), is_named=version.decision_id is not None)
        for version in expected.versions
    ]


def _decision(found: Decision | None, *, is_named: bool) -> Cell:
    if found is None:
        words = _("Du har ikke adgang til den") if is_named else _("Ingen er knyttet til")
        return Cell(words, is_changed=False)
    url = reverse("partnership:decision-detail", args=[found.pk])
    return Cell(str(found), is_changed=False, url=url)


def usual_direction(indicator: Indicator) -> str:
    """The way that is better; a rise where neither is."""
    newest = indicator.definitions.order_by("-version").first()
    falls = newest is not None and newest.direction == Definition.Direction.LOWER
    return EffectVersion.Direction.FALL if falls else EffectVersion.Direction.RISE
