"""Made-up values for the page of components: fictitious places, invented figures."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

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

SOURCE = "Opdigtet tryghedsmåling"
TARGET = TargetPath(
    points=((date(2019, 12, 31), 69.9), (date(2030, 12, 31), 85.0)), decided=True, label="Måltal"
)
PROPOSAL = TargetPath(TARGET.points, decided=False, label="Måltal (forslag)")
BREAK = Break(date(2020, 7, 1), "Nyt spørgsmål fra 2021")
WORDING = Wording(
    title="Tryg i nabolaget",
    unit="pct.",
    passport=f"Kilde: {SOURCE}, 2014-2025 · n = 380-420 svar pr. område · Eksempeldata, opdigtet",
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
MUNICIPALITY = Series(
    "Kommunen uden de tre områder",
    "municipality",
    _yearly(2014, [84.4, 84.5, 85, 84.9, 85.7, 86, 86.2, 86.2, 86.2, 86.4, 86.8, 87.4], None),
)
COUNTRY = Series(
    "Hele landet",
    "country",
    _yearly(2014, [82.1, 82.4, 82.2, 82.9, 83, 83.4, 83.1, 83.6, 84, 84.1, 84.3, 84.6], None),
)


class SampleForm(forms.Form):
    """Every kind of field, with and without help, so that errors can be seen too."""

    name = forms.CharField(label="Navn", help_text="Som det står i aftalen.")
    kind = forms.ChoiceField(
        label="Slags", choices=[("housing", "Boligorganisation"), ("municipality", "Kommune")]
    )
    starts_on = forms.DateField(label="Første dag", help_text="Skriv 1.3.2027 eller 2027-03-01.")
    members = forms.IntegerField(label="Antal pladser", required=False)
    way = forms.ChoiceField(
        label="Hvordan sendes besked?",
        widget=forms.RadioSelect,
        choices=[("week", "Samlet en gang om ugen"), ("day", "Hver dag"), ("now", "Med det samme")],
    )
    file = forms.FileField(label="Fil", required=False, help_text="CSV eller XLSX, højst 10 MB.")
    note = forms.CharField(label="Bemærkning", required=False, widget=forms.Textarea)
    agreed = forms.BooleanField(label="Aftalt med organisationen")


def _table() -> dict[str, Any]:
    shown = (*AREAS, MUNICIPALITY)
    rows = []
    for place, point in enumerate(MUNICIPALITY.points):
        values = [one.points[place].value for one in shown]
        rows.append([point.slot, *("Mangler" if v is None else f"{v:.1f}" for v in values)])
    columns = [{"label": "År"}, *({"label": s.label, "is_number": True} for s in shown)]
    return {
        "caption": "Tryg i nabolaget, pct. af svarene",
        "columns": columns,
        "rows": [[cell.replace(".", ",") for cell in row] for row in rows],
    }


def figures() -> list[dict[str, Any]]:
    """Three curves: several areas, one area with band, break and proposal, and none at all."""
    base = {
        "passport": {"source": SOURCE, "period": "2014-2025", "n": "380-420", "n_label": "svar"},
        "table": _table(),
        "file_name": "tryg-i-nabolaget-eksempel",
    }
    several = trend_figure(
        [*AREAS, MUNICIPALITY, COUNTRY], wording=WORDING, target=TARGET, bounds=(0, 100)
    )
    alone = trend_figure(
        [AREAS[0], MUNICIPALITY], wording=WORDING, target=PROPOSAL, breaks=[BREAK], bounds=(0, 100)
    )
    return [
        {
            **base,
            "id": "kurve-flere",
            "title": "Tryg i nabolaget i tre områder",
            "summary": "Andelen steg i Stjernehøj fra 69,6 pct. i 2014 til 81,3 pct. i 2025. "
            "Tallene for 2020 mangler.",
            "chart": several,
            "caption": "Streger op og ned viser usikkerheden (95 %).",
        },
        {
            **base,
            "id": "kurve-alene",
            "title": "Tryg i nabolaget i Stjernehøj",
            "summary": "Andelen er højere efter databruddet i 2021, men over bruddet "
            "kan der ikke sammenlignes.",
            "chart": alone,
            "caption": "Båndet viser usikkerheden (95 %). Den prikkede linje er et forslag.",
        },
    ]


def _spark(key: str, one: Series, **more: Any) -> dict[str, Any] | None:
    title = f"Tryg i nabolaget i {one.label}"
    return sparkline(one, key=key, title=title, description="Opdigtet kurve, 2014-2025.", **more)


def cards() -> list[dict[str, Any]]:
    """Cards with a clear answer, without an answer, hidden, and with figures of unknown n."""
    links = [
        {"label": "Se kurven", "url": "#kurver"},
        {"label": "Forklar tallet", "url": "#pas"},
        {"label": "Tabel", "url": "#tabeller"},
    ]
    scattered = Series(
        "Lærkefryd",
        area_style(1),
        _yearly(2017, [70, None, 71, None, 70.4, None, 72, None, 72.4], 3),
    )
    return [
        {
            "name": "Tryg i nabolaget",
            "url": "#kort",
            "headline": "Andelen var 6,1 procentpoint lavere end i resten af kommunen i 2025. "
            "Der er klare tegn på, at afstanden er blevet mindre siden 2014 (fra 14,8).",
            "value": {"number": "81,3", "unit": "pct.", "interval": "77,5 til 85,1"},
            "gap": {
                "number": "−6,1",
                "interval": "−10,0 til −2,3",
                "verdict": {"kind": "narrowing"},
            },
            "verdict": {"kind": "forward", "direction": "up", "word": "på rette kurs"},
            "spark": _spark("lille-1", AREAS[0], target=TARGET, breaks=[BREAK]),
            "passport": {
                "source": SOURCE,
                "period": "maj 2025",
                "published_on": date(2025, 9, 12),
                "n": "412",
                "n_label": "svar",
            },
            "links": links,
        },
        {
            "name": "Tilfredshed med boligområdet",
            "url": "#kort",
            "headline": "Det kan endnu ikke afgøres, om afstanden er blevet mindre "
            "(ændring 1,3; usikkerhed −2,8 til 5,4 procentpoint).",
            "value": {"number": "72,4", "unit": "pct.", "interval": "69,4 til 75,4"},
            "gap": {
                "number": "−9,8",
                "verdict": {"kind": "undecided", "reason": "for få målinger"},
            },
            "verdict": {"kind": "slow", "direction": "up"},
            "spark": _spark("lille-2", scattered, target=PROPOSAL),
            "passport": {"source": SOURCE, "period": "2025"},
            "links": links,
            "is_pending": True,
        },
        {
            "name": "Anmeldte indbrud",
            "url": "#kort",
            "headline": "Tallet for 2025 vises ikke, fordi det bygger på få personer.",
            "value": {"state": "suppressed"},
            "gap": {"reason": "Afstanden beregnes ikke, når tallet er skjult."},
            "passport": {"source": "Opdigtet politi", "period": "2025", "n_not_needed": True},
            "links": links[:1],
        },
    ]


CRUMBS = (("Overblik", "/"), ("Komponenter", ""))
TABS = (
    {"label": "Kurve", "url": "#beskeder", "is_current": True},
    {"label": "Tabel", "url": "#tabeller"},
    {"label": "Forklar tallet", "url": "#pas"},
)
FACTS = (("Slags", "Andel"), ("Kilde", SOURCE), ("Mindre er bedre", "Nej"), ("Måltal", None))
STEPS = (
    {"label": "Organisationer", "is_done": True},
    {"label": "Områder", "is_done": True},
    {"label": "Visioner", "url": "#beskeder", "help": "Det, partnerskabet vil opnå til 2030."},
    {"label": "De første tal", "url": "#beskeder"},
)
CONSEQUENCES = (
    "Adgangen slutter samme dag.",
    "Det, der er indberettet, bliver stående med navn på pladsen.",
)
