"""The pages of reviews: who sees what, closing in the browser's form, and the way from meetings."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from effects.models import Review
from effects.services import review_lists, review_schedules
from effects.services.frozen_evidence_documents import document_of
from partnership.models import AgendaItem, Decision, Meeting
from tests.factories import decisions as decided
from tests.factories import meetings as made
from tests.factories import people
from tests.factories import reviews as make
from tests.factories.foreign import seated

pytestmark = pytest.mark.django_db
TYPED = {"finding": "as_expected", "outcome": "continue", "reason": "Flere fik job"}


def outside(**more: Any) -> dict[str, Any]:
    """What is typed of a review that was settled outside the meetings, today."""
    return {**TYPED, "settled_on": f"{timezone.localdate():%d.%m.%Y}", **more}


def client(user: Any) -> Client:
    made = Client(headers={"host": "localhost"})
    made.force_login(user)
    return made


def office() -> Client:
    return client(people.seated_user("secretariat"))


def standing_on_a_meeting() -> tuple[Review, AgendaItem]:
    """A review on the agenda of a meeting that was held an hour ago."""
    body = people.body("coordination")
    meeting = made.meeting(body, state="called", starts_at=timezone.now() + dt.timedelta(days=1))
    intervention = make.intervention(body)
    review_schedules.open_due()
    review_schedules.place_due()
    starts = timezone.now() - dt.timedelta(hours=1)
    Meeting.objects.filter(pk=meeting.pk).update(
        starts_at=starts, ends_at=starts + dt.timedelta(hours=2)
    )
    review = Review.objects.get(intervention=intervention)
    return review, make.places(review)[0]


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_the_list_tells_what_is_due_what_comes_and_what_was_found() -> None:
    desk = office()
    answer = desk.get("/opfoelgninger/")
    assert "Ingen effektopfølgninger endnu" in text(answer)
    assert [str(place.label) for place in answer.context["menu"] if place.is_current] == [
        "Partnerskab"
    ]
    due = make.review()
    make.review(due_on=timezone.localdate() + dt.timedelta(days=20))
    page = text(desk.get("/opfoelgninger/"))
    assert "Forfaldne" in page and "På vej" in page and due.intervention.name in page
    url = reverse("effects:review-close", args=[due.pk])
    desk.post(url, outside())
    page = text(desk.get("/opfoelgninger/"))
    assert "Flere fik job" in page and "Forfaldne" not in page
    page = text(desk.get("/opfoelgninger/", {"finding": "not"}))
    assert "Flere fik job" not in page and "Ingen opfølgninger passer" in page
    page = text(desk.get("/opfoelgninger/", {"q": "fik job", "body": due.intervention.body_id}))
    assert "Flere fik job" in page
    assert "Flere fik job" not in text(desk.get("/opfoelgninger/", {"area": people.area().pk}))


def test_it_is_closed_on_its_page_and_then_shows_what_was_written() -> None:
    review, item = standing_on_a_meeting()
    desk = office()
    page = text(desk.get(f"/opfoelgninger/{review.pk}/"))
    assert "Registrér opfølgning" in page and "stiger 5" in page
    answer = desk.post(
        f"/opfoelgninger/{review.pk}/afslut/", {**TYPED, "item": item.pk, "story": "Ny fabrik"},
        follow=True,
    )  # fmt: skip
    page = text(answer)
    assert "grundlaget er låst" in page and "Ny fabrik" in page and "Flere fik job" in page
    assert desk.get(f"/opfoelgninger/{review.pk}/afslut/").status_code == 302


def test_what_was_written_in_a_second_window_stands_there() -> None:
    review = make.review()
    desk, url = office(), reverse("effects:review-close", args=[review.pk])
    desk.post(url, outside())
    answer = desk.post(url, outside(finding="not", reason="Det andet vindue"))
    assert answer.status_code == 409
    assert "Det andet vindue" in text(answer) and "En anden har lige afsluttet" in text(answer)
    assert "Se den afsluttede opfølgning" in text(answer)
    assert "Afslut opfølgningen</button>" not in text(answer)
    # Also where the choices it made are there no more.
    answer = desk.post(url, {**TYPED, "outcome": "vrøvl"})
    assert answer.status_code == 409 and "En anden har lige afsluttet" in text(answer)
    review.refresh_from_db()
    assert review.finding == "as_expected"


def test_a_button_that_is_pressed_twice_closes_it_once_and_says_so() -> None:
    review, item = standing_on_a_meeting()
    desk, url = office(), reverse("effects:review-close", args=[review.pk])
    typed = {
        **TYPED, "finding": "not", "outcome": "stop", "item": item.pk,
        "decision_title": "Vi stopper", "decision_text": "Den stopper\r\nnu",
    }  # fmt: skip
    for _press in range(2):
        answer = desk.post(url, typed)
        assert answer.headers["Location"] == f"/opfoelgninger/{review.pk}/"
    assert Decision.objects.filter(title="Vi stopper").count() == 1
    other = client(seated(item.meeting.body, "chair"))
    assert other.post(url, typed).status_code == 409


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"finding": ""}, "Vælg, hvad I fandt."),
        ({"outcome": ""}, "Vælg, hvad I besluttede."),
        ({"outcome": "stop"}, "Vælg beslutningen, eller skriv den nedenfor."),
        ({"outcome": "stop", "decision_title": "Stop"}, "Skriv også beslutningens ord."),
        ({"outcome": "stop", "decision_text": "Vi stopper"}, "Giv beslutningen en overskrift."),
        ({"finding": "too_early"}, "Skriv en ny dag: ved “for tidligt at sige” skal det ses igen."),
        ({"anchored_budget": "Driften"}, "Vælg, hvem der driver den videre."),
        ({"on": "1.1.2030"}, "Dagen hører til “stoppes” og “forankres i driften”."),
    ],
)
def test_each_refusal_is_told_in_words(typed: dict[str, str], words: str) -> None:
    review = make.review()
    answer = office().post(f"/opfoelgninger/{review.pk}/afslut/", outside(**typed))
    assert answer.status_code == 200 and words in text(answer)
    assert "Flere fik job" in text(answer)


@pytest.mark.parametrize("finding", ["too_early", "cannot_tell"])
def test_all_faults_are_told_at_once_each_at_its_field(finding: str) -> None:
    review = make.review()
    url = f"/opfoelgninger/{review.pk}/afslut/"
    typed = {"finding": finding, "outcome": "continue"}
    answer = office().post(url, typed)
    assert set(answer.context["form"].errors) == {"reason", "next_review_on", "settled_on"}
    page = text(answer)
    assert "Begrundelse" in page and "skal det ses igen" in page
    typed["settled_on"] = outside()["settled_on"]
    answer = office().post(url, {**typed, "outcome": "anchor"})
    assert set(answer.context["form"].errors) == {"reason", "decision", "anchored_with"}
    answer = office().post(url, {**typed, "outcome": "anchor", "decision_title": "Ind i driften"})
    assert set(answer.context["form"].errors) == {"reason", "decision_text", "anchored_with"}


def test_fields_that_count_for_some_decisions_stand_under_headings_that_say_which() -> None:
    page = text(office().get(f"/opfoelgninger/{make.review().pk}/afslut/"))
    for heading, chosen in (
        ("Når den fortsætter, justeres eller udsættes", "continue adjust postpone"),
        ("Når den justeres, stoppes eller forankres: beslutningen", "adjust stop anchor"),
        ("Når den stoppes eller forankres", "stop anchor"),
        ("Når den forankres i driften", "anchor"),
    ):
        assert f"<legend>{heading}</legend>" in page
        assert f'data-when="outcome" data-when-chosen="{chosen}"' in page


def test_a_home_that_was_written_for_another_decision_is_not_dropped_in_silence() -> None:
    review, home = make.review(), people.organisation()
    typed = {**TYPED, "anchored_with": home.pk, "anchored_budget": "Driften"}
    page = text(office().post(f"/opfoelgninger/{review.pk}/afslut/", typed))
    assert "Det hører til “forankres i driften”." in page and 'value="Driften"' in page


def test_a_decision_is_chosen_or_written_not_both() -> None:
    review = make.review()
    decision = decided.decision(review.intervention.body)
    typed = {
        "outcome": "stop",
        "decision": decision.pk,
        "decision_title": "a",
        "decision_text": "b",
    }
    answer = office().post(f"/opfoelgninger/{review.pk}/afslut/", outside(**typed))
    assert "ikke begge dele" in text(answer)


def test_an_adjustment_says_what_is_to_be_written_anew_and_ticks_it_off() -> None:
    review, item = standing_on_a_meeting()
    desk = office()
    typed = {
        **TYPED, "finding": "partly", "outcome": "adjust", "item": item.pk,
        "decision_title": "Flere pladser", "decision_text": "Vi fordobler pladserne",
    }  # fmt: skip
    page = text(desk.post(f"/opfoelgninger/{review.pk}/afslut/", typed, follow=True))
    decision = Decision.objects.get(title="Flere pladser")
    assert decision.item == item and decision.kind == "adjust"
    assert f"?beslutning={decision.pk}" in page and "Justeringen skrives ind" in page
    shown = desk.get(
        reverse("partnership:intervention-adjust", args=[review.intervention.slug]),
        {"beslutning": decision.pk},
    )
    assert shown.context["form"]["decision"].value() == str(decision.pk)


def test_early_reasons_are_asked_for_only_when_it_is_early() -> None:
    early = make.review(make.programme.running("Ung"))
    soon = timezone.localdate() + dt.timedelta(days=90)
    make.expected(early.intervention, earliest_on=soon, latest_on=soon)
    desk = office()
    assert "Hvorfor vurderer I allerede nu?" in text(desk.get(f"/opfoelgninger/{early.pk}/afslut/"))
    page = text(desk.get(f"/opfoelgninger/{make.review().pk}/afslut/"))
    assert "Hvorfor vurderer I allerede nu?" not in page


def test_a_decision_s_review_asks_for_no_home() -> None:
    decision = decided.decision(review_on=timezone.localdate())
    review = make.review(decision=decision)
    page = text(office().get(f"/opfoelgninger/{review.pk}/afslut/"))
    assert "Det besluttede vi" in page and "forankres i driften" not in page.split("<main")[1]
    assert decision.title in text(office().get(f"/opfoelgninger/{review.pk}/"))


def test_meeting_and_minutes_lead_to_the_review_and_back() -> None:
    review, item = standing_on_a_meeting()
    desk = office()
    address = f"/opfoelgninger/{review.pk}/afslut/?punkt={item.pk}"
    assert address in text(desk.get(f"/partnerskab/moeder/{item.meeting_id}/"))
    write = reverse("partnership:minutes-write", args=[item.meeting_id])
    assert f"{address}&amp;fra=referat" in text(desk.get(write))
    answer = desk.post(f"{address}&fra=referat", {**TYPED, "item": item.pk})
    assert answer.headers["Location"] == f"{write}#punkt-{item.pk}"
    member = client(seated(item.meeting.body, "member"))
    page = text(member.get(f"/partnerskab/moeder/{item.meeting_id}/"))
    assert f'"/opfoelgninger/{review.pk}/"' in page and "/afslut/" not in page


def test_the_page_of_a_task_that_is_late_is_one_click_from_the_agenda() -> None:
    task = decided.follow_up()
    item = made.item(made.meeting(task.body), origin=f"follow_up:{task.pk}")
    made.item(item.meeting, origin="andet:1")
    page = text(office().get(f"/partnerskab/moeder/{item.meeting_id}/"))
    assert reverse("partnership:follow-up-detail", args=[task.pk]) in page


def test_what_is_restricted_is_shown_to_those_who_may_see_it_alone() -> None:
    review = make.review(make.programme.running("Ung", body=people.body("coordination")))
    hidden = make.indicator("Skjult indikator", is_restricted=True)
    make.expected(review.intervention, indicator=hidden)
    review_schedules.place_due()
    assert "Skjult" not in text(office().get(f"/opfoelgninger/{review.pk}/"))
    sees = client(people.seated_user("secretariat", sees_restricted=True))
    assert "Skjult" in text(sees.get(f"/opfoelgninger/{review.pk}/"))
    made.meeting(review.intervention.body, state="planned",
                 starts_at=timezone.now() + dt.timedelta(days=3))  # fmt: skip
    review_schedules.place_due()
    assert "Skjult" not in make.places(review)[0].text


def test_others_find_nothing_until_it_is_closed_and_then_only_to_read() -> None:
    group = people.body("coordination")
    below = people.body("ad_hoc", name="Under", slug="under", parent=group)
    beside = people.body("ad_hoc", name="Ved siden af", slug="ved-siden-af")
    review = make.review(make.intervention(group))
    page, close = f"/opfoelgninger/{review.pk}/", f"/opfoelgninger/{review.pk}/afslut/"
    readers = {"below": client(seated(below, "chair")), "beside": client(seated(beside, "chair"))}
    for reader in readers.values():
        answers = (reader.get(page), reader.get(close), reader.post(close, outside()))
        assert [answer.status_code for answer in answers] == [404, 404, 404]
        assert reader.get("/opfoelgninger/").context["due"] == []
    assert client(seated(group, "member")).post(close, outside()).status_code == 403
    office().post(close, outside())
    assert readers["below"].get(page).status_code == 200
    assert readers["below"].post(close, outside()).status_code == 403
    assert readers["beside"].get(page).status_code == 404


def test_one_is_asked_for_from_the_intervention() -> None:
    intervention = make.programme.running("Lektiecafé")
    day = timezone.localdate() + dt.timedelta(days=10)
    url = reverse("effects:review-ask", args=[intervention.slug])
    answer = office().post(url, {"on": f"{day:%d.%m.%Y}"}, follow=True)
    assert "Opfølgningen er oprettet." in text(answer)
    assert Review.objects.get().due_on == day
    assert "Dagen er gået" in text(office().post(url, {"on": "1.1.2020"}))


def test_the_list_asks_the_database_the_same_for_few_and_for_many() -> None:
    desk, counts = office(), []
    for _more in range(2):
        make.review()
        desk.post(reverse("effects:review-close", args=[make.review().pk]), outside())
        review_schedules.place_due()
        desk.get("/opfoelgninger/")
        with CaptureQueriesContext(connection) as asked:
            desk.get("/opfoelgninger/")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_one_that_stands_on_an_agenda_ahead_is_closed_outside_only_when_that_is_said() -> None:
    body, user = people.body("coordination"), people.seated_user("secretariat")
    meeting = made.meeting(body, state="called", starts_at=timezone.now() + dt.timedelta(days=3))
    Meeting.objects.filter(pk=meeting.pk).update(called_at=timezone.now())
    make.intervention(body)
    review_schedules.open_due()
    review_schedules.place_due()
    review, desk = Review.objects.get(), client(user)
    url = f"/opfoelgninger/{review.pk}/afslut/"
    page = text(desk.get(url))
    assert "Opfølgningen står på dagsordenen til mødet den" in page and "behandler den ikke" in page
    assert "Sæt kryds, hvis organet har afgjort den" in text(desk.post(url, outside()))
    review.refresh_from_db()
    assert review.is_open and make.places(review)
    page = text(desk.post(url, outside(settled_outside="on"), follow=True))
    assert "registreret af" in page and ", uden for møde" in page
    today = date_format(timezone.localdate(), "j. F Y")
    assert f"<dt>Afgjort uden for møde</dt><dd>{today}</dd>" in page
    page = text(desk.get(f"/partnerskab/moeder/{meeting.pk}/"))
    assert f"(afgjort uden for mødet den {today})" in page
    assert f'"/opfoelgninger/{review.pk}/"' in page


def test_the_day_it_was_settled_is_asked_for_and_is_neither_ahead_nor_before_it_was_opened() -> (
    None
):
    review, desk = make.review(), office()
    url, today = f"/opfoelgninger/{review.pk}/afslut/", timezone.localdate()
    assert "Skriv den dag, organet afgjorde det." in text(desk.post(url, TYPED))
    for days, words in ((1, "Dagen er ikke kommet endnu"), (-400, "kunne først afgøres fra den")):
        typed = f"{today + dt.timedelta(days=days):%d.%m.%Y}"
        assert words in text(desk.post(url, outside(settled_on=typed)))
    review.refresh_from_db()
    assert review.is_open
    desk.post(url, outside())
    review.refresh_from_db()
    assert review.settled_on == today
    archive = b"".join(desk.get(reverse("effects:learning-file")).streaming_content).decode()
    assert "Afgjort uden for møde den" in archive


def test_the_next_day_is_seen_at_once_though_it_is_far_ahead() -> None:
    review, desk = make.review(), office()
    day = timezone.localdate() + dt.timedelta(days=300)
    typed = outside(next_review_on=f"{day:%d.%m.%Y}")
    desk.post(f"/opfoelgninger/{review.pk}/afslut/", typed)
    (row,) = desk.get("/opfoelgninger/").context["later"]
    assert (row.title, row.day.on) == (review.intervention.name, day)
    page = text(desk.get("/opfoelgninger/"))
    assert "Senere" in page and "aftalt ved sidste opfølgning" in page
    assert review_lists.next_of_interventions([review.intervention_id]) == {
        review.intervention_id: day
    }
    other = people.body("board").pk
    if other != review.intervention.body_id:
        assert not desk.get("/opfoelgninger/", {"body": other}).context["later"]


def test_the_closed_one_says_when_it_is_looked_at_again_also_by_itself() -> None:
    """By what is still expected, then by the one that opens for it; not where nothing is left."""
    review, desk, today = make.review(), office(), timezone.localdate()
    url = f"/opfoelgninger/{review.pk}/"
    desk.post(f"{url}afslut/", outside())
    page = text(desk.get(url))
    assert "Flere fik job" in page and "Næste opfølgning" not in page
    later = today + dt.timedelta(days=300)
    make.expected(review.intervention, latest_on=later)
    page = text(desk.get(url))
    assert f"<dt>Næste opfølgning</dt><dd>{date_format(later, 'j. F Y')}</dd>" in page
    (row,) = desk.get("/opfoelgninger/").context["later"]
    assert row.day.on == later
    soon = today + dt.timedelta(days=30)
    following = make.review(review.intervention, due_on=soon)
    assert desk.get(url).context["page"].next_on == soon
    desk.post(f"/opfoelgninger/{following.pk}/afslut/", outside())
    assert desk.get(url).context["page"].next_on is None
    assert desk.get(f"/opfoelgninger/{following.pk}/").context["page"].next_on == later


def test_a_decision_s_day_far_ahead_stands_among_the_later() -> None:
    day = timezone.localdate() + dt.timedelta(days=200)
    found = decided.decision(review_on=day)
    desk = office()
    (row,) = desk.get("/opfoelgninger/").context["later"]
    assert (row.subject, row.day.on) == (found, day)
    assert found.title in text(desk.get("/opfoelgninger/", {"q": found.title}))
    assert not desk.get("/opfoelgninger/", {"area": people.area().pk}).context["later"]


def test_the_form_names_what_should_have_been_seen_by_now() -> None:
    review = make.review(make.programme.running("Ung"))
    today = timezone.localdate()
    late, soon = make.indicator("Beskæftigelse"), make.indicator("Tryghed")
    make.expected(review.intervention, indicator=late, latest_on=today - dt.timedelta(days=1))
    make.expected(review.intervention, indicator=soon, latest_on=today + dt.timedelta(days=1))
    page = text(office().get(f"/opfoelgninger/{review.pk}/afslut/"))
    assert "Beskæftigelse: skulle senest kunne ses den" in page
    assert "Tryghed: skulle" not in page


def test_locked_evidence_of_one_closed_before_its_day_does_not_call_it_late() -> None:
    soon = timezone.localdate() + dt.timedelta(days=10)
    for day, word in ((soon, "skulle følges op"), (timezone.localdate(), "forfalden")):
        review = make.review(due_on=day)
        facts = document_of(review, (), now=timezone.now()).facts
        assert dict(facts)["Opfølgning"].startswith(word)
