"""What a procurement must do about Social Value (INC-1 to INC-4, rules 1 to 11 of law and practice).

Pure: the facts and the policy's dated figures come in, an answer with its reasons comes out. What is missing
or not in force makes the answer *undetermined*, with the reason; nothing is guessed and nothing raises.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from socialvalue.policy.rules import reasons
from socialvalue.policy.rules.figures import Band, Kind, Nature, Policy, Reason, ThresholdRow, Vat

_VAT_INCLUDED = Vat()
_LARGEST = Decimal(10) ** 15
_SERVICES = Kind.GOODS_SERVICES


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a procurement. None means "not known", and is answered as such.

    `value` is the estimated value in pounds, of the whole contract with its options (see `valuation`).
    `commenced_on` picks the threshold row; `decided_on` says which version of the policy the decision is
    under. `treated_as_above` carries the law's reasons to treat a contract as above threshold whatever its
    figure.
    """

    kind: Kind | None
    nature: Nature | None = None
    value: Decimal | None = None
    vat: Vat = _VAT_INCLUDED
    commenced_on: date | None = None
    decided_on: date | None = None
    is_call_off: bool = False
    treated_as_above: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Determination:
    """The answer, with the figures it was made with: pounds including VAT.

    `notifiable` and `social_value_act_applies` are None where they cannot be known.
    """

    band: Band
    value_inc_vat: Decimal | None
    threshold: Decimal | None
    threshold_from: date | None
    notifiable: bool | None
    social_value_act_applies: bool | None
    policy_version: str
    policy_in_force: bool
    reasons: tuple[Reason, ...]


def determine(facts: Facts, policy: Policy) -> Determination:
    """The Social Value expectation for a procurement. Never raises: what is missing becomes a reason."""
    stated = _stated_value(facts)
    value = None if stated is None else facts.vat.including(stated)
    row = _threshold(facts.kind, facts.commenced_on, policy)
    above = _is_above(facts, value, row)
    band = band_of(above, value, policy)
    notifiable = _is_notifiable(facts, above, value, policy)
    duty_from = _threshold(_SERVICES, facts.commenced_on, policy)
    act_applies = _act_applies(facts, above, value, duty_from)
    in_force = facts.decided_on is not None and policy.is_in_force(facts.decided_on)
    if band is Band.UNDETERMINED or row is None or facts.kind is None:
        why = reasons.of_gap(facts.kind, facts.commenced_on, row, policy)
        why += _value_gap(facts, stated, value, row, policy)
    else:
        why = [reasons.of_band(band, value, row, policy), *facts.treated_as_above]
        why.append(reasons.of_threshold(facts.kind, row))
    why += reasons.of_notifiable(notifiable, policy)
    why += reasons.of_act(act_applies, facts.kind, facts.nature, duty_from)
    why += reasons.of_call_off(is_call_off=facts.is_call_off, above=above)
    why.append(reasons.of_force(facts.decided_on, in_force, policy, facts.commenced_on))
    return Determination(
        band=band,
        value_inc_vat=value,
        threshold=None if row is None else row.amount,
        threshold_from=None if row is None else row.valid_from,
        notifiable=notifiable,
        social_value_act_applies=act_applies,
        policy_version=policy.version,
        policy_in_force=in_force,
        reasons=tuple(why),
    )


def band_of(above: bool | None, value: Decimal | None, policy: Policy) -> Band:
    """The band of a value including VAT, once it is known whether the contract is above threshold."""
    if above:
        return Band.MANDATORY
    if above is None or value is None:
        return Band.UNDETERMINED
    return Band.ENCOURAGED if value >= policy.encouraged_from else Band.VOLUNTARY


def _stated_value(facts: Facts) -> Decimal | None:
    """The value as given, or None where it is no amount of money."""
    value = facts.value
    return value if value is not None and value.is_finite() and 0 <= value < _LARGEST else None


def _threshold(kind: Kind | None, on: date | None, policy: Policy) -> ThresholdRow | None:
    return None if kind is None or on is None else policy.thresholds.in_force(kind, on)


def _is_above(facts: Facts, value: Decimal | None, row: ThresholdRow | None) -> bool | None:
    """Above threshold means "not less than" it (Procurement Act 2023 s.3(2) to (4))."""
    if row is None:
        return None
    if facts.treated_as_above:
        return True
    return None if value is None else value >= row.amount


def _is_notifiable(facts: Facts, above: bool | None, value: Decimal | None, policy: Policy) -> bool | None:
    """A notifiable below-threshold contract (s.87): not above threshold, and never a concession (s.84)."""
    if above or (facts.kind is not None and facts.kind.is_concession):
        return False
    if above is None or value is None:
        return None
    return value >= policy.notifiable_from


def _act_applies(
    facts: Facts, above: bool | None, value: Decimal | None, duty_from: ThresholdRow | None
) -> bool | None:
    """Whether the Social Value Act 2012 duty applies: to services, never to goods, works or call-offs.

    A light touch contract counts from the lower figure for ordinary services (s.1(16)(b) and (17)).
    """
    kind = facts.kind
    if facts.is_call_off or facts.nature is Nature.GOODS or kind is Kind.WORKS:
        return False
    if kind is None:
        return None
    if kind.is_concession:
        return False
    if kind is Kind.LIGHT_TOUCH and not above:
        return None if value is None or duty_from is None else value >= duty_from.amount
    if above and kind is Kind.GOODS_SERVICES and facts.nature is None:
        return None
    return above


def _value_gap(
    facts: Facts, stated: Decimal | None, value: Decimal | None, row: ThresholdRow | None, policy: Policy
) -> list[Reason]:
    """Why there is no value including VAT; with an unknown VAT status, what it could come to at worst."""
    if stated is None:
        return [] if facts.treated_as_above else [Reason("PA23 s.4", "The estimated value is not known.")]
    if value is not None:
        return []
    worst = reasons.at_worst(stated)
    band = None if row is None else band_of(worst >= row.amount, worst, policy)
    return [reasons.of_unknown_vat(stated, worst, row, band)]
