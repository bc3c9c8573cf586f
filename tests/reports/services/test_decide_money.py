"""The money of what must be decided: from the stored rows, and only where every reader may see it."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from partnership.models import Booking, BudgetLine, KeyShare
from partnership.services.standing import standing_of
from reports.exports import brief_files
from reports.services import drafts, editions
from tests.factories import briefs, meetings, money, people, programme, reviews

pytestmark = pytest.mark.django_db
MOMENT = dt.datetime(2027, 5, 4, 9, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(MOMENT, tick=False):
        yield


def review_of(effort, body):
    """A meeting of the body with a review of the intervention on its agenda."""
    review = reviews.review(effort, due_on=dt.date(2027, 5, 1))
    meeting = briefs.ahead(body)
    meetings.item(meeting, f"Opfølgning: {effort.name}", kind="review", origin=review.origin)
    return meeting


def decide(meeting):
    content = drafts.draft_of(meeting).content
    return next(each for each in content["sections"] if each["key"] == "decide")


def money_of(meeting):
    return [each["text"] for line in decide(meeting)["lines"] for each in line["money"]]


@pytest.fixture
def made():
    return money.make(body=people.body("board"))


def test_the_board_reads_budget_spent_forecast_and_who_pays(made):
    BudgetLine.objects.update(forecast=Decimal(850000), forecast_on=dt.date(2027, 4, 20))
    (text,) = money_of(review_of(made.intervention, made.intervention.body))
    assert text == (
        "Penge i 2027: budget 900.000 kr., brugt 12.346 kr. (bogført til og med 1. kvartal), ventet "
        "for hele året 850.000 kr. "
        "Betales efter nøgle af Part A 75.000 kr., Part B 75.000 kr., Part C 75.000 kr. "
        "Tilsagn: udefra 675.000 kr."
    )


def test_the_amounts_are_those_of_the_page_on_money(made):
    """Every amount of the text stands on the intervention's own page, rounded to whole kroner."""
    meeting = review_of(made.intervention, made.intervention.body)
    client = Client()
    client.force_login(people.seated_user("board"))
    url = reverse("partnership:money-intervention", args=[made.intervention.slug])
    page = client.get(f"{url}?aar=2027").content.decode()
    shown = {
        f"{round(Decimal(each.replace('.', '').replace(',', '.'))):,}".replace(",", ".")
        for each in re.findall(r"\d{1,3}(?:\.\d{3})*,\d\d", page)
    }
    amounts = re.findall(r"([\d.]+) kr\.", money_of(meeting)[0])
    assert len(amounts) == 7
    assert set(amounts) <= shown


def test_the_amounts_have_a_source_with_fund_key_and_how_far_is_booked(made):
    meeting = review_of(made.intervention, made.intervention.body)
    content = drafts.draft_of(meeting).content
    (source,) = [each for each in content["sources"] if "/oekonomi/" in each["url"]]
    for words in (
        made.fund.name, made.key.name, "bogført til og med 1. kvartal", "forventningen er budgettet"
    ):  # fmt: skip
        assert words in source["text"]
    Booking.objects.all().delete()
    content = drafts.draft_of(meeting).content
    assert any("intet bogført endnu" in each["text"] for each in content["sources"])
    assert "brugt 0 kr. (intet bogført endnu)" in money_of(meeting)[0]


@pytest.mark.parametrize(
    ("name", "ends"),
    [
        ("Andelsforening", " og 5 andre (tilsammen 140.625 kr.). "),
        ("Boligforeningen i den nordlige bydel", " og 7 andre (tilsammen 196.875 kr.). "),
        ("Boligforeningen af nitten hundrede og tolv i den nordlige bydel ved søen og den gamle bane",
         " af 8 parter (tilsammen 225.000 kr.). "),
    ],
)  # fmt: skip
def test_payers_there_is_no_room_for_are_told_together_and_none_is_cut(name, ends):
    payers = [people.organisation(f"{name} {number}") for number in range(1, 9)]
    made = money.make(payers=payers, body=people.body("board"))
    meeting = review_of(made.intervention, made.intervention.body)
    (text,) = money_of(meeting)
    assert len(text) <= 300
    assert ends in text
    assert text.endswith("Tilsagn: udefra 675.000 kr.")
    told = [amount for each in decide(meeting)["lines"] for amount in each["money"][0]["amounts"]]
    assert len([what for what, _amount in told if what.endswith("efter nøgle")]) == 8


