"""Tables of evaluation: awards as notices report them."""

from __future__ import annotations

from django.db import models

from socialvalue.machinery.fields import PoundsField
from socialvalue.people.models import Organisation, Owned
from socialvalue.planning.models import Procurement


class Award(Owned):
    """A decision to award, of a procurement or some of its lots."""

    procurement = models.ForeignKey(Procurement, on_delete=models.PROTECT, related_name="+")
    source_id = models.CharField(max_length=300)
    title = models.CharField(max_length=500, blank=True)
    status = models.CharField(max_length=40, blank=True)
    decided_on = models.DateField(null=True)
    value_net = PoundsField(null=True)
    value_inc_vat = PoundsField(null=True)
    lots = models.JSONField(default=list)  # lot source ids as read

    class Meta:
        constraints = [models.UniqueConstraint(fields=["procurement", "source_id"], name="one_award_an_id")]


class AwardSupplier(models.Model):
    """A supplier of an award, with what the notice says of its size (often wrong: the officer may correct)."""

    award = models.ForeignKey(Award, on_delete=models.CASCADE, related_name="suppliers")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    scale_as_read = models.CharField(max_length=40, blank=True)
    vcse_as_read = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["award", "organisation"], name="one_supplier_an_award")
        ]
