"""The method behind a statement in one plain sentence, and where "Sådan regner vi" tells more."""

from __future__ import annotations

from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from indicators.models import Definition, Result
from indicators.services.explanations import inputs as parts
from indicators.services.explanations.addresses import COUNCIL
from indicators.services.explanations.cases import Case
from indicators.services.explanations.kinds import level_method, subtracts_exactly

S = Result.Statement


class Method(NamedTuple):
    """Name, what it does in one sentence, and the link to its section."""

    name: str
    sentence: str
    url: str


def method_of(case: Case) -> Method:
    """The method of the statement."""
    name, sentence, anchor = _words(case)
    return Method(name, sentence, f"{reverse('indicators:method-list')}#{anchor}")


def _words(case: Case) -> tuple[str, str, str]:
    statement = case.row.statement
    if statement in (S.LEVEL, S.COMPARATOR, S.POOLED):
        return _of_level(case)
    if statement in (S.GAP, S.DIFFERENCE, S.CHANGE):
        return _of_difference(case)
    return {
        S.GAP_CHANGE: (
            _("Afstandens ændring (MOVER)"),
            _("Afstanden nu minus afstanden dengang; de to afstandes usikkerheder lægges sammen."),
            "afstand",
        ),
        S.PACE: (
            _("Tempo mod måltallet"),
            _(
                "Den årlige ændring hidtil delt med den årlige ændring, der kræves fra "
                "udgangspunktet til måltallet."
            ),
            "tempo",
        ),
        S.TREND: _slope(),
        S.GAP_TREND: _slope(),
        S.PROJECTION: (
            _("Forlænget linje"),
            _(
                "Rækkens hældning tegnes videre til måltallets år. Det er en illustration, ikke en "
                "forudsigelse."
            ),
            "fremskrivning",
        ),
        S.CONTRIBUTION: (
            _("Forskel i forskelle"),
            _("Områdets afstand til de andre områder efter indsatsen sammenlignes med afstanden før."),
            "bidrag",
        ),
        S.CONTROL_CHART: (
            _("Udsving fra måling til måling (XmR)"),
            _(
                "De almindelige udsving sætter to grænser; det, der falder uden for dem, har "
                "sandsynligvis en særlig årsag."
            ),
            "udsving",
        ),
        S.SPLIT: (
            _("Beboere og flytninger hver for sig"),
            _(
                "Ændringen deles i det, beboerne selv har gjort, og det, der følger af, hvem der "
                "flyttede ud og ind."
            ),
            "flytninger",
        ),
        COUNCIL: (
            _("Tre svar lagt sammen"),
            _(
                "Området, sammenligningsgrundlaget og afstanden vurderes hver for sig; tilsammen "
                "giver de én sætning."
            ),
            "tre-svar",
        ),
    }.get(statement, (_("Andet"), "", "usikkerhed"))  # fmt: skip


def _slope() -> tuple[str, str, str]:
    return (
        _("Udvikling over fem perioder eller flere (Mann-Kendall og Theil-Sen)"),
        _(
            "Alle par af år sammenlignes: stiger de fleste, er der en udvikling, og den "
            "midterste hældning siger, hvor stor den er."
        ),
        "udvikling",
    )


def _of_level(case: Case) -> tuple[str, str, str]:
    is_survey = case.definition.data_kind == Definition.DataKind.SURVEY
    method = level_method(case.row, case.definition)
    if method == "wilson_survey" or (method == "wilson" and is_survey):
        sentence = _(
            "Jo færre svar, des større usikkerhed; er en stor del af alle spurgt, bliver den mindre."
        )
        return _("Andel blandt svar (Wilson)"), sentence, "usikkerhed"
    if method == "wilson":
        sentence = _(
            "Usikkerheden viser, hvor meget tilfældigheder kan betyde for en andel i en gruppe "
            "af den størrelse."
        )
        return _("Andel (Wilson)"), sentence, "usikkerhed"
    if method == "poisson_exact":
        sentence = _(
            "Usikkerheden viser, hvor meget antallet af hændelser kan svinge, når hver sker for sig."
        )
        return _("Hændelser (Poisson)"), sentence, "usikkerhed"
    if method == "mean_t":
        sentence = _(
            "Gennemsnittets usikkerhed følger af, hvor forskellige svarene er, og hvor mange der er."
        )
        return _("Gennemsnit (Student t)"), sentence, "usikkerhed"
    sentence = _("Tallet er taget, som kilden har opgjort det, uden en usikkerhed af sin egen.")
    return _("Som opgjort"), sentence, "usikkerhed"


def _of_difference(case: Case) -> tuple[str, str, str]:
    if case.row.statement == S.CHANGE:
        sentence = _(
            "Nyeste tal minus udgangspunktets tal; de to tals usikkerheder lægges sammen, så den "
            "samlede er forsigtigt beregnet."
        )
        return _("Forskel mellem to år (Newcombe)"), sentence, "aendring"
    other = case.known(parts.OTHER) if case.row.statement == S.GAP else None
    if other is not None and subtracts_exactly(case.row, case.definition, other):
        if case.definition.data_kind == Definition.DataKind.SURVEY:
            sentence = _(
                "Områdets tal minus et tal fra et spørgeskema, hvor antallet af svar ikke er oplyst. "
                "Det tages som en fast linje; kun områdets usikkerhed tæller, så den rigtige er større."
            )
            return _("Afstand til en fast linje"), sentence, "afstand"
        sentence = _(
            "Områdets tal minus et offentliggjort tal, der tages som en fast linje; kun områdets "
            "usikkerhed tæller."
        )
        return _("Afstand til en fast linje"), sentence, "afstand"
    sentence = _("Det ene tal minus det andet; de to tals usikkerheder lægges sammen.")
    return _("Forskel mellem to tal (Newcombe)"), sentence, "afstand"
