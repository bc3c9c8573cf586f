"""Bookings of a year as a table, some at a time."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from partnership.importers.bookings import COLUMNS
from partnership.models import Booking, BookingFile
from partnership.services.booking_files import Planned, Refusal
from partnership.services.fund_pages import actions
from partnership.services.money_tables import COUNT, TEXT, Column, Row, Table

_WORDS = {
    Booking.Kind.CONTRIBUTION: "bidrag",
    Booking.Kind.GRANT: "tilskud",
    Booking.Kind.EXPENSE: "udgift",
}


def of_year(year: int) -> QuerySet[Booking]:
    """A year's bookings, the latest quarter first."""
    found = Booking.objects.filter(year=year).order_by("-quarter", "fund__name", "id")
    return found.select_related("fund", "organisation", "intervention")


def table(rows: Iterable[Booking], year: int, *, writes: bool) -> Table:
    """Bookings under the same headings as the file one fills in, so that it can be handed back."""
    return Table(
        caption=_("Bogførte beløb i %(year)s") % {"year": year},
        columns=_columns(),
        rows=tuple(
            Row(
                (
                    row.fund.name, _WORDS[Booking.Kind(row.kind)], str(row.year), row.quarter,
                    row.organisation.name if row.organisation else "",
                    row.intervention.name if row.intervention else "", row.text, row.amount,
                ),
                actions=actions("booking", row, writes),
            )
            for row in rows
        ),
    )  # fmt: skip


def template() -> Table:
    """The headings alone: the file to fill in."""
    return Table(caption="", columns=_columns(), rows=())


def _columns() -> tuple[Column, ...]:
    kinds = {"kvartal": COUNT, "beløb": "kroner"}
    return tuple(Column(name.capitalize(), kinds.get(name, TEXT)) for name in COLUMNS)


def planned(rows: Iterable[Planned]) -> Table:
    """What a file would change: what stands there now, and what would."""
    words = {"new": _("ny"), "changed": _("ændret"), "unchanged": _("uændret")}
    return Table(
        caption=_("Det, filen ændrer"),
        columns=(
            Column(_("Række"), TEXT),
            Column(_("Virkning"), TEXT),
            Column(_("Pulje"), TEXT),
            Column(_("Kvartal"), TEXT),
            Column(_("Organisation"), TEXT),
            Column(_("Indsats"), TEXT),
            Column(_("Tekst"), TEXT),
            Column(_("Står her nu")),
            Column(_("Bliver til")),
        ),
        rows=tuple(
            Row(
                (
                    str(row.number), words[row.effect], str(row.values["fund"]),
                    f"{row.values['year']} {row.values['quarter']}.",
                    str(row.values["organisation"] or ""), str(row.values["intervention"] or ""),
                    row.values["text"], row.stored.amount if row.stored else None,
                    row.values["amount"],
                )
            )
            for row in rows
            if row.effect != "unchanged"
        ),
    )  # fmt: skip


def refused(rows: Iterable[Refusal]) -> Table:
    """What is wrong in a file."""
    return Table(
        caption=_("Det, der skal rettes i filen"),
        columns=(
            Column(_("Række"), TEXT),
            Column(_("Kolonne"), TEXT),
            Column(_("Hvad er galt"), TEXT),
        ),
        rows=tuple(Row((str(row.number), row.column, row.reason)) for row in rows),
    )


def latest_files() -> list[BookingFile]:
    """The files taken in last."""
    return list(BookingFile.objects.select_related("file")[:5])
