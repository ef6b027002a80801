"""The table of breaches: what was missing once a procurement had begun, and what is done about it (rulings 7)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from socialvalue.people.models import Owned
from socialvalue.planning.models.procurements import Determination, Lot, Procurement

OPEN_BREACHES = ["recorded", "in-hand"]


class Breach(Owned):
    """What the policy asks for and was not there when a procurement had begun, of all lots or one."""

    class Missing(models.TextChoices):
        NO_SOCIAL_VALUE = "no-social-value", "No Social Value was asked for"
        BELOW_MINIMUM = "below-minimum", "It weighed less than the minimum"
        NO_COMMITMENTS = "no-commitments", "Nothing was written into the contract"
        OTHER = "other", "Something else that the policy asks for"

    class State(models.TextChoices):
        RECORDED = "recorded", "To settle"
        IN_HAND = "in-hand", "In hand"
        CLOSED = "closed", "Closed"
        DISMISSED = "dismissed", "No breach"

    reference = models.CharField(max_length=20, unique=True)
    procurement = models.ForeignKey(Procurement, on_delete=models.PROTECT, related_name="breaches")
    lot = models.ForeignKey(Lot, null=True, on_delete=models.PROTECT, related_name="breaches")  # none: all
    determination = models.ForeignKey(Determination, on_delete=models.PROTECT, related_name="+")
    missing = models.CharField(max_length=15, choices=Missing.choices)
    clause = models.CharField(max_length=10)
    what = models.TextField()
    found_on = models.DateField()
    state = models.CharField(max_length=9, choices=State.choices)
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField()
    remedy = models.TextField(blank=True)
    owner = models.UUIDField(null=True)  # of the remedy
    due_on = models.DateField(null=True)
    planned_at = models.DateTimeField(null=True)
    planned_by = models.UUIDField(null=True)
    outcome = models.TextField(blank=True)  # what came of it, or why it was no breach
    settled_at = models.DateTimeField(null=True)
    settled_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["procurement", "missing"],
                condition=Q(lot=None, state__in=OPEN_BREACHES),
                name="one_open_breach_a_procurement",
            ),
            models.UniqueConstraint(
                fields=["lot", "missing"],
                condition=Q(state__in=OPEN_BREACHES),
                name="one_open_breach_a_lot",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["in-hand", "closed"])
                | (Q(planned_by__isnull=False, owner__isnull=False, due_on__isnull=False) & ~Q(remedy="")),
                name="a_remedy_has_an_owner_and_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["closed", "dismissed"])
                | (Q(settled_by__isnull=False) & ~Q(outcome="")),
                name="a_breach_is_settled_with_an_outcome",
            ),
        ]
        indexes = [models.Index(fields=["authority", "state", "-id"], name="breaches_by_state")]
