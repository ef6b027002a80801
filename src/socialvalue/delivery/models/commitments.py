"""Tables of what was promised and done: commitments, their profiles, deliveries, the roll-up."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from socialvalue.delivery.models.contracts import Contract
from socialvalue.machinery.fields import AmountField
from socialvalue.machinery.models import StoredFile
from socialvalue.people.models import Organisation, Owned
from socialvalue.tendering.models import Offer
from socialvalue.toms.models import Measure


class Commitment(Owned):
    """An offer made contractual, or one agreed later. One organisation answers for it (ruling 31)."""

    class Category(models.TextChoices):
        DEFINED = "defined", "Defined"
        ADDITIONAL = "additional", "Additional"

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    offer = models.ForeignKey(Offer, null=True, on_delete=models.PROTECT, related_name="+")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="+")
    category = models.CharField(max_length=10, choices=Category.choices)
    unit = models.CharField(max_length=30)
    place = models.CharField(max_length=100, blank=True)
    evidence = models.TextField()
    answerable = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField()
    agreed_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contract", "number"], name="one_commitment_a_number"),
            models.UniqueConstraint(
                fields=["offer"], condition=Q(offer__isnull=False), name="one_commitment_an_offer"
            ),
        ]


class Profile(models.Model):
    """What is due by when, as agreed at first (version 1) or by a variation that holds from a day inclusive."""

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="profiles")
    version = models.PositiveIntegerField()
    holds_from_on = models.DateField()
    reason = models.TextField(blank=True)  # of a variation
    warned = models.JSONField(default=list)  # codes of the warnings under which it was varied (rule 34)
    agreed_at = models.DateTimeField()
    agreed_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commitment", "version"], name="one_profile_a_version")
        ]


class ProfileStep(models.Model):
    """How much is due on a day; on the day counts."""

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="steps")
    due_on = models.DateField()
    quantity = AmountField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["profile", "due_on"], name="one_step_a_day")]


class Delivery(Owned):
    """What was reported as done, and what was decided about it."""

    class State(models.TextChoices):
        REPORTED = "reported", "Reported"
        QUERIED = "queried", "Query open"
        ACCEPTED = "accepted", "Accepted"
        REJECTED = "rejected", "Rejected"
        WITHDRAWN = "withdrawn", "Withdrawn"

    reference = models.CharField(max_length=20, unique=True)
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="+")
    delivered_on = models.DateField()
    quantity = AmountField()
    accepted_quantity = AmountField(null=True)
    place = models.CharField(max_length=100, blank=True)  # a place's code; empty: unplaced
    place_quality = models.CharField(max_length=20, blank=True)
    what_changed = models.TextField()  # for whom: no names (DPA-1)
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=9, choices=State.choices, default=State.REPORTED)
    reported_at = models.DateTimeField()
    reported_by = models.UUIDField()
    on_behalf_of = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    why = models.TextField(blank=True)  # of the query or decision
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="delivery_of_something"),
            models.CheckConstraint(
                condition=Q(accepted_quantity=None) | Q(accepted_quantity__lte=F("quantity")),
                name="accepted_at_most_reported",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["accepted", "rejected"])
                | (Q(decided_at__isnull=False, decided_by__isnull=False) & ~Q(decided_by=F("reported_by"))),
                name="decided_by_another_person",
            ),
        ]
        indexes = [models.Index(fields=["commitment", "delivered_on"], name="deliveries_of_commitment")]


class DeliveryDecision(models.Model):
    """One deed that moved a delivery on. All are kept, so that what was known at an instant can be told (ruling 23)."""

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="decisions")
    number = models.PositiveIntegerField()
    becomes = models.CharField(max_length=9, choices=Delivery.State.choices)
    quantity = AmountField(null=True)  # of an acceptance
    why = models.TextField()
    decided_at = models.DateTimeField()
    decided_by = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["delivery", "number"], name="one_delivery_decision_a_number")
        ]


class RollUp(models.Model):
    """Commitment × quarter × place by delivery date: what every figure is added up from (ruling 37)."""

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="+")
    quarter_from_on = models.DateField()
    place = models.CharField(max_length=100, blank=True)
    reported = AmountField()
    verified = AmountField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "quarter_from_on", "place"], name="one_roll_up_a_quarter_and_place"
            ),
            models.CheckConstraint(condition=Q(verified__lte=F("reported")), name="verified_within_reported"),
        ]
        indexes = [models.Index(fields=["quarter_from_on"], name="roll_up_by_quarter")]
