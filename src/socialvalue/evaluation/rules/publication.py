"""When the reason for an exemption may be read by the public: once everything that it covers is awarded (rulings 7)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class NoticeOfAward:
    """An award as a notice tells it: its status, its day, the lots that it names (none: the whole)."""

    status: str
    decided_on: date | None
    lots: tuple[str, ...]

    def covers(self, lot: str, *, is_only_one: bool, today: date) -> bool:
        """Whether it stands today and is about this lot."""
        stands = self.status == "active" and (self.decided_on is None or self.decided_on <= today)
        return stands and (lot in self.lots or (is_only_one and not self.lots))


@dataclass(frozen=True, slots=True)
class CoveredLot:
    """A lot that an exemption covers: as a notice names it, and whether it was awarded here."""

    source_id: str
    is_awarded_here: bool
    is_only_one: bool  # of its procurement


def is_public(covered: Sequence[CoveredLot], notices: Collection[NoticeOfAward], today: date) -> bool:
    """Whether every lot that an exemption covers is awarded. One that covers nothing known stays secret."""
    return bool(covered) and all(
        lot.is_awarded_here
        or any(each.covers(lot.source_id, is_only_one=lot.is_only_one, today=today) for each in notices)
        for lot in covered
    )
