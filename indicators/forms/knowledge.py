"""Fields that the forms behind the figures share: areas and indicators the writer may name."""

from __future__ import annotations

from typing import Any, TypeVar

from django import forms
from django.utils.translation import gettext_lazy as _

from areas.models import Area
from indicators.models import Indicator
from indicators.services.names import localised, spoken
from partnership.forms.stamped import StampedForm
from partnership.rules.access import Standing

PLACES = (Area.Kind.AREA, Area.Kind.MUNICIPALITY, Area.Kind.REFERENCE)


class AreaField(forms.ModelChoiceField):
    """An area that the partnership follows, or one it is compared with."""

    def __init__(self, *, kinds: tuple[str, ...] = PLACES, **options: Any) -> None:
        super().__init__(queryset=Area.objects.filter(kind__in=kinds), **options)


class NamedField(forms.ModelChoiceField):
    """A row by its name or title in the reader's language."""

    def label_from_instance(self, obj: Any) -> str:
        """The name, or the title of what has one."""
        return spoken(obj, "title" if hasattr(obj, "title") else "name")


class IndicatorField(forms.ModelChoiceField):
    """An indicator in use; restricted ones only for those given the right to see them."""

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=Indicator.objects.seen_by(restricted=False), **options)

    def open_to(self, *, restricted: bool) -> None:
        """Offer the restricted ones too, where the writer may see them."""
        self.queryset = Indicator.objects.seen_by(restricted=restricted)

    def label_from_instance(self, obj: Any) -> str:
        """The name in the reader's language."""
        return localised(obj)


Form = TypeVar("Form", bound=StampedForm)


def offer_restricted(form: Form, standing: Standing) -> Form:
    """Let the form's fields offer what its writer may see."""
    for field in form.fields.values():
        if hasattr(field, "open_to"):
            field.open_to(restricted=standing.sees_restricted)
    return form


class Confirmation(forms.Form):
    """Nothing to fill in: the button alone says yes."""


ALL_AREAS, ALL_INDICATORS = _("Alle områder"), _("Alle indikatorer")
EXAMPLE_DAY = _("Fx 1.3.2027.")
