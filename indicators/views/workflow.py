"""The pages of approval and release: what waits, and one button for all that is chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.models import User
from indicators.forms.workflow import MoveForm
from indicators.models import Measurement
from indicators.rules import workflow as rules
from indicators.services import workflow, workflow_queues, workflow_rows
from indicators.services.workflow_words import SHORTCUTS, VERBS, refusal_in_words, way, way_lines
from partnership.rules.access import Standing, may_enter_figures
from partnership.views.access import SeatedRequest, requires
from partnership.views.pages import refusals_on

MOST_TOLD = 10


@dataclass(frozen=True)
class Tab:
    """One list of a page: its name in the address, its words, what is on it and what can be done."""

    name: str
    label: Any
    find: Callable[[Standing], list[Measurement]]
    verbs: tuple[str, ...]
    title: Any
    empty: Any
    is_grouped: bool = False


APPROVAL = (
    Tab(
        "venter", gettext_lazy("Venter på dig"), workflow_queues.waiting,
        (rules.APPROVE, rules.SEND_BACK), gettext_lazy("Intet venter på dig"),
        gettext_lazy(
            "Her står tal, som en anden har indtastet og sendt. Du godkender dem eller sender dem "
            "retur med en begrundelse. Det, der afviger mest fra sidst, står først."
        ),
    ),
    Tab(
        "kladder", gettext_lazy("Kladder"), workflow_queues.drafts, (rules.SUBMIT,),
        gettext_lazy("Ingen kladder"),
        gettext_lazy(
            "Tal i datasæt, der kræver godkendelse, begynder som kladder. Indtast dem under "
            "Indtast tal, og send dem herfra til godkendelse."
        ),
    ),
    Tab(
        "sendt", gettext_lazy("Sendt"), workflow_queues.sent, (),
        gettext_lazy("Intet er undervejs"),
        gettext_lazy("Her står tal, du selv har indtastet eller sendt, til en anden har godkendt dem."),
    ),
    Tab(
        "retur", gettext_lazy("Sendt retur"), workflow_queues.returned, (rules.SUBMIT,),
        gettext_lazy("Intet er sendt retur"),
        gettext_lazy(
            "Kommer et tal retur, står begrundelsen her. Ret tallet i skemaet, eller send det igen, "
            "hvis det er rigtigt."
        ),
    ),
)  # fmt: skip
RELEASE = (
    Tab(
        "klar", gettext_lazy("Klar til frigivelse"), workflow_queues.ready,
        (rules.RELEASE, rules.HOLD, rules.SEND_BACK), gettext_lazy("Intet venter på frigivelse"),
        gettext_lazy(
            "Godkendte tal står her, til de frigives. Først da ser partnerskabet dem; indtil da "
            "står der “Findes, ikke frigivet”."
        ),
    ),
    Tab(
        "holdt", gettext_lazy("Holdes tilbage"), workflow_queues.held,
        (rules.RELEASE, rules.HOLD, rules.SEND_BACK), gettext_lazy("Intet holdes tilbage"),
        gettext_lazy("Her står godkendte tal med en dag, de frigives på. Det sker af sig selv."),
    ),
    Tab(
        "frigivet", gettext_lazy("Kan offentliggøres"), workflow_queues.publishable,
        (rules.PUBLISH,), gettext_lazy("Intet kan offentliggøres lige nu"),
        gettext_lazy(
            "Her står frigivne tal fra kilder, der må offentliggøres. Det afgøres på siden Kilder."
        ),
        is_grouped=True,
    ),
)  # fmt: skip


@requires(may_enter_figures)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def approval(request: SeatedRequest) -> HttpResponse:
    """What waits for a second person, what was sent, and what came back."""
    return _page(request, APPROVAL, "approval")


@requires(may_enter_figures)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def release(request: SeatedRequest) -> HttpResponse:
    """Approved figures: release them now, hold them until a day, or publish what is out."""
    return _page(request, RELEASE, "release")


def _page(request: SeatedRequest, tabs: Sequence[Tab], name: str) -> HttpResponse:
    asked = request.GET.get("vis", "")
    tab = next((tab for tab in tabs if tab.name == asked), tabs[0])
    form = MoveForm(tab.verbs, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            _tell(request, form.verb, _move(request, form))
            return redirect(f"{request.path}?vis={tab.name}")
    found = tab.find(request.standing)
    rows = workflow_rows.by_period if tab.is_grouped else None
    context = {
        "queue": rows(found) if rows else workflow_rows.queue(found, request.standing),
        "form": form,
        "tab": tab,
        "tabs": _tabs(request, tabs, tab, name),
        "buttons": [(verb, VERBS[verb]) for verb in tab.verbs],
        "chosen": {str(number) for number in form.chosen},
        "way": way(),
        "way_lines": way_lines(),
        "shortcuts": SHORTCUTS,
    }
    status = 422 if form.errors else 200
    return render(request, f"indicators/workflow/{name}.html", context, status=status)


def _tabs(
    request: SeatedRequest, tabs: Sequence[Tab], current: Tab, name: str
) -> list[dict[str, Any]]:
    """The lists beside each other, with how many wait for the reader."""
    address = reverse(f"indicators:{name}")
    return [
        {"label": tab.label, "url": f"{address}?vis={tab.name}", "is_current": tab is current}
        for tab in tabs
    ]


def _move(request: SeatedRequest, form: MoveForm) -> workflow.Moved:
    who: dict[str, Any] = {"by": cast("User", request.user), "standing": request.standing}
    moves: dict[str, Callable[..., workflow.Moved]] = {
        rules.SUBMIT: workflow.submit,
        rules.APPROVE: workflow.approve,
        rules.RELEASE: workflow.release,
        rules.PUBLISH: workflow.publish,
    }
    if form.verb == rules.SEND_BACK:
        return workflow.send_back(chosen=form.chosen, reason=form.cleaned_data["reason"], **who)
    if form.verb == rules.HOLD:
        return workflow.hold(chosen=form.chosen, until=form.cleaned_data["release_on"], **who)
    return moves[form.verb](chosen=form.chosen, **who)


def _tell(request: SeatedRequest, verb: str, outcome: workflow.Moved) -> None:
    """How many moved; and each that did not, with its place and the reason."""
    count = len(outcome.moved)
    if count:
        messages.success(request, _moved_in_words(verb, count))
    names = workflow_rows.labels(version for version, _code in outcome.refused[:MOST_TOLD])
    for version, code in outcome.refused[:MOST_TOLD]:
        reason = refusal_in_words(code, version.workflow)
        messages.warning(request, f"{names[version.pk]}: {reason}")
    more = len(outcome.refused) - MOST_TOLD
    if more > 0:
        text = ngettext(
            "Et tal mere blev ikke flyttet.", "%(count)s tal mere blev ikke flyttet.", more
        )
        messages.warning(request, text % {"count": more})
    if not (outcome.moved or outcome.refused):
        messages.warning(request, _("Tallene findes ikke længere på listen."))


def _moved_in_words(verb: str, count: int) -> str:
    texts = {
        rules.SUBMIT: ngettext(
            "%(count)s tal er sendt til godkendelse.",
            "%(count)s tal er sendt til godkendelse.",
            count,
        ),
        rules.APPROVE: ngettext("%(count)s tal er godkendt.", "%(count)s tal er godkendt.", count),
        rules.SEND_BACK: ngettext(
            "%(count)s tal er sendt retur.", "%(count)s tal er sendt retur.", count
        ),
        rules.RELEASE: ngettext(
            "%(count)s tal er frigivet til partnerskabet.",
            "%(count)s tal er frigivet til partnerskabet.",
            count,
        ),
        rules.HOLD: ngettext(
            "%(count)s tal holdes tilbage til dagen.",
            "%(count)s tal holdes tilbage til dagen.",
            count,
        ),
        rules.PUBLISH: ngettext(
            "%(count)s tal er offentliggjort som data.",
            "%(count)s tal er offentliggjort som data.",
            count,
        ),
    }
    return texts[verb] % {"count": count}
