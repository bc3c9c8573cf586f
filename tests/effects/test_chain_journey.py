"""The chain that closes itself, over six years: decided, expected, logged, looked at, decided anew."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

import pytest
from django.urls import reverse

from effects import tasks
from effects.models import Review
from indicators.models import Definition
from indicators.rules.values import Figure
from indicators.services import measurements
from indicators.services.measurements import NewFigure
from indicators.services.recompute.groups import drain
from partnership.models import (
    AgendaItem,
    Body,
    BudgetLine,
    Decision,
    Intervention,
    Meeting,
    Organisation,
)
from partnership.services.standing import standing_of
from tests.factories import money, panels, people
from tests.factories.desks import Desk, at
from tests.factories.entry import make_definition

pytestmark = pytest.mark.django_db
# Out of work of 400 each year from 2019; felt safe of 200. The effort begins in March 2026.
OUT_OF_WORK = [160, 161, 159, 160, 158, 160, 161, 150, 148, 147, 147, 146]
SAFE = [120, 121, 119, 120, 122, 121, 120, 121, 120, 122, 121, 120]
FIRST = 2019
NUMBERS_ASKED_FOR = {"size", "minutes"}  # how much is expected to move, and how long an item takes


@dataclass
class Chain:
    """The people, the figures and the interventions of the journey."""

    office: Desk
    member: Desk
    board: Body
    site: panels.Site
    safe: Definition
    lines: list[BudgetLine]


def begun() -> Chain:
    """Two indicators in two areas and their municipality, and a board."""
    made = panels.site({"a": {}, "b": {}, "kommune": {}})
    office, member = Desk("secretariat"), Desk("board")
    supplier = Organisation.objects.get(slug="prove")
    safe = make_definition("trygge", supplier=supplier, name="Tryg i nabolaget")
    return Chain(office, member, people.body("board"), made, safe, [])


def logged(chain: Chain, years: Iterable[int]) -> None:
    """The secretariat logs a year's figures; nothing else is ever counted."""
    entries = []
    for year in years:
        for definition, counts, base in (
            (chain.site.definition, OUT_OF_WORK, 400), (chain.safe, SAFE, 200),
        ):  # fmt: skip
            for slug in ("a", "b", "kommune"):
                count = counts[year - FIRST] if slug == "a" else counts[0]
                figure = Figure(numerator=Decimal(count), denominator=Decimal(base))
                entries.append(
                    NewFigure(
                        definition=definition, area=chain.site.areas[slug], slot=str(year),
                        figure=figure, seen_version=None, published_on=dt.date(year + 1, 2, 1),
                        data_set=definition.indicator.data_sets.get(),
                    )
                )  # fmt: skip
    user = chain.office.user
    measurements.record_many(entries=entries, by=user, standing=standing_of(user))
    drain()
    ticks()


def ticks() -> None:
    """What the clock does, however often."""
    tasks.settle()
    tasks.settle()
    drain()


def meets(chain: Chain, title: str, day: str) -> Meeting:
    chain.office.sends(
        "/partnerskab/moeder/nyt/", body=str(chain.board.pk), title=title, day=day,
        starts="9.00", ends="11.00", form="in_person",
    )  # fmt: skip
    ticks()
    return Meeting.objects.get(title=title)


def proposed(chain: Chain, name: str, effects: dict[str, tuple[str, str, str]]) -> Intervention:
    """An intervention is written with what it should move: indicator → direction, size, latest."""
    area = str(chain.site.areas["a"].pk)
    chain.office.sends(
        "/indsatser/ny/opret/", name=name, problem="For mange er uden job", body=str(chain.board.pk),
        what_we_do="Vi hjælper i job", what_should_change="Flere har job", areas=[area],
    )  # fmt: skip
    found = Intervention.objects.get(name=name)
    for code, (direction, size, latest) in effects.items():
        chain.office.sends(
            f"/indsatser/{found.slug}/forventede-effekter/ny/?indikator={code}", areas=[area],
            measure="level", direction=direction, size=size, earliest_on="1.1.2028",
            latest_on=latest, why="Det er set virke andre steder",
        )  # fmt: skip
    return found


