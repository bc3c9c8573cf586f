"""The sections of a partnership file: which fields a row has and what may stand in them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from areas.models import Area
from indicators.models import (
    ComparatorChoice,
    Definition,
    EventMarker,
    Measurement,
    Source,
    WheelEntry,
)
from partnership.models import Body, Organisation, Seat


@dataclass(frozen=True)
class Field:
    """What may stand in a field; `rows` describes the rows of a list of tables."""

    types: tuple[type, ...]
    required: bool = False
    choices: frozenset[str] = frozenset()
    rows: dict[str, Field] | None = None


Spec = dict[str, Field]


def text_field(*, required: bool = False, of: Any = None) -> Field:
    """A text, or one of a list of choices."""
    return Field((str,), required, frozenset(of.values) if of else frozenset())


def list_field(*, required: bool = False, rows: Spec | None = None) -> Field:
    """A list, or a list of tables whose rows are described."""
    return Field((list,), required, rows=rows)


NEEDED, TEXT = text_field(required=True), text_field()
WHOLE, NUMBER, YES_NO, DATE = Field((int,)), Field((int, float)), Field((bool,)), Field((dt.date,))
TABLE = Field((dict,))
NUMBERED, DATED = Field((int,), required=True), Field((dt.date,), required=True)
WHOLE_PARTS = ("n", "invited", "population")
DECIMAL_PARTS = ("value", "numerator", "denominator", "sd", "design_effect")
FIGURE_PARTS = (*DECIMAL_PARTS, *WHOLE_PARTS, "state")
# What a criterion of the law is measured by; `residents` decides whether the law reaches the area.
STATUTORY_KEYS = frozenset({"outside_work", "convicted", "basic_school", "income", "residents"})

SINGLE: dict[str, Spec] = {
    "partnership": {
        "code": NEEDED, "name": NEEDED, "is_fictitious": Field((bool,), required=True),
        "figures_file": TEXT, "note": TEXT,
    },
    "frame": {
        "name": NEEDED, "slug": NEEDED,
        "starts_on": Field((dt.date,), required=True), "ends_on": Field((dt.date,), required=True),
    },
}  # fmt: skip

EXTENT: Spec = {
    "parent": TEXT, "dwellings": WHOLE, "valid_from": DATE, "valid_to": DATE,
    "breaks_series": YES_NO, "note": TEXT,
}  # fmt: skip
SEAT: Spec = {
    "organisation": NEEDED, "body": TEXT, "role": text_field(required=True, of=Seat.Role),
    "starts_on": Field((dt.date,), required=True), "ends_on": DATE, "sees_restricted": YES_NO,
}  # fmt: skip
GOAL: Spec = {
    "number": NUMBERED, "title": NEEDED, "title_en": TEXT, "indicators": list_field(required=True),
    "front": list_field(),
}  # fmt: skip

CATEGORY: Spec = {"code": NEEDED, "name": NEEDED, "name_en": TEXT}

SECTIONS: dict[str, Spec] = {
    "areas": {
        "code": NEEDED, "slug": NEEDED, "name": NEEDED, "short_name": TEXT,
        "kind": text_field(required=True, of=Area.Kind), "style": WHOLE, "owners": list_field(),
        "parent": TEXT, "dwellings": WHOLE, "extents": list_field(rows=EXTENT), "note": TEXT,
    },
    "organisations": {
        "slug": NEEDED, "name": NEEDED, "short_name": TEXT, "is_party": YES_NO,
        "kind": text_field(required=True, of=Organisation.Kind),
    },
    "bodies": {
        "slug": NEEDED, "name": NEEDED, "kind": text_field(required=True, of=Body.Kind),
        "parent": TEXT, "mandate": TEXT, "starts_on": DATE, "ends_on": DATE,
    },
    "people": {
        "name": NEEDED, "title": TEXT, "sign_in": TEXT, "seats": list_field(required=True, rows=SEAT),
    },
    "visions": {
        "number": NUMBERED, "slug": NEEDED, "title": NEEDED, "title_en": TEXT,
        "goals": list_field(required=True, rows=GOAL),
    },
    "sources": {
        "code": NEEDED, "name": NEEDED, "name_en": TEXT, "family": TEXT, "url": TEXT,
        "controller": TEXT, "basis": TEXT, "shown_to": text_field(of=Source.ShownTo),
        "may_be_published": YES_NO, "is_official": YES_NO, "retention_months": WHOLE, "note": TEXT,
    },
    "indicators": {
        "code": NEEDED, "number": WHOLE, "name": NEEDED, "name_en": NEEDED, "position": WHOLE,
        "vision": WHOLE, "front": YES_NO, "active": YES_NO, "restricted": YES_NO, "group": TEXT,
        "source": NEEDED, "kind": text_field(of=Definition.Kind),
        "data_kind": text_field(of=Definition.DataKind), "counts": text_field(of=Definition.Counts),
        "direction": text_field(required=True, of=Definition.Direction), "band_lower": NUMBER,
        "band_upper": NUMBER, "unit": TEXT, "unit_en": TEXT, "per": WHOLE, "decimals": WHOLE,
        "numerator": TEXT, "numerator_en": TEXT, "denominator": TEXT, "denominator_en": TEXT,
        "caveat": TEXT, "caveat_en": TEXT, "frequency": text_field(of=Definition.Frequency),
        "period_kind": text_field(of=Definition.PeriodKind), "release_lag_months": WHOLE,
        "pool_years": WHOLE, "smallest_relevant_change": NUMBER, "note": TEXT,
        "stands_for": TEXT, "least": NUMBER, "most": NUMBER,
    },
    "data_sets": {
        "supplier": NEEDED, "indicators": list_field(required=True), "approval_required": YES_NO,
        "is_supplier_owned": YES_NO, "readers": list_field(), "responsible": TEXT,
    },
    "wheel": {
        "name": NEEDED, "indicators": list_field(required=True), "areas": list_field(required=True),
        "frequency": text_field(required=True, of=Definition.Frequency),
        "period": text_field(of=WheelEntry.Period), "months": list_field(required=True), "day": WHOLE,
        "days_open": WHOLE,
    },
    "rounds": {
        "name": NEEDED, "indicators": list_field(required=True), "areas": list_field(required=True),
        "slots": list_field(required=True), "opens_on": DATED, "deadline": DATED, "closed_on": DATE,
        "note": TEXT,
    },
    "targets": {
        "indicator": NEEDED, "area": NEEDED, "baseline": NEEDED, "slot": NEEDED,
        "value": Field((int, float), required=True), "decided_on": DATE, "decision": TEXT,
    },
    "category_sets": {
        "code": NEEDED, "name": NEEDED, "name_en": TEXT,
        "categories": list_field(required=True, rows=CATEGORY),
    },
    "figures": {
        "indicator": NEEDED, "area": NEEDED, "source": NEEDED, "supplier": TEXT,
        "category_set": TEXT, "category": TEXT, "span_years": WHOLE,
        "values": Field((dict,), required=True), "published_on": DATE, "comment": TEXT, "on": TEXT,
        "workflow": text_field(of=Measurement.Workflow),
    },
    "events": {
        "kind": text_field(required=True, of=EventMarker.Kind), "title": NEEDED, "title_en": TEXT,
        "text": TEXT, "happened_on": DATED, "described_on": DATE, "area": TEXT, "indicator": TEXT,
    },
    "stories": {
        "indicator": NEEDED, "area": TEXT, "slot": TEXT, "text": NEEDED, "written_on": DATED,
        "role": NEEDED,
    },
    "news": {"indicator": NEEDED, "area": NEEDED, "slot": NEEDED},
    "relocations": {
        "from": NEEDED, "to": TEXT, "households": NUMBERED, "residents": WHOLE,
        "starts_on": DATED, "ends_on": DATE, "announced_on": DATED, "source": NEEDED, "note": TEXT,
    },
    "comparators": {
        "kind": text_field(required=True, of=ComparatorChoice.Kind), "area": TEXT, "default": YES_NO,
        "reason": TEXT,
    },
    "thresholds": {
        "source": TEXT, "valid_from": DATE, "valid_to": DATE, "least_count": WHOLE,
        "least_base": WHOLE, "least_answers": WHOLE, "reason": NEEDED,
    },
    "control_limits": {
        "indicator": NEEDED, "area": NEEDED, "from_slot": NEEDED, "reason": NEEDED,
        "fixed_on": DATED,
    },
    "statutory_inputs": {
        "key": Field((str,), required=True, choices=STATUTORY_KEYS), "indicator": NEEDED,
    },
    "origin_statements": {
        "area": NEEDED, "limit": Field((int, float), required=True),
        "is_over": Field((bool,), required=True), "list_on": DATED, "source": NEEDED,
    },
}  # fmt: skip

STEP: Spec = {"area": NEEDED, "from": NEEDED, "factor": Field((int, float), required=True)}
SERIES: Spec = {
    "indicator": NEEDED, "levels": Field((dict,), required=True), "base": TEXT, "noise": NUMBER,
    "years": list_field(), "answers": WHOLE, "sd": NUMBER, "source": NEEDED, "early": TABLE,
    "design_effect": NUMBER, "population": TEXT, "breakdowns": TABLE, "movers": TABLE,
    "steps": list_field(rows=STEP), "mean_of": TEXT, "span_years": WHOLE,
}  # fmt: skip
EXCEPTION: Spec = {
    "indicator": NEEDED, "area": NEEDED, "slots": list_field(required=True), "drop": YES_NO,
    "state": TEXT, "numerator": WHOLE, "denominator": WHOLE, "value": NUMBER, "without_n": YES_NO,
}  # fmt: skip
GENERATOR: Spec = {
    "seed": NEEDED, "first": NUMBERED, "last": NUMBERED,
    "as_of": Field((dt.date,), required=True), "sizes": Field((dict,), required=True),
    "bases": Field((dict,), required=True), "series": list_field(required=True, rows=SERIES),
    "exceptions": list_field(rows=EXCEPTION),
}  # fmt: skip


def type_in_words(types: tuple[type, ...]) -> str:
    """What kind of value is wanted, for a person who edits the file."""
    words = {
        str: _("en tekst i anførselstegn"),
        int: _("et helt tal"),
        bool: _("true eller false"),
        dt.date: _("en dato som 2025-12-31"),
        list: _("en liste i kantede parenteser"),
        dict: _("felter i tuborgparenteser"),
    }
    return _("et tal") if types == (int, float) else words[types[0]]
