"""What every answer carries, how long a session lives, and in which language it speaks."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.http import HttpRequest, HttpResponse
from django.utils import translation

NextLayer = Callable[[HttpRequest], HttpResponse]


class SecurityHeadersMiddleware:
    """Tell the browser what it may load and do, and not to keep copies of pages.

    Stands first, so that redirects, errors and static files carry the headers too.
    A view that sets Cache-Control itself, and the static files, are left alone.
    """

    def __init__(self, get_response: NextLayer) -> None:
        self.get_response = get_response
        self.policy = "; ".join(
            f"{directive} {' '.join(sources)}" for directive, sources in settings.SECURE_CSP.items()
        )

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", self.policy)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
        )
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response


class SessionLimitMiddleware:
    """Sign out after half an hour without use and after twelve hours in any case.

    A page that fetches news by itself sends `X-Background: 1`; that is not use.
    """

    def __init__(self, get_response: NextLayer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        session = request.session
        if SESSION_KEY in session:
            now = int(time.time())
            began, seen = session.get("began_at", now), session.get("seen_at", 0)
            idle = now - seen if seen else 0
            if idle > settings.SESSION_IDLE_SECONDS or now - began > settings.SESSION_COOKIE_AGE:
                logout(request)
            elif not seen or (idle > 60 and "X-Background" not in request.headers):
                session.update({"began_at": began, "seen_at": now})
        return self.get_response(request)


class LanguageMiddleware:
    """Speak the language the person chose; Danish to everyone else.

    The browser's wishes are not guessed from: half of Denmark's browsers ask for English.
    """

    def __init__(self, get_response: NextLayer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = getattr(request.user, "language", settings.LANGUAGE_CODE)
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response
