"""A matter that names an intervention is about it; part of another word is not a name."""

from __future__ import annotations

import pytest

from reports.rules.mentions import named_in

NAMES = {1: "Jobvejleder", 2: "Lektiecafé (2.)", 3: ""}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Skal jobvejleder fortsætte?", {1}),
        ("Jobvejlederens tid forlænges.", {1}),
        ("At Lektiecafé (2.) fortsætter", {2}),
        ("Jobvejlederkursus", set()),
        ("Ungejobvejleder", set()),
        ("", set()),
    ],
)
def test_a_name_is_found_as_whole_words(text, found):
    assert set(named_in(["Andet", text], NAMES)) == found
