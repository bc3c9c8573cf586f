"""Flags: what somebody must look at again.

Raised when a figure is saved, and kept until the figure changes back or a person says why it is
right. A flag refuses nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from indicators.models import DataSet, Flag, Measurement
from indicators.rules.cells import Address
from indicators.services.bulk_rows import among
from indicators.services.check_rules import breaches
from indicators.services.data_sets import data_sets_seen_by
from indicators.services.divisions import hidden_divisions
from indicators.services.doubts import DIVISIONS, Doubt, Saved, doubts_about
from indicators.services.entry import Place, data_sets_for
from indicators.services.refusals import TEXTS
from partnership.rules.access import NotAllowed, Standing
from partnership.rules.privacy import looks_like_cpr

Kind = Flag.Kind
LONGEST = 300
# Those that the figures themselves raise and take away again.
AUTOMATIC = (Kind.EXPECTED, Kind.TOTAL)


@transaction.atomic
def review(*, saved: Sequence[Saved], by: User | None, standing: Standing | None) -> None:
    """Look at figures that were just saved: raise what is new, take away what no longer holds.

    A fixed number of queries besides the flags that come or go.
    """
    if not saved:
        return
    _review_rules(saved, by, standing)
    found, looked_at = doubts_about(saved)
    doubts = {(doubt.cell_id, doubt.kind): doubt for doubt in found}
    known = list(Flag.objects.filter(cell__in=among(looked_at), kind__in=AUTOMATIC).order_by("pk"))
    # What a person has said to be right stays right while the numbers are the same.
    settled = {(f.cell_id, f.kind): f.details for f in known if f.cleared_by_id}
    with pghistory.context(reason="figures looked at"):
        for flag in known:
            if flag.cleared_at is None:
                _renew(flag, doubts.pop((flag.cell_id, flag.kind), None))
        new = [
            Flag(
                cell_id=doubt.cell_id,
                kind=doubt.kind,
                version=doubt.version,
                details=doubt.details,
                raised_by=by,
            )
            for key, doubt in doubts.items()
            if not doubt.is_as(settled.get(key))
        ]
        # Two who save parts of one whole at once raise its flag once.
        Flag.objects.bulk_create(new, ignore_conflicts=True)


def _review_rules(saved: Sequence[Saved], by: User | None, standing: Standing | None) -> None:
    """Rules between indicators: one flag for a rule and a place, on the figure that broke it last."""
    entries = [one.entry for one in saved]
    open_ones = Flag.objects.filter(
        kind=Kind.RULE,
        cleared_at__isnull=True,
        cell__area__in=among({entry.area.pk for entry in entries}),
        cell__slot__in={one.address.slot for one in saved},
    ).select_related("cell")
    standing_flags = {(f.rule_id, f.cell.area_id, f.cell.slot): f for f in open_ones}
    if standing_flags:
        # A writer who sees not all that a rule is about does not settle it.
        broken = {(b.rule.pk, b.area.pk, b.slot) for b in breaches(entries, hard=False)}
        written = {(e.definition.indicator_id, e.area.pk, e.slot) for e in entries}
        for key, flag in standing_flags.items():
            if key not in broken and _touches(flag, written):
                _renew(flag, None)
    found = breaches(entries, standing=standing, hard=False)
    if not found:
        return
    at = {(s.definition.pk, s.entry.area.pk, s.entry.slot): s.measurement for s in saved}
    for breach in found:
        key = (breach.rule.pk, breach.area.pk, breach.slot)
        measurement = at.get((breach.definition.pk, breach.area.pk, breach.slot))
        if measurement is None or key in standing_flags:
            continue
        standing_flags[key] = Flag.objects.create(
            cell=measurement.cell,
            kind=Kind.RULE,
            rule=breach.rule,
            version=measurement.version,
            raised_by=by,
        )


def _touches(flag: Flag, written: Collection[tuple[int, int, str]]) -> bool:
    """Whether one of the figures that a rule is about was just written."""
    rule, cell = flag.rule, flag.cell
    if rule is None:
        return False
    named = {rule.left_id, *rule.right.values_list("pk", flat=True)}
    return any((pk, cell.area_id, cell.slot) in written for pk in named)


def _renew(flag: Flag, doubt: Doubt | None) -> None:
    """The figure changed while the flag stood: the doubt is gone, or it is another one."""
    if doubt is None:
        flag.cleared_at = timezone.now()
    elif doubt.is_as(flag.details):
        return
    else:
        flag.details, flag.version = doubt.details, doubt.version
    flag.save()


@transaction.atomic
def raise_by_hand(*, place: Place, note: str, by: User) -> Flag:
    """Mark a figure as one to be looked at, and say why."""
    text = checked_note(note)
    if place.current is None:
        raise ValidationError(_("Der står ikke noget tal her endnu."))
    with pghistory.context(reason="flag raised"):
        flag, is_new = Flag.objects.get_or_create(
            cell_id=place.current.cell_id,
            kind=Kind.MANUAL,
            rule=None,
            cleared_at=None,
            defaults={"version": place.version, "note": text, "raised_by": by},
        )
        if not is_new and flag.note != text:
            flag.note = text
            flag.save()
    return flag


@transaction.atomic
def clear(*, pk: int, note: str, by: User, standing: Standing) -> Flag:
    """Say why the figure is right as it stands; a second time changes nothing.

    Raises `NotAllowed`, and ValidationError for a note that cannot be kept.
    """
    flag = Flag.objects.select_for_update().filter(pk=pk).first()
    if flag is None or pk not in {
        each.pk for each in seen_by(standing, Flag.objects.filter(pk=pk))
    }:
        raise NotAllowed("flag")
    text = checked_note(note)
    if flag.cleared_at is None:
        flag.cleared_at, flag.cleared_by, flag.clearing = timezone.now(), by, text
        with pghistory.context(reason="flag cleared"):
            flag.save()
    return flag


def checked_note(note: str) -> str:
    """A note that may be kept. Raises ValidationError."""
    text = note.strip()
    if not text:
        raise ValidationError(_("Skriv, hvorfor tallet passer."))
    if len(text) > LONGEST:
        raise ValidationError(
            _("Teksten er for lang. Skriv højst %(limit)s tegn.") % {"limit": LONGEST}
        )
    if looks_like_cpr(text):
        raise ValidationError(TEXTS["cpr"])
    return text


def _within(standing: Standing, flags: QuerySet[Flag], hidden: set[int]) -> QuerySet[Flag]:
    """Those of some flags that lie on figures the person may write, whatever they tell of."""
    sets = data_sets_for(standing)
    newest = Measurement.objects.filter(cell=OuterRef("cell"), version=F("cell__version"))
    return (
        flags.filter(cell__definition__indicator__in=sets.values("indicator"))
        .exclude(cell__area__in=hidden)
        .annotate(newest_set=Subquery(newest.values("data_set")[:1]))
        .filter(Q(newest_set__in=sets) | Q(newest_set__isnull=True))
    )


class OpenFlags:
    """The open flags a person may answer, counted and cut in pages by the database.

    Flags about sums and rules are few, and looked at one by one for what they would tell; all
    others are only read when their page is shown.
    """

    def __init__(self, standing: Standing) -> None:
        found = Flag.objects.filter(cleared_at__isnull=True)
        told = (Kind.TOTAL, Kind.RULE)
        tells = [flag.pk for flag in seen_by(standing, found.filter(kind__in=told))]
        plain = _within(standing, found.exclude(kind__in=told), hidden_divisions(standing))
        self._standing = standing
        self._ids = Flag.objects.filter(Q(pk__in=tells) | Q(pk__in=plain.values("pk")))
        self.count = len(tells) + plain.count()

    def __len__(self) -> int:
        """How many there are."""
        return self.count

    def __getitem__(self, span: slice) -> list[Flag]:
        """One page of them."""
        ids = list(self._ids.values_list("pk", flat=True)[span])
        return seen_by(self._standing, Flag.objects.filter(pk__in=ids))


def open_flags(standing: Standing) -> OpenFlags:
    """The open flags on figures that the person may write."""
    return OpenFlags(standing)


def seen_by(standing: Standing, flags: QuerySet[Flag]) -> list[Flag]:
    """Those of some flags that lie on figures the person may write."""
    hidden = hidden_divisions(standing)
    found = (
        _within(standing, flags, hidden)
        .select_related(
            "cell__definition__indicator",
            "cell__area",
            "cell__category__category_set",
            "rule",
            "cleared_by__person",
        )
        .prefetch_related("rule__right")
        .distinct()
    )
    # What others keep to themselves is not told by a sum or a rule either.
    kept: set[int] | None = None
    shown: list[Flag] = []
    for flag in found:
        if hidden and tells_of_divisions(flag):
            continue
        if flag.kind in (Kind.TOTAL, Kind.RULE):
            kept = _kept_from(standing) if kept is None else kept
            if kept & _told_of(flag):
                continue
        shown.append(flag)
    return shown


def _told_of(flag: Flag) -> set[int]:
    """The indicators whose figures a flag tells something of."""
    if flag.rule is None:
        return {flag.cell.definition.indicator_id}
    return {flag.rule.left_id, *(right.pk for right in flag.rule.right.all())}


def _kept_from(standing: Standing) -> set[int]:
    """Indicators of which some data set is kept from the person."""
    seen = data_sets_seen_by(standing)
    return set(DataSet.objects.exclude(pk__in=seen).values_list("indicator_id", flat=True))


def tells_of_divisions(flag: Flag) -> bool:
    """Whether a flag holds the sum of an area's divisions."""
    return any(one["of"] == DIVISIONS for one in (flag.details or {}).get("sums", ()))


