"""Tables of the planning record: how a contract is bought, what it is worth, needs like it, what was judged of it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from socialvalue.machinery.fields import PoundsField
from socialvalue.planning.models.procurements import Estimate, Procurement


class Plan(models.Model):
    """How a contract is bought (PRE-1, INC-5). A new version each time, never an edit."""

    procurement = models.ForeignKey(Procurement, on_delete=models.PROTECT, related_name="plans")
    version = models.PositiveSmallIntegerField()
    service = models.CharField(max_length=200)  # who needs it
    category = models.CharField(max_length=100, blank=True)
    route = models.CharField(max_length=20)
    framework = models.CharField(max_length=300, blank=True)  # its reference or title, for a call-off
    framework_scored = models.BooleanField(null=True)  # whether it was awarded with a Social Value criterion
    reservation = models.CharField(max_length=20)
    one_lot_because = models.TextField(blank=True)  # why it is not divided into lots (PA23 s.18)
    places = models.JSONField(default=list)  # codes of places where it is delivered; empty: all of the area
    labour = models.CharField(max_length=10)
    market = models.CharField(max_length=10)
    risk = models.CharField(max_length=10)
    complexity = models.CharField(max_length=10)
    is_capital = models.BooleanField(default=False)
    notice_on = models.DateField(null=True)  # planned day of the tender notice
    starts_on = models.DateField(null=True)
    months = models.PositiveSmallIntegerField(null=True)  # the first term; null: not known, or open-ended
    months_more = models.PositiveSmallIntegerField(default=0)  # every possible extension
    is_sized = models.BooleanField(
        default=False
    )  # somebody said size, term and risk; before that they are assumed
    made_at = models.DateTimeField()
    made_by = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["procurement", "version"], name="one_plan_a_version")]


class EstimatePart(models.Model):
    """One part of an estimated value: a term, an option, a fee, a part of another kind. In pounds as its VAT says."""

    estimate = models.ForeignKey(Estimate, on_delete=models.PROTECT, related_name="parts")
    number = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=100)
    amount = PoundsField(null=True)  # null: it cannot be estimated
    kind = models.CharField(max_length=30, blank=True)  # of a part of another kind
    is_separable = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estimate", "number"], name="one_estimate_part_a_number")
        ]


class SimilarNeed(models.Model):
    """What was decided about a procurement that could reasonably be one with another (PA23 Schedule 3 para 4)."""

    procurement = models.ForeignKey(Procurement, on_delete=models.PROTECT, related_name="similar_needs")
    other = models.ForeignKey(Procurement, on_delete=models.PROTECT, related_name="+")
    handling = models.CharField(max_length=10)  # together, apart, unrelated
    reason = models.TextField(blank=True)
    approver = models.CharField(max_length=200, blank=True)  # who approved that they are kept apart
    value_inc_vat = PoundsField(null=True)  # of the other, as it stood when they were put together
    decided_at = models.DateTimeField()
    decided_by = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["procurement", "other"], name="one_decision_a_similar_need"),
            models.CheckConstraint(condition=~Q(procurement=F("other")), name="not_similar_to_itself"),
            models.CheckConstraint(
                condition=~Q(handling="apart") | (~Q(approver="") & ~Q(reason="")),
                name="apart_only_with_reason_and_approver",
            ),
        ]


class Regard(models.Model):
    """How regard was had to the national statement and the Social Value Model (CTX-3). A new version, never an edit."""

    procurement = models.ForeignKey(Procurement, on_delete=models.PROTECT, related_name="regards")
    version = models.PositiveSmallIntegerField()
    priorities = models.JSONField(default=list)  # codes of the national priorities that it serves
    how = models.TextField()
    departs_because = models.TextField(blank=True)  # empty: it does not depart from the statement
    considered_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["procurement", "version"], name="one_regard_a_version")
        ]


class Judgement(models.Model):
    """How much an officer asks for, beside what the scale suggested, and why (INC-5). A new version, never an edit."""

    procurement = models.ForeignKey(Procurement, on_delete=models.PROTECT, related_name="judgements")
    version = models.PositiveSmallIntegerField()
    suggested = models.PositiveSmallIntegerField()  # measures
    chosen = models.PositiveSmallIntegerField()
    minutes = models.PositiveIntegerField()  # that a bid costs, as the scale has it
    value_inc_vat = PoundsField(null=True)  # it was judged from
    scale_digest = models.CharField(max_length=64)  # of the pack whose scale it was
    reason = models.TextField(blank=True)
    judged_at = models.DateTimeField()
    judged_by = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["procurement", "version"], name="one_judgement_a_version"),
            models.CheckConstraint(
                condition=Q(suggested=F("chosen")) | ~Q(reason=""), name="another_number_for_a_reason"
            ),
        ]


class SuccessorConsent(models.Model):
    """Consent to a contract that runs past the day on which new councils take over (rulings 22)."""

    procurement = models.OneToOneField(Procurement, on_delete=models.PROTECT, related_name="consent")
    given_on = models.DateField()
    given_for = models.CharField(max_length=200)  # by whom: the body that consents
    document = models.CharField(max_length=300)  # its reference
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField()
