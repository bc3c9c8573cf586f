"""The page behind the link in an invitation."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from accounts.forms import ChoosePasswordForm
from accounts.services import invitations
from accounts.services.invitations import FoundLink, LinkRefused, LinkState


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters()
@sensitive_variables()
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Choose a password and be signed in; looking at the page uses nothing up."""
    found = invitations.find(token)
    if found.invitation is None or found.state is not LinkState.OPEN:
        return _refused(request, found)
    form = ChoosePasswordForm(request.POST or None, user=found.invitation.user)
    if request.method == "POST" and form.is_valid():
        try:
            user = invitations.accept(token=token, password=form.cleaned_data["password"])
        except LinkRefused as refusal:
            return _refused(request, FoundLink(refusal.state, found.invitation))
        except ValidationError as refusal:
            form.add_error("password", refusal)
        else:
            login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
            messages.success(request, _("Velkommen. Din adgangskode er gemt."))
            return redirect(settings.LOGIN_REDIRECT_URL)
    context = {"form": form, "email": found.invitation.user.email}
    return render(request, "accounts/invitation.html", context)


def _refused(request: HttpRequest, found: FoundLink) -> HttpResponse:
    """Say why the link opens nothing and whom to ask."""
    sender = found.invitation.issued_by if found.invitation else None
    whom = settings.SUPPORT_EMAIL or (sender.email if sender and sender.is_active else "")
    context = {"state": found.state.value, "whom": whom}
    return render(request, "accounts/invitation_refused.html", context, status=410)
