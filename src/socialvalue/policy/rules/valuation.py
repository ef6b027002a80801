"""What a contract is worth (Procurement Act 2023 ss.4 and 5, Schedule 3; rules 6 to 8, 10 and 12 to 14).

Amounts are pounds including VAT. A valuation carries its reasons, and the law's reasons to treat the contract
as above threshold whatever its figure; both go into `Facts`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from socialvalue.foundation.calendar import format_date
from socialvalue.foundation.money import format_money
from socialvalue.policy.rules.figures import Kind, Reason, ThresholdTable

_NOTHING = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Component:
    """A part of the value: the initial term, an option, a fee. An amount of None cannot be estimated."""

    label: str
    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class Valuation:
    """An estimated value in pounds including VAT; None where the law says that it cannot be estimated."""

    value: Decimal | None
    reasons: tuple[Reason, ...]
    treated_as_above: tuple[Reason, ...] = ()


def over_term(amount_a_year: Decimal, years: Decimal | None) -> Decimal | None:
    """The amount over a term; None if the duration is unknown or open-ended."""
    return None if years is None else amount_a_year * years


def whole_contract(components: Sequence[Component]) -> Valuation:
    """The most the authority could expect to pay: initial term, every option and extension, fees, prizes."""
    return _sum(components, "PA23 Sch 3 para 1", "The most the Council could expect to pay, options included")


def concession(receipts: Sequence[Component]) -> Valuation:
    """The most the supplier of a concession could expect to receive, from users and from the authority."""
    return _sum(
        receipts, "PA23 Sch 3", "The most the supplier could expect to receive, from users and the Council"
    )


def framework(call_offs: Sequence[Component]) -> Valuation:
    """All contracts that may be called off under a framework, added up."""
    return _sum(call_offs, "PA23 Sch 3", "All contracts that may be called off, added up")


def _sum(components: Sequence[Component], clause: str, words: str) -> Valuation:
    unknown = [component.label for component in components if component.amount is None]
    if unknown or not components:
        reason = Reason(
            "PA23 Sch 3 para 5",
            f"The value of {', '.join(unknown) or 'the contract'} cannot be estimated, for instance because "
            "the duration is unknown: the contract is treated as above threshold.",
        )
        return Valuation(None, (reason,), treated_as_above=(reason,))
    total = sum((part.amount for part in components if part.amount is not None), _NOTHING)
    parts = " + ".join(f"{part.label} {format_money(part.amount or _NOTHING)}" for part in components)
    return Valuation(total, (Reason(clause, f"{words}: {parts} = {format_money(total)}."),))


def aggregate(
    own: Decimal, same_need: Sequence[Decimal], *, kept_apart_because: str, approved_by: str
) -> Valuation:
    """Contracts that could reasonably be one are each valued as including all (anti-avoidance).

    They stay apart only with good reasons *and* the person who approved them: both texts must be given.
    """
    if not same_need:
        return Valuation(own, ())
    if kept_apart_because.strip() and approved_by.strip():
        reason = Reason(
            "PA23 Sch 3 para 4",
            f"Valued on its own, approved by {approved_by.strip()}: {kept_apart_because.strip()}",
        )
        return Valuation(own, (reason,))
    total = sum(same_need, own)
    text = (
        f"{len(same_need) + 1} contracts for the same need could reasonably be one: each is valued as "
        f"including all, {format_money(total)}. To keep them apart give good reasons and an approver."
    )
    return Valuation(total, (Reason("PA23 Sch 3 para 4", text),))


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a mixed contract: kind, value, and whether it could reasonably be supplied separately."""

    kind: Kind
    value: Decimal
    separable: bool


def mixed(
    parts: Sequence[Part], thresholds: ThresholdTable, commenced_on: date, *, is_call_off: bool
) -> Valuation:
    """A mixed contract: its parts added up; above threshold if a separable part is so alone (s.5).

    Section 5 does not apply to call-offs. A part whose threshold is not held gives no reason: the
    determination itself will say that no threshold is in force.
    """
    total = sum((part.value for part in parts), _NOTHING)
    above = (
        []
        if is_call_off
        else [_alone_above(part, thresholds, commenced_on) for part in parts if part.separable]
    )
    found = tuple(reason for reason in above if reason is not None)
    values = " + ".join(f"{part.kind.label} {format_money(part.value)}" for part in parts)
    summed = Reason("PA23 s.4", f"A mixed contract: {values} = {format_money(total)}.")
    return Valuation(total, (summed, *found), treated_as_above=found)


def _alone_above(part: Part, thresholds: ThresholdTable, commenced_on: date) -> Reason | None:
    row = thresholds.in_force(part.kind, commenced_on)
    if row is None or part.value < row.amount:
        return None
    return Reason(
        "PA23 s.5",
        f"The {part.kind.label} could be supplied separately and alone reach their threshold of "
        f"{format_money(row.amount)} with {format_money(part.value)}: the whole contract is treated as "
        "above threshold.",
    )


def call_off_obstacle(*, framework_scored_social_value: bool) -> Reason | None:
    """Why a call-off cannot score Social Value: it may use only the criteria of its framework."""
    if framework_scored_social_value:
        return None
    return Reason(
        "PA23 s.46(8)",
        "The framework was awarded without a Social Value criterion, so a call-off cannot add one. Negotiate "
        "commitments where that is lawful, or ask for an exemption on this ground.",
    )


@dataclass(frozen=True, slots=True)
class Estimate:
    """An estimated value in pounds including VAT, as it stood from the day it was made, and who made it."""

    value: Decimal
    made_on: date
    made_by: str


@dataclass(frozen=True, slots=True)
class EstimateInUse:
    """The estimate that decides, and a warning where a later one exists that no longer can."""

    estimate: Estimate | None
    warning: Reason | None


def estimate_in_use(estimates: Sequence[Estimate], commenced_on: date | None) -> EstimateInUse:
    """The latest estimate, or once the procurement has begun the latest made on or before that day.

    Of two estimates of one day the one given last counts. Estimates are never removed: later ones warn.
    """
    in_order = sorted(estimates, key=lambda estimate: estimate.made_on)
    counting = [each for each in in_order if commenced_on is None or each.made_on <= commenced_on]
    if not counting:
        return EstimateInUse(None, None)
    if len(counting) == len(in_order) or commenced_on is None:
        return EstimateInUse(counting[-1], None)
    latest = in_order[-1]
    warning = Reason(
        "PA23 s.4",
        f"The estimate is frozen at {format_money(counting[-1].value)} since the procurement began on "
        f"{format_date(commenced_on)}. A later one, {format_money(latest.value)} of "
        f"{format_date(latest.made_on)}, is kept but does not change the determination.",
    )
    return EstimateInUse(counting[-1], warning)
