"""The items of an agenda: added, changed, put in order, withdrawn, commented on."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from partnership.forms.agendas import AgendaItemForm, CommentForm, initial_of
from partnership.models import AgendaItem, Comment
from partnership.rules.access import may_see_partnership
from partnership.rules.bodies import check_run_body
from partnership.rules.meetings import moved
from partnership.services import agenda_items, meeting_pages
from partnership.services.body_rights import seen_by
from partnership.services.edits import stamp_of
from partnership.views.access import SeatedRequest, requires
from partnership.views.meetings import crumbs, run_or_refuse, show_meeting
from partnership.views.minutes_locks import to_locked
from partnership.views.pages import refusals_on, show_form

get_or_post = require_http_methods(["GET", "POST"])


def _page(pk: int, item_id: int | None = None) -> str:
    return reverse("partnership:meeting-detail", args=[pk]) + (
        f"#punkt-{item_id}" if item_id else ""
    )


def _item_or_404(request: SeatedRequest, pk: int) -> AgendaItem:
    """An item whose agenda the person may read."""
    found = AgendaItem.objects.filter(meeting__body__in=seen_by(request.standing))
    item = get_object_or_404(found.select_related("meeting__body"), pk=pk)
    if not meeting_pages.sees_agenda(request.standing, item.meeting):
        raise Http404
    return item


@requires(may_see_partnership)
@get_or_post
def item_create(request: SeatedRequest, pk: int) -> HttpResponse:
    """Put an item on the agenda."""
    meeting = run_or_refuse(request, pk)
    if (answer := to_locked(request, meeting.pk)) is not None:
        return answer
    form = AgendaItemForm(request.POST or None, meeting=meeting)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = agenda_items.add(by=request.standing, meeting_id=meeting.pk, **form.typed())
            messages.success(request, _("Punktet er sat på dagsordenen."))
            return redirect(_page(meeting.pk, made.pk))
    title = _("Nyt punkt")
    return show_form(
        request, form, title=title, submit_label=_("Sæt på dagsordenen"),
        cancel_url=_page(meeting.pk), crumbs=crumbs(meeting, title),
    )  # fmt: skip


@requires(may_see_partnership)
@get_or_post
def item_change(request: SeatedRequest, pk: int) -> HttpResponse:
    """Change an item."""
    item = _item_or_404(request, pk)
    check_run_body(request.standing, item.meeting.body_id)
    if (answer := to_locked(request, item.meeting_id)) is not None:
        return answer
    form = AgendaItemForm(
        request.POST or None, meeting=item.meeting,
        initial={**initial_of(item), "seen": stamp_of(item)},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            agenda_items.change(
                by=request.standing, item_id=item.pk, seen=form.seen_stamp, **form.typed()
            )
            messages.success(request, _("Punktet er rettet."))
            return redirect(_page(item.meeting_id, item.pk))
    title = _("Ret punkt")
    return show_form(
        request, form, title=title, submit_label=_("Gem"), crumbs=crumbs(item.meeting, title),
        cancel_url=_page(item.meeting_id, item.pk),
    )  # fmt: skip


@requires(may_see_partnership)
@get_or_post
def item_withdraw(request: SeatedRequest, pk: int) -> HttpResponse:
    """Take an item off the agenda."""
    item = _item_or_404(request, pk)
    check_run_body(request.standing, item.meeting.body_id)
    if (answer := to_locked(request, item.meeting_id)) is not None:
        return answer
    back = _page(item.meeting_id)
    if request.method == "POST":
        try:
            agenda_items.withdraw(by=request.standing, item_id=item.pk)
        except ValidationError as refusal:
            messages.error(request, refusal.messages[0])
        else:
            messages.success(request, _("Punktet er taget af dagsordenen."))
        return redirect(back)
    title = _("Tag punktet af dagsordenen")
    consequences = [_("Punktet kommer ikke på et senere møde.")]
    if item.meeting.called_at:
        consequences.append(_("Dagsordenen er sendt ud, så punktet bliver stående som trukket."))
    context = {
        "title": title, "text": item.title, "consequences": consequences, "submit_label": title,
        "cancel_url": back, "crumbs": crumbs(item.meeting, title),
    }  # fmt: skip
    return render(request, "partnership/administration/confirm.html", context)


@requires(may_see_partnership)
@require_POST
def agenda_order(request: SeatedRequest, pk: int) -> HttpResponse:
    """Put the agenda in order: the whole of it (`order`), or one item a step up or down (`move`)."""
    meeting = run_or_refuse(request, pk)
    try:
        seen = _ids(request.POST.get("seen", ""))
        if move := request.POST.get("move", ""):
            chosen, _colon, step = move.partition(":")
            wanted = moved(seen, int(chosen), -1 if step == "op" else 1)
        else:
            chosen, wanted = "", _ids(request.POST.get("order", ""))
        done = agenda_items.order(by=request.standing, meeting_id=meeting.pk, ids=wanted, seen=seen)
    except ValidationError as refusal:
        return _order_refused(request, pk, refusal.messages[0])
    except ValueError:
        done = False
    if not done:
        return _order_refused(
            request, pk, _("En anden har ændret dagsordenen. Se den nye rækkefølge.")
        )
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"order": ",".join(map(str, wanted))})
    return redirect(_page(pk, int(chosen) if chosen else None))


def _order_refused(request: SeatedRequest, pk: int, words: str) -> HttpResponse:
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"message": words}, status=409)
    messages.error(request, words)
    return redirect(_page(pk))


def _ids(text: str) -> list[int]:
    return [int(part) for part in text.split(",") if part]


@requires(may_see_partnership)
@require_POST
def comment_create(request: SeatedRequest, pk: int) -> HttpResponse:
    """Say something about an item."""
    item = _item_or_404(request, pk)
    page = meeting_pages.page_for(request.standing, item.meeting)
    form = CommentForm(request.POST, serves=page.serves, only=page.speaks_only_for_others)
    if form.is_valid():
        with refusals_on(form):
            agenda_items.comment(by=request.standing, item_id=item.pk, **form.cleaned_data)
            messages.success(request, _("Din kommentar står ved punktet."))
            return redirect(_page(item.meeting_id, item.pk))
    return show_meeting(request, item.meeting, comment_form=form, commented=item)


@requires(may_see_partnership)
@require_POST
def comment_withdraw(request: SeatedRequest, pk: int) -> HttpResponse:
    """Take one's own comment back."""
    found = Comment.objects.filter(item__meeting__body__in=seen_by(request.standing))
    comment = get_object_or_404(found, pk=pk)
    item = get_object_or_404(AgendaItem, pk=comment.item_id)
    agenda_items.withdraw_comment(by=request.standing, comment_id=comment.pk)
    messages.success(request, _("Din kommentar er trukket tilbage."))
    return redirect(_page(item.meeting_id, item.pk))
