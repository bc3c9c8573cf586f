"""The words by which headings, totals, legends and broken letters are known, Danish and English."""

from __future__ import annotations

import re

_SEPARATORS = re.compile(r"[\s_\-.]+")
_WORDS = """
area: område omraade områdenavn areal boligområde boligafdeling afdeling kommune kommuner \
    municipality region landsdel bydel distrikt kvarter areaname areanavn byområde delområde \
    geography geografi place sted omrkk omr neighbourhood neighborhood distriktnavn kommunenavn \
    delbydel councilarea localauthority byomraade
area_code: areacode områdekode kommunenr kommunenum kommunekode kommunenummer hoodid distriktid \
    delbydelid interzone regionskode områdenr afdelingsnr afdelingsnummer areaid code kode
period: tid time år aar year periode timeperiod kvartal quarter måned month date dato udtrækdato \
    udtraekdato halvår skoleår årstal
indicator: indikator indicatorname indikatornavn mål nøgletal emne
value: indhold content værdi vaerdi procent pct percent percentage andel share rate ratio tal % \
    resultat score
numerator: tæller taeller count
denominator: nævner naevner antalsamlet samlet base grundlag antalialt
n: svar antalsvar respondenter answers besvarelser samplesize
invited: inviterede inviteret
population: gruppenialt
sd: spredning standardafvigelse
design_effect: designeffekt designeffect
state: tilstand
source: kilde
published_on: published publishedon offentliggjort
comment: kommentar kommentarer comments note notes bemærkning bemærkninger valuenote
counts: antal number personer
categories: age alder køn koen sex gender civilstand herkomst type oprindelse aldersgruppe \
    ejerform uddannelse household husstand
"""
WORDS: dict[str, frozenset[str]] = {
    role: frozenset([role.replace("_", ""), *words.split()])
    for role, _colon, words in (
        line.partition(":") for line in _WORDS.replace("\\\n", "").strip().splitlines()
    )
}
COUNTS, CATEGORIES = WORDS.pop("counts"), WORDS.pop("categories")
_TOTAL = re.compile(
    r"(^|[\s,(])(i alt|ialt|total|tot)\)?$|^(total|alle|all|sum|hele (landet|kommunen|byen|området)"
    r"|all denmark|danmark|denmark)\b",
    re.IGNORECASE,
)
_COLOUR = "gule?|grønne?|røde?|grå|blå|yellow|green|red|grey|gray|blue"
_LEGEND = re.compile(
    r"\b(farve\w*|colou?red|markeret med|highlighted|shaded|skraveret)\b.{4,}"
    rf"|\b(cells?|celler?|felter?)\b.{{0,40}}\b({_COLOUR})\b"
    rf"|\b({_COLOUR})\s+(cells?|celler?|felter?|tal|figures)\b",
    re.IGNORECASE,
)
# UTF-8 read as Windows-1252, Mac letters read as Windows-1252, and signs for the unreadable.
_BROKEN = re.compile(
    "\ufffd|[ÃÂ][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
    "\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]"
    "|[A-Za-zÆØÅæøå][¯¿¾]|[¯¿¾][A-Za-z]|ÿ|[\u0080-\u009f]|√[∏•¶òÖ]"
)
_LOST = re.compile(r"[A-Za-zÆØÅæøå]\?[a-zæøå]")
_ESTIMATED = re.compile(
    r"\b(imput|project(ed|ion)|model+ed|estimate|skøn|anslå|fremskr|foreløbig|prognose)",
    re.IGNORECASE,
)
_ID = re.compile(r"^_?id$|[a-zæøå](I[dD]|N[rR])$|[_ ](id|nr|ID|NR)$|^(ogc_)?fid$|^objectid$")
_CODE = re.compile(r"^[A-Z]{1,3}\d{4,}$|^\d{2,10}$|^\d+m_\d+_\d+$")
_CODE_AND_NAME = re.compile(r"^(\d{2,4}|[A-Z]\d{7,8})[\s\u00a0]+[-–:]?\s*(\S.*\D.*|[^\W\d].*)$")
_UNIT = re.compile(r"^\s*(units?|enhed|måleenhed)\s*:?\s*(.*)$", re.IGNORECASE)


def bare(heading: str) -> str:
    """A heading without case, spaces and separators."""
    return _SEPARATORS.sub("", heading.casefold())


def role_of(heading: str) -> str:
    """The role a heading names; "" when it names none."""
    word = bare(heading)
    return next((role for role, words in WORDS.items() if word in words), "")


def is_total(text: str) -> bool:
    """Whether a label says that it is the sum of others."""
    return bool(_TOTAL.search(text.strip()))


def is_legend(text: str) -> bool:
    """Whether a text tells what colours mean."""
    return bool(_LEGEND.search(text))


def is_broken(text: str) -> bool:
    """Whether letters were lost when the file was saved ("BallÃ¸v", "S¯nderby")."""
    if text.isascii():
        return "?" in text and bool(_LOST.search(text))
    return bool(_BROKEN.search(text) or _LOST.search(text))


def is_estimated(text: str) -> bool:
    """Whether a label says that figures are imputed, projected or preliminary."""
    return bool(_ESTIMATED.search(text))


def is_id(heading: str) -> bool:
    """Whether a heading names the number of a record and no figure."""
    return bool(_ID.search(heading.strip()))


def is_code(text: str) -> bool:
    """Whether a label is a code and no name."""
    return bool(_CODE.match(text))


def code_and_name(text: str) -> tuple[str, str] | None:
    """The two parts of "101 Nordby"; None when there are not two."""
    found = _CODE_AND_NAME.match(text)
    return (found[1], found[2].strip()) if found else None


def unit_in(text: str) -> str:
    """The unit that a line above a table states; "" when it states none."""
    found = _UNIT.match(text)
    return found[2].strip() if found else ""
