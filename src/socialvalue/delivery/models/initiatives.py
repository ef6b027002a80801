"""Table of voluntary initiatives: what a supplier offers though nobody asked (INC-3). No commitment, no coverage."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from socialvalue.delivery.models.contracts import Contract
from socialvalue.machinery.fields import AmountField
from socialvalue.people.models import Organisation, Owned
from socialvalue.toms.models import Measure


class Initiative(Owned):
    """Something a supplier wants to do of its own accord, beside a contract or without one."""

    class State(models.TextChoices):
        PROPOSED = "proposed", "Waits for the service"
        ASKED = "asked", "Waits for the supplier"
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"
        WITHDRAWN = "withdrawn", "Taken back"

    reference = models.CharField(max_length=20, unique=True)
    supplier = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    contract = models.ForeignKey(Contract, null=True, on_delete=models.PROTECT, related_name="+")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="+")
    quantity = AmountField()
    unit = models.CharField(max_length=30)  # the measure's, kept
    place = models.CharField(
        max_length=9, blank=True
    )  # a place's code; empty: anywhere that the measure counts
    what = models.TextField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    state = models.CharField(max_length=9, choices=State.choices)
    proposed_at = models.DateTimeField()
    proposed_by = models.UUIDField()
    question = models.TextField(blank=True)  # of the service, the last one
    answer = models.TextField(blank=True)  # of the supplier, to that
    reason = models.TextField(blank=True)  # of the decision, or of taking it back
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="initiative_is_of_something"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="initiative_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["accepted", "declined"]) | Q(decided_by__isnull=False),
                name="initiative_decided_by_someone",
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(reason=""), name="initiative_declined_for_a_reason"
            ),
        ]
        indexes = [models.Index(fields=["authority", "state", "-id"], name="initiatives_by_state")]
