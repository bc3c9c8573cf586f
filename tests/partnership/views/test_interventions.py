"""Interventions as a browser meets them: the list, the story, and the steps decisions take them."""

import datetime as dt

import pytest
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partnership.models import FollowUp, Intervention, InterventionStep, Milestone
from partnership.services.edits import stamp_of
from tests.factories import decisions as make
from tests.factories import money, people, programme

TODAY = timezone.localdate


def url(name, *args):
    return reverse(f"partnership:{name}", args=args)


def text_of(answer):
    return answer.content.decode()


def shown(day):
    return f"{day:%d.%m.%Y}"


def typed(**changes):
    return {
        "name": "Fritidsjob", "problem": "Få unge har job.", "what_we_do": "Vi finder job.",
        "what_should_change": "Flere unge har job.", "body": people.body("coordination").pk,
        **changes,
    }  # fmt: skip


@pytest.fixture
def office(db):
    client = Client()
    client.force_login(people.seated_user("secretariat"))
    return client


def test_a_known_kind_fills_in_the_theory_and_the_proposal_is_made(office):
    page = text_of(office.get(url("intervention-create"), {"art": "fritidsjob"}))
    assert "Mange unge har aldrig haft et job" in page
    answer = office.post(f"{url('intervention-create')}?art=fritidsjob", typed())
    made = Intervention.objects.get()
    assert answer["Location"] == reverse("effects:intervention-detail", args=[made.slug])
    assert (made.state, made.kind) == ("proposed", "fritidsjob")
    story = text_of(office.get(answer["Location"]))
    assert "Flere unge har job." in story
    assert "Der mangler en vedtaget beslutning at bygge på." in story
    assert 'aria-disabled="true"' in story
    make.decision()
    assert 'aria-disabled="true"' not in text_of(office.get(answer["Location"]))


def test_one_that_is_called_as_the_archive_has_a_page_of_its_own(office):
    answer = office.post(url("intervention-create"), typed(name="Erfaringer"))
    assert "Få unge har job." in text_of(office.get(answer["Location"]))


def test_a_taken_name_and_a_civil_number_are_said_and_nothing_is_lost(office):
    programme.intervention("fritidsjob")
    answer = office.post(url("intervention-create"), typed(for_whom="Unge på 13-17 år"))
    assert "Navnet er allerede brugt." in text_of(answer)
    assert "Unge på 13-17 år" in text_of(answer)
    answer = office.post(
        url("intervention-create"), typed(name="Ny", problem="Om 010190-1234 og andre")
    )
    assert "ligner et CPR-nummer" in text_of(answer)
    assert Intervention.objects.count() == 1


def test_a_decision_starts_it_and_another_anchors_it_and_ends_later_money(office):
    found = programme.intervention("Fritidsjob")
    first = make.decision(decided_on=TODAY() - dt.timedelta(days=10))
    start = TODAY() - dt.timedelta(days=5)
    office.post(
        url("intervention-start", found.slug),
        {"decision": first.pk, "on": shown(start), "note": "Fra nu"},
    )
    found.refresh_from_db()
    assert (found.state, found.starts_on) == ("running", start)
    assert list(first.interventions.all()) == [found]
    of = money.fund()
    lines = [
        found.budget_lines.create(fund=of, year=TODAY().year + year, name="Drift", amount=100)
        for year in (-1, 0, 1)
    ]
    page = office.get(url("intervention-anchor", found.slug))
    assert first not in page.context["form"].fields["decision"].queryset
    second = make.decision()
    home = people.organisation("Fritidsforvaltningen")
    step = {"decision": second.pk, "on": shown(TODAY()), "note": ""}
    answer = office.post(url("intervention-anchor", found.slug), step)
    assert answer.status_code == 200  # who carries it on, and on whose budget, is missing
    step |= {"anchored_with": home.pk, "anchored_budget": "Kommunens fritidsbudget"}
    office.post(url("intervention-anchor", found.slug), step)
    found.refresh_from_db()
    assert (found.state, found.anchored_with) == ("anchored", home)
    for line in lines:
        line.refresh_from_db()
    assert [line.ends_on for line in lines] == [None, TODAY(), TODAY()]
    story = text_of(office.get(reverse("effects:intervention-detail", args=[found.slug])))
    for words in ("Kommunens fritidsbudget", first.number, second.number, "Indsatsen er slut."):
        assert words in story
    assert "er slut og kan ikke rettes" in text_of(
        office.post(url("intervention-change", found.slug), typed(seen=stamp_of(found)))
    )


