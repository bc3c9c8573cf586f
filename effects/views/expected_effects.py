"""What is expected of an intervention: written, amended, withdrawn, and read with all its versions."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from effects.forms.expected_effects import (
    SEEN,
    AmendForm,
    ChooseIndicator,
    EffectForm,
    PreviewForm,
    WithdrawForm,
    initial_of,
)
from effects.rules.access import check_write_effects_of, may_write_effects
from effects.services import detectability, detectability_words, expectations, expected_effects
from effects.services import expected_effect_pages as pages
from effects.services.expectations import Expected
from indicators.models import Indicator
from indicators.services import restricted_readings
from partnership.models import Intervention
from partnership.rules.access import may_see_partnership
from partnership.views.access import SeatedRequest, requires
from partnership.views.interventions import by_slug, crumbs, page_of
from partnership.views.pages import refusals_on, show_form

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
TEMPLATE = "effects/expected_effect/form.html"
LOOK = "se"  # the button that asks what can be seen, and saves nothing


def _owned(request: SeatedRequest, slug: str) -> Intervention:
    """The intervention, where the person may write what it should move."""
    found = by_slug(slug)
    check_write_effects_of(request.standing, found.body_id)
    return found


def _effect(request: SeatedRequest, found: Intervention, number: int) -> Expected:
    expected = pages.find(found, number, request.standing)
    if expected is None:
        raise Http404
    return expected


@requires(may_see_partnership)
@require_safe
def expected_effect_detail(request: SeatedRequest, slug: str, number: int) -> HttpResponse:
    """One expected effect: what was believed, what was changed, and whether it can be seen."""
    found = by_slug(slug)
    expected = _effect(request, found, number)
    page = pages.page_of(expected, request.standing, today=timezone.localdate())
    if page.seen is not None:
        _note(request, expected.effect.indicator)
    title = _("Forventet effekt %(number)s") % {"number": number}
    context = {"page": page, "intervention": found, "title": title, "crumbs": crumbs(title, found)}
    return render(request, "effects/expected_effect/detail.html", context)


@requires(may_write_effects)
@get_or_post
def expected_effect_create(request: SeatedRequest, slug: str) -> HttpResponse:
    """Say what an intervention should move: the indicator first, then the rest."""
    found = _owned(request, slug)
    choice = _choice(request, found)
    if not choice.is_bound or not choice.is_valid():
        return _choose(request, found, choice)
    indicator = choice.cleaned_data["indikator"]
    form = _empty_form(request, found, indicator)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            made = expected_effects.write(
                by=request.standing, intervention_id=found.pk, wording=form.wording(indicator)
            )
            messages.success(request, _("Den forventede effekt er skrevet."))
            return redirect(pages.url_of(made))
    return _show(request, form, found, indicator, title=_("Ny forventet effekt"))


def _choice(request: SeatedRequest, found: Intervention) -> ChooseIndicator:
    return ChooseIndicator(
        request.GET if "indikator" in request.GET else None,
        restricted=request.standing.sees_restricted, goals=found.goals.all(),
    )  # fmt: skip


def _choose(request: SeatedRequest, found: Intervention, choice: ChooseIndicator) -> HttpResponse:
    title = _("Ny forventet effekt")
    return show_form(
        request, choice, title=title, submit_label=_("Videre"), cancel_url=page_of(found),
        crumbs=crumbs(title, found), template="effects/expected_effect/choose.html",
        lead=_("Sig på forhånd, hvad indsatsen skal flytte. Så kan I se bagefter, om det skete."),
    )  # fmt: skip


def _empty_form(request: SeatedRequest, found: Intervention, indicator: Indicator) -> EffectForm:
    areas = expectations.offered_areas(found)
    usual = {
        "areas": areas, "measure": "level", "direction": pages.usual_direction(indicator),
    }  # fmt: skip
    return EffectForm(
        None if _looks(request) else request.POST or None, areas=areas,
        unit=pages.unit_of(indicator), initial=_typed(request) or usual,
    )  # fmt: skip


def _looks(request: SeatedRequest) -> bool:
    return request.method == "POST" and LOOK in request.POST


def _typed(request: SeatedRequest) -> dict[str, Any]:
    """What was typed when somebody only asked what can be seen: it goes back into the fields."""
    if not _looks(request):
        return {}
    typed: dict[str, Any] = dict(request.POST.items())
    return {**typed, "areas": request.POST.getlist("areas")}


def _show(
    request: SeatedRequest,
    form: EffectForm,
    found: Intervention,
    indicator: Indicator,
    *,
    title: str,
    **more: Any,
) -> HttpResponse:
    """The form, and beside it whether what is typed could be seen."""
    typed = form.data if form.is_bound else {name: form[name].value() for name in SEEN}
    look = reverse("effects:expected-effect-look", args=[found.slug])
    return show_form(
        request, form, title=title, cancel_url=more.pop("cancel_url", page_of(found)),
        submit_label=_("Gem"), crumbs=crumbs(title, found), template=TEMPLATE, indicator=indicator,
        seen=_seen(request, found, indicator, typed), look=LOOK, intervention=found,
        look_url=f"{look}?indikator={indicator.code}",
        asked=",".join(f"[name='{name}']" for name in SEEN), **more,
    )  # fmt: skip


def _seen(
    request: SeatedRequest, found: Intervention, indicator: Indicator, typed: Any
) -> detectability_words.Seen | None:
    """What can be seen of what is typed so far; of all areas where none is ticked yet."""
    offered = expectations.offered_areas(found)
    read = PreviewForm(typed, areas=offered, unit="").asked()
    question = detectability.Question(
        indicator=indicator, areas=tuple(read.get("areas") or offered), size=read.get("size"),
        direction=read.get("direction") or pages.usual_direction(indicator),
        measure=read.get("measure", "level"), earliest_on=read.get("earliest_on"),
        starts_on=found.starts_on,
    )  # fmt: skip
    assessed = detectability.assess(question, restricted=request.standing.sees_restricted)
    if assessed is None:
        return None
    _note(request, indicator)
    return detectability_words.told(assessed)


def _note(request: SeatedRequest, indicator: Indicator) -> None:
    """Note who was shown the newest figures of a restricted indicator; of others nothing is noted."""
    restricted_readings.note(
        standing=request.standing, path=request.path, code=indicator.code
    )  # fmt: skip


@requires(may_write_effects)
@require_safe
def expected_effect_look(request: SeatedRequest, slug: str) -> HttpResponse:
    """The part of the form that says what can be seen, asked again as one types."""
    found = _owned(request, slug)
    choice = _choice(request, found)
    if not choice.is_valid():
        raise Http404
    seen = _seen(request, found, choice.cleaned_data["indikator"], request.GET)
    return render(
        request, "effects/expected_effect/_seen.html", {"seen": seen, "intervention": found}
    )


@requires(may_write_effects)
@get_or_post
def expected_effect_amend(request: SeatedRequest, slug: str, number: int) -> HttpResponse:
    """Write a new version beside the old ones."""
    found = _owned(request, slug)
    expected = _effect(request, found, number)
    effect = expected.effect
    form = _amend_form(request, found, expected)
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        with refusals_on(form):
            expected_effects.amend(
                by=request.standing, effect_id=effect.pk, seen=form.seen_stamp,
                wording=form.wording(effect.indicator), reason=data["reason"],
                decision=data["decision"],
            )  # fmt: skip
            messages.success(request, _("Den nye forventning står nu ved siden af den gamle."))
            return redirect(pages.url_of(effect))
    return _show(
        request, form, found, effect.indicator, title=_("Ret forventet effekt"),
        cancel_url=pages.url_of(effect), is_late=found.starts_on is not None,
    )  # fmt: skip


def _amend_form(request: SeatedRequest, found: Intervention, expected: Expected) -> AmendForm:
    version = expected.version
    return AmendForm(
        None if _looks(request) else request.POST or None,
        unit=pages.unit_of(expected.effect.indicator),
        areas=expectations.offered_areas(found), held=version.target_group_id,
        decisions=expected_effects.decisions_for(request.standing),
        initial=_typed(request) or {**initial_of(version), "seen": version.number},
    )  # fmt: skip


@requires(may_write_effects)
@get_or_post
def expected_effect_withdraw(request: SeatedRequest, slug: str, number: int) -> HttpResponse:
    """Expect it no longer."""
    found = _owned(request, slug)
    expected = _effect(request, found, number)
    form = WithdrawForm(request.POST or None)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            expected_effects.withdraw(
                by=request.standing, effect_id=expected.effect.pk,
                reason=form.cleaned_data["reason"],
            )  # fmt: skip
            messages.success(request, _("Den forventede effekt er trukket tilbage."))
            return redirect(pages.url_of(expected.effect))
    title = _("Træk forventet effekt tilbage")
    return show_form(
        request, form, title=title, submit_label=_("Træk tilbage"), danger=True,
        cancel_url=pages.url_of(expected.effect), crumbs=crumbs(title, found),
        lead=pages.sentence_of(expected, pages.unit_of(expected.effect.indicator)),
    )  # fmt: skip
