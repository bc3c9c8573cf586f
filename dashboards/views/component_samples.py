"""Made-up values for the page of components: fictitious places, invented figures."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indicators.charts import (
    Break,
    Point,
    Series,
    TargetPath,
    Wording,
    area_style,
    sparkline,
    trend_figure,
)
from indicators.services.wording import number_style

GOAL = ((date(2019, 12, 31), 69.9), (date(2030, 12, 31), 85.0))


def _source() -> str:
    return _("Opdigtet tryghedsmåling")


def _target() -> TargetPath:
    return TargetPath(points=GOAL, decided=True, label=_("Måltal"))


def _proposal() -> TargetPath:
    return TargetPath(points=GOAL, decided=False, label=_("Måltal (forslag)"))


def _new_question() -> Break:
    return Break(date(2020, 7, 1), _("Nyt spørgsmål fra 2021"))


def _wording() -> Wording:
    numbers = number_style()
    return Wording(
        title=_("Tryg i nabolaget"),
        unit=_("pct."),
        passport=_(
            "Kilde: %(source)s, 2014-2025 · n = 380-420 svar pr. område · Eksempeldata, opdigtet"
        )
        % {"source": _source()},
        to=numbers.to,
        separators=numbers.decimal + numbers.thousands,
    )


def _yearly(first: int, values: list[float | None], reach: float | None) -> tuple[Point, ...]:
    return tuple(
        Point(
            on=date(first + year, 12, 31),
            slot=str(first + year),
            value=value,
            lower=value - reach if value is not None and reach else None,
            upper=value + reach if value is not None and reach else None,
            n=400 + 7 * year if value is not None and reach else None,
        )
        for year, value in enumerate(values)
    )


AREAS = (
    Series(
        "Stjernehøj",
        area_style(0),
        _yearly(2014, [69.6, 70.5, 72, 72.8, 74.4, 76.6, None, 76.9, 78.1, 79.6, 80.2, 81.3], 3.8),
    ),
    Series(
        "Lærkefryd",
        area_style(1),
        _yearly(
            2014, [74.7, 74.8, 74.6, 76.6, 75.6, 75.4, None, 75.6, 76.1, 75.8, 77.2, 76.4], 3.6
        ),
    ),
    Series(
        "Kometparken",
        area_style(2),
        _yearly(2014, [78.1, 78.6, 77.7, 78.9, 76.6, 77, None, 76, 76.8, 77.2, 75.3, 74.9], 3.9),
    ),
)


def _municipality() -> Series:
    values = [84.4, 84.5, 85, 84.9, 85.7, 86, 86.2, 86.2, 86.2, 86.4, 86.8, 87.4]
    label = _("Kommunen uden de tre områder")
    return Series(label, "municipality", _yearly(2014, [*values], None))


def _country() -> Series:
    values = [82.1, 82.4, 82.2, 82.9, 83, 83.4, 83.1, 83.6, 84, 84.1, 84.3, 84.6]
    return Series(_("Hele landet"), "country", _yearly(2014, [*values], None))


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


def _table() -> dict[str, Any]:
    municipality, numbers = _municipality(), number_style()
    shown = (*AREAS, municipality)
    rows = []
    for place, point in enumerate(municipality.points):
        values = [one.points[place].value for one in shown]
        rows.append(
            [point.slot, *(_("Mangler") if v is None else numbers.plain(v, 1) for v in values)]
        )
    columns = [{"label": _("År")}, *({"label": s.label, "is_number": True} for s in shown)]
    return {
        "caption": _("Tryg i nabolaget, pct. af svarene"),
        "columns": columns,
        "rows": rows,
    }


def figures() -> list[dict[str, Any]]:
    """Three curves: several areas, one area with band, break and proposal, and none at all."""
    municipality = _municipality()
    base = {
        "passport": {
            "source": _source(),
            "period": "2014-2025",
            "n": "380-420",
            "n_label": _("svar"),
        },
        "table": _table(),
        "file_name": "tryg-i-nabolaget-eksempel",
    }
    several = trend_figure(
        [*AREAS, municipality, _country()], wording=_wording(), target=_target(), bounds=(0, 100)
    )
    alone = trend_figure(
        [AREAS[0], municipality],
        wording=_wording(),
        target=_proposal(),
        breaks=[_new_question()],
        bounds=(0, 100),
    )
    return [
        {
            **base,
            "id": "kurve-flere",
            "title": _("Tryg i nabolaget i tre områder"),
            "summary": _(
                "Andelen steg i Stjernehøj fra 69,6 pct. i 2014 til 81,3 pct. i 2025. "
                "Tallene for 2020 mangler."
            ),
            "chart": several,
            "caption": _("Streger op og ned viser usikkerheden (95 %)."),
        },
        {
            **base,
            "id": "kurve-alene",
            "title": _("Tryg i nabolaget i Stjernehøj"),
            "summary": _(
                "Andelen er højere efter databruddet i 2021, men over bruddet "
                "kan der ikke sammenlignes."
            ),
            "chart": alone,
            "caption": _("Båndet viser usikkerheden (95 %). Den prikkede linje er et forslag."),
        },
    ]


def _spark(key: str, one: Series, **more: Any) -> dict[str, Any] | None:
    title = _("Tryg i nabolaget i %(area)s") % {"area": one.label}
    return sparkline(one, key=key, title=title, description=_("Opdigtet kurve, 2014-2025."), **more)


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
        _yearly(2017, [70, None, 71, None, 70.4, None, 72, None, 72.4], 3),
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
            "spark": _spark("lille-1", AREAS[0], target=_target(), breaks=[_new_question()]),
            "passport": {
                "source": _source(),
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
            "spark": _spark("lille-2", scattered, target=_proposal()),
            "passport": {"source": _source(), "period": "2025"},
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
            (_("Kilde"), _source()),
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
