"""Files that figures came from: the way of each from upload to figures, and what was learnt of it."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from indicators.models.sources import Source
from partnership.models import StoredFile


@pghistory.track()
class ImportMapping(models.Model):
    """How a source's files are read: remembered by the signature of their headings, offered again."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="mappings")
    signature = models.CharField(max_length=64)
    name = models.CharField(max_length=120)
    shape = models.JSONField(help_text="Sheet, header rows, and what each column is")
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["source", "name"]
        constraints = [
            models.UniqueConstraint(fields=["source", "signature"], name="import_mapping_once")
        ]

    def __str__(self) -> str:
        return self.name


class ImportBatch(models.Model):
    """One file taken in whole, or on its way there: what it is, how far it is, what it changed."""

    class Kind(models.TextChoices):
        TABLE = "table", _("fil med én række pr. tal")
        WORKBOOK = "workbook", _("regneark eller anden tabel")
        TEMPLATE = "template", _("udfyldt skabelon")
        FEED = "feed", _("hentet fra Statistikbanken")

    class State(models.TextChoices):
        WAITING = "waiting", _("venter på at blive læst")
        READING = "reading", _("læses")
        SHAPE = "shape", _("mangler at blive forklaret")
        CHECKING = "checking", _("prøves")
        CHECKED = "checked", _("klar til at blive indlæst")
        TAKING = "taking", _("indlæses")
        DONE = "done", _("indlæst")
        REFUSED = "refused", _("afvist")
        CANCELLED = "cancelled", _("afbrudt")
        UNDONE = "undone", _("fortrudt")

    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.TABLE)
    state = models.CharField(max_length=9, choices=State, default=State.DONE)
    file = models.ForeignKey(
        StoredFile, on_delete=models.SET_NULL, null=True, blank=True, related_name="batches"
    )
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, null=True, blank=True, related_name="batches"
    )
    recognised = models.JSONField(null=True, help_text="What was found in the file")
    shape = models.JSONField(null=True, help_text="How it is read: found, remembered or chosen")
    message = models.JSONField(null=True, help_text="Why it was refused: code and details")
    done = models.PositiveIntegerField(default=0, help_text="Rows so far")
    total = models.PositiveIntegerField(default=0)
    cancel_asked = models.BooleanField(default=False)
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    fingerprint = models.CharField(
        max_length=64, blank=True, help_text="Of the versions the dry run saw"
    )
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    touched_at = models.DateTimeField(default=timezone.now, help_text="Last sign of life")
    imported_at = models.DateTimeField(default=timezone.now)
    undo_of = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="undone_by"
    )

    class Meta:
        ordering = ["-imported_at"]
        verbose_name_plural = "import batches"
        indexes = [
            models.Index(
                fields=["state"],
                condition=Q(state__in=["waiting", "reading", "checking", "taking"]),
                name="import_batch_at_work",
            )
        ]

    def __str__(self) -> str:
        return self.file_name


class ImportRow(models.Model):
    """One figure of a file before it is taken in: where it stands, what it says, what it would do.

    Copied in by the thousand, so no key or number is checked row by row, and what is the same in all
    plain rows is left to the table. Cleared away when the file is done.
    """

    class Outcome(models.TextChoices):
        NEW = "new", _("ny")
        CHANGED = "changed", _("ændret")
        UNCHANGED = "unchanged", _("uændret")
        REFUSED = "refused", _("afvist")
        LEFT_OUT = "left_out", _("ikke med")

    batch = models.ForeignKey(
        ImportBatch,
        on_delete=models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="rows",
    )
    row = models.IntegerField()
    place = models.SmallIntegerField(help_text="The column of the cell, from 0")
    outcome = models.CharField(max_length=9, choices=Outcome, blank=True, db_default=Outcome.NEW)
    code = models.CharField(
        max_length=40, blank=True, db_default="", help_text="Why it was refused"
    )
    field = models.CharField(max_length=60, blank=True, db_default="")
    text = models.CharField(max_length=120, blank=True, db_default="", help_text="What stood there")
    details = models.JSONField(null=True)
    definition_id = models.BigIntegerField(null=True)
    area_id = models.BigIntegerField(null=True)
    category_id = models.BigIntegerField(null=True)
    slot = models.CharField(max_length=8, blank=True)
    state = models.CharField(max_length=20, blank=True, db_default="value")
    numerator = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    denominator = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    value = models.DecimalField(max_digits=18, decimal_places=6, null=True)
    n = models.IntegerField(null=True)
    published_on = models.DateField(null=True)
    comment = models.CharField(max_length=500, blank=True, db_default="")
    seen_version = models.IntegerField(null=True)

    class Meta:
        ordering = ["batch", "row"]
        # The rows of a file lie together, so an index of ranges finds them and costs COPY little. For
        # the same reason the table's number has no unique index (migration 0013).
        indexes = [BrinIndex(fields=["batch"], pages_per_range=16, name="import_row_of_batch")]

    def __str__(self) -> str:
        return f"{self.batch_id} {self.row}:{self.place}"
