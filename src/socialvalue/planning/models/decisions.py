"""How an exemption was determined: the meeting, the figures as they stood, the conditions and what came of them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from socialvalue.machinery.fields import ShareField
from socialvalue.planning.models.exemptions import Exemption
from socialvalue.planning.models.procurements import Determination
from socialvalue.policy.models import PolicyVersion


class ExemptionDecision(models.Model):
    """The minute of a determination. Who, when and why stand in the exemption itself."""

    exemption = models.OneToOneField(Exemption, on_delete=models.PROTECT, related_name="decision")
    held_on = models.DateField()
    present = models.TextField()  # names and roles as minuted
    interests = models.TextField(blank=True)  # empty: none was declared
    minimum = ShareField()  # of the total, as it was on the day
    minimum_basis = models.CharField(max_length=20)  # policy.rules.MinimumBasis
    policy = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="+")
    policy_in_force = models.BooleanField()
    determination = models.ForeignKey(Determination, on_delete=models.PROTECT, related_name="+")
    deputy_for = models.UUIDField(null=True)  # the colleague whom the member stood in for


class ExemptionCondition(models.Model):
    """Something to be done in return for an exemption, by whom and when, followed up until somebody has checked it."""

    class State(models.TextChoices):
        OPEN = "open", "To do"
        REPORTED = "reported", "To check"
        DONE = "done", "Done"

    exemption = models.ForeignKey(Exemption, on_delete=models.PROTECT, related_name="followed")
    number = models.PositiveIntegerField()
    text = models.TextField()
    owner = models.UUIDField()
    due_on = models.DateField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    told = models.TextField(blank=True)  # how it was done, as reported
    reported_at = models.DateTimeField(null=True)
    reported_by = models.UUIDField(null=True)
    finding = models.TextField(blank=True)  # of whoever checked it
    checked_at = models.DateTimeField(null=True)
    checked_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["exemption", "number"], name="one_condition_a_number"),
            models.CheckConstraint(
                condition=Q(state="open") | (Q(reported_by__isnull=False) & ~Q(told="")),
                name="a_condition_is_reported_with_how",
            ),
            models.CheckConstraint(
                condition=~Q(state="done")
                | (Q(checked_by__isnull=False, reported_by__isnull=False) & ~Q(checked_by=F("reported_by"))),
                name="nobody_checks_their_own_condition",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="conditions_by_due_day")]
