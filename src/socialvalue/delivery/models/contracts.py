"""Tables of delivery: contracts."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from socialvalue.evaluation.models import Award, Decision
from socialvalue.machinery.fields import PoundsField
from socialvalue.people.models import Organisation, Owned
from socialvalue.planning.models import Procurement


class Contract(Owned):
    """An agreement that stands, read from a notice or made from an award."""

    reference = models.CharField(max_length=20, unique=True)
    procurement = models.ForeignKey(Procurement, on_delete=models.PROTECT, related_name="+")
    award = models.ForeignKey(Award, null=True, on_delete=models.PROTECT, related_name="+")
    decision = models.ForeignKey(Decision, null=True, on_delete=models.PROTECT, related_name="+")
    source_id = models.CharField(max_length=300, blank=True)
    title = models.CharField(max_length=500)
    status = models.CharField(max_length=40, blank=True)
    signed_on = models.DateField(null=True)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)  # last day
    value_net = PoundsField(null=True)
    value_inc_vat = PoundsField(null=True)
    terminated_on = models.DateField(null=True)  # last day of a contract that ended early
    terminated_at = models.DateTimeField(null=True)  # when that was recorded
    terminated_by = models.UUIDField(null=True)
    termination_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["procurement", "source_id"], condition=~Q(source_id=""), name="one_contract_an_id"
            ),
            models.UniqueConstraint(
                fields=["decision"], condition=Q(decision__isnull=False), name="one_contract_an_award"
            ),
            models.CheckConstraint(
                condition=Q(terminated_on=None) | Q(terminated_at__isnull=False, terminated_by__isnull=False),
                name="contract_terminated_by_someone",
            ),
        ]


class Party(models.Model):
    """An organisation's part in a contract, with its days (rulings 31)."""

    class Part(models.TextChoices):
        LEAD = "lead", "Lead"
        MEMBER = "member", "Member"
        SUBCONTRACTOR = "subcontractor", "Subcontractor"

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=13, choices=Part.choices)
    from_on = models.DateField(null=True)
    to_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "organisation", "part"], name="one_part_an_organisation"
            ),
            models.UniqueConstraint(
                fields=["contract"], condition=Q(part="lead"), name="one_lead_a_contract"
            ),
        ]
