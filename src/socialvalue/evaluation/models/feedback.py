"""The table of feedback after tenders: who was asked, and what they said (COM-1)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from socialvalue.people.models import Organisation, Owned
from socialvalue.planning.models import Procurement


class TenderFeedback(Owned):
    """Three questions about a tender to one organisation that bid. No part of any evaluation."""

    procurement = models.ForeignKey(Procurement, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField()
    clear = models.PositiveSmallIntegerField(null=True)  # was what we asked clear: 1 to 5
    proportionate = models.PositiveSmallIntegerField(null=True)  # was it in proportion: 1 to 5
    change = models.TextField(blank=True)  # what should we change
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["procurement", "organisation"], name="one_feedback_a_bidder"),
            models.CheckConstraint(
                condition=Q(answered_at=None, clear=None, proportionate=None)
                | Q(answered_at__isnull=False, clear__range=(1, 5), proportionate__range=(1, 5)),
                name="feedback_is_whole",
            ),
        ]
        indexes = [models.Index(fields=["authority", "-asked_at"], name="feedback_newest")]
