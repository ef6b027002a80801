"""Marks: an evaluator's own, everybody's once all have locked, and what was agreed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from socialvalue.evaluation.models import Consensus, Score


@dataclass(frozen=True, slots=True)
class Given:
    """One evaluator's mark for a bid and a criterion."""

    seat: int
    bid: str
    criterion: str
    mark: int
    reason: str


@dataclass(frozen=True, slots=True)
class Agreed:
    """The newest agreed mark for a bid and a criterion."""

    lot_id: int
    bid: str
    criterion: str
    version: int
    mark: int
    reason: str
    present: tuple[UUID, ...]
    agreed_at: datetime


def marks_of(seats: Collection[int]) -> list[Given]:
    """The marks of these seats (one statement). Whoever calls this has checked that they may be seen."""
    rows = Score.objects.filter(evaluator__in=seats).order_by("evaluator_id", "id")
    return [
        Given(*row)
        for row in rows.values_list("evaluator_id", "bid__reference", "criterion__name", "mark", "reason")
    ]


def agreed(lot_ids: Collection[int]) -> dict[int, dict[tuple[str, str], Agreed]]:
    """The newest agreed marks by lot, bid and criterion (one statement)."""
    rows = Consensus.objects.filter(bid__lot__in=lot_ids).order_by("version")
    names = (
        "bid__lot_id", "bid__reference", "criterion__name", "version", "mark", "reason", "present", "agreed_at",
    )  # fmt: skip
    found: dict[int, dict[tuple[str, str], Agreed]] = {}
    for lot, bid, criterion, version, mark, reason, present, at in rows.values_list(*names):
        uids = tuple(UUID(each) for each in present)
        found.setdefault(lot, {})[bid, criterion] = Agreed(
            lot, bid, criterion, version, mark, reason, uids, at
        )
    return found
