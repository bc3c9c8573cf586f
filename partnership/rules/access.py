"""What a person may do, asked of plain values: the same rule greys a button and guards the action.

A `Standing` is made anew for each request from the seats that hold today; nothing is remembered
from the sign-in, so a seat that ended yesterday opens nothing today.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

MEMBER_ROLES = frozenset({"chair", "member", "substitute", "observer", "case_officer"})
FIGURE_ROLES = frozenset({"secretariat", "supplier"})
# Seats an organisation's own administrator may give: chairs, the secretariat and administrators of
# any kind are given by the administrators of the site.
LOCAL_ROLES = frozenset({"member", "substitute", "observer", "case_officer", "supplier"})


class NotAllowed(Exception):
    """The person may not do this; the message says what is missing."""


@dataclass(frozen=True)
class SeatFact:
    """One seat that holds today, as plain values."""

    role: str
    organisation_id: int
    body_id: int | None = None
    body_kind: str = ""
    sees_restricted: bool = False
    serves_id: int | None = None


@dataclass(frozen=True)
class Standing:
    """A person's seats today. An empty standing may do nothing but sign out."""

    user_id: int | None = None
    name: str = ""
    seats: tuple[SeatFact, ...] = field(default=())
    person_id: int | None = None

    @property
    def is_administrator(self) -> bool:
        """Holds an administrator's seat."""
        return any(seat.role == "administrator" for seat in self.seats)

    @property
    def administers(self) -> frozenset[int]:
        """Organisations whose own people and seats the person manages."""
        return frozenset(s.organisation_id for s in self.seats if s.role == "local_admin")

    @property
    def is_secretariat(self) -> bool:
        """Holds a seat in the joint secretariat."""
        return any(seat.role == "secretariat" for seat in self.seats)

    @property
    def is_board_member(self) -> bool:
        """Holds a member's seat in the board."""
        return any(s.role in MEMBER_ROLES and s.body_kind == "board" for s in self.seats)

    @property
    def is_group_member(self) -> bool:
        """Holds a member's seat in the coordination group or an ad hoc group."""
        return any(
            s.role in MEMBER_ROLES and s.body_kind in {"coordination", "ad_hoc"} for s in self.seats
        )

    @property
    def supplies_for(self) -> frozenset[int]:
        """Organisations whose figures the person may enter."""
        return frozenset(s.organisation_id for s in self.seats if s.role == "supplier")

    @property
    def reads_figures_for(self) -> frozenset[int]:
        """Organisations in which the person works with figures, and so reads what they are let see."""
        return frozenset(s.organisation_id for s in self.seats if s.role in FIGURE_ROLES)

    @property
    def sees_restricted(self) -> bool:
        """Was given the right to see restricted indicators, such as origin."""
        return any(seat.sees_restricted for seat in self.seats)


Rule = Callable[[Standing], bool]


def may_open_pages(standing: Standing) -> bool:
    """Read the pages with results: everybody with a seat that holds today."""
    return bool(standing.seats)


def may_administer(standing: Standing) -> bool:
    """Manage organisations, bodies, seats and users."""
    return standing.is_administrator


def may_manage_seats(standing: Standing) -> bool:
    """Open the pages of people and seats: administrators, and those of an organisation for its own."""
    return standing.is_administrator or bool(standing.administers)


def may_manage_seat(standing: Standing, organisation_id: int, role: str) -> bool:
    """Give or end one seat: an organisation's administrator does so for its people, in `LOCAL_ROLES`."""
    if standing.is_administrator:
        return True
    return organisation_id in standing.administers and role in LOCAL_ROLES


def check_manage_seat(standing: Standing, organisation_id: int, role: str) -> None:
    """Raise `NotAllowed` unless the person may give or end such a seat."""
    if not may_manage_seat(standing, organisation_id, role):
        raise NotAllowed("may_manage_seat")


def may_see_partnership(standing: Standing) -> bool:
    """Read bodies, seats and organisations: everybody with a seat but pure suppliers."""
    return any(seat.role != "supplier" for seat in standing.seats)


def may_enter_figures(standing: Standing) -> bool:
    """Open the entry pages: the secretariat, and suppliers for their own data sets."""
    return standing.is_secretariat or bool(standing.supplies_for)


