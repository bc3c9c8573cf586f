"""The command that makes the first administrator."""

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from partnership.management.commands import create_admin
from partnership.services.standing import standing_of

GIVEN = ["--email", "Admin@Test.dk", "--organisation", "Ny Kommune"]


@pytest.mark.django_db
def test_the_first_administrator_can_sign_in_and_a_repeat_changes_the_password(monkeypatch, capsys):
    monkeypatch.setenv("ADMIN_PASSWORD", "kornmarken ved åen")
    call_command("create_admin", *GIVEN)
    user = User.objects.get(email="admin@test.dk")
    assert standing_of(user).is_administrator
    assert user.check_password("kornmarken ved åen")
    monkeypatch.setenv("ADMIN_PASSWORD", "skoven bag marken")
    call_command("create_admin", *GIVEN)
    user.refresh_from_db()
    assert user.check_password("skoven bag marken")
    assert "skoven" not in capsys.readouterr().out


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "password"),
    [
        (GIVEN, "kort"),
        (GIVEN, ""),
        (["--email", "x", *GIVEN[2:]], "kornmarken ved åen"),
        (GIVEN[:2], "kornmarken ved åen"),
    ],
)
def test_what_is_missing_or_weak_stops_it_before_anything_is_written(monkeypatch, words, password):
    monkeypatch.setenv("ADMIN_PASSWORD", password)
    with pytest.raises(CommandError):
        call_command("create_admin", *words)
    assert not User.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("same", [True, False])
def test_at_a_keyboard_it_asks(monkeypatch, same):
    monkeypatch.delenv("ADMIN_PASSWORD", raising=False)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    answers = iter(["admin@test.dk", "Ny Kommune"])
    typed = iter(["kornmarken ved åen", "kornmarken ved åen" if same else "noget andet her"])
    monkeypatch.setattr("builtins.input", lambda _words: next(answers))
    monkeypatch.setattr(create_admin, "getpass", lambda _words: next(typed))
    if same:
        call_command("create_admin")
        assert User.objects.filter(email="admin@test.dk").exists()
    else:
        with pytest.raises(CommandError):
            call_command("create_admin")
        assert not User.objects.exists()
