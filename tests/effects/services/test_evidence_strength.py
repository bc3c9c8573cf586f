"""How strong the evidence is: one line for all that is expected, and what cannot be seen yet."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest

from effects.services.evidence_findings import findings
from effects.services.evidence_strength import strength_in_words
from tests.factories import evidence as made

FIGURES = [made.level(2019, 50.0), made.level(2022, 56.0)]
DESCRIBED = made.did(4.0, details={"grade": 1, "reasons": ["few_after"]})
SIGNS = made.did(4.0, lower=1.0, upper=7.0, details={"grade": 2, "reasons": []})
AGAINST = made.did(-4.0, lower=-7.0, upper=-1.0, details={"grade": 2, "reasons": []})


def one(*readings, expected=None, **others):
    found = findings(
        expected or made.expected(), made.area(), made.entry(), list(readings), made.others(**others)
    )  # fmt: skip
    return SimpleNamespace(found=found)


def test_nothing_expected_has_no_line():
    assert strength_in_words([]) == ""


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ([], "Intet endnu: der er intet tal at vise fra efter starten."),
        ([*FIGURES], "Meget svagt: bidraget kan ikke afgøres."),
        ([*FIGURES, DESCRIBED], "Svagt: beskrevet; bidraget kan ikke afgøres."),
        ([*FIGURES, SIGNS], "Middel: tegn på en anden udvikling, i den forventede retning."),
        ([*FIGURES, AGAINST], "Middel: tegn på en anden udvikling, men modsat det forventede."),
    ],
)
def test_each_strength_has_its_words(figures, words):
    assert strength_in_words([one(*figures)]) == words


def test_several_are_told_by_number_the_strongest_first():
    told = strength_in_words([one(*FIGURES), one(*FIGURES), one(*FIGURES, SIGNS)])
    assert told == (
        "1 af 3: middel: tegn på en anden udvikling, i den forventede retning · "
        "2 af 3: meget svagt: bidraget kan ikke afgøres."
    )
    assert strength_in_words([one(*FIGURES)] * 2) == "Meget svagt: bidraget kan ikke afgøres."


def test_an_effort_that_has_not_begun_has_no_strength_yet():
    expected = made.expected(intervention={"state": "proposed", "starts_on": None})
    assert strength_in_words([one(*FIGURES, expected=expected)]).startswith("Intet endnu")


def test_what_cannot_be_seen_yet_is_said_in_the_line():
    adjusted = one(*FIGURES, adjusted_on=dt.date(2023, 3, 1))
    assert strength_in_words([one(*FIGURES), adjusted]).endswith(
        "Justeringen den 1.3.2023 kan ikke ses i tallene endnu."
    )
    early = one(*FIGURES, expected=made.expected(earliest_on=dt.date(2023, 1, 1)))
    assert strength_in_words([early]).endswith("Noget af det ventede kan ikke ses i tallene endnu.")
