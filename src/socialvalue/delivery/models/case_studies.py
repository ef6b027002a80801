"""Tables of case studies: one record a contract year, a version of its four answers for each time it was handed in."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from socialvalue.delivery.models.contracts import Contract
from socialvalue.people.models import Organisation, Owned


class CaseStudy(Owned):
    """The case study of a contract year (MEA-2). The first submission makes it."""

    class State(models.TextChoices):
        SUBMITTED = "submitted", "Submitted"
        ACCEPTED = "accepted", "Accepted"
        RETURNED = "returned", "Returned"

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="+")
    contract_year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=9, choices=State.choices, default=State.SUBMITTED)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contract", "contract_year"], name="one_case_study_a_year")
        ]


class CaseStudyVersion(models.Model):
    """The four answers of the policy's template as they were handed in, and what was decided about them (CAS-1)."""

    case_study = models.ForeignKey(CaseStudy, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    committed = models.TextField()
    delivered = models.TextField()
    who_benefited = models.TextField()
    where_felt = models.TextField()
    figures = models.JSONField(default=list)  # the ledger's lines on that day: decimals as text
    submitted_on = models.DateField()  # the day that counts against the due day
    submitted_at = models.DateTimeField()
    submitted_by = models.UUIDField()
    on_behalf_of = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    becomes = models.CharField(max_length=9, choices=CaseStudy.State.choices, default="submitted")
    why = models.TextField(blank=True)
    decided_on = models.DateField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case_study", "number"], name="one_case_study_a_version"),
            models.CheckConstraint(
                condition=Q(becomes="submitted")
                | (Q(decided_at__isnull=False, decided_by__isnull=False) & ~Q(decided_by=F("submitted_by"))),
                name="case_study_decided_by_another_person",
            ),
        ]
