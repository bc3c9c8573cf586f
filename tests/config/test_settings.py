"""What an installation can rely on, whatever its environment says."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def ask(expression, **environment):
    """Read settings in a fresh process, as a deployment would."""
    script = f"from django.conf import settings; print({expression})"
    told = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", script],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "SECRET_KEY": "x" * 60,
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    return (told.stdout or told.stderr.strip().splitlines()[-1]).strip()


def test_there_is_no_default_secret():
    assert "SECRET_KEY" in ask("settings.SECRET_KEY", SECRET_KEY="")


def test_traces_are_never_shown_unless_asked_for():
    assert ask("settings.DEBUG") == "False"


def test_a_site_on_https_keeps_its_cookies_there():
    cookies = "settings.SESSION_COOKIE_NAME, settings.SESSION_COOKIE_SECURE"
    told = ask(cookies, SITE_URL="https://kompas.example")
    assert told == "__Host-sessionid True"


def test_the_site_answers_to_its_own_name_and_those_listed():
    told = ask(
        "settings.ALLOWED_HOSTS",
        SITE_URL="https://kompas.example",
        EXTRA_HOSTS="a.example,b.example",
    )
    assert told == "['kompas.example', 'localhost', '127.0.0.1', 'a.example', 'b.example']"


@pytest.mark.parametrize(
    ("url", "broker", "cache"),
    [
        ("unix:///v.sock", "redis+socket:///v.sock?virtual_host=0", "unix:///v.sock?db=2"),
        ("redis://valkey:6379", "redis://valkey:6379/0", "redis://valkey:6379/2"),
    ],
)
def test_queue_and_cache_share_one_server(url, broker, cache):
    told = ask("settings.CELERY_BROKER_URL, settings.CACHES['default']['LOCATION']", REDIS_URL=url)
    assert told == f"{broker} {cache}"


def test_mail_goes_where_the_address_says():
    told = ask(
        "settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS",
        EMAIL_URL="smtp+tls://anna:word@relay.example:587",
    )
    assert told == "relay.example 587 True"
    assert ask("settings.EMAIL_FILE_PATH", EMAIL_URL="filemail:////srv/mail") == "/srv/mail"
