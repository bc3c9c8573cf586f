"""Files that people hand in: kept in the database, so that one backup holds everything."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone


class StoredFile(models.Model):
    """One file as it came: its name, size and fingerprint. Its bytes lie in chunks beside it."""

    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100, blank=True)
    size = models.BigIntegerField(default=0, help_text="Bytes")
    sha256 = models.CharField(max_length=64)
    kept_until = models.DateField(null=True, blank=True)
    purged_at = models.DateTimeField(null=True, help_text="When its bytes were taken away")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.name


class FileChunk(models.Model):
    """A piece of a stored file, so that a large one never stands in memory whole."""

    file = models.ForeignKey(StoredFile, on_delete=models.CASCADE, related_name="chunks")
    number = models.PositiveIntegerField()
    data = models.BinaryField()

    class Meta:
        ordering = ["file", "number"]
        constraints = [models.UniqueConstraint(fields=["file", "number"], name="file_chunk_once")]

    def __str__(self) -> str:
        return f"{self.file} {self.number}"
