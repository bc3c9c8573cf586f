"""Papers: handed in with versions, released to their readers, withdrawn. No version is ever lost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pghistory
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from partnership.models import (
    AgendaItem,
    Intervention,
    Meeting,
    Paper,
    PaperVersion,
    Plan,
    WrittenProcedure,
)
from partnership.rules.access import NotAllowed, Standing
from partnership.rules.papers import may_read_paper, may_write_paper
from partnership.services import files, minutes_locks
from partnership.services.body_rights import seen_by
from partnership.services.edits import locked
from partnership.services.paper_checks import CheckedFile, checked
from partnership.services.plain_texts import refuse_civil_numbers

HOMES: dict[str, type[models.Model]] = {
    "item": AgendaItem,
    "meeting": Meeting,
    "procedure": WrittenProcedure,
    "plan": Plan,
    "intervention": Intervention,
}


@dataclass(frozen=True)
class Home:
    """What a paper belongs to: one of `HOMES`, the thing itself, and the body it is a matter of."""

    kind: str
    thing: models.Model
    body_id: int | None

    @property
    def meeting(self) -> Meeting | None:
        """The meeting whose minutes lock the paper."""
        if isinstance(self.thing, AgendaItem):
            return self.thing.meeting
        return self.thing if isinstance(self.thing, Meeting) else None


def home_of(paper: Paper) -> Home:
    """Where a paper belongs."""
    for kind in HOMES:
        thing = getattr(paper, kind)
        if thing is not None:
            return Home(kind, thing, _body_of(thing))
    raise ValueError("a paper has one home")


def find_home(*, kind: str, pk: int, standing: Standing) -> Home | None:
    """A thing that papers can lie at, for those who see its matters; else None."""
    model = HOMES.get(kind)
    if model is None:
        return None
    found = model._default_manager.filter(pk=pk)
    thing = (found.select_related("meeting") if kind == "item" else found).first()
    if thing is None:
        return None
    home = Home(kind, thing, _body_of(thing))
    return home if _is_seen(home, standing) else None


def find(*, pk: int, standing: Standing) -> Paper | None:
    """A paper that the person may read; else None."""
    paper = Paper.objects.select_related(*HOMES, "item__meeting").filter(pk=pk).first()
    if paper is None:
        return None
    home = home_of(paper)
    is_read = may_read_paper(
        standing, home.body_id,
        is_released=paper.released_at is not None, is_withdrawn=paper.is_withdrawn,
    )  # fmt: skip
    return paper if is_read and _is_seen(home, standing) else None


def find_version(*, pk: int, standing: Standing) -> PaperVersion | None:
    """One version of a paper that the person may read; else None."""
    version = PaperVersion.objects.select_related("file").filter(pk=pk).first()
    if version is None or find(pk=version.paper_id, standing=standing) is None:
        return None
    return version


@transaction.atomic
def add(
    *,
    by: Standing,
    home: Home,
    name: str,
    file_name: str,
    size: int,
    pieces: Iterable[bytes],
    user: User | None,
    is_released: bool = False,
) -> PaperVersion:
    """Hand in a new paper; its readers see it once it is released."""
    _check_write(by, home)
    refuse_civil_numbers(name=name)
    context = pghistory.context(reason="paper added")
    with checked(name=file_name, size=size, pieces=pieces) as found, context:
        paper = Paper.objects.create(
            name=name or file_name[:160],
            position=_papers_of(home).count(),
            released_at=timezone.now() if is_released else None,
            **{home.kind: home.thing},
        )
        return _store(paper, found, number=1, note="", by=by, user=user)


@transaction.atomic
def add_version(
    *,
    by: Standing,
    paper_id: int,
    note: str,
    file_name: str,
    size: int,
    pieces: Iterable[bytes],
    user: User | None,
) -> PaperVersion:
    """Hand in a new version; the older ones stay and can be read by those who read the paper."""
    paper = _for_change(by, paper_id)
    refuse_civil_numbers(note=note)
    last = paper.versions.aggregate(last=models.Max("number"))["last"] or 0
    context = pghistory.context(reason="paper version added")
    with checked(name=file_name, size=size, pieces=pieces) as found, context:
        return _store(paper, found, number=last + 1, note=note, by=by, user=user)


@transaction.atomic
def release(*, by: Standing, paper_id: int) -> Paper:
    """Let those who read the matter see the paper."""
    paper = _for_change(by, paper_id)
    if paper.released_at is None:
        paper.released_at = timezone.now()
        with pghistory.context(reason="paper released"):
            paper.save(update_fields=["released_at"])
    return paper


@transaction.atomic
def withdraw(*, by: Standing, paper_id: int) -> Paper:
    """Take a paper away from its readers; it stays in the record."""
    paper = _for_change(by, paper_id)
    paper.is_withdrawn = True
    with pghistory.context(reason="paper withdrawn"):
        paper.save(update_fields=["is_withdrawn"])
    return paper


def is_locked(home: Home) -> bool:
    """Whether the paper belongs to a meeting whose minutes are approved."""
    return home.meeting is not None and minutes_locks.is_locked(home.meeting.pk)


def of_meeting(meeting_id: int) -> models.QuerySet[Paper]:
    """The papers of a meeting and of its items."""
    return Paper.objects.filter(
        models.Q(meeting=meeting_id) | models.Q(item__meeting=meeting_id)
    ).order_by("position", "pk")


def _papers_of(home: Home) -> models.QuerySet[Paper]:
    return Paper.objects.filter(**{home.kind: home.thing})


def _body_of(thing: models.Model) -> int | None:
    if isinstance(thing, AgendaItem):
        return thing.meeting.body_id
    if isinstance(thing, (Meeting, WrittenProcedure, Intervention)):
        return thing.body_id
    return None


def _is_seen(home: Home, standing: Standing) -> bool:
    return home.body_id is None or home.body_id in seen_by(standing)


def _check_write(by: Standing, home: Home) -> None:
    if not may_write_paper(by, home.body_id):
        raise NotAllowed("may_write_paper")
    if home.meeting is not None:  # an approval waits until this change is done
        locked(Meeting, home.meeting.pk)
    if is_locked(home):
        raise ValidationError(
            _("Referatet er godkendt og låst, så mødets bilag ændres ikke mere."), code="locked"
        )


def _for_change(by: Standing, paper_id: int) -> Paper:
    home = home_of(Paper.objects.select_related(*HOMES, "item__meeting").get(pk=paper_id))
    _check_write(by, home)
    return locked(Paper, paper_id)


def _store(
    paper: Paper, found: CheckedFile, *, number: int, note: str, by: Standing, user: User | None
) -> PaperVersion:
    file = files.keep(
        name=found.name, pieces=found.pieces, by=user, content_type=found.content_type
    )
    version = PaperVersion.objects.create(
        paper=paper, number=number, file=file, note=note, is_tagged=found.tags.known,
        created_by_id=by.person_id,
    )  # fmt: skip
    version.tags_found = found.tags  # type: ignore[attr-defined]  # told to whoever hands it in
    return version
