"""The sections of a partnership file about effects: what was expected of its interventions.

Days are dates, or count from the day the file is loaded, as in the sections about the partners' work.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

import pgtrigger
from django.db.models import Q

from areas.models import Area
from effects.models import EffectMarker, EffectVersion, ExpectedEffect, Review
from effects.rules import expected_effects as rules
from effects.services import markers
from effects.services.example_reviews import load_reviews
from indicators.models import EventMarker, Indicator
from indicators.services.frozen_copies import delete_copies
from indicators.services.ledger import Ledger
from indicators.services.partnership_file.chapters import Chapter
from indicators.services.partnership_file.contents import PartnershipFile, Row
from indicators.services.partnership_file.days import day_of
from indicators.services.partnership_file.sections import (
    NEEDED,
    TEXT,
    Field,
    Spec,
    list_field,
    text_field,
)
from partnership.models import Decision, Intervention

DAY = Field((int, dt.date), required=True)
# What keeps theories and reviews as they were; nothing else may pass it by.
GUARDS = (
    "effects.EffectVersion:expected_stands",
    "effects.EffectVersion:expected_stays",
    "effects.Review:closed_review_stands",
    "effects.Review:closed_review_stays",
)
AMENDED: Spec = {
    "written": DAY, "reason": NEEDED, "areas": list_field(), "size": Field((int, float)),
    "earliest": Field((int, dt.date)), "latest": Field((int, dt.date)), "why": TEXT,
    "decision": TEXT,
}  # fmt: skip
SECTIONS: dict[str, Spec] = {
    "expected_effects": {
        "intervention": NEEDED, "indicator": NEEDED, "areas": list_field(required=True),
        "measure": text_field(of=EffectVersion.Measure),
        "direction": text_field(required=True, of=EffectVersion.Direction),
        "size": Field((int, float), required=True), "earliest": DAY, "latest": DAY, "written": DAY,
        "why": NEEDED, "other_causes": TEXT, "amended": list_field(rows=AMENDED),
    },
    "reviews": {
        "intervention": NEEDED, "due": DAY, "meeting": NEEDED, "item": NEEDED,
        "finding": text_field(required=True, of=Review.Finding),
        "outcome": text_field(required=True, of=Review.Outcome), "reason": NEEDED, "story": TEXT,
        "next": Field((int, dt.date)), "decision": TEXT, "known_until": NEEDED,
    },
}  # fmt: skip
NAMED = {
    "expected_effects": {
        "intervention": "intervention", "indicator": "indicator", "areas": "area",
        "amended.areas": "area",
    },
    "reviews": {"intervention": "intervention", "meeting": "meeting"},
}  # fmt: skip


def load(ledger: Ledger, file: PartnershipFile, today: dt.date) -> None:
    """Make what is not there yet; an intervention that has expected effects is left as it is."""
    rows: dict[str, list[Row]] = {}
    for row in file.rows("expected_effects"):
        rows.setdefault(row["intervention"], []).append(row)
    for slug, expected in rows.items():
        intervention = Intervention.objects.get(slug=slug)
        if intervention.expected_effects.exists():
            continue
        for number, row in enumerate(expected, start=1):
            _effect(ledger, intervention, number, row, today)
    if rows:
        markers.settle(today=today)  # before the figures are computed, which answer to them


def _effect(
    ledger: Ledger, intervention: Intervention, number: int, row: Row, today: dt.date
) -> None:
    indicator = Indicator.objects.get(code=row["indicator"])
    effect = ledger.add(
        ExpectedEffect(intervention=intervention, indicator=indicator, number=number)
    )
    words = dict(row)
    for at, change in enumerate([{}, *row.get("amended", ())], start=1):
        words |= change
        _version(ledger, effect, at, words, today)
    areas = Area.objects.filter(code__in=row["areas"])
    known = EventMarker.objects.filter(
        kind=EventMarker.Kind.EFFORT, indicator=indicator, area__in=areas,
        happened_on=intervention.starts_on, title=intervention.name,
    )  # fmt: skip
    for event in known:  # marked on the curves by the file itself
        ledger.add(EffectMarker(effect=effect, event=event))


def _version(ledger: Ledger, effect: ExpectedEffect, number: int, row: Row, today: dt.date) -> None:
    written, starts_on = day_of(row["written"], today), effect.intervention.starts_on
    decision = row.get("decision", "")
    version = ledger.add(
        EffectVersion(
            effect=effect, number=number, measure=row.get("measure", EffectVersion.Measure.LEVEL),
            direction=row["direction"], size=row["size"], earliest_on=day_of(row["earliest"], today),
            latest_on=day_of(row["latest"], today), why=row["why"],
            other_causes=row.get("other_causes", ""), written_on=written,
            reason=row.get("reason", ""), is_late=rules.is_late(written, starts_on),
            decision=Decision.objects.get(title=decision) if decision else None,
        )
    )  # fmt: skip
    version.areas.set(Area.objects.filter(code__in=row["areas"]))


def remove(bodies: Collection[int]) -> None:
    """Take away what was expected, marked and found in some bodies' interventions and decisions."""
    about = Q(intervention__body__in=bodies) | Q(decision__body__in=bodies)
    effects = ExpectedEffect.objects.filter(intervention__body__in=bodies)
    with pgtrigger.ignore(*GUARDS):
        reviews = Review.objects.filter(about)
        copies = list(reviews.filter(frozen__isnull=False).values_list("frozen", flat=True))
        reviews.delete()
        delete_copies(copies)
        EventMarker.objects.filter(effect__effect__in=effects).delete()
        EffectVersion.objects.filter(effect__in=effects).delete()
        effects.delete()


CHAPTER = Chapter(
    sections=SECTIONS, named=NAMED, home={ExpectedEffect: "expected_effects",
    EffectVersion: "expected_effects"}, models=(EffectMarker, EffectVersion, ExpectedEffect),
    load=load, finish=load_reviews, remove=remove,
)  # fmt: skip
