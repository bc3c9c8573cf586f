"""Looking into a file before it is kept: is it what it says, and can it be read aloud?"""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from partnership.exports.tagged import Tags, tags_of
from partnership.rules import papers as rules
from partnership.rules.privacy import looks_like_cpr

PIECE = 1 << 16


@dataclass(frozen=True)
class CheckedFile:
    """A file that may be kept: what it is, and its bytes, which lie outside memory."""

    name: str
    content_type: str
    tags: Tags
    held: IO[bytes]

    @property
    def pieces(self) -> Iterator[bytes]:
        """The bytes, piece by piece."""
        self.held.seek(0)
        while piece := self.held.read(PIECE):
            yield piece


@contextmanager
def checked(
    *, name: str, size: int, pieces: Iterable[bytes], only: tuple[str, ...] = ()
) -> Iterator[CheckedFile]:
    """A file that was looked into. Refused in words where it is too large or no such file."""
    if looks_like_cpr(name):
        raise ValidationError(
            {"file": _("Filens navn ligner et CPR-nummer. Giv filen et andet navn.")}
        )
    with tempfile.SpooledTemporaryFile(max_size=1 << 20) as held:
        try:
            if size > settings.PAPER_MAX_BYTES:
                raise rules.UnfitFile("too_large")
            for piece in pieces:
                held.write(piece)
                if held.tell() > settings.PAPER_MAX_BYTES:
                    raise rules.UnfitFile("too_large")
            kind = _check(name, held, only)
        except rules.UnfitFile as unfit:
            raise ValidationError({"file": words(unfit.code)}) from unfit
        tags = tags_of(held) if rules.ending_of(name) == "pdf" else Tags.NO_PDF
        yield CheckedFile(name=name, content_type=kind, tags=tags, held=held)


def words(code: str) -> str:
    """Why a file cannot be taken, and what to do about it."""
    texts = {
        "too_large": _(
            "Filen er større end %(size)s og er ikke gemt. Gør den mindre, fx ved at gemme "
            "billeder i lavere opløsning, eller del den i flere bilag."
        )
        % {"size": filesizeformat(settings.PAPER_MAX_BYTES)},
        "empty": _("Filen er tom. Vælg en anden."),
        "unknown_kind": _(
            "Den slags fil kan ikke bruges her. Brug fx pdf, docx, xlsx, pptx, odt, ods, png, jpg, "
            "csv eller txt."
        ),
        "other_kind": _(
            "Filens indhold passer ikke til dens navn. Gem den igen i det program, den er lavet i, "
            "og vælg den nye fil."
        ),
        "programs": _("Filen indeholder makroer. Gem den uden makroer, og vælg den nye fil."),
    }
    return texts[code]


def _check(name: str, held: IO[bytes], only: tuple[str, ...]) -> str:
    size = held.tell()
    held.seek(0)
    head = held.read(rules.HEAD)
    kind = rules.check_start(name, size, head, largest=settings.PAPER_MAX_BYTES, only=only)
    if rules.ending_of(name) in rules.INSIDE:
        held.seek(0)
        try:
            with zipfile.ZipFile(held) as archive:
                rules.check_inside(name, archive.namelist())
        except (zipfile.BadZipFile, NotImplementedError, OSError) as broken:
            raise rules.UnfitFile("other_kind") from broken
    return kind
