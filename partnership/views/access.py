"""How a view says who may open it. A view that says nothing is refused by the middleware."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpRequest

from partnership.rules.access import Rule, Standing

View = TypeVar("View", bound=Callable[..., Any])


class SeatedRequest(HttpRequest):
    """A request whose person's standing is known: what views of this project receive."""

    standing: Standing


def requires(rule: Rule) -> Callable[[View], View]:
    """Open the view to those for whom the rule says yes."""

    def mark(view: View) -> View:
        view.access_rule = rule  # type: ignore[attr-defined]
        return view

    return mark
