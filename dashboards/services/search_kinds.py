"""The kinds of things that search finds, each with the reader's rights and a line that says what it is."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from areas.models import Area
from dashboards.services.areas import SHOWN_KINDS
from dashboards.services.search import Hit, Kind, Question, line, name_of
from dashboards.services.search_documents import minutes, papers
from effects.services import learning
from indicators.models import Indicator
from indicators.services.names import spoken
from partnership.models import AgendaItem, Body, Intervention, Meeting, Person, Plan, Seat
from partnership.rules import meetings as meeting_rules
from partnership.rules.access import may_open_pages, may_see_partnership
from partnership.rules.bodies import chairs
from partnership.services import decision_pages, follow_ups, written_procedures


def areas(question: Question, limit: int) -> list[Hit]:
    """Housing areas, and the places they are compared with."""
    rows = Area.objects.filter(kind__in=SHOWN_KINDS)
    found = question.ask(rows, "name", "short_name", order=("position", "name"), limit=limit)
    return [Hit(row.name, row.get_absolute_url(), row.get_kind_display()) for row in found]


def indicators(question: Question, limit: int) -> list[Hit]:
    """Indicators that are followed; restricted ones for those who were given the right."""
    rows = Indicator.objects.seen_by(restricted=question.standing.sees_restricted)
    fields = ("name", "name_en", "home_goal__title", "home_goal__title_en")
    found = question.ask(
        rows.select_related("home_goal"), *fields, order=("position", "name"), limit=limit
    )
    return [
        Hit(
            spoken(row, "name"),
            reverse("indicators:indicator-detail", args=[row.code]),
            spoken(row.home_goal, "title") if row.home_goal else "",
        )
        for row in found
    ]


def bodies(question: Question, limit: int) -> list[Hit]:
    """Bodies, which everybody in the partnership may know of."""
    found = question.ask(Body.objects.all(), "name", "mandate", order=("name",), limit=limit)
    return [
        Hit(row.name, _body(row), row.get_kind_display(), question.excerpt(row.mandate))
        for row in found
    ]


def meetings(question: Question, limit: int) -> list[Hit]:
    """Meetings of the bodies whose matters the reader sees, the newest first."""
    rows = Meeting.objects.filter(body__in=question.reach[0]).select_related("body")
    found = question.ask(
        rows, "title", "body__name", "place", order=("-starts_at", "-pk"), limit=limit
    )
    return [
        Hit(
            row.title,
            reverse("partnership:meeting-detail", args=[row.pk]),
            line(row.body.name, _moment(row), row.get_state_display()),
        )
        for row in found
    ]


def items(question: Question, limit: int) -> list[Hit]:
    """Items of agendas, once the agenda was sent; before that for those who write it."""
    matters, standing = question.reach[0], question.standing
    rows = AgendaItem.objects.filter(meeting__body__in=matters).select_related("meeting__body")
    if not standing.is_secretariat:
        sent = Q(meeting__called_at__isnull=False)
        held = Q(meeting__state__in=(meeting_rules.CALLED, meeting_rules.HELD))
        rows = rows.filter(sent | held | Q(meeting__body__in=chairs(standing)))
    found = question.ask(
        rows, "title", "text", "recommendation", order=("-meeting__starts_at", "pk"), limit=limit
    )
    return [
        Hit(
            row.title,
            f"{reverse('partnership:meeting-detail', args=[row.meeting_id])}#punkt-{row.pk}",
            line(row.get_kind_display(), row.meeting.body.name, _moment(row.meeting)),
            question.excerpt(row.text, row.recommendation),
        )
        for row in found
    ]


def _number(word: str) -> Q | None:
    """A word that is a decision's number."""
    found = decision_pages.NUMBER.fullmatch(word)
    return Q(year=int(found[1]), serial=int(found[2])) if found else None


def decisions(question: Question, limit: int) -> list[Hit]:
    """Decisions by number, title and text; of bodies above only what was taken."""
    rows = decision_pages.visible_to(question.standing).select_related("body")
    found = question.ask(
        rows, "title", "text", "reason", order=("-year", "-serial"), limit=limit, also=_number
    )
    return [
        Hit(
            str(row),
            reverse("partnership:decision-detail", args=[row.pk]),
            line(row.body.name, row.get_state_display(), _day(row.decided_on)),
            question.excerpt(row.text, row.reason),
        )
        for row in found
    ]


def procedures(question: Question, limit: int) -> list[Hit]:
    """Decisions that were asked for in writing."""
    rows = written_procedures.seen_by(question.standing).select_related("body")
    found = question.ask(
        rows, "title", "text", "recommendation", order=("-deadline", "-pk"), limit=limit
    )
    return [
        Hit(
            row.title,
            reverse("partnership:procedure-detail", args=[row.pk]),
            line(row.body.name, row.get_state_display(), _due(row.deadline)),
            question.excerpt(row.text, row.recommendation),
        )
        for row in found
    ]


