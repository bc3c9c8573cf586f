"""The first section of a brief: what must be decided, with the evidence and a proposed wording."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from effects.models import Review
from partnership.models import AgendaItem, Decision, Intervention, Meeting, StandingItem
from partnership.services import recommendations
from reports.rules.blocks import DECIDE
from reports.rules.mentions import named_in
from reports.services.material import Line, Point, Section

Kind = StandingItem.Kind
PROPOSAL = Intervention.State.PROPOSED
REVIEW = "review:"


@dataclass(frozen=True)
class Matter:
    """An item to decide on, and what it is about."""

    item: AgendaItem
    review: Review | None
    interventions: tuple[tuple[int, str], ...]
    last: Review | None = None
    has_begun: bool = True

    @property
    def key(self) -> str:
        """Where its proposed wording stands."""
        return f"{REVIEW}{self.review.pk}" if self.review else f"item:{self.item.pk}"


def matters(meeting: Meeting) -> list[Matter]:
    """Decision items and due reviews on the agenda, in its order; seven queries."""
    proposals = Decision.objects.prefetch_related("interventions").order_by("year", "serial")
    items = list(
        meeting.items.exclude(outcome__in=("withdrawn", "moved"))
        .filter(kind__in=(Kind.DECISION, Kind.REVIEW))
        .select_related("meeting__body")
        .prefetch_related(Prefetch("decisions", queryset=proposals))
        .order_by("position", "pk")
    )
    reviews = _reviews(items)
    mine = {each.pk: each for each in Intervention.objects.filter(body=meeting.body_id)}
    last = _last(meeting, reviews.values())
    found = []
    for item in items:
        if not _is_routine(item):
            review = reviews.get(item.origin)
            before = last.get(review.intervention_id) if review else None
            about = _about(item, review, mine)
            found.append(
                Matter(
                    item, review, tuple((pk, str(each)) for pk, each in about.items()), before,
                    has_begun=not about or any(each.state != PROPOSAL for each in about.values()),
                )
            )  # fmt: skip
    return found


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


def _last(meeting: Meeting, reviews: Iterable[Review]) -> dict[int | None, Review]:
    """The body's own latest closed review of each intervention that has a review on the agenda."""
    about = {each.intervention_id for each in reviews if each.intervention_id is not None}
    closed = Review.objects.filter(
        intervention__in=about, body=meeting.body_id, closed_at__isnull=False, withdrawn_because=""
    )
    rows = closed.select_related("settled_by").order_by("closed_at", "pk")
    return {each.intervention_id: each for each in rows}


def _about(
    item: AgendaItem, review: Review | None, mine: Mapping[int, Intervention]
) -> dict[int, Intervention]:
    """What was tied to the matter; else those of the body's interventions that its words name."""
    if review is not None and review.intervention is not None:
        return {review.intervention.pk: review.intervention}
    decisions = item.decisions.all()
    tied = {each.pk: each for one in decisions for each in one.interventions.all()}
    words = [item.title, item.recommendation, *(each.title for each in decisions)]
    words += [each.text for each in decisions]
    return tied or {pk: mine[pk] for pk in named_in(words, {k: str(v) for k, v in mine.items()})}


def section(
    meeting: Meeting,
    found: Sequence[Matter],
    evidence: Mapping[int, tuple[Point, ...]],
    money: Mapping[int, Point] | None,
) -> Section:
    """The matters as lines; evidence and money are told by intervention, money None where it is not."""
    is_silent = money is None and any(matter.interventions for matter in found)
    note = _(
        "Indsatsernes penge er ikke med, fordi ikke alle, der læser oplægget, må se dem. De står "
        "på indsatsernes sider."
    )
    return Section(
        key=DECIDE, title=_("Det skal besluttes"), note=note if is_silent else "",
        lines=tuple(_line(meeting, matter, evidence, money or {}) for matter in found),
        empty=_("Der er ingen beslutningspunkter og ingen effektopfølgninger på dagsordenen."),
        where=_("se dagsordenen"),
        url=reverse("partnership:meeting-detail", args=[meeting.pk]) + "#dagsorden",
    )  # fmt: skip


def _line(
    meeting: Meeting,
    matter: Matter,
    evidence: Mapping[int, tuple[Point, ...]],
    money: Mapping[int, Point],
) -> Line:
    points = tuple(point for pk, _name in matter.interventions for point in evidence.get(pk, ()))
    return Line(
        title=matter.item.title,
        text=_text(matter, evidence, has_evidence=bool(points)),
        points=points,
        money=tuple(money[pk] for pk, _name in matter.interventions if pk in money),
        url=reverse("partnership:meeting-detail", args=[meeting.pk]) + f"#punkt-{matter.item.pk}",
        key=matter.key,
        proposals=tuple(part.alone for part in recommendations.parts_of(matter.item)),
        write_url=reverse("partnership:agenda-item-change", args=[matter.item.pk]),
    )


def _text(matter: Matter, evidence: Mapping[int, tuple[Point, ...]], *, has_evidence: bool) -> str:
    """What kind of matter it is, and that there is no evidence, where there is none."""
    if matter.review is not None:
        first = _("Forfalder den %(day)s.") % {"day": date_format(matter.review.due_on, "j. F Y")}
    elif matter.item.kind == Kind.REVIEW:
        first = _("Opfølgning på effekt.")
    else:
        first = _("Beslutningspunkt.")
    if matter.last is not None:
        first = f"{first} {_last_words(matter.last)}"
    if has_evidence or any(pk in evidence for pk, _name in matter.interventions):
        return first  # what is expected of restricted indicators is not told of here
    if not matter.has_begun:
        return f"{first} " + _(
            "Indsatsen er ikke begyndt, og ingen har skrevet, hvad den ventes at flytte. Det skal "
            "skrives, før den begynder, hvis det siden skal kunne ses, om den bidrager."
        )
    if matter.interventions:
        return f"{first} " + _(
            "Ingen har skrevet, hvad indsatsen ventes at flytte, så der er intet grundlag at vise."
        )
    return f"{first} " + _(
        "Der er ikke knyttet en indsats til punktet, så der er intet grundlag at vise."
    )


def _last_words(last: Review) -> str:
    """What was found and decided the last time, in one line."""
    day = last.decided_on
    assert day is not None  # noqa: S101 - only what is closed was looked at
    number = f" – {last.settled_by.number}" if last.settled_by else ""
    return _("Sidst (%(day)s): %(finding)s, %(outcome)s%(number)s.") % {
        "day": date_format(day, "SHORT_DATE_FORMAT"),
        "finding": last.get_finding_display(),
        "outcome": last.get_outcome_display(),
        "number": number,
    }
