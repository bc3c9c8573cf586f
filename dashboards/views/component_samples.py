"""Made-up values for the page of components: fictitious places, invented figures."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dashboards.views.component_curves import (
    AREAS,
    new_question,
    proposal,
    source,
    spark,
    target,
    yearly,
)
from indicators.charts import Series, area_style
from indicators.services.undecided import Named, Reason, by_reason
from indicators.services.wording import number_style


class SampleForm(forms.Form):
    """Every kind of field, with and without help, so that errors can be seen too."""

    name = forms.CharField(
        label=gettext_lazy("Navn"), help_text=gettext_lazy("Som det står i aftalen.")
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Slags"),
        choices=[
            ("housing", gettext_lazy("Boligorganisation")),
            ("municipality", gettext_lazy("Kommune")),
        ],
    )
    starts_on = forms.DateField(
        label=gettext_lazy("Første dag"), help_text=gettext_lazy("Skriv 1.3.2027 eller 2027-03-01.")
    )
    members = forms.IntegerField(label=gettext_lazy("Antal pladser"), required=False)
    way = forms.ChoiceField(
        label=gettext_lazy("Hvordan sendes besked?"),
        widget=forms.RadioSelect,
        choices=[
            ("week", gettext_lazy("Samlet en gang om ugen")),
            ("day", gettext_lazy("Hver dag")),
            ("now", gettext_lazy("Med det samme")),
        ],
    )
    file = forms.FileField(
        label=gettext_lazy("Fil"),
        required=False,
        help_text=gettext_lazy("CSV eller XLSX, højst 10 MB."),
    )
    note = forms.CharField(label=gettext_lazy("Bemærkning"), required=False, widget=forms.Textarea)
    agreed = forms.BooleanField(label=gettext_lazy("Aftalt med organisationen"))


def _share(value: float, lower: float, upper: float) -> dict[str, str]:
    numbers = number_style()
    return {
        "number": numbers.plain(value, 1),
        "unit": _("pct."),
        "interval": numbers.interval(lower, upper, 1),
    }


def _links() -> list[dict[str, str]]:
    return [
        {"label": _("Se kurven"), "url": "#kurver"},
        {"label": _("Forklar tallet"), "url": "#pas"},
        {"label": _("Tabel"), "url": "#tabeller"},
    ]


def cards() -> list[dict[str, Any]]:
    """Cards with a clear answer, without an answer, hidden, and with figures of unknown n."""
    numbers = number_style()
    links = _links()
    scattered = Series(
        "Lærkefryd",
        area_style(1),
        yearly(2017, [70, None, 71, None, 70.4, None, 72, None, 72.4], 3),
    )
    return [
        {
            "name": _("Tryg i nabolaget"),
            "url": "#kort",
            "headline": _(
                "Andelen var 6,1 procentpoint lavere end i resten af kommunen i 2025. "
                "Der er klare tegn på, at afstanden er blevet mindre siden 2014 (fra 14,8)."
            ),
            "value": _share(81.3, 77.5, 85.1),
            "gap": {
                "number": numbers.signed(-6.1, 1),
                "interval": numbers.interval(-10.0, -2.3, 1),
                "verdict": {"kind": "narrowing"},
            },
            "verdict": {"kind": "forward", "direction": "up", "word": _("på rette kurs")},
            "spark": spark("lille-1", AREAS[0], target=target(), breaks=[new_question()]),
            "passport": {
                "source": source(),
                "period": date_format(date(2025, 5, 1), "F Y"),
                "published_on": date(2025, 9, 12),
                "n": "412",
                "n_label": _("svar"),
            },
            "links": links,
        },
        {
            "name": _("Tilfredshed med boligområdet"),
            "url": "#kort",
            "headline": _(
                "Det kan endnu ikke afgøres, om afstanden er blevet mindre "
                "(ændring 1,3; usikkerhed −2,8 til 5,4 procentpoint)."
            ),
            "value": _share(72.4, 69.4, 75.4),
            "gap": {
                "number": numbers.signed(-9.8, 1),
                "verdict": {"kind": "undecided", "reason": _("for få målinger")},
            },
            "verdict": {"kind": "slow", "direction": "up"},
            "spark": spark("lille-2", scattered, target=proposal()),
            "passport": {"source": source(), "period": "2025"},
            "links": links,
            "is_pending": True,
        },
        {
            "name": _("Anmeldte indbrud"),
            "url": "#kort",
            "headline": _("Tallet for 2025 vises ikke, fordi det bygger på få personer."),
            "value": {"state": "suppressed"},
            "gap": {"reason": _("Afstanden beregnes ikke, når tallet er skjult.")},
            "passport": {"source": _("Opdigtet politi"), "period": "2025", "n_not_needed": True},
            "links": links[:1],
        },
    ]


def reasons() -> list[Reason]:
    """What cannot be told, by why."""
    names = (_("Tryg i nabolaget"), _("Tilfredshed med boligområdet"))
    return by_reason(
        (
            (_("for få målinger"), Named(names[0], "#uafgjort")),
            (_("ændringen er mindre end usikkerheden"), Named(names[1], "#uafgjort")),
        )
    )


def chrome() -> dict[str, Any]:
    """What stands around figures: crumbs, tabs, facts, first steps, consequences, progress."""
    return {
        "crumbs": ((_("Overblik"), "/"), (_("Komponenter"), "")),
        "tabs": (
            {"label": _("Kurve"), "url": "#beskeder", "is_current": True},
            {"label": _("Tabel"), "url": "#tabeller"},
            {"label": _("Forklar tallet"), "url": "#pas"},
        ),
        "facts": (
            (_("Slags"), _("Andel")),
            (_("Kilde"), source()),
            (_("Mindre er bedre"), _("Nej")),
            (_("Måltal"), None),
        ),
        "steps": (
            {"label": _("Organisationer"), "is_done": True},
            {"label": _("Områder"), "is_done": True},
            {
                "label": _("Visioner"),
                "url": "#beskeder",
                "help": _("Det, partnerskabet vil opnå til 2030."),
            },
            {"label": _("De første tal"), "url": "#beskeder"},
        ),
        "consequences": (
            _("Adgangen slutter samme dag."),
            _("Det, der er indberettet, bliver stående med navn på pladsen."),
        ),
        "progress": {
            "id": "fremdrift",
            "label": _("Genberegner"),
            "text": _("%(done)s af %(total)s") % {"done": 27, "total": 36},
            "done": 27,
            "total": 36,
        },
    }
