"""Data moves, walked as an upgrade walks them: a database as it was, rows of that time, then forward.

PostgreSQL changes tables inside a transaction, so all of it is undone with the test's own one.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from effects.services import review_schedules
from partnership.models import AgendaItem
from reports.models import BriefBlock
from tests.factories import people

pytestmark = pytest.mark.django_db
BEFORE = [
    ("partnership", "0008_minutes_keep_who_follows"),
    ("effects", "0003_agenda_text"),
    ("reports", "0002_corrections"),
]
OWN = "Bestyrelsen bedes se særligt på klubben."
WORDING = "At vi venter til foråret."
PLACED = "Effektopfølgningen tages op, som den blev aftalt."


def migrate(targets: list[tuple[str, str]]) -> Any:
    """Go there, and hand out the models of that time."""
    executor = MigrationExecutor(connection)
    executor.migrate(targets)
    return executor.loader.project_state(targets).apps


@pytest.fixture
def then() -> Any:
    """The models of the database before the moves."""
    return migrate(BEFORE)


def forward() -> None:
    """The upgrade, with what waits to be checked checked first, as at the end of a transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    migrate(MigrationExecutor(connection).loader.graph.leaf_nodes())


def test_an_upgrade_keeps_what_people_wrote_on_agendas_and_in_briefs(then: Any) -> None:
    def model(app: str, name: str) -> Any:
        return then.get_model(app, name).objects

    body = model("partnership", "Body").create(kind="board", name="Bestyrelsen", slug="bestyrelse")
    starts = timezone.now() + dt.timedelta(days=10)
    meeting = model("partnership", "Meeting").create(
        body=body, title="Møde i foråret", state="planned", starts_at=starts,
        ends_at=starts + dt.timedelta(hours=2),
    )  # fmt: skip
    items, reviews = [], []
    for at in range(2):
        effort = model("partnership", "Intervention").create(
            name=f"Indsats {at}", slug=f"indsats-{at}", state="running", problem="Mange er uden job",
            what_we_do="Vi hjælper", what_should_change="Flere i job", body=body,
            starts_on=timezone.localdate(),
        )  # fmt: skip
        review = model("effects", "Review").create(
            intervention=effort, due_on=timezone.localdate(), cause="asked"
        )
        item = model("partnership", "AgendaItem").create(
            meeting=meeting, title=f"Effektopfølgning: Indsats {at}", kind="review", position=at,
            origin=f"review:{review.pk}", text=PLACED,
        )  # fmt: skip
        items.append(item)
        reviews.append(review)
    items[1].text = f"{PLACED}\n\n{OWN}"
    items[1].save()
    brief = model("reports", "Brief").create(meeting=meeting)
    blocks = model("reports", "BriefBlock")
    blocks.create(brief=brief, key=f"review:{reviews[0].pk}", text=WORDING)
    blocks.create(brief=brief, key="opening", text="Kære bestyrelse")
    gone = model("partnership", "AgendaItem").create(
        meeting=meeting, title="Taget af", kind="decision", position=2, outcome="withdrawn"
    )
    blocks.create(brief=brief, key=f"item:{gone.pk}", text="At vi køber en bus.")

    forward()

    first, second = AgendaItem.objects.filter(kind="review").order_by("position")
    assert first.recommendation == WORDING, "where it is proposed now"
    assert set(BriefBlock.objects.values_list("text", flat=True)) == {
        "Kære bestyrelse", "At vi køber en bus."
    }  # fmt: skip
    review_schedules.place_due()
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.text != PLACED, "nobody had touched it, so the clock keeps it right"
    assert second.text.endswith(OWN), "people's words stand"
    client = Client()
    client.force_login(people.seated_user("secretariat"))
    page = client.get(reverse("reports:brief-change", args=[meeting.pk])).content.decode()
    for words in (WORDING, "Kære bestyrelse", "At vi køber en bus."):
        assert words in page
