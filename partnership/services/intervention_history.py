"""What happened to an intervention, from its trace."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnership.models import Body, EffortArea, Intervention, Person, Plan
from partnership.services.trace_histories import Telling

FIELDS = {
    "name": gettext_lazy("Navn"),
    "problem": gettext_lazy("Problemet"),
    "for_whom": gettext_lazy("For hvem"),
    "what_we_do": gettext_lazy("Hvad vi gør"),
    "what_should_change": gettext_lazy("Hvad der skal ændre sig"),
    "body_id": gettext_lazy("Ansvarligt organ"),
    "responsible_id": gettext_lazy("Ansvarlig person"),
    "effort_area_id": gettext_lazy("Indsatsområde"),
    "plan_id": gettext_lazy("Plan eller aftale"),
}


def _more(before: Any, event: Any) -> Iterator[str]:
    if event.revision != before.revision:
        yield _("Effektmål, områder, målgrupper eller partnere er ændret")


TELLING = Telling(
    fields=FIELDS,
    states=lambda: dict(Intervention.State.choices),
    named={
        "body_id": Body, "responsible_id": Person, "effort_area_id": EffortArea, "plan_id": Plan,
    },
    long=frozenset({"problem", "for_whom", "what_we_do", "what_should_change"}),
    more=_more,
)  # fmt: skip
