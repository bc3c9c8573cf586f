"""What the frame of every page shows whoever looks at it."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, str]:
    """`accessibility_statement_url`: the installation's own statement, or empty."""
    return {"accessibility_statement_url": settings.ACCESSIBILITY_STATEMENT_URL}
