"""Deny by default: a signed-in person passes only where the view's rule says yes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from partnership.rules.access import NotAllowed, Standing
from partnership.services.overviews import administrators_organisations
from partnership.services.standing import standing_of

# Pages about the person's own login; they are open to any signed-in user, with or without a seat.
OWN_LOGIN_MODULES = ("allauth.", "accounts.")


class AccessMiddleware:
    """Gives each request its `standing` and asks the view's rule before the view runs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.standing = Standing()  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        """Let public pages and pages about one's own login through; ask the rule for all others."""
        if not getattr(view, "login_required", True):
            return None
        standing = standing_of(request.user)
        request.standing = standing  # type: ignore[attr-defined]
        if view.__module__.startswith(OWN_LOGIN_MODULES):
            return None
        rule = getattr(view, "access_rule", None)
        if rule is None:
            raise PermissionDenied(f"{view.__module__}.{view.__name__} names no access rule")
        if not standing.seats:
            return no_seat(request)
        if not rule(standing):
            raise PermissionDenied
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A service's no looks like a view's no."""
        if isinstance(exception, NotAllowed):
            return render(request, "403.html", status=403)
        return None


def no_seat(request: HttpRequest) -> HttpResponse:
    """Say that no seat holds today, and whom to ask."""
    context = {
        "organisations": administrators_organisations(),
        "support_email": settings.SUPPORT_EMAIL,
    }
    return render(request, "partnership/no_seat.html", context, status=403)
