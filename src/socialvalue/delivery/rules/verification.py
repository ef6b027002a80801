"""What a delivery counts as, from its report to its decisions (rulings 23 to 25, rule 33). Its states: `states`.

- *reported* until it is decided, also while it is queried; a decision later than *known at* leaves it reported, and a
  report later than *known at* is unknown. Instants are compared: equality is known.
- An acceptance carries a quantity of at most what was reported. The rest was judged and did not count: it is
  neither verified nor any longer reported. Rejected and withdrawn deliveries count nothing.
- A delivery without its instants counts as now. With a *known at* it is refused where the answer depends on them.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from socialvalue.delivery.rules.profiles import ZERO, checked
from socialvalue.delivery.rules.words import plain
from socialvalue.foundation.calendar import format_date
from socialvalue.foundation.refusal import Refusal


class DeliveryState(StrEnum):
    """How far a delivery has come."""

    REPORTED = "reported"
    QUERIED = "queried"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Decision:
    """A deed that moved a delivery on: to which state, when, and of an acceptance how much (None: all of it)."""

    becomes: DeliveryState
    at: datetime | None
    quantity: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """A quantity delivered on a day, when it was reported, and its decisions, oldest first."""

    delivered_on: date
    quantity: Decimal
    reported_at: datetime | None = None
    decisions: tuple[Decision, ...] = ()
    place: str | None = None

    def __post_init__(self) -> None:
        checked(self.quantity)
        before = self.reported_at
        for decision in self.decisions:
            _check_decision(decision, self.quantity, before)
            before = decision.at or before

    def state(self, known_at: datetime | None = None) -> DeliveryState | None:
        """Its state as it was known; None if it was not known at all. Refuses where a missing time decides."""
        if not self.is_known(known_at):
            return None
        decision = self._decision(known_at)
        return DeliveryState.REPORTED if decision is None else decision.becomes

    def counts(self, known_at: datetime | None = None) -> tuple[Decimal, Decimal]:
        """What it adds to *reported* and to *verified*, as it was known."""
        if known_at is not None and not self.is_known(known_at):
            return ZERO, ZERO
        decision = self._decision(known_at)
        if decision is None or decision.becomes in _UNDECIDED:
            return self.quantity, ZERO
        if decision.becomes is not DeliveryState.ACCEPTED:
            return ZERO, ZERO
        accepted = self.quantity if decision.quantity is None else decision.quantity
        return accepted, accepted

    def is_known(self, known_at: datetime | None) -> bool:
        """Whether it had been reported by `known_at`."""
        if known_at is None:
            return True
        if self.reported_at is not None:
            return self.reported_at <= known_at
        if any(decision.at is not None and decision.at <= known_at for decision in self.decisions):
            return True
        raise self._without_time("reported_at", "reported")

    def _decision(self, known_at: datetime | None) -> Decision | None:
        """The last decision that was known; the times of decisions never fall."""
        if known_at is None:
            return self.decisions[-1] if self.decisions else None
        found = None
        for decision in self.decisions:
            if decision.at is None:
                raise self._without_time("decided_at", "decided")
            if decision.at > known_at:
                break
            found = decision
        return found

    def _without_time(self, field: str, deed: str) -> Refusal:
        return Refusal(
            "time-missing",
            f"What was known at that time cannot be told: the delivery of {format_date(self.delivered_on)} does not "
            f"say when it was {deed}. Give its {field}",
            field=field,
        )


_UNDECIDED = frozenset({DeliveryState.REPORTED, DeliveryState.QUERIED})


def _check_decision(decision: Decision, reported: Decimal, before: datetime | None) -> None:
    if decision.quantity is not None:
        checked(decision.quantity)
        if decision.becomes is not DeliveryState.ACCEPTED:
            raise Refusal(
                "accepted-without-acceptance",
                "Only a delivery that was accepted has an accepted quantity",
                field="accepted_quantity",
            )
        if decision.quantity > reported:
            raise Refusal(
                "accepted-too-much",
                f"No more can be accepted than was reported: {plain(decision.quantity)} is more than {plain(reported)}",
                field="accepted_quantity",
            )
    if decision.at is not None and before is not None and decision.at < before:
        raise Refusal(
            "decided-first", "A delivery cannot be decided before it is reported", field="decided_at"
        )
