"""From a partnership file to rows: one file describes one partnership, its areas and its figures.

What stands in the database already is used as it is and never overwritten, so loading a file
again changes nothing, and what people have corrected meanwhile stays corrected.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from areas.models import Area, AreaExtent
from indicators.models import (
    Category,
    CategorySet,
    ComparatorChoice,
    ControlLimit,
    DataSet,
    DataSetReader,
    Definition,
    DisclosureThreshold,
    EventMarker,
    Indicator,
    OriginStatement,
    Relocation,
    ResultNews,
    Round,
    Source,
    StatutoryInput,
    StoryNote,
    Target,
    WheelEntry,
)
from indicators.services.catalogue import ensure_indicator, ensure_source
from indicators.services.ledger import Ledger, RowRefused
from indicators.services.partnership_file.chapters import chapters
from indicators.services.partnership_file.figures import load_figures
from indicators.services.partnership_file.knowledge import Knowledge
from indicators.services.partnership_file.reading import (
    FileRefused,
    PartnershipFile,
    read_partnership,
)
from indicators.services.partnership_file.rounds import Rounds
from indicators.services.partnership_file.work import Work
from indicators.services.staleness import request_full_recompute
from partnership.models import (
    AgendaItem,
    Body,
    Booking,
    BudgetLine,
    Commitment,
    Decision,
    Delivery,
    DistributionKey,
    EffortArea,
    FollowUp,
    Frame,
    Fund,
    Goal,
    Intervention,
    KeyShare,
    Meeting,
    Milestone,
    Organisation,
    Ownership,
    Person,
    Plan,
    PlannedMeeting,
    Position,
    Seat,
    StandingItem,
    TargetGroup,
    Vision,
)

Row = dict[str, Any]
# Where in a file a row comes from, for those who must mend it.
SECTION_OF: dict[type[Model], str] = {
    Area: "areas", AreaExtent: "areas.extents", Organisation: "organisations", Body: "bodies",
    Person: "people", Seat: "people.seats", Vision: "visions", Goal: "visions.goals",
    Indicator: "indicators", Definition: "indicators", Source: "sources", DataSet: "data_sets",
    Target: "targets", Category: "category_sets", CategorySet: "category_sets",
    EventMarker: "events", StoryNote: "stories", Relocation: "relocations",
    ComparatorChoice: "comparators", DisclosureThreshold: "thresholds",
    ControlLimit: "control_limits", StatutoryInput: "statutory_inputs",
    OriginStatement: "origin_statements", ResultNews: "news", WheelEntry: "wheel", Round: "rounds",
    EffortArea: "effort_areas", TargetGroup: "target_groups", Plan: "plans",
    Delivery: "plans.deliveries", Intervention: "interventions",
    Milestone: "interventions.milestones", PlannedMeeting: "planned_meetings",
    StandingItem: "standing_items", Meeting: "meetings", AgendaItem: "meetings.items",
    Decision: "decisions", FollowUp: "decisions.tasks", Fund: "funds",
    DistributionKey: "funds.keys", KeyShare: "funds.keys", BudgetLine: "funds.budget",
    Booking: "funds.bookings", Position: "funds.positions", Commitment: "funds.commitments",
}  # fmt: skip


@transaction.atomic
def load_partnership(path: Path) -> Ledger:
    """Load a file whole, or nothing of it; returns the rows that were made.

    Raises `FileRefused` with every fault found.
    """
    file = read_partnership(path)
    ledger = Ledger()
    try:
        with transaction.atomic():
            areas = _areas(ledger, file)
            organisations = _organisations(ledger, file, areas)
            bodies = _bodies(ledger, file)
            _people(ledger, file, organisations, bodies)
            indicators = _indicators(ledger, file)
            _data_sets(ledger, file, organisations, indicators)
            _targets(ledger, file, indicators, areas)
            Knowledge(ledger, file, indicators, areas).load()
            load_figures(ledger, file, indicators, areas)
            Rounds(ledger, file, indicators, areas).load()
            Work(ledger, file, indicators, areas).load()
            for chapter in chapters():
                chapter.load(ledger, file, timezone.localdate())
    except RowRefused as refusal:
        section = _section_of(type(refusal.row))
        told = f"[[{section}]] “{refusal.row}”: {' '.join(refusal.messages)}"
        raise FileRefused([told]) from refusal
    if ledger.made:
        ledger.made.append(request_full_recompute(by=None, reason="indlæst partnerskab"))
    return ledger


def _section_of(model: type[Model]) -> str:
    """Where in the file a row of this kind comes from."""
    homes = dict(SECTION_OF)
    for chapter in chapters():
        homes |= chapter.home
    return homes.get(model, "frame")


def _areas(ledger: Ledger, file: PartnershipFile) -> dict[str, Area]:
    areas: dict[str, Area] = {}
    for position, row in enumerate(file.rows("areas"), start=1):
        areas[row["code"]] = ledger.ensure(
            Area,
            {"code": row["code"]},
            kind=row["kind"],
            slug=row["slug"],
            name=row["name"],
            short_name=row.get("short_name", ""),
            position=position,
            style=row.get("style", 0),
        )
    for row in file.rows("areas"):
        area = areas[row["code"]]
        if area.extents.exists():
            continue
        for extent in row.get("extents") or [row]:
            parent = areas.get(extent.get("parent", ""))
            ledger.add(
                AreaExtent(
                    area=area,
                    parent=parent,
                    valid_from=extent.get("valid_from"),
                    valid_to=extent.get("valid_to"),
                    dwellings=extent.get("dwellings"),
                    breaks_series=extent.get("breaks_series", False),
                    note=extent.get("note", ""),
                )
            )
    return areas


def _organisations(
    ledger: Ledger, file: PartnershipFile, areas: dict[str, Area]
) -> dict[str, Organisation]:
    organisations = {
        row["slug"]: ledger.ensure(
            Organisation,
            {"slug": row["slug"]},
            kind=row["kind"],
            name=row["name"],
            short_name=row.get("short_name", ""),
            is_party=row.get("is_party", True),
        )
        for row in file.rows("organisations")
    }
    for row in file.rows("areas"):
        for slug in row.get("owners", ()):
            key = {"organisation": organisations[slug], "area": areas[row["code"]]}
            ledger.ensure(Ownership, key)
    return organisations


def _bodies(ledger: Ledger, file: PartnershipFile) -> dict[str, Body]:
    bodies: dict[str, Body] = {}
    for row in file.rows("bodies"):
        bodies[row["slug"]] = ledger.ensure(
            Body,
            {"slug": row["slug"]},
            kind=row["kind"],
            name=row["name"],
            mandate=row.get("mandate", ""),
            parent=bodies.get(row.get("parent", "")),
            starts_on=row.get("starts_on"),
            ends_on=row.get("ends_on"),
        )
    return bodies


def _people(
    ledger: Ledger,
    file: PartnershipFile,
    organisations: dict[str, Organisation],
    bodies: dict[str, Body],
) -> None:
    for row in file.rows("people"):
        person = ledger.ensure(Person, {"name": row["name"]}, title=row.get("title", ""))
        if person.seats.exists():
            continue
        for seat in row["seats"]:
            ledger.add(
                Seat(
                    person=person,
                    organisation=organisations[seat["organisation"]],
                    body=bodies.get(seat.get("body", "")),
                    role=seat["role"],
                    sees_restricted=seat.get("sees_restricted", False),
                    starts_on=seat["starts_on"],
                    ends_on=seat.get("ends_on"),
                )
            )


def _indicators(ledger: Ledger, file: PartnershipFile) -> dict[str, Indicator]:
    """Frame, visions and goals, and under them the indicators that the file uses."""
    plan = file.frame
    frame = ledger.ensure(
        Frame,
        {"slug": plan["slug"]},
        name=plan["name"],
        starts_on=plan["starts_on"],
        ends_on=plan["ends_on"],
        is_home=not Frame.objects.filter(is_home=True).exists(),
    )
    indicators: dict[str, Indicator] = {}
    for row in file.rows("visions"):
        vision = ledger.ensure(
            Vision,
            {"frame": frame, "number": row["number"]},
            title=row["title"],
            title_en=row.get("title_en", ""),
            slug=row["slug"],
        )
        for each in row["goals"]:
            goal = ledger.ensure(
                Goal,
                {"vision": vision, "number": each["number"]},
                title=each["title"],
                title_en=each.get("title_en", ""),
            )
            for code in each["indicators"]:
                front = code in each["front"] if "front" in each else None
                indicators[code] = _indicator(ledger, file, code, goal, front)
    return indicators


def _indicator(
    ledger: Ledger, file: PartnershipFile, code: str, goal: Goal, is_front: bool | None
) -> Indicator:
    row = file.catalogue.indicators[code]
    source = ensure_source(ledger, file.catalogue.sources[file.source_of(code)])
    return ensure_indicator(ledger, row, source=source, goal=goal, is_front=is_front)


def _data_sets(
    ledger: Ledger,
    file: PartnershipFile,
    organisations: dict[str, Organisation],
    indicators: dict[str, Indicator],
) -> None:
    """Each indicator's suppliers; the first one named is the usual."""
    for row in file.rows("data_sets"):
        supplier = organisations[row["supplier"]]
        for code in row["indicators"]:
            has_default = DataSet.objects.filter(indicator=indicators[code], is_default=True)
            data_set = ledger.ensure(
                DataSet,
                {"indicator": indicators[code], "supplier": supplier},
                approval_required=row.get("approval_required", False),
                is_supplier_owned=row.get("is_supplier_owned", False),
                is_default=not has_default.exists(),
                responsible=Person.objects.filter(name=row.get("responsible", "")).first(),
            )
            for reader in row.get("readers", ()):
                DataSetReader.objects.get_or_create(
                    data_set=data_set, organisation=organisations[reader]
                )


def _targets(
    ledger: Ledger,
    file: PartnershipFile,
    indicators: dict[str, Indicator],
    areas: dict[str, Area],
) -> None:
    for row in file.rows("targets"):
        ledger.ensure(
            Target,
            {
                "indicator": indicators[row["indicator"]],
                "area": areas[row["area"]],
                "slot": row["slot"],
            },
            baseline_slot=row["baseline"],
            value=row["value"],
            decided_on=row.get("decided_on"),
            decision=row.get("decision", ""),
        )
