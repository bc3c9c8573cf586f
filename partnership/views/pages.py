"""What the administration pages share: tabs, and how a refusal comes back to the form."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnership.forms.stamped import StampedForm
from partnership.rules.access import Standing
from partnership.services.edits import StaleEdit
from partnership.views.access import SeatedRequest

TABS = (
    (gettext_lazy("Oversigt"), "partnership:administration"),
    (gettext_lazy("Organisationer"), "partnership:organisation-list"),
    (gettext_lazy("Organer"), "partnership:body-list"),
    (gettext_lazy("Pladser"), "partnership:seat-list"),
    (gettext_lazy("Brugere"), "partnership:user-list"),
    (gettext_lazy("Indikatorer"), "indicators:definition-list"),
    (gettext_lazy("Sammenligning"), "indicators:comparator-choice"),
    (gettext_lazy("Skjulte tal"), "indicators:hidden-list"),
    (gettext_lazy("Fortrolige tal"), "indicators:reading-list"),
    (gettext_lazy("Beregninger"), "indicators:run-list"),
)


def tabs(current: str, standing: Standing | None = None) -> list[dict[str, Any]]:
    """The administration's pages beside each other; to an organisation's administrator the seats."""
    if standing is not None and not standing.is_administrator:
        return []
    return [
        {"label": label, "url": reverse(name), "is_current": name == current}
        for label, name in TABS
    ]


def trail(
    title: str, *above: tuple[str, str], standing: Standing | None = None
) -> list[tuple[str, str]]:
    """Breadcrumbs from the administration down to a page: words and URL, the last without.

    To an organisation's own administrator the way begins with the seats.
    """
    if standing is not None and not standing.is_administrator:
        return [*above, (title, "")]
    return [(_("Administration"), reverse("partnership:administration")), *above, (title, "")]


@contextmanager
def refusals_on(form: forms.Form) -> Iterator[None]:
    """Show what a service refuses on the form, beside the field where the service names one."""
    try:
        yield
    except ValidationError as refusal:
        errors = (
            refusal.error_dict if hasattr(refusal, "error_dict") else {None: refusal.error_list}
        )
        for name, found in errors.items():
            form.add_error(name if name in form.fields else None, found)
    except IntegrityError:
        form.add_error(
            None, _("En anden har lige gemt noget, der ikke passer hertil. Se efter, og prøv igen.")
        )
    except StaleEdit as stale:
        if not isinstance(form, StampedForm):
            raise
        form.show_conflict(stale.stored, stale.stamp)
        form.add_error(
            None,
            _(
                "En anden har rettet det samme, mens du skrev. Intet er gemt endnu. Se forskellen "
                "nedenfor; gemmer du igen, gælder det, du har skrevet."
            ),
        )


def show_form(
    request: SeatedRequest,
    form: forms.Form,
    *,
    title: str,
    submit_label: str,
    cancel_url: str,
    crumbs: list[tuple[str, str]],
    template: str = "partnership/administration/form.html",
    **more: Any,
) -> HttpResponse:
    """One form on a page of its own: `lead` explains it, `danger` marks an ending, `template` adds."""
    return render(
        request,
        template,
        {
            "form": form,
            "title": title,
            "submit_label": submit_label,
            "cancel_url": cancel_url,
            "crumbs": crumbs,
            **more,
        },
    )
