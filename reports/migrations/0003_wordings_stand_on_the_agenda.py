"""What people proposed in a brief goes to the agenda's item, where it is written from now on."""

from __future__ import annotations

from typing import Any

from django.db import migrations


def move(apps: Any, _editor: Any) -> None:
    """To open items of meetings ahead, beneath what is proposed there; no word is lost.

    A wording of a matter that has left the agenda stays, and is shown where the brief is written.
    """
    items = apps.get_model("partnership", "AgendaItem")
    blocks = apps.get_model("reports", "BriefBlock").objects.exclude(text="")
    for block in blocks.filter(key__contains=":").select_related("brief").order_by("pk"):
        kind, _colon, number = block.key.partition(":")
        item = items.objects.filter(
            meeting=block.brief.meeting_id, meeting__state__in=("planned", "called"), outcome="",
            **({"pk": number} if kind == "item" else {"origin": block.key}),
        ).first()  # fmt: skip
        if item is None:
            continue
        if block.text.strip() != item.recommendation.strip():
            both = filter(None, (item.recommendation.rstrip(), block.text))
            item.recommendation = "\n\n".join(both)
            item.save(update_fields=["recommendation"])
        block.delete()


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0002_corrections"),
        ("partnership", "0008_minutes_keep_who_follows"),
    ]

    operations = [migrations.RunPython(move, migrations.RunPython.noop)]
