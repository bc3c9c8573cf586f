"""A partnership comes whole from one file, or not at all and with every fault named."""

from __future__ import annotations

from pathlib import Path

import pytest

from areas.models import Area
from indicators.models import (
    ComparatorChoice,
    ControlLimit,
    DisclosureThreshold,
    EventMarker,
    Measurement,
    OriginStatement,
    OutboxEntry,
    Relocation,
    Round,
    StoryNote,
    WheelEntry,
)
from indicators.services.partnership_file.files import load_partnership
from indicators.services.partnership_file.reading import FileRefused
from partnership.models import Body, Vision

EXAMPLES = Path(__file__).resolve().parents[4] / "examples"
pytestmark = pytest.mark.django_db

SMALL = """
[partnership]
code = "lille"
name = "Lille"
is_fictitious = true

[frame]
name = "Visioner"
slug = "visioner"
starts_on = 2024-01-01
ends_on = 2030-12-31

[[areas]]
code = "vang"
slug = "vang"
name = "Vang"
kind = "area"
owners = ["bo"]

[[organisations]]
slug = "bo"
name = "Bo"
kind = "housing"

[[visions]]
number = 1
slug = "godt"
title = "Godt"
goals = [{ number = 1, title = "Bedre", indicators = ["tilfredshed"] }]

[[data_sets]]
supplier = "bo"
indicators = ["tilfredshed"]

[[figures]]
indicator = "tilfredshed"
area = "vang"
source = "lokal-undersogelse"
values = { 2023 = 71.5, 2024 = { value = 73.0, n = 212 } }
"""


@pytest.fixture
def load(tmp_path):
    """Load a file with this text."""

    def _load(text, **beside):
        for name, content in beside.items():
            (tmp_path / f"{name}.csv").write_text(content, encoding="utf-8")
        path = tmp_path / "lille.toml"
        path.write_text(text, encoding="utf-8")
        return load_partnership(path)

    return _load


def refusal(load, text, **beside):
    """What the file is refused for; nothing of it may be left behind."""
    with pytest.raises(FileRefused) as refused:
        load(text, **beside)
    assert not Area.objects.exists()
    return "\n".join(refused.value.problems)


def test_a_file_brings_places_people_visions_and_figures(load):
    load(SMALL)
    assert Area.objects.get().ownerships.get().organisation.name == "Bo"
    first, second = Measurement.objects.order_by("cell__slot")
    assert (first.value, first.n, second.n) == (71.5, None, 212)
    assert first.source.code == "lokal-undersogelse"
    assert OutboxEntry.objects.exists()


def test_the_same_file_again_changes_nothing(load):
    load(SMALL)
    assert load(SMALL).made == []
    assert Measurement.objects.count() == 2


def test_figures_can_lie_in_a_csv_file_beside_it(load):
    text = SMALL.replace('name = "Lille"', 'name = "Lille"\nfigures_file = "tal.csv"')
    load(
        text,
        tal="indicator;area;period;value;n;source;published_on\n"
        "tilfredshed;vang;2025;74,5;198;lokal-undersogelse;2026-02-01\n",
    )
    assert Measurement.objects.get(cell__slot="2025").value == 74.5


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('kind = "area"', 'kind = "bydel"', "[[areas]] 1: “kind” kan ikke være “bydel”"),
        ('slug = "vang"', "", "[[areas]] 1: feltet “slug” mangler"),
        ('name = "Vang"', "name = 7", "[[areas]] 1: “name” skal være en tekst"),
        ('name = "Vang"', 'name = "Vang"\nfarve = "gul"', "ukendt felt “farve”"),
        ('owners = ["bo"]', 'owners = ["vi"]', "[[areas]] vang: organisationen “vi” findes ikke"),
        ('["tilfredshed"] }', '["tilfreds"] }', "indikatoren “tilfreds” findes hverken"),
        ('area = "vang"', 'area = "veng"', "[[figures]] 1: området “veng” findes ikke"),
        (
            "2023 = 71.5",
            "2023 = 171.5",
            "tilfredshed, vang, 2023: En procent ligger mellem 0 og 100",
        ),
        ("values =", 'supplier = "x"\nvalues =', "“x” står ikke som leverandør"),
        ("2023 = 71.5", "forrige = 71.5", "ukendt periode “forrige”"),
        ("[frame]", "[ramme]", "Ukendt afsnit: [ramme]"),
        ("[frame]", "frame = [", "Filen kan ikke læses som TOML"),
        ('name = "Bo"', 'name = "Bo 010203-1234"', "CPR-nummer"),
        ("2030-12-31", "2020-12-31", "frame"),
    ],
)
def test_a_fault_is_named_with_its_place_and_nothing_is_loaded(load, old, new, told):
    assert old in SMALL
    assert told in refusal(load, SMALL.replace(old, new))


def test_every_fault_is_named_at_once(load):
    text = SMALL.replace('kind = "area"', 'kind = "x"').replace('kind = "housing"', 'kind = "y"')
    told = refusal(load, text)
    assert "[[areas]] 1" in told
    assert "[[organisations]] 1" in told


