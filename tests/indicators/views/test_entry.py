"""The entry pages by plain HTTP: who gets in, what one cell answers."""

from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from indicators.models import Measurement
from tests.factories.entry import House, make_definition, make_house

pytestmark = pytest.mark.django_db
GRID = {"for_what": "i-trygge", "first_year": "2021", "last_year": "2024"}


@pytest.fixture
def house() -> House:
    return make_house()


@pytest.fixture
def desk(house: House) -> Client:
    """The secretary's browser."""
    client = Client()
    client.force_login(house.secretary)
    return client


def url(house: House, *, slot: str = "2024", area: int = 0) -> str:
    return reverse("indicators:entry-cell", args=[house.safe.pk, house.areas[area].pk, slot])


def test_a_cell_saves_itself_and_says_so(house, desk):
    answer = desk.post(url(house), {"first": "411", "second": "508", "seen": 0})
    assert answer.status_code == 200
    told = answer.json()
    assert (told["status"], told["version"], told["lines"]) == ("saved", 1, ["411", "508"])
    assert told["note"] == "80,9 %"
    assert told["by"] == "sekretaer"
    assert Measurement.objects.get().numerator == 411


def test_the_grid_shows_what_was_saved(house, desk):
    desk.post(url(house), {"first": "411", "second": "508", "seen": 0})
    page = desk.get(reverse("indicators:entry"), GRID)
    assert page.status_code == 200
    body = page.content.decode()
    assert f'id="c-{house.safe.pk}-{house.areas[0].pk}-2024-1"' in body
    assert 'value="411"' in body
    assert 'value="508"' in body
    assert "80,9 %" in body


def test_whole_page_saves_without_javascript_and_keeps_what_was_refused(house, desk):
    first, second = (f"{house.safe.pk}-{area.pk}-2024" for area in house.areas[:2])
    fields = {
        "seen": f'{{"{first}": 0, "{second}": 0}}',
        f"c-{first}-1": "411", f"c-{first}-2": "508", f"c-{second}-1": "600", f"c-{second}-2": "500",
    }  # fmt: skip
    page = desk.post(reverse("indicators:entry") + "?" + urlencode(GRID), fields)
    body = page.content.decode()
    assert page.status_code == 422
    assert [m.numerator for m in Measurement.objects.all()] == [411]
    assert "1 celle er gemt." in body
    assert "Delen (600) er større end helheden (500)" in body
    assert 'value="600"' in body
    assert f'href="#c-{second}-1"' in body


def test_beside_a_refusal_nothing_is_told_of_the_older_figure(house, desk):
    desk.post(url(house), {"first": "411", "second": "508", "seen": 0})
    key = f"{house.safe.pk}-{house.areas[0].pk}-2024"
    fields = {"seen": f'{{"{key}": 1}}', f"c-{key}-1": "sytten", f"c-{key}-2": "508"}
    page = desk.post(reverse("indicators:entry") + "?" + urlencode(GRID), fields)
    body = page.content.decode()
    assert page.status_code == 422
    assert "sytten er ikke et" in body or "Det er ikke et tal" in body
    assert "80,9 %</span>" not in body


def test_a_page_with_very_many_cells_can_be_sent(house, desk):
    fields = {f"c-9-{number}-2024-1": "" for number in range(2000)}
    page = desk.post(reverse("indicators:entry") + "?" + urlencode(GRID), {"seen": "{}", **fields})
    assert page.status_code == 200


def test_page_leaves_alone_what_its_reader_did_not_touch(house, desk):
    cell = f"{house.safe.pk}-{house.areas[0].pk}-2024"
    desk.post(url(house), {"first": "411", "second": "508", "seen": 0})
    desk.post(url(house), {"first": "412", "second": "508", "seen": 1})
    old_page = {"seen": f'{{"{cell}": 1}}', f"c-{cell}-1": "411", f"c-{cell}-2": "508"}
    address = reverse("indicators:entry") + "?" + urlencode(GRID)
    assert "ingen ændringer" in desk.post(address, old_page).content.decode()
    edited = desk.post(address, {**old_page, f"c-{cell}-1": "300"})
    assert edited.status_code == 422
    assert "skrev samtidig" in edited.content.decode()
    assert Measurement.objects.count() == 2


