"""Administration of seats: who has which access, inviting to a seat, ending one."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.services.invitations import MailNotSent
from partnership.forms.organisations import LastDayForm
from partnership.forms.seats import InviteForm, PersonForm
from partnership.models import Person, Seat
from partnership.rules.access import may_manage_seat, may_manage_seats
from partnership.services import people, seats
from partnership.services.access_overview import openings, seat_rows
from partnership.services.edits import stamp_of
from partnership.views.access import SeatedRequest, requires
from partnership.views.pages import refusals_on, show_form, tabs, trail

get_or_post = require_http_methods(["GET", "POST"])
LIST = "partnership:seat-list"


@requires(may_manage_seats)
@require_GET
def seat_list(request: SeatedRequest) -> HttpResponse:
    """Who has which access: each seat with what it opens."""
    show_past = request.GET.get("vis") == "tidligere"
    context = {
        "rows": seat_rows(request.standing, past=show_past),
        "openings": openings(),
        "show_past": show_past,
        "tabs": tabs(LIST, request.standing),
        "crumbs": trail(_("Pladser"), standing=request.standing),
    }
    return render(request, "partnership/seat/list.html", context)


@requires(may_manage_seats)
@get_or_post
def seat_invite(request: SeatedRequest) -> HttpResponse:
    """Invite somebody to a seat: person, seat and mail in one form."""
    initial = {"starts_on": timezone.localdate(), "organisation": request.GET.get("organisation")}
    form = InviteForm(request.POST or None, initial=initial, standing=request.standing)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            _invite(request, form)
            return redirect(LIST)
    title = _("Inviter til en plads")
    return show_form(
        request, form, title=title, submit_label=_("Giv plads og send invitation"),
        cancel_url=reverse(LIST),
        crumbs=trail(title, (_("Pladser"), reverse(LIST)), standing=request.standing),
        lead=_("Adgangen følger pladsen: den begynder og slutter med den."),
    )  # fmt: skip


def _invite(request: SeatedRequest, form: InviteForm) -> None:
    """Give the seat and say what happened to the mail."""
    email = form.cleaned_data["email"]
    try:
        _seat, is_mailed = seats.invite(by=request.standing, **form.values())
    except MailNotSent:
        messages.warning(
            request,
            _("Pladsen er givet, men mailen kunne ikke sendes. Send invitationen igen om lidt."),
        )
    else:
        words = (
            _("Pladsen er givet. Invitationen er sendt til %(email)s.")
            if is_mailed
            else _("Pladsen er givet. %(email)s kan allerede logge ind.")
        )
        messages.success(request, words % {"email": email})


@requires(may_manage_seats)
@get_or_post
def seat_end(request: SeatedRequest, pk: int) -> HttpResponse:
    """End a seat with a last day."""
    seat = get_object_or_404(Seat.objects.select_related("person", "body", "organisation"), pk=pk)
    if not may_manage_seat(request.standing, seat.organisation_id, seat.role):
        raise Http404
    form = LastDayForm(request.POST or None, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            seats.end(by=request.standing, seat_id=seat.pk, **form.cleaned_data)
            messages.success(request, _("Pladsen er afsluttet."))
            return redirect(LIST)
    title = _("Afslut plads")
    return show_form(
        request, form, title=title, submit_label=title, cancel_url=reverse(LIST),
        crumbs=trail(title, (_("Pladser"), reverse(LIST)), standing=request.standing), danger=True,
        lead=f"{seat.person} · {seat.get_role_display()} · {seat.body or seat.organisation}",
        consequences=[_("Dagen efter giver pladsen ikke længere adgang til noget.")],
    )  # fmt: skip


@requires(may_manage_seats)
@get_or_post
def person_change(request: SeatedRequest, pk: int) -> HttpResponse:
    """Correct a person's name or title."""
    person = get_object_or_404(Person, pk=pk)
    if not people.manages(request.standing, person):
        raise Http404
    initial = {"name": person.name, "title": person.title, "seen": stamp_of(person)}
    form = PersonForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            people.change(
                by=request.standing, person_id=person.pk, seen=form.seen_stamp, **form.typed()
            )
            messages.success(request, _("Ændringerne er gemt."))
            return redirect(LIST)
    title = _("Ret person")
    return show_form(
        request, form, title=title, submit_label=_("Gem"), cancel_url=reverse(LIST),
        crumbs=trail(title, (_("Pladser"), reverse(LIST)), standing=request.standing),
    )  # fmt: skip
