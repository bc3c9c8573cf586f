import pytest
from django.contrib.messages import get_messages
from django.core import mail

from accounts.models import User

PASSWORD = "et langt kodeord"


@pytest.fixture
def user(db):
    return User.objects.create_user("sekretariat@eksempel.dk", PASSWORD)


def sign_in(client, email, password):
    return client.post("/log-ind/", {"login": email, "password": password})


def test_a_user_signs_in_with_e_mail_in_any_case_and_out_again(client, user):
    assert sign_in(client, "Sekretariat@Eksempel.DK", PASSWORD).status_code == 302
    assert client.get("/adgangskode/skift/").status_code == 200
    assert client.post("/log-ud/").status_code == 302
    assert client.get("/adgangskode/skift/").status_code == 302


def test_signing_in_and_out_is_said_in_plain_words(client, user):
    sign_in(client, user.email, PASSWORD)
    told = [
        str(message) for message in get_messages(client.get("/adgangskode/skift/").wsgi_request)
    ]
    assert told == ["Du er logget ind."]
    client.post("/log-ud/")
    assert "Du er logget ud." in client.get("/log-ind/").content.decode()


def test_a_wrong_password_and_an_unknown_address_look_the_same(client, user):
    wrong = sign_in(client, user.email, "noget helt andet")
    unknown = sign_in(client, "ukendt@eksempel.dk", PASSWORD)
    assert wrong.context["form"].errors == unknown.context["form"].errors != {}


def test_after_five_wrong_tries_even_the_right_password_waits(client, user):
    for _ in range(5):
        sign_in(client, user.email, "noget helt andet")
    held = sign_in(client, user.email, PASSWORD)
    assert held.status_code != 302
    assert held.context["form"].errors


def test_a_closed_account_cannot_sign_in(client, user):
    user.is_active = False
    user.save()
    sign_in(client, user.email, PASSWORD)
    assert client.get("/adgangskode/skift/").status_code == 302


def test_nobody_can_sign_up(client, db):
    answer = client.post(
        "/konto/opret/",
        {"email": "ny@eksempel.dk", "password1": PASSWORD, "password2": PASSWORD},
    )
    assert answer.status_code == 200
    assert not User.objects.filter(email="ny@eksempel.dk").exists()


def test_a_forgotten_password_is_replaced_by_a_link_that_works_once(client, user):
    client.post("/adgangskode/glemt/", {"email": user.email})
    (letter,) = mail.outbox
    link = next(word for word in letter.body.split() if "/adgangskode/ny/" in word)
    path = link.split("//", 1)[-1].split("/", 1)[1]
    form = client.get(f"/{path}", follow=True)
    chosen = {"password1": "et helt nyt kodeord", "password2": "et helt nyt kodeord"}
    assert client.post(form.redirect_chain[-1][0], chosen).status_code == 302
    assert sign_in(client, user.email, "et helt nyt kodeord").status_code == 302
    client.post("/log-ud/")
    assert client.get(f"/{path}", follow=True).context.get("token_fail")


def test_an_unknown_address_gets_no_mail_and_no_other_answer(client, user):
    known = client.post("/adgangskode/glemt/", {"email": user.email})
    unknown = client.post("/adgangskode/glemt/", {"email": "ukendt@eksempel.dk"})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert len(mail.outbox) == 1
