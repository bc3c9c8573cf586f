"""Text files with separators: their encoding and separator, and their lines as a stream."""

from __future__ import annotations

import codecs
import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from indicators.importers.sheets import TEXT, Row, Sheet
from indicators.rules.values import Refused

DELIMITERS = (";", "\t", ",", "|")
_CHUNK = 1 << 20
_LOOKED_AT = 200


def read_delimited(path: Path) -> Sheet:
    """The one table of a text file. Raises `Refused` for what is no text."""
    encoding = encoding_of(path)
    delimiter = delimiter_of(path, encoding)
    return Sheet(
        name="",
        rows=lambda: rows_of(lines_of(path, encoding, delimiter)),
        lines=lambda: lines_of(path, encoding, delimiter),
        is_text=True,
        delimiter=delimiter,
        encoding=encoding,
    )


def encoding_of(path: Path) -> str:
    """UTF-8 with or without a mark, UTF-16 or Windows-1252: judged by every byte of the file."""
    with path.open("rb") as stream:
        start = stream.read(4096)
    if start.startswith(codecs.BOM_UTF8):
        tried = ["utf-8-sig"]
    elif start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        tried = ["utf-16"]
    elif start and start[1::2].count(0) > len(start) // 3:
        tried = ["utf-16-le"]
    else:
        tried = ["utf-8", "cp1252"]
    for encoding in tried:
        if _decodes(path, encoding):
            return encoding
    raise Refused("not_text")


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                if "\0" in decoder.decode(chunk):
                    return False
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def delimiter_of(path: Path, encoding: str) -> str:
    """The separator that gives most lines the same number of fields."""
    with path.open(encoding=encoding, newline="") as stream:
        lines = [line for line, _n in zip(stream, range(_LOOKED_AT), strict=False) if line.strip()]
    if not lines:
        raise Refused("empty_file")

    def score(delimiter: str) -> tuple[float, int]:
        try:
            widths = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter))
        except csv.Error:
            return 0.0, 0
        width, count = max(widths.items(), key=lambda pair: (pair[0] > 1, pair[1], pair[0]))
        return (count / sum(widths.values()), width) if width > 1 else (0.0, 0)

    return max(DELIMITERS, key=score)


def lines_of(path: Path, encoding: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Line number and fields, as they stand. Raises `Refused` for what is no table of text."""
    with path.open(encoding=encoding, newline="") as stream:
        reader = csv.reader(stream, delimiter=delimiter or ";")
        try:
            for line in reader:
                yield reader.line_num, line
        except (csv.Error, UnicodeError):
            raise Refused("not_text") from None


def rows_of(lines: Iterable[tuple[int, list[str]]]) -> Iterator[Row]:
    """Lines as rows of cells."""
    for number, line in lines:
        cells = [(place, TEXT, bare) for place, part in enumerate(line) if (bare := part.strip())]
        if cells:
            yield number, cells