def may_enter_data_set(
    standing: Standing, supplier_id: int, *, is_supplier_owned: bool = False
) -> bool:
    """Write figures of a supplying organisation's data set; one it owns is written by it alone."""
    if supplier_id in standing.supplies_for:
        return True
    return standing.is_secretariat and not is_supplier_owned


def may_see_raw(
    standing: Standing,
    supplier_id: int,
    is_supplier_owned: bool,
    reader_ids: Collection[int] = (),
) -> bool:
    """See a data set's figures as they were logged: before release, and without disclosure control.

    Its supplier may; the secretariat, unless the supplier owns them; and in organisations that the
    supplier has named, those who work with figures.
    """
    if may_enter_data_set(standing, supplier_id, is_supplier_owned=is_supplier_owned):
        return True
    return bool(standing.reads_figures_for & set(reader_ids))


def may_release_data_set(standing: Standing, supplier_id: int, *, is_supplier_owned: bool) -> bool:
    """Let the partnership see approved figures: the secretariat, or the supplier that owns them."""
    if is_supplier_owned:
        return supplier_id in standing.supplies_for
    return standing.is_secretariat


def may_publish_figures(standing: Standing) -> bool:
    """Give released figures to everybody as data: the secretariat."""
    return standing.is_secretariat


def may_lock_periods(standing: Standing) -> bool:
    """Close a period to new figures, and open it again: the secretariat."""
    return standing.is_secretariat


def may_see_division(
    standing: Standing, *, owners: frozenset[int], housing: frozenset[int]
) -> bool:
    """See and write a division's figures: its owner, and those who enter for all of them.

    `housing` are the organisations that own homes: among them each sees its own divisions only.
    """
    others = standing.supplies_for - housing
    return standing.is_secretariat or bool(others) or bool(standing.supplies_for & owners)


def may_import_figures(standing: Standing) -> bool:
    """Take in whole files: the secretariat, and suppliers for their own data sets."""
    return may_enter_figures(standing)


def may_run_rounds(standing: Standing) -> bool:
    """Open and close collection rounds, and turn the yearly wheel: the secretariat."""
    return standing.is_secretariat


def may_see_monitor(standing: Standing) -> bool:
    """Read our own sums of the law's criteria, ahead of the official list: those named only.

    That is the secretariat, and seats that were given the right to restricted figures. What an
    official list says of origin needs that right in any case.
    """
    return standing.is_secretariat or standing.sees_restricted


def may_recompute(standing: Standing) -> bool:
    """Start a full recompute and watch it: the secretariat and administrators."""
    return standing.is_secretariat or standing.is_administrator


def may_describe(standing: Standing) -> bool:
    """Say what lies behind the figures: events, stories, relocations, control limits."""
    return standing.is_secretariat


def may_choose_comparators(standing: Standing) -> bool:
    """Record what areas are compared with: the secretariat and administrators."""
    return standing.is_secretariat or standing.is_administrator


def may_manage_feeds(standing: Standing) -> bool:
    """Find tables at the statistics office and have them fetched: the secretariat."""
    return standing.is_secretariat


def may_define(standing: Standing) -> bool:
    """Manage sources, indicators, definitions and targets: the secretariat and administrators."""
    return standing.is_secretariat or standing.is_administrator


def may_carry_out_withdrawal(
    standing: Standing, suppliers: Collection[int], *, is_supplier_owned: bool = False
) -> bool:
    """Decide whether a figure is purged: those who may write it, and administrators, who see it not."""
    if standing.is_administrator or (standing.is_secretariat and not is_supplier_owned):
        return True
    return bool(suppliers) and set(suppliers) <= standing.supplies_for


def may_see_withdrawals(standing: Standing) -> bool:
    """Open the list of withdrawals: those who enter figures, and administrators."""
    return may_enter_figures(standing) or standing.is_administrator


def check(rule: Rule, standing: Standing) -> None:
    """Raise `NotAllowed` where the rule says no."""
    if not rule(standing):
        raise NotAllowed(rule.__name__)


def check_enter_data_set(
    standing: Standing, supplier_id: int, *, is_supplier_owned: bool = False
) -> None:
    """Raise `NotAllowed` unless the person may write this supplier's figures."""
    if not may_enter_data_set(standing, supplier_id, is_supplier_owned=is_supplier_owned):
        raise NotAllowed("may_enter_data_set")
