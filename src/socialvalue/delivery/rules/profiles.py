"""What is due, and when: the term of a contract, profiles and their variations (rulings 24 and 25, rules 34, 35).

Edges, as decided in docs/decisions/0020-the-ledger-has-two-times.md:

- An instalment due on a day is due on that day. A variation holds from its day inclusive.
- A variation *replaces* the whole profile: what is committed and what is due are read from the new one alone. So what
  is due falls only by a recorded deed, a variation; the earlier profile is kept and stands for the days before.
- A contract that was terminated freezes on that day, inclusive: what was due by then stays due, what comes later never
  falls due, and nothing is varied afterwards. What is committed stays, for the rest to be shown as not due.
- Variations and the termination are known from the instant they were decided; without one they were always known.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from socialvalue.foundation.quantity import LARGEST_QUANTITY, TEN_THOUSANDTH
from socialvalue.foundation.refusal import Refusal

ZERO = Decimal(0)
_ALWAYS = datetime.min.replace(tzinfo=UTC)


def checked(quantity: Decimal) -> None:
    """Refuses a quantity that is negative, not a number, too large or finer than four decimal places."""
    if not quantity.is_finite() or not 0 <= quantity < LARGEST_QUANTITY:
        raise Refusal(
            "quantity-outside", "Enter a number from 0 to below 1,000,000,000,000", field="quantity"
        )
    if quantity != quantity.quantize(TEN_THOUSANDTH):
        raise Refusal(
            "quantity-too-fine", "Enter a number with at most four decimal places", field="quantity"
        )


def known(instant: datetime | None, known_at: datetime | None) -> bool:
    """Whether what happened at `instant` was known at `known_at`; None there is "now": everything is known."""
    return known_at is None or instant is None or instant <= known_at


@dataclass(frozen=True, slots=True)
class Instalment:
    """A quantity of a commitment's unit that is due on a day."""

    due_on: date
    quantity: Decimal

    def __post_init__(self) -> None:
        checked(self.quantity)


Profile = tuple[Instalment, ...]


@dataclass(frozen=True, slots=True)
class Variation:
    """A new profile in place of the old one, from a day inclusive; `decided_at` None: it was always known."""

    from_on: date
    profile: Profile
    decided_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """The days of a contract, first and last inclusive, and the last day of one that was terminated."""

    starts_on: date
    ends_on: date
    terminated_on: date | None = None
    termination_decided_at: datetime | None = None

    def __post_init__(self) -> None:
        if self.ends_on < self.starts_on:
            raise Refusal("contract-ends-first", "A contract cannot end before it starts", field="end")
        if self.terminated_on is not None and not self.starts_on <= self.terminated_on <= self.ends_on:
            raise Refusal(
                "terminated-outside", "A contract is terminated on one of its own days", field="terminated"
            )

    def ended_early(self, as_at: date, known_at: datetime | None = None) -> date | None:
        """The day of termination, if it lies on or before `as_at` and was decided by `known_at`."""
        day = self.terminated_on
        if day is None or day > as_at or not known(self.termination_decided_at, known_at):
            return None
        return day


def variation_in_force(
    variations: Sequence[Variation], on: date, known_at: datetime | None = None
) -> Variation | None:
    """The variation with the latest day on or before `on`; of two for one day the one decided last."""
    held = [each for each in variations if each.from_on <= on and known(each.decided_at, known_at)]
    return max(held, key=lambda each: (each.from_on, each.decided_at or _ALWAYS), default=None)


def committed(profile: Profile) -> Decimal:
    """All that a profile asks for, added up."""
    return sum((each.quantity for each in profile), ZERO)


def due(profile: Profile, by: date) -> Decimal:
    """What a profile asks for on or before a day."""
    return sum((each.quantity for each in profile if each.due_on <= by), ZERO)


def due_between(profile: Profile, first: date, last: date) -> Decimal:
    """What falls due from the first day to the last, both inclusive."""
    return sum((each.quantity for each in profile if first <= each.due_on <= last), ZERO)


def missing_since(profile: Profile, by: date, delivered: Decimal) -> date | None:
    """The due day of the oldest instalment that `delivered` does not cover, oldest first; None if all are covered."""
    wanted = ZERO
    for each in sorted(profile, key=lambda instalment: instalment.due_on):
        wanted += each.quantity
        if each.due_on > by:
            return None
        if wanted > delivered:
            return each.due_on
    return None


def next_due(profile: Profile, after: date) -> Instalment | None:
    """What falls due on the first day after a day on which anything does; instalments of one day count together."""
    days = [each.due_on for each in profile if each.due_on > after and each.quantity]
    return Instalment(min(days), due_between(profile, min(days), min(days))) if days else None
