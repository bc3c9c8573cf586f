"""Number formats of a workbook: which styles show a percentage, which a date, which have a fill."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field

from indicators.importers.archives import parsed, xml_parser
from indicators.importers.sheets import DATE, NUMBER, PERCENT

_BUILT_IN = {9: PERCENT, 10: PERCENT} | dict.fromkeys(
    (*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)), DATE
)
_SPOKEN = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')  # texts, escapes, colours, paddings


@dataclass(frozen=True)
class Styles:
    """The form and the fill of each style, by its number."""

    forms: list[str] = field(default_factory=list)
    fills: list[int] = field(default_factory=list)

    def form(self, style: int) -> str:
        """NUMBER, PERCENT or DATE."""
        return self.forms[style] if 0 <= style < len(self.forms) else NUMBER

    def fill(self, style: int) -> int:
        """The number of its fill; 0 and 1 are none."""
        return self.fills[style] if 0 <= style < len(self.fills) else 0


def form_of(code: str) -> str:
    """What a format code shows: "0.0 %" a percentage, "dd-mm-yyyy" a date, "#,##0" a number."""
    bare = _SPOKEN.sub("", code).lower().replace("general", "").replace("standard", "")
    if "%" in bare:
        return PERCENT
    return DATE if re.search("[ymdhså]", bare) else NUMBER


def read_styles(archive: zipfile.ZipFile, name: str) -> Styles:
    """The cell styles of a workbook; the rest of the part, which may be large, is not read."""
    codes: dict[int, str] = {}
    styles = Styles()
    inside: list[str] = []
    ended: list[str] = []

    def start(tag: str, said: dict[str, str]) -> None:
        local = tag.rpartition(":")[2]
        if local == "numFmt":
            codes[int(said.get("numFmtId", 0))] = form_of(said.get("formatCode", ""))
        elif local == "cellXfs":
            inside.append(local)
        elif local == "xf" and inside:
            number = int(said.get("numFmtId", 0))
            styles.forms.append(codes.get(number) or _BUILT_IN.get(number, NUMBER))
            styles.fills.append(int(said.get("fillId", 0)))

    def end(tag: str) -> None:
        if tag.rpartition(":")[2] == "cellXfs":
            inside.clear()
            ended.append(tag)

    parser = xml_parser()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    for _ in parsed(archive, name, parser):
        if ended:
            break
    return styles