@pytest.mark.parametrize(
    ("days", "words"),
    [(-1, "Dagen ligger før beslutningen."), (1200, "mere end to år ude i fremtiden")],
)
def test_a_day_that_does_not_fit_is_said(office, days, words):
    found = programme.intervention()
    decision = make.decision()
    answer = office.post(
        url("intervention-start", found.slug),
        {
            "decision": decision.pk,
            "on": shown(TODAY() + dt.timedelta(days=days)),
            "note": "Mit ord",
        },
    )
    assert words in text_of(answer)
    assert "Mit ord" in text_of(answer)
    found.refresh_from_db()
    assert found.state == "proposed"


def test_no_step_rests_on_a_proposal_or_on_a_decision_elsewhere(office):
    found = programme.intervention()
    wrong = [
        make.decision(state="proposed", decided_on=None),
        make.decision(state="rejected"),
        make.decision(people.body("board")),
    ]
    for decision in wrong:
        office.post(
            url("intervention-start", found.slug), {"decision": decision.pk, "on": shown(TODAY())}
        )
    assert not InterventionStep.objects.exists()
    board = make.decision(people.body("board"))
    board.interventions.add(found)
    office.post(url("intervention-drop", found.slug), {"decision": board.pk, "on": shown(TODAY())})
    found.refresh_from_db()
    assert found.state == "dropped"
    with pytest.raises(ProtectedError):
        board.delete()


def test_what_has_started_is_not_started_again(office):
    found = programme.running()
    answer = office.post(
        url("intervention-start", found.slug),
        {"decision": make.decision().pk, "on": shown(TODAY())},
    )
    assert "indsatsen står nu som “I gang”" in text_of(answer)


def test_the_theory_of_one_that_runs_changes_by_a_decision_alone(office):
    found = programme.running("Fritidsjob")
    area = people.area("Stjernehøj")
    form = text_of(office.get(url("intervention-change", found.slug)))
    assert 'name="problem"' not in form
    office.post(
        url("intervention-change", found.slug),
        typed(name="Fritidsjob til alle", problem="Noget andet", seen=stamp_of(found)),
    )
    found.refresh_from_db()
    assert (found.name, found.problem) == ("Fritidsjob til alle", "For få unge har job")
    stamp = stamp_of(found)
    adjusted = typed(
        decision=make.decision().pk,
        on=shown(TODAY()),
        note="Nyt område",
        areas=[area.pk],
        seen=stamp,
    )
    office.post(url("intervention-adjust", found.slug), adjusted)
    found.refresh_from_db()
    assert found.problem == "Få unge har job."
    assert list(found.areas.all()) == [area]
    assert found.steps.get().verb == "adjust"
    late = typed(decision=make.decision().pk, on=shown(TODAY()), problem="Den anden.", seen=stamp)
    answer = text_of(office.post(url("intervention-adjust", found.slug), late))
    assert "To rettelser af det samme" in answer
    assert "Den anden." in answer
    assert found.steps.count() == 1


def test_an_adjustment_that_changes_nothing_is_refused_in_words(office):
    found = programme.running("Fritidsjob")
    same = typed(
        problem=found.problem, what_we_do=found.what_we_do, for_whom=found.for_whom,
        what_should_change=found.what_should_change, decision=make.decision().pk,
        on=shown(TODAY()), note="Ingenting", seen=stamp_of(found),
    )  # fmt: skip
    answer = text_of(office.post(url("intervention-adjust", found.slug), same))
    assert "Intet er ændret, så der er intet at justere." in answer
    assert "Ingenting" in answer
    assert found.steps.count() == 0


