"""How contributions are spread over interventions can be worked out from the page, to the øre."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from html import unescape

import pytest
from django.test import Client

from partnership.models import BudgetLine, Commitment, FundYear
from tests.factories import money, people

pytestmark = pytest.mark.django_db
SUM = re.compile(r"([\d.,]+) × ([\d.,]+) : ([\d.,]+) = ([\d.,]+) kr\.")


@pytest.fixture
def made():
    made = money.make()
    FundYear.objects.update(amount=Decimal("2500000.00"))
    Commitment.objects.update(amount=Decimal("1099247.09"))
    BudgetLine.objects.update(amount=Decimal("300000.00"))
    BudgetLine.objects.create(
        fund=made.fund, year=2027, name="Drift", amount=Decimal("3250000.00"), intervention=None
    )
    return made


def page_for(role, address, **fields):
    client = Client()
    client.force_login(people.seated_user(role, **fields))
    return " ".join(unescape(client.get(f"/oekonomi/{address}").content.decode()).split())


def number(text):
    return Decimal(text.replace(".", "").replace(",", "."))


def test_who_pays_an_intervention_can_be_multiplied_out(made):
    page = page_for("board", f"indsatser/{made.intervention.slug}/?aar=2027")
    assert (
        f"{made.fund.name}: bidrag 2.500.000,00 kr. + tilsagn 1.099.247,09 kr. = 3.599.247,09 kr., "
        "som der deles med. Budgettet er 3.550.000,00 kr. De 49.247,09 kr., der er tilovers, er "
        "lagt til det fælles arbejde."
    ) in page
    assert "Part A, bidrag: 833.335,00 × 300.000,00 : 3.599.247,09 = " in page
    assert "Udefra eller ikke fordelt, tilsagn: 1.099.247,09 × 300.000,00" in page
    sums = SUM.findall(page)
    assert len(sums) == 4
    for amount, weight, divisor, part in sums:
        exact = number(amount) * number(weight) / number(divisor)
        assert abs(exact.quantize(Decimal("0.01"), ROUND_HALF_UP) - number(part)) <= Decimal("0.01")
        assert page.count(part) >= 2, "stands in the table of who pays as well"


def test_each_interventions_part_and_the_joint_work_add_up_to_the_money(made):
    page = page_for("secretariat", "?aar=2027&vis=indsatser")
    assert "Fælles arbejde, bidrag: 2.500.000,00 × 3.299.247,09 : 3.599.247,09 = " in page
    sums = SUM.findall(page)
    paid = [number(part) for amount, _w, _d, part in sums if amount == "2.500.000,00"]
    promised = [number(part) for amount, _w, _d, part in sums if amount == "1.099.247,09"]
    assert (sum(paid), sum(promised)) == (Decimal("2500000.00"), Decimal("1099247.09"))


def test_what_a_payers_money_goes_to_can_be_multiplied_out(made):
    page = page_for("board", f"organisationer/{made.payers[0].slug}/?aar=2027")
    assert f"{made.intervention.name}, bidrag: 833.335,00 × 300.000,00 : 3.599.247,09 = " in page


def test_a_budget_above_the_money_is_what_is_divided_by(made):
    BudgetLine.objects.filter(intervention=None).update(amount=Decimal("5000000.00"))
    page = page_for("board", f"indsatser/{made.intervention.slug}/?aar=2027")
    assert "der deles med budgettet, 5.300.000,00 kr., som dækker alle pengene" in page
    assert "Part A, bidrag: 833.335,00 × 300.000,00 : 5.300.000,00 = " in page


def test_who_sees_a_part_only_reads_how_and_no_sum_of_others(made):
    address = f"indsatser/{made.intervention.slug}/?aar=2027"
    page = page_for("group", address, organisation=made.payers[0])
    assert "ganges med indsatsens budget i puljen" in page
    assert not SUM.search(page)
    assert "3.599.247,09" not in page
    own = page_for("group", f"organisationer/{made.payers[0].slug}/?aar=2027")
    assert not SUM.search(own)


def test_an_intervention_nothing_is_set_aside_for_has_no_sum(made):
    page = page_for("board", f"indsatser/{money.intervention().slug}/?aar=2027")
    assert "ganges med indsatsens budget i puljen" in page
    assert not SUM.search(page)


def test_spending_that_nobody_is_written_on_is_told_where_it_stands(made):
    page = page_for("secretariat", "?aar=2027&vis=organisationer")
    assert "Forbrug står hos den organisation, det er bogført på." in page
    assert "Er der ikke skrevet en organisation på, står også det i den linje." in page
