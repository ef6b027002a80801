"""Tables of recognition: the badge of a contract for a financial year."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from socialvalue.delivery.models import Contract
from socialvalue.people.models import Owned


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
    reasons = models.JSONField(default=list)
    impact_outside = models.TextField(blank=True)  # evidenced impact outside the contract: Platinum only
    known_at = models.DateTimeField()  # the cut-off
    verified_at = models.DateTimeField()
    verified_by = models.UUIDField()
    is_live = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "year_from_on"], condition=Q(is_live=True), name="one_live_badge_a_year"
            ),
            models.UniqueConstraint(
                fields=["contract", "year_from_on", "version"], name="one_badge_a_version"
            ),
        ]
