"""Who: organisations, people, bodies and seats, the visions they agreed on, and the files they hand in."""

from partnership.models.bodies import Body, Seat
from partnership.models.files import FileChunk, StoredFile
from partnership.models.organisations import Organisation, Ownership
from partnership.models.people import Person
from partnership.models.strategy import Frame, Goal, Vision

__all__ = [
    "Body",
    "FileChunk",
    "Frame",
    "Goal",
    "Organisation",
    "Ownership",
    "Person",
    "Seat",
    "StoredFile",
    "Vision",
]
