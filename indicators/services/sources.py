"""Sources: who answers for the figures, on what basis, to whom they may be shown, what marks mean."""

from __future__ import annotations

from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from indicators.models import Group, Source, SourceMark
from indicators.services.staleness import mark_stale
from partnership.rules.access import Standing, check, may_define
from partnership.rules.texts import slug_of
from partnership.services import edits


def _check_agreement(values: dict[str, Any]) -> None:
    """What the agreement must say before figures can come in, or go out to everybody."""
    if values["shown_to"] and not values["basis"]:
        raise ValidationError(
            {"basis": _("Skriv, hvilken aftale eller hjemmel der ligger bag, før tal må vises.")}
        )
    if values["may_be_published"] and values["shown_to"] != Source.ShownTo.EVERYONE:
        raise ValidationError(
            {"may_be_published": _("Data kan kun offentliggøres, når tallene må vises til alle.")}
        )


@transaction.atomic
def create(*, by: Standing, name: str, **values: Any) -> Source:
    """Take in a source; its code is made from its name. Without a family it is one of its own."""
    check(may_define, by)
    edits.check_name_is_free(Source, name)
    _check_agreement(values)
    base = slug_of(name)
    taken = set(Source.objects.filter(code__startswith=base).values_list("code", flat=True))
    code = next(
        each for each in (base, *(f"{base}-{n}" for n in range(2, 1000))) if each not in taken
    )
    source = Source(code=code, name=name, **{**values, "family": values.get("family") or code})
    with pghistory.context(reason="source created"):
        source.full_clean()
        source.save()
    return source


@transaction.atomic
def change(*, by: Standing, source_id: int, seen: int, name: str, **values: Any) -> Source:
    """Change what was agreed. Another family computes all figures of the source's groups anew."""
    check(may_define, by)
    source = edits.locked(Source, source_id)
    edits.check_name_is_free(Source, name, but=source_id)
    _check_agreement(values)
    values["family"] = values.get("family") or source.code
    is_other_family = values["family"] != source.family
    with pghistory.context(reason="source changed"):
        edits.change(source, seen=seen, values={"name": name, **values})
    if is_other_family:
        mark_stale(groups=set(groups_of(source)), reason="kilde ændret")
    return source


def groups_of(source: Source) -> list[Group]:
    """The groups with figures or definitions of the source."""
    cells = Group.objects.filter(indicators__definitions__cells__measurements__source=source)
    definitions = Group.objects.filter(indicators__definitions__source=source)
    return list((cells | definitions).distinct())


@transaction.atomic
def explain_mark(*, by: Standing, source_id: int, mark: str, meaning: str) -> SourceMark:
    """Remember what the source means by a mark in place of a number; asked once, changed later."""
    check(may_define, by)
    source = edits.locked(Source, source_id)
    with pghistory.context(reason="mark explained"):
        row, _made = SourceMark.objects.update_or_create(
            source=source, mark=mark.strip(), defaults={"meaning": meaning}
        )
    return row


@transaction.atomic
def forget_mark(*, by: Standing, mark_id: int) -> None:
    """Ask again what a mark means, the next time it is met."""
    check(may_define, by)
    with pghistory.context(reason="mark forgotten"):
        SourceMark.objects.filter(pk=mark_id).delete()
