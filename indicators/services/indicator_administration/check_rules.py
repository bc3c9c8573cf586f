"""Rules between indicators, as the secretariat sets them: this one may not exceed those."""

from __future__ import annotations

from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from indicators.models import CheckRule, Indicator
from partnership.rules.access import Standing, check, may_define
from partnership.services import edits
from partnership.services.plain_texts import refuse_civil_numbers


def _check(left: Indicator, right: list[Indicator], relation: str, name: str) -> None:
    refuse_civil_numbers(name=name)
    if left in right:
        raise ValidationError({"right": _("Vælg andre indikatorer end den selv.")})
    if relation == CheckRule.Relation.AT_MOST and len(right) > 1:
        raise ValidationError({"right": _("Vælg én indikator at holde op mod.")})


@transaction.atomic
def create(*, by: Standing, name: str, right: list[Indicator], **values: Any) -> CheckRule:
    """Add a rule. It holds for figures written from now on."""
    check(may_define, by)
    edits.check_name_is_free(CheckRule, name)
    _check(values["left"], right, values["relation"], name)
    rule = CheckRule(name=name, **values)
    with pghistory.context(reason="check rule created"):
        rule.full_clean()
        rule.save()
        rule.right.set(right)
    return rule


@transaction.atomic
def change(
    *, by: Standing, rule_id: int, seen: int, name: str, right: list[Indicator], **values: Any
) -> CheckRule:
    """Change a rule, or put it out of use."""
    check(may_define, by)
    rule = edits.locked(CheckRule, rule_id)
    edits.check_name_is_free(CheckRule, name, but=rule_id)
    _check(values["left"], right, values["relation"], name)
    with pghistory.context(reason="check rule changed"):
        edits.change(rule, seen=seen, values={"name": name, **values}, sets={"right": right})
    return rule
