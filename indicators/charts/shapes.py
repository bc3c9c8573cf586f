"""The plain values that pictures are drawn from, and the looks they share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

FONT = '"Kvarter Sans", system-ui, sans-serif'
INK, INK_SOFT, PAPER, GRIDLINE, EDGE = "#14212b", "#55626c", "#ffffff", "#e2dfd8", "#7d8790"
AREA_HUES = ("#1d6a8c", "#7a3e6d", "#6b7a1f", "#8a5a12", "#45509c")
AREA_DASHES = ("solid", "dash", "dot", "dashdot")
AREA_SYMBOLS = ("circle", "square", "diamond", "triangle-up")
COMPARATOR_DASHES = {
    "municipality": "solid",
    "region": "dash",
    "country": "dot",
    "reference": "dashdot",
}


@dataclass(frozen=True)
class Point:
    """One period of one series. `value` None leaves the line open; `note` then says why.

    `on` is the period's last day: breaks go by it. `middle` is where the period is drawn, so that
    what happened within a year stands within that year.
    """

    on: date
    slot: str
    value: float | None
    lower: float | None = None
    upper: float | None = None
    n: int | None = None
    note: str = ""
    middle: date | None = None

    @property
    def x(self) -> date:
        """Where it stands on the time axis."""
        return self.middle or self.on

    @property
    def begin(self) -> date:
        """The first day of its period."""
        return self.x - abs(self.on - self.x)

    @property
    def end(self) -> date:
        """The last day of its period, also where it was measured on a day inside it."""
        return self.x + abs(self.on - self.x)


@dataclass(frozen=True)
class Series:
    """A curve. `style` is `area_style(position)`, or municipality, region, country, reference."""

    label: str
    style: str
    points: tuple[Point, ...]

    @property
    def is_area(self) -> bool:
        """Areas are coloured; what they are compared with is grey."""
        return self.style.startswith("area-")


@dataclass(frozen=True)
class Break:
    """Where the series changed definition, boundary or source: nothing is joined across it.

    `only` names the one curve it concerns; empty means all of them.
    """

    on: date
    label: str
    only: str = ""

    def concerns(self, label: str) -> bool:
        """Whether the curve of this name is broken here."""
        return self.only in ("", label)


@dataclass(frozen=True)
class TargetPath:
    """From baseline to target; dotted while no decision stands behind it."""

    points: tuple[tuple[date, float], ...]
    decided: bool
    label: str


@dataclass(frozen=True)
class Projection:
    """A line drawn on past the newest figure: (day, value, lower, upper). An illustration only."""

    points: tuple[tuple[date, float, float, float], ...]
    label: str
    style: str


@dataclass(frozen=True)
class Marker:
    """Something that happened on a day: a sign on the time axis, explained beside the picture."""

    on: date
    sign: str
    label: str


@dataclass(frozen=True)
class Wording:
    """The words and number format of a picture; `passport` is source, period, n and date."""

    title: str
    unit: str
    passport: str
    interval: str = "95 %"
    to: str = "til"
    decimals: int = 1
    separators: str = ",."
    events: str = "Hændelser"


def area_style(position: int) -> str:
    """The fixed style of the area at this place (from 0) in the partnership's own order."""
    return f"area-{position + 1}"


def look(style: str) -> tuple[str, str, str, str]:
    """Token, paper colour, line pattern and marker of a style; 20 areas before one repeats."""
    if style.startswith("area-"):
        place = int(style.removeprefix("area-")) - 1
        hue = place % len(AREA_HUES)
        dash = place % len(AREA_DASHES)
        return f"area-{hue + 1}", AREA_HUES[hue], AREA_DASHES[dash], AREA_SYMBOLS[dash]
    return "comparator", EDGE, COMPARATOR_DASHES[style], "circle"


def faded(colour: str, share: float) -> str:
    """The colour at this share of its strength."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{share})"


def runs_of(points: Iterable[Point], breaks: Sequence[Break]) -> list[list[Point]]:
    """Stretches that may be joined: no missing period and no series break inside."""
    runs: list[list[Point]] = [[]]
    for point in points:
        last = runs[-1][-1] if runs[-1] else None
        if point.value is None or (last and any(last.on < cut.on <= point.on for cut in breaks)):
            runs.append([])
        if point.value is not None:
            runs[-1].append(point)
    return [run for run in runs if run]


def value_range(
    series: Sequence[Series],
    target: TargetPath | None,
    bounds: tuple[float, float] | None,
    more: Iterable[float] = (),
) -> tuple[float, float]:
    """Lowest and highest value to show, with air around, never beyond what can occur."""
    values = [
        value
        for one in series
        for point in one.points
        for value in (point.value, point.lower, point.upper)
        if value is not None
    ]
    values += [value for _, value in target.points] if target else []
    values += more
    low, high = (min(values), max(values)) if values else bounds or (0.0, 1.0)
    air = (high - low or abs(high) or 1.0) * 0.08
    low, high = low - air, high + air
    return (max(low, bounds[0]), min(high, bounds[1])) if bounds else (low, high)


def time_range(
    series: Sequence[Series],
    target: TargetPath | None,
    more: Iterable[date] = (),
    *,
    air: timedelta | None = None,
) -> tuple[date, date]:
    """First and last day of the time axis, with a little air on both sides."""
    days = [point.x for one in series for point in one.points]
    days += [on for on, _ in target.points] if target else []
    days += more
    first, last = (min(days), max(days)) if days else (date(2020, 1, 1), date(2030, 1, 1))
    air = air or max((last - first) / 40, timedelta(days=40))
    return first - air, last + air
