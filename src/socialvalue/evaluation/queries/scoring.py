"""An evaluator's own desk: the lots they score, one lot, one question with every bid beside the scale."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from socialvalue.evaluation import readings
from socialvalue.evaluation.readings import Contender, CriterionRead, Given, LotRead, Scheme, SeatRead
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.permissions import Person, demand


@dataclass(frozen=True, slots=True)
class Desk:
    """One's own seat: the lot, what is scored, one's own marks. No price stands here (rule 28)."""

    lot: LotRead
    seat: SeatRead
    scheme: Scheme | None
    bids: tuple[Contender, ...]  # the scored ones, once they are opened
    marks: Mapping[tuple[str, str], Given]

    @property
    def judged(self) -> tuple[CriterionRead, ...]:
        """What is marked."""
        return self.scheme.judged if self.scheme else ()

    @property
    def wanted(self) -> int:
        """How many marks there are to give."""
        return len(self.judged) * len(self.bids)

    @property
    def done(self) -> int:
        """How many are given."""
        return sum(self.done_of(each.key) for each in self.judged)

    def done_of(self, criterion: str) -> int:
        """How many are given for a question."""
        return sum((bid.reference, criterion) in self.marks for bid in self.bids)

    @property
    def may_lock(self) -> bool:
        """Whether every mark is given."""
        return self.lot.is_opened and self.done == self.wanted

    def after(self, criterion: str) -> str:
        """The next question with a mark missing, else none."""
        open_ones = [each.key for each in self.judged if self.done_of(each.key) < len(self.bids)]
        return next((key for key in open_ones if key != criterion), "")


def desks(*, person: Person) -> list[Desk]:
    """Every lot that someone scores, newest first (six statements)."""
    demand(person, "score:list")
    lots, bids = readings.lots_with_bids(readings.rows_of_panels(person.account())[:100])
    seats = {lot.id: seat for lot in lots if (seat := lot.seat_of(person.uid))}
    schemes = readings.schemes([lot.id for lot in lots])
    own = _by_seat([seat.id for seat in seats.values()])
    return [
        Desk(
            lot, seats[lot.id], schemes.get(lot.id), _scored(lot, bids.get(lot.id, [])),
            own.get(seats[lot.id].id, {}),
        )
        for lot in lots
    ]  # fmt: skip


def desk(*, seat: int, person: Person, criterion: str = "") -> Desk:
    """One's own seat (five statements). With a question the bids are read whole. Somebody else's is a 404."""
    panel = readings.panel_of_seat(seat)
    if panel is None:
        raise Refusal("not-found", "We could not find that record.", status=404)
    row, seats = panel
    scheme = readings.schemes([row.id]).get(row.id)
    asked = scheme.criterion(criterion) if scheme and criterion else None
    if criterion and (asked is None or not asked.is_judged):
        raise Refusal("not-found", "We could not find that record.", status=404)
    bids = readings.contenders(
        [row.id], whole=asked is not None, question=asked.question_id if asked else None
    )
    lot = readings.lot_of(row, {row.id: seats}, bids)
    own = next(each for each in lot.seats if each.id == seat)
    if own.user != person.uid:
        raise Refusal("not-found", "We could not find that record.", status=404)
    demand(person, "score:view", lot)
    return Desk(lot, own, scheme, _scored(lot, bids.get(row.id, [])), _by_seat([seat]).get(seat, {}))


def _scored(lot: LotRead, bids: list[Contender]) -> tuple[Contender, ...]:
    return tuple(each for each in bids if each.is_compliant) if lot.is_opened else ()


def _by_seat(seats: list[int]) -> dict[int, dict[tuple[str, str], Given]]:
    found: dict[int, dict[tuple[str, str], Given]] = {}
    for each in readings.marks_of(seats):
        found.setdefault(each.seat, {})[each.bid, each.criterion] = each
    return found
