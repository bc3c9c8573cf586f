"""Made-up curves for the page of components: fictitious places, invented figures."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

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


def source() -> str:
    """The made-up source."""
    return _("Opdigtet tryghedsmåling")


def target() -> TargetPath:
    """A target that was decided."""
    return TargetPath(points=GOAL, decided=True, label=_("Måltal"))


def proposal() -> TargetPath:
    """A target that is only proposed."""
    return TargetPath(points=GOAL, decided=False, label=_("Måltal (forslag)"))


def new_question() -> Break:
    """A break in the series."""
    return Break(date(2020, 7, 1), _("Nyt spørgsmål fra 2021"))


def _wording() -> Wording:
    numbers = number_style()
    return Wording(
        title=_("Tryg i nabolaget"),
        unit=_("pct."),
        passport=_(
            "Kilde: %(source)s, 2014-2025 · n = 380-420 svar pr. område · Eksempeldata, opdigtet"
        )
        % {"source": source()},
        to=numbers.to,
        separators=numbers.decimal + numbers.thousands,
    )


def yearly(first: int, values: list[float | None], reach: float | None) -> tuple[Point, ...]:
    """A figure a year, each as uncertain as the others."""
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
        yearly(2014, [69.6, 70.5, 72, 72.8, 74.4, 76.6, None, 76.9, 78.1, 79.6, 80.2, 81.3], 3.8),
    ),
    Series(
        "Lærkefryd",
        area_style(1),
        yearly(2014, [74.7, 74.8, 74.6, 76.6, 75.6, 75.4, None, 75.6, 76.1, 75.8, 77.2, 76.4], 3.6),
    ),
    Series(
        "Kometparken",
        area_style(2),
        yearly(2014, [78.1, 78.6, 77.7, 78.9, 76.6, 77, None, 76, 76.8, 77.2, 75.3, 74.9], 3.9),
    ),
)


def _municipality() -> Series:
    values = [84.4, 84.5, 85, 84.9, 85.7, 86, 86.2, 86.2, 86.2, 86.4, 86.8, 87.4]
    label = _("Kommunen uden de tre områder")
    return Series(label, "municipality", yearly(2014, [*values], None))


def _country() -> Series:
    values = [82.1, 82.4, 82.2, 82.9, 83, 83.4, 83.1, 83.6, 84, 84.1, 84.3, 84.6]
    return Series(_("Hele landet"), "country", yearly(2014, [*values], None))


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
            "source": source(),
            "period": "2014-2025",
            "n": "380-420",
            "n_label": _("svar"),
        },
        "table": _table(),
        "file_name": "tryg-i-nabolaget-eksempel",
    }
    several = trend_figure(
        [*AREAS, municipality, _country()], wording=_wording(), target=target(), bounds=(0, 100)
    )
    alone = trend_figure(
        [AREAS[0], municipality],
        wording=_wording(),
        target=proposal(),
        breaks=[new_question()],
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


def spark(key: str, one: Series, **more: Any) -> dict[str, Any] | None:
    """The small curve of a card."""
    title = _("Tryg i nabolaget i %(area)s") % {"area": one.label}
    return sparkline(one, key=key, title=title, description=_("Opdigtet kurve, 2014-2025."), **more)