def test_refusal_says_why_in_danish_and_stores_nothing(house, desk):
    answer = desk.post(url(house), {"first": "600", "second": "508", "seen": 0})
    assert answer.status_code == 422
    assert answer.json()["status"] == "refused"
    assert "større end helheden" in answer.json()["message"]
    waiting = desk.post(url(house), {"first": "411", "seen": 0}).json()
    assert (waiting["status"], waiting["message"][:14]) == ("waiting", "Mangler nævner")
    assert not Measurement.objects.exists()


def test_parallel_edit_answers_with_the_other_figure(house, desk):
    desk.post(url(house), {"first": "411", "second": "508", "seen": 0})
    answer = desk.post(url(house), {"first": "300", "second": "508", "seen": 0})
    assert answer.status_code == 409
    assert (answer.json()["lines"], answer.json()["version"]) == (["411", "508"], 1)
    again = desk.post(url(house), {"first": "411", "second": "508", "seen": 0})
    assert (again.status_code, again.json()["status"]) == (200, "unchanged")


@pytest.mark.parametrize("where", ["first", "second", "comment"])
def test_cpr_like_text_is_neither_stored_nor_logged_nor_repeated(house, desk, where, caplog):
    fields = {"first": "1", "second": "2", "comment": "", "seen": 0, where: "født 010180-1234"}
    answer = desk.post(url(house), fields)
    assert answer.status_code == 422
    assert "ligner et CPR-nummer" in answer.json()["message"]
    assert "1234" not in answer.content.decode() + caplog.text
    cell = f"{house.safe.pk}-{house.areas[0].pk}-2024"
    page = desk.post(
        reverse("indicators:entry") + "?" + urlencode(GRID),
        {"seen": f'{{"{cell}": 0}}', f"c-{cell}-1": "010180-1234", f"c-{cell}-2": "7"},
    )
    assert page.status_code == 422
    assert "010180" not in page.content.decode() + caplog.text
    assert not Measurement.objects.exists()


def test_comment_alone_makes_a_version_with_the_same_figure(house, desk):
    desk.post(url(house), {"first": "411", "second": "508", "seen": 0})
    assert desk.post(url(house), {"comment": "talt igen", "seen": 1}).json()["version"] == 2
    back = desk.post(url(house), {"comment": "x" * 501, "seen": 2, "page": 1}, follow=True)
    assert "for lang" in back.content.decode()
    story = desk.get(url(house)).content.decode()
    assert "411 af 508 (80,9 %)" in story
    assert "talt igen" in story
    assert "Egen opgørelse" in story
    assert (
        "<html" not in desk.get(url(house), headers={"X-Requested-With": "fetch"}).content.decode()
    )


def test_nothing_typed_changes_nothing(house, desk):
    assert desk.post(url(house), {"seen": 0}).json()["status"] == "unchanged"
    assert desk.post(url(house), {"first": "1" * 61, "seen": 0}).status_code == 422
    assert desk.post(url(house), {"first": "1", "seen": "x"}).status_code == 422


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_supplier_sees_own_data_sets_only(house, desk):
    other = client_of(house.other_supplier)
    assert other.get(url(house)).status_code == 404
    assert other.post(url(house), {"first": "1", "second": "2", "seen": 0}).status_code == 404
    assert "Trygge" not in other.get(reverse("indicators:entry")).content.decode()
    assert other.get(reverse("indicators:entry"), GRID).content.decode().count("<table") == 0
    desk.post(url(house), {"first": "411", "second": "508", "seen": 0})
    own = client_of(house.supplier)
    assert 'value="411"' in own.get(reverse("indicators:entry"), GRID).content.decode()


def test_another_suppliers_figure_is_locked_and_unseen(house, desk):
    desk.post(url(house), {"first": "411", "second": "508", "seen": 0})
    indicator = house.safe.indicator
    indicator.data_sets.create(supplier=house.people_set.supplier)
    other = client_of(house.other_supplier)
    body = other.get(reverse("indicators:entry"), GRID).content.decode()
    assert "anden leverandør" in body
    assert "411" not in body
    assert other.post(url(house), {"first": "1", "second": "2", "seen": 1}).status_code == 404
    assert (
        other.post(url(house, area=1), {"first": "1", "second": "2", "seen": 0}).status_code == 200
    )


