"""The queue: what the clock sends exists, and a broker that is gone costs nobody any time."""

import pytest
from celery import current_app
from django.conf import settings
from kombu.exceptions import OperationalError

from config.celery import app


def test_every_task_of_the_clock_exists():
    app.loader.import_default_modules()
    assert {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()} <= set(app.tasks)


def test_a_task_is_given_back_when_its_worker_dies():
    assert app.conf.task_acks_late
    assert app.conf.task_reject_on_worker_lost
    assert app.conf.worker_prefetch_multiplier == 1


def test_publishing_without_a_broker_fails_at_once_and_is_not_repeated(monkeypatch):
    tries = []
    monkeypatch.setattr("time.sleep", tries.append)
    with pytest.raises(OperationalError):
        current_app.send_task("indicators.tasks.drain", retry=False)
    assert tries == []
