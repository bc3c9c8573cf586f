"""Reviews: the list, one review's page, closing it, and asking for one."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from effects.forms.reviews import ReviewAskForm, ReviewCloseForm, ReviewFilter
from effects.models import Review
from effects.services import (
    evidence_readings,
    frozen_evidence_pages,
    review_agendas,
    review_answers,
    review_lists,
    review_pages,
    reviews,
)
from partnership.models import Body
from partnership.rules.access import may_see_partnership
from partnership.rules.bodies import check_run_body
from partnership.services import body_rights
from partnership.views.access import SeatedRequest, requires
from partnership.views.interventions import by_slug
from partnership.views.interventions import crumbs as intervention_crumbs
from partnership.views.interventions import page_of as intervention_page
from partnership.views.pages import refusals_on, show_form

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
ON_A_PAGE = 25
LIST = "effects:review-list"


def crumbs(title: str, review: Review | None = None) -> list[tuple[str, str]]:
    """The way from Partnerskab to a page about reviews."""
    above = [
        (_("Partnerskab"), reverse("partnership:partnership")),
        (_("Effektopfølgninger"), reverse(LIST)),
    ]
    if review is not None:
        above.append((str(review.intervention or review.decision), page_of(review)))
    return [*above, (title, "")]


def page_of(review: Review) -> str:
    """The review's own page."""
    return reverse("effects:review-detail", args=[review.pk])


def found(request: SeatedRequest, pk: int) -> Review:
    """A review this person may read; any other is one that does not exist."""
    visible = review_lists.visible_to(request.standing)
    return get_object_or_404(visible.select_related(*review_lists.COLUMNS), pk=pk)


@requires(may_see_partnership)
@require_safe
def review_list(request: SeatedRequest) -> HttpResponse:
    """What is due, what is coming, and what was found and decided."""
    bodies = Body.objects.filter(pk__in=body_rights.adopted_seen_by(request.standing))
    form = ReviewFilter(request.GET, bodies=bodies)
    wanted = form.wanted()
    is_about_closed = bool({"finding", "outcome"} & set(wanted))
    rows = [] if is_about_closed else review_lists.open_for(request.standing, wanted=wanted)
    past = review_lists.closed(request.standing, wanted=wanted)
    query = request.GET.copy()
    query.pop("side", None)
    context = {
        "form": form,
        "due": [row for row in rows if row.is_due],
        "coming": [row for row in rows if not row.is_due],
        "later": [] if is_about_closed else review_lists.later_for(request.standing, wanted=wanted),
        "page": Paginator(past, ON_A_PAGE).get_page(request.GET.get("side")),
        "query": f"{query.urlencode()}&" if query else "",
        "is_filtered": bool(wanted),
    }
    return render(request, "effects/review/list.html", context)


@requires(may_see_partnership)
@require_safe
def review_detail(request: SeatedRequest, pk: int) -> HttpResponse:
    """One review: what was expected, what was decided before, and what came of it."""
    review = found(request, pk)
    page = review_pages.page_of(review, request.standing)
    evidence_readings.note(page.evidence, standing=request.standing, path=request.path)
    title = review_agendas.title_of(review)
    context = {"page": page, "review": review, "title": title, "crumbs": crumbs(page.row.title)}
    if review.frozen_id is not None:
        then = frozen_evidence_pages.page_of(review, request.standing, path=request.path)
        context |= {"then": then, "broken": frozen_evidence_pages.broken_words(then)}
    return render(request, "effects/review/detail.html", context)


@requires(may_see_partnership)
@never_cache
@get_or_post
def review_close(request: SeatedRequest, pk: int) -> HttpResponse:
    """Write what was found and decided."""
    review = found(request, pk)
    check_run_body(request.standing, review_agendas.owner_of(review).pk)
    if not review.is_open and request.method != "POST":
        messages.info(request, _("Opfølgningen er afsluttet."))
        return redirect(page_of(review))
    page = review_pages.page_of(review, request.standing)
    form = _close_form(request, review, page)
    if request.method == "POST" and not review.is_open:
        if review_answers.is_sent_twice(review, by=request.standing, sent=request.POST.dict()):
            return redirect(_after(request, review))
        form.add_error(None, review_answers.already_closed(review))
    elif request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = reviews.close(by=request.standing, review_id=pk, closing=form.closing())
            messages.success(request, _("Opfølgningen er afsluttet, og grundlaget er låst."))
            return redirect(_after(request, made))
    # What was written in a second window stands there, and is not stored.
    is_over = Review.objects.filter(pk=review.pk, closed_at__isnull=False).exists()
    context = {
        "form": form, "page": page, "review": review, "crumbs": crumbs(_("Afslut"), review),
        "is_over": is_over,
    }  # fmt: skip
    return render(request, "effects/review/close.html", context, status=409 if is_over else 200)


def _close_form(
    request: SeatedRequest, review: Review, page: review_pages.ReviewPage
) -> ReviewCloseForm:
    today = timezone.localdate()
    items = reviews.items_for(review)
    wanted = request.GET.get("punkt", "")
    chosen = items.filter(pk=wanted).first() if wanted.isdecimal() else None
    return ReviewCloseForm(
        request.POST or None, review=review, facts=reviews.facts_of(review), items=items,
        decisions=reviews.decisions_for(review, request.standing), today=today,
        proposed=review_pages.proposed_day(review, today=today, evidence=page.evidence),
        awaits_figure=review_pages.known_by(page.evidence) is not None,
        initial={"item": chosen or items.first()},
    )  # fmt: skip


def _after(request: SeatedRequest, review: Review) -> str:
    """Back to the minutes one was writing; else the review's page, which says what is next."""
    if request.GET.get("fra") == "referat" and review.item is not None:
        written = reverse("partnership:minutes-write", args=[review.item.meeting_id])
        return f"{written}#punkt-{review.item_id}"
    return page_of(review)


@requires(may_see_partnership)
@get_or_post
def review_ask(request: SeatedRequest, slug: str) -> HttpResponse:
    """Ask for a review of an intervention that runs, on a day of one's own."""
    intervention = by_slug(slug)
    check_run_body(request.standing, intervention.body_id)
    form = ReviewAskForm(request.POST or None, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = reviews.ask(
                by=request.standing, intervention_id=intervention.pk, on=form.cleaned_data["on"]
            )
            messages.success(request, _("Opfølgningen er oprettet."))
            return redirect(page_of(made))
    title = _("Bed om en effektopfølgning")
    return show_form(
        request, form, title=title, submit_label=title, lead=intervention.name,
        cancel_url=intervention_page(intervention), crumbs=intervention_crumbs(title, intervention),
    )  # fmt: skip
