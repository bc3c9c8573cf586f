"""Bookings from a file: first said what it would do, then taken in whole or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pghistory
from django.db import connection, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from partnership.importers.bookings import FileRow, NotReadable, decoded, read
from partnership.models import Booking, BookingFile, Fund, Intervention, Organisation
from partnership.rules.access import Standing, check
from partnership.rules.bodies import may_write_money
from partnership.rules.kroner import Unreadable, read_number
from partnership.rules.privacy import looks_like_cpr
from partnership.services import bookings, files

KINDS = {
    "bidrag": Booking.Kind.CONTRIBUTION,
    "indbetalt bidrag": Booking.Kind.CONTRIBUTION,
    "tilskud": Booking.Kind.GRANT,
    "tilskud udefra": Booking.Kind.GRANT,
    "udgift": Booking.Kind.EXPENSE,
}
_ONE_AT_A_TIME = 5_310_407  # name of the lock two takings share
_OF_FIELD = {"text": "tekst", "organisation": "organisation"}


class FileRefused(Exception):
    """The file cannot be read as a whole; the message says why and what to do."""


class FileMoved(Exception):
    """Since it was shown what the file would do, something else was booked."""


@dataclass(frozen=True)
class Refusal:
    """What is wrong in the file: the row, the column, the reason."""

    number: int
    column: str
    reason: str


@dataclass(frozen=True)
class Planned:
    """What one row would do: the booking's values, and the amount that stands there now if any."""

    number: int
    values: Mapping[str, Any]
    stored: Booking | None

    @property
    def effect(self) -> str:
        """One of new, changed, unchanged."""
        if self.stored is None:
            return "new"
        return "unchanged" if self.stored.amount == self.values["amount"] else "changed"


@dataclass(frozen=True)
class Plan:
    """What a file would do, row by row; with a refusal in it nothing is taken in."""

    rows: tuple[Planned, ...]
    refusals: tuple[Refusal, ...]
    unused: tuple[str, ...]

    def count(self, effect: str) -> int:
        """How many rows are new, changed or unchanged."""
        return sum(row.effect == effect for row in self.rows)

    @property
    def changes(self) -> int:
        """How many rows would change anything."""
        return self.count("new") + self.count("changed")

    @property
    def fingerprint(self) -> str:
        """Says whether a later plan of the same file would do the same."""
        said = [(row.number, row.stored and str(row.stored.amount)) for row in self.rows]
        return hashlib.sha256(repr(said).encode()).hexdigest()


def text_of(data: bytes) -> str:
    """The file's text; refused where it is too large, no text, or holds what looks like a CPR number."""
    try:
        text = decoded(data)
    except NotReadable as problem:
        raise FileRefused(_problem(problem)) from None
    _refuse_civil_numbers(text)
    return text


def plan(text: str) -> Plan:
    """What taking the file in would do; nothing is written."""
    _refuse_civil_numbers(text)
    try:
        found = read(text)
    except NotReadable as problem:
        raise FileRefused(_problem(problem)) from None
    known = _Known()
    rows, refusals = [], []
    seen: dict[tuple[Any, ...], int] = {}
    for row in found.rows:
        values, wrong = known.values_of(row)
        if values is not None:
            key = tuple(values[name] for name in bookings.KEY)
            if key in seen:
                wrong.append(Refusal(row.number, "", _same_as(seen[key])))
            seen.setdefault(key, row.number)
            rows.append(Planned(row.number, values, known.stored.get(key)))
        refusals += wrong
    return Plan(tuple(rows), tuple(refusals), found.unused)


@transaction.atomic
def take_in(*, by: Standing, name: str, text: str, fingerprint: str) -> Plan:
    """Take the whole file in. Raises `FileMoved` where it would not do what was shown.

    A file that changes nothing leaves nothing behind either.
    """
    check(may_write_money, by)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])
    found = plan(text)
    if found.refusals or found.fingerprint != fingerprint:
        raise FileMoved
    if not found.changes:
        return found
    taker = User.objects.filter(pk=by.user_id or 0).first()
    with pghistory.context(reason="bookings taken in from a file"):
        stored = files.keep(name=name, pieces=[text.encode()], by=taker, content_type="text/csv")
        file = BookingFile.objects.create(file=stored, rows=found.changes, taken_in_by=taker)
        for row in found.rows:
            if row.stored is None:
                Booking.objects.create(from_file=file, **row.values)
            elif row.effect == "changed":
                booking = Booking.objects.select_for_update().get(pk=row.stored.pk)
                booking.amount, booking.from_file = row.values["amount"], file
                booking.save()
    return found


