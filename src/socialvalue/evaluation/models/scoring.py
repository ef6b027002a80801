"""Tables of scoring: evaluators with their declarations, individual scores, consensus, results, award decisions."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from socialvalue.planning.models import Lot
from socialvalue.tendering.models import Bid, Criterion


class Evaluator(models.Model):
    """Someone who scores a lot's bids: alone, after declaring interests, until they lock (one way)."""

    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, related_name="+")
    user = models.UUIDField()
    state = models.CharField(max_length=9, default="appointed")  # evaluation.rules.SEAT
    interests = models.TextField(blank=True)  # as declared; empty: none, or not declared yet
    conflict = models.CharField(max_length=9, blank=True)  # a senior's decision: none, mitigated, removed
    conflict_why = models.TextField(blank=True)
    conflict_decided_at = models.DateTimeField(null=True)
    conflict_decided_by = models.UUIDField(null=True)
    declared_at = models.DateTimeField(null=True)
    locked_at = models.DateTimeField(null=True)
    appointed_at = models.DateTimeField()
    appointed_by = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["lot", "user"], name="one_seat_an_evaluator"),
            models.CheckConstraint(
                condition=~Q(state="locked") | Q(declared_at__isnull=False, locked_at__isnull=False),
                name="locked_after_declaring",
            ),
            models.CheckConstraint(
                condition=Q(conflict_decided_at=None)
                | (Q(conflict_decided_by__isnull=False) & ~Q(conflict_decided_by=F("user"))),
                name="conflict_decided_by_another_person",
            ),
        ]


class Score(models.Model):
    """An evaluator's own mark and reason; frozen when they lock, never overwritten afterwards."""

    evaluator = models.ForeignKey(Evaluator, on_delete=models.PROTECT, related_name="scores")
    bid = models.ForeignKey(Bid, on_delete=models.PROTECT, related_name="+")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    mark = models.PositiveSmallIntegerField()
    reason = models.TextField()
    scored_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["evaluator", "bid", "criterion"], name="one_mark_an_evaluator")
        ]


class Consensus(models.Model):
    """The agreed mark with its own reason and who was present: a new record beside the individual ones."""

    bid = models.ForeignKey(Bid, on_delete=models.PROTECT, related_name="+")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    mark = models.PositiveSmallIntegerField()
    reason = models.TextField()
    present = models.JSONField(default=list)  # users' uids
    agreed_at = models.DateTimeField()
    agreed_by = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bid", "criterion", "version"], name="one_consensus_a_version")
        ]


class Result(models.Model):
    """One run of the published method over all bids of a lot; an earlier run is kept."""

    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    given = models.JSONField()  # the file of `socialvalue score`: method, bids, agreed marks
    scores = models.JSONField()  # as `socialvalue score --json` answers
    left_out = models.JSONField(default=list)  # bids that are not compliant, with why
    other = models.JSONField(null=True)  # points of price and other quality by bid, locked once typed
    digest = models.CharField(max_length=64)  # of given and scores
    computed_at = models.DateTimeField()
    computed_by = models.UUIDField()
    other_entered_at = models.DateTimeField(null=True)
    other_entered_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["lot", "version"], name="one_result_a_version"),
            models.CheckConstraint(
                condition=Q(other=None) | Q(other_entered_at__isnull=False, other_entered_by__isnull=False),
                name="other_points_by_someone",
            ),
        ]


class Decision(models.Model):
    """The award of a lot: to which bid, on which result, with the statement of value for money (FIN-3)."""

    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, related_name="+")
    winner = models.ForeignKey(Bid, on_delete=models.PROTECT, related_name="+")
    result = models.ForeignKey(Result, on_delete=models.PROTECT, related_name="+")
    value_for_money = models.TextField()
    totals = models.JSONField()  # the final order as decided: bid, points, rank
    notice_on = models.DateField()  # the award notice, which begins the standstill
    standstill_ends_on = models.DateField(null=True)  # its last day; none: the Act asks for no pause
    decided_at = models.DateTimeField()
    decided_by = models.UUIDField()
    is_live = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["lot"], condition=Q(is_live=True), name="one_live_award_a_lot")
        ]


class CriterionReason(models.Model):
    """Why a bid got its score for a criterion, for the assessment summary (reg 31): every bidder, every criterion."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="reasons")
    bid = models.ForeignKey(Bid, on_delete=models.PROTECT, related_name="+")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "bid", "criterion"], name="one_reason_a_bid_and_criterion"
            )
        ]
