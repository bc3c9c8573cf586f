"""Every address of the partnership's work: who may open it, and something to open it with."""

from tests.doors import (
    bodies,
    decisions,
    effects_evidence,
    effects_expected,
    effects_frozen,
    effects_pages,
    effects_reviews,
    meetings,
    minutes,
    money,
    programme,
    reports,
)

PARTS = (
    bodies,
    meetings,
    minutes,
    decisions,
    programme,
    money,
    effects_evidence,
    effects_expected,
    effects_frozen,
    effects_pages,
    effects_reviews,
    reports,
)
