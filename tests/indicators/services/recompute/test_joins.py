"""Unbroken versions of a definition make one series; a break cuts it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from indicators.models import Cell, ControlLimit, Definition, PublishedCell, Result, Target
from indicators.services import results
from indicators.services.categories import total_category
from indicators.services.expected_ranges import ranges_of
from indicators.services.explanations.files import every
from indicators.services.recompute import editions
from indicators.services.recompute import groups as recompute
from indicators.services.staleness import mark_stale
from tests.factories.panels import Site, correct, level, one, site
from tests.factories.people import seated_user

pytestmark = pytest.mark.django_db

YEARS = range(2016, 2025)
COLUMNS = [
    field.attname
    for field in Result._meta.concrete_fields
    if field.attname not in ("id", "run_id", "definition_id", "details")
]


def built() -> Site:
    """Three areas over nine years: b falls steadily, c has once so few that they are hidden."""
    made = site(
        {
            "a": {str(year): (60 - at, 200) for at, year in enumerate(YEARS)},
            "b": {str(year): (90 - 5 * at, 250) for at, year in enumerate(YEARS)},
            "c": {
                str(year): (3 if year == 2021 else 80 + at, 300) for at, year in enumerate(YEARS)
            },
            "kommune": {str(year): (1000 - 9 * at, 10000) for at, year in enumerate(YEARS)},
        },
        smallest_relevant_change=1.0,
    )
    Target.objects.create(
        indicator=made.definition.indicator, area=made.areas["b"], baseline_slot="2018",
        slot="2030", value=15, decided_on=dt.date(2019, 1, 1), decision="bestyrelsen, punkt 4",
    )  # fmt: skip
    return made


def newer(made: Site, *, since: int, **differs: Any) -> Definition:
    """A version that holds from a year on, and has the figures from then on."""
    last = made.definition.indicator.definitions.order_by("-version")[0]
    values = {field.attname: getattr(last, field.attname) for field in Definition._meta.fields}
    del values["id"]
    found = Definition.objects.create(
        **{**values, "version": last.version + 1, "valid_from": dt.date(since, 1, 1), **differs}
    )
    Cell.objects.filter(definition=last, slot__gte=str(since)).update(definition=found)
    computed(made)
    return found


def computed(made: Site) -> None:
    mark_stale(groups=[made.definition.indicator.group], reason="prøve")
    recompute.drain()


def statements() -> list[tuple[Any, ...]]:
    """Everything said, but under which version, in a fixed order."""
    found = []
    for row in Result.objects.published():
        details = {k: v for k, v in (row.details or {}).items() if k != "definition"}
        found.append((*(getattr(row, name) for name in COLUMNS), details))
    return sorted(found, key=repr)


def test_an_unbroken_version_leaves_every_statement_as_it_was() -> None:
    made = built()
    recompute.drain()
    before = statements()
    assert {row[COLUMNS.index("statement")] for row in before} >= {"trend", "pace", "projection"}
    assert any(row[COLUMNS.index("state")] == "suppressed" for row in before)
    newer(made, since=2021, numerator="uden job eller uddannelse")
    assert statements() == before
    newer(made, since=2023, caveat="Ny kilde")
    assert statements() == before


def test_results_bear_the_first_version_however_many_follow() -> None:
    made = built()
    newer(made, since=2021)
    newer(made, since=2023)
    found = Result.objects.published().values_list("definition", flat=True)
    assert set(found) == {made.definition.pk}


def test_each_figure_says_which_version_it_was_made_with() -> None:
    made = built()
    recompute.drain()
    assert "definition" not in (level("a", "2024").details or {})
    newer(made, since=2021)
    said = [(level("a", str(year)).details or {})["definition"] for year in (2020, 2021)]
    assert said == [1, 2]


def test_the_newest_version_judges_the_whole_curve() -> None:
    made = built()
    newer(made, since=2021, direction="higher")
    (entry,) = results.catalogue(restricted=False)
    assert (entry.direction, entry.definition_id) == ("higher", made.definition.pk)
    assert [one.version for one in entry.members] == [1, 2]


@pytest.mark.parametrize("differs", [{"breaks_series": True}, {"unit": "procent"}])
def test_a_break_cuts_the_curve_said_or_not(differs: dict[str, Any]) -> None:
    made = built()
    after = newer(made, since=2022, **differs)
    changes = Result.objects.published().filter(statement="change", area__slug="a")
    assert {row.baseline_slot for row in changes.filter(definition=after)} == {"2022"}
    trends = Result.objects.published().filter(statement="trend", slot__gte="2022")
    assert not trends.exists()
    first, second = results.catalogue(restricted=False)
    assert (first.definition_id, second.definition_id) == (made.definition.pk, after.pk)
    assert (first.breaks_series, second.breaks_series) == (False, True)


def test_where_two_versions_have_a_figure_the_one_that_holds_is_shown() -> None:
    made = built()
    after = newer(made, since=2022)
    again = Site(after, made.areas, made.data_set, made.source)
    correct(again, "a", "2020", (100, 200))  # a period of the older version
    correct(made, "a", "2023", (100, 200))  # a period of the newer one
    computed(made)
    assert (level("a", "2020").numerator, level("a", "2023").numerator) == (56, 53)


def test_a_figure_that_is_out_stands_until_the_one_that_holds_is_out_too() -> None:
    made = built()
    after = newer(made, since=2022)
    Cell.objects.filter(definition=after, slot="2024").update(definition=made.definition)
    again = Site(after, made.areas, made.data_set, made.source)
    correct(again, "a", "2024", (20, 200), workflow="draft")
    computed(made)
    assert level("a", "2024").numerator == 52
    correct(again, "a", "2024", (20, 200))
    computed(made)
    assert level("a", "2024").numerator == 20


def test_what_was_shown_or_hidden_under_a_later_version_is_known_of_the_series() -> None:
    made = built()
    after = newer(made, since=2021)
    group = made.definition.indicator.group
    group.refresh_from_db()
    run = group.current_run
    assert run is not None
    assert run.audit is not None
    area, total = made.areas["a"].pk, total_category().pk
    PublishedCell.objects.create(
        definition=after, area_id=area, category_id=total, statement="level", slot="2022",
        numerator=9, denominator=200, estimate=4.5, run=run,
    )  # fmt: skip
    run.audit["kept"] = [[after.pk, total, area, "2023"]]
    run.save()
    shown = [one.place for one in editions.earlier(group)]
    assert (made.definition.pk, total, area, "2022") in shown
    assert editions.hidden_in(group, run.pk) == [(made.definition.pk, total, area, "2023")]
    computed(made)
    assert level("a", "2023").state == "suppressed"


def test_what_is_expected_of_a_cell_holds_for_whichever_version_it_is_written_in() -> None:
    made = built()
    after = newer(made, since=2021)
    place = made.areas["a"].pk, "2025"
    found = ranges_of([after.pk], [place[0]], [place[1]])
    assert (after.pk, *place) in found


def test_limits_fixed_under_one_version_hold_for_the_curve() -> None:
    counts: dict[str, tuple[float, float]] = {
        f"{year}M{month:02}": (20 + month % 3, 200)
        for year in (2023, 2024)
        for month in range(1, 13)
    }
    made = site({"a": counts}, frequency="month")
    after = newer(made, since=2024)
    ControlLimit.objects.create(
        definition=after, area=made.areas["a"], from_slot="2024M01", reason="Nyt team"
    )
    computed(made)
    assert one("xmr", "a", "2024M12").baseline_slot == "2024M01"


def test_an_explanation_names_each_years_version_and_old_addresses_still_lead_there() -> None:
    made = built()
    newer(made, since=2021)
    client = Client()
    client.force_login(seated_user("board"))
    for version in ("", "?version=1", "?version=2"):
        page = client.get(f"/indikatorer/uden-job/forklar/b/udvikling/{version}")
        assert page.status_code == 200
        text = page.content.decode()
        assert "definition&nbsp;1" in text
        assert "definition&nbsp;2" in text


def test_the_file_of_all_statements_has_one_series() -> None:
    made = built()
    newer(made, since=2021)
    lines = list(every(restricted=False))
    column = lines[0].lstrip("\ufeff").split(";").index("definition")
    assert {line.split(";")[column] for line in lines[1:]} == {"2"}
