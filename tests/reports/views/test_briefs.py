"""The pages of briefs: what each person finds there, and what a form does when two write at once."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from indicators.services.recompute import groups as recompute
from partnership.models import Body
from partnership.services import bodies
from partnership.services.standing import standing_of
from reports.models import Brief
from reports.services import editions
from tests.doors import reports as doors
from tests.factories import briefs, meetings, people
from tests.factories.panels import correct

pytestmark = pytest.mark.django_db


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def secretariat():
    return signed_in(people.seated_user("secretariat"))


def address(name, *args):
    return reverse(f"reports:{name}", args=args)


def test_foreign_addresses_answer_as_if_nothing_were_there():
    user = people.user()
    other = people.body("ad_hoc", name="En anden gruppe", slug="en-anden")
    seat = people.seat("group", person=people.person(user=user), body=other)
    type(seat).objects.filter(pk=seat.pk).update(role="chair")
    client = signed_in(user)
    for name, values in doors.arguments().items():
        url = reverse(name, kwargs=values)
        answers = {client.get(url).status_code, client.post(url, {}).status_code}
        assert answers <= {404, 405}, name
        assert 404 in answers, name


def test_from_the_meeting_over_the_draft_to_the_file():
    world = briefs.world()
    secretariat = signed_in(people.seated_user("secretariat"))
    page = secretariat.get(reverse("partnership:meeting-detail", args=[world.meeting.pk]))
    url = address("brief-detail", world.meeting.pk)
    assert url in page.content.decode()
    draft = secretariat.get(url).content.decode()
    assert "Det skal besluttes" in draft
    assert "#kilde-1" in draft
    assert 'id="kilde-1"' in draft
    assert "/forklar/" in draft
    made = secretariat.get(address("brief-document", world.meeting.pk, "pdf"))
    assert made.content.startswith(b"%PDF")
    assert "m%C3%B8deopl%C3%A6g" in made["Content-Disposition"]
    assert secretariat.get(address("brief-document", world.meeting.pk, "odt")).status_code == 404


def test_a_member_is_told_that_nothing_was_sent_out_yet_and_later_led_to_it():
    meeting = briefs.ahead()
    member = signed_in(people.seated_user("group"))
    url = address("brief-detail", meeting.pk)
    page = member.get(url).content.decode()
    assert "ikke sendt ud endnu" in page
    assert "Det skal besluttes" not in page
    briefs.issued(meeting)
    answer = member.get(url)
    assert answer.status_code == 302
    assert "Ingen af tallene er ændret." in member.get(answer["Location"]).content.decode()


def test_a_meeting_that_was_held_without_a_brief_says_so(secretariat):
    meeting = meetings.meeting()
    page = secretariat.get(address("brief-detail", meeting.pk)).content.decode()
    assert "Der blev ikke sendt et mødeoplæg ud" in page
    assert secretariat.get(address("brief-issue", meeting.pk)).status_code == 302


def test_texts_are_written_read_and_sent_out(secretariat):
    meeting = briefs.ahead()
    item = meetings.item(
        meeting, "Lektiecafé", kind="decision", recommendation="At den fortsætter."
    )
    url = address("brief-change", meeting.pk)
    form = secretariat.get(url).content.decode()
    assert "At den fortsætter." in form
    assert reverse("partnership:agenda-item-change", args=[item.pk]) in form
    assert "Skriver du selv et tal, er det dit" in form
    typed = {"seen": 0, "text_opening": "Kære alle",
             "text_gaps": "", "out_holes": "on"}  # fmt: skip
    assert secretariat.post(url, typed).status_code == 302
    blocks = {each.key: each.text for each in Brief.objects.get().blocks.all()}
    assert blocks == {"opening": "Kære alle", "holes": ""}
    draft = secretariat.get(address("brief-detail", meeting.pk))
    assert "Kære alle" in draft.content.decode()
    issue = f"{address('brief-issue', meeting.pk)}?laest={draft.context['read']}"
    assert "får besked" in secretariat.get(issue).content.decode()
    sent = secretariat.post(issue, {"read": draft.context["read"]})
    assert sent["Location"] == address("edition-detail", meeting.pk, 1)
    assert "Kære alle" in secretariat.get(sent["Location"]).content.decode()


def test_what_was_typed_comes_back_beside_what_somebody_else_wrote(secretariat):
    meeting = briefs.ahead()
    url = address("brief-change", meeting.pk)
    secretariat.post(url, {"seen": 0, "text_opening": "Kære alle"})
    page = secretariat.post(url, {"seen": 0, "text_opening": "Hej med jer"})
    text = page.content.decode()
    assert page.status_code == 200
    assert "To rettelser af det samme" in text
    assert "Hej med jer" in text
    assert "Kære alle" in text
    stamp = page.context["form"]["seen"].value()
    assert secretariat.post(url, {"seen": stamp, "text_opening": "Hej"}).status_code == 302


def test_the_agenda_and_the_brief_propose_the_same(secretariat):
    meeting = briefs.ahead()
    effort = meetings.item(meeting, "Naboskab", kind="decision", recommendation="At vi beslutter.")
    condition = "Naboskab sættes i gang, når det er skrevet, hvad det ventes at flytte."
    proposed = meetings.decision(effort, "Naboskab", state="proposed", text=condition)
    meetings.item(meeting, "Effektopfølgning", kind="review")
    pages = [
        secretariat.get(reverse("partnership:meeting-detail", args=[meeting.pk])),
        secretariat.get(address("brief-detail", meeting.pk)),
    ]
    drafted = "beslutter ud fra grundlaget, om der skal fortsættes"
    for page in (each.content.decode() for each in pages):
        assert "At vi beslutter." in page
        assert f"{proposed.number}" in page
        assert condition in page
        assert drafted in page
        assert "Ingen har skrevet en indstilling." in page
    type(effort).objects.filter(meeting=meeting, kind="review").update(
        recommendation="At det stoppes."
    )
    for url in (
        reverse("partnership:meeting-detail", args=[meeting.pk]),
        address("brief-detail", meeting.pk),
    ):
        page = secretariat.get(url).content.decode()
        assert "At det stoppes." in page
        assert drafted not in page


def test_a_cpr_number_is_refused_and_the_rest_comes_back(secretariat):
    url = address("brief-change", briefs.ahead().pk)
    page = secretariat.post(
        url, {"seen": 0, "text_opening": "Kære alle", "text_gaps": "010203-1234"}
    )
    assert page.status_code == 200
    assert "ligner et CPR-nummer" in page.content.decode()
    assert "Kære alle" in page.content.decode()
    assert not Brief.objects.exists()


def test_a_draft_that_changed_since_it_was_read_is_not_sent_out(secretariat):
    meeting = briefs.ahead()
    page = secretariat.post(address("brief-issue", meeting.pk), {"read": "0" * 64})
    assert "Læs det igen" in page.content.decode()
    assert editions.newest(meeting) is None


def test_a_draft_that_two_pages_cannot_hold_says_what_to_shorten(secretariat):
    meeting = briefs.ahead()
    url = address("brief-change", meeting.pk)
    secretariat.post(url, {"seen": 0, "text_opening": "a\n" * 290})
    draft = secretariat.get(address("brief-detail", meeting.pk))
    assert "Det kan ikke sendes ud endnu" in draft.content.decode()
    assert "“indledningen”" in draft.content.decode()
    page = secretariat.post(address("brief-issue", meeting.pk), {"read": draft.context["read"]})
    assert "Forkort teksterne dér" in page.content.decode()


def test_an_edition_says_what_became_of_its_figures():
    world = briefs.world()
    briefs.issued(world.meeting)
    correct(world.site, "a", "2024", (100, 400))
    recompute.drain()
    reader = signed_in(people.seated_user("group", body=world.body))
    page = reader.get(address("edition-detail", world.meeting.pk, 1)).content.decode()
    assert "32,0 → 25,0" in page
    assert "Område a 32,0" in page
    assert reader.get(address("edition-document", world.meeting.pk, 1, "pdf")).status_code == 200
    assert reader.get(address("edition-document", world.meeting.pk, 1, "odt")).status_code == 404
    assert reader.get(address("edition-detail", world.meeting.pk, 2)).status_code == 404


def test_whoever_opens_an_edition_is_noted_as_a_reader():
    edition = briefs.issued(briefs.ahead())
    member = people.seated_user("board")
    body = edition.brief.meeting.body
    body.parent = people.body("board")
    body.save()
    client = signed_in(member)
    client.get(address("edition-detail", edition.brief.meeting_id, 1))
    client.get(address("edition-document", edition.brief.meeting_id, 1, "pdf"))
    assert [each.user for each in edition.readers.all()] == [member]


def test_the_list_shows_what_is_to_be_written_and_what_was_sent_out(secretariat):
    meeting, other = briefs.ahead(title="Møde et"), briefs.ahead(title="Møde to")
    briefs.issued(meeting)
    page = secretariat.get(address("report-list")).content.decode()
    assert address("brief-detail", other.pk) in page
    assert address("edition-detail", meeting.pk, 1) in page
    member = signed_in(people.seated_user("group")).get(address("report-list")).content.decode()
    assert address("edition-detail", meeting.pk, 1) in member
    assert address("brief-detail", other.pk) not in member
    outsider = signed_in(people.seated_user("administrator")).get(address("report-list"))
    assert "Intet er sendt ud endnu" in outsider.content.decode()


def cost(client, url):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def test_pages_cost_the_same_whatever_they_hold():
    world = briefs.world()
    secretariat = signed_in(people.seated_user("secretariat"))
    edition = briefs.issued(world.meeting)
    urls = (
        address("report-list"), address("brief-detail", world.meeting.pk),
        address("brief-change", world.meeting.pk), editions.address_of(edition),
    )  # fmt: skip
    for url in urls:
        secretariat.get(url)
    few = {url: cost(secretariat, url) for url in urls}
    for at in range(4):
        meetings.item(world.meeting, f"Punkt {at}", kind="decision")
        briefs.issued(briefs.ahead(world.body))
        briefs.issued(world.meeting)
    many = {url: cost(secretariat, url) for url in urls}
    assert many == few
    assert max(few.values()) <= 45, few


def test_a_body_that_is_closed_while_somebody_writes_saves_nothing_and_loses_no_word(secretariat):
    meeting = briefs.ahead()
    url = address("brief-change", meeting.pk)
    assert secretariat.get(url).status_code == 200
    Body.objects.filter(pk=meeting.body_id).update(parent=people.body("board"))
    bodies.close(
        by=standing_of(people.seated_user("administrator")), body_id=meeting.body_id,
        on=timezone.localdate(), report="Slut",
    )  # fmt: skip
    answer = secretariat.post(url, {"seen": 0, "text_opening": "Vi skal tale om skolen."})
    page = answer.content.decode()
    assert "Mødet er aflyst" in page and "Vi skal tale om skolen." in page
    assert not Brief.objects.filter(blocks__isnull=False).exists()
    answer = secretariat.get(url, follow=True)
    assert "Mødet er ikke længere planlagt eller indkaldt" in answer.content.decode()
    assert answer.redirect_chain == [
        (reverse("partnership:meeting-detail", args=[meeting.pk]), 302)
    ]
