"""Whole pages kept ready-made: what all readers see alike is drawn once for each edition of the site.

Three things on a page are the reader's own: in the head the name and the number of unread notices,
and the token of the forms. A page may have further parts of the reader's own. The kept page has holes
there, filled anew for every answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.session import SessionStorage
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from accounts.context import notices_link
from indicators.context import example_notice
from indicators.services.fragments import fingerprint, kept
from indicators.services.site_versions import Edition, edition_now
from indicators.services.snapshots import one_moment
from partnership.context import site
from partnership.views.access import SeatedRequest

# Letters from Unicode's private area cannot stand in any text that was typed.
NAME, TOKEN, NOTICES = "\ue010", "\ue011", "\ue012"
OWN = 0xE020  # where the letters for further parts begin
_HOLE = re.compile(f"([{NAME}{TOKEN}{NOTICES}{chr(OWN)}-{chr(OWN + 15)}])")


def kept_page(
    request: SeatedRequest,
    template: str,
    make_context: Callable[[], dict[str, Any]],
    *,
    varies: object = (),
    own: Mapping[str, str] | None = None,
    edition: Edition | None = None,
) -> HttpResponse:
    """The page of this edition of the site, drawn now where no reader with the same rights had it yet.

    `varies` is all that the page shows to some seats only; address, menu, language and the right to
    restricted figures are told apart here. `own` are ready-made parts of this reader's alone, by the
    name under which the template shows them, drawn from the `edition` that comes with them.
    """
    own = own or {}
    if _has_messages(request):
        parts = {name: mark_safe(text) for name, text in own.items()}  # noqa: S308 - ours
        with one_moment():
            return render(request, template, {**make_context(), **parts})
    holes = {name: chr(OWN + at) for at, name in enumerate(own)}

    def draw() -> str:
        with one_moment():
            context = make_context()
            mine = {
                "standing": replace(request.standing, name=NAME),
                "csrf_token": TOKEN,
                "notices_link": NOTICES,
                "example_notice": example_notice(is_example=now.is_example),
            }
            return render_to_string(template, {**context, **mine, **holes}, request)

    # Read before the drawing: should something change meanwhile, the next reader asks for that.
    now = edition or edition_now()
    rights = (site(request)["menu"], request.standing.sees_restricted)
    place = (request.get_full_path(), get_language(), *holes)
    text = kept(fingerprint("page", now, template, place, rights, varies), draw)
    filled = {
        **{holes[name]: part for name, part in own.items()},
        NAME: escape(request.standing.name),
        TOKEN: get_token(request),
        NOTICES: notices_link(request),
    }
    return HttpResponse("".join(filled.get(part, part) for part in _HOLE.split(text)))


def _has_messages(request: SeatedRequest) -> bool:
    """Whether something is to be said once, to this reader only."""
    in_cookie = CookieStorage.cookie_name in request.COOKIES
    return in_cookie or SessionStorage.session_key in request.session