def test_a_second_partnership_with_two_municipalities_comes_from_one_file():
    load_partnership(EXAMPLES / "to-kommuner.toml")
    assert Area.objects.filter(kind=Area.Kind.MUNICIPALITY).count() == 2
    assert Area.objects.compared().count() == 4
    assert Vision.objects.count() == 2
    homes = {area.extents.get().parent.name for area in Area.objects.compared()}
    assert len(homes) == 2


def test_what_was_corrected_meanwhile_stays_corrected(load):
    load(SMALL)
    Body.objects.create(kind="board", name="Styregruppe", slug="styregruppe")
    Area.objects.update(name="Vangen")
    load(SMALL)
    assert Area.objects.get().name == "Vangen"


KNOWLEDGE = """
[[category_sets]]
code = "hustand"
name = "Husstand"
categories = [{ code = "med", name = "Med børn" }, { code = "uden", name = "Uden børn" }]

[[figures]]
indicator = "tilfredshed"
area = "vang"
source = "lokal-undersogelse"
category_set = "hustand"
category = "med"
values = { 2024 = { value = 70.0, n = 90, population = 400, design_effect = 1.2 } }

[[events]]
kind = "effort"
title = "Nyt beboerhus"
happened_on = 2024-05-01
described_on = 2024-01-15
area = "vang"
indicator = "tilfredshed"

[[stories]]
indicator = "tilfredshed"
area = "vang"
slot = "2024"
text = "Beboerhuset åbnede i maj."
written_on = 2025-01-10
role = "Sekretariatet"

[[relocations]]
from = "vang"
households = 12
starts_on = 2026-02-01
announced_on = 2025-06-01
source = "Helhedsplanen"

[[comparators]]
kind = "rest"

[[comparators]]
kind = "municipality"
default = true

[[thresholds]]
source = "lokal-undersogelse"
least_answers = 50
reason = "Aftalt"

[[control_limits]]
indicator = "tilfredshed"
area = "vang"
from_slot = "2024"
reason = "Nyt spørgeskema"
fixed_on = 2025-02-01

[[statutory_inputs]]
key = "income"
indicator = "tilfredshed"

[[origin_statements]]
area = "vang"
limit = 30
is_over = false
list_on = 2025-12-01
source = "Listen"
"""


def test_a_file_brings_events_stories_relocations_and_choices_and_only_once(load):
    load(SMALL + KNOWLEDGE)
    assert EventMarker.objects.get().is_effort
    assert StoryNote.objects.get().writer_role == "Sekretariatet"
    assert (Relocation.objects.get().to_area, Relocation.objects.get().residents) == (None, None)
    assert ComparatorChoice.objects.get(is_default=True).kind == "municipality"
    threshold = DisclosureThreshold.objects.get()
    assert (threshold.least_count, threshold.least_answers) == (5, 50)
    assert ControlLimit.objects.get().from_slot == "2024"
    assert not OriginStatement.objects.get().is_over
    part = Measurement.objects.get(cell__category__code="med")
    assert (part.population, float(part.design_effect)) == (400, 1.2)
    assert load(SMALL + KNOWLEDGE).made == []


ASKING = """
[[wheel]]
name = "Årets tal"
indicators = ["tilfredshed"]
areas = ["vang"]
frequency = "year"
months = [2]

[[rounds]]
name = "Forår 2025"
indicators = ["tilfredshed"]
areas = ["vang"]
slots = ["2024"]
opens_on = 2025-02-01
deadline = 2025-03-01
closed_on = 2025-03-05
"""


def test_a_file_brings_the_wheel_and_rounds_and_only_once(load):
    load(SMALL + ASKING)
    assert WheelEntry.objects.get().months == [2]
    found = Round.objects.get()
    assert (found.slots, found.closed_at is not None) == (["2024"], True)
    assert [area.code for area in found.areas.all()] == ["vang"]
    assert load(SMALL + ASKING).made == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('slots = ["2024"]', 'slots = ["2024K9"]', "[[rounds]] “Forår 2025”: Perioden “2024K9”"),
        ('slots = ["2024"]', 'slots = ["2024K1"]', "[[rounds]] “Forår 2025”: Ingen af perioderne"),
        ("months = [2]", "months = [13]", "[[wheel]] “Årets tal”: Månederne er 1-12."),
        ("months = [2]", "months = [2]\nday = 31", "[[wheel]] “Årets tal”:"),
        ('areas = ["vang"]', 'areas = ["vaeng"]', "[[wheel]] 1: området “vaeng” findes ikke"),
    ],
)
def test_what_cannot_be_asked_for_is_told(load, old, new, told):
    assert told in refusal(load, SMALL + ASKING.replace(old, new, 1))


def test_whoever_answers_must_stand_in_the_file(load):
    text = SMALL.replace("[[data_sets]]", '[[data_sets]]\nresponsible = "Ingen"', 1)
    assert "personen “Ingen” findes ikke i filen" in refusal(load, text)


