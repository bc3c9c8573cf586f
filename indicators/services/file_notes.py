"""The words for what was noticed in a file: what to know, and what to answer, with the address."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from indicators.importers.findings import Note

TEXTS = {
    "broken_text": _(
        "Bogstaver er gået tabt, første gang i %(address)s: %(text)s (%(count)s tekster). Gem filen "
        "igen som UTF-8, eller ret navnene."
    ),
    "formula_without_value": _(
        "%(count)s celler har en formel uden resultat, den første er %(address)s. Åbn filen i dit "
        "regneark, gem den, og prøv igen."
    ),
    "error_value": _("%(count)s celler viser en fejl i regnearket, den første er %(address)s."),
    "text_among_figures": _(
        "Der står tekst mellem tallene, første gang i %(address)s: %(text)s (%(count)s forskellige)."
    ),
    "total_among_parts": _(
        "%(text)s (%(address)s) er en sum og står mellem delene. Læg den ikke sammen med dem."
    ),
    "total_is_sum": _(
        "Tallet ud for %(text)s (%(address)s) er summen af de andre rækker. Er det en sum og ikke et "
        "område?"
    ),
    "colours_not_read": _(
        "Farver bliver ikke læst. Betyder en farve noget i filen, så skriv det i en kolonne. "
        "%(text)s"
    ),
    "pooled_period": _(
        "%(count)s perioder er flere år lagt sammen, den første er %(text)s (%(address)s). De rækker "
        "kan ikke stå som ét års tal og afvises."
    ),
    "unknown_period": _(
        "%(count)s perioder kan ikke læses, den første er %(text)s (%(address)s)."
    ),
    "two_period_rows": _(
        "Der er to rækker med perioder. Den første bruges; den anden (%(address)s) siger %(text)s. "
        "Dækker tallene flere år, så vælg filens rækker fra."
    ),
    "estimated_figures": _(
        "Nogle tal er ikke målt, men beregnet eller fremskrevet: %(text)s (%(address)s). Vælg kun de "
        "målte, eller sig det i en kommentar."
    ),
    "section_rows": _(
        "Der står mellemoverskrifter i tabellen (%(count)s), den første er %(text)s (%(address)s). De "
        "læses ikke. Skriv dem i en kolonne for sig, hvis de siger, hvad tallene er."
    ),
    "second_table": _(
        "Der står en tabel mere ved siden af, fra %(address)s. Kun den første læses."
    ),
    "cpr": _(
        "Noget ligner CPR-numre, første gang i %(address)s (%(count)s). Filen kan ikke bruges, før "
        "kolonnen er slettet."
    ),
    "ask_decimal": _(
        "%(text)s (%(address)s) kan være tusinder eller decimaler. Er decimaltegnet komma eller "
        "punktum?"
    ),
    "mixed_decimals": _(
        "Der er både komma og punktum som decimaltegn: %(text)s. Hvilket er det rigtige?"
    ),
    "ask_split_year": _(
        "%(text)s (%(address)s) går over et årsskifte. Hører tallet til det første eller det sidste år?"
    ),
    "ask_date": _(
        "%(text)s (%(address)s) er en dato. Står tallet for et år, et halvår, et kvartal eller en "
        "måned?"
    ),
    "ask_mark": _(
        "Hvad betyder %(text)s? Det står %(count)s gange, første gang i %(address)s."
    ),
    "no_area_column": _("Hvilken kolonne har områderne, eller hvilket område handler filen om?"),
    "no_period_column": _("Hvilken kolonne har perioderne, eller hvilken periode gælder tallene?"),
}  # fmt: skip


def note_sentence(note: Note) -> str:
    """What was noticed, in one or two sentences."""
    facts = {"address": note.address, "count": note.count, "text": note.text}
    return (str(TEXTS[note.code]) % facts).strip()
