"""The page of locked evidence: what is stored, whether it is intact, and what became of it since."""

from __future__ import annotations

import datetime as dt
import json
import re
from html import unescape

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from effects.services import frozen_evidence_pages
from indicators.models import Definition, FrozenPurge, Indicator, RestrictedReading
from indicators.services.recompute import groups as recompute
from tests.factories import foreign, frozen, people, programme, reviews
from tests.factories.panels import correct

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    return frozen.many_years()


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def board() -> Client:
    return signed_in(people.seated_user("board"))


def own_group(**seat) -> Client:
    return signed_in(foreign.seated(people.body("coordination"), **seat))


def page(client, review, part="detail"):
    return client.get(reverse(f"effects:frozen-{part}", args=[review.pk]))


def words_of(answer) -> str:
    """The page as it is read: tags away, spaces as one."""
    body = re.sub(r"<(script|style).*?</\1>", " ", answer.content.decode(), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def content_of(review):
    return json.loads(review.frozen.canonical)


def flat(text: str) -> str:
    return " ".join(text.split())


def stored_words(review):
    """Every sentence and every figure that is stored to be shown."""
    for block in json.loads(review.frozen.canonical)["document"]["blocks"]:
        yield from (block[name] for name in ("text", "label", "aside", "caption") if name in block)
        for row in block.get("rows", ()):
            yield from row["cells"]


def test_the_page_shows_the_stored_words_and_figures_and_nothing_else_after_a_correction(made):
    review = frozen.locked(made, "a", "b")
    client = own_group()
    first = words_of(page(client, review))
    correct(made, "a", "2024", (140, 400))
    recompute.drain()
    second = words_of(page(client, review))
    for told in stored_words(review):
        assert flat(told) in first, told
        assert flat(told) in second, told
    assert "24,5" in second  # what was locked
    assert "24,5 → 35,0" in second
    assert "Ingen af tallene er ændret" in first
    assert "ikke, som de var" in second
    assert "35,0" not in first


def test_the_files_are_the_stored_bytes(made):
    review = frozen.locked(made)
    client = own_group()
    found = page(client, review, "json")
    assert found.content.decode() == review.frozen.canonical
    assert found["Content-Type"] == "application/json"
    assert page(client, review, "pdf").content == bytes(review.frozen.pdf)
    assert "attachment" in found["Content-Disposition"]


@pytest.mark.parametrize(
    ("column", "change", "said", "unsaid"),
    [
        ("canonical", "replace(canonical, 'Fordi flere', 'Fordi færre')",
         "Det låste grundlag er ændret uden om systemet", "PDF-filen er ændret"),
        ("pdf", "set_byte(pdf, 100, get_byte(pdf, 100) # 1)",
         "PDF-filen er ændret uden om systemet", "Det låste grundlag er ændret"),
    ],
)  # fmt: skip
def test_one_changed_byte_is_said_plainly_and_what_is_stored_is_still_shown(
    made, board, column, change, said, unsaid
):
    review = frozen.locked(made, body=people.body("board"))
    assert "passer, kontrolleret nu" in words_of(page(board, review))
    tamper(column, change)
    words = words_of(page(board, review))
    assert said in words
    assert unsaid not in words
    assert "passer ikke" in words
    assert "24,5" in words


def test_a_record_that_is_no_longer_a_record_is_shown_as_it_lies(made, board):
    review = frozen.locked(made, body=people.body("board"))
    tamper("canonical", "overlay(canonical placing 'X' from 1 for 1)")
    answer = page(board, review)
    assert answer.status_code == 200
    assert "Det, der er gemt" in words_of(answer)
    tamper("canonical", "'{}'")
    assert page(board, review).status_code == 200


def test_figures_that_changes_are_measured_against_must_be_those_of_the_record(made, board):
    review = frozen.locked(made, body=people.body("board"))
    tamper("estimate", "estimate + 1", table="indicators_frozenfigure")
    words = words_of(page(board, review))
    assert "er ændret uden om systemet: de er ikke dem, der står i det låste" in words


def tamper(column, change, table="indicators_frozencopy", many=""):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(f"UPDATE {table} own {many or f'SET {column} = {change}'}")
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def test_a_figure_that_is_hidden_now_is_hidden_beside_what_was_shown(made):
    review = frozen.locked(made)
    correct(made, "a", "2024", (3, 400))
    recompute.drain()
    words = words_of(page(own_group(), review))
    assert "skjult siden" in words
    assert "0,8" not in words.replace("80,8", "")
    assert "24,5" in words  # what was lawfully shown stays


def test_a_newer_definition_is_told(made):
    review = frozen.locked(made)
    first = made.definition
    Definition.objects.create(
        indicator=first.indicator, version=2, source=first.source, kind="share",
        data_kind="register", unit="pct.", direction="lower", per=100, breaks_series=True,
    )  # fmt: skip
    words = words_of(page(own_group(), review))
    assert "Uden job: definitionen er ændret siden (version 1 → 2, databrud)" in words


def test_it_is_read_as_the_decision_it_was_locked_with():
    tree = foreign.levels()
    review = frozen.locked(body=tree.group)
    readers = {
        "own": foreign.seated(tree.group), "above": foreign.seated(tree.board),
        "below": foreign.seated(tree.own), "secretariat": people.seated_user("secretariat"),
    }  # fmt: skip
    beside = people.body("ad_hoc", name="Ved siden af", slug="ved-siden-af")
    strangers = {
        "beside": foreign.seated(beside), "administrator": people.seated_user("administrator"),
    }  # fmt: skip
    for part in ("detail", "json", "pdf"):
        for who, user in readers.items():
            assert page(signed_in(user), review, part).status_code == 200, (who, part)
        for who, user in strangers.items():
            assert page(signed_in(user), review, part).status_code == 404, (who, part)


def test_an_open_review_has_none(made):
    review = frozen.locked(made)
    again = type(review).objects.create(
        intervention=review.intervention, cause="again", due_on=review.due_on
    )
    assert page(own_group(), again).status_code == 404


@pytest.mark.parametrize("since", [False, True], ids=["when locked", "restricted later"])
def test_restricted_figures_are_for_those_with_the_right_alone(made, since):
    if not since:
        Indicator.objects.update(is_restricted=True)
    review = frozen.locked(made, restricted=True)
    Indicator.objects.update(is_restricted=True)
    others, some = own_group(), own_group(sees_restricted=True)
    words = words_of(page(others, review))
    assert "Indeholder fortrolige tal" in words
    assert "24,5" not in words
    assert "Forventningen er" not in words
    for part in ("json", "pdf"):
        assert page(others, review, part).status_code == 404
        assert page(some, review, part).status_code == 200
    assert not RestrictedReading.objects.filter(path__endswith="grundlag/").exists()
    assert "24,5" in words_of(page(some, review))
    assert RestrictedReading.objects.filter(path__endswith="grundlag/").count() == 1


def test_what_was_expected_of_a_restricted_indicator_is_for_them_also_without_figures():
    body = people.body("coordination")
    effort = programme.running("Jobvejleder", body=body)
    secret = reviews.indicator("Utryghed i gården", is_restricted=True)
    reviews.expected(effort, indicator=secret, why="Fordi få tør gå hjem om aftenen")
    review = frozen.close(reviews.review(effort), body, restricted=True)
    others, some = own_group(), own_group(sees_restricted=True)
    for address in (page(others, review), others.get(reverse("effects:learning-list"))):
        words = words_of(address)
        assert "Utryghed i gården" not in words
        assert "tør gå hjem" not in words
    for part in ("json", "pdf"):
        assert page(others, review, part).status_code == 404
        assert page(some, review, part).status_code == 200
    assert "tør gå hjem" in words_of(page(some, review))


def test_what_became_restricted_later_is_told_to_nobody_else_also_without_figures():
    body = people.body("coordination")
    effort = programme.running("Jobvejleder", body=body)
    secret = reviews.indicator("Utryghed i gården")
    reviews.expected(effort, indicator=secret, why="Fordi få tør gå hjem om aftenen")
    review = frozen.close(reviews.review(effort), body)
    assert "tør gå hjem" in words_of(page(own_group(), review))
    Indicator.objects.update(is_restricted=True)
    others = own_group()
    for address in (page(others, review), others.get(reverse("effects:learning-list"))):
        assert "Utryghed i gården" not in words_of(address)
    assert page(others, review, "json").status_code == 404


def test_reading_what_is_followed_no_longer_is_noted_too(made):
    Indicator.objects.update(is_restricted=True)
    review = frozen.locked(made, restricted=True)
    Indicator.objects.update(is_active=False)
    page(own_group(sees_restricted=True), review)
    assert RestrictedReading.objects.filter(path__endswith="grundlag/").count() == 1


def test_the_record_of_another_review_is_found_out_though_its_fingerprint_fits(made, board):
    first = frozen.locked(made, body=people.body("board"))
    with time_machine.travel(timezone.now() + dt.timedelta(days=1), tick=False):
        second = frozen.close(reviews.review(first.intervention), people.body("board"))
    assert "byttet om" not in words_of(page(board, first))
    columns = ("canonical", "sha256", "pdf", "pdf_sha256")
    told = ", ".join(f"{name} = other.{name}" for name in columns)
    tamper("", "", many=f"SET {told} FROM indicators_frozencopy other WHERE other.id <> own.id")
    for review in (first, second):
        words = words_of(page(board, review))
        assert "fingeraftrykket passer ikke. Herunder" not in words
        assert "hører til en anden opfølgning" in words


def test_the_pdf_of_another_review_is_found_out_though_its_fingerprint_fits(made, board):
    first = frozen.locked(made, body=people.body("board"))
    with time_machine.travel(timezone.now() + dt.timedelta(days=1), tick=False):
        frozen.close(reviews.review(first.intervention), people.body("board"))
    assert "passer, kontrolleret nu" in words_of(page(board, first))
    tamper("", "", many="SET pdf = other.pdf, pdf_sha256 = other.pdf_sha256 "
           "FROM indicators_frozencopy other WHERE other.id <> own.id")  # fmt: skip
    assert "PDF-filen er byttet om" in words_of(page(board, first))
    tamper("", "", many="SET pdf = 'x'::bytea, pdf_sha256 = encode(sha256('x'::bytea), 'hex')")
    assert "PDF-filen er byttet om" in words_of(page(board, first))


def test_an_english_reader_is_told_that_the_record_is_danish(made):
    review = frozen.locked(made)
    client = own_group()
    client.post(reverse("accounts:preferences-language"), {"language": "en"})
    correct(made, "a", "2024", (140, 400))
    recompute.drain()
    body = page(client, review).content.decode()
    assert 'lang="da"' in body
    assert "24.5 → 35.0" in body
    for told in stored_words(review):
        assert flat(told) in words_of(page(client, review))


def test_the_day_a_figure_was_taken_out_is_the_one_on_the_wall():
    late = dt.datetime(2027, 6, 30, 22, 30, tzinfo=dt.UTC)  # half past midnight in Copenhagen
    assert "1.7.2027" in frozen_evidence_pages.purge_words(FrozenPurge(purged_at=late))


def test_without_figures_the_record_says_so():
    review = frozen.locked()
    words = words_of(page(own_group(), review))
    assert "intet grundlag i tal" in words


def test_the_number_of_queries_is_the_same_for_more_areas(made, django_assert_max_num_queries):
    review = frozen.locked(made, "a", "b", "c")
    client = own_group()
    page(client, review)
    with django_assert_max_num_queries(24):
        page(client, review)


def test_a_closed_review_tells_what_was_known_then_and_what_changed_since(made):
    review = frozen.locked(made)
    client = own_group()
    address = reverse("effects:review-detail", args=[review.pk])
    page = words_of(client.get(address))
    assert "det vidste vi dengang" in page
    stored = content_of(review)["evidence"][0]["paragraph"]["text"]
    assert all(flat(part) in page for part in stored.split("\n\n"))
    assert "Ingen af tallene er ændret, siden grundlaget blev låst." in page
    listed = content_of(review)["document"]["blocks"]
    sources = next(each for each in listed if each.get("columns", [""])[0] == "Nr.")
    assert sources["rows"] and all(flat(row["cells"][1]) in page for row in sources["rows"])
    assert re.search(r"Kilde: Prøveregister · 2024 · offentliggjort [\d.]+ · n = 400", page)
    correct(made, "a", "2024", (140, 400))
    recompute.drain()
    page = words_of(client.get(address))
    assert all(flat(part) in page for part in stored.split("\n\n"))
    assert "Ændret siden" in page and "→" in page


def test_the_line_of_strength_is_the_same_on_every_page_and_locked_with_its_own(made):
    review = frozen.locked(made)
    line = content_of(review)["strength"]["text"]
    assert line.startswith("Svagt: beskrevet; bidraget kan ikke afgøres.")
    client, slug = own_group(), review.intervention.slug
    for path in (
        f"/indsatser/{slug}/", f"/indsatser/{slug}/grundlag/",
        reverse("effects:review-detail", args=[review.pk]),
        reverse("effects:frozen-detail", args=[review.pk]),
    ):  # fmt: skip
        page = words_of(client.get(path))
        assert "Hvor stærkt er grundlaget?" in page and line in page, path
