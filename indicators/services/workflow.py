"""Moving figures on their way to the readers: many at once, each told apart when it cannot go."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from indicators.models import Cell, Measurement, WorkflowStep
from indicators.rules import workflow as rules
from indicators.rules.workflow import NotMoved, Route, check_move
from indicators.services.data_sets import figures_seen_by
from indicators.services.embargoes import Embargoes
from indicators.services.staleness import mark_stale
from indicators.services.workflow_notices import tell_of
from partnership.rules.access import NotAllowed, Standing, may_enter_figures
from partnership.services.plain_texts import refuse_civil_numbers

LONGEST = 300
BATCH = 2000


@dataclass
class Moved:
    """How it went: the versions that moved, and for each that did not its id, a code and its state."""

    moved: list[Measurement] = field(default_factory=list)
    refused: list[tuple[Measurement, str]] = field(default_factory=list)


def submit(*, chosen: Collection[int], by: User, standing: Standing) -> Moved:
    """Send drafts, and figures that came back, to a second person."""
    return _move(rules.SUBMIT, chosen, by=by, standing=standing)


def approve(*, chosen: Collection[int], by: User, standing: Standing) -> Moved:
    """Approve what somebody else entered and sent; a round's day of release is set with it."""
    return _move(rules.APPROVE, chosen, by=by, standing=standing)


def send_back(*, chosen: Collection[int], by: User, standing: Standing, reason: str) -> Moved:
    """Return figures with a reason. Raises `ValidationError` where none is given."""
    return _move(rules.SEND_BACK, chosen, by=by, standing=standing, reason=_checked(reason))


def release(*, chosen: Collection[int], by: User, standing: Standing) -> Moved:
    """Let the partnership see approved figures now, whatever day they were held until."""
    return _move(rules.RELEASE, chosen, by=by, standing=standing)


def hold(*, chosen: Collection[int], by: User, standing: Standing, until: dt.date) -> Moved:
    """Hold approved figures back; the clock releases them on the day. Raises `ValidationError`."""
    if until <= timezone.localdate():
        raise ValidationError({"release_on": _("Vælg en dag efter i dag, eller frigiv nu.")})
    return _move(rules.HOLD, chosen, by=by, standing=standing, until=until)


def publish(*, chosen: Collection[int], by: User, standing: Standing) -> Moved:
    """Give released figures to everybody as data, where their source may be published."""
    return _move(rules.PUBLISH, chosen, by=by, standing=standing)


@transaction.atomic
def release_due(*, today: dt.date | None = None) -> int:
    """Release what was approved and held back until today or earlier; says how many."""
    today = today or timezone.localdate()
    due = Measurement.objects.filter(workflow=rules.APPROVED, release_on__lte=today)
    # Asked again once they are held: somebody may just have sent one back or put it off.
    found = [
        each
        for each in _locked(due.values_list("pk", flat=True), None)
        if each.version == each.cell.version
        and each.workflow == rules.APPROVED
        and each.release_on is not None
        and each.release_on <= today
    ]
    if found:
        out = dict.fromkeys((each.pk for each in found), rules.RELEASED)
        step_id = _take(found, out, by=None, reason="", until=None)
        tell_of(verb=rules.RELEASE, moved=found, by=None, step_id=step_id)
    return len(found)


@transaction.atomic
def _move(
    verb: str,
    chosen: Collection[int],
    *,
    by: User,
    standing: Standing,
    reason: str = "",
    until: dt.date | None = None,
) -> Moved:
    """One step for many figures. A figure the person may not see is as one that is not there."""
    if not may_enter_figures(standing):
        raise NotAllowed("may_enter_figures")
    outcome, following = Moved(), {}
    for version in _locked(chosen, standing):
        try:
            if version.version != version.cell.version:
                raise NotMoved("moved_on")
            following[version.pk] = check_move(verb, standing, route_of(version))
        except NotMoved as why:
            outcome.refused.append((version, why.code))
        else:
            outcome.moved.append(version)
    if verb == rules.APPROVE:
        _plan_release(outcome.moved)
    if outcome.moved:
        step_id = _take(outcome.moved, following, by=by, reason=reason, until=until)
        tell_of(verb=verb, moved=outcome.moved, by=by, step_id=step_id)
    return outcome