def started(chain: Chain, item: AgendaItem, found: Intervention) -> None:
    chain.office.sends(
        f"/partnerskab/moeder/punkter/{item.pk}/beslutning/", title=f"Start af {found.name}",
        text="Indsatsen går i gang", kind="start", interventions=[str(found.pk)],
    )  # fmt: skip
    decision = Decision.objects.get(title=f"Start af {found.name}")
    chain.office.sends(
        f"/indsatser/{found.slug}/start/", decision=str(decision.pk), on="4.3.2026"
    )  # fmt: skip


def closed(chain: Chain, review: Review, **typed: str) -> str:
    """The review is closed from the agenda of the meeting that was held."""
    item = AgendaItem.objects.filter(origin=review.origin, outcome="treated").latest("pk")
    page = chain.office.sees(f"/partnerskab/moeder/{item.meeting_id}/")
    address = f"/opfoelgninger/{review.pk}/afslut/?punkt={item.pk}"
    assert address in page
    return chain.office.sends(address, **typed)


def on_agenda(review: Review) -> Meeting:
    """The one meeting on whose agenda the review stands."""
    (item,) = AgendaItem.objects.filter(origin=review.origin, outcome="")
    return item.meeting


def decided(chain: Chain) -> tuple[Intervention, Intervention]:
    """February and March 2026: expectations are written, then the board decides."""
    with at("2026-02-02"):
        logged(chain, range(2019, 2026))
        jobs = proposed(
            chain, "Jobvejledere",
            {"uden-job": ("fall", "5", "31.12.2028"), "trygge": ("rise", "4", "31.12.2030")},
        )  # fmt: skip
        safe = proposed(chain, "Fritidspas", {"uden-job": ("fall", "1", "31.12.2028")})
        fund = money.fund()
        for year in (2026, 2031):
            chain.lines.append(
                BudgetLine.objects.create(
                    fund=fund, intervention=jobs, year=year, name="Løn", amount=Decimal(500_000)
                )
            )
        meeting = meets(chain, "Møde i marts 2026", "4.3.2026")
        chain.office.sends(
            f"/partnerskab/moeder/{meeting.pk}/punkt/", title="Nye indsatser", kind="decision",
            minutes="20",
        )  # fmt: skip
        chain.office.sends(f"/partnerskab/moeder/{meeting.pk}/indkald/")
    with at("2026-03-04", 12):
        chain.office.sends(f"/partnerskab/moeder/{meeting.pk}/afholdt/")
        item = meeting.items.get(title="Nye indsatser")
        for found in (jobs, safe):
            started(chain, item, found)
        ticks()
        assert not Review.objects.exists()
    return jobs, safe


def looked_at_first(chain: Chain, jobs: Intervention, safe: Intervention) -> None:
    """2028-2029: both reviews stand on the right agenda; one is adjusted, the other lives on."""
    with at("2028-11-15"):
        early = meets(chain, "Møde i december 2028", "10.12.2028")
        right = meets(chain, "Møde i marts 2029", "6.3.2029")
        reviews = {review.intervention: review for review in Review.objects.all()}
        assert set(reviews) == {jobs, safe}
        assert {on_agenda(review) for review in reviews.values()} == {right}
        assert not early.items.filter(kind="review").exists()
    with at("2029-02-20"):
        logged(chain, [2028])
        chain.office.sends(f"/partnerskab/moeder/{right.pk}/indkald/")
        page = chain.member.sees(f"/partnerskab/moeder/{right.pk}/")
        assert "Effektopfølgning: Jobvejledere" in page and "Uden job falder 5" in page
        assert "Det ventede vi" in chain.member.sees(f"/opfoelgninger/{reviews[jobs].pk}/")
    with at("2029-03-06", 12):
        chain.office.sends(f"/partnerskab/moeder/{right.pk}/afholdt/")
        page = closed(
            chain, reviews[jobs], finding="partly", outcome="adjust",
            reason="Faldet er mindre end ventet", story="Fabrikken lukkede i 2027",
            decision_title="Flere vejledere", decision_text="Der ansættes en vejleder til",
        )  # fmt: skip
        assert "Justeringen skrives ind" in page
        adjusted(chain, jobs)
        page = closed(
            chain, reviews[safe], finding="as_expected", outcome="anchor", reason="Det virkede",
            decision_title="Fritidspas bliver drift", decision_text="Kommunen driver det videre",
            anchored_with=str(Organisation.objects.get(slug="prove").pk),
            anchored_budget="Kommunens fritidsbudget",
        )  # fmt: skip
        safe.refresh_from_db()
        assert safe.state == Intervention.State.ANCHORED
        assert "forankres i driften" in page
        ticks()
        assert not Review.objects.filter(closed_at__isnull=True).exists()


