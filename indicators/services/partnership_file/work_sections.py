"""The sections of a partnership file about the partners' work: programme, meetings, decisions, money.

Days count from the day the file is loaded: -30 is a month ago, 21 three weeks ahead. Years likewise:
0 is this year. So an example's next meeting is always ahead.
"""

from __future__ import annotations

from indicators.services.partnership_file.sections import (
    DATE,
    NEEDED,
    NUMBER,
    NUMBERED,
    TEXT,
    WHOLE,
    YES_NO,
    Field,
    Spec,
    list_field,
    text_field,
)
from partnership.models import (
    Booking,
    Decision,
    Delivery,
    FollowUp,
    Intervention,
    Meeting,
    Plan,
    StandingItem,
)
from partnership.models.meetings import Form

AMOUNT = Field((int, float), required=True)
MILESTONE: Spec = {"title": NEEDED, "day": NUMBERED, "reached": WHOLE, "word": TEXT}
DELIVERY: Spec = {
    "title": NEEDED, "party": NEEDED, "day": NUMBERED, "state": text_field(of=Delivery.State),
    "word": TEXT, "responsible": TEXT,
}  # fmt: skip
ITEM: Spec = {
    "title": NEEDED, "kind": text_field(required=True, of=StandingItem.Kind), "text": TEXT,
    "recommendation": TEXT, "minutes": WHOLE, "presenter": TEXT, "said": TEXT,
}  # fmt: skip
STEP: Spec = {
    "intervention": NEEDED, "verb": NEEDED, "to": text_field(required=True, of=Intervention.State),
    "day": NUMBERED, "note": TEXT, "anchored_with": TEXT, "anchored_budget": TEXT,
}  # fmt: skip
TASK: Spec = {
    "title": NEEDED, "owner": NEEDED, "day": NUMBERED, "state": text_field(of=FollowUp.State),
    "word": TEXT, "intervention": TEXT,
}  # fmt: skip
SHARE: Spec = {"organisation": NEEDED, "percent": NEEDED, "homes": WHOLE}
KEY: Spec = {
    "name": NEEDED,
    "basis": TEXT,
    "year": NUMBERED,
    "decision": TEXT,
    "shares": list_field(required=True, rows=SHARE),
}
YEAR: Spec = {"year": NUMBERED, "amount": AMOUNT}
LINE: Spec = {
    "name": NEEDED, "year": NUMBERED, "amount": AMOUNT, "intervention": TEXT, "forecast": NUMBER,
    "forecast_note": TEXT, "decision": TEXT,
}  # fmt: skip
BOOKING: Spec = {
    "kind": text_field(required=True, of=Booking.Kind), "year": NUMBERED, "quarter": NUMBERED,
    "amount": AMOUNT, "organisation": TEXT, "intervention": TEXT, "text": TEXT,
}  # fmt: skip
POSITION: Spec = {
    "title": NEEDED, "full_time_years": NEEDED, "employer": NEEDED, "payer": NEEDED,
    "year": NUMBERED, "intervention": TEXT,
}  # fmt: skip
COMMITMENT: Spec = {
    "organisation": TEXT, "funder": TEXT, "amount": AMOUNT, "from": NUMBERED, "to": NUMBERED,
    "note": TEXT,
}  # fmt: skip

WORK: dict[str, Spec] = {
    "effort_areas": {
        "slug": NEEDED, "name": NEEDED, "name_en": TEXT, "text": TEXT, "goals": list_field(),
        "indicators": list_field(),
    },
    "target_groups": {
        "slug": NEEDED, "name": NEEDED, "name_en": TEXT, "text": TEXT, "prioritised": YES_NO,
        "effort_areas": list_field(), "goals": list_field(),
    },
    "plans": {
        "slug": NEEDED, "kind": text_field(required=True, of=Plan.Kind), "name": NEEDED, "parent": TEXT,
        "effort_area": TEXT, "funder": TEXT, "parties": list_field(), "from": NUMBERED, "to": NUMBERED,
        "text": TEXT, "deliveries": list_field(rows=DELIVERY),
    },
    "interventions": {
        "slug": NEEDED, "name": NEEDED, "name_en": TEXT, "body": NEEDED, "problem": NEEDED,
        "for_whom": TEXT, "what_we_do": NEEDED, "what_should_change": NEEDED, "goals": list_field(),
        "areas": list_field(), "target_groups": list_field(), "partners": list_field(), "effort_area": TEXT,
        "plan": TEXT, "responsible": TEXT, "milestones": list_field(rows=MILESTONE),
        "started": DATE,
    },
    "planned_meetings": {
        "body": NEEDED, "name": NEEDED, "month": NUMBERED, "day": NUMBERED, "place": TEXT,
    },
    "standing_items": {
        "body": NEEDED, "title": NEEDED, "kind": text_field(required=True, of=StandingItem.Kind),
        "minutes": WHOLE, "last": YES_NO,
    },
    "meetings": {
        "body": NEEDED, "title": NEEDED, "day": NUMBERED, "hour": NUMBERED, "hours": WHOLE,
        "state": text_field(required=True, of=Meeting.State), "form": text_field(of=Form), "place": TEXT,
        "items": list_field(rows=ITEM), "absent": list_field(), "approved_after": WHOLE,
        "approval_note": TEXT,
    },
    "decisions": {
        "meeting": NEEDED, "item": NEEDED, "kind": text_field(required=True, of=Decision.Kind),
        "title": NEEDED, "text": NEEDED, "reason": TEXT, "responsible": TEXT, "due": WHOLE,
        "review": WHOLE, "state": text_field(of=Decision.State), "closed": WHOLE, "closing_word": TEXT,
        "goals": list_field(), "interventions": list_field(), "steps": list_field(rows=STEP),
        "tasks": list_field(rows=TASK),
    },
    "funds": {
        "slug": NEEDED, "name": NEEDED, "purpose": TEXT, "plan": TEXT, "co_financed": YES_NO,
        "years": list_field(rows=YEAR), "keys": list_field(rows=KEY), "budget": list_field(rows=LINE),
        "bookings": list_field(rows=BOOKING), "positions": list_field(rows=POSITION),
        "commitments": list_field(rows=COMMITMENT),
    },
}  # fmt: skip
