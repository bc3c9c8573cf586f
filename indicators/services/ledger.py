"""What a loader brought along, so that it can be told and taken away again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model

Row = TypeVar("Row", bound=Model)


class RowRefused(Exception):
    """A row the database would not take; `messages` say why, in Danish."""

    def __init__(self, row: Model, messages: list[str]) -> None:
        super().__init__(f"{row._meta.verbose_name} {row}: {' '.join(messages)}")
        self.row, self.messages = row, messages


@dataclass
class Ledger:
    """Rows that were made here. What stood there before is used as it is and never changed."""

    made: list[Model] = field(default_factory=list)

    def ensure(self, model: type[Row], key: dict[str, Any], **fields: Any) -> Row:
        """The row with this key; made, checked and noted where there is none."""
        found = model._default_manager.filter(**key).first()
        return found or self.add(model(**key, **fields))

    def add(self, row: Row) -> Row:
        """Check, save and note a new row. Raises `RowRefused`."""
        # What the database may leave empty, such as who wrote it, a file may leave out.
        empty = {
            f.name for f in row._meta.concrete_fields if f.null and f.value_from_object(row) is None
        }
        try:
            row.full_clean(exclude=empty)
        except ValidationError as error:
            raise RowRefused(row, _told(error)) from error
        row.save()
        self.made.append(row)
        return row


def _told(error: ValidationError) -> list[str]:
    """The messages, each with the field it is about."""
    return [
        message if name == NON_FIELD_ERRORS else f"“{name}”: {message}"
        for name, messages in error.message_dict.items()
        for message in messages
    ]