def test_page_pdf_and_word_file_tell_it(made):
    meeting = review_of(made.intervention, made.intervention.body)
    draft = drafts.draft_of(meeting)
    assert "budget 900.000 kr." in briefs.text_of(draft.content)
    assert b"%PDF" in draft.pdf
    edition = briefs.issued(meeting)
    member = Client()
    member.force_login(people.seated_user("board"))
    page = member.get(editions.address_of(edition)).content.decode()
    assert "budget 900.000 kr." in page
    assert "Se pengene" in page


def test_an_intervention_without_money_says_so_and_nothing_at_all_is_a_sentence():
    board = people.body("board")
    meeting = review_of(programme.running("Lektiecafé", body=board), board)
    assert money_of(meeting) == ["Der er ingen penge skrevet på indsatsen i 2027."]
    assert decide(meeting)["note"] == ""


def test_a_group_reads_no_amount_but_why_in_any_form(made):
    """The group's members may not see the money: a brief is the same for all, so it is left out."""
    group = people.body("coordination")
    group.parent = people.body("board")
    group.save()
    effort = made.intervention
    effort.body = group
    effort.save()
    meeting = review_of(effort, group)
    draft = drafts.draft_of(meeting)
    assert money_of(meeting) == []
    assert decide(meeting)["note"].startswith("Indsatsernes penge er ikke med, fordi ikke alle")
    assert not re.search(r"\d kr\.|900.000", briefs.text_of(draft.content))
    assert not any("/oekonomi/" in each["url"] for each in draft.content["sources"])
    assert KeyShare.objects.exists()


def test_a_group_with_nothing_about_interventions_is_told_nothing_of_money():
    meeting = briefs.ahead()
    meetings.item(meeting, "Ny mødeform", kind="decision")
    assert decide(meeting)["note"] == ""


def test_a_brief_sent_out_before_money_was_told_is_still_read(made):
    draft = drafts.draft_of(review_of(made.intervention, made.intervention.body))
    for section in draft.content["sections"]:
        for line in section.get("lines", ()):
            del line["money"]
    assert brief_files.printed(draft.content).startswith(b"%PDF")
    assert brief_files.docx(draft.content)


def test_the_page_of_an_edition_says_which_amounts_are_others_now(made):
    meeting = review_of(made.intervention, made.intervention.body)
    edition = briefs.issued(meeting)
    reader = people.seated_user("board")

    def told():
        page = editions.page_of(edition, standing_of(reader))
        return [(each.what, each.words) for each in page.money]

    assert told() == []
    BudgetLine.objects.update(forecast=Decimal(850000), forecast_on=dt.date(2027, 4, 20))
    assert told() == [("ventet for hele året", "900.000 kr. → 850.000 kr.")]
    client = Client()
    client.force_login(reader)
    page = client.get(editions.address_of(edition)).content.decode()
    assert "Beløb, der er ændret" in page
    assert "900.000 kr. → 850.000 kr." in page


def test_a_brief_without_money_says_nothing_of_it_later(made):
    body = people.body("coordination")
    programme.Intervention.objects.update(body=body)
    made.intervention.refresh_from_db()
    edition = briefs.issued(review_of(made.intervention, body))
    BudgetLine.objects.update(forecast=Decimal(850000), forecast_on=dt.date(2027, 4, 20))
    page = editions.page_of(edition, standing_of(people.seated_user("secretariat")))
    assert page.money == ()
