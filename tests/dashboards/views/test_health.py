import pytest
from django.db import DatabaseError


def test_the_process_says_it_is_alive_without_asking_the_database(client):
    assert client.get("/healthz").content == b"ok\n"


@pytest.mark.django_db
def test_ready_names_what_is_there(client):
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.content == b"database: ok\ntables: ok\nqueue: ok\n"


@pytest.mark.django_db
def test_a_queue_that_is_away_is_told_but_stops_nothing(client, settings):
    away = {"BACKEND": "django.core.cache.backends.redis.RedisCache"}
    away["LOCATION"] = "unix:///nonexistent/valkey.sock"
    settings.CACHES = {**settings.CACHES, "queue": away}
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert b"queue: away" in answer.content


def test_without_a_database_the_site_is_not_ready(client, monkeypatch):
    def away(connection):
        raise DatabaseError

    monkeypatch.setattr("dashboards.views.health.MigrationExecutor", away)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert b"database: away" in answer.content
