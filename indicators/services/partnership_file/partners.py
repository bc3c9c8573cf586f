"""From a partnership file to rows: places, organisations, bodies and people."""

from __future__ import annotations

from areas.models import Area, AreaExtent
from indicators.services.ledger import Ledger
from indicators.services.partnership_file.reading import PartnershipFile
from partnership.models import Body, Organisation, Ownership, Person, Seat


def areas_of(ledger: Ledger, file: PartnershipFile) -> dict[str, Area]:
    """Places by their codes, each with what it was made of over time."""
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


def organisations_of(
    ledger: Ledger, file: PartnershipFile, areas: dict[str, Area]
) -> dict[str, Organisation]:
    """Organisations by their slugs, and what they own."""
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


def bodies_of(ledger: Ledger, file: PartnershipFile) -> dict[str, Body]:
    """Bodies by their slugs; a parent stands before its own."""
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


def people_of(
    ledger: Ledger,
    file: PartnershipFile,
    organisations: dict[str, Organisation],
    bodies: dict[str, Body],
) -> None:
    """People with their seats; who has a seat already keeps what stands."""
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
