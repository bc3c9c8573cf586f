"""Administration of logins."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models import User
from accounts.services.invitations import MailNotSent
from partnership.rules.access import may_administer
from partnership.services import users
from partnership.services.overviews import user_rows
from partnership.views.access import SeatedRequest, requires
from partnership.views.pages import tabs, trail

LIST = "partnership:user-list"


@requires(may_administer)
@require_GET
def user_list(request: SeatedRequest) -> HttpResponse:
    """All logins with state, last sign-in and open invitation."""
    context = {"rows": user_rows(), "tabs": tabs(LIST), "crumbs": trail(_("Brugere"))}
    return render(request, "partnership/user/list.html", context)


@requires(may_administer)
@require_http_methods(["GET", "POST"])
def user_deactivate(request: SeatedRequest, pk: int) -> HttpResponse:
    """Ask, then shut a user out at once."""
    user = get_object_or_404(User, pk=pk)
    if request.method == "POST":
        return _do(request, users.deactivate, user, _("%(email)s er deaktiveret."))
    title = _("Deaktiver bruger")
    context = {
        "title": title,
        "text": _("Vil du deaktivere %(email)s?") % {"email": user.email},
        "consequences": [
            _("Brugeren bliver logget ud ved næste klik, på alle sine enheder."),
            _("Åbne invitationer virker ikke længere."),
            _("Personens pladser bliver stående. Du kan genåbne brugeren igen."),
        ],
        "submit_label": title,
        "cancel_url": reverse(LIST),
        "crumbs": trail(title, (_("Brugere"), reverse(LIST))),
    }
    return render(request, "partnership/administration/confirm.html", context)


@requires(may_administer)
@require_POST
def user_reactivate(request: SeatedRequest, pk: int) -> HttpResponse:
    """Let a user in again."""
    user = get_object_or_404(User, pk=pk)
    return _do(request, users.reactivate, user, _("%(email)s er genåbnet."))


@requires(may_administer)
@require_POST
def user_invite(request: SeatedRequest, pk: int) -> HttpResponse:
    """Mail a new link; the earlier ones stop working."""
    user = get_object_or_404(User, pk=pk)
    return _do(request, users.invite_again, user, _("Invitationen er sendt til %(email)s."))


def _do(request: SeatedRequest, verb: Callable[..., Any], user: User, words: str) -> HttpResponse:
    """Call a service on a user and say how it went."""
    try:
        verb(by=request.standing, user_id=user.pk)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    except MailNotSent:
        messages.warning(request, _("Mailen kunne ikke sendes. Prøv igen om lidt."))
    else:
        messages.success(request, words % {"email": user.email})
    return redirect(LIST)
