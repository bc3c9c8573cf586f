"""A person's own notices."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.models import Notice, User
from accounts.services import notices as service

ON_A_PAGE = 50


@require_GET
def notice_list(request: HttpRequest) -> HttpResponse:
    """The own ones: unread first, the newest of each first."""
    own = Notice.objects.filter(user=cast("User", request.user)).order_by(
        F("read_at").desc(nulls_first=True), "-created_at", "-pk"
    )
    page = Paginator(own, ON_A_PAGE).get_page(request.GET.get("side"))
    language = get_language() or "da"
    lines = [(notice, service.text_for(notice, language)) for notice in page]
    unread = Notice.objects.unread().filter(user=cast("User", request.user)).count()
    return render(
        request, "accounts/notices.html", {"page": page, "lines": lines, "unread": unread}
    )


@require_POST
def notice_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark it read and go to what it is about."""
    notice = service.mark_read(user=cast("User", request.user), notice_id=pk)
    if notice is None:
        raise Http404
    is_ours = url_has_allowed_host_and_scheme(notice.path, allowed_hosts=None)
    if "stay" in request.POST or not notice.path or not is_ours:
        return redirect("accounts:notice-list")
    return redirect(notice.path)


@require_POST
def notice_read_all(request: HttpRequest) -> HttpResponse:
    """Mark them all read."""
    if service.mark_all_read(user=cast("User", request.user)):
        messages.success(request, _("Alle dine beskeder er markeret som læst."))
    return redirect("accounts:notice-list")
