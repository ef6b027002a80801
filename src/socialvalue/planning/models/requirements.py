"""Tables of what is asked for: the Social Value Act record, Defined requirements, qualitative questions."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from socialvalue.machinery.fields import AmountField
from socialvalue.planning.models.procurements import Lot, Procurement
from socialvalue.toms.models import LocalDefinition, Measure


class ActRecord(models.Model):
    """How the Social Value Act duty was considered before procurement began (CTX-1). A new version, never an edit."""

    procurement = models.ForeignKey(Procurement, on_delete=models.PROTECT, related_name="act_records")
    version = models.PositiveIntegerField()
    economic = models.TextField()
    social = models.TextField()
    environmental = models.TextField()
    consults = models.BooleanField()  # whether consultation is needed
    consultation = models.TextField()  # with whom, or why not
    considered_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["procurement", "version"], name="one_act_record_a_version")
        ]


class Requirement(models.Model):
    """A Defined requirement of a lot (CAT-1): a measure version, how much, where, by when, proved how."""

    class Kind(models.TextChoices):
        MINIMUM = "minimum", "At least"
        TARGET = "target", "Target"

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        CONFIRMED = "confirmed", "Confirmed"
        REMOVED = "removed", "Removed"

    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, related_name="requirements")
    number = models.PositiveIntegerField()
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=7, choices=Kind.choices)
    quantity = AmountField()
    unit = models.CharField(max_length=30)  # the measure's, kept
    place = models.CharField(
        max_length=100, blank=True
    )  # a place's code or the name of another place; empty: anywhere
    local_means = models.CharField(
        max_length=300, blank=True
    )  # the definition of "local", where the measure needs one
    local = models.ForeignKey(
        LocalDefinition, null=True, on_delete=models.PROTECT, related_name="+"
    )  # the one that an officer chose; none: as the measure says
    need = models.TextField()  # why here
    evidence = models.TextField()
    unanswered = models.CharField(max_length=13)  # zero, not-compliant: the published consequence (ruling 8)
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFT)
    made_at = models.DateTimeField()
    made_by = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["lot", "number"], name="one_requirement_a_number"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="requirement_asks_for_something"),
        ]


class RequirementStep(models.Model):
    """One step of a requirement's profile: how much is due by when, counted in days from the contract's start."""

    requirement = models.ForeignKey(Requirement, on_delete=models.CASCADE, related_name="steps")
    due_after_days = models.PositiveIntegerField()
    quantity = AmountField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["requirement", "due_after_days"], name="one_requirement_step_a_day"
            )
        ]


class Question(models.Model):
    """A qualitative question of a lot, with what a good answer shows."""

    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, related_name="questions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    word_limit = models.PositiveIntegerField()
    descriptors = models.JSONField(default=list)  # what each mark means, from 0 up
    made_at = models.DateTimeField()
    made_by = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["lot", "number"], name="one_question_a_number")]
