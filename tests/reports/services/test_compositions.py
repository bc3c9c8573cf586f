"""What a brief holds of a long wording: as much as there is room for, and where the rest stands."""

from __future__ import annotations

import pytest

from reports.services import drafts
from tests.factories import briefs, meetings

pytestmark = pytest.mark.django_db
ELSEWHERE = "… (hele ordlyden står på dagsordenen)"


def test_a_proposal_cut_before_its_terms_says_where_it_stands_whole():
    meeting = briefs.ahead()
    terms = "Det sker på betingelse af, at haven lukkes om natten."
    wording = (
        f"At haven åbnes for alle. {'Den passes af beboerne i alle årets måneder. ' * 30}{terms}"
    )
    meetings.item(meeting, "Haven", kind="decision", recommendation=wording)
    meetings.item(meeting, "Lygter", kind="decision", recommendation="At der sættes lygter op…")
    found = briefs.text_of(drafts.draft_of(meeting).content)
    assert "At haven åbnes for alle." in found
    assert terms not in found
    assert found.count(ELSEWHERE) == 1
    assert "At der sættes lygter op…\n" in found
