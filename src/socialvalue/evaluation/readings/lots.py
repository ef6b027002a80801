"""A lot under evaluation: whose it is, whether its bids are opened, who sits on its panel, who bids."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery

from socialvalue.evaluation.models import Consensus, Decision, Evaluator
from socialvalue.evaluation.readings.bids import Contender, contenders
from socialvalue.evaluation.rules import OFF_THE_PANEL, all_locked
from socialvalue.foundation.clock import instant_now
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.permissions import TABLE, Person, Role, demand
from socialvalue.people.models import User
from socialvalue.planning.models import Lot
from socialvalue.tendering.models import Opportunity
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
    agreed: int = 0  # how many bids and questions have an agreed mark
    agreed_at: datetime | None = None  # when the last was agreed
    is_awarded: bool = False

    @property
    def stage(self) -> str:
        """Whether it is settled, as far as permissions go by it."""
        return "awarded" if self.is_awarded else "open"

    def relations(self, person: Person) -> frozenset[str]:
        """Whoever sits on the panel; whose interest is undecided or took them off; who works for a bidder;

        whoever can open bids with their prices by another role.
        """
        seat = self.seat_of(person.uid)
        found = {
            "evaluator": seat is not None and seat.counts,
            "conflicted": seat is not None and seat.state in ("suspended", "removed"),
            "of-a-bidder": person.organisation_id in self.bidders,
            "sees-prices": any(person.holds(role, self.authority_id) for role in who_see_prices()),
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


def who_see_prices() -> frozenset[Role]:
    """The roles that open any bid with its price: who holds one does not score (rule 28)."""
    return frozenset(role for row in TABLE.rows["bid:view"] if row.relation is None for role in row.roles)


def lots_of(*, reference: str) -> tuple[LotRead, ...]:
    """Every lot of a procurement (three statements)."""
    return _read(lot_rows().filter(procurement__reference=reference))


def lots_with_bids(
    rows: QuerySet[Lot],
) -> tuple[tuple[LotRead, ...], dict[int, list[Contender]]]:
    """Lots with their submitted bids, without what these say (three statements)."""
    found = list(rows)
    ids = [row.id for row in found]
    seats, bids = seats_of(ids), contenders(ids, whole=False)
    return tuple(lot_of(row, seats, bids) for row in found), bids


def lot_of_seat(*, seat: int, held: bool = False) -> tuple[LotRead, SeatRead]:
    """The lot that a seat belongs to, and the seat (three statements). `held`: the seat, until the deed is done."""
    rows = Evaluator.objects.filter(id=seat)
    lot_id = (rows.select_for_update() if held else rows).values_list("lot_id", flat=True).first()
    if lot_id is None:
        raise Refusal("not-found", "We could not find that record.", status=404)
    (lot,) = _read(lot_rows().filter(id=lot_id))
    return lot, next(each for each in lot.seats if each.id == seat)


def held_lot(*, reference: str, lot: int, by: Person, permission: str) -> LotRead:
    """A lot, held until the deed is done, if this person may do it. Someone else's is a 404."""
    held = Lot.objects.filter(procurement__reference=reference, number=lot).select_for_update(no_key=True)
    lot_id = held.values_list("id", flat=True).first()
    if lot_id is None:
        raise Refusal("not-found", "We could not find that record.", status=404)
    # Only now: what is read in the statement that waits for the lock may be older than the lock.
    found = _read(lot_rows().filter(id=lot_id))
    demand(by, permission, found[0])
    return found[0]


def rows_of_panels(user: UUID) -> QuerySet[Lot]:
    """The lots on whose panels someone sits, the newest first."""
    sits = Evaluator.objects.filter(user=user).exclude(state__in=OFF_THE_PANEL)
    return lot_rows().filter(id__in=sits.values("lot_id")).order_by("-id")


def lot_rows() -> QuerySet[Lot]:
    """Lots with their procurement, the time at which bidding ends, how many marks are agreed, whether awarded."""
    own = Consensus.objects.filter(bid__lot=OuterRef("pk"))
    pairs = own.filter(version=1).values("bid__lot").annotate(number=Count("pk")).values("number")
    return (
        Lot.objects.select_related("procurement")
        .annotate(
            closes_at=Subquery(_closing("procurement")),
            agreed=Subquery(pairs),
            agreed_at=Subquery(own.order_by("-agreed_at").values("agreed_at")[:1]),
            is_awarded=Exists(Decision.objects.filter(lot=OuterRef("pk"), is_live=True)),
        )
        .order_by("number")
    )


def _closing(path: str) -> QuerySet[Opportunity, Any]:
    return Opportunity.objects.filter(procurement=OuterRef(path)).values("closes_at")[:1]


def _read(rows: QuerySet[Lot]) -> tuple[LotRead, ...]:
    return lots_with_bids(rows)[0]


def seats_of(lot_ids: Collection[int]) -> dict[int, list[SeatRead]]:
    """The seats of each lot with the names of who sits there (one statement)."""
    seats: dict[int, list[SeatRead]] = defaultdict(list)
    for row in _seat_rows().filter(lot__in=lot_ids):
        seats[row.lot_id].append(_seat(row))
    return seats


def panel_of_seat(seat: int) -> tuple[Lot, list[SeatRead]] | None:
    """The lot of a seat, fit for `lot_of`, with all its seats (one statement)."""
    same_lot = Evaluator.objects.filter(id=seat).values("lot_id")
    rows = list(
        _seat_rows()
        .filter(lot__in=same_lot)
        .select_related("lot__procurement")
        .annotate(closes_at=Subquery(_closing("lot__procurement")))
    )
    if not rows:
        return None
    lot = rows[0].lot
    lot.closes_at = rows[0].closes_at  # type: ignore[attr-defined]
    return lot, [_seat(row) for row in rows]


def _seat_rows() -> QuerySet[Evaluator]:
    names = User.objects.filter(uid=OuterRef("user")).values("name")[:1]
    return Evaluator.objects.annotate(name=Subquery(names)).order_by("id")


def _seat(row: Evaluator) -> SeatRead:
    name = row.name or "Someone whose account is closed"  # type: ignore[attr-defined]
    return SeatRead(
        row.id, row.user, name, row.state, row.interests, row.conflict, row.conflict_why, row.locked_at
    )


def lot_of(row: Lot, seats: Mapping[int, list[SeatRead]], bids: Mapping[int, list[Contender]]) -> LotRead:
    """A row of `lot_rows` as it is read."""
    procurement, closes_at = row.procurement, row.closes_at  # type: ignore[attr-defined]
    return LotRead(
        row.id, row.number, row.title, procurement.id, procurement.uid, procurement.reference, procurement.title,
        procurement.authority_id, procurement.kind, closes_at + DRAIN if closes_at else None,
        tuple(seats.get(row.id, ())), frozenset(each.bidder_id for each in bids.get(row.id, ())),
        getattr(row, "agreed", None) or 0, getattr(row, "agreed_at", None), getattr(row, "is_awarded", False),
    )  # fmt: skip
