"""Tables of feasibility tests: draft requirements, invitations by link, answers, decisions (PRE-3, TEN-2)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from socialvalue.foundation.references import new_uid
from socialvalue.people.models import Organisation
from socialvalue.planning.models.procurements import Procurement
from socialvalue.planning.models.requirements import Requirement


class FeasibilityTest(models.Model):
    """Draft requirements of a procurement that go out to invited organisations, until a day."""

    procurement = models.ForeignKey(Procurement, on_delete=models.PROTECT, related_name="feasibility_tests")
    number = models.PositiveIntegerField()
    message = models.TextField(blank=True)  # what the officer says to those invited
    closes_on = models.DateField()  # the last day on which an answer counts
    opened_at = models.DateTimeField()
    opened_by = models.UUIDField()
    ended_at = models.DateTimeField(null=True)  # before its last day
    ended_by = models.UUIDField(null=True)
    disclosed_at = models.DateTimeField(null=True)  # its summary goes to every bidder
    disclosed_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["procurement", "number"], name="one_feasibility_test_a_number"),
            models.UniqueConstraint(
                fields=["procurement"],
                condition=Q(disclosed_at=None),
                name="one_feasibility_test_before_disclosure",
            ),
        ]


class FeasibilityItem(models.Model):
    """A draft requirement in a test, and what was decided about it after the answers."""

    class Decision(models.TextChoices):
        KEPT = "kept", "Kept"
        CHANGED = "changed", "Changed"
        DROPPED = "dropped", "Dropped"

    test = models.ForeignKey(FeasibilityTest, on_delete=models.PROTECT, related_name="items")
    requirement = models.ForeignKey(Requirement, on_delete=models.PROTECT, related_name="+")
    decision = models.CharField(max_length=7, choices=Decision.choices, blank=True)
    said = models.TextField(blank=True)  # what suppliers said, without saying who
    reason = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["test", "requirement"], name="one_feasibility_item_a_requirement"
            ),
            models.CheckConstraint(
                condition=Q(decision="", decided_at=None)
                | (~Q(decision="") & ~Q(reason="") & Q(decided_by__isnull=False)),
                name="feasibility_decided_by_someone_for_a_reason",
            ),
        ]


class Invitation(models.Model):
    """An organisation that may answer a test by its link. The link's token is kept only as a digest."""

    uid = models.UUIDField(default=new_uid, unique=True, editable=False)
    test = models.ForeignKey(FeasibilityTest, on_delete=models.PROTECT, related_name="invitations")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=300)
    is_sme = models.BooleanField(null=True)
    is_vcse = models.BooleanField(null=True)
    token_digest = models.CharField(max_length=64, unique=True)
    is_mailed = models.BooleanField()  # its address stands in the mail alone, and goes with it
    invited_at = models.DateTimeField()
    invited_by = models.UUIDField()
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["test", "organisation"],
                condition=Q(organisation__isnull=False, revoked_at=None),
                name="one_invitation_an_organisation",
            )
        ]


class FeasibilityAnswer(models.Model):
    """What an invited organisation says of one draft requirement; it may change it until the test ends."""

    class Verdict(models.TextChoices):
        ACHIEVABLE = "achievable", "Achievable"
        WITH_CHANGES = "with-changes", "Achievable with changes"
        NOT_ACHIEVABLE = "not-achievable", "Not achievable"

    invitation = models.ForeignKey(Invitation, on_delete=models.PROTECT, related_name="answers")
    item = models.ForeignKey(FeasibilityItem, on_delete=models.PROTECT, related_name="answers")
    verdict = models.CharField(max_length=14, choices=Verdict.choices)
    words = models.TextField(blank=True)
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["invitation", "item"], name="one_answer_an_invitation")
        ]
