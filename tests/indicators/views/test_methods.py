"""Sådan regner vi: found from every page, with sums that are right in either language."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils.translation import override
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from indicators.services.methods import pages as method_pages
from indicators.services.methods.sections import minus, wilson
from tests.factories.people import seated_user


@pytest.mark.django_db
def test_the_page_is_in_the_footer_and_tells_every_method() -> None:
    client = Client()
    client.force_login(seated_user("board"))
    text = client.get("/saadan-regner-vi/").content.decode()
    assert text.count('href="/saadan-regner-vi/"') >= 1
    assert text.count('<section class="method"') == len(method_pages.method_page().sections) + 2
    assert "/indikatorer/forklaringer.csv" in text


def test_the_examples_are_worked_out_as_the_method_says() -> None:
    share, low, high = wilson(168, 1200)
    theirs = proportion_confint(168, 1200, method="wilson")
    assert (share, low / 100, high / 100) == pytest.approx((14.0, *theirs))
    _d, low, high = minus(wilson(40, 200), wilson(60, 200))
    theirs = confint_proportions_2indep(40, 200, 60, 200, method="newcomb")
    assert (low / 100, high / 100) == pytest.approx(theirs)


def test_fewer_people_see_only_larger_changes_in_either_language() -> None:
    with override("da"):
        danish = method_pages.method_page()
    with override("en"):
        english = method_pages.method_page()
    halves = [float(cells[-1].replace(",", ".")) for _base, cells in danish.rows]
    assert halves == sorted(halves, reverse=True)
    seen = dict(danish.rows)
    assert seen["700"][-1] == "7,5"
    assert dict(english.rows)["1,000"][-1] == seen["1.000"][-1].replace(",", ".")
