"""What a loader brought along, so that it can be told and taken away again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model

Row = TypeVar("Row", bound=Model)


class RowRefused(Exception):
    """A row the database would not take; `messages` say why, in Danish."""

    def __init__(self, row: Model, messages: list[str]) -> None:
        super().__init__(f"{row._meta.verbose_name} {row}: {' '.join(messages)}")
        self.messages = messages


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
        try:
            row.full_clean()
        except ValidationError as error:
            raise RowRefused(row, error.messages) from error
        row.save()
        self.made.append(row)
        return row
