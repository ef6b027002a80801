"""What was written for an exemption: each version of the request, each review, the papers (EXC-1, EXC-2)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from socialvalue.machinery.fields import ShareField
from socialvalue.machinery.models import StoredFile
from socialvalue.planning.models.exemptions import Exemption
from socialvalue.planning.models.procurements import Determination
from socialvalue.policy.models import PolicyVersion


class ExemptionRequest(models.Model):
    """One version of a request: what was asked for and every answer, with the figures it was asked against."""

    exemption = models.ForeignKey(Exemption, on_delete=models.PROTECT, related_name="requests")
    version = models.PositiveIntegerField()
    kind = models.CharField(max_length=15, choices=Exemption.Kind.choices)
    lowest = ShareField(null=True)  # of the total
    ground = models.CharField(max_length=17, choices=Exemption.Ground.choices)
    justification = models.TextField()
    bought = models.TextField()
    tried = models.TextField()
    market = models.TextField()
    instead = models.TextField()
    need = models.TextField()
    is_urgent = models.BooleanField()
    unforeseen = models.TextField(blank=True)
    minimum = ShareField()  # of the total, as it was on the day
    policy = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="+")
    determination = models.ForeignKey(Determination, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    requested_by = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["exemption", "version"], name="one_request_a_version"),
            models.CheckConstraint(
                condition=Q(is_urgent=True) | Q(unforeseen=""), name="only_urgency_is_unforeseen"
            ),
        ]


class ExemptionReview(models.Model):
    """What the standards team said to a version of a request, and for whom they stood in."""

    exemption = models.ForeignKey(Exemption, on_delete=models.PROTECT, related_name="reviews")
    number = models.PositiveIntegerField()
    opinion = models.CharField(max_length=15, choices=Exemption.Opinion.choices)
    reasons = models.TextField()
    conditions = models.TextField(blank=True)  # that the support depends on
    questions = models.TextField(blank=True)  # that the requester has to answer first
    deputy_for = models.UUIDField(null=True)  # the colleague whom the reviewer stood in for
    reviewed_on = models.DateField()  # the business day: no meeting that determines it was held before
    reviewed_at = models.DateTimeField()
    reviewed_by = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["exemption", "number"], name="one_review_a_number"),
            models.CheckConstraint(
                condition=~Q(opinion="with-conditions") | ~Q(conditions=""), name="conditions_are_named"
            ),
            models.CheckConstraint(
                condition=~Q(opinion="returned") | ~Q(questions=""), name="a_return_asks_something"
            ),
        ]


class ExemptionPaper(models.Model):
    """A file beside a request: a quote, a framework's terms, a note of a meeting."""

    exemption = models.ForeignKey(Exemption, on_delete=models.PROTECT, related_name="papers")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    added_by = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["exemption", "number"], name="one_paper_a_number")]
