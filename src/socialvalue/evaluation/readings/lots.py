"""A lot under evaluation: whose it is, whether its bids are opened, who sits on its panel, who bids."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from socialvalue.evaluation.models import Evaluator
from socialvalue.evaluation.rules import OFF_THE_PANEL, all_locked
from socialvalue.foundation.clock import instant_now
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.permissions import Person, demand
from socialvalue.people.models import User
from socialvalue.planning.models import Lot
from socialvalue.tendering.models import Bid, Opportunity
from socialvalue.tendering.queries import DRAIN


@dataclass(frozen=True, slots=True)
class SeatRead:
    """An evaluator's seat, without marks."""

    id: int
    user: UUID
    name: str
    state: str
    interests: str
    conflict: str
    conflict_why: str
    locked_at: datetime | None

    @property
    def counts(self) -> bool:
        """Whether the panel waits for this seat."""
        return self.state not in OFF_THE_PANEL


@dataclass(frozen=True, slots=True)
class LotRead:
    """A lot as the permission engine and every page of this room sees it."""

    id: int
    number: int
    title: str
    procurement_id: int
    procurement_uid: UUID
    reference: str
    tender: str
    authority_id: int
    kind: str
    opens_at: datetime | None
    seats: tuple[SeatRead, ...]
    bidders: frozenset[int]
    stage: str = ""

    def relations(self, person: Person) -> frozenset[str]:
        """Whoever sits on the panel; whose interest is undecided or took them off; who works for a bidder."""
        seat = self.seat_of(person.uid)
        found = {
            "evaluator": seat is not None and seat.counts,
            "conflicted": seat is not None and seat.state in ("suspended", "removed"),
            "of-a-bidder": person.organisation_id in self.bidders,
        }
        return frozenset(relation for relation, holds in found.items() if holds)

    def seat_of(self, user: UUID | None) -> SeatRead | None:
        """This person's seat on the panel."""
        return next((seat for seat in self.seats if user is not None and seat.user == user), None)

    @property
    def is_opened(self) -> bool:
        """Whether the bids may be looked at."""
        return self.opens_at is not None and instant_now() >= self.opens_at

    @property
    def all_locked(self) -> bool:
        """Whether everyone on the panel has locked their scores."""
        return all_locked([seat.state for seat in self.seats])


def lots_of(*, reference: str) -> tuple[LotRead, ...]:
    """Every lot of a procurement (three statements)."""
    return _read(_rows().filter(procurement__reference=reference))


def lot_of_seat(*, seat: int, held: bool = False) -> tuple[LotRead, SeatRead]:
    """The lot that a seat belongs to, and the seat (three statements). `held`: the seat, until the deed is done."""
    rows = Evaluator.objects.filter(id=seat)
    lot_id = (rows.select_for_update() if held else rows).values_list("lot_id", flat=True).first()
    if lot_id is None:
        raise Refusal("not-found", "We could not find that record.", status=404)
    (lot,) = _read(_rows().filter(id=lot_id))
    return lot, next(each for each in lot.seats if each.id == seat)


def held_lot(*, reference: str, lot: int, by: Person, permission: str) -> LotRead:
    """A lot, held until the deed is done, if this person may do it. Someone else's is a 404."""
    rows = _rows().filter(procurement__reference=reference, number=lot)
    found = _read(rows.select_for_update(of=("self",), no_key=True))
    if not found:
        raise Refusal("not-found", "We could not find that record.", status=404)
    demand(by, permission, found[0])
    return found[0]


def lots_of_panels(*, user: UUID) -> tuple[LotRead, ...]:
    """The lots on whose panels someone sits (three statements)."""
    sits = Evaluator.objects.filter(user=user).exclude(state__in=OFF_THE_PANEL)
    return _read(_rows().filter(id__in=sits.values("lot_id")).order_by("-id")[:100])


def _rows() -> QuerySet[Lot]:
    closing = Opportunity.objects.filter(procurement=OuterRef("procurement")).values("closes_at")[:1]
    return Lot.objects.select_related("procurement").annotate(closes_at=Subquery(closing)).order_by("number")


def _read(rows: QuerySet[Lot]) -> tuple[LotRead, ...]:
    found = list(rows)
    ids = [row.id for row in found]
    seats, bidders = _seats(ids), defaultdict(set)
    for lot, bidder in Bid.objects.filter(lot__in=ids, state="submitted").values_list("lot_id", "bidder_id"):
        bidders[lot].add(bidder)
    return tuple(_lot(row, tuple(seats[row.id]), frozenset(bidders[row.id])) for row in found)


def _seats(lot_ids: Collection[int]) -> dict[int, list[SeatRead]]:
    names = User.objects.filter(uid=OuterRef("user")).values("name")[:1]
    seats: dict[int, list[SeatRead]] = defaultdict(list)
    for row in Evaluator.objects.filter(lot__in=lot_ids).annotate(name=Subquery(names)).order_by("id"):
        seats[row.lot_id].append(
            SeatRead(
                row.id, row.user, row.name or "Someone whose account is closed", row.state, row.interests,
                row.conflict, row.conflict_why, row.locked_at,
            )
        )  # fmt: skip
    return seats


def _lot(row: Lot, seats: tuple[SeatRead, ...], bidders: frozenset[int]) -> LotRead:
    procurement, closes_at = row.procurement, row.closes_at  # type: ignore[attr-defined]
    return LotRead(
        row.id, row.number, row.title, procurement.id, procurement.uid, procurement.reference, procurement.title,
        procurement.authority_id, procurement.kind, closes_at + DRAIN if closes_at else None, seats, bidders,
    )  # fmt: skip
