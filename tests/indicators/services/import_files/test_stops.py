"""A file that is stopped while it is taken in says which of its figures stops it, and keeps nothing."""

from __future__ import annotations

import pytest

from indicators.models import CheckRule, ImportBatch, Measurement, PeriodLock
from indicators.services.import_files.pages import why_refused
from tests.factories.arrivals import arrive, counts, moved_on, taken
from tests.factories.entry import House, make_house

pytestmark = pytest.mark.django_db
State = ImportBatch.State
HEAD = "område;indikator;periode;tæller;nævner;værdi\n"
BROKEN = (
    "Tallet passer ikke med et andet tal. Reglen er: Flere trygge end beboere. "
    "Ret det af tallene, der er forkert. "
)


@pytest.fixture
def house() -> House:
    made = make_house()
    rule = CheckRule.objects.create(
        name="Flere trygge end beboere", left=made.safe.indicator, left_part="numerator",
        relation="at_most", right_part="value", is_hard=True,
    )  # fmt: skip
    rule.right.add(made.people.indicator)
    return made


def come(house: House, body: str) -> ImportBatch:
    batch = arrive(house.secretary, HEAD + body)
    assert (batch.state, batch.refused) == (State.CHECKED, 0)
    return batch


def test_broken_rule_names_the_line_and_the_column_of_the_figure(house: House) -> None:
    batch = come(
        house,
        "Område 1;beboere;2024;;;9\nOmråde 2;beboere;2024;;;9\n"
        "Område 1;trygge;2023;8;10;\nOmråde 2;trygge;2024;10;12;\n",
    )
    batch = taken(batch)
    assert batch.state == State.CHECKED
    assert why_refused(batch) == BROKEN + "Det gælder tallet i linje 3, kolonne F."
    assert not Measurement.objects.exists()
    # The figure it does not fit with may stand there already: then it is the file's own that is named.
    taken(come(house, "Område 2;beboere;2024;;;9\n"))
    batch = taken(come(house, "Område 1;trygge;2023;8;10;\nOmråde 2;trygge;2024;10;12;\n"))
    assert why_refused(batch) == BROKEN + "Det gælder tallet i linje 3, kolonne D."
    assert Measurement.objects.count() == 1
    right = taken(come(house, "Område 2;trygge;2024;9;12;\n"))
    assert (right.state, counts(right)[0], why_refused(right)) == (State.DONE, 1, "")


def test_period_locked_meanwhile_names_its_figure(house: House) -> None:
    batch = come(house, "Område 1;trygge;2023;8;10;\nOmråde 2;trygge;2024;9;12;\n")
    PeriodLock.objects.create(slot="2024", reason="Afsluttet")
    stopped = taken(batch)
    assert stopped.state == State.CHECKED
    assert "låst" in why_refused(stopped)
    assert why_refused(stopped).endswith("Det gælder tallet i linje 3, kolonne D.")
    assert not Measurement.objects.exists()
    PeriodLock.objects.all().delete()
    assert taken(moved_on(stopped)).state == State.DONE