def tasks(question: Question, limit: int) -> list[Hit]:
    """Tasks of the bodies the reader sees, and the reader's own; open ones and late ones first."""
    rows = follow_ups.seen_by(question.standing).select_related("body", "owner")
    found = question.ask(rows, "title", "text", order=("-due_on", "-pk"), limit=limit)
    return [
        Hit(
            row.title,
            reverse("partnership:follow-up-detail", args=[row.pk]),
            line(row.get_state_display(), name_of(row.owner), row.body.name, _due(row.due_on)),
            question.excerpt(row.text),
        )
        for row in found
    ]


def interventions(question: Question, limit: int) -> list[Hit]:
    """Interventions, which everybody in the partnership may know of."""
    rows = Intervention.objects.select_related("body")
    texts = ("problem", "for_whom", "what_we_do", "what_should_change")
    found = question.ask(rows, "name", "name_en", *texts, order=("name",), limit=limit)
    return [
        Hit(
            spoken(row, "name"),
            reverse("effects:intervention-detail", args=[row.slug]),
            line(row.get_state_display(), row.body.name),
            question.excerpt(*(getattr(row, text) for text in texts)),
        )
        for row in found
    ]


def learnt(question: Question, limit: int) -> list[Hit]:
    """What was found and decided of interventions: closed reviews the reader may read."""
    rows = learning.lessons(question.standing, {}).select_related("intervention", "decision")
    found = question.ask(rows, *learning.TEXTS, order=("-closed_at", "-pk"), limit=limit)
    return [
        Hit(
            spoken(row.intervention, "name") if row.intervention else str(row.decision),
            reverse("effects:review-detail", args=[row.pk]),
            line(
                row.get_finding_display(), row.get_outcome_display(),
                _day(timezone.localdate(row.closed_at)),
            ),
            question.excerpt(row.reason, row.story),
        )
        for row in found
    ]  # fmt: skip


def plans(question: Question, limit: int) -> list[Hit]:
    """Plans and agreements, which everybody in the partnership may read."""
    found = question.ask(
        Plan.objects.all(), "name", "text", "funder", order=("-starts_on", "name"), limit=limit
    )
    return [
        Hit(
            row.name,
            reverse("partnership:plan-detail", args=[row.slug]),
            line(row.get_kind_display(), f"{row.starts_on.year}–{row.ends_on.year}", row.funder),
            question.excerpt(row.text),
        )
        for row in found
    ]


def people(question: Question, limit: int) -> list[Hit]:
    """People with a seat in a body, now or before: the pages of bodies name the same."""
    seats = Seat.objects.filter(body__isnull=False).select_related("body", "organisation")
    rows = Person.objects.filter(seats__in=seats).distinct()
    found = question.ask(
        Person.objects.filter(pk__in=rows.values("pk")).prefetch_related(
            Prefetch("seats", queryset=seats.order_by("-starts_on"), to_attr="places")
        ),
        "name", "title", order=("name", "pk"), limit=limit,
    )  # fmt: skip
    return [_person(row) for row in found]


def _person(row: Any) -> Hit:
    today = timezone.localdate()
    now = [seat for seat in row.places if seat.ends_on is None or seat.ends_on >= today]
    where = [f"{seat.get_role_display()}, {seat.body.name}" for seat in now]
    context = line(row.title, *where) if now else line(row.title, _("har ingen plads i dag"))
    return Hit(row.name, _body((now or row.places)[0].body), context)


def _body(body: Body) -> str:
    return reverse("partnership:body-detail", args=[body.slug])


def _moment(meeting: Meeting) -> str:
    return _day(timezone.localtime(meeting.starts_at))


def _day(day: Any) -> str:
    return str(date_format(day, "SHORT_DATE_FORMAT")) if day else ""


def _due(day: Any) -> str:
    return _("frist %(day)s") % {"day": _day(day)}


# In the order of the page.
KINDS = (
    Kind("omraader", gettext_lazy("Områder"), may_open_pages, areas),
    Kind("indikatorer", gettext_lazy("Indikatorer"), may_open_pages, indicators),
    Kind("beslutninger", gettext_lazy("Beslutninger"), may_see_partnership, decisions),
    Kind("moeder", gettext_lazy("Møder"), may_see_partnership, meetings),
    Kind("punkter", gettext_lazy("Punkter på dagsordener"), may_see_partnership, items),
    Kind("referater", gettext_lazy("Referater"), may_see_partnership, minutes),
    Kind("bilag", gettext_lazy("Bilag"), may_see_partnership, papers),
    Kind("skriftligt", gettext_lazy("Skriftlig godkendelse"), may_see_partnership, procedures),
    Kind("opgaver", gettext_lazy("Opgaver"), may_see_partnership, tasks),
    Kind("indsatser", gettext_lazy("Indsatser"), may_see_partnership, interventions),
    Kind("erfaringer", gettext_lazy("Erfaringer"), may_see_partnership, learnt),
    Kind("aftaler", gettext_lazy("Planer og aftaler"), may_see_partnership, plans),
    Kind("organer", gettext_lazy("Organer"), may_see_partnership, bodies),
    Kind("personer", gettext_lazy("Personer"), may_see_partnership, people),
)
