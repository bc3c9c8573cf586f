"""The demand on own financing, by date."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from partnership.forms.funds import CoFinancingRuleForm
from partnership.models import CoFinancingRule
from partnership.rules.bodies import may_see_money, may_write_money
from partnership.services import co_financing
from partnership.services.co_financing_pages import rules_table
from partnership.services.edits import stamp_of
from partnership.views.access import SeatedRequest, requires
from partnership.views.money_forms import answer_form, crumbs, get_or_post


def _list() -> str:
    return reverse("partnership:co-financing-list")


def _above() -> list[tuple[str, str]]:
    return [(_("Krav om medfinansiering"), _list())]


@requires(may_see_money)
@require_GET
def co_financing_list(request: SeatedRequest) -> HttpResponse:
    """The demands, and where they stand."""
    writes = may_write_money(request.standing)
    context = {
        "table": rules_table(writes=writes),
        "writes": writes,
        "crumbs": crumbs(_("Krav om medfinansiering")),
    }
    return render(request, "partnership/co_financing/list.html", context)


@requires(may_write_money)
@get_or_post
def co_financing_create(request: SeatedRequest) -> HttpResponse:
    """Write down a demand; the form may begin with a known one."""
    preset = co_financing.PRESET if request.GET.get("forslag") == "landsbyggefonden" else {}
    form = CoFinancingRuleForm(request.POST or None, initial=preset)
    return answer_form(
        request, form, lambda: co_financing.set_rule(by=request.standing, **form.typed()),
        title=_("Nyt krav"), done=_("Kravet er gemt."), back=_list(), above=_above(),
        lead=_("Det krav, der gælder nu, slutter dagen før."),
    )  # fmt: skip


@requires(may_write_money)
@get_or_post
def co_financing_change(request: SeatedRequest, pk: int) -> HttpResponse:
    """Correct a demand."""
    row = get_object_or_404(CoFinancingRule, pk=pk)
    names = ("percent", "valid_from", "valid_to", "source")
    initial = {name: getattr(row, name) for name in names}
    form = CoFinancingRuleForm(request.POST or None, initial={**initial, "seen": stamp_of(row)})
    return answer_form(
        request, form,
        lambda: co_financing.change(
            by=request.standing, rule_id=pk, seen=form.seen_stamp, **form.typed()
        ),
        title=_("Ret krav"), done=_("Ændringerne er gemt."), back=_list(), above=_above(),
    )  # fmt: skip
