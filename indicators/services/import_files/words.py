"""The words of the import pages: roles, marks, what was noticed in a file, states of the work."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indicators.importers.findings import Note
from indicators.importers.shapes import cell_address
from indicators.models import ImportBatch
from indicators.rules.values import Refused
from indicators.services.refusals import sentence

ROLE_WORDS = {
    "ignored": gettext_lazy("bruges ikke"),
    "area": gettext_lazy("område"),
    "area_code": gettext_lazy("områdets kode"),
    "period": gettext_lazy("periode"),
    "indicator": gettext_lazy("indikator"),
    "category": gettext_lazy("opdeling"),
    "value": gettext_lazy("værdi (andel, rate, gennemsnit, antal)"),
    "numerator": gettext_lazy("tæller (delen)"),
    "denominator": gettext_lazy("nævner (helheden)"),
    "n": gettext_lazy("antal svar"),
    "invited": gettext_lazy("antal inviterede"),
    "population": gettext_lazy("gruppen i alt"),
    "sd": gettext_lazy("spredning"),
    "design_effect": gettext_lazy("designeffekt"),
    "comment": gettext_lazy("kommentar"),
    "state": gettext_lazy("tilstand"),
    "source": gettext_lazy("kilde"),
    "published_on": gettext_lazy("offentliggjort"),
}
HEAD_ROLE_WORDS = {
    "label": gettext_lazy("kolonnernes navne"),
    "period": gettext_lazy("perioder"),
    "area": gettext_lazy("områder"),
    "category": gettext_lazy("en opdeling"),
    "indicator": gettext_lazy("indikatorer"),
    "indicator_period": gettext_lazy("indikator og periode i ét"),
    "ignored": gettext_lazy("bruges ikke"),
}
MARK_WORDS = {
    "0": gettext_lazy("reelt nul"),
    "M": gettext_lazy("mangler"),
    "<5": gettext_lazy("skjult af kilden"),
    "X": gettext_lazy("ikke relevant"),
    "skip": gettext_lazy("intet: cellen springes over"),
}
DATE_WORDS = {
    "year": gettext_lazy("året"),
    "half": gettext_lazy("halvåret"),
    "quarter": gettext_lazy("kvartalet"),
    "month": gettext_lazy("måneden"),
}
NOTES = {
    "broken_text": gettext_lazy("Ødelagte tegn: %(text)s. Navne, der ikke kendes, afvises."),
    "formula_without_value": gettext_lazy("Formel uden gemt resultat; cellen læses som tom."),
    "error_value": gettext_lazy("Fejlværdi i stedet for et tal (%(text)s)."),
    "total_among_parts": gettext_lazy("%(text)s er en sum, der står mellem delene."),
    "total_is_sum": gettext_lazy("%(text)s er summen af de andre rækker."),
    "colours_not_read": gettext_lazy(
        "Farver læses ikke. Betyder de noget, så skriv det som tekst."
    ),
    "pooled_period": gettext_lazy("%(text)s dækker flere år; de rækker afvises."),
    "unknown_period": gettext_lazy("%(text)s er ikke en periode, vi kender."),
    "ask_decimal": gettext_lazy("Det ses ikke, om %(text)s er tusinder eller decimaler."),
    "mixed_decimals": gettext_lazy("Nogle tal har komma, andre punktum."),
    "ask_split_year": gettext_lazy("%(text)s går over to år."),
    "ask_date": gettext_lazy("%(text)s er en dag, ikke en periode."),
    "ask_mark": gettext_lazy("%(text)s står i stedet for et tal."),
    "no_area_column": gettext_lazy("Ingen kolonne ser ud til at indeholde områder."),
    "no_period_column": gettext_lazy("Ingen kolonne ser ud til at indeholde perioder."),
    "text_among_figures": gettext_lazy("Der står tekst mellem tallene: %(text)s."),
    "two_period_rows": gettext_lazy(
        "Der er to rækker med perioder. Den første bruges; den anden siger %(text)s."
    ),
    "estimated_figures": gettext_lazy(
        "Nogle tal er ikke målt, men beregnet eller fremskrevet: %(text)s. Vælg kun de målte, eller "
        "sig det i en kommentar."
    ),
    "section_rows": gettext_lazy(
        "Der står mellemoverskrifter i tabellen: %(text)s. De læses ikke. Skriv dem i en kolonne for "
        "sig, hvis de siger, hvad tallene er."
    ),
    "second_table": gettext_lazy("Der står en tabel mere ved siden af. Kun den første læses."),
}
_LINE = re.compile(r"^(\d+):([A-Z]+)$")


def note_in_words(note: Note) -> str:
    """One thing that was noticed, where it stands first and how often."""
    text = str(NOTES.get(note.code, note.code)) % {"text": note.text or "…"}
    where = place_in_words(note.address)
    if where and note.count > 1:
        return _("%(text)s Første gang: %(where)s, i alt %(count)s steder.") % {
            "text": text, "where": where, "count": note.count,
        }  # fmt: skip
    return _("%(text)s Se %(where)s.") % {"text": text, "where": where} if where else text


def place_in_words(address: str) -> str:
    """Where a cell stands: C7 in a sheet, line and column in a text file."""
    found = _LINE.match(address)
    if not found:
        return address
    return _("linje %(line)s, kolonne %(column)s") % {"line": found[1], "column": found[2]}


def cell_in_words(row: int, place: int, *, is_text: bool) -> str:
    """The same of a row that is staged."""
    return place_in_words(cell_address(row, place, is_text=is_text))


def refusal_in_words(refusal: Refused) -> str:
    """Why a file stopped, and at which figure where that is known."""
    said, at = sentence(refusal), refusal.facts.get("at")
    if not at:
        return said
    where = place_in_words(str(at))
    return _("%(reason)s Det gælder tallet i %(where)s.") % {"reason": said, "where": where}


def work_in_words(batch: ImportBatch) -> str:
    """What is being done with a file that is on its way."""
    words = {
        ImportBatch.State.WAITING: _("Filen venter på at blive læst"),
        ImportBatch.State.READING: _("Filen læses"),
        ImportBatch.State.CHECKING: _("Rækkerne prøves"),
        ImportBatch.State.TAKING: _("Tallene indlæses"),
    }
    if batch.undo_of_id:
        return _("Filen fortrydes")
    return words.get(ImportBatch.State(batch.state), "")