def route_of(version: Measurement) -> Route:
    """What the rules must know of a version annotated with `submitter`."""
    data_set = version.data_set
    return Route(
        state=version.workflow,
        supplier_id=data_set.supplier_id,
        approval_required=data_set.approval_required,
        is_supplier_owned=data_set.is_supplier_owned,
        is_official=version.source.is_official,
        may_be_published=version.source.may_be_published,
        entered_by=version.entered_by_id,
        submitted_by=version.submitted_by,  # type: ignore[attr-defined]
    )


def submitter() -> Subquery:
    """Who last sent a version in, for a query of measurements."""
    sent = WorkflowStep.objects.filter(measurement=OuterRef("pk"), to_state=rules.SUBMITTED)
    return Subquery(sent.order_by("-pk").values("by_id")[:1])


def _locked(chosen: Iterable[int], standing: Standing | None) -> list[Measurement]:
    """The chosen versions, their cells held in the order in which writers hold them."""
    seen = Measurement.objects.all() if standing is None else figures_seen_by(standing)
    seen = seen.filter(pk__in=list(chosen), withdrawal__isnull=True)
    cells = Cell.objects.filter(pk__in=seen.values("cell_id")).order_by("pk").select_for_update()
    held = {cell.pk: cell for cell in cells}
    found = (
        seen.filter(cell__in=held)
        .select_related(
            "data_set__indicator__group", "data_set__supplier", "source",
            "cell__definition__indicator", "cell__area", "cell__category", "entered_by",
        )
        .annotate(submitted_by=submitter())
        .order_by("pk")
    )  # fmt: skip
    return list(found)


def _plan_release(versions: Sequence[Measurement]) -> None:
    """What a round holds back until its day gets that day; a supplier releases its own itself."""
    planned = [version for version in versions if not version.data_set.is_supplier_owned]
    embargoes = Embargoes.read() if planned else Embargoes()
    for version in planned:
        cell = version.cell
        day = embargoes.day(cell.definition.indicator_id, cell.area_id, cell.slot)
        version.release_on = day or version.release_on


def _take(
    versions: Sequence[Measurement],
    following: dict[int, str],
    *,
    by: User | None,
    reason: str,
    until: dt.date | None,
) -> int:
    """Write the new states, a step for each, and what must be computed anew; the newest step."""
    steps = []
    to_write: dict[tuple[str, dt.date | None], list[int]] = defaultdict(list)
    for version in versions:
        state = following[version.pk]
        day = until or (version.release_on if state == rules.APPROVED else None)
        to_write[state, day].append(version.pk)
        steps.append(
            WorkflowStep(
                measurement=version,
                from_state=version.workflow,
                to_state=state,
                reason=reason,
                by=by,
            )
        )
        version.workflow, version.release_on = state, day
    for (state, day), ids in to_write.items():
        Measurement.objects.filter(pk__in=ids).update(workflow=state, release_on=day)
    stored = WorkflowStep.objects.bulk_create(steps, batch_size=BATCH)
    out = [version for version in versions if version.workflow == rules.RELEASED]
    if out:
        groups = {version.data_set.indicator.group for version in out}
        mark_stale(groups=groups, reason="frigivet")
    return max(step.pk for step in stored)


def _checked(reason: str) -> str:
    """A reason as it may be kept. Raises `ValidationError`."""
    text = reason.strip()
    if not text:
        raise ValidationError({"reason": _("Skriv, hvorfor tallene sendes retur.")})
    refuse_civil_numbers(reason=text)
    if len(text) > LONGEST:
        told = _("Teksten er for lang. Skriv højst %(limit)s tegn.") % {"limit": LONGEST}
        raise ValidationError({"reason": told})
    return text
