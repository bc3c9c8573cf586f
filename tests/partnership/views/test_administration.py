"""The administration as an administrator's browser meets it."""

import datetime as dt
from unittest import mock

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.services.invitations import MailNotSent
from partnership.models import Body, Organisation, Ownership, Person, Seat
from partnership.services.edits import stamp_of
from tests.factories import people as make

PASSWORD = "kornmarken ved åen"
ORGANISATIONS = "/administration/organisationer/"
INVITE = "/administration/pladser/inviter/"


@pytest.fixture
def admin(db):
    return make.seated_user("administrator")


@pytest.fixture
def client(admin):
    client = Client()
    client.force_login(admin)
    return client


def invitation(**changes):
    values = {
        "name": "Formand for boligforeningen",
        "email": "formand@test.dk",
        "organisation": str(make.organisation("Lejerbo", kind="housing").pk),
        "role": "chair",
        "body": str(make.body("board").pk),
        "starts_on": "1.11.2026",
        "ends_on": "2027-03-01",
    }
    return {**values, **changes}


def link_in(letter):
    link = next(word for word in letter.body.split() if "/invitation/" in word)
    return "/" + link.split("//", 1)[1].split("/", 1)[1]


def test_a_board_member_is_invited_gets_in_once_and_is_out_the_day_after(
    client, django_capture_on_commit_callbacks
):
    with time_machine.travel(dt.datetime(2026, 11, 23, 10, tzinfo=dt.UTC), tick=True):
        client.force_login(User.objects.get())
        made = client.post(
            f"{ORGANISATIONS}opret/", {"name": "Nyt Hjem", "kind": "housing", "is_party": "on"}
        )
        assert made["Location"] == f"{ORGANISATIONS}nyt-hjem/"
        owner = Organisation.objects.get(slug="nyt-hjem")
        with django_capture_on_commit_callbacks(execute=True):
            answer = client.post(INVITE, invitation(organisation=owner.pk))
        assert answer.status_code == 302
        assert "Din plads: " in mail.outbox[0].body
        link = link_in(mail.outbox[0])
        member = Client()
        assert "formand@test.dk" in member.get(link).content.decode()
        entered = member.post(link, {"password": PASSWORD, "repeated": PASSWORD})
        assert entered["Location"] == "/"
        assert member.get("/partnerskab/").status_code == 200
        again = Client().post(link, {"password": "en helt anden", "repeated": "en helt anden"})
        assert again.status_code == 410
        assert "allerede brugt" in again.content.decode()
    with time_machine.travel(dt.datetime(2027, 3, 1, 22, 50, tzinfo=dt.UTC), tick=True):
        member.force_login(User.objects.get(email="formand@test.dk"))
        assert member.get("/partnerskab/").status_code == 200
    with time_machine.travel(dt.datetime(2027, 3, 1, 23, 1, tzinfo=dt.UTC), tick=True):
        # in Copenhagen it is one minute past midnight: the same session, the next request
        refused = member.get("/partnerskab/")
        assert refused.status_code == 403
        assert "Du har ingen plads i dag" in refused.content.decode()


def test_a_deactivated_user_is_out_of_every_session_at_the_next_request(client):
    member = make.seated_user("board")
    sessions = [Client() for _ in range(5)]
    for session in sessions:
        session.force_login(member)
        assert session.get("/partnerskab/").status_code == 200
    page = f"/administration/brugere/{member.pk}/deaktiver/"
    assert "bliver logget ud ved næste klik" in client.get(page).content.decode()
    client.post(page)
    for session in sessions:
        assert session.get("/partnerskab/")["Location"].startswith("/log-ind/")
    client.post(f"/administration/brugere/{member.pk}/genaabn/")
    member.refresh_from_db()
    assert member.is_active


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("email", "ikke en adresse", "Skriv en hel e-mailadresse"),
        ("starts_on", "31.2.2027", "Skriv datoen som 1.3.2027 eller 2027-03-01."),
        ("ends_on", "1.1.9999", "mellem 1900 og 2100"),
        ("ends_on", "1.10.2026", "før første dag"),
        ("body", "", "Vælg det organ"),
        ("body", "987654", "gyldig"),
        ("organisation", "x", "gyldig"),
        ("role", "konge", "gyldig"),
        ("role", "administrator", "hører ikke til i et organ"),
        ("role", "secretariat", "Rollen sekretariat"),
        ("name", "Formand 010190-1234", "CPR-nummer"),
    ],
)
def test_what_is_refused_says_where_and_keeps_what_was_typed(client, field, value, words):
    answer = client.post(INVITE, invitation(**{field: value}))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert words in page
    assert f'href="#id_{"body" if words.startswith(("hører", "Rollen")) else field}"' in page
    assert 'value="1.11.2026"' in page or field == "starts_on"
    assert 'value="formand@test.dk"' in page or field == "email"
    assert not User.objects.filter(email="formand@test.dk").exists()
    assert Seat.objects.count() == 1
    assert mail.outbox == []


