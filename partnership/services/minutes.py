"""Minutes: begun, sent out for comments, taken back, approved and locked.

Whoever changes anything in them holds their row first, so a change and the approval never pass
each other. The database guards the same once more (partnership/models/locks.py).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.services import notices
from partnership.models import AgendaItem, Decision, Meeting, Minutes
from partnership.rules import minutes as rules
from partnership.rules.access import Standing
from partnership.rules.bodies import check_run_body
from partnership.services import files
from partnership.services.minutes_content import fingerprint_of, followed_in
from partnership.services.paper_checks import checked
from partnership.services.recipients import seated

NO_MINUTES = (Meeting.State.CANCELLED, Meeting.State.MERGED)


def held(*, meeting_id: int, by: Standing) -> Minutes:
    """The minutes of a meeting for a change, begun where there are none; held until it is done.

    The meeting's row is held first: two people who begin at once begin the same minutes.
    """
    meeting = Meeting.objects.select_for_update().get(pk=meeting_id)
    check_run_body(by, meeting.body_id)
    if meeting.state in NO_MINUTES:
        raise ValidationError(_("Mødet blev ikke holdt, så der er intet at skrive referat af."))
    with pghistory.context(reason="minutes begun"):
        Minutes.objects.get_or_create(meeting=meeting)
    minutes = Minutes.objects.select_for_update().get(meeting=meeting)
    minutes.meeting = meeting
    return minutes


def check_step(minutes: Minutes, verb: str) -> str:
    """The state a verb leads to; refused in words where it cannot be done now."""
    try:
        return rules.following(minutes.state, verb)
    except rules.NotMoved as refusal:
        raise ValidationError(_words(refusal), code=refusal.code) from refusal


@transaction.atomic
def upload(
    *,
    by: Standing,
    meeting_id: int,
    name: str,
    size: int,
    pieces: Iterable[bytes],
    user: User | None,
) -> Minutes:
    """Take minutes that were written elsewhere as a file; the decisions are registered here."""
    minutes = held(meeting_id=meeting_id, by=by)
    check_step(minutes, rules.WRITE)
    with checked(name=name, size=size, pieces=pieces, only=("pdf", "docx", "odt")) as found:
        minutes.upload = files.keep(
            name=found.name, pieces=found.pieces, by=user, content_type=found.content_type
        )
    with pghistory.context(reason="minutes handed in as a file"):
        minutes.save(update_fields=["upload"])
    return minutes


@transaction.atomic
def drop_upload(*, by: Standing, meeting_id: int) -> Minutes:
    """Take the file away again; the minutes are what is written here."""
    minutes = held(meeting_id=meeting_id, by=by)
    check_step(minutes, rules.WRITE)
    minutes.upload = None
    with pghistory.context(reason="file of minutes taken away"):
        minutes.save(update_fields=["upload"])
    return minutes


@transaction.atomic
def propose(*, by: Standing, meeting_id: int, comments_until: dt.date) -> Minutes:
    """Send a draft to those who were called, for comments until a day."""
    minutes = held(meeting_id=meeting_id, by=by)
    state = check_step(minutes, rules.PROPOSE)
    if comments_until < timezone.localdate():
        raise ValidationError({"comments_until": _("Dagen er forbi. Vælg i dag eller senere.")})
    if not _says_something(minutes):
        raise ValidationError(_("Referatet er tomt. Skriv i det, eller læg det ind som fil først."))
    minutes.state, minutes.comments_until = state, comments_until
    minutes.proposed_at = timezone.now()
    with pghistory.context(reason="minutes proposed"):
        minutes.save()
    notices.tell(
        users=called(minutes.meeting, but=by),
        kind="minutes_proposed",
        message=gettext_lazy(
            "Referatet af %(meeting)s kan læses og kommenteres til og med %(day)s."
        ),
        values={"meeting": minutes.meeting.title, "day": comments_until},
        path=reverse("partnership:minutes-detail", args=[meeting_id]),
        key=f"minutes_proposed:{minutes.pk}:{minutes.proposed_at:%Y%m%d%H%M%S}",
    )
    return minutes


@transaction.atomic
def take_back(*, by: Standing, meeting_id: int) -> Minutes:
    """Make proposed minutes a draft again; what was said of them stays."""
    minutes = held(meeting_id=meeting_id, by=by)
    minutes.state = check_step(minutes, rules.TAKE_BACK)
    with pghistory.context(reason="minutes taken back"):
        minutes.save(update_fields=["state"])
    return minutes


@transaction.atomic
def approve(*, by: Standing, meeting_id: int, read: str, note: str) -> Minutes:
    """Lock proposed minutes and the decisions in them.

    `read` is the fingerprint of what the person had before them: what changed since is not approved
    unread.
    """
    minutes = held(meeting_id=meeting_id, by=by)
    minutes.state = check_step(minutes, rules.APPROVE)
    items = list(AgendaItem.objects.select_for_update().filter(meeting=meeting_id).order_by("pk"))
    _check_complete(minutes.meeting, items)
    found = fingerprint_of(minutes.meeting, minutes)
    if found != read:
        raise ValidationError(
            _("Referatet er ændret, siden du åbnede siden. Læs det igen, og godkend så."),
            code="changed",
        )
    with pghistory.context(reason="minutes approved"):
        minutes.approved_by_id, minutes.approval_note = by.person_id, note
        lock(minutes, at=timezone.now())
    notices.tell(
        users=called(minutes.meeting, but=by),
        kind="minutes_approved",
        message=gettext_lazy("Referatet af %(meeting)s er godkendt."),
        values={"meeting": minutes.meeting.title},
        path=reverse("partnership:minutes-detail", args=[meeting_id]),
        key=f"minutes_approved:{minutes.pk}",
    )
    return minutes


def lock(minutes: Minutes, *, at: dt.datetime) -> None:
    """Let minutes stand from a moment on, with their decisions and who was to follow those."""
    meeting = minutes.meeting
    minutes.sha256, minutes.followed = fingerprint_of(meeting, minutes), followed_in(meeting)
    decisions = Decision.objects.filter(item__meeting=meeting, locked_at__isnull=True)
    decisions.exclude(state=Decision.State.PROPOSED).update(locked_at=at)
    minutes.state, minutes.locked_at = Minutes.State.APPROVED, at
    minutes.save()


def called(meeting: Meeting, *, but: Standing) -> list[User]:
    """The logins of those who were called to a meeting and hold a seat today, without one's own."""
    people = meeting.attendances.select_related("person__user")
    users = seated(row.person.user for row in people)
    return [user for user in users if user.pk != but.user_id]


