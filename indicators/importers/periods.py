"""Periods as files write them, read into slots; what no slot can hold is refused with a reason."""

from __future__ import annotations

import re

from indicators.importers.shapes import DATES
from indicators.rules.periods import FIRST_YEAR, LAST_YEAR, UnknownPeriod, parse_slot
from indicators.rules.values import Refused

_MONTHS = {
    name[:3]: number
    for number, names in enumerate(
        ("januar january", "februar february", "marts march", "april", "maj may", "juni june",
         "juli july", "august", "september", "oktober october", "november", "december"), 1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = (
    r"(?:jan(?:uar|uary)?|feb(?:ruar|ruary)?|mar(?:ts|ch|s)?|apr(?:il)?|ma[jy]|jun[ie]?"
    r"|jul[iy]?|aug(?:ust)?|sep(?:t|tember)?|o[kc]t(?:ober)?|nov(?:ember)?|de[cs](?:ember)?)\.?"
)
_YEAR = r"(?:19|20)\d\d"
_DASH = r"\s*(?:-|–|—|til|to)\s*"
_QUARTER = r"(?:k|q|kv|kvt|kvartal|quarter)\.?"
_HALF = r"(?:h|halvår|half)\.?"
_STATBANK = re.compile(r"^(\d{4})([HKQMU])(\d{1,2})$", re.IGNORECASE)
_PART_FIRST = re.compile(
    rf"^(\d)\.?\s*({_QUARTER}|{_HALF})\s*({_YEAR})$|^({_QUARTER}|{_HALF})\s*(\d)[\s.,-]*({_YEAR})$",
    re.IGNORECASE,
)
_PART_LAST = re.compile(rf"^({_YEAR})[\s.,:-]*(\d)\.?\s*({_QUARTER}|{_HALF})$", re.IGNORECASE)
_NAMED_LAST = re.compile(rf"^({_YEAR})[\s,:-]+({_QUARTER}|{_HALF})\s*(\d)$", re.IGNORECASE)
_MONTH_FIRST = re.compile(rf"^({_MONTH})[\s,-]*({_YEAR}|\d\d)$", re.IGNORECASE)
_MONTH_LAST = re.compile(rf"^({_YEAR})[\s,-]+({_MONTH})$", re.IGNORECASE)
_NUMBERED = re.compile(rf"^({_YEAR})-(0[1-9]|1[0-2])$")
_DATE = re.compile(rf"^({_YEAR})-(\d\d)-(\d\d)(?:[T ].*)?$|^(\d\d?)[./-](\d\d?)[./-]({_YEAR})$")
_SPLIT = re.compile(rf"^({_YEAR})\s*[/–-]\s*(\d\d|{_YEAR})$")
_MONTHS_OF = re.compile(rf"^({_MONTH})\s*({_YEAR}){_DASH}({_MONTH})\s*({_YEAR})$", re.IGNORECASE)
_POOLED = re.compile(
    rf"^{_YEAR}(?:/\d\d(?:\d\d)?)?{_DASH}(?:\d\d|{_YEAR})(?:/\d\d(?:\d\d)?)?$", re.IGNORECASE
)
_FORMS = {"year": "%04d", "half": "%04dH%d", "quarter": "%04dK%d", "month": "%04dM%02d"}
_LENGTHS = {"half": 6, "quarter": 3, "month": 1}


def read_period(text: str, *, split_year: str = "", date_as: str = "") -> str:
    """The slot's code. Raises `Refused`.

    "pooled_period": several years together; "ask_split_year": "2018/19" while nobody has said
    which year it reports for; "ask_date": a date while nobody has said how long a period it stands
    for; "unknown_period": anything else.
    """
    bare = " ".join(text.split()).removesuffix(".0")
    slot = _plain(bare) or _worded(bare)
    if slot:
        return _checked(slot, text)
    date = _DATE.match(bare)
    if date:
        year, month = (date[1], date[2]) if date[1] else (date[6], date[5])
        return _checked(_of_date(int(year), int(month), date_as), text)
    months = _MONTHS_OF.match(bare)
    if months:
        return _checked(_of_months(months, split_year), text)
    split = _SPLIT.match(bare)
    if split and _is_next(split[1], split[2]):
        return _checked(_of_split(int(split[1]), split_year), text)
    if _POOLED.match(bare):
        raise Refused("pooled_period", "period", text=bare)
    raise Refused("unknown_period", "period", text=bare)


def _plain(bare: str) -> str:
    if bare.isdigit() and len(bare) == 4 and FIRST_YEAR <= int(bare) <= LAST_YEAR:
        return bare
    found = _STATBANK.match(bare.replace(" ", ""))
    return found[0] if found and found[2].upper() != "U" else ""


def _worded(bare: str) -> str:
    found = _PART_FIRST.match(bare)
    if found:
        parts = (found[3], found[2], found[1]) if found[1] else (found[6], found[4], found[5])
        return _part(*parts)
    found = _PART_LAST.match(bare)
    if found:
        return _part(found[1], found[3], found[2])
    found = _NAMED_LAST.match(bare)
    if found:
        return _part(found[1], found[2], found[3])
    found = _MONTH_FIRST.match(bare)
    if found:
        year = found[2] if len(found[2]) == 4 else f"20{found[2]}"
        return f"{year}M{_month(found[1]):02d}"
    found = _MONTH_LAST.match(bare)
    if found:
        return f"{found[1]}M{_month(found[2]):02d}"
    found = _NUMBERED.match(bare)
    return f"{found[1]}M{found[2]}" if found else ""


def _part(year: str, word: str, number: str) -> str:
    return f"{year}{'H' if word[0] in 'hH' else 'K'}{number}"


def _month(name: str) -> int:
    short = name[:3].lower()
    return _MONTHS.get(short) or {"mrs": 3, "des": 12}[short]


def _of_date(year: int, month: int, date_as: str) -> str:
    if date_as not in DATES:
        raise Refused("ask_date", "period")
    if not 1 <= month <= 12:
        raise Refused("unknown_period", "period")
    if date_as == "year":
        return str(year)
    return _FORMS[date_as] % (year, (month - 1) // _LENGTHS[date_as] + 1)


def _of_months(found: re.Match[str], split_year: str) -> str:
    """A run of named months: a calendar year, half, quarter, or twelve that cross a new year."""
    first, last = _month(found[1]), _month(found[3])
    year, until = int(found[2]), int(found[4])
    length = (until - year) * 12 + last - first + 1
    if length == 12:
        return str(year) if first == 1 else _of_split(year, split_year)
    for name, months in _LENGTHS.items():
        if length == months and (first - 1) % months == 0:
            return _FORMS[name] % (year, (first - 1) // months + 1)
    raise Refused("pooled_period" if length > 12 else "unknown_period", "period", text=found[0])


def _is_next(first: str, second: str) -> bool:
    return int(second) == int(first) + 1 or (
        len(second) == 2 and int(second) == (int(first) + 1) % 100
    )


def _of_split(year: int, split_year: str) -> str:
    if split_year not in {"first", "last"}:
        raise Refused("ask_split_year", "period")
    return str(year if split_year == "first" else year + 1)


def _checked(slot: str, text: str) -> str:
    try:
        return parse_slot(slot).code
    except UnknownPeriod:
        raise Refused("unknown_period", "period", text=text) from None


def looks_like_period(text: str) -> bool:
    """Whether a text is a period of any form, also one that must be asked about or is pooled."""
    try:
        read_period(text)
    except Refused as refusal:
        return refusal.code != "unknown_period"
    return True
