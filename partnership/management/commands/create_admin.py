"""Make the first administrator, or give a lost one a new password."""

from __future__ import annotations

import os
import sys
from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from partnership.services import administrators

PASSWORD_VARIABLE = "ADMIN_PASSWORD"  # noqa: S105  the name of a variable


class Command(BaseCommand):
    """Asks for what was not given; safe to repeat."""

    help = (
        "Give somebody an administrator's seat and a password. The password is asked for, or "
        f"taken from the environment variable {PASSWORD_VARIABLE}."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """What can be said beforehand."""
        parser.add_argument("--email", help="the address to sign in with")
        parser.add_argument("--organisation", help="the organisation the seat is for")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check everything first, then write it in one go."""
        email = self.wanted(options["email"], "E-mail")
        organisation = self.wanted(options["organisation"], "Organisation")
        password = os.environ.get(PASSWORD_VARIABLE) or self.asked_password()
        try:
            validate_email(email)
            validate_password(password)
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from refusal
        user, is_new = administrators.ensure(
            email=email, organisation_name=organisation, password=password
        )
        done = "can now sign in as" if is_new else "already had a login; is now certainly"
        self.stdout.write(f"{user.email} {done} administrator for {organisation}.")

    def wanted(self, given: str | None, label: str) -> str:
        """A value from the command line, or the keyboard."""
        value = given or (input(f"{label}: ") if sys.stdin.isatty() else "")
        if not value.strip():
            raise CommandError(f"--{label.lower().replace('-', '')} is missing")
        return value.strip()

    def asked_password(self) -> str:
        """A password typed twice, unseen."""
        if not sys.stdin.isatty():
            raise CommandError(f"set {PASSWORD_VARIABLE}, or run this in a terminal")
        password = getpass("Password: ")
        if getpass("Again: ") != password:
            raise CommandError("The two passwords differ; nothing was changed.")
        return password
