"""No form is shown for what locked minutes refuse: its address leads to them, with the reason."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from partnership.services.minutes_locks import is_locked


def to_locked(request: HttpRequest, meeting_id: int) -> HttpResponse | None:
    """The way to the minutes from a form about a meeting whose minutes are locked; else nothing.

    What was typed before they were locked is answered on its form, so that it is not lost.
    """
    if request.method not in ("GET", "HEAD") or not is_locked(meeting_id):
        return None
    messages.info(request, _("Referatet er godkendt og låst. Skriv en rettelse i stedet."))
    return redirect("partnership:minutes-detail", pk=meeting_id)