@pytest.mark.parametrize("slot", ["2024K1", "i-fjor", "2024k1", "1800"])
def test_unknown_cells_are_not_found(house, desk, slot):
    assert desk.get(url(house, slot=slot)).status_code == 404


def test_unknown_definition_or_area_is_not_found(house, desk):
    assert (
        desk.get(reverse("indicators:entry-cell", args=[0, house.town.pk, "2024"])).status_code
        == 404
    )
    assert (
        desk.get(reverse("indicators:entry-cell", args=[house.safe.pk, 0, "2024"])).status_code
        == 404
    )


def test_restricted_indicator_needs_the_right_to_it(house, desk):
    house.safe.indicator.is_restricted = True
    house.safe.indicator.save()
    assert desk.get(url(house)).status_code == 404
    house.secretary.person.seats.update(sees_restricted=True)
    assert desk.get(url(house)).status_code == 200


def test_grid_of_an_area_shows_indicators_of_one_frequency(house, desk):
    make_definition(
        "folketal", supplier=house.people_set.supplier, kind="count", frequency="quarter"
    )
    chosen = {"for_what": "o-omraade-1", "first_year": "2023", "last_year": "2024"}
    yearly = desk.get(reverse("indicators:entry"), chosen).content.decode()
    assert "Trygge" in yearly
    assert "Beboere" in yearly
    quarterly = desk.get(reverse("indicators:entry"), {**chosen, "frequency": "quarter"})
    assert "4. kvartal 2024" in quarterly.content.decode()
    wide = {**chosen, "frequency": "quarter", "first_year": "2020"}
    assert "tolv perioder" in desk.get(reverse("indicators:entry"), wide).content.decode()


@pytest.mark.parametrize(
    ("years", "words"),
    [
        (("2024", "2023"), "ligger efter det sidste"),
        (("1990", "2040"), "højst 40 år"),
        (("x", "2024"), ""),
    ],
)
def test_years_that_make_no_page_are_explained(house, desk, years, words):
    chosen = {"for_what": "i-trygge", "first_year": years[0], "last_year": years[1]}
    body = desk.get(reverse("indicators:entry"), chosen).content.decode()
    assert words in body
    assert "<table" not in body


def test_page_for_percentages_locks_counts(house, desk):
    desk.post(url(house), {"first": "411", "second": "508", "seen": 0})
    desk.post(url(house, area=1), {"first": "68,8", "seen": 0, "writing": "vaerdier"})
    desk.post(url(house, area=2), {"first": "0", "second": "0", "seen": 0})
    body = desk.get(reverse("indicators:entry"), {**GRID, "writing": "vaerdier-n"}).content.decode()
    assert 'value="68,8"' in body
    assert "antal svar ikke oplyst" in body
    assert body.count("readonly") == 4
    assert "ingen at regne på" in body


def test_seen_versions_that_were_tampered_with_save_nothing(house, desk):
    cell = f"c-{house.safe.pk}-{house.areas[0].pk}-2024"
    for seen in ("", "[1]", '{"x": "y"}'):
        fields = {"seen": seen, f"{cell}-1": "411", f"{cell}-2": "508"}
        page = desk.post(reverse("indicators:entry") + "?" + urlencode(GRID), fields)
        assert "ingen ændringer" in page.content.decode()


def test_grid_takes_as_many_queries_for_many_cells_as_for_few(
    house, desk, django_assert_max_num_queries
):
    for slot in ("2021", "2022", "2023", "2024"):
        for area in (0, 1, 2):
            desk.post(url(house, slot=slot, area=area), {"first": "1", "second": "2", "seen": 0})
    with django_assert_max_num_queries(19):
        desk.get(reverse("indicators:entry"), GRID)


def test_a_figure_of_a_period_that_has_not_begun_is_asked_about(house, desk):
    this = timezone.localdate().year
    choice = {**GRID, "first_year": str(this), "last_year": str(this + 1)}
    for year, is_ahead in ((this, False), (this + 1, True)):
        cell = desk.post(url(house, slot=str(year)), {"first": "411", "second": "508", "seen": 0})
        assert ("perioden er ikke begyndt" in cell.json()["note"]) is is_ahead
        page = desk.get(reverse("indicators:entry"), choice).content.decode()
        asked = (
            f"Her står tal for perioder, der ikke er begyndt: {year}. Se efter, om det er en fejl."
        )
        assert (asked in page) is is_ahead
