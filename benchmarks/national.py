"""A made-up national installation, filled by the database itself: municipalities with housing areas.

Each indicator is a group of its own: 880 housing areas in 110 municipalities over ten years make
9,900 observations. In 2 % of the areas' cells the count is so small that it must be hidden.
"""

from __future__ import annotations

from django.db import connection

from accounts.models import User
from indicators.models import (
    Cell,
    ComparatorChoice,
    DataSet,
    Definition,
    Group,
    Indicator,
    OutboxEntry,
    Source,
)
from indicators.services.categories import total_category
from indicators.services.staleness import mark_stale
from partnership.models import Body, Organisation, Person, Seat

MUNICIPALITIES, AREAS_IN_EACH, YEARS = 110, 8, 10
SIZES = {"100k": 100_000, "1M": 1_000_000, "10M": 10_000_000}

_AREAS = """
INSERT INTO areas_area (kind, code, slug, name, short_name, position, style)
SELECT 'municipality', 'k' || m, 'k' || m, 'Kommune ' || m, '', 10000 + m, 0
FROM generate_series(1, %(towns)s) m;
INSERT INTO areas_area (kind, code, slug, name, short_name, position, style)
SELECT 'area', 'o' || m || '-' || o, 'o' || m || '-' || o, 'Område ' || m || '-' || o, '',
       m * 10 + o, 1
FROM generate_series(1, %(towns)s) m, generate_series(1, %(each)s) o;
INSERT INTO areas_areaextent (area_id, parent_id, breaks_series, note)
SELECT o.id, k.id, FALSE, ''
FROM areas_area o JOIN areas_area k ON k.code = 'k' || split_part(substr(o.code, 2), '-', 1)
WHERE o.kind = 'area';
"""
_FIGURES = """
INSERT INTO indicators_cell (definition_id, area_id, slot, category_id, version)
SELECT d.id, a.id, y::text, %(total)s, 1
FROM indicators_definition d, areas_area a, generate_series(2025 - %(years)s, 2024) y
ORDER BY d.id, a.id, y;
INSERT INTO indicators_measurement (cell_id, version, state, workflow, numerator, denominator,
    starts_on, ends_on, period_kind, published_on, source_id, data_set_id, comment, entered_at)
SELECT c.id, 1, 'value', 'released',
       CASE WHEN a.kind = 'area' AND random() < 0.02 THEN 1 + floor(random() * 4)
            ELSE round(size * (0.1 + 0.3 * random())) END,
       size, make_date(c.slot::int, 1, 1), make_date(c.slot::int, 12, 31), 'flow',
       make_date(c.slot::int + 1, 3, 1), d.source_id, s.id, '', now()
FROM indicators_cell c
JOIN areas_area a ON a.id = c.area_id
JOIN indicators_definition d ON d.id = c.definition_id
JOIN indicators_dataset s ON s.indicator_id = d.indicator_id
CROSS JOIN LATERAL (
    SELECT CASE WHEN a.kind = 'area' THEN 300 + mod(a.id * 37, 2000) ELSE 40000 END AS size
) sized
ORDER BY c.id;
"""


def fill(
    observations: int, *, towns: int = MUNICIPALITIES, areas_in_each: int = AREAS_IN_EACH
) -> int:
    """As many whole indicators as the observations need; returns how many observations there are."""
    source = Source.objects.create(
        code="register", name="Register", family="register", shown_to="partnership"
    )
    supplier = Organisation.objects.create(kind="municipality", name="Kommune 1", slug="kommune-1")
    ComparatorChoice.objects.create(kind="rest", is_default=True)
    places = towns * (areas_in_each + 1)
    for number in range(round(observations / (places * YEARS))):
        code = f"indikator-{number}"
        indicator = Indicator.objects.create(
            code=code, name=code, name_en=code, group=Group.objects.create(code=code)
        )
        DataSet.objects.create(indicator=indicator, supplier=supplier, is_default=True)
        Definition.objects.create(
            indicator=indicator, source=source, kind="share", data_kind="register",
            direction="lower", unit="pct.", unit_en="%", per=100, smallest_relevant_change=1.0,
        )  # fmt: skip
    values = {
        "towns": towns, "each": areas_in_each, "years": YEARS,
        "total": total_category().pk,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_AREAS, values)
        cursor.execute(_FIGURES, values)
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("SELECT count(*) FROM indicators_measurement")
        return int(cursor.fetchone()[0])


def log_a_figure(group: Group, *, nudge: bool = True) -> None:
    """The next version of an area's newest figure, and the note that its group is stale."""
    cell = Cell.objects.filter(
        definition__indicator__group=group, area__code="o1-1", slot="2024"
    ).get()
    newest = cell.measurements.latest("version")
    cell.version += 1
    cell.save()
    newest.pk, newest.version = None, cell.version
    newest.numerator = 50 + cell.version % 50
    newest.save(force_insert=True)
    if nudge:
        mark_stale(groups=[group], reason="måling")
    else:
        OutboxEntry.objects.create(group=group, reason="måling")


def dashboard_reader() -> User:
    """A board member."""
    body = Body.objects.create(kind="board", name="Partnerskabet", slug="bestyrelsen")
    user = User.objects.create_user("bestyrelse@test.dk", "en-lang-adgangskode")
    Seat.objects.create(
        person=Person.objects.create(name="Bestyrelsesmedlem", email=user.email, user=user),
        organisation=Organisation.objects.get(), body=body, role="member", starts_on="2020-01-01",
    )  # fmt: skip
    return user
