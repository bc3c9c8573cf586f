"""The answer when a page could not be made: an error of ours, or a database that is away."""

from __future__ import annotations

import sys

from django.contrib.auth.decorators import login_not_required
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template import loader

RETRY_AFTER = 10  # seconds


@login_not_required
def server_error(request: HttpRequest) -> HttpResponse:
    """503 with the time to come back while the database does not answer, else 500.

    Neither page asks the database for anything, so both work without it.
    """
    is_away = isinstance(sys.exc_info()[1], (OperationalError, InterfaceError))
    status, page = (503, "503.html") if is_away else (500, "500.html")
    answer = HttpResponse(loader.get_template(page).render(), status=status)
    if is_away:
        answer["Retry-After"] = str(RETRY_AFTER)
    return answer
