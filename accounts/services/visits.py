"""When a person looked at the first page last: what has come since is new to them."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from accounts.models import Visit

# Coming back within these hours is the same visit: what was new stays on the page.
SAME_VISIT = dt.timedelta(hours=4)


def since(
    user: AbstractBaseUser | AnonymousUser, *, now: dt.datetime | None = None
) -> dt.datetime | None:
    """When the visit before this one began, noting that this one has; None the first time."""
    now = now or timezone.now()
    visit: Visit | None = getattr(user, "visit", None)
    if visit is None:
        Visit.objects.get_or_create(user_id=user.pk or 0, defaults={"began_at": now})
        return None
    if now - visit.began_at < SAME_VISIT:
        return visit.before_at
    # Of two requests at once one begins the visit; both tell the same.
    Visit.objects.filter(pk=visit.pk, began_at=visit.began_at).update(
        began_at=now, before_at=visit.began_at
    )
    return visit.began_at