class _Known:
    """What names in a file may stand for, and what is booked already; read once."""

    def __init__(self) -> None:
        self.funds = _by_name(Fund.objects.all())
        self.organisations = _by_name(Organisation.objects.all())
        self.interventions = _by_name(Intervention.objects.all())
        booked = Booking.objects.select_related("fund", "organisation", "intervention")
        self.stored = {tuple(getattr(one, name) for name in bookings.KEY): one for one in booked}

    def values_of(self, row: FileRow) -> tuple[dict[str, Any] | None, list[Refusal]]:
        """The booking a row stands for, or none, and what is wrong with it."""
        wrong: list[Refusal] = []

        def refuse(column: str, reason: str) -> None:
            wrong.append(Refusal(row.number, column, reason))

        values: dict[str, Any] = {
            "fund": _named(row, "pulje", self.funds, refuse, required=True),
            "kind": KINDS.get(_cell(row, "art").lower()),
            "year": _whole(row, "år", 2000, 2100, refuse),
            "quarter": _whole(row, "kvartal", 1, 4, refuse),
            "organisation": _named(row, "organisation", self.organisations, refuse),
            "intervention": _named(row, "indsats", self.interventions, refuse),
            "text": _cell(row, "tekst"),
            "amount": _amount(row, refuse),
        }
        if values["kind"] is None:
            refuse("art", _("Skriv bidrag, tilskud eller udgift."))
        if len(values["text"]) > 160:
            refuse("tekst", _("Teksten må højst være på 160 tegn."))
        if wrong:
            return None, wrong
        for field, reason in bookings.refusals(values).items():
            refuse(_OF_FIELD[field], reason)
        return (None if wrong else values), wrong


def _cell(row: FileRow, column: str) -> str:
    return row.cells.get(column, "")


def _by_name(rows: Iterable[Any]) -> dict[str, Any]:
    """Rows by every name people call them: name, short name, address part."""
    found: dict[str, Any] = {}
    for row in rows:
        for name in (row.slug, getattr(row, "short_name", ""), row.name):
            if name:
                found[name.lower()] = row
    return found


def _named(
    row: FileRow, column: str, known: Mapping[str, Any], refuse: Any, *, required: bool = False
) -> Any:
    text = _cell(row, column)
    found = known.get(text.lower()) if text else None
    if text and found is None:
        refuse(
            column,
            _("“%(text)s” kendes ikke. Skriv navnet, som det står her på siden.")
            % {"text": text[:80]},
        )
    elif required and not text:
        refuse(column, _("Skriv noget her: feltet er tomt."))
    return found


def _whole(row: FileRow, column: str, low: int, high: int, refuse: Any) -> int | None:
    text = _cell(row, column).lower().removeprefix("k" if column == "kvartal" else "").strip()
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else None
    if number is None or not low <= number <= high:
        refuse(
            column, _("Skriv et helt tal fra %(low)s til %(high)s.") % {"low": low, "high": high}
        )
    return number


def _amount(row: FileRow, refuse: Any) -> Decimal | None:
    try:
        return read_number(_cell(row, "beløb"))
    except Unreadable:
        refuse("beløb", _("Skriv beløbet som 1.500.000,00 med højst to decimaler."))
    return None


def _same_as(number: int) -> str:
    return _(
        "Samme pulje, art, kvartal, organisation, indsats og tekst som i række %(number)s. "
        "Læg dem sammen, eller giv dem hver sin tekst."
    ) % {"number": number}


def _refuse_civil_numbers(text: str) -> None:
    for number, line in enumerate(text.splitlines(), start=1):
        if looks_like_cpr(line):
            raise FileRefused(
                _(
                    "Linje %(number)s i filen ligner et CPR-nummer. Intet er gemt. Fjern det, og "
                    "prøv igen."
                )
                % {"number": number}
            )


def _problem(problem: NotReadable) -> str:
    names = {"names": ", ".join(problem.names)}
    words = {
        "too_large": _("Filen er større end 1 MB. Del den op efter kvartal."),
        "workbook": _("Det er en projektmappe. Gem den som CSV i regnearket, og vælg CSV-filen."),
        "not_text": _("Filen kan ikke læses som CSV. Gem den som CSV i regnearket."),
        "empty": _("Der er ingen rækker i filen."),
        "columns": _(
            "Filen mangler kolonnerne %(names)s. Hent skabelonen, og brug dens overskrifter."
        )
        % names,
        "twice": _("Kolonnerne %(names)s står der to gange.") % names,
    }
    return words[problem.code]
