"""Signing in goes on while Redis is away, and guessing is still slowed down."""

import pytest
from django.core.cache import cache

from accounts.models import User

PASSWORD = "et langt kodeord"
AWAY = {
    "BACKEND": "accounts.caches.SteadyRedisCache",
    "LOCATION": "unix:///nonexistent/valkey.sock",
}


@pytest.fixture
def user(db, settings):
    settings.CACHES = {"default": AWAY}
    cache._own.clear()
    return User.objects.create_user("sekretariat@eksempel.dk", PASSWORD)


def sign_in(client, user, password):
    return client.post("/log-ind/", {"login": user.email, "password": password})


def test_one_can_sign_in_while_redis_is_away(client, user):
    assert sign_in(client, user, PASSWORD).status_code == 302
    assert client.get("/adgangskode/skift/").status_code == 200


def test_guessing_is_held_back_while_redis_is_away(client, user):
    for _ in range(5):
        sign_in(client, user, "noget helt andet")
    assert sign_in(client, user, PASSWORD).status_code != 302


def test_redis_is_used_again_when_it_is_back(valkey, settings):
    settings.CACHES = {"default": {**AWAY, "LOCATION": f"unix://{valkey.socket}?db=3"}}
    assert cache.add("a", 1)
    assert not cache.add("a", 2)
    assert cache.get("a") == 1
    assert cache.delete("a")
    cache.set("b", 3)
    assert cache._own.get("b") is None
    assert cache.get("b") == 3
