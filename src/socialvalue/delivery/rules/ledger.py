"""The ledger: what was committed, due, reported and verified of each commitment, *as at* a day, *known at* an instant.

Rulings 23 to 25. The four figures stand together, exact and never capped. They are never netted and never added up
across commitments: one that did well makes up for no other. The only percentage is verified ÷ due. What was delivered
on the as-at day counts. The edges of profiles stand in `profiles`, those of deliveries in `verification`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_FLOOR, Decimal
from enum import StrEnum

from socialvalue.delivery.rules import profiles, sentences
from socialvalue.delivery.rules.profiles import ZERO, Profile, Term, Variation
from socialvalue.delivery.rules.verification import Delivery
from socialvalue.foundation.calendar import ONE_DAY, FinancialYear, london_instant
from socialvalue.foundation.refusal import Refusal


class State(StrEnum):
    """How a commitment stands; the first that matches, in this order (ruling 25)."""

    ENDED_EARLY = "ended-early"
    NOT_DUE = "not-due"
    EXCEEDED = "exceeded"
    MET = "met"
    ON_TRACK = "on-track"
    AT_RISK = "at-risk"
    SHORT = "short"


@dataclass(frozen=True, slots=True)
class Commitment:
    """A promise of the contract: its unit, its first profile, what varied it, and what was delivered."""

    id: str
    unit: str
    profile: Profile
    variations: tuple[Variation, ...] = ()
    deliveries: tuple[Delivery, ...] = ()


@dataclass(frozen=True, slots=True)
class Moment:
    """The two times of a question: delivered on or before `as_at`, known at `known_at` (None: now)."""

    as_at: date
    known_at: datetime | None = None


def end_of(day: date) -> datetime:
    """The last microsecond of a day in London."""
    return london_instant(datetime.combine(day + ONE_DAY, time())) - timedelta(microseconds=1)


def year_end(year: FinancialYear, cut_off_days: int) -> Moment:
    """The moment of badges and of the Statement: 31 March, as known at the end of the pack's cut-off day."""
    return Moment(year.ends_on, end_of(year.ends_on + timedelta(days=cut_off_days)))


@dataclass(frozen=True, slots=True)
class Schedule:
    """What a commitment asks for at a moment: the profile in force, and the last day that can still count."""

    profile: Profile
    by: date
    ended_on: date | None
    varied_from: date | None

    @property
    def committed(self) -> Decimal:
        """All of the profile in force."""
        return profiles.committed(self.profile)

    @property
    def due(self) -> Decimal:
        """What has fallen due."""
        return profiles.due(self.profile, self.by)

    def due_within(self, first: date, last: date) -> Decimal:
        """What fell due from the first day to the last; nothing does after the contract ended early."""
        return profiles.due_between(self.profile, first, min(last, self.by))


@dataclass(frozen=True, slots=True)
class Position:
    """The four figures of a commitment at a moment, its state, and why in one sentence."""

    commitment: str
    unit: str
    committed: Decimal
    due: Decimal
    reported: Decimal
    verified: Decimal
    state: State
    why: str

    @property
    def percentage(self) -> Decimal | None:
        """Verified ÷ due in per cent, rounded down to one place so that 100 means all; None if nothing is due."""
        if not self.due:
            return None
        return (self.verified * 100 / self.due).quantize(Decimal("0.1"), rounding=ROUND_FLOOR)

    @property
    def missing(self) -> Decimal:
        """How much of what is due is not verified: a shortfall, also of a contract that ended early."""
        return max(self.due - self.verified, ZERO)

    @property
    def not_due_ended(self) -> Decimal:
        """What will never fall due because the contract ended early: neither failed nor delivered (rule 35)."""
        return self.committed - self.due if self.state is State.ENDED_EARLY else ZERO


def schedule(commitment: Commitment, term: Term, at: Moment) -> Schedule:
    """The profile in force at a moment, and the day up to which it counts."""
    ended = term.ended_early(at.as_at, at.known_at)
    by = at.as_at if ended is None else ended
    varied = profiles.variation_in_force(commitment.variations, by, at.known_at)
    if varied is None:
        return Schedule(commitment.profile, by, ended, None)
    return Schedule(varied.profile, by, ended, varied.from_on)


def delivered(deliveries: Sequence[Delivery], at: Moment) -> tuple[Decimal, Decimal]:
    """Reported and verified of deliveries of one unit, as at a day and as known."""
    reported = verified = ZERO
    for delivery in deliveries:
        if delivery.delivered_on <= at.as_at:
            more_reported, more_verified = delivery.counts(at.known_at)
            reported += more_reported
            verified += more_verified
    return reported, verified


def position(commitment: Commitment, term: Term, at: Moment, *, grace_days: int) -> Position:
    """How a commitment stands at a moment. `grace_days` are the pack's: how long what is missing is at risk."""
    plan = schedule(commitment, term, at)
    committed, due = plan.committed, plan.due
    reported, verified = delivered(commitment.deliveries, at)
    missing_since = profiles.missing_since(plan.profile, plan.by, reported) if reported < due else None
    in_grace = missing_since is None or (at.as_at - missing_since).days <= grace_days
    state = _state(plan.ended_on is not None, committed, due, verified, in_grace)
    account = sentences.Account(
        unit=commitment.unit,
        as_at=at.as_at,
        committed=committed,
        due=due,
        reported=reported,
        verified=verified,
        missing_since=missing_since,
        grace_days=grace_days,
        varied_from=plan.varied_from,
        ended_on=plan.ended_on,
        next_due=profiles.next_due(plan.profile, plan.by) if state is State.NOT_DUE else None,
    )
    why = sentences.why(state, account)
    return Position(commitment.id, commitment.unit, committed, due, reported, verified, state, why)


def _state(ended: bool, committed: Decimal, due: Decimal, verified: Decimal, in_grace: bool) -> State:
    """The first state that matches. `in_grace`: reported covers what is due, or what is missing is recent."""
    if ended:
        return State.ENDED_EARLY
    if not due and not verified:
        return State.NOT_DUE
    if verified > committed:
        return State.EXCEEDED
    if verified == committed:
        return State.MET
    if verified >= due:
        return State.ON_TRACK
    return State.AT_RISK if in_grace else State.SHORT


def ledger(
    commitments: Sequence[Commitment], term: Term, at: Moment, *, grace_days: int
) -> tuple[Position, ...]:
    """The positions of all commitments of a contract, in their order. Refuses two with one id."""
    if len({commitment.id for commitment in commitments}) != len(commitments):
        raise Refusal("commitment-twice", "Two commitments have the same id: give each its own", field="id")
    return tuple(position(commitment, term, at, grace_days=grace_days) for commitment in commitments)
