"""Telling the worker that something waits, so that nobody waits for the clock."""

from __future__ import annotations

import logging
from functools import partial

from celery import current_app
from django.db import transaction

log = logging.getLogger(__name__)


def nudge_after_commit(task: str) -> None:
    """Name a task to the worker once the transaction is through.

    Without a broker nothing is lost: the clock finds what waits.
    """
    transaction.on_commit(partial(_nudge, task), robust=True)


def _nudge(task: str) -> None:
    try:
        current_app.send_task(task, ignore_result=True, retry=False)
    except Exception as error:  # any failure of the broker only means waiting
        log.warning("broker not reached, the clock will run %s: %s", task, type(error).__name__)
