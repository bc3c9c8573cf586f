"""A partnership comes whole from one file, or not at all and with every fault named."""

from __future__ import annotations

from pathlib import Path

import pytest

from areas.models import Area
from indicators.models import Measurement, OutboxEntry
from indicators.services.partnership_files import load_partnership
from indicators.services.partnership_reading import FileRefused
from partnership.models import Body, Vision

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
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
