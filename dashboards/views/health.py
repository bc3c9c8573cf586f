"""Two pages for machines: is the process alive, and can it do its work?"""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.core.cache import caches
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from redis.exceptions import RedisError


@require_safe
@login_not_required
def alive(request: HttpRequest) -> HttpResponse:
    """Answer without asking anybody; a process that cannot even do that is started anew."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@login_not_required
def ready(request: HttpRequest) -> HttpResponse:
    """Say whether database, tables and queue are there; 503 when pages cannot be shown.

    A queue that is away is told but is no failure: figures are saved, and computed when it is back.
    """
    states = {"database": "ok", "tables": "ok", "queue": "ok"}
    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            states["tables"] = "behind"
    except DatabaseError:
        states["database"] = "away"
    try:
        caches["queue"].get("ready")
    except (RedisError, OSError):
        states["queue"] = "away"
    text = "".join(f"{name}: {state}\n" for name, state in states.items())
    well = states["database"] == states["tables"] == "ok"
    return HttpResponse(text, content_type="text/plain", status=200 if well else 503)
