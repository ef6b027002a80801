"""Tables of the machinery: the event log, its texts and checkpoints, files, mail, workers, schedule, tries."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from socialvalue.foundation.references import new_uid


class Event(models.Model):
    """One deed, in the past tense. The database refuses to change or delete a row (rulings 34).

    `body` is canonical JSON and holds everything that counts; the other columns repeat parts of it for look-up and
    are compared with it by `audit verify`.
    """

    index = models.BigIntegerField(primary_key=True)  # own and gapless; a sequence would leave holes
    body = models.BinaryField()
    digest = models.BinaryField(max_length=32, unique=True)
    deed = models.CharField(max_length=80)
    record = models.CharField(max_length=40)
    uid = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["uid", "index"], name="event_of_record")]


class EventText(models.Model):
    """A reason or other free text of an event. It can be erased; the event keeps only its salted digest."""

    event_index = models.BigIntegerField()
    name = models.CharField(max_length=40)
    text = models.TextField(blank=True)
    salt = models.BinaryField(max_length=16)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event_index", "name"], name="one_text_a_name")]


class Checkpoint(models.Model):
    """A signed statement of how long the log is and what it hashes to (RFC 6962 root)."""

    size = models.BigIntegerField(primary_key=True)
    note = models.TextField()  # a C2SP signed note
    peaks = (
        models.BinaryField()
    )  # of the Merkle tree at this size: the next checkpoint reads only what came since
    made_at = models.DateTimeField()


class StoredFile(models.Model):
    """One file that someone gave us: by content, quarantined until looked at."""

    class State(models.TextChoices):
        QUARANTINED = "quarantined", "Waiting to be checked"
        ACCEPTED = "accepted", "Accepted"
        REFUSED = "refused", "Refused"

    uid = models.UUIDField(default=new_uid, unique=True, editable=False)
    digest = models.CharField(max_length=64, db_index=True)  # sha256 of the content, which is also its place
    name = models.CharField(max_length=200)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=100)
    state = models.CharField(max_length=12, choices=State.choices, default=State.QUARANTINED)
    why = models.CharField(max_length=300, blank=True)
    stored_at = models.DateTimeField()
    stored_by = models.UUIDField(null=True)  # a user's uid; null: the command line


class Mail(models.Model):
    """One e-mail that is owed, written with the deed that owes it and sent by the worker."""

    uid = models.UUIDField(default=new_uid, unique=True, editable=False)
    dedupe = models.CharField(max_length=120, unique=True)
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    secret = models.BooleanField(default=False)
    stale_at = models.DateTimeField(null=True)  # of a secret: from then on it is of no use to anyone
    owed_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    last_fault = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["next_try_at"], name="mail_owed", condition=Q(sent_at=None))]


class Worker(models.Model):
    """A running worker's sign of life; a task whose worker is silent goes back into the queue."""

    worker = models.CharField(max_length=64, primary_key=True)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()


class Scheduled(models.Model):
    """When a repeating task is next due. Which tasks repeat is declared in code (`schedule.py`)."""

    task = models.CharField(max_length=100, primary_key=True)
    due_at = models.DateTimeField()
    last_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last_at=None) | Q(due_at__gt=F("last_at")), name="due_after_last_run"
            )
        ]


class Beat(models.Model):
    """The last known good moment of something an operator must watch: backup, checkpoint."""

    what = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField()
    detail = models.CharField(max_length=300, blank=True)


class Tries(models.Model):
    """How often one comer tried one thing since the first try; who they are is kept as a digest, shortly."""

    key = models.CharField(max_length=120, primary_key=True)
    tries = models.PositiveIntegerField()
    ends_at = models.DateTimeField(db_index=True)  # then the count begins anew


class Series(models.Model):
    """The last number given in a series of references."""

    series = models.CharField(max_length=3)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["series", "year"], name="one_row_a_series_and_year")]
