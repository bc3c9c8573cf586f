"""A withdrawn figure goes out of every frozen copy; what rests on it goes too, and nothing else."""

from __future__ import annotations

import datetime as dt
import io
import json
import re

import pypdf
import pytest
from django.utils import timezone

from indicators.models import FrozenCopy, FrozenPurge, Withdrawal
from indicators.rules import frozen as rule
from indicators.services import frozen_copies, frozen_documents, frozen_revisions, withdrawals
from indicators.services.frozen_documents import Telling
from indicators.services.recompute import groups as recompute
from partnership.exports.documents import Document, Prose, Table
from tests.factories.panels import correct, three_areas
from tests.indicators.services.test_frozen_copies import read
from tests.indicators.services.test_withdrawals import ask, seated

pytestmark = pytest.mark.django_db
# The count, the share and what stands with them; not the same signs within another number.
TRACES = re.compile(r"(?<![\d.])(735|9000|8[.,]16|8[.,]2)")


def copy_of(made, *readings, typed="Vi talte 735 unge.", at=None):
    """A copy with a sentence and a row for each figure, and something people typed."""
    tellings = [
        Telling(Prose(f"{r.statement} {r.area_id}: {r.estimate} af {r.n}"), figures=(r,))
        for r in readings
    ]
    rows = tuple((r.statement, str(r.estimate), str(r.n)) for r in readings)
    tellings.append(
        Telling(Table("Tal", ("Tal", "Værdi", "n"), rows), rows=tuple((r,) for r in readings))
    )
    tellings.append(Telling(Prose(typed), typed=True))
    document = Document(
        kind="Låst grundlag", title="Prøve", body="Partnerskabet", facts=(), blocks=(),
        made_at=dt.datetime(2026, 11, 23, tzinfo=dt.UTC),
    )  # fmt: skip
    content = {
        "document": frozen_documents.pages(document, tellings),
        "figures": [frozen_copies.figure_of(each) for each in readings],
    }
    return frozen_copies.freeze(
        kind="evidence", content=content, figures=readings, at=at,
        pdf=frozen_documents.pdf_of(content), holds_restricted=False,
    )  # fmt: skip


@pytest.fixture
def planted():
    """A copy from before the wrong version, one of it, one of its correction, one of another area."""
    made = three_areas()
    recompute.drain()
    copies = {"before": copy_of(made, read(made))}
    wrong = correct(made, "a", "2024", (735, 9000))
    recompute.drain()
    copies["wrong"] = copy_of(
        made, read(made), read(made, statement="gap"), read(made, statement="change"),
        read(made, slot="2023"), read(made, area="b"),
    )  # fmt: skip
    long_ago = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    copies["of an earlier moment"] = copy_of(made, read(made), at=long_ago)
    copies["elsewhere"] = copy_of(made, read(made, area="b"), typed="Intet at sige.")
    correct(made, "a", "2024", (40, 200))
    recompute.drain()
    copies["corrected"] = copy_of(made, read(made), typed="Intet at sige.")
    return made, wrong, copies


def withdraw(made, wrong):
    asker, asking = seated("secretariat")
    decider, deciding = seated("secretariat")
    asked = ask(made, wrong, asker, asking)
    return withdrawals.carry_out(pk=asked.pk, by=decider, standing=deciding)


def stored(copy):
    return FrozenCopy.objects.values_list(
        "canonical", "sha256", "pdf", "pdf_sha256"
    ).get(pk=copy.pk)  # fmt: skip


