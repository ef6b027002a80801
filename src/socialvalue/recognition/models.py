"""Tables of recognition: impact outside a contract, the badge of a contract for a financial year."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from socialvalue.delivery.models import Contract
from socialvalue.machinery.models import StoredFile
from socialvalue.people.models import Owned


class OutsideImpact(Owned):
    """What a supplier says it achieved outside the contract in a year, in versions: Platinum asks for it (REC-4)."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="+")
    year_from_on = models.DateField()  # 1 April
    version = models.PositiveIntegerField()
    what = models.TextField()  # no names (DPA-1)
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField()
    told_by = models.UUIDField()
    is_live = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "year_from_on"], condition=Q(is_live=True), name="one_live_impact_a_year"
            ),
            models.UniqueConstraint(
                fields=["contract", "year_from_on", "version"], name="one_impact_a_version"
            ),
        ]


class Badge(Owned):
    """What a contract earned in a financial year, with reasons, once the contract manager has verified it (REC-1)."""

    class Level(models.TextChoices):
        GOLD = "gold", "Gold"
        PLATINUM = "platinum", "Platinum"
        NONE = "none", "No badge"
        NOT_ASSESSED = "not-assessed", "Not assessed"

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="+")
    year_from_on = models.DateField()  # 1 April
    version = models.PositiveIntegerField()
    level = models.CharField(max_length=12, choices=Level.choices)
    reason = models.TextField()  # the rule's sentence for the level
    clause = models.CharField(max_length=12)
    commitments = models.JSONField(default=list)  # one reason for each: commitment, verdict, text
    impact = models.ForeignKey(
        OutsideImpact, null=True, on_delete=models.PROTECT, related_name="+"
    )  # accepted
    why = models.TextField()  # the contract manager's own words
    known_at = models.DateTimeField()  # the cut-off
    verified_at = models.DateTimeField()
    verified_by = models.UUIDField()
    is_live = models.BooleanField(default=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.UUIDField(null=True)
    revoked_why = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(revoked_at=None) | Q(revoked_by__isnull=False, is_live=False),
                name="badge_revoked_by_someone",
            ),
            models.UniqueConstraint(
                fields=["contract", "year_from_on"], condition=Q(is_live=True), name="one_live_badge_a_year"
            ),
            models.UniqueConstraint(
                fields=["contract", "year_from_on", "version"], name="one_badge_a_version"
            ),
        ]
