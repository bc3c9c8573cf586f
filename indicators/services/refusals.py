"""The words for each refusal: what is wrong, and what to write instead."""

from __future__ import annotations

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from indicators.models import Definition
from indicators.rules.cells import danish
from indicators.rules.values import Refused

# Columns as the page tells to write them; files may have the English names too.
COLUMNS = {
    "area": _("område"), "indicator": _("indikator"), "period": _("periode"),
    "numerator": _("tæller"), "denominator": _("nævner"), "value": _("værdi"),
    "n": _("antal_svar"), "invited": _("inviterede"), "population": _("gruppen_i_alt"),
    "design_effect": _("designeffekt"), "sd": _("spredning"),
    "state": _("tilstand"), "source": _("kilde"),
    "published_on": _("offentliggjort"), "comment": _("kommentar"),
    "correction": _("rettelse"),
}  # fmt: skip
UNKNOWN = _("Værdien kan ikke bruges.")
LONG_NUMBER = 10_000  # from here on thousands are separated
TEXTS = {
    "cpr": _(
        "Teksten ligner et CPR-nummer. Den er ikke gemt. Skriv kun tal om grupper, "
        "aldrig om personer."
    ),
    "not_a_number": _(
        "Det er ikke et tal. Skriv et tal, M (mangler), <5 (skjult af kilden) eller X "
        "(ikke relevant)."
    ),
    "unclear_mark": _(
        "%(text)s betyder noget forskelligt fra kilde til kilde. Skriv 0, M (mangler) "
        "eller X (ikke relevant)."
    ),
    "written_with_exponent": _("Skriv tallet ud med alle cifre, ikke som potens (1E5)."),
    "not_finite": _("Det er ikke et tal, der kan gemmes."),
    "too_large": _("Tallet er for stort. Kontrollér, om der er et ciffer for meget."),
    "negative": _("Tallet kan ikke være negativt (%(number)s)."),
    "not_whole": _(
        "%(number)s er ikke et helt tal. Skriv antallet som et helt tal, eller sæt %% "
        "efter en procent."
    ),
    "part_larger_than_whole": _(
        "Delen (%(part)s) er større end helheden (%(whole)s). Ret et af de to "
        "tal."
    ),
    "part_of_nothing": _("Når helheden er 0, må delen også være 0 (den er %(part)s)."),
    "no_denominator": _(
        "Mangler nævner: skriv også det samlede antal i linjen under. Tallet er ikke "
        "gemt endnu."
    ),
    "no_numerator": _(
        "Mangler tæller: skriv også antallet i linjen over. Tallet er ikke gemt "
        "endnu."
    ),
    "outside_percent": _("En procent ligger mellem 0 og 100 (her står %(number)s)."),
    "more_answers_than_invited": _("Der er flere svar (%(n)s) end inviterede (%(invited)s)."),
    "more_answers_than_people": _(
        "Der er flere svar (%(n)s) end mennesker i gruppen (%(population)s). Ret et af de to tal."
    ),
    "impossible_design_effect": _(
        "Designeffekten (%(number)s) kan ikke bruges. Skriv et tal over 0, ofte mellem 1 og 2, "
        "eller udelad den."
    ),
    "no_figure": _("Der står ikke noget tal."),
    "unknown_state": _(
        "Tilstanden kendes ikke. Skriv M, <5 eller X, eller lad feltet være "
        "tomt."
    ),
    "figure_beside_state": _("Der kan ikke stå både et tal og en tilstand. Behold det ene."),
    "state_in_second_line": _("Skriv M, <5 eller X i cellens første linje."),
    "percent_in_second_line": _(
        "Skriv procenten i cellens første linje og antallet i den "
        "anden."
    ),
    "is_workbook": _("Filen er en regnearksmappe. Gem arket som CSV (UTF-8), og vælg den fil."),
    "is_statbank": _(
        "Filen er fra Statistikbanken. Den indlæses på serveren med import_measurements "
        "--indicator KODE."
    ),
    "not_text": _("Filen kan ikke læses som tekst. Gem den som CSV (UTF-8), og prøv igen."),
    "empty_file": _("Filen er tom, eller den har kun en overskrift."),
    "too_many_rows": _(
        "Filen har for mange rækker. Del den i filer på højst %(limit)s "
        "rækker."
    ),
    "too_large_file": _("Filen er for stor. Del den i filer på højst %(limit)s MB."),
    "too_large_workbook": _("Regnearket er for stort. Det må højst fylde %(limit)s MB."),
    "needs_indicator": _("Filen siger ikke, hvilken indikator tallene er for. Sig det med --indicator."),
    "must_be_asked": _("Filen kan forstås på flere måder. Indlæs den på siden, hvor der kan svares."),
    "source_unsettled": _(
        "Det er ikke afklaret, hvem der må se tal fra %(source)s. Før det er aftalt, indlæses intet."
    ),
    "cpr_in_file": _(
        "Noget i filen (%(address)s) ligner et CPR-nummer. Filen er slettet igen. Fjern det, og vælg "
        "filen på ny."
    ),
    "import_failed": _(
        "Filen kunne ikke behandles, selv om vi prøvede flere gange. Intet er indlæst. Prøv igen, "
        "eller bed administratoren se i loggen."
    ),
    "not_allowed": _("Du kan ikke længere indberette de tal, der står i filen. Intet er indlæst."),
    "moved_while_undone": _("Et af tallene blev rettet imens. Intet er ændret; prøv igen."),
    "missing_columns": _("Disse kolonner mangler i filens første linje: %(columns)s."),
    "ragged_rows": _("Række %(row)s har ikke lige så mange felter som overskriften."),
    "unknown_choice": _("Kolonnen %(column)s har ingen rækker med %(value)s."),
    "no_total": _("Kolonnen %(column)s har ingen rækker med i alt. Vælg en værdi for den."),
    "unknown_area": _(
        "Området kendes ikke. Skriv dets navn eller kode, som det står under "
        "Områder."
    ),
    "unknown_indicator": _(
        "Indikatoren kendes ikke, eller du kan ikke indberette til den. Skriv dens "
        "kode eller navn."
    ),
    "unknown_period": _("Perioden kendes ikke. Skriv 2024, 2024H1, 2024K3 eller 2024M05."),
    "other_frequency": _("Indikatoren har en anden periodelængde (%(frequency)s)."),
    "unknown_source": _("Kilden kendes ikke. Skriv dens kode eller navn."),
    "unknown_date": _("Datoen kan ikke læses. Skriv 1.3.2027 eller 2027-03-01."),
    "other_supplier": _(
        "Tallet er leveret af en anden organisation, og kun den kan ændre "
        "det."
    ),
    "named_twice": _("Samme område, indikator og periode står også her: %(row)s."),
    "outside_possible": _(
        "%(number)s ligger uden for det mulige (%(limits)s). Kontrollér tallet. Er det rigtigt, så "
        "bed sekretariatet om at rette grænserne på indikatorens definition."
    ),
    "period_locked": _(
        "Perioden er låst (%(slot)s: %(reason)s). Bed sekretariatet om at låse den op under Låste "
        "perioder."
    ),
    "retired": _(
        "Indikatoren er udgået, så der kan ikke indberettes tal til den. Spørg "
        "sekretariatet, hvad der er trådt i stedet."
    ),
    "needs_reason": _(
        "Indsamlingen beder om tallet. Skriv, hvorfor det mangler, så bliver det gemt."
    ),
    "needs_correction": _(
        "Tallet er offentliggjort. Skriv, hvorfor det rettes, før du gemmer rettelsen."
    ),
    "rule_broken": _(
        "Tallet passer ikke med et andet tal. Reglen er: %(rule)s. Ret det af tallene, der er "
        "forkert."
    ),
    "damaged_file": _("Filen er beskadiget eller afbrudt undervejs. Hent eller gem den igen."),
    "hostile_file": _(
        "Filen er bygget på en måde, som et regneark aldrig er, og åbnes ikke. Gem den på ny fra "
        "dit regneark."
    ),
    "unpacks_too_large": _(
        "Filen fylder langt mere, når den pakkes ud (grænsen er %(limit)s MB), og åbnes ikke. Gem "
        "arket som CSV (UTF-8)."
    ),
    "sheet_too_large": _(
        "Arket %(sheet)s rækker for langt: højst %(limit)s celler eller %(rows)s rækker. Slet tomme "
        "rækker og celler langt fra tallene, eller gem arket som CSV (UTF-8)."
    ),
    "encrypted_file": _("Filen er låst med adgangskode. Gem den uden adgangskode."),
    "old_workbook": _(
        "Filen er i det gamle format .xls. Åbn den, og gem den som .xlsx eller som CSV (UTF-8)."
    ),
    "not_a_workbook": _("Filen er pakket, men den er ikke et regneark (.xlsx eller .ods)."),
    "macros": _("Filen indeholder makroer. Gem den som .xlsx uden makroer."),
    "external_links": _(
        "Filen henter tal fra andre filer. Indsæt tallene som værdier, og gem den igen."
    ),
    "xml_entities": _(
        "Filen henviser til noget uden for sig selv (DTD eller entiteter) og åbnes ikke. Gem den på "
        "ny fra dit regneark."
    ),
    "file_takes_too_much": _(
        "Filen kræver mere hukommelse, end der må bruges på en fil. Del den op, eller gem den som "
        "CSV (UTF-8)."
    ),
    "file_takes_too_long": _("Det tog for lang tid at læse filen. Del den op i mindre filer."),
    "file_unreadable": _("Filen kunne ikke læses. Gem den på ny, og prøv igen."),
    "is_pdf": _("Filen er en PDF. Hent tallene som regneark eller CSV."),
    "is_picture": _("Filen er et billede. Hent tallene som regneark eller CSV."),
    "is_web_page": _("Filen er en webside eller XML. Hent tallene som regneark eller CSV."),
    "is_packed": _("Filen er pakket. Pak den ud, og vælg den fil, tallene står i."),
    "nested_json": _(
        "Filen har lister inde i lister, så det ikke kan ses, hvad et tal hører til. Hent den som "
        "CSV eller som en flad liste."
    ),
    "no_figures": _("Der er ingen tal under en overskrift. Det ligner en liste eller en forklaring."),
    "unclear_heads": _(
        "Overskriften over tallene fylder mere end %(limit)s rækker. Lav et ark, hvor overskriften "
        "kun siger, hvad hver kolonne er."
    ),
    "too_many_columns": _(
        "Tabellen har flere kolonner, end der kan læses (%(limit)s). Del den i flere."
    ),
    "empty_sheet": _("Arket er tomt."),
    "no_such_sheet": _("Filen har ikke længere et ark, der hedder %(sheet)s."),
    "formula_without_value": _(
        "Cellen har en formel, men filen indeholder ikke dens resultat. Åbn filen i dit regneark, "
        "gem den, og prøv igen."
    ),
    "error_value": _("Cellen viser en fejl i regnearket (%(text)s). Ret formlen."),
    "broken_text": _(
        "Bogstaver er gået tabt (%(text)s). Gem filen igen som UTF-8, eller ret navnet."
    ),
    "pooled_period": _(
        "%(text)s er flere år lagt sammen og kan ikke stå som ét års tal. Hent tallene år for år, "
        "eller lad rækken være ude."
    ),
    "ask_split_year": _(
        "%(text)s går over et årsskifte. Vælg, om tallet hører til det første eller det sidste år."
    ),
    "ask_date": _("%(text)s er en dato. Vælg, hvilken periodelængde den står for."),
    "ask_decimal": _(
        "%(text)s kan være tusinder eller decimaler. Vælg, om komma eller punktum er decimaltegn."
    ),
    "mixed_decimals": _("%(text)s passer ikke med det decimaltegn, der er valgt for filen."),
    "text_among_figures": _("Her står tekst (%(text)s), hvor der skulle stå et tal."),
    "too_long": _("Teksten er for lang. Skriv højst %(limit)s tegn."),
}  # fmt: skip