def test_what_the_partnership_agreed_on_meanwhile_stays_agreed(load):
    ComparatorChoice.objects.create(kind="rest", is_default=True)
    load(SMALL + KNOWLEDGE)
    assert ComparatorChoice.objects.get(is_default=True).kind == "rest"
    assert ComparatorChoice.objects.filter(kind="municipality").exists()


@pytest.mark.parametrize(
    ("old", "new", "told", "remedy"),
    [
        ('kind = "effort"', 'kind = "indsats"', "[[events]] 1: “kind” kan ikke være", "Vælg mellem"),
        ('area = "vang"\nindicator = "tilfredshed"\n\n[[stories]]', "\n[[stories]]",
         "[[events]] 1: en indsats", "Skriv begge"),
        ('slot = "2024"\ntext', 'slot = "sidste år"\ntext', "[[stories]] 1: “slot” er ikke en periode",
         "Skriv fx 2024"),
        ('role = "Sekretariatet"', "", "[[stories]] 1: feltet “role” mangler", "Tilføj det"),
        ('from = "vang"\n', 'from = "vang"\nto = "vang"\n', "[[relocations]] 1: “from” og “to”",
         "Ret det ene"),
        ("households = 12", "households = 0", "[[relocations]] 1: “households” skal være mindst 1", ""),
        ("households = 12", "households = 12\nends_on = 2025-01-01",
         "[[relocations]] 1: “ends_on” ligger før “starts_on”", "Byt om"),
        ("default = true", "default = false", "[[comparators]]: præcis én række", "default = true"),
        ('kind = "rest"', 'kind = "reference"', "[[comparators]] 1: et referenceområde", "“area”"),
        ("least_answers = 50", "least_count = 2", "[[thresholds]] 1: “least_count” kan ikke", "3"),
        ('from_slot = "2024"', 'from_slot = "24"', "[[control_limits]] 1: “from_slot”", "Skriv fx"),
        ('key = "income"', 'key = "indkomst"', "[[statutory_inputs]] 1: “key” kan ikke", "Vælg mellem"),
        ('category = "med"', 'category = "mad"', "[[figures]] 2: opdelingen “hustand:mad” findes",
         "Mente du “hustand:med”?"),
        ('{ code = "uden", name = "Uden børn" }', "", "[[category_sets]] 1: en opdeling skal", "Tilføj"),
        ("[[origin_statements]]", "[[origin_statement]]", "Ukendt afsnit: [origin_statement]",
         "Mente du “origin_statements”?"),
        ("n = 90, population = 400", "n = 90, population = 40", "Der er flere svar (90)", "Ret et af"),
        ("design_effect = 1.2", "design_effect = 0", "Designeffekten (0)", "Skriv et tal over 0"),
        ("value = 70.0", "value = nan", "[[figures]] tilfredshed, vang, 2024", ""),
        ("value = 70.0", "value = inf", "[[figures]] tilfredshed, vang, 2024", ""),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_told_with_a_remedy(load, old, new, told, remedy):
    assert old in KNOWLEDGE
    problems = refusal(load, SMALL + KNOWLEDGE.replace(old, new, 1))
    assert told in problems
    assert remedy in problems


def test_a_row_the_database_refuses_names_its_section_and_field(load):
    problems = refusal(load, SMALL.replace('slug = "vang"', 'slug = "Vang og mark"'))
    assert "[[areas]] “Vang”: “slug”: " in problems


def test_a_text_in_a_story_may_not_hold_a_civil_number(load):
    told = refusal(load, SMALL + KNOWLEDGE.replace("åbnede i maj", "åbnede 010203-1234"))
    assert "CPR-nummer" in told


GENERATOR = """
[generator]
seed = "lille"
first = 2022
last = 2024
as_of = 2026-01-01
sizes = { beboere = { vang = [500, 520] } }
bases = { alle = ["beboere", 1.0] }

[[generator.series]]
indicator = "tilfredshed"
source = "lokal-undersogelse"
population = "alle"
levels = { vang = [70.0, 72.0] }
"""


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('population = "alle"', 'population = "ale"', "gruppen “ale” står ikke i bases. Mente du “alle”?"),
        ('population = "alle"', 'base = "børn"', "gruppen “børn” står ikke i bases. Tilføj den"),
        ('population = "alle"', 'mean_of = "tryg"', "serien “tryg” står ikke før denne. Flyt den op"),
        ('population = "alle"', 'steps = [{ area = "veng", from = "2023", factor = 2 }]',
         "området “veng” findes ikke i filen. Mente du “vang”?"),
        ('population = "alle"', "breakdowns = { sex = { \"mænd\" = [0.5, 1.0] } }", "opdelingen “sex:mænd”"),
    ],
)  # fmt: skip
def test_a_series_that_leans_on_nothing_is_told(load, old, new, told):
    assert told in refusal(load, SMALL + GENERATOR.replace(old, new))


def test_an_invented_survey_knows_whom_it_is_about(load):
    load(SMALL.split("[[figures]]")[0] + GENERATOR)
    newest = Measurement.objects.get(cell__slot="2024")
    assert newest.population == 520
    assert newest.n <= newest.invited <= 520
