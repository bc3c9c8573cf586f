"""Who: organisations, people, bodies and seats, and the visions they agreed on."""

from partnership.models.bodies import Body, Seat
from partnership.models.organisations import Organisation, Ownership
from partnership.models.people import Person
from partnership.models.strategy import Frame, Goal, Vision

__all__ = ["Body", "Frame", "Goal", "Organisation", "Ownership", "Person", "Seat", "Vision"]
