"""What people proposed in a brief goes to the agenda's item, where it is written from now on."""

from __future__ import annotations

from typing import Any

from django.db import migrations


def move(apps: Any, _editor: Any) -> None:
    """To items of meetings ahead on which nobody has written another recommendation."""
    items = apps.get_model("partnership", "AgendaItem")
    blocks = apps.get_model("reports", "BriefBlock").objects.exclude(text="")
    for block in blocks.filter(key__contains=":").select_related("brief"):
        kind, _colon, number = block.key.partition(":")
        found = items.objects.filter(
            meeting=block.brief.meeting_id, meeting__state__in=("planned", "called"), outcome="",
            recommendation="", **({"pk": number} if kind == "item" else {"origin": block.key}),
        )  # fmt: skip
        if found.update(recommendation=block.text):
            block.delete()


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0002_corrections"),
        ("partnership", "0008_minutes_keep_who_follows"),
    ]

    operations = [migrations.RunPython(move, migrations.RunPython.noop)]
