"""What the clock asks the worker to do, and how often.

A message that nobody has taken up before the next one comes expires.
"""

from typing import Any

from celery.schedules import crontab

SCHEDULE: dict[str, dict[str, Any]] = {
    "drain the outbox": {
        "task": "indicators.tasks.drain",
        "schedule": 2.0,
        "options": {"expires": 10},  # a worker that comes back needs one nudge, not a thousand
    },
    "mail notices": {
        "task": "partnership.tasks.mail_notices",
        "schedule": 300.0,
        "options": {"expires": 240},
    },
    "turn the wheel": {
        "task": "indicators.tasks.turn_wheel",
        "schedule": 900.0,
        "options": {"expires": 800},
    },
    "settle effects": {
        "task": "effects.tasks.settle",
        "schedule": 900.0,
        "options": {"expires": 800},
    },
    "tell corrections of briefs": {
        "task": "reports.tasks.tell_corrections",
        "schedule": 900.0,
        "options": {"expires": 800},
    },
    "remind of tasks and answers": {
        "task": "partnership.tasks.remind",
        "schedule": 900.0,
        "options": {"expires": 800},
    },
    "check all results": {
        "task": "indicators.tasks.check_all",
        "schedule": crontab(hour=3, minute=15),
        "options": {"expires": 3600},
    },
    "move files on": {
        "task": "indicators.tasks.work_on_imports",
        "schedule": 5.0,
        "options": {"expires": 10},
    },
    "clear away old files": {
        "task": "indicators.tasks.clear_files",
        "schedule": crontab(hour=2, minute=40),
        "options": {"expires": 3600},
    },
    "fetch what is due": {
        "task": "indicators.tasks.fetch_feeds",
        "schedule": 60.0,
        "options": {"expires": 50},
    },
    "release what was held back until today": {
        "task": "indicators.tasks.release_due",
        "schedule": crontab(minute=1),
        "options": {"expires": 3600},
    },
    "clear away replaced results": {
        "task": "indicators.tasks.clear_replaced",
        "schedule": 600.0,
        "options": {"expires": 60},
    },
}
