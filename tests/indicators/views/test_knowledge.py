"""The pages behind the figures as the secretariat's browser meets them."""

from __future__ import annotations

import pytest
from django.test import Client

from areas.models import Area
from indicators.models import (
    ComparatorChoice,
    ControlLimit,
    Definition,
    EventMarker,
    Relocation,
    StoryNote,
)
from indicators.services import comparator_choices
from partnership.services.edits import stamp_of
from tests.factories import panels
from tests.factories import people as make

pytestmark = pytest.mark.django_db
EVENTS, STORIES = "/indberetning/haendelser/", "/indberetning/noter/"
MOVES, LIMITS = "/indberetning/flytninger/", "/indberetning/kontrolgraenser/"
COMPARE = "/administration/sammenligning/"


@pytest.fixture
def site():
    return panels.site({"nord": {"2024": (10, 100)}, "kommune": {"2024": (50, 1000)}})


@pytest.fixture
def client(site):
    client = Client()
    client.force_login(make.seated_user("secretariat"))
    return client


def page(answer):
    return answer.content.decode()


def event(site, **changes):
    values = {
        "kind": "effort", "title": "Nyt beboerhus", "happened_on": "1.5.2024",
        "described_on": "", "text": "", "title_en": "", "area": site.areas["nord"].pk,
        "indicator": site.definition.indicator_id,
    }  # fmt: skip
    return {**values, **changes}


def test_an_event_is_added_corrected_and_withdrawn(client, site):
    assert "Skriv indsatser" in page(client.get(EVENTS))
    assert client.post(f"{EVENTS}opret/", event(site))["Location"] == EVENTS
    row = EventMarker.objects.get()
    assert "Nyt beboerhus" in page(client.get(EVENTS))
    change = f"{EVENTS}{row.pk}/ret/"
    assert "1.05.2024" in page(client.get(change)).replace("01.05", "1.05")
    client.post(change, event(site, title="Nyt hus", seen=stamp_of(row)))
    assert "Nyt hus" in page(client.get(EVENTS))
    withdraw = f"{EVENTS}{row.pk}/traek-tilbage/"
    assert "Mærket forsvinder" in page(client.get(withdraw))
    assert not EventMarker.objects.filter(is_withdrawn=True).exists()
    client.post(withdraw)
    assert "trukket tilbage" in page(client.get(EVENTS))


def test_what_was_typed_is_kept_where_it_is_refused(client, site):
    answer = page(client.post(f"{EVENTS}opret/", event(site, area="", text="Ring 010203-1234")))
    assert "ligner et CPR-nummer" in answer
    assert "Nyt beboerhus" in answer
    answer = page(client.post(f"{EVENTS}opret/", event(site, area="")))
    assert "Vælg det område, indsatsen er i." in answer
    assert not EventMarker.objects.exists()


def test_two_who_correct_at_once_see_both_versions(client, site):
    client.post(f"{EVENTS}opret/", event(site))
    row = EventMarker.objects.get()
    seen = stamp_of(row)
    change = f"{EVENTS}{row.pk}/ret/"
    client.post(change, event(site, title="Det ene", seen=seen))
    answer = page(client.post(change, event(site, title="Det andet", seen=seen)))
    assert "En anden har rettet det samme" in answer
    assert "Det ene" in answer
    assert "Det andet" in answer
    row.refresh_from_db()
    assert row.title == "Det ene"


def test_a_story_begins_with_the_figure_it_is_asked_from(client, site):
    begin = f"{STORIES}opret/?indikator=uden-job&omraade=nord"
    form = client.get(begin).context["form"]
    assert form["indicator"].value() == site.definition.indicator_id
    made = client.post(begin, {"indicator": site.definition.indicator_id, "text": "Vi ved mere."})
    assert made["Location"] == STORIES
    note = StoryNote.objects.get()
    assert note.writer_role == make.body("secretariat").name
    client.post(
        f"{STORIES}{note.pk}/ret/",
        {"indicator": note.indicator_id, "text": "Vi ved nu mere.", "seen": stamp_of(note)},
    )
    assert "Vi ved nu mere." in page(client.get(STORIES))
    client.post(f"{STORIES}{note.pk}/traek-tilbage/")
    assert "trukket tilbage" in page(client.get(STORIES))


