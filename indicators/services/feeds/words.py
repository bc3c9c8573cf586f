"""How a fetch went, in the words of those who keep the figures."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from indicators.importers.statbank_transport import StatbankProblem
from indicators.models import Feed, FeedFetch
from indicators.rules.feeds import PREVIEW
from indicators.services.periods_in_words import slot_in_words
from indicators.services.refusals import TEXTS

# Why no figures came. The places are facts of the failure: the StatBank's own words, a value, a mark.
FAILURES = {
    "down": gettext_lazy(
        "Statistikbanken svarer ikke. Enten er den nede, eller også er der ikke forbindelse til den "
        "herfra."
    ),
    "timeout": gettext_lazy("Statistikbanken svarede ikke inden for tiden."),
    "server_error": gettext_lazy("Der er en fejl hos Statistikbanken lige nu (%(status)s)."),
    "too_many_requests": gettext_lazy("Statistikbanken har for travlt lige nu."),
    "half_answer": gettext_lazy("Svaret stoppede midtvejs, så det er ikke brugt."),
    "empty_answer": gettext_lazy("Statistikbanken svarede, men svaret var tomt."),
    "html": gettext_lazy(
        "Der kom en webside i stedet for tal. Det kan være en driftsmeddelelse, eller netværkets egen "
        "side, der spærrer."
    ),
    "other_answer": gettext_lazy("Svaret passer ikke til det, der blev spurgt om, så det er ikke brugt."),
    "too_large_answer": gettext_lazy("Svaret er større, end der tages imod. Vælg færre værdier."),
    "too_big": gettext_lazy(
        "Udtrækket er for stort for Statistikbanken, også når det deles. Vælg færre værdier."
    ),
    "not_found": gettext_lazy(
        "Statistikbanken kender ikke tabellen, eller en af de værdier, der er valgt. %(message)s"
    ),
    "not_allowed": gettext_lazy("Statistikbanken giver ikke dette udtræk. %(message)s"),
    "incomplete_question": gettext_lazy("Statistikbanken mangler noget i spørgsmålet. %(message)s"),
    "refused": gettext_lazy("Statistikbanken afviste spørgsmålet (%(status)s). %(message)s"),
    "redirected": gettext_lazy(
        "Statistikbanken henviser til en anden adresse, og den følges ikke. Bed den, der "
        "driver systemet, om at se på adressen i indstillingerne."
    ),
    "bad_address": gettext_lazy(
        "Adressen på Statistikbanken i indstillingerne kan ikke bruges. Bed den, der "
        "driver systemet, om at rette den."
    ),
    "not_trusted": gettext_lazy(
        "Statistikbankens certifikat kunne ikke efterprøves, så der er ikke hentet noget. "
        "Bed den, der driver systemet, om at se på det."
    ),
    "interrupted": gettext_lazy("Serveren blev stoppet, mens der blev hentet."),
    "parallel": gettext_lazy("En anden skrev i de samme tal, mens der blev hentet."),
    "unexpected": gettext_lazy(
        "Der er sket en uventet fejl (%(kind)s). Bed den, der driver systemet, om at "
        "se i loggen."
    ),
    "unsettled_source": gettext_lazy("Det er ikke afklaret, hvem kildens tal må vises til."),
    "unknown_variable": gettext_lazy("Tabellen har ikke længere variablen %(field)s. Lav hentningen om."),
    "value_gone": gettext_lazy(
        "Tabellen har ikke længere værdien %(value)s under %(field)s. Lav hentningen om."
    ),
    "must_pick": gettext_lazy("Der skal vælges mindst én værdi under %(field)s."),
    "one_value_only": gettext_lazy(
        "Under %(field)s er der valgt flere værdier. Sig, hvad hver af dem er, eller vælg kun én."
    ),
    "mixed_roles": gettext_lazy(
        "Under %(field)s er nogle værdier dele af en andel og andre grupper. Vælg den "
        "samme slags for dem alle."
    ),
    "no_place": gettext_lazy("Sig, hvad %(value)s under %(field)s er."),
    "no_area": gettext_lazy("Sig, hvilket område tallene gælder."),
    "same_place_twice": gettext_lazy("To værdier kan ikke være det samme område eller den samme gruppe."),
    "no_numerator_picked": gettext_lazy("Sig, hvilke værdier under %(field)s der er delen (tælleren)."),
    "no_denominator_picked": gettext_lazy("Sig, hvilke værdier under %(field)s der er helheden (nævneren)."),
    "count_has_no_denominator": gettext_lazy("Indikatoren er et antal og har ingen helhed (nævner)."),
    "no_periods": gettext_lazy("Tabellen har ingen perioder."),
    "unknown_period": gettext_lazy(
        "Tabellens perioder (%(text)s) er ikke år, halvår, kvartaler eller måneder."
    ),
    "other_frequency": gettext_lazy(
        "Tabellens perioder har en anden længde end indikatorens (%(frequency)s)."
    ),
    "unknown_indicator": gettext_lazy("Indikatoren findes ikke mere."),
    "unknown_area": gettext_lazy("Et af områderne findes ikke mere."),
    "unknown_category": gettext_lazy("En af grupperne findes ikke mere."),
    "unknown_mark": gettext_lazy(
        "Der står “%(mark)s” i tabellen, og ingen har sagt, hvad kilden mener med det. Skriv det under "
        "kilden."
    ),
    "supplier_owned": gettext_lazy("Indikatorens tal ejes af leverandøren og kommer kun derfra."),
    "other_supplier": gettext_lazy(
        "Tallet for %(area)s, %(slot)s er leveret af en anden organisation, og kun den kan ændre det."
    ),
    "outside_percent": gettext_lazy(
        "Tallet for %(area)s, %(slot)s er %(number)s, og en procent ligger mellem 0 og 100. Er det den "
        "rigtige tabel til indikatoren?"
    ),
    "not_whole": gettext_lazy("Tallet for %(area)s, %(slot)s (%(number)s) er ikke et helt tal."),
    "part_larger_than_whole": gettext_lazy(
        "For %(area)s, %(slot)s er delen (%(part)s) større end helheden (%(whole)s)."
    ),
    "negative": gettext_lazy("Tallet for %(area)s, %(slot)s er negativt (%(number)s)."),
    "period_locked": gettext_lazy(
        "Perioden %(slot)s er låst (%(reason)s), så dens tal kan ikke ændres. Lås den op, eller hent "
        "færre perioder."
    ),
    "retired": gettext_lazy("Indikatoren er taget ud af brug."),
    "rule_broken": gettext_lazy("Et tal bryder reglen “%(rule)s”."),
}  # fmt: skip
UNKNOWN = gettext_lazy("Tallene kunne ikke bruges (%(code)s).")


@dataclass(frozen=True)
class Told:
    """A fetch in words: what happened, more of it, and how it is to be drawn."""

    title: str
    text: str
    tone: str = ""


class _Facts(dict[str, object]):
    """What is not known leaves its place empty."""

    def __missing__(self, name: str) -> str:
        return ""


def why(code: str, facts: dict[str, object]) -> str:
    """Why no figures came, in a sentence or two."""
    words = FAILURES.get(code) or TEXTS.get(code) or UNKNOWN
    if facts.get("message"):  # the StatBank's own words end as a sentence too
        facts = facts | {"message": f"{str(facts['message']).rstrip('. ')}."}
    sentence = str(words) % _Facts(facts | {"code": code})
    return " ".join(sentence.replace("()", "").replace(" .", ".").split())


def problem_in_words(problem: StatbankProblem) -> str:
    """Why a page could not ask the StatBank."""
    return why(problem.code, problem.facts)


def told(fetch: FeedFetch) -> Told:
    """How a fetch went."""
    details = fetch.details or {}
    is_preview = purpose_of(fetch) == PREVIEW
    states = FeedFetch.State
    if fetch.state == states.WAITING:
        return Told(_("Venter på at blive hentet"), "", "quiet")
    if fetch.state == states.RUNNING:
        return Told(_("Henter fra Statistikbanken"), "", "quiet")
    if fetch.state == states.FAILED:
        kept = _("De tal, I har, er ikke rørt.")
        return Told(
            _("Ikke hentet"), f"{why(fetch.code, details.get('facts', {}))} {kept}", "error"
        )
    if fetch.details is None:
        return Told(_("Hentet; hvad der kom, er tilbagekaldt"), "", "quiet")
    if fetch.state == states.UNCHANGED:
        text = ngettext(
            "Det ene tal står der i forvejen.",
            "Alle %(count)s tal står der i forvejen.",
            details.get("unchanged", 0),
        ) % {"count": details.get("unchanged", 0)}
        return Told(_("Hentet: intet er ændret"), text, "quiet")
    return Told(_heading(details, is_preview=is_preview), _moved(details))


def _heading(details: dict[str, object], *, is_preview: bool) -> str:
    if is_preview:
        return _("Prøvet: det her vil ske. Intet er indlæst endnu")
    if details.get("first"):
        return _("Hentet første gang")
    if details.get("changed"):
        return _("Hentet: kilden har rettet tal")
    return _("Hentet: der er nye tal")


def _moved(details: dict[str, object]) -> str:
    """Such as "4 nye tal, 2 rettede og 10 uændrede (2022–2023)."."""
    counts = {name: int(str(details.get(name, 0))) for name in ("new", "changed", "unchanged")}
    parts = []
    if counts["new"]:
        parts.append(
            ngettext("%(count)s nyt tal", "%(count)s nye tal", counts["new"])
            % {"count": counts["new"]}
        )
    if counts["changed"]:
        parts.append(
            ngettext("%(count)s rettet tal", "%(count)s rettede tal", counts["changed"])
            % {"count": counts["changed"]}
        )
    if counts["unchanged"]:
        parts.append(
            ngettext("%(count)s uændret", "%(count)s uændrede", counts["unchanged"])
            % {"count": counts["unchanged"]}
        )
    if not parts:
        return ""  # what it brought was taken away again
    return f"{', '.join(parts)}{_periods(details)}.{_warned(details)}"


def _warned(details: dict[str, object]) -> str:
    """What a person should look at before figures from elsewhere give way."""
    elsewhere, counted = (int(str(details.get(name, 0))) for name in ("elsewhere", "counted"))
    text = ""
    if elsewhere:
        text += " " + ngettext(
            "%(count)s af dem kom hidtil fra en anden kilde.",
            "%(count)s af dem kom hidtil fra en anden kilde.",
            elsewhere,
        ) % {"count": elsewhere}
    if counted:
        text += " " + ngettext(
            "For %(count)s tal er antallet bag oplyst i dag; det er det ikke i tabellen.",
            "For %(count)s tal er antallet bag oplyst i dag; det er det ikke i tabellen.",
            counted,
        ) % {"count": counted}
    return text


def _periods(details: dict[str, object]) -> str:
    slots = details.get("slots")
    if not isinstance(slots, list) or not slots:
        return ""
    first, last = slot_in_words(slots[0]), slot_in_words(slots[-1])
    return f" ({first})" if first == last else f" ({first}–{last})"


def when_next(feed: Feed) -> str:
    """When the clock fetches again, in words; empty where only a person asks."""
    if not feed.is_active:
        return _("Hentes ikke af sig selv.")
    if feed.every == Feed.Every.NEVER:
        return _("Hentes kun, når nogen beder om det.")
    if feed.next_fetch_at is None:
        return ""
    day = moment(feed.next_fetch_at)
    if feed.failed_attempts:
        return ngettext(
            "Næste forsøg %(day)s (mislykket %(count)s gang).",
            "Næste forsøg %(day)s (mislykket %(count)s gange i træk).",
            feed.failed_attempts,
        ) % {"day": day, "count": feed.failed_attempts}
    return _("Hentes igen %(day)s.") % {"day": day}


def moment(at: dt.datetime | None) -> str:
    """23.11.2026 kl. 8.10."""
    if at is None:
        return ""
    here = timezone.localtime(at)
    return _("%(day)s kl. %(time)s") % {
        "day": date_format(here, "SHORT_DATE_FORMAT"),
        "time": date_format(here, "G.i"),
    }


def purpose_of(fetch: FeedFetch) -> str:
    """Whether a fetch takes in what it finds, or only tells; whoever is in doubt only tells."""
    return str((fetch.details or {}).get("purpose", PREVIEW))
