import datetime as dt

import pytest

from partnership.rules.privacy import looks_like_cpr
from partnership.rules.seats import body_problem, clash, overlaps
from partnership.rules.texts import slug_of


@pytest.mark.parametrize(
    ("role", "kind", "problem"),
    [
        ("administrator", "", ""),
        ("supplier", "board", "no_body_wanted"),
        ("member", "", "body_wanted"),
        ("member", "board", ""),
        ("member", "secretariat", "secretariat_alone"),
        ("secretariat", "board", "secretariat_alone"),
        ("secretariat", "secretariat", ""),
    ],
)
def test_a_role_fits_its_body(role, kind, problem):
    assert body_problem(role, kind) == problem


@pytest.mark.parametrize(
    ("first", "second", "cannot"),
    [
        ("member", "observer", True),
        ("substitute", "member", True),
        ("chair", "member", True),
        ("member", "member", False),  # for two organisations
        ("substitute", "observer", False),
        ("member", "case_officer", False),
    ],
)
def test_who_votes_in_a_body_is_nothing_else_there(first, second, cannot):
    assert clash(first, second) == clash(second, first) == cannot


def test_periods_that_share_their_last_day_overlap():
    first, second = dt.date(2027, 3, 1), dt.date(2027, 3, 2)
    assert overlaps((first, first), (first, None))
    assert overlaps((first, None), (second, None))
    assert not overlaps((first, first), (second, None))


@pytest.mark.parametrize(
    "text", ["010190-1234", "Ring 3112991234", "se 010190 1234.", "Født 0101901234, mand"]
)
def test_what_looks_like_a_cpr_number_is_seen(text):
    assert looks_like_cpr(text)


@pytest.mark.parametrize("text", ["12345678", "990190-1234", "01019012345", "j.nr. 2027-1234", ""])
def test_other_numbers_pass(text):
    assert not looks_like_cpr(text)


def test_danish_letters_are_spelt_out_in_addresses():
    assert slug_of("Boligforeningen Æblehøj & Åen") == "boligforeningen-aeblehoej-aaen"
    assert slug_of("???") == "x"
