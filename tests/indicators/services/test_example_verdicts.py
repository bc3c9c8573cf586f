"""The example municipality as another program sees it: every statement found again from its file."""

from __future__ import annotations

import pytest

from indicators.models import Group
from indicators.services.examples import load_example
from indicators.services.explanations.files import every
from indicators.services.recompute.groups import recompute_group
from tests.drills.recompute_verdicts import check, read

pytestmark = pytest.mark.django_db
# One of every kind of figure and of statement; tests/drills/recompute_verdicts.py takes whole sites.
INDICATORS = (
    "tryg-i-nabolaget", "uden-tilknytning", "anmeldelser", "sigtede-unge", "elevtrivsel", "beboere",
    "beskaeftigelsesfrekvens", "bruttoindkomst", "foranstaltninger", "fleksibel-udlejning",
)  # fmt: skip
STATEMENTS = {
    "level", "comparator", "change", "gap", "gap_change", "difference", "pace", "trend", "gap_trend",
    "projection", "pooled", "xmr", "did", "split", "council",
}  # fmt: skip


def test_another_program_finds_the_example_s_verdicts_from_its_file() -> None:
    load_example("eksempel")
    for group in Group.objects.filter(indicators__code__in=INDICATORS).distinct():
        assert recompute_group(group.pk)
    agree, differ, notes = check(read("".join(every(restricted=True))))
    assert notes == []
    assert differ.total() == 0
    assert set(agree) == STATEMENTS
    assert agree.total() > 4000
