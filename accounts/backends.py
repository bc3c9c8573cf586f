"""Who is signed in, read once for each request together with what every page's head shows."""

from __future__ import annotations

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import Count, Q

from accounts.models import User


class SignedIn(AuthenticationBackend):
    """Signs in by address and password; the user comes with the number of unread notices."""

    def get_user(self, user_id: int) -> User | None:
        """The user behind a session, `unread_notices` and the last visit along; None once deactivated."""
        unread = Count("notices", filter=Q(notices__read_at__isnull=True))
        rows = User.objects.select_related("visit").annotate(unread_notices=unread)
        user = rows.filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None
