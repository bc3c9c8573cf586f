"""A published site by hand: areas, visions and results as recompute would store them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from accounts.models import User
from areas.models import Area, AreaExtent
from indicators.models import Definition, Group, Indicator, Result, Run, Source, Target
from indicators.services.categories import total_category
from partnership.models import Body, Frame, Goal, Organisation, Ownership, Person, Seat, Vision

PASSWORD = "en-lang-adgangskode"
VISIONS = ("Et trygt og attraktivt kvarter", "Lige muligheder for at lykkes")
NAMES = ("Tryg i nabolaget", "Fritidsjob, 13-17 år", "Tilfredshed med boligområdet")
YEARS = range(2019, 2026)


@dataclass
class Published:
    """What `published` built."""

    town: Area
    areas: list[Area]
    definitions: list[Definition]
    source: Source
    runs: dict[int, Run] = field(default_factory=dict)


def published(*, areas: int = 3, indicators: int = 3, **definition: Any) -> Published:
    """A municipality with areas, and indicators with seven years of results in each."""
    town = Area.objects.create(
        kind="municipality", code="901", slug="kommunen", name="Prøve Kommune", position=90
    )
    owner = Organisation.objects.create(kind="housing", name="Boligforeningen", slug="bolig")
    Organisation.objects.create(kind="municipality", name="Prøve Kommune", slug="prove")
    housing = []
    for place in range(areas):
        area = Area.objects.create(
            kind="area", code=f"o{place}", slug=f"omraade-{place}", name=f"Område {place}",
            position=place, style=place % 8 + 1,
        )  # fmt: skip
        AreaExtent.objects.create(area=area, parent=town, dwellings=1124 + place)
        Ownership.objects.create(area=area, organisation=owner)
        housing.append(area)
    frame = Frame.objects.create(
        name="Visioner", slug="visioner", starts_on="2020-01-01", ends_on="2030-12-31", is_home=True
    )
    goals = [
        Goal.objects.create(
            vision=Vision.objects.create(frame=frame, number=i, title=title, slug=f"v{i}"),
            number=1,
            title=f"Mål {i}",
        )
        for i, title in enumerate(VISIONS, 1)
    ]
    source = Source.objects.create(
        code="maaling", name="Lokal tryghedsmåling", family="maaling", shown_to="partnership"
    )
    site = Published(town=town, areas=housing, definitions=[], source=source)
    for place in range(indicators):
        site.definitions.append(
            make_indicator(site, place, goal=goals[place % len(goals)], **definition)
        )
    return site


def make_indicator(
    site: Published, place: int, *, goal: Goal | None = None, **more: Any
) -> Definition:
    """One indicator in a group of its own, published with results for every area."""
    flags = {
        key: more.pop(key) for key in ("is_front", "is_restricted", "is_active") if key in more
    }
    code = more.pop("code", f"indikator-{place}")
    group = Group.objects.create(code=code)
    indicator = Indicator.objects.create(
        code=code, name=NAMES[place % len(NAMES)], name_en=f"Indicator {place}", home_goal=goal,
        group=group, position=place, **{"is_front": True, **flags},
    )  # fmt: skip
    values = {
        "kind": "share", "data_kind": "survey", "direction": "higher", "unit": "pct.",
        "unit_en": "%", "per": 100, "numerator": "trygge", "denominator": "svar",
    }  # fmt: skip
    definition = Definition.objects.create(
        indicator=indicator, source=site.source, **{**values, **more}
    )
    publish(site, definition)
    return definition


def publish(site: Published, definition: Definition, *, shift: float = 0.0) -> Run:
    """A new run of the indicator's group, and the pointer moved to it."""
    group = definition.indicator.group
    run = Run.objects.create(group=group, reason="prøve", state="done", finished_at=timezone.now())
    rows = [row for at in range(len(site.areas)) for row in _about(site, definition, at, shift)]
    rows += [
        result_row(definition, site.town, "level", year, 88.0, is_latest=year == YEARS[-1], n=40000)
        for year in YEARS
    ]
    rows += [
        result_row(
            definition, site.town, "comparator", year, 89.0, comparator="without_areas",
            is_latest=year == YEARS[-1],
        )
        for year in YEARS
    ]  # fmt: skip
    for row in rows:
        row.run, row.source = run, site.source
    Result.objects.bulk_create(rows)
    group.current_run = run
    group.save()
    site.runs[definition.pk] = run
    return run


def _about(site: Published, definition: Definition, at: int, shift: float) -> list[Result]:
    area, last = site.areas[at], YEARS[-1]
    level = {year: 70.0 + at + (year - 2019) * 1.9 + shift for year in YEARS}
    against = {"comparator": "rest", "other": site.town, "is_default": True}
    rows = [
        result_row(definition, area, "level", year, level[year], is_latest=year == last, n=412)
        for year in YEARS
    ]
    base = {"baseline_slot": "2019", "is_latest": True, "certainty": "clear"}
    gap = level[last] - 87.4
    rows += [
        result_row(definition, area, "comparator", last, 87.4, is_latest=True, **against),
        result_row(definition, area, "gap", last, gap, is_latest=True, verdict="lag", **against),
        result_row(definition, area, "change", last, 11.4, verdict="forward", **base),
        result_row(
            definition, area, "gap_change", last, 7.3, verdict="narrowed", **base, **against
        ),
    ]
    rows += [
        result_row(
            definition, area, "difference", last, at - k, is_latest=True, other=site.areas[k]
        )
        for k in range(at + 1, len(site.areas))
    ]
    return rows


def result_row(
    definition: Definition, area: Area, statement: str, year: int, estimate: float, **more: Any
) -> Result:
    values = {
        "category": total_category(), "state": "value",
        "estimate": estimate, "lower": estimate - 4, "upper": estimate + 4,
        "lower_998": estimate - 6, "upper_998": estimate + 6, "published_on": dt.date(2025, 9, 12),
        "starts_on": dt.date(year, 1, 1), "ends_on": dt.date(year, 12, 31),
    }  # fmt: skip
    return Result(
        statement=statement, definition=definition, area=area, slot=str(year),
        **{**values, **more},
    )  # fmt: skip


def aim(definition: Definition, area: Area, value: float) -> Target:
    """A decided target to 2030."""
    return Target.objects.create(
        indicator=definition.indicator, area=area, baseline_slot="2019", slot="2030", value=value,
        decided_on=dt.date(2020, 1, 1), decision="Partnerskabet 1.1.2020",
    )  # fmt: skip


def reader(email: str = "bestyrelse@test.dk", **seat: Any) -> User:
    """A board member who may read pages; `sees_restricted=True` opens restricted indicators."""
    body, _made = Body.objects.get_or_create(
        slug="bestyrelsen", defaults={"kind": "board", "name": "Partnerskabet"}
    )
    user = User.objects.create_user(email, PASSWORD)
    person = Person.objects.create(name="Bestyrelsesmedlem", email=email, user=user)
    values = {
        "organisation": Organisation.objects.get(slug="prove"), "body": body, "role": "member",
        "starts_on": "2020-01-01",
    }  # fmt: skip
    Seat.objects.create(person=person, **{**values, **seat})
    return user
