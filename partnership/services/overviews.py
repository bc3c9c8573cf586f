"""Lists for the partnership's pages, each in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from accounts.models import Invitation, User
from partnership.models import Body, Frame, Organisation, Ownership, Person, Seat, Vision


@dataclass
class OrganisationRow:
    """An organisation with what holds today."""

    organisation: Organisation
    areas: list[str] = field(default_factory=list)
    seats: int = 0

    @property
    def is_closed(self) -> bool:
        """Its last day has passed."""
        ends_on = self.organisation.ends_on
        return ends_on is not None and ends_on < timezone.localdate()


def organisation_rows() -> list[OrganisationRow]:
    """All organisations by name, the closed ones last, with areas and number of seats today."""
    today = timezone.localdate()
    rows = {o.pk: OrganisationRow(o) for o in Organisation.objects.all()}
    for ownership in Ownership.objects.on(today).select_related("area").order_by("area__position"):
        rows[ownership.organisation_id].areas.append(ownership.area.label)
    for owner in Seat.objects.on(today).values_list("organisation_id", flat=True):
        rows[owner].seats += 1
    return sorted(rows.values(), key=lambda row: row.is_closed)


@dataclass
class BodyRow:
    """A body with the seats that hold today."""

    body: Body
    seats: list[Seat] = field(default_factory=list)

    @property
    def is_ended(self) -> bool:
        """Its last day has passed."""
        return self.body.ends_on is not None and self.body.ends_on < timezone.localdate()


def body_rows() -> list[BodyRow]:
    """All bodies by level and name, the ended ones last, with the seats of today."""
    levels = list(Body.Kind.values)
    bodies = sorted(
        Body.objects.select_related("parent"), key=lambda body: (levels.index(body.kind), body.name)
    )
    rows = {body.pk: BodyRow(body) for body in bodies}
    seats = Seat.objects.on(timezone.localdate()).filter(body__isnull=False)
    for seat in seats.select_related("person", "organisation").order_by("person__name"):
        if seat.body_id is not None:
            rows[seat.body_id].seats.append(seat)
    return sorted(rows.values(), key=lambda row: row.is_ended)


def frames() -> QuerySet[Frame]:
    """Frames with their visions and goals."""
    visions = Vision.objects.order_by("number").prefetch_related("goals")
    return Frame.objects.order_by("-is_home", "starts_on").prefetch_related(
        Prefetch("visions", queryset=visions)
    )


@dataclass(frozen=True)
class UserRow:
    """A login, whose it is, and where it stands."""

    user: User
    name: str
    invitation: Invitation | None

    @property
    def state(self) -> str:
        """deactivated, invited (an open link), waiting (no open link, no password) or active."""
        if not self.user.is_active:
            return "deactivated"
        if self.user.has_usable_password():
            return "active"
        return "invited" if self.invitation else "waiting"


def user_rows() -> list[UserRow]:
    """All logins by name, with the open invitation of each."""
    names = dict(Person.objects.filter(user__isnull=False).values_list("user_id", "name"))
    links = {link.user_id: link for link in Invitation.objects.open()}
    rows = [UserRow(u, names.get(u.pk, ""), links.get(u.pk)) for u in User.objects.all()]
    return sorted(rows, key=lambda row: (row.name or row.user.email).casefold())


def administrators_organisations() -> list[str]:
    """Names of the organisations whose people administer the site today: whom to ask."""
    seats = Seat.objects.on(timezone.localdate()).filter(role=Seat.Role.ADMINISTRATOR)
    names = seats.filter(person__user__is_active=True).values_list("organisation__name", flat=True)
    return sorted(set(names))
