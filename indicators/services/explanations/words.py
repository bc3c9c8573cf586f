"""Verdict codes as words, alone and in a file: the terms that the screen uses."""

from __future__ import annotations

from django.utils.translation import gettext as _

from indicators.models import Result
from indicators.rules import contribution, control_charts, paces, verdicts
from indicators.services.explanations.rows import Row
from indicators.services.verdict_words import standing_words


def verdict_in_words(row: Row) -> str:
    """The word of a verdict; empty where there is none."""
    return word_of(row.statement, row.verdict)


def word_of(statement: str, verdict: str) -> str:
    """The word of a verdict on a statement; empty where there is none."""
    found = words()
    if statement == Result.Statement.CONTROL_CHART:
        found = _chart_words()
    elif statement == Result.Statement.CONTRIBUTION:
        found = _contribution_words()
    return found.get(verdict, verdict)


def _chart_words() -> dict[str, str]:
    return {
        control_charts.COMMON: _("almindelige udsving"),
        control_charts.BETTER: _("særligt udsving til den bedre side"),
        control_charts.WORSE: _("særligt udsving til den dårligere side"),
        control_charts.HIGH: _("særligt høj"),
        control_charts.LOW: _("særligt lav"),
    }


def _contribution_words() -> dict[str, str]:
    return {
        contribution.DESCRIBED: _("beskrevet; bidraget kan ikke afgøres"),
        contribution.BETTER: _("udviklet sig bedre end de andre områder"),
        contribution.WORSE: _("udviklet sig dårligere end de andre områder"),
        contribution.ROSE: _("steget mere end de andre områder"),
        contribution.FELL: _("faldet mere end de andre områder"),
        verdicts.CANNOT_TELL: _("kan ikke afgøres"),
    }


def words() -> dict[str, str]:
    """Every code that a result can carry."""
    return {
        "": "",
        verdicts.FORWARD: _("går frem"),
        verdicts.BACK: _("går tilbage"),
        verdicts.UNCHANGED: _("stort set uændret"),
        verdicts.RISES: _("stiger"),
        verdicts.FALLS: _("falder"),
        verdicts.LEAD: _("foran"),
        verdicts.LAG: _("bag"),
        verdicts.EQUAL: _("på niveau"),
        verdicts.ABOVE: _("over"),
        verdicts.BELOW: _("under"),
        verdicts.NARROWED: _("afstanden er blevet mindre"),
        verdicts.WIDENED: _("afstanden er blevet større"),
        verdicts.CROSSED: _("har skiftet side"),
        verdicts.CROSSED_BACK: _("skiftet side, nu bagud"),
        verdicts.LEAD_GROWN: _("forspringet er blevet større"),
        verdicts.LEAD_SHRUNK: _("forspringet er blevet mindre"),
        verdicts.NEARER: _("afstanden er blevet mindre"),
        verdicts.FARTHER: _("afstanden er blevet større"),
        verdicts.CANNOT_TELL: _("kan ikke afgøres endnu"),
        paces.ON_TRACK: _("på rette kurs"),
        paces.TOO_SLOW: _("går frem, men for langsomt"),
        paces.LIMITED: _("går langt fra hurtigt nok frem"),
        paces.OFF_COURSE: _("ikke på rette kurs; frem eller tilbage kan ikke afgøres"),
        paces.WRONG_WAY: _("går tilbage"),
        paces.NO_TARGET: _("intet måltal vedtaget"),
        **{code: standing_words(code) for code in paces.STANDINGS},
    }


def certainty_in_words(code: str) -> str:
    """How sure: "tegn på" or "klare tegn på"."""
    return {
        verdicts.SIGNS: _("Sikkerhed: tegn på."),
        verdicts.CLEAR_SIGNS: _("Sikkerhed: klare tegn på."),
    }.get(code, "")
