"""Feeds: the list, one feed with its history, and what can be asked of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from indicators.forms.feeds import ChangeForm
from indicators.models import Feed
from indicators.rules.feeds import PREVIEW, TAKE
from indicators.services import restricted_readings
from indicators.services.feeds import choices, pages, saving
from indicators.views.knowledge import trail
from partnership.rules.access import may_manage_feeds
from partnership.services.edits import stamp_of
from partnership.views.access import SeatedRequest, requires
from partnership.views.pages import refusals_on, show_form

LIST, DETAIL = "indicators:feed-list", "indicators:feed-detail"


def feeds_trail(title: str, *above: tuple[str, str]) -> list[tuple[str, str]]:
    """Breadcrumbs from the entry pages through the list of feeds."""
    return trail(title, (_("Danmarks Statistik"), reverse(LIST)), *above)


@requires(may_manage_feeds)
@require_GET
def feed_list(request: SeatedRequest) -> HttpResponse:
    """The feeds, each with how its newest fetch went."""
    context = {
        "rows": pages.rows_for(request.standing),
        "crumbs": trail(_("Danmarks Statistik")),
    }
    return render(request, "indicators/feeds/list.html", context)


@requires(may_manage_feeds)
@never_cache
@require_GET
def feed_detail(request: SeatedRequest, pk: int) -> HttpResponse:
    """One feed: how the newest fetch went, what is fetched, and what went before."""
    feed = _feed(request, pk)
    restricted_readings.note(
        standing=request.standing, path=request.path, code=str(feed.mapping.get("indicator"))
    )
    context = {"found": pages.detail_of(feed), "crumbs": feeds_trail(feed.name)}
    return render(request, "indicators/feeds/detail.html", context)


@requires(may_manage_feeds)
@never_cache
@require_GET
def feed_status(request: SeatedRequest, pk: int) -> HttpResponse:
    """The part of the page that follows a fetch; asked for anew while it is on its way."""
    feed = _feed(request, pk)
    found = pages.status_of(feed, pages.newest_fetch(feed))
    response = render(request, "indicators/feeds/_status.html", {"found": found})
    if found.progress is None:
        response["HX-Refresh"] = "true"  # it has ended: the whole page has news
    return response


@requires(may_manage_feeds)
@require_POST
def feed_fetch(request: SeatedRequest, pk: int) -> HttpResponse:
    """Ask for a fetch now, or only for what it would change."""
    feed = _feed(request, pk)
    purpose = PREVIEW if "preview" in request.POST else TAKE
    saving.ask(by=request.standing, feed_id=feed.pk, purpose=purpose)
    return redirect(DETAIL, pk=feed.pk)


@requires(may_manage_feeds)
@require_POST
def feed_start(request: SeatedRequest, pk: int) -> HttpResponse:
    """Take in what is there, and let the clock go on with it."""
    feed = _feed(request, pk)
    saving.start(by=request.standing, feed_id=feed.pk)
    messages.success(request, _("Tallene hentes nu. Du kan roligt forlade siden."))
    return redirect(DETAIL, pk=feed.pk)


@requires(may_manage_feeds)
@require_POST
def feed_pause(request: SeatedRequest, pk: int) -> HttpResponse:
    """Stop the clock; the figures stay."""
    feed = _feed(request, pk)
    saving.pause(by=request.standing, feed_id=feed.pk)
    messages.success(request, _("%(name)s hentes ikke mere af sig selv.") % {"name": feed.name})
    return redirect(DETAIL, pk=feed.pk)


@requires(may_manage_feeds)
@require_http_methods(["GET", "POST"])
def feed_change(request: SeatedRequest, pk: int) -> HttpResponse:
    """Change the name, how often, and how many periods."""
    feed = _feed(request, pk)
    initial = {
        "name": feed.name, "every": feed.every, "seen": stamp_of(feed),
        "newest": feed.newest,
    }  # fmt: skip
    form = ChangeForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            saving.change(
                by=request.standing, feed_id=feed.pk, seen=form.seen_stamp, **form.typed()
            )
            messages.success(request, _("Ændringerne er gemt."))
            return redirect(DETAIL, pk=feed.pk)
    here = reverse(DETAIL, args=[feed.pk])
    title = _("Ret hentning")
    return show_form(
        request, form, title=title, submit_label=_("Gem"), cancel_url=here,
        crumbs=feeds_trail(title, (feed.name, here)),
    )  # fmt: skip


def _feed(request: SeatedRequest, pk: int) -> Feed:
    found = next((each for each in choices.seen_feeds(request.standing) if each.pk == pk), None)
    if found is None:
        raise Http404
    return found