def flags_at(standing: Standing, addresses: Collection[Address]) -> dict[Address, list[Flag]]:
    """Open flags on some cells, as far as the person sees them; a fixed number of queries."""
    wanted = set(addresses)
    if not wanted:
        return {}
    near = Flag.objects.filter(
        cleared_at__isnull=True,
        cell__definition__in={one.definition_id for one in wanted},
        cell__area__in={one.area_id for one in wanted},
        cell__slot__in={one.slot for one in wanted},
    )
    found: dict[Address, list[Flag]] = {}
    for flag in seen_by(standing, near):
        address = place_of(flag)
        if address in wanted:
            found.setdefault(address, []).append(flag)
    return found


def cleared_in(standing: Standing, cells: Collection[int]) -> dict[int, list[Flag]]:
    """Flags on some cells that a person has said why are wrong, oldest first, by cell."""
    cleared = Flag.objects.filter(cell__in=cells, cleared_by__isnull=False).exclude(clearing="")
    found: dict[int, list[Flag]] = {}
    for flag in seen_by(standing, cleared.order_by("cleared_at")):
        found.setdefault(flag.cell_id, []).append(flag)
    return found


def place_of(flag: Flag) -> Address:
    """Where a flag stands."""
    cell = flag.cell
    part = 0 if cell.category.category_set.code == "total" else cell.category_id
    return Address(cell.definition_id, cell.area_id, cell.slot, part)
