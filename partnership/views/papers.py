"""Papers: handed in, read in all their versions, released and withdrawn."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models import User
from partnership.forms.papers import PaperForm, UploadForm, VersionForm
from partnership.forms.upload_limits import was_too_large
from partnership.models import Paper, PaperVersion
from partnership.rules.access import NotAllowed, may_see_partnership
from partnership.rules.papers import may_write_paper
from partnership.services import paper_lists
from partnership.services import papers as service
from partnership.services.papers import Home
from partnership.views.access import SeatedRequest, requires
from partnership.views.files import sent, stored, takes_file
from partnership.views.minutes_locks import to_locked
from partnership.views.pages import refusals_on

get_or_post = require_http_methods(["GET", "POST"])
# The page of each thing that papers lie at, and whether it is named by its slug.
PAGES = {
    "meeting": ("partnership:meeting-detail", "pk"),
    "procedure": ("partnership:procedure-detail", "pk"),
    "plan": ("partnership:plan-detail", "slug"),
    "intervention": ("effects:intervention-detail", "slug"),
}


def _paper_or_404(request: SeatedRequest, pk: int, *, writes: bool = False) -> tuple[Paper, Home]:
    paper = service.find(pk=pk, standing=request.standing)
    if paper is None:
        raise Http404
    home = service.home_of(paper)
    if writes and not may_write_paper(request.standing, home.body_id):
        raise NotAllowed("may_write_paper")
    return paper, home


@requires(may_see_partnership)
@takes_file("PAPER_MAX_BYTES")
@get_or_post
def paper_create(request: SeatedRequest, home: str, pk: int) -> HttpResponse:
    """Hand in a paper at an item, a meeting, a plan, a procedure or an intervention."""
    place = service.find_home(kind=home, pk=pk, standing=request.standing)
    if place is None:
        raise Http404
    if not may_write_paper(request.standing, place.body_id):
        raise NotAllowed("may_write_paper")
    if (answer := _to_locked(request, place)) is not None:
        return answer
    form = PaperForm(*sent(request), is_too_large=was_too_large(request))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            file, values = form.cleaned_data["file"], form.cleaned_data
            version = service.add(
                by=request.standing, home=place, name=values["name"], file_name=file.name,
                size=file.size, pieces=file.chunks(), user=cast("User", request.user),
                is_released=values["is_released"],
            )  # fmt: skip
            _tell(request, version)
            return redirect("partnership:paper-detail", pk=version.paper_id)
    return _form_page(request, form, place, title=_("Læg et bilag ind"))


@requires(may_see_partnership)
@takes_file("PAPER_MAX_BYTES")
@get_or_post
def paper_version(request: SeatedRequest, pk: int) -> HttpResponse:
    """Hand in a new version of a paper."""
    paper, place = _paper_or_404(request, pk, writes=True)
    if (answer := _to_locked(request, place)) is not None:
        return answer
    form = VersionForm(*sent(request), is_too_large=was_too_large(request))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            file = form.cleaned_data["file"]
            version = service.add_version(
                by=request.standing, paper_id=pk, note=form.cleaned_data["note"],
                file_name=file.name, size=file.size, pieces=file.chunks(),
                user=cast("User", request.user),
            )  # fmt: skip
            _tell(request, version)
            return redirect("partnership:paper-detail", pk=pk)
    return _form_page(request, form, place, title=_("Ny version"), paper=paper)


@requires(may_see_partnership)
@never_cache
@require_GET
def paper_detail(request: SeatedRequest, pk: int) -> HttpResponse:
    """A paper with its versions, the newest first."""
    paper, place = _paper_or_404(request, pk)
    context = {
        "row": paper_lists.row_of(paper, request.standing, is_locked=service.is_locked(place)),
        "crumbs": [*_crumbs(place), (paper.name, "")],
        "thing": place.thing,
    }
    return render(request, "partnership/paper/detail.html", context)


@requires(may_see_partnership)
@never_cache
@require_GET
def paper_file(request: SeatedRequest, pk: int) -> HttpResponseBase:
    """One version's file; the right to it is asked each time."""
    version = service.find_version(pk=pk, standing=request.standing)
    if version is None or version.file.purged_at is not None:
        raise Http404
    return stored(version.file)


@requires(may_see_partnership)
@require_POST
def paper_release(request: SeatedRequest, pk: int) -> HttpResponse:
    """Let the readers see a paper."""
    _paper_or_404(request, pk, writes=True)
    try:
        service.release(by=request.standing, paper_id=pk)
        messages.success(request, _("Bilaget kan nu læses."))
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    return redirect("partnership:paper-detail", pk=pk)


@requires(may_see_partnership)
@require_POST
def paper_withdraw(request: SeatedRequest, pk: int) -> HttpResponse:
    """Take a paper away from its readers."""
    _paper_or_404(request, pk, writes=True)
    try:
        service.withdraw(by=request.standing, paper_id=pk)
        messages.success(request, _("Bilaget er trukket. Det står stadig i historikken."))
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    return redirect("partnership:paper-detail", pk=pk)


def _to_locked(request: SeatedRequest, home: Home) -> HttpResponse | None:
    """The way to the minutes that lock the papers of a place; else nothing."""
    return to_locked(request, home.meeting.pk) if home.meeting else None


def _form_page(
    request: SeatedRequest, form: UploadForm, home: Home, *, title: str, paper: Paper | None = None
) -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "lead": paper.name if paper else str(home.thing),
        "cancel_url": reverse("partnership:paper-detail", args=[paper.pk])
        if paper
        else _page(home),
        "crumbs": [*_crumbs(home), (title, "")],
    }
    return render(request, "partnership/paper/form.html", context)


def _tell(request: SeatedRequest, version: PaperVersion) -> None:
    """Say that it is kept, and whether it can be read aloud."""
    messages.success(request, _("Bilaget er gemt."))
    found = getattr(version, "tags_found", None)
    words = {
        "untagged": _(
            "PDF'en mangler opmærkning og kan ikke læses ordentligt op. Gem den som tilgængelig PDF "
            "i det program, den er lavet i, og læg den ind som ny version."
        ),
        "encrypted": _(
            "PDF'en er låst med en adgangskode, så vi kan ikke se, om den kan læses op."
        ),
        "broken": _(
            "PDF'en kan ikke læses helt. Prøv at åbne den, og gem den igen, hvis det driller."
        ),
    }
    if found is not None and found.value in words:
        messages.warning(request, words[found.value])


def _crumbs(home: Home) -> list[tuple[str, str]]:
    label = str(home.meeting or home.thing)
    return [(_("Partnerskab"), reverse("partnership:partnership")), (label, _page(home))]


def _page(home: Home) -> str:
    """The page of the thing that a paper lies at."""
    thing, kind = (home.meeting, "meeting") if home.kind == "item" else (home.thing, home.kind)
    name, key = PAGES[kind]
    try:
        return reverse(name, kwargs={key: getattr(thing, key)})
    except NoReverseMatch:
        return reverse("partnership:partnership")
