"""Tables of tendering: methodology, opportunity, bids with their offers and answers."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from socialvalue.foundation.references import new_uid
from socialvalue.machinery.fields import AmountField, PoundsField, ShareField
from socialvalue.people.models import Organisation, Owned
from socialvalue.planning.models import Lot, Procurement, Question, Requirement
from socialvalue.toms.models import Measure


class Methodology(models.Model):
    """How a lot's bids are scored: a draft until published, then frozen (SCO-4)."""

    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    social_weight = ShareField()  # of the total
    quality_weight = ShareField()  # of the total, Social Value included
    basis = models.CharField(max_length=25)  # tendering.rules.ShareOf: total, price-per-quality-point
    places = models.PositiveSmallIntegerField(default=2)  # decimals of the rounded total
    rounding = models.CharField(max_length=10, default="half-up")  # tendering.rules.RoundingMode
    tie_rule = models.JSONField(default=list)  # criteria ids in order
    additional = models.CharField(max_length=300, blank=True)  # how Additional Social Value counts
    frozen_at = models.DateTimeField(null=True)
    frozen_by = models.UUIDField(null=True)
    digest = models.CharField(max_length=64, blank=True)  # of the canonical methodology at freezing
    made_at = models.DateTimeField()
    made_by = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["lot", "version"], name="one_methodology_a_version"),
            models.UniqueConstraint(
                fields=["lot"], condition=Q(frozen_at=None), name="one_draft_methodology"
            ),
            models.CheckConstraint(
                condition=Q(social_weight__lte=F("quality_weight")), name="social_within_quality"
            ),
            models.CheckConstraint(
                condition=Q(frozen_at=None) | Q(frozen_by__isnull=False), name="frozen_by_someone"
            ),
        ]


class Criterion(models.Model):
    """One criterion with its weight as a share of the total."""

    methodology = models.ForeignKey(Methodology, on_delete=models.PROTECT, related_name="criteria")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    weight = ShareField()
    method = models.CharField(max_length=20)  # tendering.rules.Method
    parameters = models.JSONField(default=dict)  # target, cap, bands, points: decimals as text
    requirement = models.ForeignKey(Requirement, null=True, on_delete=models.PROTECT, related_name="+")
    question = models.ForeignKey(Question, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["methodology", "number"], name="one_criterion_a_number")
        ]


class Opportunity(models.Model):
    """A procurement as bidders see it. Shown only with its notice reference (ruling 20)."""

    procurement = models.OneToOneField(Procurement, on_delete=models.PROTECT, related_name="+")
    notice_reference = models.CharField(max_length=60)
    notice_address = models.CharField(max_length=500, blank=True)  # as the notice gives it
    takes_bids = models.BooleanField()  # here; otherwise where the notice says (rulings 20)
    contract_starts_on = models.DateField()
    contract_ends_on = models.DateField()
    closes_at = models.DateTimeField()
    published_at = models.DateTimeField()
    published_by = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(notice_reference=""), name="opportunity_has_its_notice"),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("published_at")), name="closes_after_publication"
            ),
        ]


class Bid(Owned):
    """A bidder's answer for a lot: one live bid each, and at most one draft that may replace it (ruling 30)."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        SUBMITTED = "submitted", "Submitted"
        SUPERSEDED = "superseded", "Replaced"
        WITHDRAWN = "withdrawn", "Withdrawn"

    reference = models.CharField(max_length=20, unique=True)
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, related_name="+")
    bidder = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    price_ex_vat = PoundsField(null=True)
    within_value = models.BooleanField(null=True)  # FIN-2: delivered within the contract value
    statement = models.TextField(blank=True)
    begun_at = models.DateTimeField()
    begun_by = models.UUIDField()
    received_at = models.DateTimeField(null=True)  # stamped before any lock
    committed_at = models.DateTimeField(null=True)
    submitted_by = models.UUIDField(null=True)
    receipt = models.BinaryField(null=True)  # byte-exact
    idempotency = models.UUIDField(default=new_uid)  # of these answers: new with every change

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["lot", "bidder"], condition=Q(state="submitted"), name="one_live_bid"
            ),
            models.UniqueConstraint(
                fields=["lot", "bidder"], condition=Q(state="draft"), name="one_draft_bid"
            ),
            models.UniqueConstraint(fields=["idempotency"], name="one_submission_a_form"),
            models.CheckConstraint(
                condition=~Q(state="submitted")
                | Q(received_at__isnull=False, submitted_by__isnull=False, receipt__isnull=False),
                name="submitted_with_receipt",
            ),
        ]


class Offer(models.Model):
    """What a bidder offers: the answer to a requirement, or Additional Social Value (no requirement)."""

    bid = models.ForeignKey(Bid, on_delete=models.CASCADE, related_name="offers")
    number = models.PositiveIntegerField()
    requirement = models.ForeignKey(Requirement, null=True, on_delete=models.PROTECT, related_name="+")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="+")
    quantity = AmountField(null=True)  # none: not answered yet; 0 is an answer
    unit = models.CharField(max_length=30)
    place = models.CharField(max_length=100, blank=True)
    how = models.TextField(blank=True)
    evidence = models.TextField(blank=True)
    additionality = models.TextField(blank=True)  # why it would not happen anyway (MEA-4)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bid", "number"], name="one_offer_a_number"),
            models.UniqueConstraint(
                fields=["bid", "requirement"],
                condition=Q(requirement__isnull=False),
                name="one_offer_a_requirement",
            ),
        ]


class OfferStep(models.Model):
    """One step of an offer's profile, counted in days from the contract's start."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="steps")
    due_after_days = models.PositiveIntegerField()
    quantity = AmountField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["offer", "due_after_days"], name="one_offer_step_a_day")
        ]


class Answer(models.Model):
    """A bidder's answer to a qualitative question."""

    bid = models.ForeignKey(Bid, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["bid", "question"], name="one_answer_a_question")]
