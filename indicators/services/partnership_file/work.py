"""From a partnership file to rows: the programme, the interventions, meetings, decisions, follow-ups.

Rows are made in the order in which they lean on each other. A part whose first row is there already
is left as it is: people have worked with it since.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from django.utils import timezone

from areas.models import Area
from indicators.models import Indicator
from indicators.services.ledger import Ledger
from indicators.services.partnership_file.contents import PartnershipFile, Row
from indicators.services.partnership_file.days import meeting_day
from indicators.services.partnership_file.work_money import load_funds
from partnership.models import (
    AgendaItem,
    Attendance,
    Body,
    Decision,
    Delivery,
    EffortArea,
    FollowUp,
    Goal,
    Intervention,
    InterventionStep,
    Meeting,
    Milestone,
    Minutes,
    MinutesText,
    Organisation,
    Person,
    Plan,
    PlannedMeeting,
    Seat,
    StandingItem,
    TargetGroup,
)
from partnership.rules.bodies import VOTING_ROLES
from partnership.services.minutes import lock


@dataclass
class Work:
    """The file beside what it names, by the names it uses."""

    ledger: Ledger
    file: PartnershipFile
    indicators: dict[str, Indicator]
    areas: dict[str, Area]
    today: dt.date = field(default_factory=timezone.localdate)
    efforts: dict[str, EffortArea] = field(default_factory=dict)
    groups: dict[str, TargetGroup] = field(default_factory=dict)
    plans: dict[str, Plan] = field(default_factory=dict)
    interventions: dict[str, Intervention] = field(default_factory=dict)

    def load(self) -> None:
        """Make all that is not there yet."""
        self.organisations = {o.slug: o for o in Organisation.objects.all()}
        self.people = {p.name: p for p in Person.objects.all()}
        self.bodies = {b.slug: b for b in Body.objects.all()}
        self._programme()
        self._interventions()
        self._wheel()
        for row in self.file.rows("meetings"):
            if not Meeting.objects.filter(title=row["title"]).exists():
                self._meeting(row)
        for number, row in enumerate(self.file.rows("decisions"), start=1):
            if not Decision.objects.filter(title=row["title"]).exists():
                self._decision(row, number)
        load_funds(
            self.ledger, self.file, self.today,
            plans=self.plans, interventions=self.interventions, organisations=self.organisations,
        )  # fmt: skip
        for row in self.file.rows("meetings"):
            if row.get("approved_after") is not None:
                self._approve(row)

    def _on(self, days: int | None) -> dt.date | None:
        return None if days is None else self.today + dt.timedelta(days=days)

    def _day(self, days: int) -> dt.date:
        return self.today + dt.timedelta(days=days)

    def _goals(self, row: Row) -> list[Goal]:
        """Goals by the number of their vision and their own: "3.1"."""
        found = []
        for named in row.get("goals", ()):
            vision, number = named.split(".")
            found.append(Goal.objects.get(vision__number=int(vision), number=int(number)))
        return found

    def _programme(self) -> None:
        for position, row in enumerate(self.file.rows("effort_areas"), start=1):
            effort = self.ledger.ensure(
                EffortArea, {"slug": row["slug"]}, name=row["name"],
                name_en=row.get("name_en", ""), text=row.get("text", ""), position=position,
            )  # fmt: skip
            effort.goals.add(*self._goals(row))
            effort.indicators.add(*(self.indicators[c] for c in row.get("indicators", ())))
            self.efforts[row["slug"]] = effort
        for row in self.file.rows("target_groups"):
            group = self.ledger.ensure(
                TargetGroup, {"slug": row["slug"]}, name=row["name"],
                name_en=row.get("name_en", ""), text=row.get("text", ""),
                is_prioritised=row.get("prioritised", False),
            )  # fmt: skip
            group.effort_areas.add(*(self.efforts[c] for c in row.get("effort_areas", ())))
            group.goals.add(*self._goals(row))
            self.groups[row["slug"]] = group
        for row in self.file.rows("plans"):
            self._plan(row)

    def _plan(self, row: Row) -> None:
        plan = self.ledger.ensure(
            Plan, {"slug": row["slug"]}, kind=row["kind"], name=row["name"],
            parent=self.plans.get(row.get("parent", "")),
            effort_area=self.efforts.get(row.get("effort_area", "")),
            funder=row.get("funder", ""), starts_on=self._day(row["from"]),
            ends_on=self._day(row["to"]), text=row.get("text", ""),
        )  # fmt: skip
        plan.parties.add(*(self.organisations[o] for o in row.get("parties", ())))
        self.plans[row["slug"]] = plan
        for each in row.get("deliveries", ()):
            state = each.get("state", Delivery.State.AGREED)
            self.ledger.ensure(
                Delivery, {"plan": plan, "title": each["title"]},
                party=self.organisations[each["party"]], due_on=self._day(each["day"]), state=state,
                responsible=self.people.get(each.get("responsible", "")),
                settled_on=None if state == Delivery.State.AGREED else self._day(each["day"]),
                word=each.get("word", ""),
            )  # fmt: skip

    def _interventions(self) -> None:
        for row in self.file.rows("interventions"):
            made = self.ledger.ensure(
                Intervention, {"slug": row["slug"]}, name=row["name"],
                name_en=row.get("name_en", ""), body=self.bodies[row["body"]],
                problem=row["problem"], for_whom=row.get("for_whom", ""),
                what_we_do=row["what_we_do"], what_should_change=row["what_should_change"],
                effort_area=self.efforts.get(row.get("effort_area", "")),
                plan=self.plans.get(row.get("plan", "")),
                responsible=self.people.get(row.get("responsible", "")),
                starts_on=row.get("started"),  # begun before decisions were written here
                state="running" if "started" in row else "proposed",
            )  # fmt: skip
            self.interventions[row["slug"]] = made
            made.goals.add(*self._goals(row))
            made.areas.add(*(self.areas[code] for code in row.get("areas", ())))
            made.target_groups.add(*(self.groups[code] for code in row.get("target_groups", ())))
            made.partners.add(*(self.organisations[slug] for slug in row.get("partners", ())))
            for each in row.get("milestones", ()):
                self.ledger.ensure(
                    Milestone, {"intervention": made, "title": each["title"]},
                    due_on=self._day(each["day"]), reached_on=self._on(each.get("reached")),
                    word=each.get("word", ""),
                )  # fmt: skip

    def _wheel(self) -> None:
        for row in self.file.rows("planned_meetings"):
            self.ledger.ensure(
                PlannedMeeting, {"body": self.bodies[row["body"]], "name": row["name"]},
                month=row["month"], day=row["day"], starts_at=dt.time(9), ends_at=dt.time(11),
                place=row.get("place", ""),
            )  # fmt: skip
        for position, row in enumerate(self.file.rows("standing_items"), start=1):
            self.ledger.ensure(
                StandingItem, {"body": self.bodies[row["body"]], "title": row["title"]},
                kind=row["kind"], minutes=row.get("minutes", 10), is_last=row.get("last", False),
                position=position,
            )  # fmt: skip

    def _meeting(self, row: Row) -> None:
        starts_at = timezone.make_aware(
            dt.datetime.combine(meeting_day(row["day"], self.today), dt.time(row["hour"]))
        )
        state = row["state"]
        meeting = self.ledger.add(
            Meeting(
                body=self.bodies[row["body"]], title=row["title"], state=state,
                starts_at=starts_at, ends_at=starts_at + dt.timedelta(hours=row.get("hours", 2)),
                form=row.get("form", "in_person"), place=row.get("place", ""),
                called_at=None if state == "planned" else starts_at - dt.timedelta(days=14),
                held_at=starts_at if state == "held" else None,
            )
        )  # fmt: skip
        said = [each.get("said", "") for each in row.get("items", ())]
        standing = {each.title: each for each in StandingItem.objects.filter(body=meeting.body)}
        items = [
            self.ledger.add(
                AgendaItem(
                    meeting=meeting, position=position, title=each["title"], kind=each["kind"],
                    text=each.get("text", ""), recommendation=each.get("recommendation", ""),
                    minutes=each.get("minutes", 15), standing_item=standing.get(each["title"]),
                    presenter=self.people.get(each.get("presenter", "")),
                    outcome="treated" if state == "held" else "",
                )
            )
            for position, each in enumerate(row.get("items", ()), start=1)
        ]  # fmt: skip
        if state != "planned":
            self._attendances(meeting, row, came=state == "held")
        if any(said):
            minutes = self.ledger.add(Minutes(meeting=meeting))
            for item, text in zip(items, said, strict=True):
                self.ledger.add(MinutesText(minutes=minutes, item=item, text=text))

    def _attendances(self, meeting: Meeting, row: Row, *, came: bool) -> None:
        """Those who held a seat on the day; the named ones sent their apologies."""
        day = timezone.localtime(meeting.starts_at).date()
        seats = Seat.objects.on(day).filter(body=meeting.body).select_related("person")
        for seat in seats.order_by("pk"):
            excused = seat.person.name in row.get("absent", ())
            self.ledger.add(
                Attendance(
                    meeting=meeting, person=seat.person, organisation_id=seat.organisation_id,
                    role=seat.role, has_vote=seat.role in VOTING_ROLES,
                    status="excused" if excused else "present" if came else "invited",
                )
            )  # fmt: skip

    def _decision(self, row: Row, number: int) -> None:
        meeting = Meeting.objects.get(title=row["meeting"])
        day = timezone.localtime(meeting.starts_at).date()
        taken = Decision.objects.filter(year=day.year).order_by("-serial")
        serial = (taken.values_list("serial", flat=True).first() or 0) + 1
        state = row.get("state", Decision.State.ADOPTED)
        decision = self.ledger.add(
            Decision(
                year=day.year, serial=serial, body=meeting.body,
                item=meeting.items.get(title=row["item"]), kind=row["kind"], state=state,
                title=row["title"], text=row["text"], reason=row.get("reason", ""),
                decided_on=None if state == Decision.State.PROPOSED else day,
                responsible=self.people.get(row.get("responsible", "")),
                due_on=self._on(row.get("due")), review_on=self._on(row.get("review")),
                closed_on=self._on(row.get("closed")), closing_word=row.get("closing_word", ""),
            )
        )  # fmt: skip
        decision.goals.add(*self._goals(row))
        decision.interventions.add(*(self.interventions[s] for s in row.get("interventions", ())))
        for each in row.get("steps", ()):
            self._step(decision, each)
        for each in row.get("tasks", ()):
            state = each.get("state", FollowUp.State.OPEN)
            self.ledger.add(
                FollowUp(
                    body=meeting.body, decision=decision, item=decision.item, title=each["title"],
                    owner=self.people[each["owner"]], due_on=self._day(each["day"]), state=state,
                    intervention=self.interventions.get(each.get("intervention", "")),
                    closed_on=None if state == "open" else self._day(each["day"]),
                    closing_word=each.get("word", ""),
                )
            )  # fmt: skip

    def _step(self, decision: Decision, row: Row) -> None:
        """One step of an intervention's life; its row moves along."""
        made, day = self.interventions[row["intervention"]], self._day(row["day"])
        self.ledger.add(
            InterventionStep(
                intervention=made, decision=decision, verb=row["verb"], from_state=made.state,
                to_state=row["to"], happens_on=day, note=row.get("note", ""),
            )
        )  # fmt: skip
        changes: dict[str, Any] = {"state": row["to"]}
        changes |= {"starts_on": day} if row["verb"] == "start" else {}
        if row["verb"] in ("stop", "complete", "anchor"):
            changes["ends_on"] = day
        if row["verb"] == "anchor":
            changes["anchored_with"] = self.organisations[row["anchored_with"]]
            changes["anchored_budget"] = row["anchored_budget"]
        for name, value in changes.items():
            setattr(made, name, value)
        made.save()

    def _approve(self, row: Row) -> None:
        """Lock the minutes, and with them the words of the decisions taken there."""
        meeting = Meeting.objects.select_related("body").get(title=row["title"])
        minutes = Minutes.objects.filter(meeting=meeting, locked_at__isnull=True).first()
        if minutes is None:
            return
        at = meeting.starts_at + dt.timedelta(days=row["approved_after"])
        chair = meeting.attendances.filter(role=Seat.Role.CHAIR).first()
        minutes.approved_by = chair.person if chair else None
        minutes.approval_note = row.get("approval_note", "")
        lock(minutes, at=at)


WORK_MODELS: tuple[type[Model], ...] = (
    FollowUp, InterventionStep, Decision, MinutesText, Minutes, Attendance, AgendaItem, Meeting,
    StandingItem, PlannedMeeting, Milestone, Intervention, Delivery, Plan,
)  # fmt: skip
