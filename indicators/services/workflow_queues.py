"""What waits on its way to the readers: for whom, and how much."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, F

from indicators.models import Measurement
from indicators.rules import workflow as rules
from indicators.rules.workflow import Route
from indicators.services.data_sets import figures_seen_by
from indicators.services.workflow import route_of, submitter
from partnership.rules.access import Standing


def waiting(standing: Standing) -> list[Measurement]:
    """Sent in by somebody else: the person may approve them."""
    return _that_may(rules.APPROVE, standing, workflow=rules.SUBMITTED)


def drafts(standing: Standing) -> list[Measurement]:
    """Drafts that the person may send to approval; what an undone file left behind is none."""
    found = _that_may(rules.SUBMIT, standing, workflow=rules.DRAFT)
    return [each for each in found if not _is_undone(each)]


def _is_undone(version: Measurement) -> bool:
    batch = version.import_batch
    is_missing = version.state == Measurement.State.MISSING
    return is_missing and batch is not None and batch.undo_of_id is not None


def returned(standing: Standing) -> list[Measurement]:
    """Figures that came back and wait for another look."""
    return _that_may(rules.SUBMIT, standing, workflow=rules.RETURNED)


def sent(standing: Standing) -> list[Measurement]:
    """Sent in, and waiting for somebody else: the person had them in hand."""
    found = _that_may(rules.SEND_BACK, standing, workflow=rules.SUBMITTED)
    return [each for each in found if not rules.may_move(rules.APPROVE, standing, route_of(each))]


def ready(standing: Standing) -> list[Measurement]:
    """Approved, and the person may release them."""
    return _that_may(rules.RELEASE, standing, workflow=rules.APPROVED, release_on__isnull=True)


def held(standing: Standing) -> list[Measurement]:
    """Approved and held back until a day."""
    return _that_may(rules.RELEASE, standing, workflow=rules.APPROVED, release_on__isnull=False)


def publishable(standing: Standing) -> list[Measurement]:
    """Released, and from sources that may be published."""
    return _that_may(
        rules.PUBLISH, standing, workflow=rules.RELEASED, source__may_be_published=True
    )


def _newest(standing: Standing, **which: Any) -> list[Measurement]:
    """The newest versions in some state that the person may see as they were logged."""
    found = (
        figures_seen_by(standing)
        .filter(version=F("cell__version"), withdrawal__isnull=True, **which)
        .select_related(
            "cell__definition__indicator", "cell__area", "cell__category__category_set",
            "data_set", "source", "entered_by__person", "import_batch",
        )
        .annotate(submitted_by=submitter())
    )  # fmt: skip
    return list(found)


ROUTE = (
    "workflow", "data_set__supplier_id", "data_set__approval_required",
    "data_set__is_supplier_owned", "source__is_official", "source__may_be_published",
    "entered_by_id", "submitted_by",
)  # fmt: skip


def count_of(verb: str, standing: Standing, **which: Any) -> int:
    """How many figures in some state the person may move, counted by the database.

    Figures that the rules cannot tell apart are counted together, and the rule is asked once.
    """
    found = (
        figures_seen_by(standing)
        .filter(version=F("cell__version"), withdrawal__isnull=True, **which)
        .annotate(submitted_by=submitter())
        .order_by()
        .values_list(*ROUTE)
        .annotate(number=Count("pk"))
    )
    return sum(number for *route, number in found if rules.may_move(verb, standing, Route(*route)))


def _that_may(verb: str, standing: Standing, **which: Any) -> list[Measurement]:
    found = _newest(standing, **which)
    return [each for each in found if rules.may_move(verb, standing, route_of(each))]
