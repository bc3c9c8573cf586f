"""Show how to sign in to the example."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from indicators.services.examples import PASSWORD, sign_ins

ROLES = {
    "administrator": "administrator",
    "secretariat": "secretariat",
    "board": "board member",
    "group": "group member",
    "supplier": "supplier of figures",
}


class Command(BaseCommand):
    """One sign-in per role, while an example is loaded."""

    help = "List the example's sign-ins, one per role."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write them, or nothing where there is no example."""
        found = sign_ins()
        if not found:
            self.stdout.write(
                "No example sign-ins. The first administrator: ./run manage create_admin"
            )
            return
        self.stdout.write("Example sign-ins:")
        for each in found:
            self.stdout.write(f"  {each.email:34} {ROLES[each.role]}")
        if not settings.HTTPS:
            self.stdout.write(f"  Password for all of them: {PASSWORD}")
