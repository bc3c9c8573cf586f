"""Amounts as Danes write them."""

from decimal import Decimal

import pytest

from partnership.rules.kroner import Unreadable, read_number, share_written, written


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.500.000,00", "1500000.00"),
        ("1500000", "1500000.00"),
        ("1.500", "1500.00"),
        ("1500,5", "1500.50"),
        ("1500.50", "1500.50"),
        ("1,500,000.25", "1500000.25"),
        (" 12 345,67 kr.", "12345.67"),
        ("−12,5", "-12.50"),
        ("0", "0.00"),
    ],
)
def test_amounts_are_read(text, number):
    assert read_number(text) == Decimal(number)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1,500", "decimals"),
        ("1,500,000", "unreadable"),
        ("1.50.000", "unreadable"),
        ("ti", "unreadable"),
        ("", "unreadable"),
        ("12,", "unreadable"),
        ("1e9", "unreadable"),
        ("1234567890123", "too_large"),
    ],
)
def test_what_is_no_amount_is_refused(text, code):
    with pytest.raises(Unreadable) as refused:
        read_number(text)
    assert refused.value.code == code


def test_shares_have_four_decimals():
    assert read_number("33,3333 %", decimals=4) == Decimal("33.3333")


def test_amounts_are_written_in_both_languages():
    assert written(Decimal("1234567.8")) == "1.234.567,80"
    assert written(Decimal("1234567.8"), english=True) == "1,234,567.80"
    assert written(Decimal("-0.50")) == "−0,50"
    assert written(Decimal("-0.001")) == "0,00"
    assert share_written(Decimal("33.3300")) == "33,33"
    assert share_written(Decimal(100)) == "100"
    assert share_written(Decimal("99.9"), at_least=2) == "99,90"
    assert share_written(Decimal("25.5"), english=True) == "25.5"
