"""A link works once, for a week, and says why when it does not."""

import datetime as dt
import threading

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone

from accounts.models import Invitation
from accounts.services import invitations
from accounts.services.invitations import LinkRefused, LinkState, MailNotSent
from tests.factories import people as make

PASSWORD = "kornmarken ved åen"


@pytest.fixture
def user(db):
    return make.user("ny@test.dk", password=None)


def test_the_letter_says_who_invites_and_to_what(user, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        invitations.issue(
            user=user, issued_by=None, inviter="Sekretariatsleder", seats=["Bestyrelsen"]
        )
    (letter,) = mail.outbox
    assert "Sekretariatsleder har inviteret dig til Kvarterkompas" in letter.body
    assert "Din plads: Bestyrelsen." in letter.body


def test_only_the_hash_is_kept_and_the_mail_holds_the_link(
    user, settings, django_capture_on_commit_callbacks
):
    settings.SITE_URL = "https://kompas.example"
    with django_capture_on_commit_callbacks(execute=True):
        token = invitations.issue(user=user, issued_by=None)
        assert mail.outbox == []
    (letter,) = mail.outbox
    assert letter.to == ["ny@test.dk"]
    assert f"https://kompas.example/invitation/{token}/" in letter.body
    assert "Invitation" in letter.subject
    row = Invitation.objects.get()
    assert token not in str(vars(row))
    assert row.token_hash == invitations.hash_of(token)


def test_the_link_opens_once(user):
    token = invitations.issue(user=user, issued_by=None)
    assert invitations.find(token).state is LinkState.OPEN
    invitations.accept(token=token, password=PASSWORD)
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    with pytest.raises(LinkRefused) as refusal:
        invitations.accept(token=token, password="en anden adgangskode")
    assert refusal.value.state is LinkState.USED
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_a_new_link_closes_the_earlier(user):
    old = invitations.issue(user=user, issued_by=None)
    new = invitations.issue(user=user, issued_by=None)
    assert invitations.find(old).state is LinkState.REVOKED
    assert invitations.find(new).state is LinkState.OPEN


def test_a_password_chosen_in_another_way_closes_the_link(user):
    token = invitations.issue(user=user, issued_by=None)
    user.set_password("valgt ved glemt adgangskode")
    user.save()
    assert invitations.find(token).state is LinkState.USED
    with pytest.raises(LinkRefused):
        invitations.accept(token=token, password=PASSWORD)


def test_a_link_ends_after_seven_days(user):
    token = invitations.issue(user=user, issued_by=None)
    now = timezone.now()
    Invitation.objects.update(issued_at=now - dt.timedelta(days=8), expires_at=now)
    assert invitations.find(token).state is LinkState.EXPIRED
    with pytest.raises(LinkRefused):
        invitations.accept(token=token, password=PASSWORD)


def test_an_unknown_link_and_one_of_a_deactivated_user_open_nothing(user):
    assert invitations.find("gættet").state is LinkState.UNKNOWN
    with pytest.raises(LinkRefused):
        invitations.accept(token="gættet", password=PASSWORD)
    token = invitations.issue(user=user, issued_by=None)
    user.is_active = False
    user.save()
    with pytest.raises(LinkRefused) as refusal:
        invitations.accept(token=token, password=PASSWORD)
    assert refusal.value.state is LinkState.REVOKED


@pytest.mark.parametrize("weak", ["kort", "password1234", "ny@test.dk-ny"])
def test_a_weak_password_uses_nothing_up(user, weak):
    token = invitations.issue(user=user, issued_by=None)
    with pytest.raises(ValidationError):
        invitations.accept(token=token, password=weak)
    assert invitations.find(token).state is LinkState.OPEN


@pytest.mark.django_db(transaction=True)
def test_of_two_clicks_at_once_one_is_refused():
    user = make.user("ny@test.dk", password=None)
    token = invitations.issue(user=user, issued_by=None)
    start, outcomes = threading.Barrier(2), []

    def click(password):
        start.wait()
        try:
            invitations.accept(token=token, password=password)
            outcomes.append(password)
        except LinkRefused:
            outcomes.append("")
        finally:
            connection.close()

    both = [threading.Thread(target=click, args=(f"{PASSWORD} {i}",)) for i in (1, 2)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    (won,) = [password for password in outcomes if password]
    user.refresh_from_db()
    assert user.check_password(won)


@pytest.mark.django_db(transaction=True)
def test_a_mail_server_that_is_down_loses_nothing(settings):
    user = make.user("ny@test.dk", password=None)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with pytest.raises(MailNotSent), transaction.atomic():
        invitations.issue(user=user, issued_by=None)
    assert Invitation.objects.open().filter(user=user).count() == 1


def test_an_english_reader_gets_an_english_frame_and_the_same_link(
    user, django_capture_on_commit_callbacks
):
    user.language = "en"
    user.save()
    with django_capture_on_commit_callbacks(execute=True):
        token = invitations.issue(user=user, issued_by=None)
    assert f"/invitation/{token}/" in mail.outbox[0].body
