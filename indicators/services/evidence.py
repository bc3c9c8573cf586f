"""Evidence: what a figure rests on, as a file or a link beside its cell."""

from __future__ import annotations

from collections.abc import Iterable

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from indicators.models import Cell, Evidence
from indicators.rules.cells import Address
from indicators.rules.evidence import LARGEST, UnsafeFile, check_file
from indicators.services.entry import Place, find_place
from indicators.services.refusals import TEXTS
from partnership.rules.access import NotAllowed, Standing
from partnership.rules.privacy import looks_like_cpr
from partnership.services import files


def of_place(place: Place) -> list[Evidence]:
    """The evidence beside a cell that was not withdrawn, newest first."""
    if place.current is None:
        return []
    found = Evidence.objects.filter(cell=place.current.cell_id, withdrawn_at__isnull=True)
    return list(found.select_related("file", "added_by__person"))


@transaction.atomic
def add_link(*, place: Place, title: str, url: str, by: User) -> Evidence:
    """Put a link beside the figure that stands in a cell."""
    cell = _cell_of(place)
    _check_text(title, url)
    with pghistory.context(reason="evidence added"):
        return Evidence.objects.create(cell=cell, title=title or url[:160], url=url, added_by=by)


@transaction.atomic
def add_file(
    *,
    place: Place,
    title: str,
    name: str,
    head: bytes,
    size: int,
    pieces: Iterable[bytes],
    by: User,
) -> Evidence:
    """Keep a file beside the figure that stands in a cell. `head` is its first bytes."""
    cell = _cell_of(place)
    _check_text(title, name)
    try:
        kind = check_file(name, size, head)
    except UnsafeFile as unsafe:
        raise ValidationError({"file": _why(unsafe.code)}) from unsafe
    kept = files.keep(name=name, pieces=pieces, by=by, content_type=kind)
    with pghistory.context(reason="evidence added"):
        return Evidence.objects.create(cell=cell, title=title or name[:160], file=kept, added_by=by)


@transaction.atomic
def withdraw(*, pk: int, by: User, standing: Standing) -> Evidence:
    """Take evidence away from its figure; it stays in the record. Raises `NotAllowed`."""
    found = find(pk=pk, standing=standing)
    if found is None:
        raise NotAllowed("evidence")
    evidence = Evidence.objects.select_for_update().get(pk=pk)
    evidence.cell = found.cell
    if evidence.withdrawn_at is None:
        evidence.withdrawn_at, evidence.withdrawn_by = timezone.now(), by
        with pghistory.context(reason="evidence withdrawn"):
            evidence.save()
    return evidence


def find(*, pk: int, standing: Standing) -> Evidence | None:
    """Evidence that was not withdrawn, for those who may write its cell; else None."""
    evidence = (
        Evidence.objects.filter(pk=pk, withdrawn_at__isnull=True)
        .select_related("file", "cell__category__category_set")
        .first()
    )
    if evidence is None:
        return None
    place = find_place(standing=standing, address=address_of_cell(evidence.cell))
    return evidence if place else None


def address_of_cell(cell: Cell) -> Address:
    """Where a cell is; its category must be read along with it."""
    is_whole = cell.category.category_set.code == "total"
    return Address(cell.definition_id, cell.area_id, cell.slot, 0 if is_whole else cell.category_id)


def _cell_of(place: Place) -> Cell:
    if place.current is None:
        raise ValidationError(_("Skriv tallet først. Bilaget hører til et tal."))
    return place.current.cell


def _check_text(*texts: str) -> None:
    if any(looks_like_cpr(text) for text in texts):
        raise ValidationError(TEXTS["cpr"])


def _why(code: str) -> str:
    texts = {
        "too_large": _("Filen er for stor. Et bilag kan højst fylde %(limit)s MB."),
        "empty": _("Filen er tom."),
        "unknown_kind": _(
            "Filen kan ikke bruges som bilag. Vælg PDF, PNG, JPEG, CSV, TXT, XLSX, DOCX, ODS "
            "eller ODT."
        ),
        "other_kind": _(
            "Filens indhold svarer ikke til dens navn. Gem den igen, og prøv en gang til."
        ),
    }
    return texts[code] % {"limit": LARGEST // 1_000_000}
