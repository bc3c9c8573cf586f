"""An intervention's page as one story, and the list: read as the people who may read them read them."""

from __future__ import annotations

import datetime as dt
import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from effects.models import EffectVersion
from indicators.models import Indicator, RestrictedReading
from indicators.services.recompute import groups as recompute
from partnership.models import Booking, BudgetLine, FundYear
from tests.factories import foreign, frozen, money, people, programme, reviews

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def words_of(client, address) -> str:
    """The page as it is read: tags away, spaces as one."""
    body = client.get(address).content.decode()
    body = re.sub(r"<(script|style).*?</\1>", " ", body, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def story_url(found) -> str:
    return reverse("effects:intervention-detail", args=[found.slug])


LIST = "/indsatser/"


@pytest.fixture
def board() -> Client:
    return signed_in(people.seated_user("board"))


@pytest.fixture
def effort():
    """One that began in 2020 and moved the figure in the first of three areas."""
    made = frozen.many_years()
    found = programme.running("Jobvejleder", starts_on=dt.date(2020, 1, 1))
    frozen.expect(made, found)
    recompute.drain()
    return found


def test_the_story_goes_from_the_problem_to_the_decisions_with_what_is_seen(effort, board):
    text = words_of(board, story_url(effort))
    order = [
        "Problemet", "For hvem", "Hvad vi gør", "Hvad der skal ændre sig", "Forventede effekter",
        "Hvad det koster", "Hvad vi ser nu", "Effektopfølgninger", "Beslutninger og skridt",
        "Hvem, hvor og hvornår", "Milepæle",
    ]  # fmt: skip
    main = text[text.index("Problemet") :]
    places = [main.index(heading) for heading in order]
    assert places == sorted(places)
    assert "beskrevet før start (1. december 2019)" in text
    assert "Hvorfor vi tror det: Fordi flere får en jobvejleder." in text
    assert "har flyttet sig mindst så meget som forventet" in text
    assert "Kilde: Prøveregister" in text
    assert "effekt af" not in text


def test_an_effect_written_after_the_start_says_so_with_its_day(board):
    late = programme.running("Sent", starts_on=dt.date(2020, 1, 1))
    reviews.expected(late, written_on=dt.date(2021, 3, 4), is_late=True)
    assert "beskrevet efter start (4. marts 2021)" in words_of(board, story_url(late))


def test_an_amendment_stands_with_its_day_and_reason(effort, board):
    effect = effort.expected_effects.get()
    second = EffectVersion.objects.create(
        effect=effect, number=2, direction="fall", size=4, earliest_on=dt.date(2022, 1, 1),
        latest_on=dt.date(2026, 12, 31), why="Fordi", reason="Færre jobs end ventet",
        written_on=dt.date(2021, 6, 1), is_late=True,
    )  # fmt: skip
    second.areas.set(effect.versions.get(number=1).areas.all())
    assert "Ændret 1. juni 2021: Færre jobs end ventet" in words_of(board, story_url(effort))


def test_money_stands_beside_what_moved_for_those_who_may_see_it(effort, board):
    line = money.make().line
    for year, amount in ((2020, 100000), (2021, 200000)):
        BudgetLine.objects.filter(pk=line.pk).update(intervention=effort, year=year, amount=amount)
    text = words_of(board, story_url(effort))
    assert "Hvad det koster, og hvad der flyttede sig imens" in text
    assert "200.000,00" in text
    assert "udgangspunkt" in text
    assert re.search(r"−\d+,\d \(−\d+,\d til −?\d+,\d\)", text)
    assert "At de følges ad, betyder ikke, at det ene skyldes det andet." in text
    group = words_of(signed_in(people.seated_user("group")), story_url(effort))
    assert "200.000,00" not in group
    assert Booking.objects.filter(intervention=effort).count() == 0


def test_a_closed_review_shows_what_was_found_and_leads_to_what_was_known_then():
    review = frozen.locked(frozen.many_years())
    member = signed_in(people.seated_user("group"))
    found = review.intervention
    text = words_of(member, story_url(found))
    assert "Vurdering delvist som forventet" in text
    assert "Beslutning fortsætter" in text
    assert "Det går den rigtige vej." in text
    answer = member.get(story_url(found)).content.decode()
    assert reverse("effects:frozen-detail", args=[review.pk]) in answer
    stranger = signed_in(foreign.seated(people.body("ad_hoc", name="Fremmed", slug="fremmed")))
    other = words_of(stranger, story_url(found))
    assert "Det går den rigtige vej." not in other


def test_a_restricted_indicator_is_told_to_those_with_the_right_only(effort):
    Indicator.objects.update(is_restricted=True)
    plain = words_of(signed_in(people.seated_user("board")), story_url(effort))
    assert "Fordi flere får en jobvejleder." not in plain
    seat = people.seated_user("board", sees_restricted=True)
    assert "Fordi flere får en jobvejleder." in words_of(signed_in(seat), story_url(effort))
    words_of(signed_in(seat), LIST)
    noted = RestrictedReading.objects.values_list("user", "path")
    assert set(noted) == {(seat.pk, story_url(effort)), (seat.pk, LIST)}


def test_the_list_says_what_lacks_what_is_seen_and_when_it_is_looked_at_next(effort, board):
    programme.running("Uden forventning")
    reviews.review(effort, due_on=TODAY() - dt.timedelta(days=3))
    text = words_of(board, LIST)
    assert "ingen forventet effekt skrevet" in text
    assert "1 forventet effekt: har flyttet sig mindst så meget som forventet" in text
    assert "forfalden" in text
    only = words_of(board, f"{LIST}?effects=uden")
    assert "Uden forventning" in only
    assert "Jobvejleder" not in only
    due = words_of(board, f"{LIST}?effects=forfalden")
    assert "Jobvejleder" in due
    assert "Uden forventning" not in due


def test_who_may_write_is_offered_to_write_what_is_expected(effort, board):
    offered = reverse("effects:expected-effect-create", args=[effort.slug])
    office = signed_in(people.seated_user("secretariat"))
    assert offered in office.get(story_url(effort)).content.decode()
    assert offered not in board.get(story_url(effort)).content.decode()


def cost(client, address) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return sum(each["sql"].startswith(("SELECT", "WITH")) for each in queries.captured_queries)


def test_many_interventions_and_effects_cost_what_one_costs():
    made = frozen.many_years()
    board = signed_in(people.seated_user("board"))
    first = programme.running("Nummer 1", starts_on=dt.date(2020, 1, 1))
    frozen.expect(made, first)
    reviews.review(first)
    recompute.drain()
    board.get(LIST)
    one = cost(board, LIST), cost(board, story_url(first))
    for number in range(2, 6):
        more = programme.running(f"Nummer {number}", starts_on=dt.date(2020, 1, 1))
        frozen.expect(made, more, "a", "b")
        reviews.review(more)
    reviews.expected(first)
    recompute.drain()
    many = cost(board, LIST), cost(board, story_url(first))
    assert many == one
    assert one[0] <= 26
    assert one[1] <= 44


def test_where_the_indicator_was_merged_the_story_leads_to_the_one_with_the_figures(effort, board):
    old = Indicator.objects.get(expected_effects__intervention=effort)
    new = reviews.indicator("Uden arbejde i alt")
    address = reverse("indicators:indicator-detail", args=[new.code])
    assert "er lagt sammen med" not in words_of(board, story_url(effort))
    Indicator.objects.filter(pk=old.pk).update(merged_into=new, is_active=False)
    assert "er lagt sammen med Uden arbejde i alt" in words_of(board, story_url(effort))
    assert address in board.get(story_url(effort)).content.decode()
    Indicator.objects.filter(pk=new.pk).update(is_restricted=True)
    assert "Uden arbejde i alt" not in words_of(board, story_url(effort))


def test_the_story_names_who_pays_and_by_which_key(effort, board):
    fund, year = money.fund(), TODAY().year
    first, second = (people.organisation(name) for name in ("Kommunen", "Boligforeningen"))
    money.key(fund, {first: "60", second: "40"}, name="Efter antal boliger")
    FundYear.objects.create(fund=fund, year=year, amount=1000)
    BudgetLine.objects.create(fund=fund, year=year, name="Job", amount=1000, intervention=effort)
    page = words_of(board, story_url(effort))
    assert f"Hvem betaler i {year}" in page and "nøglen Efter antal boliger" in page
    assert "Kommunen: 600,00 kr." in page and "Boligforeningen: 400,00 kr." in page
    assert "Bidrag i alt: 1.000,00 kr." in page
    own = words_of(board, reverse("partnership:money-intervention", args=[effort.slug]))
    assert "Nøglerne bag bidragene" in own and "Efter antal boliger" in own
