"""One function per picture: plain values in, a Plotly figure (or SVG coordinates) as a dict out.

Nothing here asks the database, judges a figure or knows a language: words come in as values.
Colours and fonts stand once, below. `static/js/charts.js` swaps the paper colours for those of the
page (light or dark) by the token named in `meta.token` and in an annotation's `name`; a saved
picture keeps the paper colours, so it carries title, unit, source, period, n and date by itself.
"""

from indicators.charts.control import Limits, control_figure
from indicators.charts.gap_over_time import gap_figure
from indicators.charts.shapes import (
    Break,
    Marker,
    Point,
    Projection,
    Series,
    TargetPath,
    Wording,
    area_style,
)
from indicators.charts.small_multiples import common_scale, small_multiple
from indicators.charts.sparklines import sparkline
from indicators.charts.trend import trend_figure

__all__ = [
    "Break",
    "Limits",
    "Marker",
    "Point",
    "Projection",
    "Series",
    "TargetPath",
    "Wording",
    "area_style",
    "common_scale",
    "control_figure",
    "gap_figure",
    "small_multiple",
    "sparkline",
    "trend_figure",
]
