"""The draft of a brief: its words, where its numbers come from, its two pages, its bytes."""

from __future__ import annotations

import datetime as dt
import io
import re
from pathlib import Path

import docx
import pytest
import time_machine
from django.utils import translation
from pypdf import PdfReader

from indicators.models import Indicator, Result, ResultNews
from indicators.rules.figures import DANISH
from indicators.services import frozen_copies
from indicators.services.recompute import groups as recompute
from reports.exports import brief_files
from reports.models import Brief, BriefBlock
from reports.rules import blocks
from reports.services import drafts
from tests.factories import (
    briefs,
    frozen,
    meetings,
    panels,
    people,
    programme,
    results,
    reviews,
)
from tests.factories.decisions import follow_up

pytestmark = pytest.mark.django_db
GOLDEN = Path(__file__).parents[1] / "golden"


@pytest.fixture
def world():
    with time_machine.travel(briefs.MOMENT, tick=False):
        yield briefs.world()


def section(content, key):
    return next(each for each in content["sections"] if each["key"] == key)


def told(content, key):
    return [f"{each['title']}: {each['told']['text']}" for each in section(content, key)["lines"]]


def pdf_text(made):
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)


def word_text(made):
    return "\n".join(each.text for each in docx.Document(io.BytesIO(made)).paragraphs)


def test_the_words_are_those_of_the_golden_file(world):
    content = drafts.draft_of(world.meeting).content
    assert briefs.text_of(content) == (GOLDEN / "world.txt").read_text()


def review_world():
    """A review on the agenda of a body, of an intervention with an expected effect in two areas."""
    made = frozen.many_years()
    body = people.body("coordination", name="Prøvegruppen", slug="proevegruppen")
    effort = programme.running("Jobvejleder", body=body)
    frozen.expect(made, effort, "a", "b")
    recompute.drain()
    review = reviews.review(effort, due_on=dt.date(2026, 5, 1))
    meeting = briefs.ahead(body, title="Møde i maj", place="")
    meetings.item(
        meeting, "Effektopfølgning: Jobvejleder", kind="review", origin=review.origin,
        carries_over=True,
    )  # fmt: skip
    return meeting


def test_a_review_stands_with_its_evidence_and_a_wording_to_begin_with():
    with time_machine.travel(briefs.MOMENT, tick=False):
        draft = drafts.draft_of(review_world())
    found = briefs.text_of(draft.content)
    assert found == (GOLDEN / "review.txt").read_text()
    first = section(draft.content, "decide")["lines"][0]
    assert all(each["sources"] and each["tells"] for each in first["points"])
    strength, *effects = first["points"]
    assert strength["text"].startswith("Hvor stærkt er grundlaget? ")
    assert len(effects) == 2
    assert set(strength["tells"]) == {key for each in effects for key in each["tells"]}
    assert strength["text"] in word_text(brief_files.docx(draft.content))
    assert "Hvor stærkt er grundlaget?" in pdf_text(draft.pdf)
    assert brief_files.pages_of(draft.pdf) <= 2


def test_the_document_is_danish_whoever_asks(world):
    danish = drafts.draft_of(world.meeting)
    with translation.override("en"):
        assert drafts.draft_of(world.meeting) == danish


def test_without_anything_to_tell_each_section_says_so_in_a_sentence():
    with time_machine.travel(briefs.MOMENT, tick=False):
        body = people.body("coordination", name="Prøvegruppen", slug="proevegruppen")
        meeting = briefs.ahead(body, title="Møde i maj", place="")
        content = drafts.draft_of(meeting).content
    assert briefs.text_of(content) == (GOLDEN / "empty.txt").read_text()
    assert [each["key"] for each in content["sections"]] == list(blocks.SECTIONS)
    assert all(each["empty"].endswith(".") for each in content["sections"])


def test_the_same_data_gives_the_same_bytes(world):
    first, second = drafts.draft_of(world.meeting), drafts.draft_of(world.meeting)
    assert first.pdf == second.pdf
    assert brief_files.docx(first.content) == brief_files.docx(second.content)


def test_page_and_files_say_the_same(world):
    draft = drafts.draft_of(world.meeting)
    words = brief_files.docx(draft.content)
    flat = re.sub(r"\s+", " ", pdf_text(draft.pdf))
    for each in draft.content["sections"]:
        for line in each["lines"]:
            assert line["told"]["text"] in word_text(words)
            assert line["title"] in flat


