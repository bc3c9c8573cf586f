"""Where in a partnership file a row comes from, for those who must mend it."""

from __future__ import annotations

from django.db.models import Model

from areas.models import Area, AreaExtent
from indicators.models import (
    Category,
    CategorySet,
    ComparatorChoice,
    ControlLimit,
    DataSet,
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
from indicators.services.partnership_file.chapters import chapters
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
    Fund,
    Goal,
    Intervention,
    KeyShare,
    Meeting,
    Milestone,
    Organisation,
    Person,
    Plan,
    PlannedMeeting,
    Position,
    Seat,
    StandingItem,
    TargetGroup,
    Vision,
)

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


def section_of(model: type[Model]) -> str:
    """Where in the file a row of this kind comes from."""
    homes = dict(SECTION_OF)
    for chapter in chapters():
        homes |= chapter.home
    return homes.get(model, "frame")
