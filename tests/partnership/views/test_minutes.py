"""Minutes on their pages: written by two, sent out, commented, approved, corrected; papers beside."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from partnership.models import Comment, Meeting, Minutes, MinutesText, Paper, PaperVersion, Seat
from tests.doors import minutes as doors
from tests.factories import meetings, people

pytestmark = pytest.mark.django_db


def client_of(who: str, *, changes: dict[str, Any] | None = None, **seat: Any) -> Client:
    """A signed-in person of one of people.ROLES, whose seat may be another one in the body."""
    user = people.seated_user(who, **seat)
    Seat.objects.filter(person__user=user).update(**(changes or {"sees_restricted": False}))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def secretary() -> Client:
    return client_of("secretariat")


@pytest.fixture
def meeting() -> Meeting:
    made = meetings.meeting(title="Møde om tryghed")
    item = meetings.item(
        made, "Tryghed", text="Sagen", recommendation="At det godkendes", outcome="treated"
    )
    meetings.decision(item, "Lektiecafé")
    return made


def url(name: str, meeting: Meeting, **more: Any) -> str:
    return reverse(f"partnership:{name}", kwargs={"pk": meeting.pk, **more})


def text_of(answer: Any) -> str:
    return answer.content.decode()


@pytest.mark.parametrize("name", sorted(doors.DOORS))
def test_every_door_opens_to_whom_it_says(name):
    """The same walk as tests/test_access.py, for these addresses alone."""
    expected = doors.DOORS[name]
    address = reverse(name, kwargs=doors.arguments().get(name))
    for role in people.ROLES:
        assert client_of(role).get(address).status_code == expected[role], role


@pytest.mark.parametrize("name", sorted(doors.DOORS))
def test_a_foreign_groups_member_is_told_nothing(name):
    stranger = client_of("group", body=people.body("ad_hoc", name="Fremmed gruppe"))
    address = reverse(name, kwargs=doors.arguments().get(name))
    is_post = doors.DOORS[name]["secretariat"] == 405
    assert stranger.get(address).status_code == (405 if is_post else 404)
    assert stranger.post(address).status_code in (404, 405)
    assert not Comment.objects.exists()
    assert not Paper.objects.filter(is_withdrawn=True).exists()


def test_the_agenda_stands_beside_the_text_and_saving_keeps_it(secretary, meeting):
    item = meeting.items.get()
    page = text_of(secretary.get(url("minutes-write", meeting)))
    assert "At det godkendes" in page
    answer = secretary.post(
        url("minutes-write", meeting),
        {f"text_{item.pk}": "Godkendt.\r\n- et\r\n- to", f"seen_{item.pk}": "0", "place": item.pk},
    )
    assert answer["Location"].endswith(f"#punkt-{item.pk}")
    assert MinutesText.objects.get().text == "Godkendt.\n- et\n- to"


def test_the_second_writer_gets_both_texts_and_a_proposal(secretary, meeting):
    item = meeting.items.get()
    first = {f"text_{item.pk}": "Skrevet af A", f"seen_{item.pk}": "0"}
    secretary.post(url("minutes-write", meeting), first)
    second = {f"text_{item.pk}": "Skrevet af B", f"seen_{item.pk}": "0", "text_0": "Hej"}
    answer = client_of("secretariat").post(url("minutes-write", meeting), second)
    assert answer.status_code == 409
    page = text_of(answer)
    assert "Skrevet af A" in page
    assert "Skrevet af B" in page
    assert "[[ Gemt af en anden ]]" in page
    assert MinutesText.objects.get().text == "Skrevet af A"
    assert Minutes.objects.get().opening == "Hej"
    form = answer.context["form"]
    again = {name: form[name].value() or "" for name in form.fields}
    assert secretary.post(url("minutes-write", meeting), again).status_code == 200
    again[f"text_{item.pk}"] = "Skrevet af A og B"
    assert secretary.post(url("minutes-write", meeting), again).status_code == 302
    assert MinutesText.objects.get().text == "Skrevet af A og B"


def test_the_second_writer_sees_what_others_saved_in_the_fields_they_left_alone(secretary, meeting):
    item = meeting.items.get()
    first = {f"text_{item.pk}": "Skrevet af A", f"seen_{item.pk}": "0", "text_0": "Åbnet kl. 14"}
    secretary.post(url("minutes-write", meeting), first)
    second = {
        f"text_{item.pk}": "Skrevet af B",
        f"seen_{item.pk}": "0",
        "text_0": "",
        "seen_0": "0",
    }
    answer = client_of("secretariat").post(url("minutes-write", meeting), second)
    assert "Åbnet kl. 14</textarea>" in text_of(answer)
    form = answer.context["form"]
    again = {name: form[name].value() or "" for name in form.fields}
    again[f"text_{item.pk}"] = "Skrevet af A og B"
    assert secretary.post(url("minutes-write", meeting), again).status_code == 302
    assert Minutes.objects.get().opening == "Åbnet kl. 14"


def test_a_civil_number_is_refused_and_what_was_typed_stays(secretary, meeting):
    item = meeting.items.get()
    typed = {f"text_{item.pk}": "Borger 010203-1234", f"seen_{item.pk}": "0"}
    page = text_of(secretary.post(url("minutes-write", meeting), typed))
    assert "CPR" in page
    assert not MinutesText.objects.exists()


def test_the_whole_way_to_a_lock_and_a_correction(secretary, meeting):
    item = meeting.items.get()
    member = client_of("group")
    secretary.post(url("minutes-write", meeting), {f"text_{item.pk}": "Drøftet."})
    assert "ikke klar" in text_of(member.get(url("minutes-detail", meeting)))
    secretary.post(url("minutes-propose", meeting), {"comments_until": "1.1.2100"})
    assert "Din kommentar" in text_of(member.get(url("minutes-detail", meeting)))
    member.post(url("minutes-comment", meeting), {"text": "Husk fristen"})
    assert "Husk fristen" in text_of(secretary.get(url("minutes-detail", meeting)))
    read = secretary.get(url("minutes-approve", meeting)).context["form"]["read"].value()
    secretary.post(url("minutes-approve", meeting), {"note": "på mødet", "read": read})
    assert Minutes.objects.get().is_locked
    page = text_of(member.get(url("minutes-detail", meeting)))
    assert "Alt står, som da referatet blev låst" in page
    assert "Din kommentar" not in page
    assert secretary.get(url("minutes-write", meeting)).status_code == 302
    values = {"text": "Fristen er 1. maj", "item": item.pk}
    secretary.post(url("minutes-correct", meeting), values)
    assert "Fristen er 1. maj" in text_of(member.get(url("minutes-detail", meeting)))


def test_what_changed_between_reading_and_approving_is_read_again(secretary, meeting):
    item = meeting.items.get()
    text = "Drøftet:\n- <b>et</b>\n- to"
    meetings.minutes(meeting, state=Minutes.State.PROPOSED, texts={item: text})
    page = secretary.get(url("minutes-detail", meeting))
    assert "<ul><li>&lt;b&gt;et&lt;/b&gt;</li><li>to</li></ul>" in text_of(page)
    address = f"{url('minutes-approve', meeting)}?laest={page.context['read']}"
    MinutesText.objects.update(text="Andet")
    read = secretary.get(address).context["form"]["read"].value()
    answer = secretary.post(url("minutes-approve", meeting), {"note": "her", "read": read})
    assert "Læs det igen" in text_of(answer)
    assert not Minutes.objects.get().is_locked


def test_what_was_typed_while_the_minutes_were_locked_is_not_lost(secretary, meeting):
    item = meeting.items.get()
    meetings.minutes(meeting, state=Minutes.State.APPROVED, texts={item: "Drøftet."})
    typed = {f"text_{item.pk}": "Et langt afsnit om lektiecaféen", f"seen_{item.pk}": "0"}
    answer = secretary.post(url("minutes-write", meeting), {**typed, "text_0": "Åbnet kl. 14"})
    assert answer.status_code == 409
    page = text_of(answer)
    assert "Et langt afsnit om lektiecaféen</textarea>" in page
    assert "Åbnet kl. 14</textarea>" in page
    assert "Intet af det, du har skrevet, er gemt" in page
    assert url("minutes-correct", meeting) in page
    assert 'name="place"' not in page
    assert MinutesText.objects.get().text == "Drøftet."
    assert Minutes.objects.get().opening == ""


@pytest.mark.parametrize("state", [Minutes.State.DRAFT, Minutes.State.APPROVED])
@pytest.mark.parametrize("who", ["group", "secretariat"])
def test_a_comment_that_comes_too_late_stays_in_its_field(meeting, state, who):
    meetings.minutes(meeting, state=state)
    answer = client_of(who).post(url("minutes-comment", meeting), {"text": "Fristen mangler"})
    assert answer.status_code == 409
    assert "Fristen mangler</textarea>" in text_of(answer)
    assert "Der kan ikke kommenteres mere" in text_of(answer)
    assert not Comment.objects.exists()


def test_no_file_is_asked_for_where_the_minutes_are_locked(secretary, meeting):
    meetings.minutes(meeting, state=Minutes.State.APPROVED)
    answer = secretary.get(url("minutes-upload", meeting), follow=True)
    assert answer.redirect_chain == [(url("minutes-detail", meeting), 302)]
    assert "Referatet er godkendt og låst" in text_of(answer)


def test_who_approves_while_comments_run_is_told(secretary, meeting):
    minutes = meetings.minutes(
        meeting, state=Minutes.State.PROPOSED, comments_until=dt.date(2100, 1, 2)
    )
    told = "Der kan kommenteres til og med 2. januar 2100"
    assert told in text_of(secretary.get(url("minutes-approve", meeting)))
    minutes.comments_until = dt.date(2020, 1, 2)
    minutes.save()
    page = text_of(secretary.get(url("minutes-approve", meeting)))
    assert "Der kan kommenteres til og med" not in page


def test_a_case_officer_comments_for_the_member_and_is_named(secretary, meeting):
    boss = people.person("Direktør")
    people.seat("group", person=boss)
    officer = client_of("group", changes={"role": "case_officer", "serves": boss})
    meetings.minutes(meeting, state=Minutes.State.PROPOSED)
    assert "Direktør" in text_of(officer.get(url("minutes-detail", meeting)))
    refused = officer.post(url("minutes-comment", meeting), {"text": "Uden navn"})
    assert refused.status_code == 200
    values = {"text": "Vi er enige", "on_behalf_of": boss.pk}
    officer.post(url("minutes-comment", meeting), values)
    assert Comment.objects.get().on_behalf_of == boss
    assert "på vegne af Direktør" in text_of(secretary.get(url("minutes-detail", meeting)))


def test_an_observer_reads_and_says_nothing(meeting):
    meetings.minutes(meeting, state=Minutes.State.PROPOSED)
    observer = client_of("group", changes={"role": "observer"})
    assert "Din kommentar" not in text_of(observer.get(url("minutes-detail", meeting)))
    observer.post(url("minutes-comment", meeting), {"text": "Hov"})
    assert not Comment.objects.exists()


def upload(content: bytes, name: str = "bilag.pdf") -> dict[str, Any]:
    return {"name": "Notat", "file": SimpleUploadedFile(name, content)}


def test_a_paper_is_hidden_until_it_is_released(secretary, meeting):
    member = client_of("group")
    address = url("paper-create", meeting, home="meeting")
    page = text_of(secretary.post(address, upload(meetings.pdf()), follow=True))
    assert "mangler opmærkning" in page
    paper = Paper.objects.get()
    assert paper.versions.get().is_tagged is False
    file = reverse("partnership:paper-file", args=[paper.versions.get().pk])
    assert member.get(file).status_code == 404
    secretary.post(reverse("partnership:paper-release", args=[paper.pk]))
    answer = member.get(file)
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer.streaming_content) == meetings.pdf()
    secretary.post(reverse("partnership:paper-withdraw", args=[paper.pk]))
    assert member.get(file).status_code == 404
    assert secretary.get(file).status_code == 200


def test_versions_are_kept_and_listed(secretary, meeting):
    paper = meetings.paper(meeting=meeting)
    address = reverse("partnership:paper-version", args=[paper.pk])
    values = {"note": "tabel 2 er rettet", "file": SimpleUploadedFile("ny.docx", meetings.word())}
    page = text_of(secretary.post(address, values, follow=True))
    assert "tabel 2 er rettet" in page
    assert "bilag.pdf" in page
    assert list(PaperVersion.objects.values_list("number", flat=True)) == [2, 1]


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("virus.pdf", b"MZ\x90\x00 program", "passer ikke til dens navn"),
        ("virus.exe", b"MZ\x90\x00 program", "slags fil kan ikke bruges"),
        ("tekst.docx", b"PK\x03\x04 ikke en zip", "passer ikke til dens navn"),
        ("billede.png", b"%PDF-1.7", "passer ikke til dens navn"),
        ("tom.pdf", b"", "tom"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused(secretary, meeting, name, content, word):
    address = url("paper-create", meeting, home="meeting")
    assert word in text_of(secretary.post(address, upload(content, name)))
    assert not Paper.objects.exists()


def test_a_file_that_is_too_large_is_let_go_and_the_form_says_why(secretary, meeting, settings):
    settings.PAPER_MAX_BYTES = 1000
    address = url("paper-create", meeting, home="meeting")
    answer = secretary.post(address, upload(b"%PDF-" + b"x" * 300_000))
    assert "er større end" in text_of(answer)
    assert "Notat" in text_of(answer)
    assert answer.wsgi_request.upload_was_too_large
    assert not answer.wsgi_request.FILES
    just_over = secretary.post(address, upload(b"%PDF-" + b"x" * 2000))
    assert "er større end" in text_of(just_over)
    assert not Paper.objects.exists()


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (meetings.pdf(password="hemmelig"), "adgangskode"),
        (b"%PDF-1.7\nikke rigtig en pdf", "kan ikke læses helt"),
    ],
)
def test_a_pdf_that_cannot_be_looked_into_is_kept_and_says_so(secretary, meeting, content, word):
    address = url("paper-create", meeting, home="meeting")
    assert word in text_of(secretary.post(address, upload(content), follow=True))
    assert PaperVersion.objects.get().is_tagged is None


def test_papers_of_locked_minutes_stand(secretary, meeting):
    paper = meetings.paper(meeting=meeting)
    meetings.minutes(meeting, state=Minutes.State.APPROVED)
    secretary.post(reverse("partnership:paper-withdraw", args=[paper.pk]))
    address = url("paper-create", meeting, home="meeting")
    assert "låst" in text_of(secretary.post(address, upload(meetings.pdf())))
    paper.refresh_from_db()
    assert not paper.is_withdrawn
    assert Paper.objects.count() == 1


def test_a_long_agenda_asks_no_more_of_the_database(secretary, django_assert_max_num_queries):
    long = meetings.meeting()
    for _ in range(40):
        item = meetings.item(long, outcome="treated")
        meetings.paper(item=item)
        meetings.decision(item)
        meetings.attendance(long, people.person())
    texts = dict.fromkeys(long.items.all(), "Sagt")
    meetings.minutes(long, state=Minutes.State.APPROVED, texts=texts)
    with django_assert_max_num_queries(32):
        secretary.get(url("minutes-detail", long))
