"""Who is told when figures move: the one place from which notices of their way are sent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.services.notices import tell
from indicators.models import DataSet, Measurement
from indicators.rules import workflow as rules
from indicators.services.names import localised
from partnership.models import Seat

SENTENCES = {
    rules.SUBMIT: _("Tal for “%(indicator)s” venter på godkendelse."),
    rules.SEND_BACK: _("Tal for “%(indicator)s” er sendt retur til dig med en begrundelse."),
    rules.APPROVE: _("Tal for “%(indicator)s” er godkendt."),
    rules.RELEASE: _("Tal for “%(indicator)s” er frigivet til partnerskabet."),
}
PAGES = {
    rules.SUBMIT: ("indicators:approval", ""),
    rules.SEND_BACK: ("indicators:approval", "?vis=retur"),
    rules.APPROVE: ("indicators:release", ""),
    rules.RELEASE: ("indicators:release", "?vis=frigivet"),
}
_name = lazy(localised, str)


def tell_of(*, verb: str, moved: Sequence[Measurement], by: User | None, step_id: int) -> None:
    """Tell those concerned, once for each data set; the one who moved the figures knows already.

    `step_id` is the newest step, so that the next time is another matter.
    """
    if verb not in SENTENCES:
        return
    by_set: dict[int, list[Measurement]] = {}
    for version in moved:
        by_set.setdefault(version.data_set_id, []).append(version)
    page, query = PAGES[verb]
    for versions in by_set.values():
        data_set = versions[0].data_set
        tell(
            users=[u for u in _concerned(verb, data_set, versions) if by is None or u.pk != by.pk],
            kind=f"figures_{verb}",
            message=SENTENCES[verb],
            values={"indicator": _name(data_set.indicator)},
            path=reverse(page) + query,
            key=f"figures-{verb}-{data_set.pk}-{step_id}",
        )


def _concerned(verb: str, data_set: DataSet, versions: Sequence[Measurement]) -> Iterable[User]:
    """Who may approve what was sent; after that those who had it in hand, and who may release it."""
    if verb == rules.SUBMIT:
        return working_with(data_set)
    hands = {version.entered_by_id for version in versions}
    hands |= {version.submitted_by for version in versions}  # type: ignore[attr-defined]
    known = set(User.objects.filter(pk__in=[pk for pk in hands if pk is not None]))
    return known | set(working_with(data_set)) if verb == rules.APPROVE else known


def working_with(data_set: DataSet) -> Iterable[User]:
    """Those who may write the data set's figures today."""
    working = Q(role=Seat.Role.SUPPLIER, organisation=data_set.supplier_id)
    if not data_set.is_supplier_owned:
        office = Q(role=Seat.Role.SECRETARIAT)
        if data_set.indicator.is_restricted:
            office &= Q(sees_restricted=True)
        working |= office
    seats = Seat.objects.on(timezone.localdate()).filter(working, person__user__isnull=False)
    return User.objects.filter(pk__in=seats.values("person__user_id"))
