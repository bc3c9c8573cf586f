"""The register, the trail and the forms about decisions, as a browser meets them."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partnership.models import Decision, FollowUp, Fund, FundYear, Intervention
from partnership.services.edits import stamp_of
from tests.factories import decisions as make
from tests.factories import meetings, people

TODAY = timezone.localdate


def url(name, *args):
    return reverse(f"partnership:{name}", args=args)


def typed(**changes):
    return {"title": "Lys på stien", "kind": "other", "text": "Vi sætter lys op.", **changes}


@pytest.fixture
def office(db):
    client = Client()
    client.force_login(people.seated_user("secretariat"))
    return client


@pytest.fixture
def item(db):
    return meetings.item(
        meetings.meeting(starts_at=timezone.now() - dt.timedelta(days=2)),
        "Lys på stien", kind="decision", recommendation="At der sættes lys op.",
    )  # fmt: skip


def text_of(answer):
    return answer.content.decode()


def test_whoever_registers_a_decision_while_writing_minutes_comes_back_to_the_text(office, item):
    write = url("minutes-write", item.meeting_id)
    address = f"{url('decision-create', item.pk)}?fra=referat"
    assert address in text_of(office.get(write))
    shown = text_of(office.get(address))
    assert f'href="{write}#punkt-{item.pk}"' in shown
    answer = office.post(address, typed())
    assert answer["Location"] == f"{write}#punkt-{item.pk}"
    other = office.post(f"{url('decision-create', item.pk)}?fra=//evil.test", typed())
    assert other["Location"].startswith("/partnerskab/beslutninger/")


def test_a_decision_and_its_task_are_registered_in_one_form_on_the_item(office, item):
    _user, person = make.member()
    shown = text_of(office.get(url("decision-create", item.pk)))
    assert '<option value="" selected>Vælg art</option>' in shown
    assert "At der sættes lys op." in shown
    answer = office.post(
        url("decision-create", item.pk),
        typed(
            review_on=f"{TODAY() + dt.timedelta(days=90):%d.%m.%Y}", task_1_title="Indhent tilbud",
            task_1_owner=person.pk, task_1_due_on=f"{TODAY() + dt.timedelta(days=30):%d.%m.%Y}",
        ),
    )  # fmt: skip
    made = Decision.objects.get()
    assert answer["Location"] == url("decision-detail", made.pk)
    assert made.number == f"{made.decided_on.year}-001"
    assert made.decided_on == timezone.localdate(item.meeting.starts_at)
    assert made.state == "adopted"
    task = FollowUp.objects.get()
    assert (task.decision, task.item, task.owner) == (made, item, person)
    page = text_of(office.get(answer["Location"]))
    for words in (
        "At der sættes lys op.",
        "Vi sætter lys op.",
        "Indhent tilbud",
        ": Vedtaget",
    ):
        assert words in page
    assert person.user.notices.filter(text__contains="Indhent tilbud").exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"due_on": "1.1.1999"}, "Fristen ligger før beslutningen. Vælg en senere dag."),
        ({"review_on": "1.1.1999"}, "Opfølgningen ligger før beslutningen. Vælg en senere dag."),
        ({"due_on": "1.1.2099"}, "mere end 20 år ude"),
        ({"due_on": "31.2.2027"}, "Skriv datoen som 1.3.2027"),
        ({"text": "Borger 010190-1234 får besked"}, "ligner et CPR-nummer"),
        ({"task_1_title": "Indhent tilbud"}, "Opgave 1: vælg, hvem der har opgaven."),
        ({"task_2_due_on": "1.3.2027"}, "Opgave 2: skriv, hvad opgaven er."),
    ],
)
def test_days_and_tasks_that_make_no_sense_are_said_and_nothing_is_lost(
    office, item, changes, words
):
    answer = office.post(url("decision-create", item.pk), typed(reason="Det er mørkt.", **changes))
    assert answer.status_code == 200
    assert words in text_of(answer)
    assert "Det er mørkt." in text_of(answer)
    assert not Decision.objects.exists()


def test_a_task_before_the_decision_is_named_in_the_refusal(office, item):
    _user, person = make.member()
    answer = office.post(
        url("decision-create", item.pk),
        typed(task_1_title="For sent", task_1_owner=person.pk, task_1_due_on="1.1.2020"),
    )
    assert "Opgaven “For sent”: Opgavens frist ligger før beslutningen." in text_of(answer)
    assert not Decision.objects.exists()


def test_nothing_is_decided_at_a_meeting_that_was_not_held(office):
    ahead = meetings.meeting(state="called", starts_at=timezone.now() + dt.timedelta(days=9))
    item = meetings.item(ahead)
    answer = office.post(url("decision-create", item.pk), typed())
    assert "Mødet er ikke holdt endnu." in text_of(answer)
    before = office.get(url("decision-create", item.pk), follow=True)  # said before one has typed
    assert "Mødet er ikke holdt endnu." in text_of(before)
    assert before.redirect_chain[0][0] == f"{url('meeting-detail', ahead.pk)}#punkt-{item.pk}"


def test_an_agenda_calls_a_proposal_a_proposal_until_it_is_decided(office):
    ahead = meetings.meeting(state="called", starts_at=timezone.now() + dt.timedelta(days=9))
    put = make.proposal(item=meetings.item(ahead))
    said = text_of(office.get(url("meeting-detail", ahead.pk)))
    assert f'<strong>Forslag</strong><a href="{url("decision-detail", put.pk)}">' in said
    Decision.objects.filter(pk=put.pk).update(state="adopted", decided_on=TODAY())
    said = text_of(office.get(url("meeting-detail", ahead.pk)))
    assert f'<strong>Beslutning</strong><a href="{url("decision-detail", put.pk)}">' in said


def test_a_proposal_is_adopted_in_other_words_and_carried_out_with_a_word(office):
    group = people.body("coordination")
    office.post(url("decision-propose", group.slug), typed())
    made = Decision.objects.get()
    assert made.state == "proposed"
    office.post(
        url("decision-adopt", made.pk),
        typed(text="Vi sætter lys op i to etaper.", decided_on=f"{TODAY():%d.%m.%Y}", seen=stamp_of(made)),
    )  # fmt: skip
    made.refresh_from_db()
    assert (made.state, made.text) == ("adopted", "Vi sætter lys op i to etaper.")
    office.post(
        url("decision-carry-out", made.pk), {"on": f"{TODAY():%d.%m.%Y}", "word": "Lyset er tændt."}
    )
    made.refresh_from_db()
    assert (made.state, made.closing_word) == ("carried_out", "Lyset er tændt.")
    late = office.post(url("decision-drop", made.pk), {"on": f"{TODAY():%d.%m.%Y}", "word": "Nej."})
    assert "beslutningen står nu som “Gennemført”" in text_of(late)
    page = text_of(office.get(url("decision-detail", made.pk)))
    assert "Beslutning er skrevet om" in page
    assert "Lyset er tændt." in page


def test_locked_words_stand_and_a_new_decision_takes_their_place(office):
    old = make.decision(locked_at=timezone.now())
    page = text_of(office.get(url("decision-change", old.pk)))
    assert "så ordene står fast" in page
    assert 'name="text"' not in page
    due = TODAY() + dt.timedelta(days=5)
    office.post(
        url("decision-change", old.pk), {"due_on": f"{due:%d.%m.%Y}", "seen": stamp_of(old)}
    )
    old.refresh_from_db()
    assert old.due_on == due
    office.post(
        url("decision-replace", old.pk),
        typed(text="Kun den ene sti.", decided_on=f"{TODAY():%d.%m.%Y}"),
    )
    new = Decision.objects.get(replaces=old)
    old.refresh_from_db()
    assert old.state == "replaced"
    assert new.number in old.closing_word
    assert new.number in text_of(office.get(url("decision-detail", old.pk)))
    assert office.get(url("decision-change", old.pk)).status_code == 200


def test_two_windows_lose_nothing(office):
    made = make.decision()
    stamp = stamp_of(made)
    office.post(url("decision-change", made.pk), typed(text="Den ene.", seen=stamp))
    answer = office.post(url("decision-change", made.pk), typed(text="Den anden.", seen=stamp))
    assert "To rettelser af det samme" in text_of(answer)
    assert "Den ene." in text_of(answer)
    assert "Den anden." in text_of(answer)
    made.refresh_from_db()
    assert made.text == "Den ene."


def test_the_register_is_searched_filtered_and_given_as_a_file(office):
    lit = make.decision(text="Lys ved skolen", year=2025, decided_on=dt.date(2025, 3, 1))
    late = make.decision(title="=Hegn", kind="money", due_on=TODAY() - dt.timedelta(days=1))
    board = make.decision(people.body("board"), title="Rammen")
    assert lit.title in (page := text_of(office.get(url("decision-list"), {"q": "skolen"})))
    assert late.title not in page
    for query, found in (
        ({"q": late.number}, late), ({"year": 2025}, lit), ({"body": board.body_id}, board),
        ({"kind": "money"}, late), ({"overdue": "on"}, late),
    ):  # fmt: skip
        answer = office.get(url("decision-list"), query)
        assert [each.pk for each in answer.context["page"]] == [found.pk], query
    assert "Ingen beslutninger passer" in text_of(office.get(url("decision-list"), {"q": "øøø"}))
    lines = b"".join(office.get(url("decision-file"), {"kind": "money"})).decode().splitlines()
    assert len(lines) == 2
    assert "'=Hegn" in lines[1]
    nonsense = office.get(url("decision-list"), {"year": "x", "body": "999999", "side": "77"})
    assert nonsense.status_code == 200
    number = text_of(office.get(url("decision-list"), {"q": "010190-1234"}))
    assert "010190-1234" not in number.split("<main", 1)[1]


def test_a_body_below_reads_what_was_taken_but_no_proposal_and_no_recommendation(client, db):
    board = people.body("board")
    group = people.body("coordination", parent=board)
    user, _person = make.member(body=group)
    client.force_login(user)
    item = meetings.item(meetings.meeting(board), recommendation="Hemmelig indstilling")
    taken = make.decision(board, item=item)
    make.follow_up(board, decision=taken, title="Bestyrelsens opgave")
    page = text_of(client.get(url("decision-detail", taken.pk)))
    assert taken.title in page
    for hidden in ("Hemmelig indstilling", "Bestyrelsens opgave", "Historik"):
        assert hidden not in page
    for state in ("proposed", "rejected"):
        day = None if state == "proposed" else TODAY()
        kept = make.decision(board, state=state, decided_on=day, title="Kun for bestyrelsen")
        assert client.get(url("decision-detail", kept.pk)).status_code == 404
    assert "Kun for bestyrelsen" not in text_of(client.get(url("decision-list")))
    assert "Kun for bestyrelsen" not in b"".join(client.get(url("decision-file"))).decode()


def test_the_register_asks_the_same_few_questions_of_twenty_years(
    office, django_assert_max_num_queries, settings
):
    group = people.body("coordination")
    Decision.objects.bulk_create(
        Decision(
            year=2006 + number // 250, serial=number % 250 + 1, body=group, state="adopted",
            decided_on=dt.date(2006 + number // 250, 3, 1), title=f"Nummer {number}", text="Ord",
        )
        for number in range(5000)
    )  # fmt: skip
    with django_assert_max_num_queries(18):
        assert "Nummer 4999" in text_of(office.get(url("decision-list")))
    with django_assert_max_num_queries(18):
        assert "Nummer 17" in text_of(office.get(url("decision-list"), {"q": "Nummer 17"}))


def test_the_trail_leads_to_interventions_and_for_those_who_may_see_it_to_money(office, client):
    made = make.decision(kind="money")
    intervention = Intervention.objects.create(
        name="Aftenværter", slug="aftenvaerter", body=made.body, problem="P", what_we_do="W",
        what_should_change="C",
    )  # fmt: skip
    made.interventions.add(intervention)
    fund = Fund.objects.create(name="Fælles pulje", slug="faelles-pulje")
    FundYear.objects.create(fund=fund, year=2027, amount=1000, decision=made)
    page = text_of(office.get(url("decision-detail", made.pk)))
    assert reverse("effects:intervention-detail", args=["aftenvaerter"]) in page
    assert "Årets beløb: Fælles pulje 2027" in page
    user, _person = make.member()
    client.force_login(user)
    page = text_of(client.get(url("decision-detail", made.pk)))
    assert reverse("effects:intervention-detail", args=["aftenvaerter"]) in page
    assert "Fælles pulje" not in page


def test_a_trail_asks_the_same_few_questions_however_much_hangs_on_it(
    office, django_assert_max_num_queries
):
    made = make.decision()
    for number in range(20):
        make.follow_up(decision=made, owner=people.person(), title=f"Opgave {number}")
        Decision.objects.filter(pk=made.pk).update(title=f"Overskrift {number}")
    with django_assert_max_num_queries(30):
        assert "Opgave 19" in text_of(office.get(url("decision-detail", made.pk)))