def test_a_task_is_given_from_an_intervention(office):
    found = programme.running("Fritidsjob")
    address = f"{url('follow-up-create')}?indsats={found.slug}"
    page = text_of(office.get(address))
    assert "Fritidsjob" in page
    assert f'<option value="{found.body_id}" selected>' in page
    _user, owner = make.member()
    office.post(
        address,
        {"title": "Ring rundt", "owner": owner.pk, "body": found.body_id, "due_on": shown(TODAY())},
    )
    assert FollowUp.objects.get().intervention == found
    assert office.get(f"{url('follow-up-create')}?indsats=findes-ikke").status_code == 404


def test_milestones_are_set_up_and_reached_with_a_word(office):
    found = programme.running()
    day = TODAY() + dt.timedelta(days=30)
    office.post(url("milestone-create", found.slug), {"title": "Ti i job", "due_on": shown(day)})
    milestone = Milestone.objects.get()
    assert "Ti i job" in text_of(office.get(reverse("effects:intervention-list")))
    ahead = {"title": "Ti i job", "due_on": shown(day), "reached_on": shown(day)}
    answer = office.post(
        url("milestone-change", milestone.pk), {**ahead, "seen": stamp_of(milestone)}
    )
    assert "Dagen ligger i fremtiden. Vælg i dag eller en tidligere dag." in text_of(answer)
    office.post(
        url("milestone-change", milestone.pk),
        {**ahead, "reached_on": shown(TODAY()), "word": "Tolv.", "seen": stamp_of(milestone)},
    )
    assert "Tolv." in text_of(office.get(reverse("effects:intervention-detail", args=[found.slug])))


def test_the_list_is_filtered_and_says_when_nothing_fits(office):
    area, group = people.area("Stjernehøj"), programme.target_group()
    wanted = programme.running("Fritidsjob", effort_area=programme.effort_area())
    wanted.areas.add(area)
    wanted.target_groups.add(group)
    other = programme.intervention("Naboskab")
    for query in (
        {"q": "fritidsj"}, {"area": area.pk}, {"target_group": group.pk}, {"state": "running"},
        {"effort_area": wanted.effort_area_id},
    ):  # fmt: skip
        groups = office.get(reverse("effects:intervention-list"), query).context["groups"]
        assert [row.intervention for found in groups for row in found.rows] == [wanted], query
    assert other.name in text_of(office.get(reverse("effects:intervention-list")))
    assert "Ingen indsatser passer" in text_of(
        office.get(reverse("effects:intervention-list"), {"q": "øøø"})
    )
    assert (
        office.get(reverse("effects:intervention-list"), {"area": "x", "state": "y"}).status_code
        == 200
    )


def test_tasks_and_history_are_told_to_those_who_read_the_body(client, db):
    board = people.body("board")
    found = programme.running(body=board)
    make.follow_up(board, intervention=found, title="Bestyrelsens opgave")
    user, _person = make.member(body=people.body("coordination", parent=board))
    client.force_login(user)
    page = text_of(client.get(reverse("effects:intervention-detail", args=[found.slug])))
    assert found.problem in page
    for hidden in ("Bestyrelsens opgave", "Historik", "Økonomi</h2>", "Justér"):
        assert hidden not in page


def test_two_hundred_ask_no_more_than_a_few(office, django_assert_max_num_queries):
    area = people.area()
    for number in range(200):
        made = programme.running(f"Nummer {number}")
        made.areas.add(area)
    with django_assert_max_num_queries(22):
        assert "Nummer 199" in text_of(office.get(reverse("effects:intervention-list")))
    with django_assert_max_num_queries(34):
        office.get(reverse("effects:intervention-detail", args=[made.slug]))
