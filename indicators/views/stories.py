"""Story notes: the list, and a page each for writing, correcting and withdrawing."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from areas.models import Area
from indicators.forms.knowledge import ALL_AREAS, Confirmation, offer_restricted
from indicators.forms.stories import StoryForm
from indicators.models import Indicator, StoryNote
from indicators.services import stories
from indicators.services.names import localised
from indicators.views.knowledge import Action, Line, Listing, of_seen_indicators, show_list, trail
from partnership.rules.access import may_describe
from partnership.services.edits import stamp_of
from partnership.views.access import SeatedRequest, requires
from partnership.views.pages import refusals_on, show_form

get_or_post = require_http_methods(["GET", "POST"])
LIST = "indicators:story-list"
NAMES = ("indicator", "area", "slot", "text")


@requires(may_describe)
@require_GET
def story_list(request: SeatedRequest) -> HttpResponse:
    """All notes, the newest first, the withdrawn ones last."""
    rows = StoryNote.objects.filter(of_seen_indicators(request))
    rows = rows.select_related("area", "indicator").order_by("is_withdrawn", "-written_on", "-id")
    return show_list(
        request,
        Listing(
            name=LIST,
            title=_("Noter"),
            lead=_(
                "Historien bag kurven: hvad I ved om et tal, som tallet ikke selv viser. En note står på "
                "indikatorens side med dato og sekretariatets navn."
            ),
            columns=[_("Note"), _("Skrevet"), _("Indikator"), _("Område"), _("Periode")],
            lines=[_line(note) for note in rows],
            create_label=_("Skriv note"),
            create_url=reverse("indicators:story-create"),
            empty=_("Skriv den første note om et tal, som mange spørger til."),
        ),
    )


def _line(note: StoryNote) -> Line:
    head = Truncator(note.text).chars(90)
    actions = [
        Action(_("Ret"), reverse("indicators:story-change", args=[note.pk]), head),
        Action(_("Træk tilbage"), reverse("indicators:story-withdraw", args=[note.pk]), head),
    ]
    return Line(
        head=head,
        cells=[
            date_format(note.written_on, "SHORT_DATE_FORMAT"),
            localised(note.indicator),
            note.area.name if note.area else str(ALL_AREAS),
            note.slot or "–",
        ],
        actions=[] if note.is_withdrawn else actions,
        is_withdrawn=note.is_withdrawn,
    )


@requires(may_describe)
@get_or_post
def story_create(request: SeatedRequest) -> HttpResponse:
    """Write a note; the address may name the figure (`indikator`, `omraade`)."""
    initial = {
        "indicator": Indicator.objects.filter(code=request.GET.get("indikator", "")).first(),
        "area": Area.objects.filter(slug=request.GET.get("omraade", "")).first(),
    }
    form = offer_restricted(StoryForm(request.POST or None, initial=initial), request.standing)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            stories.write(by=request.standing, **form.typed())
            messages.success(request, _("Noten er gemt."))
            return redirect(LIST)
    title = _("Skriv note")
    return show_form(
        request, form, title=title, submit_label=_("Gem"), cancel_url=reverse(LIST),
        crumbs=trail(title, (_("Noter"), reverse(LIST))),
    )  # fmt: skip


@requires(may_describe)
@get_or_post
def story_change(request: SeatedRequest, pk: int) -> HttpResponse:
    """Correct a note."""
    note = _story(request, pk)
    initial = {name: getattr(note, name) for name in NAMES} | {"seen": stamp_of(note)}
    form = offer_restricted(StoryForm(request.POST or None, initial=initial), request.standing)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            stories.change(
                by=request.standing, story_id=note.pk, seen=form.seen_stamp, **form.typed()
            )
            messages.success(request, _("Ændringerne er gemt."))
            return redirect(LIST)
    title = _("Ret note")
    return show_form(
        request, form, title=title, submit_label=_("Gem"), cancel_url=reverse(LIST),
        crumbs=trail(title, (_("Noter"), reverse(LIST))),
    )  # fmt: skip


@requires(may_describe)
@get_or_post
def story_withdraw(request: SeatedRequest, pk: int) -> HttpResponse:
    """Take a note off the pages."""
    note = _story(request, pk)
    if request.method == "POST":
        stories.withdraw(by=request.standing, story_id=note.pk)
        messages.success(request, _("Noten er trukket tilbage."))
        return redirect(LIST)
    title = _("Træk note tilbage")
    return show_form(
        request, Confirmation(), title=title, submit_label=_("Træk tilbage"),
        cancel_url=reverse(LIST), crumbs=trail(title, (_("Noter"), reverse(LIST))),
        lead=Truncator(note.text).chars(200), danger=True,
        consequences=[
            _("Noten forsvinder fra indikatorens side."),
            _("Rækken og dens spor bliver stående på listen."),
        ],
    )  # fmt: skip


def _story(request: SeatedRequest, pk: int) -> StoryNote:
    return get_object_or_404(StoryNote.objects.filter(of_seen_indicators(request)), pk=pk)
