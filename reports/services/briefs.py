"""Briefs: the texts people write around the figures, and who may."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from partnership.models import Meeting
from partnership.rules.access import Standing
from partnership.rules.bodies import check_run_body
from partnership.rules.meetings import AHEAD
from partnership.services import edits
from partnership.services.plain_texts import refuse_civil_numbers
from reports.models import Brief, BriefBlock
from reports.rules import blocks
from reports.services.compositions import Written


@transaction.atomic
def change(
    *, by: Standing, meeting_id: int, seen: int, written: Mapping[str, Written]
) -> Brief:  # fmt: skip
    """Write texts at places of a meeting's brief; places that are not named stay as they are."""
    meeting = edits.locked(Meeting, meeting_id)
    check_run_body(by, meeting.body_id)
    if meeting.state not in AHEAD:
        raise ValidationError(
            _(
                "Mødet er %(state)s, så mødeoplægget kan ikke rettes mere. Gem din tekst et andet sted."
            )
            % {"state": meeting.get_state_display().lower()}
        )
    _check(written)
    brief, is_new = Brief.objects.get_or_create(meeting=meeting)
    brief = edits.locked(Brief, brief.pk)
    standing = {each.key: each for each in brief.blocks.all()}
    moved = {key: said for key, said in written.items() if said != _said(standing.get(key))}
    with pghistory.context(reason="brief written"):
        stamp = edits.stamp_of(brief) if is_new else seen
        edits.change(brief, seen=stamp, values={}, beside=bool(moved))
        for key, said in moved.items():
            _write(brief, key, said)
    return brief


def left_behind(brief: Brief | None) -> list[str]:
    """What was written of matters that have left the agenda since, when briefs had places for it."""
    if brief is None:
        return []
    return [each.text for each in brief.blocks.exclude(text="") if not blocks.is_key(each.key)]


def _said(block: BriefBlock | None) -> Written:
    return Written(block.text, block.is_left_out) if block else Written()


def _write(brief: Brief, key: str, said: Written) -> None:
    if said == Written():
        brief.blocks.filter(key=key).delete()
        return
    block = brief.blocks.filter(key=key).first() or BriefBlock(brief=brief, key=key)
    block.text, block.is_left_out = said.text, said.is_left_out
    block.full_clean()
    block.save()


def _check(written: Mapping[str, Written]) -> None:
    """Refuse places no brief has, texts too long for two pages, and what looks like a CPR number."""
    refuse_civil_numbers(**{key: said.text for key, said in written.items()})
    faults: dict[str, Any] = {}
    for key, said in written.items():
        if not blocks.is_key(key) or (said.is_left_out and not blocks.may_be_left_out(key)):
            raise ValueError(key)
        most = blocks.longest(key)
        if len(said.text) > most:
            faults[key] = _("Teksten er for lang: højst %(most)s tegn.") % {"most": most}
    if faults:
        raise ValidationError(faults)