def test_the_word_file_is_set_close_with_each_title_on_the_line_of_its_words(world):
    made = docx.Document(io.BytesIO(brief_files.docx(drafts.draft_of(world.meeting).content)))
    lines = [each.text for each in made.paragraphs]
    assert lines[:2] == ["Prøvegruppen · Mødeoplæg", "Møde i maj"]
    assert any(line.startswith("Lektiecafé – Beslutningspunkt. ") for line in lines)
    at = lines.index("Forslag til beslutning")
    assert lines[at + 1] == "At lektiecaféen fortsætter."
    assert made.styles["Normal"].font.size.pt == 9
    assert [each.text for each in made.paragraphs if each.style.name == "Heading 1"] == [
        each["title"] for each in drafts.draft_of(world.meeting).content["sections"]
    ] + ["Kilder"]


def numbers_of(readings, entry_decimals=1):
    """Every way in which a stored figure may be written."""
    known = set()
    by_place = {(each.statement, each.area_id): each for each in readings}
    for each in readings:
        for value in (each.estimate, each.lower, each.upper):
            if value is not None:
                known |= {DANISH.size(value, places) for places in (0, 1, 2)}
        if each.n is not None:
            known.add(DANISH.plain(each.n, 0))
        gap = by_place.get(("gap", each.area_id))
        if each.statement == "gap_change" and gap is not None:
            known.add(DANISH.size((gap.estimate or 0) - (each.estimate or 0), entry_decimals))
    return known


DATES = re.compile(
    r"\d{1,2}\. \w+ \d{4}|\d{1,2}\.\d{1,2}\.\d{4}|kl\. \d\d\.\d\d–\d\d\.\d\d|\b20\d\d-\d{3}\b"
)
SOURCES = re.compile(r"\[\d+(?:, \d+)*\]")


def test_every_number_is_a_stored_figure_a_day_or_a_count(world):
    ResultNews.objects.create(
        kind="verdict", definition=world.site.definition, area=world.site.areas["b"],
        statement="gap_change", slot="2024",
    )  # fmt: skip
    draft = drafts.draft_of(world.meeting)
    text = SOURCES.sub("", DATES.sub("", briefs.text_of(draft.content)))
    known = numbers_of(draft.readings) | {"18", "64"}  # the ages in an indicator's own words
    known |= {each.slot for each in draft.readings} | {
        each.baseline_slot for each in draft.readings
    }
    found = re.findall(r"\d+(?:\.\d{3})*(?:,\d+)?", text)
    assert len(found) > 15
    assert [number for number in found if number not in known] == []


def test_a_sentence_holds_no_number_but_those_of_the_figures_it_names_itself(world):
    """Asked sentence by sentence: a figure of another area or period would not do."""
    draft = drafts.draft_of(world.meeting)
    stored = {frozen_copies.key_of(each).word: each for each in draft.readings}
    asked = 0
    for part in draft.content["sections"]:
        for line in part["lines"]:
            told = line["told"]
            own = [stored[key] for key in told["tells"]]
            known = numbers_of(own) | {
                slot for each in own for slot in (each.slot, each.baseline_slot)
            }
            text = DATES.sub("", told["text"])
            found = re.findall(r"\d+(?:\.\d{3})*(?:,\d+)?", text)
            assert [number for number in found if number not in known] == [], told["text"]
            asked += len(found)
    assert asked > 8
    news = next(
        each for each in section(draft.content, "changed")["lines"] if "tal" in each["told"]["text"]
    )
    assert {key.split("/")[5] for key in news["told"]["tells"]} == {"2023", "2024"}


def test_every_figure_refers_to_a_source_with_period_and_n(world):
    content = drafts.draft_of(world.meeting).content
    numbers = {each["number"]: each for each in content["sources"]}
    for each in (section(content, "changed"), section(content, "gaps")):
        for line in each["lines"]:
            if line["told"]["tells"]:
                assert line["told"]["sources"]
                for number in line["told"]["sources"]:
                    assert "2024" in numbers[number]["text"]
                    assert "n = " in numbers[number]["text"]
                    assert numbers[number]["tells"]


def test_what_is_hidden_is_said_in_words_and_never_as_a_figure(world):
    draft = drafts.draft_of(world.meeting)
    assert "Uden job: Skjult, fordi tallet bygger på få personer: Område c." in told(
        draft.content, "holes"
    )
    hidden = world.site.areas["c"].pk
    assert all(each.area_id != hidden or each.has_value for each in draft.readings)


def test_a_period_that_waits_for_its_release_is_a_hole_and_its_figure_is_not_told(world):
    panels.correct(world.site, "a", "2025", (77, 400), workflow="draft")
    panels.correct(world.site, "b", "2025", (78, 250), workflow="draft")
    recompute.drain()
    draft = drafts.draft_of(world.meeting)
    holes = told(draft.content, "holes")
    assert "Uden job: Tallet for 2025 findes, men er ikke frigivet: Område a, Område b." in holes
    words = briefs.text_of(draft.content)
    assert "19,3" not in words and "31,2" not in words, "77 of 400 and 78 of 250"
    assert all(each.slot != "2025" for each in draft.readings)


