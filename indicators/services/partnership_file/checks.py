"""What the rows of a partnership file must say besides having the right fields."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from indicators.models import ComparatorChoice, EventMarker
from indicators.rules.periods import UnknownPeriod, parse_slot
from indicators.services.partnership_file.contents import PartnershipFile, Row

LEAST_COUNT = 3
# Fields that hold a period.
SLOTS = {
    "targets": ("baseline", "slot"),
    "stories": ("slot",),
    "control_limits": ("from_slot",),
}
# Two dates of a row that must stand in this order.
ORDERED = {
    "relocations": ("starts_on", "ends_on"),
    "thresholds": ("valid_from", "valid_to"),
}


def content_problems(file: PartnershipFile) -> list[str]:
    """Every row that cannot be meant, with its place and what to write instead."""
    return [
        *_slot_problems(file),
        *_order_problems(file),
        *_event_problems(file),
        *_relocation_problems(file),
        *_comparator_problems(file),
        *_threshold_problems(file),
        *_category_problems(file),
    ]


def _numbered(file: PartnershipFile, section: str) -> Iterable[tuple[str, Row]]:
    for number, row in enumerate(file.rows(section), start=1):
        yield f"[[{section}]] {number}", row


def _slot_problems(file: PartnershipFile) -> Iterable[str]:
    for section, names in SLOTS.items():
        for place, row in _numbered(file, section):
            for name in names:
                try:
                    if row.get(name):
                        parse_slot(row[name])
                except UnknownPeriod:
                    at = {"place": place, "name": name, "slot": row[name]}
                    yield (
                        _(
                            "%(place)s: “%(name)s” er ikke en periode (%(slot)s). Skriv fx 2024, "
                            "2024K3 eller 2024M05."
                        )
                        % at
                    )


def _order_problems(file: PartnershipFile) -> Iterable[str]:
    for section, (first, last) in ORDERED.items():
        for place, row in _numbered(file, section):
            if row.get(first) and row.get(last) and row[last] < row[first]:
                at = {"place": place, "first": first, "last": last}
                yield _("%(place)s: “%(last)s” ligger før “%(first)s”. Byt om på datoerne.") % at


def _event_problems(file: PartnershipFile) -> Iterable[str]:
    for place, row in _numbered(file, "events"):
        if row["kind"] == EventMarker.Kind.EFFORT and not (
            row.get("area") and row.get("indicator")
        ):
            yield _(
                "%(place)s: en indsats (effort) skal have både område og indikator. Skriv begge, "
                "eller vælg en anden slags hændelse."
            ) % {"place": place}


def _relocation_problems(file: PartnershipFile) -> Iterable[str]:
    for place, row in _numbered(file, "relocations"):
        if row.get("to") == row["from"]:
            yield _(
                "%(place)s: “from” og “to” er det samme område. Ret det ene, eller udelad “to”, "
                "hvis det ikke vides, hvor husstandene flytter hen."
            ) % {"place": place}
        for name in ("households", "residents"):
            if row.get(name) is not None and row[name] < 1:
                yield _("%(place)s: “%(name)s” skal være mindst 1.") % {
                    "place": place,
                    "name": name,
                }


def _comparator_problems(file: PartnershipFile) -> Iterable[str]:
    rows = file.rows("comparators")
    for place, row in _numbered(file, "comparators"):
        named = bool(row.get("area"))
        if (row["kind"] == ComparatorChoice.Kind.REFERENCE) != named:
            yield _(
                "%(place)s: et referenceområde (reference) skal have “area”, og de andre slags må "
                "ikke have det."
            ) % {"place": place}
    if rows and sum(row.get("default", False) for row in rows) != 1:
        yield _(
            "[[comparators]]: præcis én række skal være den aftalte. Skriv default = true på den "
            "og ikke på andre."
        )


def _threshold_problems(file: PartnershipFile) -> Iterable[str]:
    for place, row in _numbered(file, "thresholds"):
        if row.get("least_count", LEAST_COUNT) < LEAST_COUNT:
            yield _(
                "%(place)s: “least_count” kan ikke være under %(least)s, for så kan skjulte tal "
                "regnes ud."
            ) % {"place": place, "least": LEAST_COUNT}


def _category_problems(file: PartnershipFile) -> Iterable[str]:
    for place, row in _numbered(file, "category_sets"):
        if len(row["categories"]) < 2:
            yield _(
                "%(place)s: en opdeling skal have mindst to kategorier. Tilføj en, eller slet rækken."
            ) % {"place": place}