def test_a_mail_that_cannot_be_sent_leaves_the_seat_and_says_so(client):
    with mock.patch("partnership.services.seats.invite", side_effect=MailNotSent):
        page = client.post(INVITE, invitation(), follow=True).content.decode()
    assert "mailen kunne ikke sendes" in page


def test_a_new_invitation_can_be_sent_to_whoever_has_not_come_in(client):
    waiting = make.user(password=None)
    page = client.get("/administration/brugere/").content.decode()
    assert "Invitationen er udløbet" in page
    client.post(f"/administration/brugere/{waiting.pk}/inviter/")
    assert waiting.invitations.open().count() == 1
    assert "Inviteret, linket virker til" in client.get("/administration/brugere/").content.decode()
    with mock.patch("partnership.services.users.invite_again", side_effect=MailNotSent):
        again = client.post(f"/administration/brugere/{waiting.pk}/inviter/", follow=True)
    assert "Mailen kunne ikke sendes" in again.content.decode()
    settled = make.seated_user("board")
    page = client.post(f"/administration/brugere/{settled.pk}/inviter/", follow=True)
    assert "har allerede valgt adgangskode" in page.content.decode()


def test_two_who_change_the_same_see_both_values_and_lose_neither(client):
    owner = make.organisation("Lejerbo", kind="housing")
    page = f"{ORGANISATIONS}{owner.slug}/ret/"
    seen = client.get(page).context["form"].initial["seen"]
    first = {"name": "Lejerbo Nord", "kind": "housing", "is_party": "on", "seen": seen}
    client.post(page, first)
    other = {"name": "Lejerbo Syd", "kind": "other", "seen": seen}  # and no party any more
    answer = client.post(page, other)
    text = answer.content.decode()
    assert ("Art", "anden organisation", "boligorganisation") in answer.context["form"].conflicts
    assert ("Part i partnerskabsaftalen", "–", "✓") in answer.context["form"].conflicts
    assert answer.status_code == 200
    assert "En anden har rettet det samme" in text
    assert "Lejerbo Nord" in text
    assert "Lejerbo Syd" in text
    assert f'name="seen" value="{stamp_of(owner)}"' in text
    client.post(page, {**first, "name": "Lejerbo Syd", "seen": stamp_of(owner)})
    owner.refresh_from_db()
    assert owner.name == "Lejerbo Syd"


def test_two_who_take_the_same_name_at_once_get_an_answer_not_an_error(client):
    with mock.patch(
        "partnership.services.organisations.create", side_effect=IntegrityError("slug")
    ):
        answer = client.post(f"{ORGANISATIONS}opret/", {"name": "Lejerbo", "kind": "housing"})
    assert "Se efter, og prøv igen" in answer.content.decode()
    assert 'value="Lejerbo"' in answer.content.decode()


def test_fields_nobody_asked_for_change_nothing(client, admin):
    owner = make.organisation("Lejerbo", kind="housing")
    page = f"{ORGANISATIONS}{owner.slug}/ret/"
    client.post(
        page,
        {
            "name": "Lejerbo", "kind": "housing", "seen": stamp_of(owner), "slug": "kapret",
            "ends_on": "2020-01-01", "id": "1", "is_active": "", "pk": str(admin.pk),
        },
    )  # fmt: skip
    owner.refresh_from_db()
    assert (owner.slug != "kapret", owner.ends_on) == (True, None)
    person = make.person("Medlem")
    client.post(
        f"/administration/personer/{person.pk}/ret/",
        {"name": "Medlem", "seen": stamp_of(person), "user": str(admin.pk), "email": "k@test.dk"},
    )
    person.refresh_from_db()
    assert (person.user, person.email) == (None, "")