def adjusted(chain: Chain, jobs: Intervention) -> None:
    """The theory and the expected effect are written anew, resting on the decision."""
    decision = Decision.objects.get(title="Flere vejledere")
    area = str(chain.site.areas["a"].pk)
    chain.office.sends(
        f"/indsatser/{jobs.slug}/juster/?beslutning={decision.pk}", areas=[area], on="6.3.2029",
        what_we_do="Vi hjælper i job, også om aftenen",
    )  # fmt: skip
    review = Review.objects.get(settled_by=decision)
    here = f"/opfoelgninger/{review.pk}/"
    assert "✓ Indsatsens teori er rettet" in " ".join(chain.office.sees(here).split())
    chain.office.sends(
        f"/indsatser/{jobs.slug}/forventede-effekter/1/ret/?beslutning={decision.pk}", areas=[area],
        latest_on="31.12.2030", reason="Der er flere vejledere nu", decision=str(decision.pk),
    )  # fmt: skip
    page = chain.office.sees(here)
    assert "Justeringen skrives ind" not in page, "there is nothing left to write anew"
    assert "senest 31.12.2028" in page, "what was expected then stands"


def looked_at_again(chain: Chain, jobs: Intervention) -> None:
    """2030-2031: one review for both effects; it is stopped, and its money with it."""
    with at("2030-11-20"):
        logged(chain, [2029])
        review = Review.objects.get(closed_at__isnull=True)
        assert (review.intervention, review.due_on) == (jobs, dt.date(2030, 12, 31))
        meeting = meets(chain, "Møde i januar 2031", "20.1.2031")
        assert on_agenda(review) == meeting
        chain.office.sends(f"/partnerskab/moeder/{meeting.pk}/indkald/")
    with at("2031-01-20", 12):
        chain.office.sends(f"/partnerskab/moeder/{meeting.pk}/afholdt/")
        closed(
            chain, review, finding="not", outcome="stop", on="31.1.2031",
            reason="Der er ikke færre uden job end i områder uden vejledere",
            decision_title="Jobvejledere stopper", decision_text="Indsatsen stopper",
        )  # fmt: skip
        jobs.refresh_from_db()
        assert (jobs.state, jobs.ends_on) == ("stopped", dt.date(2031, 1, 31))
    for line in chain.lines:
        line.refresh_from_db()
    assert [line.ends_on for line in chain.lines] == [None, dt.date(2031, 1, 31)]


def test_the_chain_closes_itself_over_the_years() -> None:
    with at("2026-02-02", 8):
        chain = begun()
    jobs, safe = decided(chain)
    for year in (2026, 2027):
        with at(f"{year + 1}-02-15"):
            logged(chain, [year])
            assert not Review.objects.exists(), "nothing is due yet"
    looked_at_first(chain, jobs, safe)
    looked_at_again(chain, jobs)
    with at("2032-06-01"):
        ticks()
        assert not Review.objects.filter(closed_at__isnull=True).exists()
        archive = chain.member.sees(reverse("effects:learning-list"))
        for words in ("Jobvejledere", "Fritidspas", "ikke som forventet", "stoppes"):
            assert words in archive
        story = chain.member.sees(f"/indsatser/{jobs.slug}/")
        for words in ("Flere vejledere", "Jobvejledere stopper", "Fabrikken lukkede i 2027"):
            assert words in story
        assert "Forankret i driften" in chain.member.sees(f"/indsatser/{safe.slug}/")
    assert chain.office.asked <= NUMBERS_ASKED_FOR, "an activity figure was asked for"
