"""Tables of exchange: import runs, the releases they brought, the problems they met."""

from __future__ import annotations

from django.db import models

from socialvalue.machinery.models import StoredFile
from socialvalue.people.models import Owned
from socialvalue.planning.models import Procurement


class ImportRun(Owned):
    """One file brought in: how far it is, what it did, in figures that balance."""

    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    file_digest = models.CharField(max_length=64)
    state = models.CharField(max_length=10)  # waiting, running, done, failed
    done_bytes = models.BigIntegerField(default=0)
    all_bytes = models.BigIntegerField(default=0)
    read = models.PositiveIntegerField(default=0)
    stored = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    procurements_new = models.PositiveIntegerField(default=0)
    procurements_changed = models.PositiveIntegerField(default=0)
    bands = models.JSONField(default=dict)  # band → procurements of this file
    failure = models.CharField(max_length=300, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField(null=True)
    finished_at = models.DateTimeField(null=True)


class Release(models.Model):
    """One notice as it was read: the bytes, kept, so that a later one can be merged with it."""

    procurement = models.ForeignKey(Procurement, on_delete=models.PROTECT, related_name="+")
    run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, related_name="+")
    ocid = models.CharField(max_length=120)
    release_id = models.CharField(max_length=200, blank=True)  # empty: the notice has none
    digest = models.CharField(max_length=64)
    released_at = models.CharField(max_length=40, blank=True)  # as read
    notice_type = models.CharField(max_length=60, blank=True)
    tag = models.CharField(max_length=120, blank=True)
    raw = models.BinaryField()  # zlib of the bytes as read

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["procurement", "digest"], name="one_release_a_content"),
        ]
        indexes = [models.Index(fields=["ocid"], name="release_by_ocid")]


class ImportProblem(models.Model):
    """One thing wrong in a file, where it stands, and what was done about it."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="problems")
    number = models.PositiveIntegerField()
    severity = models.CharField(max_length=10)
    code = models.CharField(max_length=60)
    release = models.CharField(max_length=200, blank=True)
    ocid = models.CharField(max_length=120, blank=True)
    path = models.CharField(max_length=500, blank=True)
    text = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "number"], name="one_problem_a_number")]
