"""A cell's address in one word, and back."""

from __future__ import annotations

import pytest

from indicators.rules.cells import Address, read_address


@pytest.mark.parametrize(
    "address", [Address(12, 3, "2024"), Address(12, 3, "2024K3"), Address(12, 3, "2024M05", 7)]
)
def test_an_address_is_read_as_it_is_written(address: Address) -> None:
    assert read_address(address.id) == address


@pytest.mark.parametrize(
    "text",
    ["", "12-3", "12-3-2024-", "0-3-2024", "12-3-2024-0", "a-3-2024", "12-3-2024-7-8", "١-3-2024"],
)
def test_other_words_are_no_addresses(text: str) -> None:
    assert read_address(text) is None


def test_a_part_knows_its_whole() -> None:
    assert Address(12, 3, "2024", 7).whole == Address(12, 3, "2024")
