"""How sign-in differs from the library's default."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up; people are invited to a seat."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Always closed: an invitation is the only way in."""
        return False
