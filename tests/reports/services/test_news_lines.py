"""What is new in a brief: the figure now beside the one before it, and what the verdict did."""

from __future__ import annotations

import datetime as dt
import re

import pytest
import time_machine

from indicators.models import Indicator
from indicators.services.recompute import groups as recompute
from reports.services import drafts, figure_lines, news_lines
from tests.factories import briefs
from tests.factories.panels import correct, site

pytestmark = pytest.mark.django_db
EARLY = {
    "a": {"2021": (40, 400), "2022": (44, 400), "2023": (80, 400)},
    "b": {"2021": (50, 250), "2022": (49, 250), "2023": (50, 250)},
    "kommune": {"2021": (1000, 10000), "2022": (990, 10000), "2023": (985, 10000)},
}
LATE = {"a": (30, 400), "b": (51, 250), "kommune": (960, 10000)}
MET = briefs.MOMENT - dt.timedelta(days=60)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(briefs.MOMENT, tick=False):
        yield


def news():
    return news_lines.changed(figure_lines.picture(), MET)


def told():
    return [each.text for each in news().lines if "Nyt tal" in each.text]


def computed(late=LATE, **early):
    """Figures known at the last meeting, and those that came after it."""
    made = site({**EARLY, **early})
    recompute.drain()
    for area, counts in late.items():
        correct(made, area, "2024", counts, published_on=dt.date(2026, 4, 1))
    recompute.drain()
    return made


def test_the_figure_now_stands_beside_the_one_before_with_both_periods_and_the_verdict():
    computed()
    assert told() == [
        (
            "Nyt tal for 2024, i parentes det for 2023: Område a 7,5 (20,0), Område b 20,4 (20,0) "
            "pct. Vurderingen er ændret: Område a. Vurderingen er uændret: Område b."
        )
    ]
    assert not news().lacks_verdicts


def test_both_figures_have_their_passport_and_are_those_that_are_kept():
    computed()
    (passport,) = news().lines[0].passports
    assert "n = 400 (Område a), 250 (Område b); 2023: n = 400 (Område a), 250 (Område b)" in (
        passport.text
    )
    known = {(each.area_id, each.slot): each.estimate for each in passport.readings}
    assert sorted(slot for _area, slot in known) == ["2023", "2023", "2024", "2024"]
    assert sorted(known.values()) == [7.5, 20.0, 20.0, 20.4]


def hidden():
    made = computed()
    correct(made, "a", "2023", (3, 400))
    return made


def unreleased():
    made = computed(a={"2021": (40, 400), "2022": (44, 400)})
    correct(made, "a", "2023", (80, 400), workflow="approved")
    return made


def released_late():
    made = computed()
    correct(made, "a", "2023", (80, 400), published_on=dt.date(2026, 4, 2))
    return made


@pytest.mark.parametrize("shut", [hidden, unreleased, released_late])
def test_what_is_hidden_now_or_was_not_out_then_is_never_the_figure_before(shut):
    shut()
    recompute.drain()
    lines = " ".join(told())
    assert "i parentes det for 2022: Område a 7,5 (11,0)" in lines
    assert re.search(r"Område b 20,4 \((20,0|19,6)\)", lines)  # hidden, too, where b tells of a
    assert not re.search(r"Område a 7,5 \((?!11,0)", lines)


def test_a_new_figure_that_is_hidden_is_not_told_and_neither_is_the_one_before_it():
    computed({**LATE, "a": (3, 400)})
    (line,) = told()
    assert "Område a" not in line
    assert "Område b 20,4 (20,0)" in line


def test_restricted_figures_are_told_in_no_brief():
    computed()
    Indicator.objects.update(is_restricted=True)
    assert news().lines == ()


def test_a_first_figure_stands_alone_and_nothing_is_said_of_its_verdict():
    computed({"a": (30, 400)}, a={})
    assert told() == ["Nyt tal for 2024: Område a 7,5 pct."]


def test_where_no_edition_stood_at_the_last_meeting_it_is_said_that_verdicts_cannot_be_compared():
    world = briefs.world()
    content = drafts.draft_of(world.meeting).content
    section = next(each for each in content["sections"] if each["key"] == "changed")
    assert "Vurderingen er uændret" not in str(section["lines"])
    assert section["note"].endswith("så den kan ikke sammenlignes.")


def test_figures_of_one_period_that_came_on_different_days_bear_both_days():
    made = computed()
    correct(made, "b", "2024", (51, 250), published_on=dt.date(2026, 4, 9))
    recompute.drain()
    (passport,) = news().lines[0].passports
    assert "offentliggjort 1.4.2026, 9.4.2026, n = 400 (Område a), 250 (Område b)" in passport.text
