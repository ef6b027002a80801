"""Tables of policy: versions and threshold rows, as loaded from a pack; immutable once loaded."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from socialvalue.machinery.fields import PoundsField
from socialvalue.people.models import Owned, PackVersion


class PolicyVersion(Owned):
    """One version of the policy with its dates and status. Decisions point to the version they were made under."""

    pack = models.ForeignKey(PackVersion, on_delete=models.PROTECT, related_name="+")
    label = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    status = models.CharField(max_length=20)
    effective_from_on = models.DateField(null=True)
    effective_to_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pack", "label"], name="one_version_a_label"),
            models.CheckConstraint(
                condition=Q(effective_to_on=None)
                | Q(effective_from_on=None)
                | Q(effective_to_on__gte=F("effective_from_on")),
                name="version_ends_after_it_begins",
            ),
        ]


class Threshold(models.Model):
    """One threshold amount: which kind of contract, from when to when, by which instrument."""

    pack = models.ForeignKey(PackVersion, on_delete=models.PROTECT, related_name="+")
    row = models.PositiveSmallIntegerField()  # of Schedule 1 to the Procurement Act 2023
    kind = models.CharField(max_length=60)
    amount_inc_vat = PoundsField()
    from_on = models.DateField()
    to_on = models.DateField(null=True)  # null: until a later row
    source = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pack", "row", "from_on"], name="one_amount_a_row_and_day"),
            models.CheckConstraint(
                condition=Q(to_on=None) | Q(to_on__gte=F("from_on")), name="threshold_ends_after_it_begins"
            ),
        ]
