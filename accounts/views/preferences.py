"""A person's own settings."""

from __future__ import annotations

from typing import cast

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.forms import LanguageForm
from accounts.models import User
from accounts.services import preferences as service


@require_GET
def preferences(request: HttpRequest) -> HttpResponse:
    """Language, and the way to a new password."""
    form = LanguageForm(initial={"language": cast("User", request.user).language})
    return render(request, "accounts/preferences.html", {"form": form})


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Choose the language; back to the page the choice was made on."""
    form = LanguageForm(request.POST)
    if not form.is_valid():
        return render(request, "accounts/preferences.html", {"form": form})
    chosen = form.cleaned_data["language"]
    service.choose_language(user=cast("User", request.user), language=chosen)
    target = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=settings.HTTPS
    ):
        with translation.override(chosen):
            messages.success(request, _("Dit valg er gemt."))
        target = "accounts:preferences"
    return redirect(target)
