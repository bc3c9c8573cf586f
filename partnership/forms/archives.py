"""What is noted of a meeting for the municipality's archive."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from partnership.forms.fields import DayField, TextField
from partnership.forms.stamped import StampedForm


class ArchiveForm(StampedForm):
    """Where the meeting lies in the municipality's archive, and when it was sent there."""

    case_number = TextField(
        label=_("Sagsnummer"), max_length=60, required=False,
        help_text=_("Sagens nummer i kommunens journalsystem (ESDH)."),
    )  # fmt: skip
    archived_on = DayField(label=_("Sendt til ESDH den"), required=False)