def words_of(pdf):
    return "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def test_the_figure_what_rests_on_it_and_the_words_about_it_go_and_the_rest_stays(planted):
    made, wrong, copies = planted
    before = {name: stored(copy) for name, copy in copies.items()}
    assert TRACES.search(words_of(bytes(before["wrong"][2])))
    assert TRACES.search(before["wrong"][0])
    done = withdraw(made, wrong)
    after = {name: stored(copy) for name, copy in copies.items()}
    for name in ("before", "elsewhere", "corrected"):
        assert [bytes(x) if isinstance(x, memoryview) else x for x in after[name]] == [
            bytes(x) if isinstance(x, memoryview) else x for x in before[name]
        ], name
    copy = FrozenCopy.objects.get(pk=copies["wrong"].pk)
    assert frozen_copies.state_of(copy).is_intact
    day = timezone.localtime(done.confirmed_at)
    gone = f"tilbagekaldt {day:%d.%m.%Y}"
    content = json.loads(copy.canonical)
    blocks = content["document"]["blocks"]
    assert [block["text"] for block in blocks[:3]] == [gone] * 3
    assert blocks[3]["text"].startswith("level")
    assert blocks[4]["text"].startswith("level")
    assert [row["cells"][1] for row in blocks[5]["rows"][:3]] == [gone] * 3
    assert blocks[6]["text"] == gone  # it named the count
    assert [figure["estimate"] is None for figure in content["figures"]] == [
        True, True, True, False, False,
    ]  # fmt: skip
    text = words_of(bytes(copy.pdf))
    assert gone in text
    assert not TRACES.search(text)
    assert not TRACES.search(copy.canonical)
    rows = list(copy.figures.all())
    assert [row.withdrawn_by_id is not None for row in rows] == [True, True, True, False, False]
    assert all(row.estimate is None and not row.verdict for row in rows[:3])
    assert not TRACES.search(after["of an earlier moment"][0])
    purge = FrozenPurge.objects.get(copy=copy)
    assert purge.withdrawal == done
    assert (purge.sha256_before, purge.pdf_sha256_before) == (
        before["wrong"][1], before["wrong"][3],
    )  # fmt: skip


def test_beside_it_stands_when_it_was_withdrawn(planted):
    made, wrong, copies = planted
    withdraw(made, wrong)
    copy = FrozenCopy.objects.get(pk=copies["wrong"].pk)
    found = frozen_revisions.revisions([copy], restricted=True)[copy.pk]
    assert [each.code for each in found] == [*[rule.WITHDRAWN] * 3, rule.PENDING, rule.PENDING]
    assert {each.words for each in found[3:]} == {"beregnes på ny"}
    assert all(each.words.startswith("tilbagekaldt ") for each in found[:3])
    recompute.drain()
    found = frozen_revisions.revisions([copy], restricted=True)[copy.pk]
    assert [each.code for each in found] == [rule.WITHDRAWN] * 3


def test_the_day_it_was_withdrawn_is_the_one_on_the_wall(planted):
    made, wrong, copies = planted
    done = withdraw(made, wrong)
    late = dt.datetime(2027, 6, 30, 22, 30, tzinfo=dt.UTC)  # half past midnight in Copenhagen
    Withdrawal.objects.filter(pk=done.pk).update(confirmed_at=late)
    copy = FrozenCopy.objects.get(pk=copies["wrong"].pk)
    found = frozen_revisions.revisions([copy], restricted=True)[copy.pk]
    assert found[0].words == "tilbagekaldt 1.7.2027"


def test_a_second_withdrawal_adds_its_own_note(planted):
    made, wrong, copies = planted
    withdraw(made, wrong)
    recompute.drain()
    first = stored(copies["corrected"])
    later = correct(made, "a", "2024", (40, 200))
    newest = read_version(made, 3)
    withdraw(made, newest)
    assert later.version == 4
    assert FrozenPurge.objects.count() == 3
    assert stored(copies["corrected"])[0] != first[0]
    assert Withdrawal.objects.count() == 2


def read_version(made, version):
    return made.definition.cells.get(area=made.areas["a"], slot="2024").measurements.get(
        version=version
    )


def test_pages_that_cannot_be_printed_anew_make_room_for_a_page_that_says_why(planted, settings):
    made, wrong, copies = planted
    settings.FROZEN_PRINTERS = {}
    withdraw(made, wrong)
    copy = FrozenCopy.objects.get(pk=copies["wrong"].pk)
    assert frozen_copies.state_of(copy).is_intact
    assert "vises derfor ikke mere" in words_of(bytes(copy.pdf))
    assert not TRACES.search(copy.canonical)
