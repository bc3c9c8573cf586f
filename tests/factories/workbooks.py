"""A workbook as it lies in its file: read with the standard library alone."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from xml.etree import ElementTree

_NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


@dataclass(frozen=True)
class Sheet:
    """Cells by their place ("B2"); text as str, numbers as float."""

    cells: dict[str, str | float]
    formulas: int
    frozen: str  # the first cell that moves when one scrolls


def sheet_in(content: bytes) -> Sheet:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        strings = [
            "".join(item.itertext())
            for item in ElementTree.fromstring(parts.read("xl/sharedStrings.xml"))  # noqa: S314
        ]
        root = ElementTree.fromstring(parts.read("xl/worksheets/sheet1.xml"))  # noqa: S314
    cells: dict[str, str | float] = {}
    for cell in root.iterfind(".//m:c", _NS):
        value = cell.findtext("m:v", namespaces=_NS)
        if value is not None:
            is_text = cell.get("t") == "s"
            cells[cell.attrib["r"]] = strings[int(value)] if is_text else float(value)
    pane = root.find(".//m:pane", _NS)
    frozen = "" if pane is None or pane.get("state") != "frozen" else pane.attrib["topLeftCell"]
    return Sheet(cells, len(root.findall(".//m:f", _NS)), frozen)


def rows_in(content: bytes) -> list[dict[str, str | float]]:
    """The rows under the head, by the head's words; empty cells are left out."""
    cells = sheet_in(content).cells
    rows: dict[int, dict[str, str | float]] = {}
    for place, value in cells.items():
        column = place.rstrip("0123456789")
        number = int(place[len(column) :])
        if number > 1:
            rows.setdefault(number, {})[str(cells[f"{column}1"])] = value
    return [rows[number] for number in sorted(rows)]