def test_a_story_of_a_restricted_figure_is_for_those_who_may_see_it(client, site):
    indicator = site.definition.indicator
    note = StoryNote.objects.create(indicator=indicator, text="Kun for de betroede.")
    indicator.is_restricted = True
    indicator.save()
    assert "betroede" not in page(client.get(STORIES))
    assert client.get(f"{STORIES}{note.pk}/ret/").status_code == 404
    answer = client.post(f"{STORIES}opret/", {"indicator": indicator.pk, "text": "Nej"})
    assert answer.status_code == 200
    trusted = Client()
    trusted.force_login(make.seated_user("secretariat", sees_restricted=True))
    assert "betroede" in page(trusted.get(STORIES))


def test_a_relocation_is_announced_corrected_and_called_off(client, site):
    values = {
        "from_area": site.areas["nord"].pk, "households": 12, "starts_on": "1.1.2027",
        "announced_on": "1.5.2026", "source": "Helhedsplanen",
    }  # fmt: skip
    for wrong in ("-3", "0", "to"):
        refused = page(client.post(f"{MOVES}opret/", {**values, "households": wrong}))
        assert "Skriv et helt tal, 1 eller mere." in refused
    assert client.post(f"{MOVES}opret/", values)["Location"] == MOVES
    row = Relocation.objects.get()
    assert "Område nord → ikke oplyst" in page(client.get(MOVES))
    change = f"{MOVES}{row.pk}/ret/"
    client.post(change, {**values, "residents": 30, "seen": stamp_of(row)})
    assert Relocation.objects.get().residents == 30
    refused = client.post(change, {**values, "residents": 3, "seen": stamp_of(row)})
    assert "færre beboere end husstande" in page(refused)
    client.post(f"{MOVES}{row.pk}/aflys/")
    assert "trukket tilbage" in page(client.get(MOVES))


def test_limits_are_offered_only_for_quarters_and_months(client, site):
    values = {
        "definition": site.definition.pk, "area": site.areas["nord"].pk, "from_slot": "2024K2",
        "reason": "Ny optælling",
    }  # fmt: skip
    assert '<option value="2024K2">2. kvartal 2024</option>' in page(client.get(f"{LIMITS}opret/"))
    assert client.post(f"{LIMITS}opret/", values).status_code == 200
    Definition.objects.update(frequency="quarter")
    assert client.post(f"{LIMITS}opret/", values)["Location"] == LIMITS
    row = ControlLimit.objects.get()
    assert "Ny optælling" in page(client.get(LIMITS))
    client.post(
        f"{LIMITS}{row.pk}/ret/", {**values, "reason": "Ny vagtplan", "seen": stamp_of(row)}
    )
    assert "Ny vagtplan" in page(client.get(LIMITS))
    ControlLimit.objects.update(from_slot="1999K1")
    assert '<option value="1999K1" selected>' in page(client.get(f"{LIMITS}{row.pk}/ret/"))
    client.post(f"{LIMITS}{row.pk}/ophaev/")
    assert not ControlLimit.objects.exists()


@pytest.mark.parametrize("role", ["secretariat", "administrator"])
def test_what_is_agreed_on_is_chosen_on_one_page(site, role):
    place = make.area("Fyrrelunden", kind=Area.Kind.REFERENCE)
    client = Client()
    client.force_login(make.seated_user(role))
    assert "Fyrrelunden" in page(client.get(COMPARE))
    key = f"reference:{place.pk}"
    values = {
        "offered": ["rest", key], "agreed": key, "reason": "Mødet 1. maj, punkt 4",
        "seen": comparator_choices.offered().stamp,
    }  # fmt: skip
    assert client.post(COMPARE, values)["Location"] == COMPARE
    assert ComparatorChoice.objects.get(is_default=True).other == place
    late = page(client.post(COMPARE, {**values, "offered": ["rest", "region"], "agreed": "rest"}))
    assert "En anden har rettet det samme" in late
    assert late.count("checked") == 2
    refused = page(
        client.post(
            COMPARE,
            {**values, "agreed": "country", "seen": comparator_choices.offered().stamp},
        )
    )
    assert "Sæt også kryds ved det." in refused


def test_the_entry_page_leads_there_for_the_secretariat_alone(client):
    assert EVENTS in page(client.get("/indberetning/"))
    supplier = Client()
    supplier.force_login(make.seated_user("supplier"))
    assert EVENTS not in page(supplier.get("/indberetning/"))


def test_an_indicators_page_leads_to_its_next_note_for_the_secretariat_alone(client, site):
    begin = f"{STORIES}opret/?indikator={site.definition.indicator.code}"
    assert begin in page(client.get("/indikatorer/uden-job/"))
    member = Client()
    member.force_login(make.seated_user("board"))
    assert begin not in page(member.get("/indikatorer/uden-job/"))
