"""The task queue. The outbox in the database is the truth; the broker only carries nudges."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("kvarterkompas")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