def _says_something(minutes: Minutes) -> bool:
    return bool(
        minutes.upload_id or minutes.opening.strip() or minutes.texts.exclude(text="").exists()
    )


def _check_complete(meeting: Meeting, items: list[AgendaItem]) -> None:
    """Refuse, naming the items and decisions that are still open."""
    proposed = Decision.objects.filter(
        item__meeting=meeting, item__outcome=AgendaItem.Outcome.TREATED,
        state=Decision.State.PROPOSED,
    )  # fmt: skip
    open_ones: dict[int | None, list[str]] = {}
    for decision in proposed:
        open_ones.setdefault(decision.item_id, []).append(decision.number)
    facts = [
        rules.ItemFact(item.title, item.outcome, tuple(open_ones.get(item.pk, ())))
        for item in items
    ]
    try:
        rules.check_complete(facts, is_held=meeting.state == Meeting.State.HELD)
    except rules.NotMoved as refusal:
        raise ValidationError(_words(refusal), code=refusal.code) from refusal


def _words(refusal: rules.NotMoved) -> str:
    texts = {
        "locked": _("Referatet er godkendt og låst. Skriv en rettelse i stedet."),
        "other_state": _("Det kan ikke gøres, som referatet står nu. Genindlæs siden."),
        "not_held": _("Mødet er ikke markeret som afholdt. Gør det på mødets side først."),
        "no_outcome": _("Disse punkter har intet udfald endnu: %(about)s."),
        "undecided": _("Disse beslutninger er stadig forslag: %(about)s. Vedtag eller afvis dem."),
    }
    return texts[refusal.code] % {"about": refusal.about}
