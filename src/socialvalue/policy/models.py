"""Tables of policy: versions and threshold rows, immutable once loaded from a pack; rulings on what it means."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from socialvalue.machinery.fields import PoundsField
from socialvalue.machinery.permissions import Role
from socialvalue.people.models import Owned, PackVersion


class PolicyVersion(Owned):
    """One version of the policy with its dates and status. Decisions point to the version they were made under."""

    pack = models.ForeignKey(PackVersion, on_delete=models.PROTECT, related_name="+")
    label = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    status = models.CharField(max_length=20)
    effective_from_on = models.DateField(null=True)
    effective_to_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pack", "label"], name="one_version_a_label"),
            models.CheckConstraint(
                condition=Q(effective_to_on=None)
                | Q(effective_from_on=None)
                | Q(effective_to_on__gte=F("effective_from_on")),
                name="version_ends_after_it_begins",
            ),
        ]


class Threshold(models.Model):
    """One threshold amount: which kind of contract, from when to when, by which instrument."""

    pack = models.ForeignKey(PackVersion, on_delete=models.PROTECT, related_name="+")
    row = models.PositiveSmallIntegerField()  # of Schedule 1 to the Procurement Act 2023
    kind = models.CharField(max_length=60)
    amount_inc_vat = PoundsField()
    from_on = models.DateField()
    to_on = models.DateField(null=True)  # null: until a later row
    source = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pack", "row", "from_on"], name="one_amount_a_row_and_day"),
            models.CheckConstraint(
                condition=Q(to_on=None) | Q(to_on__gte=F("from_on")), name="threshold_ends_after_it_begins"
            ),
        ]


class Ruling(Owned):
    """What the policy means where it is open: a question and its answer, under the version that it was given for."""

    class State(models.TextChoices):
        IN_FORCE = "in-force", "In force"
        REPLACED = "replaced", "Replaced"
        WITHDRAWN = "withdrawn", "Withdrawn"

    reference = models.CharField(max_length=20, unique=True)
    question = models.TextField()
    answer = models.TextField()
    applies = models.TextField()  # where it applies
    asked_by = models.CharField(max_length=30, choices=[(role.value, role.value) for role in Role])
    decided_by = models.CharField(max_length=30, choices=[(role.value, role.value) for role in Role])
    decided_on = models.DateField()
    policy = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=9, choices=State.choices)
    replaces = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")
    why_ended = models.TextField(blank=True)  # of one that was withdrawn
    search_text = models.TextField()  # lower case: reference, question, answer, where it applies
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="in-force", ended_at=None)
                | Q(state__in=["replaced", "withdrawn"], ended_at__isnull=False, ended_by__isnull=False),
                name="what_ended_was_ended_by_someone",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(why_ended=""), name="withdrawn_for_a_reason"
            ),
        ]
        indexes = [models.Index(fields=["authority", "state", "-id"], name="rulings_by_state")]


class RulingClause(models.Model):
    """A clause that a ruling is about."""

    ruling = models.ForeignKey(Ruling, on_delete=models.CASCADE, related_name="clauses")
    clause = models.CharField(max_length=10)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["clause", "ruling"], name="one_clause_a_ruling")]
