"""What was written of open reviews on agendas is known, where nobody has changed it since."""

from __future__ import annotations

from typing import Any

from django.db import migrations

PLACES = ("AgendaItem", "WaitingItem")


def fill(apps: Any, _editor: Any) -> None:
    """Only a text that still is what stood there first is kept right by the clock from now on.

    Without a trace nobody can tell whose words they are: then they are taken to be people's.
    """
    for review in apps.get_model("effects", "Review").objects.filter(closed_at__isnull=True):
        origin = f"review:{review.pk}"
        first = _first(apps, origin)
        if first and first == _now(apps, origin):
            review.agenda_text = first
            review.save(update_fields=["agenda_text"])


def _first(apps: Any, origin: str) -> str:
    """The text the matter was placed with; what went on to another agenda was placed before."""
    told = []
    for name in PLACES:
        trace = apps.get_model("partnership", f"{name}Event").objects
        placed = trace.filter(pgh_label="insert", origin=origin).order_by(
            "pgh_created_at", "pgh_id"
        )
        told += placed.values_list("pgh_created_at", "text")[:1]
    return min(told, key=lambda each: each[0])[1] if told else ""


def _now(apps: Any, origin: str) -> str | None:
    """The text where the matter is open, or waits."""
    item, waiting = (apps.get_model("partnership", name).objects for name in PLACES)
    for rows in (item.filter(outcome=""), waiting.all()):
        for text in rows.filter(origin=origin).values_list("text", flat=True)[:1]:
            return str(text)
    return None


class Migration(migrations.Migration):
    dependencies = [
        ("effects", "0003_agenda_text"),
        ("partnership", "0008_minutes_keep_who_follows"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