def test_restricted_indicators_are_left_out_and_that_is_said(world):
    assert drafts.draft_of(world.meeting).content["notes"] == []
    Indicator.objects.update(is_restricted=True)
    draft = drafts.draft_of(world.meeting)
    assert draft.readings == ()
    assert "Uden job" not in briefs.text_of(draft.content)
    assert draft.content["notes"] == ["Fortrolige indikatorer er aldrig med i et mødeoplæg."]


def test_a_changed_verdict_is_news_and_one_before_the_last_meeting_is_not(world):
    row = ResultNews.objects.create(
        kind="verdict", definition=world.site.definition, area=world.site.areas["b"],
        statement="gap_change", slot="2024",
    )  # fmt: skip
    content = drafts.draft_of(world.meeting).content
    assert any("Vurderingen er ændret." in line for line in told(content, "changed"))
    row.noticed_at = world.before.starts_at - dt.timedelta(days=1)
    row.save()
    content = drafts.draft_of(world.meeting).content
    assert not any("Vurderingen er ændret." in line for line in told(content, "changed"))


def test_a_section_can_be_left_out_and_texts_stand_where_they_were_written(world):
    brief = Brief.objects.create(meeting=world.meeting)
    item = world.meeting.items.get()
    item.recommendation = "At vi venter."
    item.save()
    for key, text in (("opening", "Kære alle"), ("gaps", "Se især på a.")):
        BriefBlock.objects.create(brief=brief, key=key, text=text)
    BriefBlock.objects.create(brief=brief, key="tasks", is_left_out=True)
    draft = drafts.draft_of(world.meeting)
    assert draft.content["opening"]["text"] == "Kære alle"
    assert section(draft.content, "decide")["lines"][0]["proposal"]["text"] == "At vi venter."
    text = pdf_text(draft.pdf)
    assert "Se især på a." in text
    assert "Opgaver over fristen" not in text


def rich():
    """Far more to tell than two pages hold, and people who wrote as much as they may."""
    site = results.published(areas=8, indicators=24)
    Result.objects.filter(statement="gap_change").update(verdict="widened")
    Indicator.objects.update(name="Unge uden uddannelse, job eller anden daglig aktivitet i alt")
    body = people.body("coordination")
    meetings.meeting(body, starts_at=briefs.MOMENT.replace(year=2020))
    meeting = briefs.ahead(body, title="M" * 150)
    brief = Brief.objects.create(meeting=meeting)
    for at in range(12):
        meetings.item(meeting, f"{at} " + "W" * 150, kind="decision", recommendation="Wm" * 3000)
        follow_up(body, title="W" * 150, due_on=dt.date(2026, 1, 1))
        programme.delivery(
            programme.plan(f"{at}" + "W" * 100), "W" * 150, state="not_kept", word="W" * 300,
            settled_on=dt.date(2026, 4, 1),
        )  # fmt: skip
    BriefBlock.objects.create(brief=brief, key="opening", text="W" * blocks.LONGEST_OPENING)
    for key in blocks.SECTIONS:
        BriefBlock.objects.create(brief=brief, key=key, text="W" * blocks.LONGEST_REMARK)
    return site, meeting


def test_however_much_there_is_it_fills_two_pages_and_says_what_is_left_out():
    _site, meeting = rich()
    draft = drafts.draft_of(meeting)
    assert brief_files.pages_of(draft.pdf) == 2
    for key in blocks.SECTIONS:
        if key != "holes":
            assert re.fullmatch(r"og \d+ flere \(se .+\)", section(draft.content, key)["more"]), key
    shown = section(draft.content, "gaps")["lines"]
    more = section(draft.content, "gaps")["more"]
    assert f"og {8 * 24 - len(shown)} flere" in more


def test_what_there_is_no_room_for_stands_whole_on_the_page_it_sends_to(client):
    _site, meeting = rich()
    client.force_login(people.seated_user("secretariat"))
    found = section(drafts.draft_of(meeting).content, "gaps")
    page = client.get(found["more_url"])
    assert page.status_code == 200
    text = page.content.decode()
    assert text.count('class="brief__title"') == 8 * 24
    assert "W" * blocks.LONGEST_REMARK not in text
    whole = drafts.whole_section(meeting, "gaps")["sections"][0]["lines"]
    first = [line["title"] for line in found["lines"]]
    assert [line["title"] for line in whole][: len(first)] == first
    other = found["more_url"].replace("afstande", "opgaver")
    assert client.get(other).status_code == 404


def test_an_ordinary_amount_fills_what_room_there_is(world):
    draft = drafts.draft_of(world.meeting)
    assert brief_files.pages_of(draft.pdf) <= 2
    assert all(not each["more"] for each in draft.content["sections"])
