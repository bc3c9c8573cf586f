"""What the frame of every page shows whoever looks at it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.functional import lazy
from django.utils.safestring import SafeString

from accounts.models import Notice


def site(request: HttpRequest) -> dict[str, Any]:
    """`accessibility_statement_url`: the installation's own statement, or empty; `notices_link`.

    The link is worked out only where a page has a head to show it in.
    """
    return {
        "accessibility_statement_url": settings.ACCESSIBILITY_STATEMENT_URL,
        "notices_link": _notices_link(request),
    }


def notices_link(request: HttpRequest) -> SafeString:
    """The way to one's own notices, with the number of unread ones."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return SafeString("")
    unread = getattr(user, "unread_notices", None)  # read along with the session's user
    if unread is None:
        unread = Notice.objects.unread().filter(user_id=user.pk).count()
    return render_to_string("components/_notices_link.html", {"unread": unread})


_notices_link = lazy(notices_link, SafeString)