# What is wrong with the same row of a file is put right elsewhere than in the grid.
IN_FILES = {
    "not_whole": _("%(number)s er ikke et helt tal. Et antal er et helt tal."),
    "no_denominator": _("Mangler nævner: skriv også i samme række, hvor mange det er ud af."),
    "no_numerator": _("Mangler tæller: skriv også antallet i samme række."),
    "unknown_state": _(
        "Tilstanden kendes ikke. Skriv Mangler, Skjult af kilden eller Ikke relevant, eller lad "
        "feltet være tomt."
    ),
    "needs_reason": _("Indsamlingen beder om tallet. Skriv under Kommentar, hvorfor det mangler."),
}


def sentence(refusal: Refused, *, in_file: bool = False) -> str:
    """The refusal in one or two sentences for the person who typed, or who chose the file."""
    facts = {name: _in_words(fact) for name, fact in refusal.facts.items()}
    if refusal.code == "other_frequency":
        facts["frequency"] = _frequency(refusal.facts.get("frequency"))
    if refusal.code == "outside_possible":
        facts["limits"] = _limits(refusal.facts.get("least"), refusal.facts.get("most"))
    texts = {**TEXTS, **IN_FILES} if in_file else TEXTS
    return str(texts.get(refusal.code, UNKNOWN)) % facts


def _frequency(code: object) -> str:
    """Such as "år"; what is no code stands as it is."""
    return str(dict(Definition.Frequency.choices).get(str(code), code))


def _limits(least: object, most: object) -> str:
    """Such as "0 til 100", "mindst 0", "højst 40"."""
    low, high = (danish(x) if isinstance(x, Decimal) else "" for x in (least, most))
    if low and high:
        return gettext("%(least)s til %(most)s") % {"least": low, "most": high}
    if low:
        return gettext("mindst %(least)s") % {"least": low}
    return gettext("højst %(most)s") % {"most": high}


def _in_words(fact: object) -> object:
    if isinstance(fact, Decimal):
        return danish(fact)
    if isinstance(fact, int) and fact >= LONG_NUMBER:
        return number_format(fact, force_grouping=True)
    if isinstance(fact, tuple):  # names of columns
        return ", ".join(str(COLUMNS.get(name, name)) for name in fact)
    return fact
