"""The first section of a brief: what must be decided, with the evidence and a proposed wording."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from effects.models import Review
from partnership.models import AgendaItem, Decision, Meeting, StandingItem
from reports.rules.blocks import DECIDE
from reports.services.material import Line, Point, Section

Kind = StandingItem.Kind
PROPOSED = Decision.State.PROPOSED
REVIEW = "review:"


@dataclass(frozen=True)
class Matter:
    """An item to decide on, and what it is about."""

    item: AgendaItem
    review: Review | None
    interventions: tuple[tuple[int, str], ...]

    @property
    def key(self) -> str:
        """Where its proposed wording stands."""
        return f"{REVIEW}{self.review.pk}" if self.review else f"item:{self.item.pk}"


def matters(meeting: Meeting) -> list[Matter]:
    """Decision items and due reviews on the agenda, in its order; five queries."""
    proposals = Decision.objects.prefetch_related("interventions").order_by("year", "serial")
    items = list(
        meeting.items.exclude(outcome__in=("withdrawn", "moved"))
        .filter(kind__in=(Kind.DECISION, Kind.REVIEW))
        .prefetch_related(Prefetch("decisions", queryset=proposals))
        .order_by("position", "pk")
    )
    reviews = _reviews(items)
    return [_matter(item, reviews.get(item.origin)) for item in items if not _is_routine(item)]


def _is_routine(item: AgendaItem) -> bool:
    """Whether the item stands on every agenda and adds nothing of its own this time."""
    is_bare = not (item.recommendation or item.origin or item.decisions.all())
    return item.standing_item_id is not None and is_bare


def _reviews(items: Iterable[AgendaItem]) -> dict[str, Review]:
    """The reviews that stand on the agenda, by the key they stand there under."""
    numbers = [
        int(item.origin.removeprefix(REVIEW))
        for item in items
        if item.origin.startswith(REVIEW) and item.origin.removeprefix(REVIEW).isdecimal()
    ]
    found = Review.objects.filter(pk__in=numbers).select_related("intervention", "decision")
    return {review.origin: review for review in found}


def _matter(item: AgendaItem, review: Review | None) -> Matter:
    if review is not None and review.intervention is not None:
        about = {review.intervention.pk: str(review.intervention)}
    else:
        about = {
            each.pk: str(each)
            for decision in item.decisions.all()
            for each in decision.interventions.all()
        }
    return Matter(item, review, tuple(about.items()))


def section(
    meeting: Meeting, found: Iterable[Matter], evidence: Mapping[int, tuple[Point, ...]]
) -> Section:
    """The matters as lines; `evidence` is told by intervention."""
    return Section(
        key=DECIDE, title=_("Det skal besluttes"),
        lines=tuple(_line(meeting, matter, evidence) for matter in found),
        empty=_("Der er ingen beslutningspunkter og ingen effektopfølgninger på dagsordenen."),
        where=_("se dagsordenen"),
        url=reverse("partnership:meeting-detail", args=[meeting.pk]) + "#dagsorden",
    )  # fmt: skip


def _line(meeting: Meeting, matter: Matter, evidence: Mapping[int, tuple[Point, ...]]) -> Line:
    points = tuple(point for pk, _name in matter.interventions for point in evidence.get(pk, ()))
    return Line(
        title=matter.item.title,
        text=_text(matter, has_evidence=bool(points)),
        points=points,
        url=reverse("partnership:meeting-detail", args=[meeting.pk]) + f"#punkt-{matter.item.pk}",
        key=matter.key,
        proposal=_proposal(meeting, matter),
    )


def _text(matter: Matter, *, has_evidence: bool) -> str:
    """What kind of matter it is, and that there is no evidence, where there is none."""
    if matter.review is not None:
        first = _("Forfalder den %(day)s.") % {"day": date_format(matter.review.due_on, "j. F Y")}
    elif matter.item.kind == Kind.REVIEW:
        first = _("Opfølgning på effekt.")
    else:
        first = _("Beslutningspunkt.")
    if has_evidence:
        return first
    if matter.interventions:
        return f"{first} " + _(
            "Der er ikke skrevet en forventet effekt, som indsatsen kan holdes op mod."
        )
    return f"{first} " + _(
        "Der er ikke knyttet en indsats til punktet, så der er intet grundlag at vise."
    )


def _proposal(meeting: Meeting, matter: Matter) -> str:
    """The wording to begin with: what the agenda recommends, else the answers a review can have."""
    if matter.item.recommendation:
        return matter.item.recommendation
    words = [each.text for each in matter.item.decisions.all() if each.state == PROPOSED]
    if words:
        return words[0]
    if matter.item.kind != Kind.REVIEW and matter.review is None:
        return ""
    values = {
        "body": meeting.body.name,
        "matter": matter.interventions[0][1] if matter.interventions else matter.item.title,
    }
    return (
        _(
            "Det indstilles, at %(body)s ud fra grundlaget beslutter, om “%(matter)s” fortsætter, "
            "justeres, stoppes, forankres i driften eller udsættes til en ny dato."
        )
        % values
    )
