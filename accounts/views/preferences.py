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

from accounts.forms import FrequencyForm, LanguageForm
from accounts.models import User
from accounts.services import preferences as service


@require_GET
def preferences(request: HttpRequest) -> HttpResponse:
    """Language, how often to be mailed, and the way to a new password."""
    return _page(request)


def _page(
    request: HttpRequest,
    *,
    form: LanguageForm | None = None,
    frequency_form: FrequencyForm | None = None,
) -> HttpResponse:
    user = cast("User", request.user)
    context = {
        "form": form or LanguageForm(initial={"language": user.language}),
        "frequency_form": frequency_form
        or FrequencyForm(initial={"frequency": user.notice_frequency}),
    }
    return render(request, "accounts/preferences.html", context)


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Choose the language; back to the page the choice was made on."""
    form = LanguageForm(request.POST)
    if not form.is_valid():
        return _page(request, form=form)
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


@require_POST
def frequency(request: HttpRequest) -> HttpResponse:
    """Choose how often notices are mailed."""
    form = FrequencyForm(request.POST)
    if not form.is_valid():
        return _page(request, frequency_form=form)
    service.choose_frequency(
        user=cast("User", request.user), frequency=form.cleaned_data["frequency"]
    )
    messages.success(request, _("Dit valg er gemt."))
    return redirect("accounts:preferences")