def test_an_organisation_is_followed_from_start_to_end(client):
    place = make.area("Skovparken")
    owner = make.organisation("Lejerbo", kind="housing")
    page = f"{ORGANISATIONS}{owner.slug}/"
    member = make.seated_user("board", organisation=owner)
    client.post(f"{page}omraade/", {"area": place.pk, "starts_on": "1.1.2020"})
    assert "Skovparken" in client.get(page).content.decode()
    assert "Skovparken" in client.get(ORGANISATIONS).content.decode()
    held = Ownership.objects.get()
    too_early = client.post(f"/administration/ejerskaber/{held.pk}/afslut/", {"on": "1.1.2019"})
    assert too_early.status_code == 200
    client.post(f"/administration/ejerskaber/{held.pk}/afslut/", {"on": "31.12.2025"})
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    client.post(f"{page}luk/", {"on": yesterday.isoformat()})
    assert Seat.objects.get(person=member.person).ends_on == yesterday
    assert "lukket" in client.get(ORGANISATIONS).content.decode()
    assert (
        client.post(f"{ORGANISATIONS}opret/", {"name": "Lejerbo", "kind": "x"}).status_code == 200
    )


def test_a_body_is_set_up_changed_and_ended(client):
    values = {
        "name": "Trygge stier",
        "kind": "ad_hoc",
        "mandate": "Prøv lys",
        "ends_on": "1.6.2030",
    }
    client.post("/administration/organer/opret/", values)
    group = Body.objects.get(name="Trygge stier")
    changed = {**values, "mandate": "Prøv lys og beplantning", "seen": stamp_of(group)}
    assert client.post(f"/administration/organer/{group.slug}/ret/", changed).status_code == 302
    group.refresh_from_db()
    assert group.mandate == "Prøv lys og beplantning"
    client.post(f"/partnerskab/organer/{group.slug}/afslut/", {"on": "1.1.2026", "report": "Nået."})
    assert "afsluttet" in client.get("/administration/organer/").content.decode()
    assert client.post(
        "/administration/organer/opret/", {**values, "mandate": ""}
    ).status_code == 200  # fmt: skip


def test_the_list_of_seats_says_what_each_opens_and_hides_the_past_until_asked(client):
    make.seat("supplier", person=make.person("Leverandøren"))
    make.seat("board", person=make.person("Den forrige"), ends_on=dt.date(2021, 1, 1))
    make.seat("group", person=make.person("Den næste"), starts_on=dt.date(2090, 1, 1))
    answer = client.get("/administration/pladser/")
    opens = {row.seat.person.name: row.opens for row in answer.context["rows"]}
    assert opens["Leverandøren"] == (True, False, True, False, False, False)
    assert "begynder senere" in answer.content.decode()
    assert "Den forrige" not in opens
    assert "Den forrige" in client.get("/administration/pladser/?vis=tidligere").content.decode()


def test_a_seat_is_ended_from_its_page_but_not_the_last_administrators(client, admin):
    member = make.seated_user("board")
    seat = Seat.objects.get(person__user=member)
    client.post(f"/administration/pladser/{seat.pk}/afslut/", {"on": "1.3.2027"})
    seat.refresh_from_db()
    assert seat.ends_on == dt.date(2027, 3, 1)
    own = Seat.objects.get(person__user=admin)
    refused = client.post(f"/administration/pladser/{own.pk}/afslut/", {"on": "1.3.2027"})
    assert refused.status_code == 200
    assert "mindst én administrator" in refused.content.decode()
    page = client.post(f"/administration/brugere/{admin.pk}/deaktiver/", follow=True)
    assert "mindst én administrator" in page.content.decode()


def test_a_new_installation_shows_what_comes_first(client):
    Person.objects.exclude(user__isnull=False).delete()
    text = client.get("/administration/").content.decode()
    assert "Sådan kommer I i gang" in text
    assert 'hx-get="/administration/komgodtigang/"' in text


def test_lists_take_the_same_number_of_queries_however_long_they_are(
    client, django_assert_max_num_queries
):
    for number in range(12):
        owner = make.organisation(f"Organisation {number}")
        make.seated_user("board", organisation=owner)
        Ownership.objects.create(organisation=owner, area=make.area())
    for page in (
        ORGANISATIONS, "/administration/organer/", "/administration/pladser/",
        "/administration/brugere/", "/partnerskab/",
    ):  # fmt: skip
        with django_assert_max_num_queries(10):
            assert client.get(page).status_code == 200
