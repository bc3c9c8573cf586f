"""Fields of the forms on money: amounts and shares as Danes write them, and what one chooses among."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from partnership.models import Decision, Fund, Intervention, Organisation
from partnership.rules.kroner import Unreadable, read_number, share_written, written

_AMOUNT = _("Skriv beløbet som 1.500.000,00 med højst to decimaler.")
_SHARE = _("Skriv tallet som 33,3333 med højst fire decimaler.")
_NEGATIVE = _("Beløbet kan ikke være negativt.")
_TOO_LARGE = _("Beløbet er for stort.")


class _NumberField(forms.Field):
    """Text that is read as a number; nothing typed is None."""

    def __init__(self, *, size: int, **options: Any) -> None:
        attrs = {"inputmode": "decimal", "autocomplete": "off", "size": size, "maxlength": 30}
        super().__init__(widget=forms.TextInput(attrs=attrs), **options)

    def to_python(self, value: Any) -> Decimal | None:
        """The number, or None for nothing typed."""
        text = str(value if value is not None else "").strip()
        return self.read(text) if text else None

    def read(self, text: str) -> Decimal:
        """The number a text stands for; refused in words where it is none."""
        raise NotImplementedError


class KronerField(_NumberField):
    """An amount typed as 1.500.000,00; below zero only where corrections are."""

    def __init__(self, *, below_zero: bool = False, **options: Any) -> None:
        self.below_zero = below_zero
        super().__init__(size=18, **options)

    def read(self, text: str) -> Decimal:
        """The amount."""
        try:
            amount = read_number(text)
        except Unreadable as problem:
            raise ValidationError(_TOO_LARGE if problem.code == "too_large" else _AMOUNT) from None
        if amount < 0 and not self.below_zero:
            raise ValidationError(_NEGATIVE)
        return amount

    def prepare_value(self, value: Any) -> Any:
        """A stored amount as one would type it."""
        return written(value).replace("−", "-") if isinstance(value, Decimal) else value


class ShareField(_NumberField):
    """A share in per cent, or full-time years: a number of a few decimals, never below zero."""

    def __init__(
        self, *, decimals: int = 4, digits: int = 3, words: Any = _SHARE, **options: Any
    ) -> None:
        self.decimals, self.digits, self.words = decimals, digits, words
        super().__init__(size=10, **options)

    def read(self, text: str) -> Decimal:
        """The number."""
        try:
            share = read_number(text, decimals=self.decimals, digits=self.digits)
        except Unreadable:
            raise ValidationError(self.words) from None
        if share < 0:
            raise ValidationError(_("Tallet kan ikke være negativt."))
        return share

    def prepare_value(self, value: Any) -> Any:
        """A stored number with the decimals it has."""
        return share_written(value) if isinstance(value, Decimal) else value


class YearField(forms.IntegerField):
    """A calendar year."""

    def __init__(self, **options: Any) -> None:
        words = _("Skriv et årstal mellem 2000 og 2100.")
        super().__init__(
            min_value=2000,
            max_value=2100,
            widget=forms.NumberInput(attrs={"inputmode": "numeric", "size": 6}),
            error_messages={"invalid": words, "min_value": words, "max_value": words},
            localize=False,
            **options,
        )


class _Named(forms.ModelChoiceField):
    """A choice among rows; offered by their names."""

    def label_from_instance(self, obj: Any) -> str:
        """The name people know."""
        return str(obj)


def fund_choice(**options: Any) -> _Named:
    """A choice among the funds."""
    return _Named(queryset=Fund.objects.all(), empty_label=_("Vælg pulje"), **options)


def organisation_choice(**options: Any) -> _Named:
    """A choice among the organisations, the closed ones too: old money has old owners."""
    return _Named(queryset=Organisation.objects.all(), **options)


def intervention_choice(**options: Any) -> _Named:
    """A choice among the interventions; none means the joint work."""
    return _Named(
        queryset=Intervention.objects.all(),
        empty_label=_("Fælles arbejde (ingen bestemt indsats)"),
        required=False,
        **options,
    )


def decision_choice(**options: Any) -> _Named:
    """A choice among the decisions that were taken, those since replaced too."""
    not_taken = [Decision.State.PROPOSED, Decision.State.REJECTED]
    return _Named(
        queryset=Decision.objects.exclude(state__in=not_taken),
        empty_label=_("Ingen beslutning valgt"),
        required=False,
        **options,
    )
