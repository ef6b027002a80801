"""Results and awards as they stand: the newest run, the final order, the live decision."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from socialvalue.evaluation import rules
from socialvalue.evaluation.models import Decision, Result
from socialvalue.evaluation.rules import Tie, Total
from socialvalue.evaluation.rules.scoring import ranked, tabulate
from socialvalue.evaluation.score_file import read


@dataclass(frozen=True, slots=True)
class ResultRead:
    """One run of the published method. Its figures can be computed anew from `given` by anyone."""

    id: int
    version: int
    given: dict[str, Any]
    scores: dict[str, Any]
    left_out: tuple[dict[str, str], ...]
    other: dict[str, Decimal] | None
    digest: str
    computed_at: datetime

    @property
    def bids(self) -> tuple[str, ...]:
        """The references of the bids that were scored."""
        return tuple(each["supplier"] for each in self.scores["scores"])

    @property
    def needs_other(self) -> bool:
        """Whether price and other quality have points of their own."""
        return Decimal(str(self.given["weight_percent"])) < rules.WHOLE

    @property
    def has_other(self) -> bool:
        """Whether the final order can be computed."""
        return self.other is not None or not self.needs_other

    def is_newer_than(self, agreed_at: datetime | None) -> bool:
        """Whether no mark was agreed after this run."""
        return agreed_at is None or agreed_at <= self.computed_at

    def order(self) -> tuple[Total, ...]:
        """The final order, computed anew from what was stored; empty until the other parts are there."""
        if not self.has_other:
            return ()
        return _order(self.given, self.other or {})

    def ties(self, among: Collection[str] | None = None) -> tuple[Tie, ...]:
        """What separates bids with the same total, all of them or those `among` which is asked; as the order is."""
        if not self.has_other:
            return ()
        methodology, bids = read(json.dumps(self.given).encode())
        scores = ranked(tabulate(methodology, bids))
        asked = [each for each in scores if among is None or each.supplier in among]
        return rules.ties(methodology, bids, asked, self.other or {})


@dataclass(frozen=True, slots=True)
class DecisionRead:
    """The live award of a lot."""

    id: int
    lot_id: int
    winner_id: int
    winner: str  # the bid's reference
    bidder: str
    result: ResultRead
    value_for_money: str
    totals: tuple[dict[str, Any], ...]
    notice_on: date
    standstill_ends_on: date | None
    decided_at: datetime


def shares_first(given: dict[str, Any], other: dict[str, str] | None) -> bool:
    """Whether a run, from its stored columns, leaves the first rank to more than one bid; not before it is final."""
    if other is None and Decimal(str(given["weight_percent"])) < rules.WHOLE:
        return False
    order = _order(given, {bid: Decimal(points) for bid, points in (other or {}).items()})
    return sum(each.rank == 1 for each in order) > 1


def _order(given: dict[str, Any], other: dict[str, Decimal]) -> tuple[Total, ...]:
    methodology, bids = read(json.dumps(given).encode())
    return rules.final_order(methodology, bids, ranked(tabulate(methodology, bids)), other)


def newest_results(lot_ids: Collection[int]) -> dict[int, ResultRead]:
    """The newest run of each lot (one statement)."""
    rows = Result.objects.filter(lot__in=lot_ids).order_by("version")
    return {row.lot_id: result_of(row) for row in rows}


def result_of(row: Result) -> ResultRead:
    """A stored run as it is read."""
    other = None if row.other is None else {bid: Decimal(points) for bid, points in row.other.items()}
    return ResultRead(
        row.id, row.version, row.given, row.scores, tuple(row.left_out), other, row.digest, row.computed_at
    )


def decisions(lot_ids: Collection[int]) -> dict[int, DecisionRead]:
    """The live award of each lot that has one (one statement)."""
    rows = Decision.objects.filter(lot__in=lot_ids, is_live=True).select_related("winner__bidder", "result")
    return {
        row.lot_id: DecisionRead(
            row.id, row.lot_id, row.winner_id, row.winner.reference, row.winner.bidder.name, result_of(row.result),
            row.value_for_money, tuple(row.totals), row.notice_on, row.standstill_ends_on, row.decided_at,
        )
        for row in rows
    }  # fmt: skip
