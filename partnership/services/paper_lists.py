"""The papers of a page, with their versions, as far as the person may read them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from partnership.models import Meeting, Paper, PaperVersion
from partnership.rules.access import Standing
from partnership.rules.papers import may_read_paper, may_write_paper
from partnership.services.papers import Home, home_of, of_meeting


@dataclass(frozen=True)
class PaperRow:
    """A paper with its versions, newest first, and whether the person may change it."""

    paper: Paper
    versions: list[PaperVersion]
    may_write: bool

    @property
    def newest(self) -> PaperVersion | None:
        """The version that counts."""
        return self.versions[0] if self.versions else None


@dataclass(frozen=True)
class PaperList:
    """The papers at one thing, and where a new one is handed in."""

    kind: str
    pk: int
    rows: list[PaperRow]
    may_write: bool


def papers_at(home: Home, standing: Standing, *, is_locked: bool = False) -> PaperList:
    """The papers at one thing; two queries."""
    papers = Paper.objects.filter(**{home.kind: home.thing})
    rows = _rows(papers, standing, home.body_id, is_locked=is_locked)
    may_write = may_write_paper(standing, home.body_id) and not is_locked
    return PaperList(home.kind, home.thing.pk, rows, may_write)


def papers_of_meeting(
    meeting: Meeting, standing: Standing, *, is_locked: bool = False
) -> dict[int | None, list[PaperRow]]:
    """A meeting's papers by item, None for those of the meeting itself; two queries for any number."""
    found: dict[int | None, list[PaperRow]] = defaultdict(list)
    papers = of_meeting(meeting.pk)
    for row in _rows(papers, standing, meeting.body_id, is_locked=is_locked):
        found[row.paper.item_id].append(row)
    return found


def row_of(paper: Paper, standing: Standing, *, is_locked: bool = False) -> PaperRow:
    """One paper with all its versions."""
    body_id = home_of(paper).body_id
    papers = Paper.objects.filter(pk=paper.pk)
    return _rows(papers, standing, body_id, is_locked=is_locked)[0]


def _rows(
    papers: QuerySet[Paper], standing: Standing, body_id: int | None, *, is_locked: bool
) -> list[PaperRow]:
    versions = PaperVersion.objects.select_related("file", "created_by").order_by("-number")
    may_write = may_write_paper(standing, body_id) and not is_locked
    return [
        PaperRow(paper, list(paper.versions.all()), may_write)
        for paper in papers.prefetch_related(Prefetch("versions", queryset=versions))
        if may_read_paper(
            standing, body_id,
            is_released=paper.released_at is not None, is_withdrawn=paper.is_withdrawn,
        )
    ]  # fmt: skip
