"""Tables beside a requirement: the figure that shows its need, who looked at what, and remarks about it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from socialvalue.machinery.fields import AmountField
from socialvalue.places.models import Indicator
from socialvalue.planning.models.requirements import Requirement


class NeedPinned(models.Model):
    """The published figure that a requirement answers, as it stood when it was chosen (PRI-2)."""

    requirement = models.OneToOneField(Requirement, on_delete=models.PROTECT, related_name="need_pinned")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=9)
    period = models.CharField(max_length=60)
    value = AmountField()
    county_value = AmountField(null=True)
    pinned_on = models.DateField()


class EnvironmentalCheck(models.Model):
    """What the standards team says of a requirement whose words suggest the environment (CTX-4, rulings 10)."""

    requirement = models.OneToOneField(Requirement, on_delete=models.PROTECT, related_name="checked")
    is_environmental = models.BooleanField()
    reason = models.TextField()
    checked_at = models.DateTimeField()
    checked_by = models.UUIDField()


class LegalSignOff(models.Model):
    """What the law says to a requirement about the workforce of goods or works below threshold (rulings 9).

    A new version each time, never an edit.
    """

    requirement = models.ForeignKey(Requirement, on_delete=models.PROTECT, related_name="sign_offs")
    version = models.PositiveSmallIntegerField()
    is_cleared = models.BooleanField()
    adviser = models.CharField(max_length=200)  # who gave the advice
    note = models.TextField()
    advised_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["requirement", "version"], name="one_sign_off_a_version")
        ]


class Remark(models.Model):
    """What the standards team has to say of a requirement, and the answer to it."""

    class State(models.TextChoices):
        OPEN = "open", "Waits for an answer"
        ANSWERED = "answered", "Answered"

    requirement = models.ForeignKey(Requirement, on_delete=models.PROTECT, related_name="remarks")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    state = models.CharField(max_length=8, choices=State.choices)
    sent_at = models.DateTimeField()
    sent_by = models.UUIDField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["requirement", "number"], name="one_remark_a_number"),
            models.CheckConstraint(
                condition=Q(state="open") | (Q(answered_by__isnull=False) & ~Q(answer="")),
                name="answered_by_someone_in_words",
            ),
        ]
        indexes = [models.Index(fields=["state"], name="remarks_by_state")]


class Inclusion(models.Model):
    """Whether Social Value is included where the policy encourages it; if not, why (INC-2). Versions, never edits."""

    procurement = models.ForeignKey(
        "planning.Procurement", on_delete=models.PROTECT, related_name="inclusions"
    )
    version = models.PositiveSmallIntegerField()
    is_included = models.BooleanField()
    reason = models.CharField(max_length=20, blank=True)  # planning.rules.WhyNot, where it is not
    sentence = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["procurement", "version"], name="one_inclusion_a_version"),
            models.CheckConstraint(
                condition=Q(is_included=True, reason="") | (Q(is_included=False) & ~Q(reason="")),
                name="left_out_for_a_reason",
            ),
        ]
