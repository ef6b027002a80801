"""The table of exemptions: who asked for which and why, who looked at it, who determined it (EXC-1, EXC-2)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from socialvalue.machinery.fields import ShareField
from socialvalue.people.models import Owned
from socialvalue.planning.models.procurements import Lot, Procurement

OPEN_STATES = ["requested", "returned", "with-management"]


class Exemption(Owned):
    """A request to leave Social Value out, or to weigh it below the minimum, for a procurement or one lot of it."""

    class Kind(models.TextChoices):
        NO_SOCIAL_VALUE = "no-social-value", "No Social Value"
        LOWER_WEIGHT = "lower-weight", "A weight below the minimum"

    class Ground(models.TextChoices):
        NO_CRITERION = "no-criterion", "No competition, or a framework without such a criterion"
        URGENT = "urgent", "Urgency that could not be foreseen"
        OUT_OF_PROPORTION = "out-of-proportion", "Out of proportion to what is bought"
        OTHER = "other", "Another exceptional circumstance"

    class State(models.TextChoices):
        REQUESTED = "requested", "To review"
        RETURNED = "returned", "Returned"
        WITH_MANAGEMENT = "with-management", "To determine"
        GRANTED = "granted", "Granted"
        REFUSED = "refused", "Refused"
        WITHDRAWN = "withdrawn", "Withdrawn"

    class Opinion(models.TextChoices):
        SUPPORT = "support", "Supports it"
        WITH_CONDITIONS = "with-conditions", "Supports it with conditions"
        DO_NOT_SUPPORT = "do-not-support", "Does not support it"
        RETURNED = "returned", "Returned with questions"

    reference = models.CharField(max_length=20, unique=True)
    procurement = models.ForeignKey(Procurement, on_delete=models.PROTECT, related_name="exemptions")
    lot = models.ForeignKey(
        Lot, null=True, on_delete=models.PROTECT, related_name="exemptions"
    )  # none: all lots
    kind = models.CharField(max_length=15, choices=Kind.choices)
    lowest = ShareField(null=True)  # of the total: the weight that a lower one goes down to
    ground = models.CharField(max_length=17, choices=Ground.choices)
    justification = models.TextField()
    state = models.CharField(max_length=15, choices=State.choices)
    requested_at = models.DateTimeField()
    requested_by = models.UUIDField()
    opinion = models.CharField(max_length=15, choices=Opinion.choices, blank=True)  # of the last review
    view = models.TextField(
        blank=True
    )  # its reasons: of the standards team: what it passed on, or asked to be mended
    screened_at = models.DateTimeField(null=True)
    screened_by = models.UUIDField(null=True)
    reason = models.TextField(blank=True)  # of the decision, or of the withdrawal
    conditions = models.TextField(blank=True)
    granted_on = models.DateField(null=True)
    expires_on = models.DateField(null=True)  # the last day on which it counts
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    summary = models.TextField(blank=True)  # the reason as the public reads it after the award (rulings 7)
    summarised_at = models.DateTimeField(null=True)
    summarised_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["procurement"],
                condition=Q(lot=None, state__in=OPEN_STATES),
                name="one_open_exemption_a_procurement",
            ),
            models.UniqueConstraint(
                fields=["lot"], condition=Q(state__in=OPEN_STATES), name="one_open_exemption_a_lot"
            ),
            models.CheckConstraint(
                condition=Q(kind="no-social-value", lowest=None)
                | Q(kind="lower-weight", lowest__gt=0, lowest__lt=1),
                name="a_lower_weight_is_stated",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["granted", "refused"])
                | (Q(decided_by__isnull=False, screened_by__isnull=False) & ~Q(reason="")),
                name="determined_by_someone_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=models.F("requested_by")),
                name="nobody_determines_their_own",
            ),
            models.CheckConstraint(
                condition=~Q(state="granted") | Q(granted_on__isnull=False), name="granted_on_a_day"
            ),
            models.CheckConstraint(
                condition=Q(summary="") | Q(state="granted", summarised_by__isnull=False),
                name="only_what_is_granted_is_summarised",
            ),
        ]
        indexes = [models.Index(fields=["authority", "state", "-id"], name="exemptions_by_state")]
